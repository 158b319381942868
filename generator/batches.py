"""Some rows of a table at once: whoever writes a file asks each column once what it is, not each cell.

In come typed rows, out go their columns and what derived files write for them. It must not know any file's format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from generator.model import Field
from generator.values import text_of

MOST_ROWS: Final = 10_000
MOST_CELLS: Final = 50_000

Row = Sequence[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows in the order of a table's fields. `columns` hold their typed values and `texts` how each is written."""

    rows: int
    columns: Sequence[Sequence[object]]
    texts: Sequence[Sequence[str | None]]


def batch(fields: Sequence[Field], rows: Iterable[Row]) -> Batch:
    """Values of text fields are text already."""
    columns = list(zip(*rows, strict=True)) or [() for _ in fields]
    texts = [_texts(field, column) for field, column in zip(fields, columns, strict=True)]
    return Batch(rows=len(columns[0]) if columns else 0, columns=columns, texts=texts)


def batches(fields: Sequence[Field], rows: Iterable[Row]) -> Iterator[Batch]:
    """As many as the rows need."""
    coming = iter(rows)
    while some := list(islice(coming, batch_rows(fields))):
        yield batch(fields, some)


def batch_rows(fields: Sequence[Field]) -> int:
    """How many rows of so many fields are one batch."""
    return max(1, min(MOST_ROWS, MOST_CELLS // max(1, len(fields))))


def _texts(field: Field, column: Sequence[object]) -> Sequence[str | None]:
    if field.type == "string":
        return column  # type: ignore[return-value]
    return [text_of(value) for value in column]
