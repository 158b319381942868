"""The list of indicators: every one with its newest value, under the sets that hold it.

In come the catalog and summaries, out go `Page`s, and `Picture`s of the indicators that lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator import urls
from generator.model import Catalog, Summary
from generator.pages.followed import Followed, Found, followed
from generator.pages.newest import NewestView, newest_view
from generator.pages.page import Page
from generator.pages.sets.board import board_of
from generator.pages.sets.cards import ordered_sets
from generator.pages.sharing import card, open_graph
from generator.pages.writer import Link, Said, Writer
from generator.pictures import Picture

MOST_DRAWN: Final = 400  # lines on one page; a longer list goes without them


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """`newest` is None for an indicator without a value."""

    link: Link
    newest: NewestView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """`href` leads to the set's dashboard; None for those in no set."""

    anchor: str
    title: Said
    short: Said
    href: str | None
    count: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsView:
    lead: str
    groups: tuple[GroupView, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    found = followed(catalog, summaries)
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.indicators())
        title = writer.word("indicators.title")
        lead = writer.word(
            "indicators.lead",
            indicators=writer.counted("count.indicators", len(found)),
            sets=writer.counted("count.sets", len(catalog.indicator_sets)),
        )
        view = IndicatorsView(lead=lead, groups=tuple(_groups(writer, found)))
        head = open_graph(writer, title=title, description=lead)
        yield writer.finish("indicators", view, title=title, description=lead, head=head)


def files(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Picture]:
    """What links to an indicator that leads show, in each language; none of one without a value."""
    found = followed(catalog, summaries)
    for name in sorted(catalog.leading_indicators() & found.keys()):
        for language in catalog.languages:
            writer = Writer(catalog, language, urls.indicator(name))
            newest = newest_view(writer, found[name])
            if newest is not None:
                title = found[name].indicator.title.text(language)
                yield Picture(path=urls.indicator_file(name, f".{language}.png"), card=card(writer, title, newest))


def _groups(writer: Writer, found: Found) -> Iterator[GroupView]:
    """The sets with their indicators, then those in no set."""
    seen: set[str] = set()
    for shown in ordered_sets(writer.catalog, writer.language):
        board = board_of(writer, shown, found)
        if board.found:
            seen |= board.found.keys()
            yield GroupView(
                anchor=f"set-{shown.name}",
                title=writer.said(shown.title),
                short=writer.said(shown.abbreviation or shown.title),
                href=writer.page(urls.indicator_set(shown.name)),
                count=writer.counted("count.indicators", len(board.found)),
                rows=tuple(_row(writer, one, board.newest(name), len(found)) for name, one in board.found.items()),
            )
    others = [one for name, one in found.items() if name not in seen]
    if others:
        others.sort(key=lambda one: (writer.key(one.indicator.title), one.indicator.name))
        title = Said(text=writer.word("indicators.others" if seen else "indicators.all"))
        yield GroupView(
            anchor="others",
            title=title,
            short=title,
            href=None,
            count=writer.counted("count.indicators", len(others)),
            rows=tuple(_row(writer, one, newest_view(writer, one), len(found)) for one in others),
        )


def _row(writer: Writer, one: Followed, newest: NewestView | None, count: int) -> RowView:
    link = Link(said=writer.said(one.indicator.title), href=writer.page(urls.indicator(one.indicator.name)))
    if newest is not None and count > MOST_DRAWN:
        newest = replace(newest, line="")
    return RowView(link=link, newest=newest)
