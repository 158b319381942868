"""The list of indicators: every one with its newest value, under the sets that hold it, paged.

In come the catalog and summaries, out go `Page`s, and `Picture`s of the indicators that lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import urls
from generator.model import Catalog, IndicatorSet, Summary
from generator.pages.followed import Followed, Found, followed, of_set
from generator.pages.newest import NewestView, newest_view
from generator.pages.page import Page
from generator.pages.paging import Choice, page_choices, page_of, paged
from generator.pages.sets.board import board_of
from generator.pages.sets.cards import ordered_sets
from generator.pages.sharing import card
from generator.pages.writer import Link, Said, Writer
from generator.pictures import Picture

Groups = list[tuple[IndicatorSet | None, Sequence[str]]]


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
    href: str | None
    count: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsView:
    """`jump` leads to every group, on whichever page it begins."""

    place: str
    lead: str
    jump: tuple[Link, ...]
    groups: tuple[GroupView, ...]
    pages: tuple[Choice, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    found = followed(catalog, summaries)
    for language in catalog.languages:
        groups = _groups(Writer(catalog, language, urls.indicators()), found)
        parts = paged(groups)
        for number in range(1, len(parts) + 1):
            yield _page(Writer(catalog, language, urls.indicators(number)), found, groups, parts, number)


def _page(writer: Writer, found: Found, groups: Groups, parts: Sequence[Groups], number: int) -> Page:
    title, place = writer.word("indicators.title"), page_of(writer, number, len(parts))
    lead = writer.word(
        "indicators.lead",
        indicators=writer.counted("count.indicators", len(found)),
        sets=writer.counted("count.sets", len(writer.catalog.indicator_sets)),
    )
    counts = {_anchor(shown): len(names) for shown, names in groups}
    view = IndicatorsView(
        place=place,
        lead=lead,
        jump=tuple(_jump(writer, groups, parts, number)),
        groups=tuple(_group(writer, found, shown, names, counts[_anchor(shown)]) for shown, names in parts[number - 1]),
        pages=page_choices(writer, urls.indicators, number, len(parts)),
    )
    return writer.finish(
        "indicators",
        view,
        title=f"{title} ({place})" if place else title,
        description=lead,
        trail=() if number == 1 else (urls.indicators(),),
    )


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


def _groups(writer: Writer, found: Found) -> Groups:
    """The sets with the names of their indicators, then those in no set."""
    sets = ((shown, tuple(of_set(shown, found))) for shown in ordered_sets(writer.catalog, writer.language))
    groups: Groups = [(shown, names) for shown, names in sets if names]
    seen = {name for _, names in groups for name in names}
    others = [one.indicator for name, one in found.items() if name not in seen]
    others.sort(key=lambda indicator: (writer.key(indicator.title), indicator.name))
    return [*groups, (None, tuple(i.name for i in others))] if others else groups


def _group(writer: Writer, found: Found, shown: IndicatorSet | None, names: Sequence[str], count: int) -> GroupView:
    board = None if shown is None else board_of(writer, shown, found)
    rows = (
        _row(writer, found[name], newest_view(writer, found[name]) if board is None else board.newest(name))
        for name in names
    )
    return GroupView(
        anchor=_anchor(shown),
        title=_title(writer, shown, all_of_them=count == len(found)),
        href=None if shown is None else writer.page(urls.indicator_set(shown.name)),
        count=writer.counted("count.indicators", count),
        rows=tuple(rows),
    )


def _jump(writer: Writer, groups: Groups, parts: Sequence[Groups], here: int) -> Iterator[Link]:
    """A link to the beginning of each group, where there are several."""
    for shown, _ in groups if len(groups) > 1 else ():
        number = next(n for n, part in enumerate(parts, start=1) if any(one is shown for one, _ in part))
        page = "" if number == here else writer.page(urls.indicators(number))
        short = (
            _title(writer, None, all_of_them=False) if shown is None else writer.said(shown.abbreviation or shown.title)
        )
        yield Link(said=short, href=f"{page}#{_anchor(shown)}")


def _anchor(shown: IndicatorSet | None) -> str:
    return "others" if shown is None else f"set-{shown.name}"


def _title(writer: Writer, shown: IndicatorSet | None, *, all_of_them: bool) -> Said:
    if shown is not None:
        return writer.said(shown.title)
    return Said(text=writer.word("indicators.all" if all_of_them else "indicators.others"))


def _row(writer: Writer, one: Followed, newest: NewestView | None) -> RowView:
    link = Link(said=writer.said(one.indicator.title), href=writer.page(urls.indicator(one.indicator.name)))
    return RowView(link=link, newest=newest)
