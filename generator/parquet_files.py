"""One table as a Parquet file, by a writer that takes rows in batches.

In come typed rows and their texts, out goes a file; the same rows give the same bytes. Whoever imports this loads a
large library, which keeps threads: only where a file is made. It must not know where the file is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from generator.batches import Batch
from generator.dictionaries import Dictionary
from generator.model import Field


class ParquetWriter:
    """Typed columns: 64-bit integers, doubles, dates; what has no type of its own there is text."""

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = None
        self._schema = pyarrow.schema([(f.name, _arrow_type(f)) for f in fields])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="snappy")
        self._is_begun = False

    def add(self, batch: Batch) -> None:
        if self.omitted:
            return
        columns = zip(self._schema, batch.columns, batch.texts, strict=True)
        try:
            arrays = [_arrow_column(field.type, values, texts) for field, values, texts in columns]
        except OverflowError:
            self.omitted = "number-too-large"
            return
        self._writer.write_batch(pyarrow.record_batch(arrays, schema=self._schema))
        self._is_begun = True

    def close(self) -> None:
        if not self._is_begun:
            empty = [pyarrow.array([], type=field.type) for field in self._schema]
            self._writer.write_batch(pyarrow.record_batch(empty, schema=self._schema))
        self._writer.close()


def _arrow_type(field: Field) -> Any:  # pyarrow is not typed
    return {
        "integer": pyarrow.int64(),
        "year": pyarrow.int32(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("us"),
        "time": pyarrow.time64("us"),
    }.get(field.type, pyarrow.string())


def _arrow_column(kind: Any, values: Sequence[object], texts: Sequence[str | None]) -> Any:  # pyarrow is not typed
    """Raises OverflowError for a whole number beyond 64 bits."""
    if kind == pyarrow.string():
        return pyarrow.array(texts, type=kind)
    if kind == pyarrow.float64():
        values = [_double(value) for value in values]
    elif kind in (pyarrow.timestamp("us"), pyarrow.time64("us")):
        values = [_without_zone(value) for value in values]
    return pyarrow.array(values, type=kind)


def _double(value: object) -> float | None:
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise OverflowError(value)
    return float(value) if isinstance(value, int | Decimal) else None


def _without_zone(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value.replace(tzinfo=None) if isinstance(value, time) else value
