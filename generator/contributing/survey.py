"""A file surveyed before anything is asked or written: a pass for the columns, and one for what holds of all rows.

In come an opened file and the catalog, out goes a `Survey`: columns, key, times, areas, cells to write otherwise.
`write_csv` makes the plain CSV of it in a third pass. It must not know what a person still has to say.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator import periods
from generator.cells import Cells, UnreadableTable
from generator.contributing.columns import Column, Guess
from generator.contributing.labels import Label, language_of, read_label, unit_named, unit_of_titles
from generator.contributing.opened import Opened, Rows
from generator.figures import home_area
from generator.model import Catalog
from generator.places import Places
from generator.values import BUDDHIST, NUMBER_TYPES

MOST_PARTS: Final = 5  # fields that are tried as a primary key
SURVEYED_KEYS: Final = 500_000  # rows up to which keys are looked for
SHAPES: Final = Column(type="geojson", write=lambda text: text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """How many cells of a column the plain file writes otherwise, with the first of them."""

    label: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """`key` holds places of columns; `times` are the first and last period in the Common Era, with their kind."""

    opened: Opened
    labels: tuple[Label, ...]
    columns: tuple[Column, ...]
    unit: str = ""
    rows: int = 0
    key: tuple[int, ...] = ()
    times: tuple[str, ...] = ()
    kind: str = ""
    areas: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the file is published as it is: nothing in it would be written otherwise."""
        names = self.opened.labels
        are_names = all(names) and len(set(names)) == len(names)
        return self.opened.is_plain and are_names and not self.rewritten and not self.notes


def survey(opened: Opened, catalog: Catalog) -> Survey:
    """Raises `UnreadableTable`."""
    labels = tuple(read_label(label, catalog.languages, catalog.units) for label in opened.labels)
    places = Places(catalog.areas, home_area(catalog.areas))
    guesses = [Guess(places, is_year=label.is_year, has_unit=label.has_unit) for label in labels]
    rows = Rows(opened)
    for cells in rows:
        for guess, cell in zip(guesses, cells, strict=True):
            guess.add(cell)
    guessed = [guess.column() for guess in guesses]
    if opened.header == 1 and any(c.codes and places.code(t) for c, t in zip(guessed, opened.labels, strict=True)):
        return survey(replace(opened, header=0, labels=("",) * len(labels)), catalog)  # a place is no label of places
    columns = tuple(SHAPES if _is_shape(opened, i) else column for i, column in enumerate(guessed))
    labels = tuple(_with_unit(label, column, catalog) for label, column in zip(labels, columns, strict=True))
    seen = _Seen(columns, catalog.languages)
    for cells in rows:
        seen.add(cells)
    if not seen.rows:
        raise UnreadableTable("no-rows")
    return Survey(
        opened=opened,
        labels=labels,
        columns=columns,
        unit=unit_of_titles(opened.titles, catalog.units),
        rows=seen.rows,
        key=seen.key(),
        times=tuple(sorted(seen.times, key=periods.order)),
        kind=seen.kind(),
        areas=frozenset(seen.areas),
        languages=tuple(language for language in catalog.languages if language in seen.languages),
        rewritten=tuple(seen.rewritten(opened.labels, is_blank_row=bool(rows.blank))),
        notes=tuple(rows.notes),
    )


def write_csv(surveyed: Survey, names: Sequence[str], target: Path) -> None:
    """UTF-8 with commas and one row of names; the rows in their order, each cell in plain form."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for cells in Rows(surveyed.opened):
            writer.writerow([column.cell(cell) for column, cell in zip(surveyed.columns, cells, strict=True)])


class _Seen:
    """What holds of all rows, gathered while they pass."""

    def __init__(self, columns: Sequence[Column], languages: Sequence[str]) -> None:
        self.rows = 0
        self.times: set[str] = set()
        self.areas: set[str] = set()
        self.languages: set[str] = set()
        self._columns = columns
        self._all_languages = languages
        self._rewritten: dict[int, tuple[int, str, str]] = {}
        parts = [i for i, c in enumerate(columns) if c.is_whole and (c.type not in NUMBER_TYPES)]
        parts = parts[:MOST_PARTS] or [i for i, c in enumerate(columns) if c.is_whole and c.type == "integer"][:1]
        self._keys: dict[tuple[int, ...], set[tuple[str, ...]]] = {
            tuple(parts[:size]): set() for size in range(1, len(parts) + 1)
        }
        self._time = next((i for i, c in enumerate(columns) if _is_time(c)), None)

    def add(self, cells: Cells) -> None:
        self.rows += 1
        written = [column.cell(cell) for column, cell in zip(self._columns, cells, strict=True)]
        for place, (cell, text) in enumerate(zip(cells, written, strict=True)):
            if (cell or "") != text:
                count, before, after = self._rewritten.get(place, (0, cell or "", text))
                self._rewritten[place] = (count + 1, before, after)
            column = self._columns[place]
            if column.codes and text not in column.marks:
                self.areas.add(text)
            elif column.type == "string" and any(map(str.isalpha, text)) and text not in column.marks:
                self.languages.add(language_of(text, self._all_languages))
        self._add_time(written)
        self._add_to_keys(written)

    def _add_time(self, written: Sequence[str]) -> None:
        if self._time is None:
            return
        column, text = self._columns[self._time], written[self._time]
        period = periods.read(text, column.calendar or "gregorian") if text and text not in column.marks else None
        if period is not None:
            self.times.add(period.text)

    def _add_to_keys(self, written: Sequence[str]) -> None:
        if self.rows > SURVEYED_KEYS:
            self._keys.clear()
        for key, seen in list(self._keys.items()):
            values = tuple(written[place] for place in key)
            if values in seen:
                del self._keys[key]
            seen.add(values)

    def key(self) -> tuple[int, ...]:
        """The fewest columns from the left that never repeat together: what a row is about precedes its figures."""
        return min(self._keys, key=len, default=())

    def kind(self) -> str:
        found = periods.read(min(self.times)) if self.times else None
        return found.kind if found else ""

    def rewritten(self, labels: Sequence[str], *, is_blank_row: bool) -> Iterator[Rewritten]:
        for place, (count, before, after) in sorted(self._rewritten.items()):
            yield Rewritten(label=labels[place] or str(place + 1), count=count, before=before, after=after)
        if is_blank_row and not self._rewritten:
            yield Rewritten(label="", count=0, before="", after="")


def _is_shape(opened: Opened, place: int) -> bool:
    return opened.format == "geojson" and opened.labels[place] == "geometry"


def _with_unit(label: Label, column: Column, catalog: Catalog) -> Label:
    """Cells that end in a percent sign tell their unit."""
    return replace(label, unit=unit_named("%", catalog.units)) if column.is_percent and not label.unit else label


def _is_time(column: Column) -> bool:
    return column.type in ("year", "yearmonth", "date") or (column.type == "string" and column.calendar == BUDDHIST)
