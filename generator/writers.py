"""One table as a file: CSV, JSON or Parquet, each by a writer that takes rows in batches.

In come batches of rows, out goes a file; the same rows give the same bytes. It must not know where the file is
published, nor what is said of it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

import pyarrow
from pyarrow import parquet

from generator.batches import Batch
from generator.dictionaries import Dictionary
from generator.model import Field
from generator.values import NUMBER_TYPES

BARE: Final = (*NUMBER_TYPES, "year", "boolean", "array", "object", "geojson")  # types whose texts are JSON already

_FORMULA_START: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Where a reader's Excel parts cells by semicolons, one inside a text would begin a new cell.
_FORMULA_INSIDE: Final = re.compile(r"([;\t]|[\r\n](?=[\"'\s]*[=@+]))(?=[\"'\s]*[=+\-@])")

_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode


class Writer(Protocol):
    """Takes rows batch by batch. `omitted` says why there is no file, as a key of words; it may turn out late."""

    omitted: str | None

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None: ...
    def add(self, batch: Batch) -> None: ...
    def close(self) -> None: ...


class CsvWriter:
    """UTF-8, RFC 4180, every character of every text as it is."""

    encoding = "utf-8"

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = None
        self._stream = path.open("w", encoding=self.encoding, newline="")
        self._writer = csv.writer(self._stream, lineterminator="\r\n")
        self._is_single = len(fields) == 1
        self.write([[field.name for field in fields]])

    def add(self, batch: Batch) -> None:
        self.write(zip(*batch.texts, strict=True))

    def write(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Rows of texts as they are."""
        if not self._is_single:
            self._writer.writerows(rows)
            return
        for (cell,) in rows:
            if cell:
                self._writer.writerow((cell,))
            else:
                self._stream.write('""\r\n')  # else an empty line, which readers skip

    def close(self) -> None:
        self._stream.close()


class ExcelCsvWriter(CsvWriter):
    """With the byte order mark that Excel needs to see UTF-8, and an apostrophe before text that it would calculate."""

    encoding = "utf-8-sig"

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self._is_number = [False for _ in fields]  # of the names of fields, which come first
        super().__init__(path, fields, dictionary)
        self._is_number = [f.type in (*NUMBER_TYPES, "year") for f in fields]

    def write(self, rows: Iterable[Sequence[str | None]]) -> None:
        super().write(
            [
                cell if is_number or not cell else not_a_formula(cell)
                for cell, is_number in zip(row, self._is_number, strict=True)
            ]
            for row in rows
        )


class JsonWriter:
    """An array of rows, one a line, the first of them the names of the fields; numbers keep their digits."""

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = None
        self._stream = path.open("w", encoding="utf-8", newline="\n")
        self._bare = [f.type in BARE for f in fields]
        self._stream.write(f"[\n{_encoded([field.name for field in fields])}")

    def add(self, batch: Batch) -> None:
        both = zip(batch.texts, self._bare, strict=True)
        columns = [_bare(texts) if is_bare else _quoted(texts) for texts, is_bare in both]
        self._stream.writelines([f",\n[{','.join(row)}]" for row in zip(*columns, strict=True)])

    def close(self) -> None:
        self._stream.write("\n]\n")
        self._stream.close()


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


def not_a_formula(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin to calculate (OWASP, CSV injection)."""
    inner = _FORMULA_INSIDE.sub(r"\1'", text)
    return f"'{inner}" if _FORMULA_START.match(text) else inner


def _bare(texts: Sequence[str | None]) -> list[str]:
    return ["null" if text is None else text for text in texts]


def _quoted(texts: Sequence[str | None]) -> list[str]:
    return ["null" if text is None else _string(text) for text in texts]


@lru_cache(maxsize=4096)
def _string(text: str) -> str:
    """Columns of text repeat themselves."""
    return _encoded(text)


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
