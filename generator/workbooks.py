"""One table as an XLSX workbook, with its dictionary on a second sheet.

In come typed rows and their texts, out goes a file; the same rows give the same bytes. It must not know where it is
published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import xlsxwriter

from generator.batches import Batch
from generator.dictionaries import Dictionary
from generator.model import Field
from generator.sheets import Cell, Sheet

MOST_SHEET_ROWS: Final = 1_000_000
MOST_SHEET_COLUMNS: Final = 16_384
LONGEST_SHEET_CELL: Final = 32_767
SHEET_DIGITS: Final = 15  # a spreadsheet's numbers are doubles; longer ones go in as text
SHEET_EPOCH: Final = date(1900, 3, 1)  # before it Excel counts a day that never was
CREATED: Final = datetime(2000, 1, 1)  # the date inside each XLSX, so that bytes repeat


class XlsxWriter:
    """The table and, on a second sheet, its dictionary. Text is written as text, whatever it begins with.

    A workbook is begun when it is known how: one of a single batch in memory, which spares a dozen temporary files.
    """

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = "too-many-fields" if len(fields) > MOST_SHEET_COLUMNS else None
        self._path, self._fields, self._dictionary = path, fields[:MOST_SHEET_COLUMNS], dictionary
        self._held: Batch | None = None
        self._is_begun = False
        self._rows = 0

    def add(self, batch: Batch) -> None:
        if self.omitted:
            return
        if not self._is_begun and self._held is None:
            self._held = batch
            return
        if not self._is_begun:
            self._begin({"tmpdir": str(self._path.parent)})
        self._write(batch)

    def close(self) -> None:
        if not self._is_begun:
            self._begin({"in_memory": True})
        self._book.close()

    def _begin(self, options: Mapping[str, object]) -> None:
        self._book = xlsxwriter.Workbook(str(self._path), {**options, "default_date_format": "yyyy-mm-dd"})
        self._book.set_properties({"created": CREATED})
        self._is_begun = True
        bold = self._book.add_format({"bold": True})
        name = self._path.stem[:31]
        self._sheet = self._sheet_named(name)
        self._sheet.take([[field.name] for field in self._fields], words=bold)
        second = self._dictionary.sheet
        sheet = self._sheet_named(second if name.casefold() != second else f"{second}-2")
        cut = [[cell[:LONGEST_SHEET_CELL] for cell in row] for row in self._dictionary.rows]
        sheet.take([[cell] for cell in self._dictionary.heading], words=bold)
        sheet.take([*zip(*cut, strict=True)])
        held, self._held = self._held, None
        if held is not None:
            self._write(held)

    def _sheet_named(self, name: str) -> Sheet:
        sheet: Sheet = self._book.add_worksheet(name, worksheet_class=Sheet)
        sheet.freeze_panes(1, 0)
        return sheet

    def _write(self, batch: Batch) -> None:
        if self._rows + batch.rows > MOST_SHEET_ROWS:
            self.omitted = "too-many-rows"
            return
        columns = [_cells(values, texts) for values, texts in zip(batch.columns, batch.texts, strict=True)]
        if any(max(map(len, filter(None, texts)), default=0) > LONGEST_SHEET_CELL for texts in batch.texts):
            self.omitted = "cell-too-long"
            return
        self._sheet.take(columns, dates=self._book.default_date_format)
        self._rows += batch.rows


def _cells(values: Sequence[object], texts: Sequence[str | None]) -> list[Cell]:
    return [text if text is value else _cell(value, text) for value, text in zip(values, texts, strict=True)]


def _cell(value: object, text: str | None) -> Cell:
    """A value as a sheet holds it; what it cannot hold stays a text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal) and text is not None:
        return float(value) if len(text.strip("-0.").replace(".", "")) <= SHEET_DIGITS else text
    return value if type(value) is date and value >= SHEET_EPOCH else text
