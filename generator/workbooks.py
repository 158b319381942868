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

from generator.dictionaries import Dictionary
from generator.model import Field

MOST_SHEET_ROWS: Final = 1_000_000
MOST_SHEET_COLUMNS: Final = 16_384
LONGEST_SHEET_CELL: Final = 32_767
MOST_HELD_CELLS: Final = 50_000  # of a workbook that is made in memory
SHEET_DIGITS: Final = 15  # a spreadsheet's numbers are doubles; longer ones go in as text
SHEET_EPOCH: Final = date(1900, 3, 1)  # before it Excel counts a day that never was
CREATED: Final = datetime(2000, 1, 1)  # the date inside each XLSX, so that bytes repeat

Row = Sequence[object]
Texts = Sequence[str | None]


class XlsxWriter:
    """The table and, on a second sheet, its dictionary. Text is written as text, whatever it begins with.

    A workbook is begun when it is known how: a small one in memory, which spares a dozen temporary files; a large one
    row by row.
    """

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = "too-many-fields" if len(fields) > MOST_SHEET_COLUMNS else None
        self._path, self._fields, self._dictionary = path, fields[:MOST_SHEET_COLUMNS], dictionary
        self._held: list[tuple[Row, Texts]] | None = []
        self._row = 0

    def _begin(self, options: Mapping[str, object]) -> None:
        self._book = xlsxwriter.Workbook(str(self._path), {**options, "default_date_format": "yyyy-mm-dd"})
        self._book.set_properties({"created": CREATED})
        bold = self._book.add_format({"bold": True})
        name = self._path.stem[:31]
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for column, field in enumerate(self._fields):
            self._sheet.write_string(0, column, field.name, bold)
        second = self._dictionary.sheet
        sheet = self._book.add_worksheet(second if name.casefold() != second else f"{second}-2")
        for number, cells in enumerate((self._dictionary.heading, *self._dictionary.rows)):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell[:LONGEST_SHEET_CELL], bold if number == 0 else None)
        held, self._held = self._held or [], None
        for row, texts in held:
            self.add(row, texts)

    def add(self, row: Row, texts: Texts) -> None:
        if self.omitted:
            return
        if self._held is not None:
            self._held.append((row, texts))
            if len(self._held) * len(row) > MOST_HELD_CELLS:
                self._begin({"constant_memory": True, "tmpdir": str(self._path.parent)})
            return
        self._row += 1
        if self._row > MOST_SHEET_ROWS:
            self.omitted = "too-many-rows"
            return
        for column, (value, text) in enumerate(zip(row, texts, strict=True)):
            self._write(column, value, text)

    def _write(self, column: int, value: object, text: str | None) -> None:
        if value is None or text is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, column, value)
        elif isinstance(value, int | Decimal) and len(text.strip("-0.").replace(".", "")) <= SHEET_DIGITS:
            self._sheet.write_number(self._row, column, float(value))
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= SHEET_EPOCH:
            self._sheet.write_datetime(self._row, column, value)
        elif len(text) > LONGEST_SHEET_CELL:
            self.omitted = "cell-too-long"
        else:
            self._sheet.write_string(self._row, column, text)

    def close(self) -> None:
        if self._held is not None:
            self._begin({"in_memory": True})
        self._book.close()
