"""Files that are published without being read as a table: whether one of their lines or sheets leads to a person.

In come a file and its resource, out go findings, the first of each kind: the code of a problem, the row and its values.
It must not know why the file is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.cells import UnreadableTable, peek, sheets
from generator.encodings import codec
from generator.model import Resource
from generator.personal import PERSONAL, may_be_personal

TEXTS: Final = frozenset(("csv", "tsv", "psv", "ssv", "json", "geojson", "txt"))
MOST_ROWS: Final = 1_048_576  # of a sheet


def leaks(place: Path, resource: Resource) -> Iterator[tuple[str, int | None, dict[str, object]]]:
    """What is told of a file that decodes; formats that no reader opens are passed over."""
    told = set()
    for row, text in _lines(place, resource):
        if may_be_personal(text):
            for code, find in PERSONAL:
                found = find(text) if code not in told else None
                if found is not None:
                    told.add(code)
                    yield code, row, {"value": found, "row": row}


def _lines(place: Path, resource: Resource) -> Iterator[tuple[int, str]]:
    if resource.format in TEXTS:
        with place.open(encoding=codec(resource.encoding)) as stream:
            yield from enumerate(stream, start=1)
    elif resource.format == "xlsx":
        try:
            for sheet in sheets(place):
                for row, cells in enumerate(peek(place, sheet, MOST_ROWS), start=1):
                    yield from ((row, cell) for cell in cells if cell)
        except UnreadableTable:
            return  # published as it is: nobody said that it is a table
