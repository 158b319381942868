"""What a file is once it is cut into cells, and what is said of one that cannot be. It must not know any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model import Dialect

Cells = list[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Labels and rows. `rows` gives (line of the file, or None where lines mean nothing; cells).

    `labels` is None for a file that is declared to have no header. `by_name` says that cells were found by their label,
    so that their order in the file means nothing (JSON, Parquet). `is_plain` says that the file is written as derived
    CSVs are: UTF-8 without a mark, commas, double quotes, one row of names.
    """

    labels: list[str] | None
    line: int | None
    rows: Iterator[tuple[int | None, Cells]]
    by_name: bool = False
    is_plain: bool = False


@dataclass(slots=True)
class UnreadableTable(Exception):
    """The file cannot be read further: `code` and `values` are those of the problem to be told, `line` where it is."""

    code: str
    line: int | None = None
    values: dict[str, object] = field(default_factory=dict)


def header_rows(dialect: Dialect) -> list[int]:
    """Numbers of the rows that make the header, from 1; the last of them holds the labels. Empty without a header."""
    if dialect.header is False:
        return []
    if isinstance(dialect.headerRows, tuple | list):
        return sorted(n for n in dialect.headerRows if isinstance(n, int) and n > 0)
    return [1]


def header_of(rows: Iterator[tuple[int | None, Cells]], dialect: Dialect) -> tuple[list[str] | None, int | None]:
    """Takes the header off the rows: its labels and its line."""
    numbers = header_rows(dialect)
    labels, line = None, None
    for number in range(1, max(numbers, default=0) + 1):
        line, cells = next(rows, (None, []))
        if number == numbers[-1]:
            labels = [(cell or "").lstrip("\ufeff") for cell in cells]  # a byte order mark is no part of a name
    return labels, line
