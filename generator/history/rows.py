"""Which rows of a table differ between two versions of it: added, changed and removed, and fields that came or went.

In come the bytes of two files and what their descriptors said of them; out goes a `FileRevision`. Cells are compared as
they are written, in the fields that both versions have: by the primary key where the table has one and keeps to it,
else as whole rows, however they are ordered. It must not know where versions come from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator import encodings
from generator.cells import READERS, UnreadableTable, open_cells
from generator.contents import pointer_of
from generator.model import FileRevision, Resource

MOST_ROWS: Final = 200_000  # of one version, so that a build's memory stays what it is
REVISED: Final = "revised"

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    labels: list[str]
    rows: list[list[str | None]]

    def of(self, labels: Sequence[str]) -> Iterator[Row]:
        """Its rows in these fields alone, in this order; a row that is cut short has nothing in the rest."""
        places = [self.labels.index(label) for label in labels]
        for row in self.rows:
            yield tuple(row[n] if n < len(row) else None for n in places)


def revised(path: str, before: bytes, after: bytes, old: Resource, new: Resource) -> FileRevision:
    """Both versions stand in a file that is called `path`. Where rows cannot be compared, the reason is told."""
    if pointer_of(before) or pointer_of(after):
        return FileRevision(path=path, change=REVISED, title=new.title, reason="elsewhere")
    if not (_is_readable(old) and _is_readable(new)):
        return FileRevision(path=path, change=REVISED, title=new.title, reason="no_table")
    try:
        tables = _table(before, old), _table(after, new)
    except UnreadableTable:
        return FileRevision(path=path, change=REVISED, title=new.title, reason="unreadable")
    if max(len(table.rows) for table in tables) > MOST_ROWS:
        return FileRevision(path=path, change=REVISED, title=new.title, reason="large")
    return _compared(path, *tables, new)


def _is_readable(resource: Resource) -> bool:
    return resource.format in READERS and encodings.is_known(resource.encoding)


def _table(content: bytes, resource: Resource) -> _Table:
    """At most one row more than are compared."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "table")
        file.write_bytes(content)
        with open_cells(file, resource) as cut:
            rows = list(islice((cells for _, cells in cut.rows if cells), MOST_ROWS + 1))
            declared = [] if resource.schema is None else [f.name for f in resource.schema.fields]
            width = max((len(row) for row in rows), default=0)
            labels = cut.labels if cut.labels is not None else declared or [f"{n}" for n in range(width)]
    return _Table(list(labels), rows)


def _compared(path: str, before: _Table, after: _Table, resource: Resource) -> FileRevision:
    shared = [label for label in dict.fromkeys(after.labels) if label in before.labels]
    was, now = list(before.of(shared)), list(after.of(shared))
    key = () if resource.schema is None else resource.schema.primaryKey
    added, changed, removed = _by_key(was, now, shared, key) or _by_row(was, now)
    if not shared:  # nothing tells one row from another
        added, changed, removed = len(now), None, len(was)
    return FileRevision(
        path=path,
        change=REVISED,
        title=resource.title,
        added=added,
        changed=changed,
        removed=removed,
        fields_added=tuple(label for label in dict.fromkeys(after.labels) if label not in before.labels),
        fields_removed=tuple(label for label in dict.fromkeys(before.labels) if label not in after.labels),
    )


def _by_key(
    was: Sequence[Row], now: Sequence[Row], labels: Sequence[str], key: Sequence[str]
) -> tuple[int, int | None, int] | None:
    """None where a version has no such key, or two rows under one."""
    if not key or not set(key) <= set(labels):
        return None
    places = [labels.index(name) for name in key]
    old = {tuple(row[n] for n in places): row for row in was}
    new = {tuple(row[n] for n in places): row for row in now}
    if len(old) != len(was) or len(new) != len(now):
        return None
    both = old.keys() & new.keys()
    return len(new) - len(both), sum(old[k] != new[k] for k in both), len(old) - len(both)


def _by_row(was: Sequence[Row], now: Sequence[Row]) -> tuple[int, int | None, int]:
    old, new = Counter(was), Counter(now)
    return (new - old).total(), None, (old - new).total()
