"""Parquet files, read in batches: each value as the text that a CSV of the same table would hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pyarrow import ArrowException, parquet

from generator.cells.cut import Cells, Cut, UnreadableTable
from generator.model import Resource

BATCH: Final = 5_000  # rows


@contextmanager
def open_parquet(file: Path, resource: Resource) -> Iterator[Cut]:
    """Raises `UnreadableTable` (file-damaged)."""
    try:
        source = parquet.ParquetFile(file)
    except (ArrowException, OSError) as error:
        raise UnreadableTable("file-damaged", None, {"format": resource.format}) from error
    with source:
        yield Cut(labels=list(source.schema_arrow.names), line=None, rows=_rows(source, resource), by_name=True)


def _rows(source: Any, resource: Resource) -> Iterator[tuple[int | None, Cells]]:  # pyarrow is not typed
    try:
        for batch in source.iter_batches(batch_size=BATCH):
            columns = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
            for row in zip(*columns, strict=True):
                yield None, list(row)
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        raise UnreadableTable("file-damaged", None, {"format": resource.format}) from error


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)
