"""CSV and its kin, cut by the standard library's reader, strictly (RFC 4180): a stray quote is said, not swallowed.

Out go cells with the line on which each row begins; a quoted line end makes rows and lines differ.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from generator.cells.cut import Cells, Cut, UnreadableTable, header_of
from generator.encodings import codec
from generator.model import Dialect, Resource

LONGEST_CELL: Final = 1_048_576  # characters; an unclosed quote would otherwise take in the rest of the file
DELIMITERS: Final = {"csv": ",", "tsv": "\t", "psv": "|", "ssv": ";"}


@contextmanager
def open_delimited(file: Path, resource: Resource) -> Iterator[Cut]:
    """Raises `UnreadableTable` (csv-quotes, cell-too-long, encoding-error) while it is read."""
    csv.field_size_limit(LONGEST_CELL)
    with file.open(encoding=codec(resource.encoding), newline="") as stream:
        reader = csv.reader(stream, **_options(resource))
        rows = _rows(reader, resource)
        labels, line = header_of(rows, resource.dialect)
        yield Cut(labels=labels, line=line, rows=rows, is_plain=_is_plain(file, resource))


def _is_plain(file: Path, resource: Resource) -> bool:
    if (resource.format, resource.dialect) != ("csv", Dialect()) or codec(resource.encoding) != codec("utf-8"):
        return False
    with file.open("rb") as stream:
        return not stream.read(len(BOM_UTF8)).startswith(BOM_UTF8)


def _options(resource: Resource) -> dict[str, Any]:
    dialect = resource.dialect
    return {
        "delimiter": dialect.delimiter or DELIMITERS.get(resource.format, ","),
        "quotechar": dialect.quoteChar or '"',
        "doublequote": dialect.doubleQuote is not False,
        "escapechar": dialect.escapeChar,
        "skipinitialspace": dialect.skipInitialSpace is True,
        "strict": True,
    }


def _rows(reader: Any, resource: Resource) -> Iterator[tuple[int | None, Cells]]:  # csv's reader has no public type
    comment = resource.dialect.commentChar
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            raise UnreadableTable(
                "encoding-error", None, {"encoding": resource.encoding, "byte": _byte(error)}
            ) from error
        except csv.Error as error:
            code = "cell-too-long" if "field larger" in str(error) else "csv-quotes"
            raise UnreadableTable(code, line, {"limit": LONGEST_CELL}) from error
        if comment and cells and cells[0].startswith(comment):
            continue
        yield line, cells


def _byte(error: UnicodeDecodeError) -> str:
    return f"0x{error.object[error.start]:02X}"
