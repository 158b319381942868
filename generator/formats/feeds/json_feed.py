"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). In comes a `Feed`, out goes a document.

What changed stands there for people, as in Atom, and for programs, as numbers and names below `_banchi`.
"""

from __future__ import annotations

from typing import Any, Final

from generator import urls
from generator.formats.feeds.feed import Entry, Feed, file_address
from generator.model import Catalog, FileRevision

VERSION: Final = "https://jsonfeed.org/version/1.1"
SUFFIX: Final = ".json"
MEDIATYPE: Final = "application/feed+json"

Document = dict[str, Any]


def document(catalog: Catalog, shown: Feed) -> Document:
    return {
        "version": VERSION,
        "title": shown.title,
        "home_page_url": shown.page,
        "feed_url": file_address(shown, SUFFIX, catalog.site_uri),
        "description": shown.description,
        "language": shown.language,
        "authors": [{"name": shown.author, "url": shown.author_url}],
        "items": [_item(catalog, entry) for entry in shown.entries],
    }


def _item(catalog: Catalog, shown: Entry) -> Document:
    return {
        "id": shown.id,
        "url": shown.url,
        "title": shown.title,
        "content_html": shown.html,
        "date_published": shown.updated,
        "tags": [shown.news.what],
        "_banchi": _revision(catalog, shown),
    }


def _revision(catalog: Catalog, shown: Entry) -> Document:
    """Names of keys and files as the repository has them; what is empty is left out."""
    revision = shown.news.revision
    told = {
        "about": urls.absolute(urls.developers(), catalog.site_uri),
        "dataset": revision.dataset,
        "indicator_set": revision.indicator_set,
        "kind": revision.kind,
        "commit": revision.commit,
        "former": revision.former,
        "keys": list(revision.keys),
        "files": [_file(file) for file in revision.files],
    }
    return {name: value for name, value in told.items() if value}


def _file(file: FileRevision) -> Document:
    told = {
        "path": file.path,
        "change": file.change,
        "rows_added": file.added,
        "rows_changed": file.changed,
        "rows_removed": file.removed,
        "fields_added": list(file.fields_added),
        "fields_removed": list(file.fields_removed),
        "not_compared": file.reason,
    }
    return {name: value for name, value in told.items() if value is not None and value not in ("", [])}
