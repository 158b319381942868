"""The editions of a set, each with what it said of every indicator.

In comes a board, out go views, the newest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator import locales
from generator.model import Edition
from generator.pages.followed import until
from generator.pages.newest import NewestView, newest_view
from generator.pages.sets.board import Board
from generator.pages.writer import Link, Said
from generator.periods import order


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    link: Link
    newest: NewestView


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """`facts` say when it was published and how many it ranked."""

    anchor: str
    name: Said
    facts: str
    url: str | None
    rows: tuple[EditionRow, ...]


def editions_views(board: Board) -> tuple[EditionView, ...]:
    return tuple(_edition(board, edition, number) for number, edition in enumerate(board.editions()))


def _edition(board: Board, edition: Edition, number: int) -> EditionView:
    writer = board.writer
    facts = []
    if edition.ranked is not None:
        facts.append(writer.counted("sets.ranked", edition.ranked))
    if edition.published is not None:
        facts.append(writer.word("sets.published", date=locales.date_text(edition.published, writer.language)))
    alike = [e.time for e in board.editions()].index(edition.time)
    anchor = f"e-{re.sub('[^0-9A-Za-z]+', '-', edition.time).strip('-')}"
    return EditionView(
        anchor=anchor if alike == number else f"{anchor}-{number}",
        name=writer.said(edition.name),
        facts=" · ".join(facts),
        url=edition.url,
        rows=_rows(board, edition),
    )


def _rows(board: Board, edition: Edition) -> tuple[EditionRow, ...]:
    """The indicators that have a value at its time, changes as they were known then."""
    rows = []
    for name, one, lead in board.led(board.found):
        if all(o.time != edition.time or o.value is None for o in lead.series.observations):
            continue
        times = [o.time for o in lead.series.observations if order(o.time) <= order(edition.time)]
        is_headline = name in board.shown.headline
        view = newest_view(board.writer, until(one, times), ranked=edition.ranked if is_headline else None)
        if view is not None:
            rows.append(EditionRow(link=board.link(name), newest=view))
    return tuple(rows)
