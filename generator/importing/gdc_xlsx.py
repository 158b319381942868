"""The workbook that agencies fill for the Thai Government Data Catalog (templates Temp2 and Temp3), as `gdc_sheets`
reads it. In come rows of its sheets, out go drafts as of a package of CKAN. It must not know the fields of a package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from generator import gdc_sheets
from generator.addresses import is_url
from generator.cells import UnreadableTable, peek, sheets
from generator.importing import ckan, foreign
from generator.importing.drafts import Desk, Draft, Refused
from generator.importing.importer import Entry, Importer, fetched, path_of
from generator.problems import WrongUse, problem

MOST_ROWS: Final = 100_000  # of a sheet

Rows = dict[str, list[tuple[str | None, ...]]]


def entries(source: str, desk: Desk) -> Iterator[Entry]:
    if is_url(source):
        file = desk.downloads / "workbook.xlsx"
        file.write_bytes(fetched(source, desk))
    else:
        file = path_of(source)
    rows = _rows(file, source, desk)
    refused = list(_without_dataset(rows)) + list(_twice(rows))
    try:
        packages = gdc_sheets.packages_of(rows)
    except ValueError as error:
        raise WrongUse("import-unreadable", path=source, reason=f"{gdc_sheets.MORE}: {error}") from error
    for package in packages:
        yield Entry(label=foreign.line(package.get("name")), document=package)
    yield from refused


def _rows(file: Path, source: str, desk: Desk) -> Rows:
    """The rows behind the heading of each sheet of the template, in the order of its columns."""
    found: Rows = {}
    try:
        there = sheets(file)
        for sheet in gdc_sheets.SHEETS:
            if sheet.name in there:
                cells = peek(file, sheet.name, MOST_ROWS)
                found[sheet.name] = list(_ordered(sheet.columns, cells))
    except UnreadableTable as error:
        values: dict[str, Any] = error.values
        reason = problem(error.code, source, error.line, **values).message(desk.reader)
        raise WrongUse("import-unreadable", path=source, reason=reason) from error
    except OSError as error:
        raise WrongUse("import-unreadable", path=source, reason=error.strerror or "?") from error
    if not found:
        raise WrongUse("import-nothing", path=source, wanted=gdc_sheets.SHEETS[0].name)
    return found


def _ordered(columns: Sequence[str], cells: Sequence[Sequence[str | None]]) -> Iterator[tuple[str | None, ...]]:
    """By the names that stand in the heading: agencies move columns and add their own."""
    heading = [foreign.line(cell) for cell in cells[gdc_sheets.HEADING_ROW - 1]] if len(cells) > 3 else []
    places = [heading.index(column) if column in heading else None for column in columns]
    for row in cells[gdc_sheets.FIRST_ROW - 1 :]:
        yield tuple(row[place] if place is not None and place < len(row) else None for place in places)


def _without_dataset(rows: Rows) -> Iterator[Entry]:
    """Files, and more, of datasets that stand in no sheet: taken out of the rows, to be refused by name."""
    names = {row[0] for sheet in _of_data() for row in rows.get(sheet, ())}
    for sheet in [name for name in rows if name not in _of_data()]:
        lost = [row for row in rows[sheet] if row[0] and row[0] not in names]
        rows[sheet] = [row for row in rows[sheet] if row[0] in names]
        yield from (Entry(label=f"{sheet}: {row[0]}", document="orphan_file") for row in lost)


def _twice(rows: Rows) -> Iterator[Entry]:
    """Rows of a dataset whose name another row has had before."""
    seen: set[str] = set()
    for sheet in _of_data():
        once = []
        for row in rows.get(sheet, ()):
            name = row[0] or ""
            if name in seen:
                yield Entry(label=f"{sheet}: {name}", document="twice")
            elif name:
                seen.add(name)
                once.append(row)
        rows[sheet] = once


def _of_data() -> tuple[str, ...]:
    return tuple(sheet.name for sheet in gdc_sheets.SHEETS if sheet.type and not sheet.of_files)


def draft(entry: Entry, desk: Desk) -> Draft:
    if isinstance(entry.document, str):
        raise Refused(entry.document)
    return ckan.package_draft(foreign.kept(entry.document), entry.label, desk)


IMPORTER: Final = Importer("gdc-xlsx", entries, draft)
