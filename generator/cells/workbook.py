"""Sheets of XLSX workbooks: values as Excel shows them (15 digits, ISO dates), never formulas or macros.

A sheet's row number stands for the line. Merged cells are refused: for which of them a value stands, no table says.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from generator.cells.cut import Cells, Cut, UnreadableTable, header_of, header_rows
from generator.model import Resource

LARGEST: Final = 1 << 30  # bytes once unpacked; a small file can claim much more
MERGED: Final = re.compile(rb'mergeCell ref="([A-Z]+[0-9]+:[A-Z]+([0-9]+))"')
NOTE: Final = re.compile(rb"A([0-9]+):[A-Z]+\1")
UNCALCULATED: Final = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*>\s*<f(?:[^>]*/>|[^>]*>[^<]{0,900}</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
BROKEN: Final = (  # what openpyxl and zipfile raise over a file that is not as they expect
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)


@contextmanager
def open_workbook(file: Path, resource: Resource, *, with_notes: bool = False) -> Iterator[Cut]:
    """Raises `UnreadableTable` (file-damaged, file-too-large, sheet-missing …).

    `with_notes` lets the cells of one row be merged from the first on, as people do for a note below a table, and those
    of the header.
    """
    with _opened(file) as book:
        sheet = _sheet(book, resource.dialect.sheetName)
        try:
            _refuse_hidden(file, sheet, max(header_rows(resource.dialect), default=0), with_notes=with_notes)
        except BROKEN as error:
            raise _damaged() from error
        types = [field.type for field in resource.schema.fields] if resource.schema else []
        rows = _rows(sheet, types)
        labels, line = header_of(rows, resource.dialect)
        if labels is not None:
            labels = _without_tail(labels)
        yield Cut(labels=labels, line=line, rows=_fitted(rows, len(types if labels is None else labels)))


def sheets(file: Path) -> tuple[str, ...]:
    """The names of the sheets that hold any cell, in their order. Raises `UnreadableTable`."""
    with _opened(file) as book:
        names = (sheet.title for sheet in book.worksheets if any(any(cells) for _, cells in _rows(sheet, ())))
        return tuple(names) or (book.worksheets[0].title,)


def peek(file: Path, sheet: str, count: int) -> list[Cells]:
    """The first rows of a sheet, its header and titles among them. Raises `UnreadableTable`."""
    with _opened(file) as book:
        return [cells for _, cells in islice(_rows(_sheet(book, sheet), ()), count)]


@contextmanager
def _opened(file: Path) -> Iterator[Any]:  # openpyxl's types are not typed
    _refuse_bombs(file)
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # of styles, which no value depends on
    with file.open("rb") as opened:  # openpyxl by itself leaves a damaged file open
        try:
            book = load_workbook(opened, read_only=True, data_only=True, keep_links=False)
        except BROKEN as error:
            raise _damaged() from error
        try:
            yield book
        finally:
            book.close()


def _damaged() -> UnreadableTable:
    return UnreadableTable("file-damaged", None, {"format": "xlsx"})


def _refuse_bombs(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged() from error
    if size > LARGEST:
        raise UnreadableTable("file-too-large", None, {"bytes": size, "limit": LARGEST})


def _sheet(book: Any, wanted: str | None) -> Any:
    names: list[str] = [sheet.title for sheet in book.worksheets]
    if wanted is None and names:
        wanted = names[0]
    if wanted not in names:
        raise UnreadableTable("sheet-missing", None, {"sheet": wanted or "", "sheets": ", ".join(names)})
    return book[wanted]


def _refuse_hidden(file: Path, sheet: Any, header: int, *, with_notes: bool) -> None:
    """Merged cells (but for titles above the header) and formulas without their value: the reader that streams tells of
    neither, so the sheet's own XML is asked."""
    member = str(sheet._worksheet_path).lstrip("/")
    with zipfile.ZipFile(file) as archive, archive.open(member) as stream:
        tail = b""
        while chunk := stream.read(1 << 16):
            text = tail + chunk
            for found in MERGED.finditer(text):
                row = int(found[2])
                is_let = with_notes and (row == header or NOTE.fullmatch(found[1]) is not None)
                if row >= header and not is_let:
                    raise UnreadableTable("merged-cells", None, {"cells": found[1].decode(), "sheet": sheet.title})
            for found in UNCALCULATED.finditer(text):
                raise UnreadableTable("formula-without-value", int(found[2]), {"cell": (found[1] + found[2]).decode()})
            tail = text[-1024:]


def _rows(sheet: Any, types: Sequence[str]) -> Iterator[tuple[int | None, Cells]]:
    sheet.reset_dimensions()  # the size that the file claims may be a million empty columns
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    while True:
        try:
            number, row = next(rows)
        except StopIteration:
            return
        except BROKEN as error:
            raise _damaged() from error
        yield number, [_text(value, types[i] if i < len(types) else "any") for i, value in enumerate(row)]


def _without_tail(labels: list[str]) -> list[str]:
    """A sheet's header without the columns behind it that were only formatted."""
    last = max((i for i, label in enumerate(labels) if label.strip()), default=-1)
    return labels[: last + 1]


def _fitted(rows: Iterator[tuple[int | None, Cells]], width: int) -> Iterator[tuple[int | None, Cells]]:
    """Rows as wide as the header: a sheet leaves out empty cells at the end, or adds some that were only formatted."""
    blank: list[tuple[int | None, Cells]] = []
    for number, cells in rows:
        while len(cells) > width and not cells[-1]:
            cells.pop()
        cells.extend([None] * (width - len(cells)))
        if any(cells):
            yield from blank
            blank.clear()
            yield number, cells
        elif len(blank) < 1000:  # empty rows at the very end are only formatting and say nothing
            blank.append((number, cells))


def _text(value: object, field_type: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        whole_day = value.time() == time() and field_type != "datetime"
        return value.date().isoformat() if whole_day else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
