"""Steps from one period to the next of its kind: whether two lie side by side, and what is missing between them.

In come periods, out go counts and periods. It must not know what was observed at them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from generator.periods import DAY, HALF, MONTH, QUARTER, SPAN, Period, read

PARTS_OF_A_YEAR: Final = (HALF, QUARTER, MONTH)
MOST_BETWEEN: Final = 2_000  # centuries of months: more is a slip of the pen, not a gap
LAST_DAY: Final = 31


def period(text: str) -> Period:
    """The period of a time that was read before; any other text is a day behind all others."""
    found = read(text)
    return Period(text, DAY, date.max, None) if found is None else found


def compares(one: Period, other: Period) -> bool:
    """Whether the two are of one kind and length: a year compares with years, a quarter with quarters."""
    return (one.kind, one.months) == (other.kind, other.months)


def step(earlier: Period, later: Period) -> int:
    """How many periods of their kind it takes from the one to the other; days make no steps, so that it is 0."""
    if earlier.months is None or not compares(earlier, later):
        return 0
    return (_month(later) - _month(earlier)) // earlier.months


def is_year_before(earlier: Period, later: Period) -> bool:
    """Whether it is the same quarter, half or month of the year before."""
    return later.kind in PARTS_OF_A_YEAR and compares(earlier, later) and _month(later) - _month(earlier) == 12


def between(earlier: Period, later: Period) -> tuple[str, ...]:
    """The periods that lie between two of one kind, in canonical text; of editions their years."""
    count = step(earlier, later)
    if earlier.months is None or not 1 < count < MOST_BETWEEN:
        return ()
    return tuple(_text(earlier, _month(earlier) + earlier.months * n) for n in range(1, count))


def ends_by(one: Period, other: Period) -> bool:
    """Whether it has ended when the other one has."""
    return _end(one) <= _end(other)


def _month(period: Period) -> int:
    return period.start.year * 12 + period.start.month - 1


def _end(period: Period) -> tuple[int, int]:
    if period.months is None:
        return (_month(period), period.start.day)
    return (_month(period) + period.months - 1, LAST_DAY)


def _text(model: Period, month: int) -> str:
    year, number = divmod(month, 12)
    if model.kind == QUARTER:
        return f"{year:04d}-Q{number // 3 + 1}"
    if model.kind == HALF:
        return f"{year:04d}-H{number // 6 + 1}"
    if model.kind == MONTH:
        return f"{year:04d}-{number + 1:02d}"
    if model.kind == SPAN:
        first, last = (int(part) for part in model.text.split("/"))
        return f"{year:04d}/{year + last - first:04d}"
    return f"{year:04d}"
