"""What the theme's templates show around a page: names, links and words, ready to print.

In come the catalog and where a page stands, out goes one frozen `Frame`. It must not know MkDocs, nor open a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from generator import urls
from generator.formats import opensearch
from generator.hrefs import href
from generator.model import Catalog
from generator.open_graph import open_graph
from generator.outputs import Alternate
from generator.policy import POLICY
from generator.words import section, word

# The main menu: a key of the words' `chrome` section, and a path in the default language.
MENU: Final = (
    ("indicators", urls.indicators()),
    ("indicator-sets", urls.indicator_sets()),
    ("datasets", urls.datasets()),
    ("themes", urls.themes()),
    ("organizations", urls.organizations()),
    ("contribute", "contribute/"),
    ("developers", "developers/"),
    ("about", "about/"),
)
_TAKE_PART: Final = (
    ("contribute", "contribute/"),
    ("reference", urls.descriptor_reference()),
    ("problems", urls.problems()),
    ("developers", "developers/"),
    ("updates", urls.updates()),
    ("calendar", urls.calendar()),
    ("quality", urls.quality()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`here` is the value of `aria-current` where the link leads to the page itself or to a folder above it."""

    title: str
    href: str
    language: str = ""
    here: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineLink:
    """A file that says the same as the page, by the format's own name, empty where the media type says it."""

    title: str
    href: str
    mediatype: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where readers search, and how browsers may: what their list of places calls this one, and its description, empty
    where the catalog publishes none and on pages that search engines are to leave alone."""

    href: str
    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """Turns a path of the site into a link from one page; `canonical` makes the full address, if the page has one.

    `stands_for` is the path of the page whose address search engines shall know: another one where this has moved.
    """

    path: str
    stands_for: str
    href: Callable[[str], str]
    canonical: Callable[[str], str]

    def __call__(self, target: str) -> str:
        return self.href(target)

    @classmethod
    def of_page(cls, path: str, base_uri: str, stands_for: str = "") -> Linker:
        return cls(
            path=path,
            stands_for=stands_for or path,
            href=partial(href, start=path),
            canonical=partial(urls.absolute, base_uri=base_uri),
        )

    @classmethod
    def of_host(cls, base_path: str) -> Linker:
        """For a page that a host shows at any address."""
        base = f"{base_path.rstrip('/')}/"
        return cls(path="", stands_for="", href=lambda target: base + quote(target), canonical=lambda target: "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What pages load, by name below `assets/`; `searching` is the path of a folder, of which none loads at once."""

    stylesheet: str
    script: str
    fonts: tuple[str, ...]
    searching: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`root`, `assets` and `searching`, a folder of scripts, end in a slash; `canonical` may be empty; `direction` is
    that of the language's script. The others that name a place are links."""

    kind: str
    language: str
    direction: str
    policy: Markup
    site_title: str
    window_title: str
    description: str
    head: Markup
    canonical: str
    open_graph: tuple[tuple[str, str], ...]
    is_listed: bool
    alternates: tuple[Link, ...]
    machines: tuple[MachineLink, ...]
    home: str
    root: str
    search: Search
    assets: str
    files: Files
    searching: str
    languages: tuple[Link, ...]
    menu: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    contents: tuple[Link, ...]
    footer: tuple[Group, ...]
    published_by: str
    words: Mapping[str, str]


