"""Targets of a set's indicators, each beside what was measured last. In comes a board, out go rows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.amounts import RANK
from generator.changes import Leading
from generator.model import Indicator, Target
from generator.pages.followed import Followed
from generator.pages.goals import GoalView, goal, in_order
from generator.pages.newest import NewestView
from generator.pages.sets.board import Board, as_share


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """`now` and `aim` are places on one scale from 0 to 100, where more is better for ranks too."""

    goal: GoalView
    now: float
    aim: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsView:
    newest: NewestView
    rows: tuple[TargetView, ...]


def targets_views(board: Board) -> tuple[TargetsView, ...]:
    made = []
    for name, one, lead in board.led(board.found):
        view = board.newest(name)
        rows = tuple(_row(board, one, lead, t) for t in in_order(one))
        if view is not None and rows:
            made.append(TargetsView(newest=view, rows=rows))
    return tuple(made)


def _row(board: Board, one: Followed, lead: Leading, target: Target) -> TargetView:
    low, high = _bounds(one.indicator, lead, target, board.ranked(one))
    return TargetView(
        goal=goal(board.writer, one, lead, target),
        now=_place(one.indicator, as_share(lead.value, low, high)),
        aim=_place(one.indicator, as_share(target.value, low, high)),
    )


def _bounds(indicator: Indicator, lead: Leading, target: Target, ranked: int | None) -> tuple[float, float]:
    """With a little room behind the further one."""
    values = (float(lead.value), float(target.value))
    if indicator.kind == RANK:
        return 1.0, float(lead.latest.ranked or ranked or max(values) * 1.3)
    return min(0.0, *values), max(values) * 1.1


def _place(indicator: Indicator, share: float) -> float:
    return 100 - share if indicator.kind == RANK else share
