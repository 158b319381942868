"""What became of an indicator: the newest value, what it is compared with, and which way it went.

In come an indicator and its series, out go exact decimals and plain facts about them. It must not know any language.

What is compared with what:

- The series that leads is the focus area's: the one for the whole of every dimension, else its first with a value.
- The newest value leads; a forecast only where there is nothing else.
- It is compared with the newest earlier one of the same kind of period: years with years. A quarter, a half or a month
  is compared with the same one of the year before where there is a value, since seasons tell more apart than years do.
- Nothing is compared across a break, be it declared or flagged.
- Periods between the two are missing unless the distance is the series' own rhythm, as with an index of every second
  year: then the one before lies just as far back, and no row without a value says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from generator.amounts import COUNT, PERCENTAGE, RANK, difference, digits, rounded
from generator.model import Indicator, IndicatorReading, Observation, Series, Text, Unit
from generator.steps import between, compares, is_year_before, period, step

HIGHER, LOWER = "higher-is-better", "lower-is-better"
UP, DOWN, EQUAL, STEADY = "up", "down", "equal", "steady"
BETTER, WORSE, SAME, NEITHER = "better", "worse", "same", "neither"
AMOUNT: Final = "amount"
FORECAST, BREAK = "forecast", "break"
FLAGS: Final = {  # what flags say, by the codes of SDMX (CL_OBS_STATUS) and by the words that tables write
    "": "normal",
    "a": "normal",
    "normal": "normal",
    "final": "normal",
    "actual": "normal",
    "b": BREAK,
    "break": BREAK,
    "e": "estimated",
    "estimate": "estimated",
    "estimated": "estimated",
    "p": "provisional",
    "provisional": "provisional",
    "preliminary": "provisional",
    "f": FORECAST,
    "forecast": FORECAST,
    "projection": FORECAST,
    "projected": FORECAST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """The series that leads, and its newest value beside an earlier one.

    `previous` is None where nothing compares; where that is for a break, `break_from` is its time and `break_note` its
    reason. `missing` are the periods between the two. `course` says which way the shown values went (`steady`: not
    equal, but too little to be shown), `verdict` whether that is better or worse. `relative` is the difference as a
    share of the earlier value, where both are above zero. `comparable` are the values up to the newest that compare
    with it, by time. `forecast` is the first one behind it; `is_forecast` is true where the newest itself is one.
    """

    series: Series
    latest: Observation
    value: Decimal
    comparable: tuple[Observation, ...]
    previous: Observation | None = None
    before: Decimal | None = None
    missing: tuple[str, ...] = ()
    break_from: str | None = None
    break_note: Text | None = None
    difference: Decimal | None = None
    relative: Decimal | None = None
    course: str | None = None
    verdict: str | None = None
    forecast: Observation | None = None
    is_forecast: bool = False


def flag_meaning(flag: str | None) -> str | None:
    """`normal`, `break`, `estimated`, `provisional` or `forecast`; None for a flag of the table's own."""
    plain = (flag or "").strip().casefold()
    begins = next((word for word in ("forecast", "projection") if plain.startswith(word)), None)
    return FLAGS.get(plain) if begins is None else FORECAST


def value_of(observation: Observation) -> Decimal:
    """The exact value of an observation that has one."""
    return Decimal(observation.value or "NaN")


def leading(indicator: Indicator, reading: IndicatorReading, home: str | None) -> Leading | None:
    """What leads the indicator's page; None where its focus has no value. `home` is the catalog's own country."""
    series = leading_series(indicator, reading, home)
    known = [] if series is None else [o for o in series.observations if o.value is not None]
    if series is None or not known:
        return None
    actual = [o for o in known if flag_meaning(o.flag) != FORECAST]
    if not actual:
        latest = known[0]
        return Leading(
            series=series,
            latest=latest,
            value=value_of(latest),
            comparable=(latest,),
            forecast=known[1] if len(known) > 1 else None,
            is_forecast=True,
        )
    return _held_against(indicator, series, actual, known)


def leading_series(indicator: Indicator, reading: IndicatorReading, home: str | None) -> Series | None:
    """The focus area's series: for the whole where that has a value, else the first one with a value."""
    focus = indicator.focus or home
    own = [s for s in reading.series if s.area in (focus, None) and any(o.value is not None for o in s.observations)]
    whole = (s for s in own if not any(s.categories))
    return next(whole, own[0] if own else None)


