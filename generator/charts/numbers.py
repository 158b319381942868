"""Numbers of a chart: their texts in the page's language, and the ticks of an axis.

In come exact values, out go round ones with their texts, so that no drawing program writes a number of its own. It
must not know how an axis is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final

from generator import locales
from generator.charts.subject import RANK, Subject
from generator.words import word

STEPS: Final = (Decimal(1), Decimal(2), Decimal(5))
SCALES: Final = ((Decimal(10) ** 12, "trillions"), (Decimal(10) ** 9, "billions"), (Decimal(10) ** 6, "millions"))
CLOSE: Final = Decimal("0.4")  # an axis begins at zero unless the least value is above this part of the greatest


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """`ticks` are values with their texts, from the least to the greatest; the first and the last bound the plot.
    `title` names the unit, and what the texts are counted in where they are shortened."""

    ticks: tuple[tuple[float, str], ...]
    title: str

    def part(self, value: Decimal | float) -> float:
        """Where a value stands between the bounds, from 0 to 1."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return (float(value) - low) / (high - low)


def text(value: Decimal, subject: Subject) -> str:
    """A value as pages write it: rounded as the indicator says, with the separators of the language."""
    if subject.precision is not None:
        value = value.quantize(Decimal(1).scaleb(-subject.precision), ROUND_HALF_UP)
    return locales.number(value, subject.language)


def axis(values: Sequence[Decimal], subject: Subject, most: int = 6) -> Axis:
    """At most `most` round numbers around the values. Ranks begin at 1, for there is none above the first."""
    low, high = min(values), max(values)
    if subject.kind == RANK:
        ticks = _ranks(high, most + 2)
    else:
        if 0 <= low <= high * CLOSE:
            low = Decimal(0)
        ticks = _round(low, high, most)
    divisor, scale = _scale(ticks) if subject.is_scaled else (Decimal(1), "")
    unit = word(f"chart.{scale}", subject.language, unit=subject.unit) if scale else subject.unit
    texts = [locales.number(_plain(tick / divisor), subject.language) for tick in ticks]
    return Axis(ticks=tuple((float(t), s) for t, s in zip(ticks, texts, strict=True)), title=unit)


def in_unit(subject: Subject) -> str:
    """The end of a sentence that names the unit; nothing where there is none."""
    return word("chart.in_unit", subject.language, unit=subject.unit) if subject.unit else ""


def dated(subject: Subject, time: str) -> str:
    """The unit, if any, and the time of the values."""
    words = subject.words(time)
    return word("chart.at", subject.language, unit=subject.unit, time=words) if subject.unit else words


def times(
    known: Sequence[str], words: Callable[[str], str], at: Sequence[float], width: Callable[[str], float]
) -> list[int]:
    """Which of the times, in their order, are named below the axis: the newest, and each n-th before it, where n is
    the least that leaves room; the first one too where it fits."""
    widths = [width(words(time)) for time in known]

    def fits(chosen: Sequence[int]) -> bool:
        return all(at[b] - at[a] >= (widths[a] + widths[b]) / 2 for a, b in pairwise(chosen))

    for step in range(1, len(known)):
        chosen = list(range(len(known) - 1, -1, -step))[::-1]
        if fits(chosen):
            return next((c for c in ([0, *chosen], [0, *chosen[1:]]) if chosen[0] and fits(c)), chosen)
    return [len(known) - 1]


def _ranks(last: Decimal, most: int) -> list[Decimal]:
    """1, then multiples of a round step up to the last rank or above it."""
    step = next(s for s in _steps(last / most) if s >= 1 and last / s <= most)
    count = max(2, int((last / step).to_integral_value(ROUND_CEILING)))
    return [Decimal(1), *(step * i for i in range(1, count + 1) if step * i > 1)]


def _round(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    if low == high:
        low, high = (low - 1, high + 1) if low == 0 else sorted((low * Decimal("0.9"), low * Decimal("1.1")))
    for step in _steps((high - low) / most):
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if last - first < most:
            return [step * (first + i) for i in range(int(last - first) + 1)]
    raise AssertionError("steps grow without end")


def _steps(least: Decimal) -> list[Decimal]:
    """Round steps from about `least` upwards."""
    power = least.adjusted()
    return [step.scaleb(power + up) for up in range(4) for step in STEPS]


def _scale(ticks: Sequence[Decimal]) -> tuple[Decimal, str]:
    greatest = max(abs(t) for t in ticks)
    return next(((size, name) for size, name in SCALES if greatest >= size), (Decimal(1), ""))


def _plain(value: Decimal) -> Decimal:
    """Without the zeros behind the point that a division leaves."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
