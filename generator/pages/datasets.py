"""The lists of all datasets: by title, by newest change, by organization, by theme.

Each is paged and written beforehand, so that nobody needs JavaScript to sort. In come the catalog and summaries, out go
`Page`s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator import urls
from generator.model import Catalog, Dataset, Summary
from generator.pages.entries import EntryView, by_newest, by_title, entry_views
from generator.pages.page import Page
from generator.pages.writer import Link, Said, Writer

PER_PAGE: Final = 200

Groups = list[tuple[Link | None, list[Dataset]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """`heading` is None where the list is not grouped, `anchor` the place of the heading on its page."""

    heading: Link | None
    anchor: str
    count: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several links to lists; `is_here` marks the page itself."""

    words: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    title: str
    place: str
    lead: str
    orders: tuple[Choice, ...]
    groups: tuple[GroupView, ...]
    index: tuple[GroupView, ...]
    pages: tuple[Choice, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        for order in ORDERS:
            yield from _order_pages(catalog, language, order, summaries)


def _order_pages(catalog: Catalog, language: str, order: str, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    first = Writer(catalog, language, _path(order, 1))
    parts = _paged(ORDERS[order](first))
    for number, groups in enumerate(parts, start=1):
        writer = Writer(catalog, language, _path(order, number))
        title = writer.word(f"list.heading-by-{order}")
        place = writer.word("list.page_of", number=number, total=len(parts)) if len(parts) > 1 else ""
        shown = tuple(_group(writer, heading, datasets, summaries) for heading, datasets in groups)
        yield writer.finish(
            "datasets",
            ListView(
                title=title,
                place=place,
                lead=_lead(writer),
                orders=tuple(
                    Choice(words=writer.word(f"list.by-{o}"), href=writer.page(_path(o, 1)), is_here=o == order)
                    for o in ORDERS
                ),
                groups=shown,
                index=shown if len(shown) > 1 else (),
                pages=_page_choices(writer, order, number, len(parts)),
            ),
            title=f"{title} ({place})" if place else title,
            description=writer.word("list.described", catalog=catalog.title.text(language)),
            trail=() if writer.address == urls.datasets() else (urls.datasets(),),
        )


def _path(order: str, number: int) -> str:
    return urls.datasets(number) if order == "title" else urls.browse(order, number)


def _lead(writer: Writer) -> str:
    publishing = {d.organization for d in writer.catalog.datasets}
    return writer.word(
        "list.lead",
        datasets=writer.counted("count.datasets", len(writer.catalog.datasets)),
        organizations=writer.counted("count.organizations", len(publishing)),
    )


def _paged(groups: Groups) -> list[Groups]:
    """Pages of at most PER_PAGE datasets; a group that does not fit goes on, under its heading, on the next."""
    parts: list[Groups] = [[]]
    room = PER_PAGE
    for heading, datasets in groups:
        rest: Sequence[Dataset] = datasets
        while rest:
            if room == 0:
                parts.append([])
                room = PER_PAGE
            parts[-1].append((heading, list(rest[:room])))
            room, rest = max(0, room - len(rest)), rest[room:]
    return parts


def _group(
    writer: Writer, heading: Link | None, datasets: list[Dataset], summaries: Mapping[str, Summary]
) -> GroupView:
    return GroupView(
        heading=heading,
        anchor="" if heading is None else "group-" + heading.href.rstrip("/").rpartition("/")[2],
        count=writer.counted("count.datasets", len(datasets)),
        entries=entry_views(writer, datasets, summaries),
    )


def _page_choices(writer: Writer, order: str, here: int, total: int) -> tuple[Choice, ...]:
    if total == 1:
        return ()
    return tuple(
        Choice(words=writer.word("list.page", number=n), href=writer.page(_path(order, n)), is_here=n == here)
        for n in range(1, total + 1)
    )


def _one_group(datasets: list[Dataset]) -> Groups:
    return [(None, datasets)]


def _by_organization(writer: Writer) -> Groups:
    known = writer.catalog.organizations
    used = {d.organization for d in writer.catalog.datasets}
    ordered = sorted((known[name] for name in used), key=lambda o: (writer.key(o.title), o.name))
    return [
        (
            Link(said=writer.said(o.title), href=writer.page(urls.organization(o.name))),
            by_title(writer, (d for d in writer.catalog.datasets if d.organization == o.name)),
        )
        for o in ordered
    ]


def _by_theme(writer: Writer) -> Groups:
    """Under its first theme, the one it is mostly about, so that each stands once."""
    groups: Groups = []
    for theme in writer.catalog.themes.values():
        found = [d for d in writer.catalog.datasets if d.themes[:1] == (theme.name,)]
        said: Said = writer.said(theme.title)
        groups.append((Link(said=said, href=writer.page(urls.theme(theme.name))), by_title(writer, found)))
    return groups


ORDERS: Final[Mapping[str, Callable[[Writer], Groups]]] = {
    "title": lambda writer: _one_group(by_title(writer, writer.catalog.datasets)),
    "newest": lambda writer: _one_group(by_newest(writer, writer.catalog.datasets)),
    "organization": _by_organization,
    "theme": _by_theme,
}