def _held_against(indicator: Indicator, series: Series, actual: list[Observation], known: list[Observation]) -> Leading:
    latest = actual[-1]
    alike = [o for o in actual if compares(period(o.time), period(latest.time))]
    broken = _newest_break(indicator, alike)
    comparable = tuple(alike if broken is None else [o for o in alike if not _is_before(o.time, broken[0])])
    ahead = [o for o in known[known.index(latest) + 1 :] if flag_meaning(o.flag) == FORECAST]
    previous = _previous(comparable)
    if previous is None:
        across = broken is not None and len(alike) > 1
        return Leading(
            series=series,
            latest=latest,
            value=value_of(latest),
            comparable=comparable,
            break_from=broken[0] if across and broken else None,
            break_note=broken[1] if across and broken else None,
            forecast=ahead[0] if ahead else None,
        )
    value, before = value_of(latest), value_of(previous)
    course = course_of(indicator, before, value)
    return Leading(
        series=series,
        latest=latest,
        value=value,
        comparable=comparable,
        previous=previous,
        before=before,
        missing=_missing(series, comparable, previous),
        difference=difference(value, before),
        relative=_relative(before, value),
        course=course,
        verdict=_verdict(indicator.direction, course),
        forecast=ahead[0] if ahead else None,
    )


def _newest_break(indicator: Indicator, alike: Iterable[Observation]) -> tuple[str, Text | None] | None:
    """The last break that is not behind the newest value: its time and, where it was declared, its reason."""
    observed = tuple(alike)
    last = observed[-1].time
    breaks: list[tuple[str, Text | None]] = [(o.time, None) for o in observed if flag_meaning(o.flag) == BREAK]
    breaks += [(b.time, b.note) for b in indicator.breaks if not _is_before(last, b.time)]
    return max(breaks, key=lambda b: period(b[0]).start, default=None)


def _is_before(time: str, other: str) -> bool:
    return period(time).start < period(other).start


def _previous(comparable: tuple[Observation, ...]) -> Observation | None:
    *earlier, latest = comparable
    now = period(latest.time)
    year_before = (o for o in reversed(earlier) if is_year_before(period(o.time), now))
    return next(year_before, earlier[-1] if earlier else None)


def _missing(series: Series, comparable: tuple[Observation, ...], previous: Observation) -> tuple[str, ...]:
    now, then = period(comparable[-1].time), period(previous.time)
    if is_year_before(then, now):
        return ()
    rows_without = [o for o in series.observations if o.value is None and then.start < period(o.time).start < now.start]
    steps = [step(period(a.time), period(b.time)) for a, b in pairwise(comparable[-3:])]
    is_rhythm = len(steps) == 2 and steps[0] == steps[1]
    return () if is_rhythm and not rows_without else between(then, now)


def _relative(before: Decimal, value: Decimal) -> Decimal | None:
    if before <= 0 or value <= 0:
        return None
    return difference(value, before) / before


def course_of(indicator: Indicator, before: Decimal, value: Decimal) -> str:
    """Which way it went, as readers see it: what is not shown to differ did not go up or down."""
    if value == before:
        return EQUAL
    places = digits(indicator, (before, value))
    apart = difference(value, before)
    if rounded(value, places) == rounded(before, places) or not rounded(apart, places):
        return STEADY
    return UP if apart > 0 else DOWN


def _verdict(direction: str, course: str) -> str:
    if course in (EQUAL, STEADY):
        return SAME
    if direction not in (HIGHER, LOWER):
        return NEITHER
    return BETTER if (course == UP) == (direction == HIGHER) else WORSE


def movement(lead: Leading, indicator: Indicator, unit: Unit | None) -> Decimal | None:
    """How far it moved, as a share that compares across indicators: from -1 to 1, above zero where that is better.

    Places of a rank count among all that were ranked, points of a score and of a percentage within their range, and
    anything without a range against the larger of the two values. Where neither way is better, up is above zero.
    """
    if lead.difference is None or lead.before is None:
        return None
    whole = _range(lead, indicator, unit) or max(abs(lead.value), abs(lead.before))
    if not whole:
        return Decimal(0)
    share = lead.difference / whole
    return max(Decimal(-1), min(Decimal(1), -share if indicator.direction == LOWER else share))


def _range(lead: Leading, indicator: Indicator, unit: Unit | None) -> Decimal | None:
    if indicator.kind == RANK:
        ranked = [o.ranked for o in (lead.latest, lead.previous) if o is not None and o.ranked is not None]
        return Decimal(max(ranked)) if ranked else None
    if unit is not None and unit.minimum is not None and unit.maximum is not None:
        return difference(unit.maximum, unit.minimum) if indicator.kind not in (AMOUNT, COUNT) else None
    return Decimal(100) if indicator.kind == PERCENTAGE else None


def extremes(lead: Leading) -> tuple[Observation, Observation]:
    """The lowest and the highest of the values that compare with the newest; of equal ones the earliest."""
    return min(lead.comparable, key=value_of), max(lead.comparable, key=value_of)
