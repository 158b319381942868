"""One feed before it is written down: what it is about, and its entries. In come the catalog, a subject and revisions,
out go facts in one language with whole addresses. It must not know Atom nor JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from markupsafe import Markup, escape

from generator import urls
from generator.model import Catalog, Revision, Text
from generator.news import News, news, page_of
from generator.words import word

MOST: Final = 100  # entries of one feed; the page of updates holds all
NEVER: Final = "1970-01-01T00:00:00Z"  # when a feed without entries was changed: RFC 4287 asks for a moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a feed is about: `kind` and `name` as `urls.feed` takes them, and the page that says so to people."""

    kind: str = ""
    name: str = ""
    title: Text | None = None
    page: str = urls.updates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`id` names the entry for good, in any feed of this language; `html` says what changed."""

    id: str
    url: str
    title: str
    updated: str
    html: str
    news: News


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`page` is the address of what it is about, in its language."""

    subject: Subject
    language: str
    title: str
    description: str
    page: str
    author: str
    author_url: str
    updated: str
    entries: tuple[Entry, ...]


def feed(
    catalog: Catalog, subject: Subject, titles: Mapping[str, Text], revisions: Iterable[Revision], language: str
) -> Feed:
    """The newest entries of a subject. `titles` are those of pages, by page."""
    entries = tuple(_entry(catalog, one, language) for one in islice(news(titles, revisions, language), MOST))
    catalog_title = catalog.title.text(language)
    shown = catalog_title if subject.title is None else f"{subject.title.text(language)} – {catalog_title}"
    return Feed(
        subject=subject,
        language=language,
        title=word("news.page_of", language, title=shown),
        description=word("news.lead", language),
        page=_address(catalog, subject.page, language),
        author=catalog.organizations[catalog.publisher].title.text(language),
        author_url=_address(catalog, urls.organization(catalog.publisher), language),
        updated=entries[0].updated if entries else NEVER,
        entries=entries,
    )


def file_address(shown: Feed, suffix: str, base_uri: str) -> str:
    """Where the feed itself stands, below that base."""
    return urls.absolute(urls.feed(shown.subject.kind, shown.subject.name, shown.language, suffix), base_uri)


def _entry(catalog: Catalog, one: News, language: str) -> Entry:
    revision = one.revision
    return Entry(
        id=_identifier(catalog, revision, language),
        url=_address(catalog, one.page or urls.updates(), language),
        title=word("news.titled", language, title=one.title.text(language), what=one.what),
        updated=revision.at,
        html=_html(one, commit_address(catalog, revision), language),
        news=one,
    )


def _identifier(catalog: Catalog, revision: Revision, language: str) -> str:
    """From the catalog's own base and the name that the thing had then: neither a new host nor a new name makes old
    entries new. Each language has its own, since readers take one identifier for one text."""
    page = urls.page(page_of(revision, revision.former), language, catalog.languages)
    what = f"revision-{revision.commit}" if revision.commit else f"stated-{revision.day}"
    return urls.thing(page, what, catalog.base_uri)


def commit_address(catalog: Catalog, revision: Revision) -> str:
    """Where the repository shows the commit, as GitHub, GitLab, Gitea and Forgejo have it; empty where it has none."""
    if not revision.commit or catalog.repository_url is None:
        return ""
    return f"{catalog.repository_url.rstrip('/').removesuffix('.git')}/commit/{revision.commit}"


def _html(one: News, commit: str, language: str) -> str:
    """A paragraph for each sentence; everything that somebody wrote is escaped."""
    html = Markup().join(Markup("<p>{}</p>").format(sentence) for sentence in one.sentences)
    if commit:
        html += Markup('<p><a href="{}">{}</a></p>').format(commit, escape(word("news.commit", language)))
    return str(html)


def _address(catalog: Catalog, page: str, language: str) -> str:
    return urls.absolute(urls.page(page, language, catalog.languages), catalog.site_uri)
