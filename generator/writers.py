"""One table as a file: CSV or JSON, each by a writer that takes rows in batches.

In come batches of rows, out goes a file; the same rows give the same bytes. It must not know where the file is
published, nor what is said of it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

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
