"""How a browser or another program searches here: an OpenSearch description in each language.

In comes the catalog, out go files that lead to the search page with a reader's words in its address
(https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md). It must not know how searching is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from generator import markdown, urls
from generator.model import Catalog, Summary
from generator.outputs import Output
from generator.parts import Part

MEDIATYPE: Final = "application/opensearchdescription+xml"
MOST: Final = {"ShortName": 16, "LongName": 48, "Description": 1024}  # characters that the specification allows


def parts(_catalog: Catalog) -> Iterator[Part]:
    yield Part(name="descriptions", reads=(), files=_files)


def _files(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    for language in catalog.languages:
        path = urls.page(urls.opensearch(), language, catalog.languages)
        yield Output(path=path, content=_description(catalog, language).encode())


def short_name(catalog: Catalog, language: str) -> str:
    """What a browser's list of places to search calls this one: the catalog's title, cut to the length allowed."""
    return markdown.shortened(catalog.title.text(language), MOST["ShortName"])


def _description(catalog: Catalog, language: str) -> str:
    own = urls.absolute(urls.page(urls.opensearch(), language, catalog.languages), catalog.site_uri)
    page = urls.absolute(urls.page(urls.search(), language, catalog.languages), catalog.site_uri)
    icon = urls.absolute("assets/favicon.svg", catalog.site_uri)
    said = markdown.shortened(markdown.plain(catalog.description.text(language)), MOST["Description"])
    long = markdown.shortened(catalog.title.text(language), MOST["LongName"])
    contact = f"<Contact>{escape(catalog.contact.email)}</Contact>\n" if catalog.contact.email else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short_name(catalog, language))}</ShortName>\n"
        f"<Description>{escape(said)}</Description>\n"
        f'<Url type="text/html" template={quoteattr(page + "?q={searchTerms}")}/>\n'
        f'<Url type="{MEDIATYPE}" rel="self" template={quoteattr(own)}/>\n'
        f"{contact}"
        f"<LongName>{escape(long)}</LongName>\n"
        f'<Image type="image/svg+xml">{escape(icon)}</Image>\n'
        f"<Language>{language}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "<OutputEncoding>UTF-8</OutputEncoding>\n"
        "</OpenSearchDescription>\n"
    )
