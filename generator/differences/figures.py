"""Which figures of an indicator were revised, came or went, and which are unlikely: in come two readings of it, out
goes a `FigureChange`, or nothing where all are the same.

A value is unlikely where the steps between it and its neighbours are far from those that the series is used to: more
than `FAR` times their usual spread (the median absolute deviation, as a standard deviation) from their median, and more
than a share of the usual value, in amounts and, above zero, in proportions too, since what grows by a share each year
is used to growing steps. So is one ten times over or under all others (a slipped unit or decimal point). What is usual
is told by at least `ENOUGH` other values of the older version. It must not know how a figure is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from math import log
from statistics import median
from typing import Final

from generator.differences.facts import Figure, FigureChange
from generator.model import IndicatorReading

ENOUGH: Final = 4
FAR: Final = 6
AS_DEVIATION: Final = 1.4826  # of a normal distribution
LEAST_SHARE: Final = 0.02  # of the usual value: a steady series may still move by this
TENFOLD: Final = 10
LIMIT: Final = 200
"""How many figures of an indicator are kept; the counts are of all."""

Line = tuple[str | None, tuple[str | None, ...]]


def compare_figures(old: IndicatorReading, new: IndicatorReading) -> FigureChange | None:
    """What became of the figures of one indicator."""
    before, after = _lines(old), _lines(new)
    found: list[Figure] = []
    added = removed = revised = 0
    for line, values in after.items():
        was = before.get(line, {})
        removed += len(was.keys() - values.keys())
        for time, value in values.items():
            if was.get(time) == value:
                continue
            added += time not in was
            revised += time in was
            alarm = is_unlikely({t: v for t, v in was.items() if t != time}, time, value)
            if time in was or alarm:
                area, categories = line
                old_value = was.get(time)
                found.append(
                    Figure(area=area, categories=categories, time=time, old=old_value, new=value, is_unlikely=alarm)
                )
    removed += sum(len(values) for line, values in before.items() if line not in after)
    if not (added or removed or revised):
        return None
    found.sort(key=_gravity, reverse=True)
    alarms = sum(figure.is_unlikely for figure in found)
    return FigureChange(added=added, removed=removed, revised=revised, alarms=alarms, examples=tuple(found[:LIMIT]))


def is_unlikely(history: Mapping[str, Decimal], time: str, value: Decimal) -> bool:
    """Whether a value is far from what the others, by time, make likely."""
    others = [float(history[t]) for t in sorted(history)]
    if len(others) < ENOUGH:
        return False
    sizes = sorted(abs(other) for other in others)
    size = abs(float(value))
    if sizes[0] and size and (size > TENFOLD * sizes[-1] or size * TENFOLD < sizes[0]):
        return True
    place = sum(t < time for t in history)
    line = [*others[:place], float(value), *others[place:]]
    if not _is_off(others, line, place, median(sizes) * LEAST_SHARE):
        return False
    return min(line) <= 0 or _is_off([*map(log, others)], [*map(log, line)], place, LEAST_SHARE)


def _is_off(others: Sequence[float], line: Sequence[float], place: int, least: float) -> bool:
    """Whether the steps to a place of a line are unlike those of the others. A jump that lasts is one on one side only:
    so both must be, where there are two."""
    steps = [later - earlier for earlier, later in pairwise(others)]
    usual = median(steps)
    bound = FAR * max(least, AS_DEVIATION * median([abs(step - usual) for step in steps]))
    near = [later - earlier for earlier, later in pairwise(line[max(0, place - 1) : place + 2])]
    return all(abs(step - usual) > bound for step in near)


def _gravity(figure: Figure) -> tuple[bool, Decimal, str]:
    """The unlikely ones first, then the largest revisions, then the newest."""
    return figure.is_unlikely, figure.relative or Decimal(0), figure.time


def _lines(reading: IndicatorReading) -> dict[Line, dict[str, Decimal]]:
    return {
        (series.area, series.categories): {o.time: Decimal(o.value) for o in series.observations if o.value is not None}
        for series in reading.series
    }
