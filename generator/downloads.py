"""The files that are made of a table's rows: plain CSV, CSV for Excel, XLSX, JSON and Parquet.

In come typed rows (Common Era), out go files and what is to be said of them. Each writer is one line in `WRITERS`; the
same rows give the same bytes. It must not know where rows come from, nor what a page says of a download.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Protocol

import pyarrow
from pyarrow import parquet

from generator import urls
from generator.dictionaries import Dictionary, dictionary
from generator.digests import sha256_of
from generator.model import Catalog, Dataset, Download, Field, Resource
from generator.values import NUMBER_TYPES, text_of
from generator.workbooks import XlsxWriter

PARQUET_BATCH: Final = 10_000

_FORMULA_START: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Where a reader's Excel parts cells by semicolons, one inside a text would begin a new cell.
_FORMULA_INSIDE: Final = re.compile(r"([;\t]|[\r\n](?=[\"'\s]*[=@+]))(?=[\"'\s]*[=+\-@])")

Row = Sequence[object]
Texts = Sequence[str | None]


class Writer(Protocol):
    """Takes rows one by one. `omitted` says why there is no file, as a key of words; it may turn out late."""

    omitted: str | None

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None: ...
    def add(self, row: Row, texts: Texts) -> None: ...
    def close(self) -> None: ...


class CsvWriter:
    """UTF-8, RFC 4180, every character of every text as it is."""

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = None
        self._stream = path.open("w", encoding=self.encoding, newline="")
        self._writer = csv.writer(self._stream, lineterminator="\r\n")
        self._numeric = [f.type != "string" and f.type in (*NUMBER_TYPES, "year") for f in fields]
        self._write([self.safe(f.name) or "" for f in fields])

    encoding = "utf-8"

    def safe(self, text: str | None) -> str | None:
        return text

    def add(self, row: Row, texts: Texts) -> None:
        self._write(texts)

    def _write(self, cells: Sequence[str | None]) -> None:
        if len(cells) == 1 and not cells[0]:
            self._stream.write('""\r\n')  # else an empty line, which readers skip
        else:
            self._writer.writerow(cells)

    def close(self) -> None:
        self._stream.close()


class ExcelCsvWriter(CsvWriter):
    """With the byte order mark that Excel needs to see UTF-8, and an apostrophe before text that it would calculate."""

    encoding = "utf-8-sig"

    def safe(self, text: str | None) -> str | None:
        return text if text is None else not_a_formula(text)

    def add(self, row: Row, texts: Texts) -> None:
        self._write([t if n else self.safe(t) for t, n in zip(texts, self._numeric, strict=True)])


class JsonWriter:
    """An array of objects, one row a line; numbers keep their digits."""

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = None
        self._stream = path.open("w", encoding="utf-8", newline="\n")
        self._keys = [json.dumps(f.name, ensure_ascii=False) for f in fields]
        self._parsed = [f.type in ("array", "object", "geojson") for f in fields]
        self._before = "[\n"

    def add(self, row: Row, texts: Texts) -> None:
        cells = zip(self._keys, row, texts, self._parsed, strict=True)
        self._stream.write(self._before + "{" + ", ".join(f"{k}: {_json(v, t, p)}" for k, v, t, p in cells) + "}")
        self._before = ",\n"

    def close(self) -> None:
        self._stream.write("[]\n" if self._before == "[\n" else "\n]\n")
        self._stream.close()


class ParquetWriter:
    """Typed columns: 64-bit integers, doubles, dates; what has no type of its own there is text."""

    def __init__(self, path: Path, fields: Sequence[Field], dictionary: Dictionary) -> None:
        self.omitted: str | None = None
        self._schema = pyarrow.schema([(f.name, _arrow_type(f)) for f in fields])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="snappy")
        self._batch: list[list[object]] = []

    def add(self, row: Row, texts: Texts) -> None:
        if self.omitted:
            return
        cells = [_arrow_value(v, t, c.type) for v, t, c in zip(row, texts, self._schema, strict=True)]
        if any(isinstance(v, int) and not -(2**63) <= v < 2**63 for v in cells):
            self.omitted = "number-too-large"
            return
        self._batch.append(cells)
        if len(self._batch) >= PARQUET_BATCH:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._batch, strict=True) if self._batch else ([] for _ in self._schema)
        arrays = [pyarrow.array(list(c), type=f.type) for c, f in zip(columns, self._schema, strict=True)]
        self._writer.write_batch(pyarrow.record_batch(arrays, schema=self._schema))
        self._batch.clear()

    def close(self) -> None:
        self._flush()
        self._writer.close()


WRITERS: Final[Mapping[str, tuple[str, str, type[Writer]]]] = {  # kind -> suffix, format, writer
    "csv": (".csv", "csv", CsvWriter),
    "csv-excel": (".excel.csv", "csv", ExcelCsvWriter),
    "xlsx": (".xlsx", "xlsx", XlsxWriter),
    "json": (".json", "json", JsonWriter),
    "parquet": (".parquet", "parquet", ParquetWriter),
}


class Downloads:
    """All files of one table, written side by side while its rows pass. `omitted` is whole after `close`."""

    def __init__(self, site: Path, catalog: Catalog, dataset: Dataset, resource: Resource) -> None:
        assert resource.schema is not None, resource.name
        self.omitted: dict[str, str] = {}
        self._rows = 0
        self._site = site
        self._paths = {k: urls.derived(dataset.name, resource.name, suffix) for k, (suffix, _, _) in WRITERS.items()}
        explained = dictionary(catalog, resource.schema)
        for path in self._paths.values():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
        self._writers = {
            kind: writer(site / self._paths[kind], resource.schema.fields, explained)
            for kind, (_, _, writer) in WRITERS.items()
        }

    def add(self, row: Row) -> None:
        self._rows += 1
        texts = [text_of(value) for value in row]
        for writer in self._writers.values():
            writer.add(row, texts)

    def close(self) -> tuple[Download, ...]:
        """Ends the files, drops those that cannot hold the table, and tells of the others."""
        given = []
        for kind, writer in self._writers.items():
            writer.close()
            file = self._site / self._paths[kind]
            if writer.omitted:
                self.omitted[kind] = writer.omitted
                file.unlink()
                continue
            size, digest = sha256_of(file)
            given.append(
                Download(
                    kind=kind,
                    path=self._paths[kind],
                    format=WRITERS[kind][1],
                    bytes=size,
                    sha256=digest,
                    rows=self._rows,
                )
            )
        return tuple(given)


def open_downloads(site: Path, catalog: Catalog, dataset: Dataset, resource: Resource) -> Downloads:
    """Begins the files of a table under the site's folder, at the paths that `urls` gives."""
    return Downloads(site, catalog, dataset, resource)


def not_a_formula(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin to calculate (OWASP, CSV injection)."""
    inner = _FORMULA_INSIDE.sub(r"\1'", text)
    return f"'{inner}" if _FORMULA_START.match(text) else inner


def _json(value: object, text: str | None, parsed: bool) -> str:  # noqa: FBT001 - a column's property, not a choice
    if value is None or text is None:
        return "null"
    if isinstance(value, bool | int | Decimal) or parsed:
        return text
    return json.dumps(text, ensure_ascii=False)


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


def _arrow_value(value: object, text: str | None, arrow_type: Any) -> object:  # pyarrow is not typed
    if value is None or arrow_type == pyarrow.string():
        return text
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, time):
        return value.replace(tzinfo=None)
    return float(value) if isinstance(value, int) and arrow_type == pyarrow.float64() else value
