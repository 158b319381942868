"""A table described while its rows pass by, in bounded memory and whatever the order of its rows (the preview apart).

In come typed rows, out goes a `TableProfile`. Up to `DISTINCT_LIMIT` different values of a field are kept with their
counts, and everything is exact; beyond, numbers go on as counts in narrow bins (each 0.2 % wide, as DDSketch does,
https://doi.org/10.14778/3352063.3352135) and texts as nothing but how many there are. It must not know files.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from decimal import Context, Decimal
from fractions import Fraction
from hashlib import blake2b
from typing import Any, Final

from generator.model import Count, Field, FieldProfile, TableProfile
from generator.values import NUMBER_TYPES, TIME_TYPES, text_of

DISTINCT_LIMIT: Final = 10_000
PREVIEW_ROWS: Final = 10
TOP_VALUES: Final = 10
BINS: Final = 12
LONGEST_TEXT: Final = 200  # of a value that is counted; what is longer is told apart by a digest
LONGEST_PREVIEW: Final = 2_000
GAMMA: Final = math.log(1.002)
EXACT: Final = Context(prec=1_500)  # sums of doubles' whole range without rounding


class Profiler:
    """Describes a table: `add` each row once, then `result`."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._columns = [_Column(field) for field in fields]
        self._rows = 0
        self._preview: list[tuple[str | None, ...]] = []

    def add(self, row: Sequence[object]) -> None:
        self._rows += 1
        if len(self._preview) < PREVIEW_ROWS:
            self._preview.append(tuple(_cut(text_of(value), LONGEST_PREVIEW) for value in row))
        for column, value in zip(self._columns, row, strict=True):
            column.add(value)

    def result(self) -> TableProfile:
        fields = tuple(column.result(self._rows) for column in self._columns)
        return TableProfile(rows=self._rows, fields=fields, preview=tuple(self._preview))


class _Column:
    def __init__(self, field: Field) -> None:
        self._field = field
        self._is_number = field.type in NUMBER_TYPES
        self._is_time = field.type in TIME_TYPES or field.type == "time"
        self._values = 0
        self._counts: dict[object, int] | None = {}
        self._sketch = _Sketch() if self._is_number or field.type == "year" else None
        self._least: object = None
        self._most: object = None

    def add(self, value: object) -> None:
        if value is None:
            return
        self._values += 1
        if self._counts is None:
            self._add_to_sketch(value, 1)
            return
        key = value if self._is_number or self._is_time else _key(value)
        self._counts[key] = self._counts.get(key, 0) + 1
        if len(self._counts) > DISTINCT_LIMIT:
            counts, self._counts = self._counts, None
            for known, count in counts.items():
                self._add_to_sketch(known, count)

    def _add_to_sketch(self, value: object, count: int) -> None:
        if self._is_number or self._is_time:
            self._least = value if self._least is None else min(self._least, value, key=_order)
            self._most = value if self._most is None else max(self._most, value, key=_order)
        if self._sketch is not None:
            assert isinstance(value, int | Decimal)
            self._sketch.add(value, count)

    def result(self, rows: int) -> FieldProfile:
        profile = FieldProfile(
            name=self._field.name,
            values=self._values,
            missing=rows - self._values,
            distinct=DISTINCT_LIMIT if self._counts is None else len(self._counts),
            distinct_is_exact=self._counts is not None,
        )
        if not self._values:
            return profile
        counts = self._counts
        if not (self._is_number or self._is_time):
            coded = tuple(sorted(map(str, counts or {}))) if self._field.codes else ()
            return replace(profile, top=_top(counts or {}), coded=coded)
        keys = [self._least, self._most] if counts is None else list(counts)
        least, most = min(keys, key=_order), max(keys, key=_order)
        profile = replace(profile, minimum=text_of(least), maximum=text_of(most))
        if self._field.type not in (*NUMBER_TYPES, "year"):
            return profile
        numbers: _Counted = self._sketch if counts is None and self._sketch else _Exact(counts or {})
        profile = replace(profile, distribution=_histogram(numbers.counted(), _fraction(least), _fraction(most)))
        if not self._is_number:
            return profile
        digits = max(_decimals(least), _decimals(most)) if counts is None else max(map(_decimals, counts))
        middle = min(max(numbers.median(), _fraction(least)), _fraction(most))
        mean = numbers.total() / self._values
        return replace(profile, median=_written(middle, digits + 1), mean=_written(mean, digits + 2))


