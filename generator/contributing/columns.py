"""What a column is, found out while its cells pass: a type that reads every cell, its calendar, its missing values.

In come a label's hints and cells, out goes a `Column` that writes each cell in plain form. Each kind of value is one
class with `add` and `column`, and the first in `KINDS` that still reads every cell has it. It must not know files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from generator import periods
from generator.contributing.written import (
    Moment,
    boolean,
    buddhist,
    clean,
    is_blank,
    is_missing,
    moment,
    number,
)
from generator.places import Places
from generator.values import BUDDHIST

TYPES: Final = {periods.YEAR: "year", periods.MONTH: "yearmonth", periods.DAY: "date"}
LIKELY_YEARS: Final = range(1900, 2101)  # Common Era; of bare numbers whose label does not say that they are years
MOSTLY: Final = 0.8  # of a column's different names that must be of areas; the check then tells what the others meant
REMEMBERED: Final = 50_000  # different cells of a column that are read once


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`write` gives a cell in plain form, or None where the column cannot hold it. `marks` are its missing values."""

    type: str
    write: Callable[[str], str | None] = clean
    calendar: str = ""
    codes: str = ""
    is_percent: bool = False
    marks: tuple[str, ...] = ()
    is_whole: bool = True  # whether every row has a value

    def cell(self, written: str | None) -> str:
        """As the normalised file has it: nothing and marks of missing values stay what they are."""
        if written is None or is_blank(written):
            return ""
        text = clean(written)
        return text if text in self.marks else self.write(text) or text


class Guess:
    """One column: `add` each cell, then `column`."""

    def __init__(self, places: Places, *, is_year: bool, has_unit: bool) -> None:
        self._seen: set[str] = set()
        self._marks: dict[str, None] = {}
        self._is_whole = True
        self._kinds = (
            _Booleans(),
            _Times(is_year=is_year, has_unit=has_unit, month_first=False),
            _Times(is_year=is_year, has_unit=has_unit, month_first=True),
            _Numbers(),
            _Areas(places),
            _Texts(),
        )

    def add(self, cell: str | None) -> None:
        if cell is None or cell in self._seen:
            self._is_whole = self._is_whole and cell is not None
            return
        text = clean(cell)
        if not text or is_missing(text):
            self._is_whole = False
            if text:
                self._marks[text] = None
            return
        if len(self._seen) < REMEMBERED:
            self._seen.add(cell)
        for kind in self._kinds:
            if kind.holds:
                kind.add(text)

    def column(self) -> Column:
        found = next(column for kind in self._kinds if kind.holds and (column := kind.column()) is not None)
        return replace(found, marks=tuple(self._marks), is_whole=self._is_whole)


class _Kind:
    """Values of one kind: `holds` while every cell is one."""

    holds = True
    count = 0

    def add(self, text: str) -> None:
        raise NotImplementedError

    def column(self) -> Column | None:
        raise NotImplementedError


class _Booleans(_Kind):
    def add(self, text: str) -> None:
        self.count += 1
        self.holds = boolean(text) is not None

    def column(self) -> Column | None:
        return Column(type="boolean", write=boolean) if self.count else None


class _Times(_Kind):
    """Times of one kind; all in the Buddhist era stay in it and are declared so, a mixture becomes the Common one."""

    def __init__(self, *, is_year: bool, has_unit: bool, month_first: bool) -> None:
        self._is_year, self._has_unit, self._month_first = is_year, has_unit, month_first
        self._kind: str | None = None
        self._eras: set[bool] = set()
        self._are_bare = True

    def add(self, text: str) -> None:
        found = self._moment(text)
        if found is None or (self._kind is not None and found.kind != self._kind):
            self.holds = False
            return
        self._kind = found.kind
        self._eras.add(found.is_buddhist)
        year = int(found.text[:4])
        self._are_bare = self._are_bare and number(text) is not None
        if self._are_bare and not self._is_year and (self._has_unit or year not in LIKELY_YEARS):
            self.holds = False

    def column(self) -> Column | None:
        if self._kind is None:
            return None
        is_buddhist = self._eras == {True}

        def write(text: str) -> str | None:
            found = self._moment(text)
            return None if found is None else buddhist(found.text) if is_buddhist else found.text

        return Column(type=TYPES.get(self._kind, "string"), write=write, calendar=BUDDHIST if is_buddhist else "")

    def _moment(self, text: str) -> Moment | None:
        return moment(text, month_first=self._month_first)


class _Numbers(_Kind):
    def __init__(self) -> None:
        self._are_integers = True
        self._percents = 0

    def add(self, text: str) -> None:
        plain = number(text)
        self.holds = plain is not None
        self.count += 1
        self._are_integers = self._are_integers and plain is not None and "." not in plain
        self._percents += text.endswith("%")

    def column(self) -> Column | None:
        if not self.count or self._percents not in (0, self.count):
            return None
        kind = "integer" if self._are_integers else "number"
        return Column(type=kind, write=number, is_percent=bool(self._percents))


class _Areas(_Kind):
    """Names or codes of areas; a name that is nearly one stays as it is, for the check to tell."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._codes: set[str] = set()
        self._others: set[str] = set()

    def add(self, text: str) -> None:
        code = self._places.code(text)
        if code is None:
            self._others.add(text)
            self.holds = len(self._others) < REMEMBERED
        elif not self._places.is_whole(text):
            self._codes.add(code)

    def column(self) -> Column | None:
        """A total of some areas is no area: where one stands, the column stays text."""
        count = len(self._codes) + len(self._others)
        if not self._codes or len(self._codes) < MOSTLY * count:
            return None
        if any(self._places.nearest(text) is None for text in self._others):
            return None
        return Column(type="string", write=self._places.code, codes="areas")


class _Texts(_Kind):
    def add(self, text: str) -> None:
        pass

    def column(self) -> Column | None:
        return Column(type="string")
