"""Sets in few words: a card for each with the figure that leads it, its coverage and its publisher.

In come a writer and every indicator of the catalog, out go cards. It must not know on which page they stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator import periods, urls
from generator.model import Catalog, IndicatorSet
from generator.pages.followed import Found
from generator.pages.newest import NewestView
from generator.pages.sets.board import Board, board_of
from generator.pages.sets.tree import coverage, coverage_words
from generator.pages.writer import Link, Said, Writer

MOST_FIGURES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCard:
    """`share` is how much of the set has open data, from 0 to 100; `editions` the first and the newest one."""

    link: Link
    abbreviation: Said | None
    publisher: Link
    figures: tuple[NewestView, ...]
    coverage: str
    share: float
    editions: str


def set_cards(
    writer: Writer, sets: Iterable[IndicatorSet], found: Found, without: Collection[str] = ()
) -> tuple[SetCard, ...]:
    """`without` are indicators that the page shows already: they stand on a card only where it has no others."""
    return tuple(_card(board_of(writer, shown, found), without) for shown in sets)


def ordered_sets(catalog: Catalog, language: str) -> tuple[IndicatorSet, ...]:
    """The featured ones first, as the catalog orders them; the others by their titles in that language."""
    writer = Writer(catalog, language, urls.indicator_sets())
    featured = [catalog.indicator_sets[name] for name in catalog.featured_sets if name in catalog.indicator_sets]
    others = [s for s in catalog.indicator_sets.values() if s not in featured]
    return (*featured, *sorted(others, key=lambda s: (writer.key(s.title), s.name)))


def _card(board: Board, without: Collection[str]) -> SetCard:
    writer, shown = board.writer, board.shown
    organization = writer.catalog.organizations[shown.publisher]
    counted = coverage(shown, board.found)
    figures = _figures(board, [name for name in shown.headline if name not in without])
    figures = figures or _figures(board, [name for name in shown.indicators() if name not in without])
    return SetCard(
        link=Link(said=writer.said(shown.title), href=writer.page(urls.indicator_set(shown.name))),
        abbreviation=None if shown.abbreviation is None else writer.said(shown.abbreviation),
        publisher=Link(
            said=writer.said(organization.abbreviation or organization.title),
            href=writer.page(urls.organization(organization.name)),
        ),
        figures=figures or _figures(board, shown.headline),
        coverage=coverage_words(board, counted),
        share=counted.share,
        editions=editions_words(board),
    )


def _figures(board: Board, names: Iterable[str]) -> tuple[NewestView, ...]:
    views = (board.newest(name) for name in names)
    return tuple(view for view in views if view is not None)[:MOST_FIGURES]


def editions_words(board: Board) -> str:
    """The editions from the first to the newest, in a few words."""
    editions = board.editions()
    if not editions:
        return ""
    writer = board.writer
    if len(editions) == 1:
        return writer.word("sets.edition", name=editions[0].name.text(writer.language))
    first, last = periods.words(editions[-1].time, writer.language), periods.short(editions[0].time, writer.language)
    return writer.word("sets.editions", count=writer.number(len(editions)), first=first, last=last)
