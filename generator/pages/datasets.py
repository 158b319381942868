"""The lists of all datasets: by title under its first letter, by newest change, by organization, by theme, by format.

Each is paged and written beforehand, so that nobody needs JavaScript to sort. In come the catalog and summaries, out go
`Page`s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from generator import locales, urls
from generator.filetypes import TYPES
from generator.model import Catalog, Dataset, Summary
from generator.pages.entries import EntryView, by_newest, by_title, entry_views
from generator.pages.files import format_name
from generator.pages.page import Page
from generator.pages.paging import Choice, page_choices, page_of, paged
from generator.pages.writer import Said, Writer

DIGITS: Final = "0–9"
NEITHER: Final = "#"  # heads titles without a letter or a digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Of a group: `anchor` is its place on a page, `href` leads to a page about it, where there is one."""

    said: Said
    anchor: str
    href: str | None = None


Groups = list[tuple[Heading | None, Sequence[Dataset]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """`heading` is None where the list is not grouped; `count` is that of the whole group."""

    heading: Heading | None
    count: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """To where a group begins, be it on another page of the list."""

    said: Said
    href: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    title: str
    place: str
    lead: str
    orders: tuple[Choice, ...]
    groups: tuple[GroupView, ...]
    index: tuple[Jump, ...]
    is_by_letter: bool
    pages: tuple[Choice, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        for order in ORDERS:
            yield from _order_pages(catalog, language, order, summaries)


def _order_pages(catalog: Catalog, language: str, order: str, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    first = Writer(catalog, language, _path(order, 1))
    whole = ORDERS[order](first)
    parts = paged(whole)
    counts = {heading.anchor: len(datasets) for heading, datasets in whole if heading}
    for number, groups in enumerate(parts, start=1):
        writer = Writer(catalog, language, _path(order, number))
        title = writer.word(f"list.heading-by-{order}")
        place = page_of(writer, number, len(parts))
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
                groups=tuple(_group(writer, heading, datasets, counts, summaries) for heading, datasets in groups),
                index=_index(writer, order, number, parts, counts),
                is_by_letter=order == "title",
                pages=page_choices(writer, partial(_path, order), number, len(parts)),
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


def _group(
    writer: Writer,
    heading: Heading | None,
    datasets: Sequence[Dataset],
    counts: Mapping[str, int],
    summaries: Mapping[str, Summary],
) -> GroupView:
    count = len(datasets) if heading is None else counts[heading.anchor]
    return GroupView(
        heading=heading,
        count=writer.counted("count.datasets", count),
        entries=entry_views(writer, datasets, summaries),
    )


def _index(
    writer: Writer, order: str, here: int, parts: Sequence[Groups], counts: Mapping[str, int]
) -> tuple[Jump, ...]:
    """Every group of the whole list; nothing where there are no two."""
    places: dict[str, tuple[Heading, int]] = {}
    for number, groups in enumerate(parts, start=1):
        for heading, _ in groups:
            if heading is not None:
                places.setdefault(heading.anchor, (heading, number))
    if len(places) < 2:
        return ()
    return tuple(
        Jump(
            said=heading.said,
            href=f"{'' if number == here else writer.page(_path(order, number))}#{urls.quoted(heading.anchor)}",
            count=writer.counted("count.datasets", counts[heading.anchor]),
        )
        for heading, number in places.values()
    )


def _one_group(datasets: list[Dataset]) -> Groups:
    return [(None, datasets)]


def _by_letter(writer: Writer) -> Groups:
    groups: dict[str, list[Dataset]] = {}
    for dataset in by_title(writer, writer.catalog.datasets):
        groups.setdefault(locales.initial(dataset.title.text(writer.language)), []).append(dataset)
    shown = {"0": DIGITS, "": NEITHER}
    return [
        (Heading(said=Said(text=shown.get(letter, letter)), anchor=f"letter-{letter or 'none'}"), datasets)
        for letter, datasets in groups.items()
    ]


def _by_organization(writer: Writer) -> Groups:
    known = writer.catalog.organizations
    used = {d.organization for d in writer.catalog.datasets}
    ordered = sorted((known[name] for name in used), key=lambda o: (writer.key(o.title), o.name))
    return [
        (
            Heading(said=writer.said(o.title), anchor=f"group-{o.name}", href=writer.page(urls.organization(o.name))),
            by_title(writer, (d for d in writer.catalog.datasets if d.organization == o.name)),
        )
        for o in ordered
    ]


def _by_theme(writer: Writer) -> Groups:
    """Under its first theme, the one it is mostly about, so that each stands once."""
    groups: Groups = []
    for theme in writer.catalog.themes.values():
        found = [d for d in writer.catalog.datasets if d.themes[:1] == (theme.name,)]
        href = writer.page(urls.theme(theme.name))
        heading = Heading(said=writer.said(theme.title), anchor=f"group-{theme.name}", href=href)
        if found:
            groups.append((heading, by_title(writer, found)))
    return groups


def _by_format(writer: Writer) -> Groups:
    """Under each format of its files, so that whoever needs one finds all that has it; those without a file last."""
    groups: dict[str, list[Dataset]] = {}
    for dataset in by_title(writer, writer.catalog.datasets):
        for name in dict.fromkeys(r.format for r in dataset.resources) or ("",):
            groups.setdefault(name, []).append(dataset)
    return [
        (
            Heading(
                said=Said(text=format_name(name) if name else writer.word("list.no_file")),
                anchor=f"format-{name if name in TYPES else f'other-{number}'}",  # a name may hold anything
            ),
            groups[name],
        )
        for number, name in enumerate(sorted(groups, key=lambda name: (not name, name)))
    ]


ORDERS: Final[Mapping[str, Callable[[Writer], Groups]]] = {
    "title": _by_letter,
    "newest": lambda writer: _one_group(by_newest(writer, writer.catalog.datasets)),
    "organization": _by_organization,
    "theme": _by_theme,
    "format": _by_format,
}
