"""Targets of a set's indicators, each beside what was measured last. In comes a board, out go rows."""

from __future__ import annotations

from dataclasses import dataclass

from generator import periods
from generator.amounts import RANK, Amounts, amounts
from generator.changes import Leading
from generator.model import Indicator, Target
from generator.pages.followed import Followed
from generator.pages.newest import NewestView, unit_behind
from generator.pages.sets.board import Board, as_share
from generator.pages.writer import Said
from generator.standings import KEPT, LATE, REACHED, progress
from generator.steps import period

DONE = (REACHED, KEPT, LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """`now` and `goal` are places on one scale from 0 to 100, where more is better for ranks too. `state` says in words
    how far it is; `is_reached` whether it was reached."""

    title: Said | None
    value: str
    time: str
    state: str
    is_reached: bool
    source: str | None
    now: float
    goal: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsView:
    newest: NewestView
    rows: tuple[TargetView, ...]


def targets_views(board: Board) -> tuple[TargetsView, ...]:
    made = []
    for name, one, lead in board.led(board.found):
        view = board.newest(name)
        if view is not None and one.indicator.targets and not lead.is_forecast:
            ordered = sorted(one.indicator.targets, key=lambda t: period(t.time).start)
            made.append(TargetsView(newest=view, rows=tuple(_row(board, one, lead, t) for t in ordered)))
    return tuple(made)


def _row(board: Board, one: Followed, lead: Leading, target: Target) -> TargetView:
    writer = board.writer
    values = (lead.value, target.value)
    written = amounts(writer.catalog, one.dataset, one.indicator, values, writer.language)
    made = progress(target, one.indicator, lead)
    low, high = _bounds(one.indicator, lead, target, board.ranked(one))
    return TargetView(
        title=None if target.title is None else writer.said(target.title),
        value=_value(board, written, target),
        time=periods.words(target.time, writer.language),
        state=writer.word(f"progress.{made.state}", distance=written.change(made.distance)),
        is_reached=made.state in DONE,
        source=target.source,
        now=_place(one.indicator, as_share(lead.value, low, high)),
        goal=_place(one.indicator, as_share(target.value, low, high)),
    )


def _value(board: Board, written: Amounts, target: Target) -> str:
    if written.kind == RANK:
        return written.value(target.value)
    return f"{written.number(target.value)}{unit_behind(board.writer, written)}"


def _bounds(indicator: Indicator, lead: Leading, target: Target, ranked: int | None) -> tuple[float, float]:
    """With a little room behind the further one."""
    values = (float(lead.value), float(target.value))
    if indicator.kind == RANK:
        return 1.0, float(lead.latest.ranked or ranked or max(values) * 1.3)
    return min(0.0, *values), max(values) * 1.1


def _place(indicator: Indicator, share: float) -> float:
    return 100 - share if indicator.kind == RANK else share
