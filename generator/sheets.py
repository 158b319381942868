"""A worksheet that takes its rows column by column, as XML of its own: cell by cell XlsxWriter needs ten times as long.

In come batches of cells, out goes the data of a sheet (ECMA-376, 18.3.1) into the workbook that XlsxWriter writes. Text
stands in its cell and is text whatever it begins with: XlsxWriter takes `<r>…</r>` for marked-up text. It must not know
tables.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import Final
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = float | str | bool | date | None

HELD: Final = 4_000_000  # characters of rows in memory; more wait in a file
EPOCH: Final = date(1899, 12, 30)  # day 0 of a sheet's dates, from March 1900 on

# What XML cannot hold, and what would be read as its escape (ECMA-376, 22.4.2.4).
_ESCAPED: Final = re.compile("_x[0-9A-Fa-f]{4}_")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_PADDED: Final = re.compile(r"\s|.*\s\Z", re.DOTALL)


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """One to be given to `Workbook.add_worksheet`. Rows are written from the first one on."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = self._width = 0
        self._spool = SpooledTemporaryFile(max_size=HELD, mode="w+", encoding="utf-8", newline="")  # noqa: SIM115

    def take(
        self, columns: Sequence[Sequence[Cell]], *, dates: Format | None = None, words: Format | None = None
    ) -> None:
        """Columns of equal length, to be the next rows; dates are shown in one format and words in the other."""
        if not columns or not columns[0]:
            return
        styles = [0 if form is None else form._get_xf_index() for form in (dates, words)]
        first = self._rows + 1
        cells = [_column(xl_col_to_name(i), first, values, *styles) for i, values in enumerate(columns)]
        rows = (f'<row r="{n}">{"".join(row)}</row>' for n, row in enumerate(zip(*cells, strict=True), first))
        self._spool.write("".join(rows))
        self._rows += len(columns[0])
        self._width = max(self._width, len(columns))
        self.dim_rowmin = self.dim_colmin = 0
        self.dim_rowmax, self.dim_colmax = self._rows - 1, self._width - 1

    def _write_sheet_data(self) -> None:
        """In the place of what XlsxWriter would write of cells that it holds."""
        self._xml_start_tag("sheetData")
        self._spool.seek(0)
        shutil.copyfileobj(self._spool, self.fh)
        self._spool.close()
        self._xml_end_tag("sheetData")


def _column(letter: str, first: int, values: Sequence[Cell], dates: int, words: int) -> Iterator[str]:
    """Every cell of a column; many are equal, so each text is made ready once."""
    style = f' s="{words}"' if words else ""
    ready: dict[str, str] = {}
    for number, value in enumerate(values, first):
        if value is None:
            yield ""
        elif isinstance(value, str):
            text = ready.get(value) or ready.setdefault(value, _text(value))
            yield f'<c r="{letter}{number}"{style} t="inlineStr"><is>{text}</is></c>'
        elif isinstance(value, bool):
            yield f'<c r="{letter}{number}" t="b"><v>{value:d}</v></c>'
        elif isinstance(value, date):
            yield f'<c r="{letter}{number}" s="{dates}"><v>{(value - EPOCH).days}</v></c>'
        else:
            yield f'<c r="{letter}{number}"><v>{value:.16G}</v></c>'


def _text(value: str) -> str:
    """Spaces at its ends stay; what XML cannot hold is written as Excel does."""
    safe = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", value)
    safe = escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", safe))
    return f'<t xml:space="preserve">{safe}</t>' if _PADDED.match(value) else f"<t>{safe}</t>"
