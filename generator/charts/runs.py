"""The values of series as a line joins them: parted where one is missing, where the line has a gap, where values do not
compare.

In comes a `Subject`, out go its lines that have values. It must not know how a line is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from generator.charts.subject import Line, Subject

LONG: Final = 1.55  # times the usual step of a line: two values that are further apart are not joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value in its run; `joined` is false where it stands alone in it."""

    time: str
    at: float
    value: Decimal
    flagged: bool
    run: int
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A line with its points by time; `index` counts the lines that do not lead."""

    line: Line
    index: int
    points: tuple[Point, ...]


def drawn(subject: Subject) -> tuple[Drawn, ...]:
    """The lines that have a value, those that lead behind the others."""
    made = []
    index = 0
    for line in subject.lines:
        points = _points(line, subject)
        if points:
            made.append(Drawn(line=line, index=index, points=points))
        index += not line.leads
    return tuple(sorted(made, key=lambda each: each.line.leads))


def break_places(subject: Subject, lines: Sequence[Drawn]) -> tuple[float, ...]:
    """Where the breaks within the lines stand: half-way between the values on both sides of each."""
    known = sorted({p.at for line in lines for p in line.points})
    places = []
    for place in sorted({subject.place(b.time) for b in subject.breaks}):
        before = max((at for at in known if at < place), default=None)
        behind = min((at for at in known if at >= place), default=None)
        if before is not None and behind is not None:
            places.append((before + behind) / 2)
    return tuple(dict.fromkeys(places))


def _points(line: Line, subject: Subject) -> tuple[Point, ...]:
    seen = sorted(((subject.place(o.time), o) for o in line.observations), key=lambda each: each[0])
    valued = [at for at, o in seen if o.value is not None]
    usual = median([b - a for a, b in pairwise(valued)]) if len(valued) > 1 else 0
    breaks = [subject.place(b.time) for b in subject.breaks]
    parts: list[int] = []
    run, before, gap = 0, None, False
    for at, observation in seen:
        if observation.value is None:
            gap = True
            continue
        broken = before is not None and any(before < place <= at for place in breaks)
        run += before is not None and (gap or broken or at - before > LONG * usual)
        parts.append(run)
        before, gap = at, False
    counts = Counter(parts)
    known = [(at, o, Decimal(o.value)) for at, o in seen if o.value is not None]
    return tuple(
        Point(time=o.time, at=at, value=value, flagged=o.flag is not None, run=part, joined=counts[part] > 1)
        for (at, o, value), part in zip(known, parts, strict=True)
    )
