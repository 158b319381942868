"""The parts of an index as bars with values, and what moved most, for better and for worse.

In comes a board, out go rows. Parts that do not measure alike make no bars, since their lengths would not compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.amounts import RANK, SCORE, unit_of
from generator.changes import BETTER, WORSE, Leading, movement
from generator.model import Node
from generator.pages.followed import Followed
from generator.pages.newest import NewestView
from generator.pages.sets.board import Board, as_share
from generator.pages.writer import Said
from generator.steps import period

FEWEST_PARTS: Final = 2
COMPARABLE: Final = (RANK, SCORE)  # kinds whose values have one scale
MOST_MOVES: Final = 5  # in each direction
RECENT: Final = 2  # years before the newest value of a set without editions


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """`share` is the length of the bar, from 0 to 100; of a rank where its point stands, the first one at the end.
    `time` is told where it is not that of the other parts."""

    title: Said
    newest: NewestView
    share: float
    time: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsView:
    title: Said | None
    time: str
    scale: tuple[str, str]
    is_rank: bool
    rows: tuple[PartView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesView:
    """`since` names the edition; empty for a set without."""

    better: tuple[NewestView, ...]
    worse: tuple[NewestView, ...]
    edition: Said | None


def parts_views(board: Board) -> tuple[PartsView, ...]:
    """Of the set itself where its parts have figures; else of each part that is made of others."""
    whole = _parts(board, None, board.shown.children)
    if whole is not None:
        return (whole,)
    below = (_parts(board, node, node.children) for node in board.shown.children)
    return tuple(view for view in below if view is not None)


def _parts(board: Board, above: Node | None, nodes: Sequence[Node]) -> PartsView | None:
    by_name = {n.indicator: n for n in nodes if n.indicator is not None}
    led = board.led(by_name)
    if len(led) < FEWEST_PARTS or not _is_alike(board, led):
        return None
    writer, is_rank = board.writer, led[0][1].indicator.kind == RANK
    low, high = _bounds(board, led)
    times = [lead.latest.time for _, _, lead in led]
    usual = max(times, key=lambda t: (times.count(t), period(t).start))
    rows = []
    for name, one, lead in led:
        view, node = board.newest(name), by_name[name]
        assert view is not None
        share = as_share(lead.value, low, high)
        rows.append(
            PartView(
                title=writer.said(node.title or one.indicator.title),
                newest=view,
                share=100 - share if is_rank else share,
                time="" if lead.latest.time == usual else view.short,
                weight=""
                if node.weight is None
                else writer.word("sets.weight", weight=writer.number(f"{node.weight:f}")),
            )
        )
    first = next(view for view, time in zip(rows, times, strict=True) if time == usual)
    return PartsView(
        title=None if above is None or above.title is None else writer.said(above.title),
        time=first.newest.period,
        scale=_scale(board, low, high, is_rank=is_rank),
        is_rank=is_rank,
        rows=tuple(rows),
    )


def _scale(board: Board, low: float, high: float, *, is_rank: bool) -> tuple[str, str]:
    ends = (high, low) if is_rank else (low, high)
    return (board.writer.number(f"{ends[0]:g}"), board.writer.number(f"{ends[1]:g}"))


def _is_alike(board: Board, led: Sequence[tuple[str, Followed, Leading]]) -> bool:
    """Whether all are of one kind and unit, and of a kind with a scale."""
    units = [unit_of(board.writer.catalog, one.dataset, one.indicator) for _, one, _ in led]
    kinds = {(one.indicator.kind, unit and unit.name) for (_, one, _), unit in zip(led, units, strict=True)}
    return len(kinds) == 1 and led[0][1].indicator.kind in COMPARABLE


def _bounds(board: Board, led: Sequence[tuple[str, Followed, Leading]]) -> tuple[float, float]:
    """From the least to the greatest value that there can be; of a rank up to how many were ranked."""
    values = [float(lead.value) for _, _, lead in led]
    one = led[0][1]
    if one.indicator.kind == RANK:
        ranked = [e.ranked or 0 for e in board.shown.editions]
        return 1.0, max([*values, *(lead.latest.ranked or 0 for _, _, lead in led), *ranked[-1:]])
    unit = unit_of(board.writer.catalog, one.dataset, one.indicator)
    low = 0.0 if unit is None or unit.minimum is None else float(unit.minimum)
    high = max(values) if unit is None or unit.maximum is None else float(unit.maximum)
    return min(low, *values), max(high, *values)


def moves_view(board: Board) -> MovesView | None:
    """What moved at the newest edition; of a set without editions, of all values that are not old.

    None where nothing has moved but the figures that lead, whose changes are told already.
    """
    moved = [(name, lead, share) for name, lead, share in _moved(board) if share]
    newest = max((period(lead.latest.time).start for _, lead, _ in moved), default=None)
    if newest is None or all(name in board.shown.headline for name, _, _ in moved):
        return None
    editions = [e for e in board.editions() if any(lead.latest.time == e.time for _, lead, _ in moved)]
    if editions:
        moved = [m for m in moved if m[1].latest.time == editions[0].time]
    else:
        moved = [m for m in moved if period(m[1].latest.time).start.year >= newest.year - RECENT]
    moved.sort(key=lambda m: -abs(m[2]))
    return MovesView(
        better=_most(board, moved, BETTER),
        worse=_most(board, moved, WORSE),
        edition=board.writer.said(editions[0].name) if editions else None,
    )


def _moved(board: Board) -> list[tuple[str, Leading, Decimal]]:
    found = []
    for name, one, lead in board.led(board.found):
        share = movement(lead, one.indicator, unit_of(board.writer.catalog, one.dataset, one.indicator))
        if share is not None and lead.verdict in (BETTER, WORSE):
            found.append((name, lead, share))
    return found


def _most(board: Board, moved: Sequence[tuple[str, Leading, Decimal]], verdict: str) -> tuple[NewestView, ...]:
    views = (board.newest(name) for name, lead, _ in moved if lead.verdict == verdict)
    return tuple(view for view in views if view is not None)[:MOST_MOVES]