def frame_of(
    catalog: Catalog,
    linker: Linker,
    *,
    language: str,
    title: str,
    description: str,
    twins: Mapping[str, str],
    kind: str,
    breadcrumbs: Iterable[tuple[str, str]] = (),
    contents: tuple[Link, ...] = (),
    head: str = "",
    machines: Iterable[Alternate] = (),
    is_listed: bool = True,
    files: Files,
) -> Frame:
    """`twins` and `breadcrumbs` hold paths as `Page` does; `head` is HTML."""
    site_title = catalog.title.text(language)
    canonical = linker.canonical(linker.stands_for)
    return Frame(
        kind=kind,
        language=language,
        direction=_direction(language),
        policy=Markup(POLICY),
        site_title=site_title,
        window_title=site_title if kind == "home" or not title else f"{title} – {site_title}",
        description=description,
        head=Markup(head),
        canonical=canonical,
        open_graph=open_graph(catalog, title=title, url=canonical, language=language, twins=twins),
        is_listed=is_listed,
        alternates=_alternates(catalog, linker, twins) if is_listed else (),
        machines=tuple(MachineLink(title=a.title, href=linker(a.path), mediatype=a.mediatype) for a in machines),
        home=linker(urls.page(urls.home(), language, catalog.languages)),
        root=linker(urls.home()),
        search=_search(catalog, linker, language, is_listed=is_listed),
        assets=linker("assets/"),
        files=files,
        searching=linker(files.searching),
        languages=_other_languages(catalog, linker, twins, language),
        menu=_menu(MENU, catalog, linker, language),
        breadcrumbs=tuple(Link(title=title, href=linker(path)) for title, path in breadcrumbs),
        contents=contents,
        footer=_footer(catalog, linker, language),
        published_by=_published_by(catalog, language),
        words=section("chrome", language),
    )


def _search(catalog: Catalog, linker: Linker, language: str, *, is_listed: bool) -> Search:
    description = urls.page(urls.opensearch(), language, catalog.languages)
    return Search(
        href=linker(urls.page(urls.search(), language, catalog.languages)),
        name=opensearch.short_name(catalog, language),
        description=linker(description) if is_listed and catalog.publishes("opensearch") else "",
    )


def _published_by(catalog: Catalog, language: str) -> str:
    publisher = catalog.organizations[catalog.publisher].title.text(language)
    return word("chrome.published_by", language, publisher=publisher)


def contents(toc: Iterable[Any]) -> tuple[Link, ...]:
    """The second-level headings of a table of contents as MkDocs makes it (`title`, `url`, `level`, `children`)."""
    entries = [child for entry in toc for child in (entry, *entry.children)]
    return tuple(Link(title=entry.title, href=entry.url) for entry in entries if entry.level == 2)


def _other_languages(catalog: Catalog, linker: Linker, twins: Mapping[str, str], language: str) -> tuple[Link, ...]:
    """The page's twins by the names of their languages; where one is missing, that language's home."""
    return tuple(
        Link(title=_own_name(code), href=linker(twins.get(code, urls.page("", code, catalog.languages))), language=code)
        for code in catalog.languages
        if code != language
    )


def _alternates(catalog: Catalog, linker: Linker, twins: Mapping[str, str]) -> tuple[Link, ...]:
    """The page in every language, its own included, and the default one for all others."""
    found = [Link(title="", href=linker.canonical(twins[c]), language=c) for c in catalog.languages if c in twins]
    if catalog.language in twins:
        found.append(Link(title="", href=linker.canonical(twins[catalog.language]), language="x-default"))
    return tuple(found) if len(twins) > 1 and linker.stands_for == linker.path else ()


def _menu(entries: Iterable[tuple[str, str]], catalog: Catalog, linker: Linker, language: str) -> tuple[Link, ...]:
    return tuple(
        Link(title=word(f"chrome.{key}", language), href=linker(path), here=_here(path, linker.path))
        for key, path in ((key, urls.page(own, language, catalog.languages)) for key, own in entries)
    )


def _here(path: str, page: str) -> str:
    if page == path:
        return "page"
    return "true" if path and page.startswith(path) else ""


def _footer(catalog: Catalog, linker: Linker, language: str) -> tuple[Group, ...]:
    contact = catalog.contact
    help_links = [(contact.name.text(language), contact.url or (f"mailto:{contact.email}" if contact.email else None))]
    help_links.append((word("chrome.report", language), catalog.issues_url))
    help_links.append((word("chrome.source_code", language), catalog.repository_url))
    groups = (
        ("footer_take_part", _menu(_TAKE_PART, catalog, linker, language)),
        ("footer_help", tuple(Link(title=title, href=href) for title, href in help_links if href)),
    )
    return tuple(Group(title=word(f"chrome.{key}", language), links=links) for key, links in groups if links)


@cache
def _own_name(language: str) -> str:
    """A language in its own words: ไทย, English."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return language
    return (locale.get_language_name(language.replace("-", "_")) or language).capitalize()


@cache
def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"
