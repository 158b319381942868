"""The files that are made of a table's rows: plain CSV, XLSX, JSON and Parquet, or CSV for Excel in place of an XLSX.

In come typed rows (Common Era), out go files and what is to be said of them. Each writer is one line in `WRITERS`; the
same rows give the same bytes. It must not know where rows come from, nor what a page says of a download.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from generator import urls
from generator.batches import Batch, Row, batch, batch_rows
from generator.dictionaries import Dictionary, dictionary
from generator.digests import sha256_of
from generator.model import Catalog, Dataset, Download, Field, Resource
from generator.workbooks import XlsxWriter
from generator.writers import CsvWriter, ExcelCsvWriter, JsonWriter, Writer


def _parquet(path: Path, fields: Sequence[Field], explained: Dictionary) -> Writer:
    from generator.parquet_files import ParquetWriter  # only where one is made: see there

    return ParquetWriter(path, fields, explained)


MakeWriter = Callable[[Path, Sequence[Field], Dictionary], Writer]

WRITERS: Final[Mapping[str, tuple[str, str, MakeWriter]]] = {  # kind -> suffix, format, what makes its writer
    "csv": (".csv", "csv", CsvWriter),
    "csv-excel": (".excel.csv", "csv", ExcelCsvWriter),
    "xlsx": (".xlsx", "xlsx", XlsxWriter),
    "json": (".json", "json", JsonWriter),
    "parquet": (".parquet", "parquet", _parquet),
}
LATE: Final = ("csv", "csv-excel")  # kinds that are begun only when they are needed

Cells = Sequence[str | None]


class Downloads:
    """All files of one table, written side by side while its rows pass. `omitted` is whole after `close`.

    As long as the cells of `original` are what a plain CSV would hold, that file is the plain CSV and no other is made.
    Of the kinds that the catalog has not chosen none is left. A plain CSV is written all the same while rows pass: the
    one for Excel may have to be made of it.
    """

    def __init__(
        self, site: Path, catalog: Catalog, dataset: Dataset, resource: Resource, original: Path | None
    ) -> None:
        assert resource.schema is not None, resource.name
        self.omitted: dict[str, str] = {}
        self.is_original_plain = original is not None
        self._original = original
        self._site = site
        self._paths = {k: urls.derived(dataset.name, resource.name, suffix) for k, (suffix, _, _) in WRITERS.items()}
        self._fields = resource.schema.fields
        self._explained = dictionary(catalog, resource.schema)
        self._rows = 0
        self._pending: list[Row] = []
        self._cells: list[Cells] = []
        self._size = batch_rows(self._fields)
        for path in self._paths.values():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
        self._is_csv_kept = catalog.derives("csv")
        self._writers = {kind: self._writer(kind) for kind in WRITERS if kind not in LATE and catalog.derives(kind)}
        if original is None:
            self._writers["csv"] = self._writer("csv")

    def add(self, row: Row, cells: Cells | None = None) -> None:
        """`cells` is the row in the original, None where that cannot be a plain CSV."""
        self._pending.append(row)
        if self.is_original_plain:
            self._cells.append(cells or ())
        if len(self._pending) == self._size:
            self._flush()

    def close(self) -> tuple[Download, ...]:
        """Ends the files, drops those that cannot hold the table, and tells of the others."""
        self._flush()
        if self.is_original_plain and not self._rows:
            self._begin_plain()
        for kind, writer in self._writers.items():
            writer.close()
            if writer.omitted:
                self.omitted[kind] = writer.omitted
                (self._site / self._paths[kind]).unlink()
        if "xlsx" in self.omitted:
            self._write_for_excel()
        if not self._is_csv_kept and self._writers.pop("csv", None) is not None:
            (self._site / self._paths["csv"]).unlink()
        return tuple(self._told(kind) for kind in WRITERS if kind in self._writers and kind not in self.omitted)

    def _told(self, kind: str) -> Download:
        path, form = self._paths[kind], WRITERS[kind][1]
        size, digest = sha256_of(self._site / path)
        return Download(kind=kind, path=path, format=form, bytes=size, sha256=digest, rows=self._rows)

    def _writer(self, kind: str) -> Writer:
        return WRITERS[kind][2](self._site / self._paths[kind], self._fields, self._explained)

    def _flush(self) -> None:
        if not self._pending:
            return
        made = batch(self._fields, self._pending)
        if self.is_original_plain and not _is_same(made, self._cells):
            self._begin_plain()
        for writer in self._writers.values():
            writer.add(made)
        self._rows += made.rows
        self._pending, self._cells = [], []

    def _begin_plain(self) -> None:
        """A CSV of our own after all, with the rows that have passed as they stand in the original."""
        writer = self._writers["csv"] = CsvWriter(self._site / self._paths["csv"], self._fields, self._explained)
        writer.write(islice(_cells_of(self._original), self._rows))
        self.is_original_plain = False

    def _write_for_excel(self) -> None:
        plain = self._original if self.is_original_plain else self._site / self._paths["csv"]
        writer = ExcelCsvWriter(self._site / self._paths["csv-excel"], self._fields, self._explained)
        writer.write(_cells_of(plain))
        writer.close()
        self._writers["csv-excel"] = writer


def _is_same(made: Batch, cells: Sequence[Cells]) -> bool:
    """Whether a plain CSV would have just these cells."""
    columns = list(zip(*cells, strict=True)) if len(set(map(len, cells))) == 1 else []
    return len(columns) == len(made.texts) and all(
        all(text == cell or not (text or cell) for text, cell in zip(texts, column, strict=True))
        for texts, column in zip(made.texts, columns, strict=True)
    )


def _cells_of(plain: Path | None) -> Iterator[list[str]]:
    """The rows of a plain CSV, without its names."""
    assert plain is not None
    with plain.open(encoding="utf-8", newline="") as stream:
        yield from islice(csv.reader(stream), 1, None)


def open_downloads(
    site: Path, catalog: Catalog, dataset: Dataset, resource: Resource, original: Path | None = None
) -> Downloads:
    """Begins the files of a table under the site's folder, at the paths that `urls` gives.

    `original` is the table's own file where it may be a plain CSV already.
    """
    return Downloads(site, catalog, dataset, resource, original)
