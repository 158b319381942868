"""Files cut into cells: a file of any tabular format comes in, its labels and then its rows go out, each cell as text.

One module a family of formats, one line a format in `READERS`. Nothing is guessed: encoding, delimiter and sheet come
from the descriptor or are the format's default. It must not know types, keys or problems' words: what cannot be read
is an `UnreadableTable` that carries a code and its values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from generator.cells.cut import Cells, Cut, UnreadableTable
from generator.cells.delimited import open_delimited
from generator.cells.documents import open_geojson, open_json
from generator.cells.workbook import open_workbook, peek, sheets
from generator.model import Resource

__all__ = ["READERS", "Cells", "Cut", "UnreadableTable", "open_cells", "open_workbook", "peek", "sheets"]


def _open_parquet(file: Path, resource: Resource) -> AbstractContextManager[Cut]:
    from generator.cells.parquet import open_parquet  # with a large library, which most catalogs need not load

    return open_parquet(file, resource)


READERS: Final[Mapping[str, Callable[[Path, Resource], AbstractContextManager[Cut]]]] = {
    "csv": open_delimited,
    "tsv": open_delimited,
    "psv": open_delimited,
    "ssv": open_delimited,
    "xlsx": open_workbook,
    "json": open_json,
    "geojson": open_geojson,
    "parquet": _open_parquet,
}


def open_cells(file: Path, resource: Resource) -> AbstractContextManager[Cut]:
    """The file's labels and rows, read as they are asked for. Raises `UnreadableTable` then or now."""
    return READERS[resource.format](file, resource)
