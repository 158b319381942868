"""The time of a row, from one field or from several that tell it together, each time read once.

In come typed cells, out goes a period's canonical text, or a finding. It must not know indicators.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator import periods
from generator.dates import BUDDHIST_YEARS
from generator.model import Field
from generator.tables import Finding, Table
from generator.values import BUDDHIST, BUDDHIST_OFFSET, TIME_TYPES, text_of

Row = Sequence[object]
NOWHERE: Final = object()  # the place in time or space of a row that does not say it
MOST_TIMES: Final = 10_000  # of a table that are remembered

Column = tuple[int, Field]
"""A field with its position in a row."""


class Clock:
    """Reads the times of a table, each once."""

    def __init__(self, columns: tuple[Column, ...], table: Table) -> None:
        self._columns = columns
        self._table = table
        self._calendar = BUDDHIST if any(_keeps_buddhist_years(field) for _, field in columns) else "gregorian"
        self._seen: dict[tuple[object, ...], str] = {}
        self._told = 0  # the last row of which something was told

    def read(self, row: Row) -> object:
        """The canonical text of the row's time; None where it cannot be read, NOWHERE where there is none."""
        cells = tuple([row[i] for i, _ in self._columns])
        if cells in self._seen:
            return self._seen[cells]
        if cells[0] is None:
            return NOWHERE
        parts = tuple(
            (field.name, f"{cell:04d}" if field.type == "year" else text_of(cell) or "")
            for (_, field), cell in zip(self._columns, cells, strict=True)
            if cell is not None
        )
        text = periods.joined(parts) if len(self._columns) > 1 else parts[0][1]
        period = periods.read(text, self._calendar)
        if period is None:
            self._tell(Finding("time-unreadable", {"value": text}))
            return None
        self._tell_calendar(text, period)
        if len(self._seen) < MOST_TIMES:
            self._seen[cells] = period.text
        return period.text

    def _tell_calendar(self, text: str, period: periods.Period) -> None:
        """Of a year in a text; of those in fields of a time type the table has told."""
        field = self._columns[0][1]
        if field.type in TIME_TYPES or period.kind == periods.EDITION:
            return
        if periods.is_buddhist(period):
            self._tell(Finding("buddhist-year", {"value": text, "common": period.year - BUDDHIST_OFFSET}, once=True))
        written = period.year + BUDDHIST_OFFSET
        if self._calendar == BUDDHIST and written < BUDDHIST_YEARS.start:
            self._tell(Finding("common-year", {"value": text, "buddhist": written + BUDDHIST_OFFSET}, once=True))

    def _tell(self, finding: Finding) -> None:
        """Once a row, however many indicators ask for its time."""
        if self._told != self._table.number:
            self._told = self._table.number
            values_ = {"row": self._table.number, **finding.values}
            self._table.tell(
                self._columns[0][1].name, self._table.line, Finding(finding.code, values_, once=finding.once)
            )


def _keeps_buddhist_years(field: Field) -> bool:
    """Whether its cells come as they are written; values of the time types have changed their calendar by now."""
    return field.calendar == BUDDHIST and field.type not in TIME_TYPES
