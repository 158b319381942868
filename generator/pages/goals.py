"""Targets of an indicator beside what was measured last. In come an indicator and what leads it, out go views.

It must not know which page shows them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import periods
from generator.amounts import RANK, amounts
from generator.changes import Leading
from generator.model import Target
from generator.pages.followed import Followed
from generator.pages.newest import unit_behind
from generator.pages.writer import Said, Writer
from generator.standings import KEPT, LATE, REACHED, progress
from generator.steps import period

DONE = (REACHED, KEPT, LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """`state` says in words how far it is; `is_reached` whether it was reached."""

    title: Said | None
    value: str
    time: str
    state: str
    is_reached: bool
    source: str | None


def in_order(one: Followed) -> tuple[Target, ...]:
    """Its targets by time; none of one that nothing was measured of yet."""
    if one.lead is None or one.lead.is_forecast:
        return ()
    return tuple(sorted(one.indicator.targets, key=lambda t: period(t.time).start))


def goals(writer: Writer, one: Followed) -> tuple[GoalView, ...]:
    return tuple(goal(writer, one, one.lead, t) for t in in_order(one) if one.lead is not None)


def goal(writer: Writer, one: Followed, lead: Leading, target: Target) -> GoalView:
    """One target, written with the same digits as the newest value."""
    written = amounts(writer.catalog, one.dataset, one.indicator, (lead.value, target.value), writer.language)
    made = progress(target, one.indicator, lead)
    whole = written.value(target.value)
    parted = f"{written.number(target.value)}{unit_behind(writer, written)}"
    return GoalView(
        title=None if target.title is None else writer.said(target.title),
        value=whole if written.kind == RANK else parted,
        time=periods.words(target.time, writer.language),
        state=writer.word(f"progress.{made.state}", distance=written.change(made.distance)),
        is_reached=made.state in DONE,
        source=target.source,
    )
