"""A workbook of the Thai catalog read as an importer reads it. In comes a file, out go rows by sheet, and packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from generator import gdc_sheets

Rows = Mapping[str, list[tuple[str | None, ...]]]


def rows_in(file: Path) -> Rows:
    """The rows behind the heading, each sheet's."""
    book = openpyxl.load_workbook(file, read_only=True)
    return {
        sheet.title: list(sheet.iter_rows(min_row=gdc_sheets.FIRST_ROW, values_only=True)) for sheet in book.worksheets
    }


def headings_in(file: Path) -> dict[str, tuple[str | None, ...]]:
    """The names of the columns, each sheet's."""
    book, row = openpyxl.load_workbook(file, read_only=True), gdc_sheets.HEADING_ROW
    return {sheet.title: next(sheet.iter_rows(min_row=row, max_row=row, values_only=True)) for sheet in book.worksheets}


def packages_in(file: Path) -> Iterator[dict[str, Any]]:
    yield from gdc_sheets.packages_of(rows_in(file))