class _Counted:
    """Numbers with how often each occurs, in ascending order."""

    def counted(self) -> list[tuple[Fraction, int]]:
        raise NotImplementedError

    def total(self) -> Fraction:
        raise NotImplementedError

    def median(self) -> Fraction:
        """The middle value; between two middle ones, their mean."""
        counted = self.counted()
        size = sum(count for _, count in counted)
        return (_nth(counted, (size - 1) // 2) + _nth(counted, size // 2)) / 2


class _Exact(_Counted):
    def __init__(self, counts: dict[object, int]) -> None:
        self._counted = sorted((_fraction(value), count) for value, count in counts.items())

    def counted(self) -> list[tuple[Fraction, int]]:
        return self._counted

    def total(self) -> Fraction:
        return sum((value * count for value, count in self._counted), Fraction(0))


class _Sketch(_Counted):
    """Counts by bins of equal relative width; the sum is exact."""

    def __init__(self) -> None:
        self._bins: dict[tuple[int, int], int] = {}
        self._sum = Decimal(0)

    def add(self, value: int | Decimal, count: int) -> None:
        number = Decimal(value)
        sign = (number > 0) - (number < 0)
        place = math.floor(math.log(abs(float(number))) / GAMMA) if sign and float(number) else 0
        self._bins[sign, place] = self._bins.get((sign, place), 0) + count
        self._sum = EXACT.add(self._sum, EXACT.multiply(number, Decimal(count)))

    def counted(self) -> list[tuple[Fraction, int]]:
        middles = ((Fraction(sign * math.exp((place + 0.5) * GAMMA)), n) for (sign, place), n in self._bins.items())
        return sorted(middles)

    def total(self) -> Fraction:
        return Fraction(self._sum)


def _order(value: object) -> Any:  # of one field, hence of one type
    """What sorts moments with and without a time zone alike: a moment without one is taken as UTC."""
    if isinstance(value, datetime):
        away = value.utcoffset()
        seconds = value.toordinal() * 86_400 + value.hour * 3_600 + value.minute * 60 + value.second
        return (seconds - (away.total_seconds() if away else 0), value.microsecond, value.isoformat())
    if isinstance(value, time):
        return value.isoformat()
    return value


def _key(value: object) -> object:
    text = text_of(value) or ""
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]}…\0{blake2b(text.encode(), digest_size=16).hexdigest()}"


def _top(counts: dict[object, int]) -> tuple[Count, ...]:
    """The most frequent values; none where there are many and each stands once, since a list would say nothing."""
    if len(counts) > TOP_VALUES and max(counts.values()) == 1:
        return ()
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:TOP_VALUES]
    return tuple(Count(value=_shown(str(key)), count=count) for key, count in ranked)


def _shown(key: str) -> str:
    return key if len(key) <= LONGEST_TEXT else key.rpartition("\0")[0]


def _histogram(counted: list[tuple[Fraction, int]], least: Fraction, most: Fraction) -> tuple[int, ...]:
    """Counts in equal bins from minimum to maximum: one bin where they are the same."""
    if least == most:
        return (sum(count for _, count in counted),)
    bins = [0] * BINS
    for value, count in counted:
        place = int((min(max(value, least), most) - least) * BINS / (most - least))
        bins[min(place, BINS - 1)] += count
    return tuple(bins)


def _nth(counted: list[tuple[Fraction, int]], n: int) -> Fraction:
    for value, count in counted:
        if n < count:
            return value
        n -= count
    raise AssertionError(n)


def _fraction(value: object) -> Fraction:
    assert isinstance(value, int | Decimal)
    return Fraction(value)


def _decimals(value: object) -> int:
    """Digits behind the point, as written."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(-int(exponent), 0)


def _written(value: Fraction, digits: int) -> str:
    """A fraction as a decimal with at most so many digits behind the point, without zeros at the end."""
    scaled = round(value * 10**digits)
    text = f"{Decimal(scaled).scaleb(-digits, EXACT):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cut(text: str | None, longest: int) -> str | None:
    return text if text is None or len(text) <= longest else f"{text[: longest - 1]}…"
