"""Which rows of a table came, went or changed: in come the rows of two versions, out goes a `TableChange`.

Rows are told apart by a key, or as a whole where there is none; their cells are compared as written, numbers by their
value. Rows that both versions have are found by eight bytes each, so that a large table with few changes takes little.
The others are parted by the hash of their keys, on disk once they are many, and compared part by part: memory grows
with a part, not with the table. It must not know files nor types.
"""

from __future__ import annotations

import heapq
import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from zlib import crc32

from generator.differences.facts import Cell, RowChange, TableChange
from generator.personal import hidden

EXAMPLES: Final = 10
"""How many rows of each kind are kept as examples."""

IN_MEMORY: Final = 200_000
"""Bytes of a part, beyond which it lies on disk."""

FEW: Final = 200_000
"""How many rows may differ so that their hashes are remembered; where more do, all rows are compared by their keys."""

BUCKETS: Final = 64
"""Into which the hashes of rows are parted, so that few of them are looked at together."""

Row = tuple[int | None, tuple[str | None, ...]]
"""A line with the cells of the row that begins there, in the order of the columns; None where one is missing."""

Kept = tuple[int, int | None, list[str | None]]


@dataclass(frozen=True, slots=True)
class Columns:
    """What both versions have: `names` of the newer one, places in the `key`, places of `numbers`, and those of
    what may hold `persons`, whose data are hidden in examples: a report must not spread what the check warns of."""

    names: Sequence[str]
    key: Sequence[int]
    numbers: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()

    def shown(self, place: int, value: str | None) -> str | None:
        return hidden(value) if value is not None and place in self.persons else value


def compare_rows(resource: str, old: Iterable[Row], new: Iterable[Row], columns: Columns, parts: int) -> TableChange:
    """What became of the rows. Both versions give the cells of `columns` alone, and are gone through twice."""
    one, other = _Hashes(old), _Hashes(new)
    tally = _Tally(columns)
    with ExitStack() as stack:
        before = _Parts(stack, columns, parts)
        after = _Parts(stack, columns, parts)
        wanted = one.beyond(other), other.beyond(one)
        are_few = sum(map(len, wanted)) <= FEW
        before.fill(old, wanted[0] if are_few else None)
        after.fill(new, wanted[1] if are_few else None)
        for was, now in zip(before.read(), after.read(), strict=True):
            tally.add(was, now)
    examples = tuple(change for kind in ("changed", "added", "removed") for change in tally.first(kind))
    return TableChange(
        resource=resource,
        key=tuple(columns.names[place] for place in columns.key),
        before=one.rows,
        after=other.rows,
        added=tally.counts["added"],
        removed=tally.counts["removed"],
        changed=tally.counts["changed"],
        cells={name: tally.cells[name] for name in columns.names if tally.cells[name]},
        examples=examples,
    )


class _Hashes:
    """The hashes of all rows of one version."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = 0
        self._buckets = [array("q") for _ in range(BUCKETS)]
        for _, cells in rows:
            self.rows += 1
            found = hash(cells)
            self._buckets[found % BUCKETS].append(found)

    def beyond(self, others: _Hashes) -> Counter[int]:
        """Those that the other version has less often, with how many it lacks; cut short once they are many."""
        found: Counter[int] = Counter()
        for bucket, other in zip(self._buckets, others._buckets, strict=True):
            found.update(Counter(bucket) - Counter(other))
            if len(found) > FEW:
                break
        return found


class _Parts:
    """Rows of one version, parted by their keys."""

    def __init__(self, stack: ExitStack, columns: Columns, parts: int) -> None:
        self._places = columns.key or range(len(columns.names))
        self._files: list[IO[str]] = []
        for _ in range(parts):
            file = SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - by the stack
            self._files.append(stack.enter_context(file))

    def fill(self, rows: Iterable[Row], wanted: Counter[int] | None) -> None:
        """Take up the rows of these hashes, each as often as it is wanted; all where nothing says which."""
        for count, (line, cells) in enumerate(rows, start=1):
            if wanted is not None:
                found = hash(cells)
                if not wanted.get(found):
                    continue
                wanted[found] -= 1
            key = "\x1f".join(cells[place] or "" for place in self._places)
            part = self._files[crc32(key.encode("utf-8", "surrogatepass")) % len(self._files)]
            part.write(json.dumps((count, line, cells)))
            part.write("\n")

    def read(self) -> Iterator[dict[tuple[str | None, ...], list[Kept]]]:
        """The rows of each part by their keys, each in its order."""
        for file in self._files:
            file.seek(0)
            found: dict[tuple[str | None, ...], list[Kept]] = {}
            for text in file:
                number, line, cells = json.loads(text)
                found.setdefault(tuple([cells[place] for place in self._places]), []).append((number, line, cells))
            yield found


class _Tally:
    """Counts, and the first examples by the order of rows."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.counts: Counter[str] = Counter()
        self.cells: Counter[str] = Counter()
        self._found: dict[str, list[tuple[int, int, RowChange]]] = {"changed": [], "added": [], "removed": []}

    def first(self, kind: str) -> list[RowChange]:
        return [change for _, _, change in sorted(self._found[kind], key=lambda found: -found[0])]

    def add(self, old: dict[tuple[str | None, ...], list[Kept]], new: dict[tuple[str | None, ...], list[Kept]]) -> None:
        for key, rows in new.items():
            was = old.pop(key, [])
            for one, other in zip(was, rows, strict=False):
                cells = tuple(self._changed(one[2], other[2]))
                if cells:
                    self.cells.update(cell.field for cell in cells)
                    self._keep("changed", other, cells)
            for row in rows[len(was) :]:
                self._keep("added", row)
            for row in was[len(rows) :]:
                self._keep("removed", row)
        for rows in old.values():
            for row in rows:
                self._keep("removed", row)

    def _changed(self, old: Sequence[str | None], new: Sequence[str | None]) -> Iterator[Cell]:
        if old == new:
            return
        for place, name in enumerate(self._columns.names):
            one, other = old[place], new[place]
            if one != other and not (place in self._columns.numbers and _is_same_number(one, other)):
                yield Cell(field=name, old=self._columns.shown(place, one), new=self._columns.shown(place, other))

    def _held(self, kind: str, values: Sequence[str | None], key: Sequence[int]) -> Iterator[Cell]:
        """What a row that came or went holds beside its key."""
        for place, name in enumerate(self._columns.names):
            if place not in key and values[place] is not None:
                shown = self._columns.shown(place, values[place])
                yield (
                    Cell(field=name, old=None, new=shown) if kind == "added" else Cell(field=name, old=shown, new=None)
                )

    def _keep(self, kind: str, row: Kept, cells: tuple[Cell, ...] = ()) -> None:
        self.counts[kind] += 1
        number, line, values = row
        found = self._found[kind]
        if len(found) == EXAMPLES and -found[0][0] < number:
            return
        places = self._columns.key or range(len(self._columns.names))
        key = tuple((self._columns.names[place], self._columns.shown(place, values[place])) for place in places)
        change = RowChange(kind=kind, line=line, key=key, cells=cells or tuple(self._held(kind, values, places)))
        put = heapq.heappush if len(found) < EXAMPLES else heapq.heappushpop
        put(found, (-number, self.counts[kind], change))


def _is_same_number(one: str | None, other: str | None) -> bool:
    try:
        return one is not None and other is not None and Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
