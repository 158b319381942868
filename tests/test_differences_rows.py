"""Rows of two states of a table: compared by key or whole, by value, and with little memory."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.differences import rows
from generator.differences.rows import Columns, compare_rows

NAMES = ("key", "number", "word")
CELLS = st.one_of(st.none(), st.sampled_from(["a", "b", "ก", "x\ny", "1", "2", "10"]))
TABLES = st.dictionaries(st.integers(0, 40), st.tuples(CELLS, CELLS), max_size=30)


def table(content: dict[int, tuple[str | None, str | None]], seed: int) -> list[tuple[int, tuple[str | None, ...]]]:
    """The rows of a table in some order, each with its line."""
    shuffled = random.Random(seed).sample(sorted(content), len(content))
    return [(line, (str(key), *content[key])) for line, key in enumerate(shuffled, start=2)]


@given(TABLES, TABLES, st.integers(0, 99), st.sampled_from([1, 3]), st.sampled_from([0, 5, rows.FEW]))
def test_rows_are_compared_by_their_key(
    old: dict[int, tuple[str | None, str | None]],
    new: dict[int, tuple[str | None, str | None]],
    seed: int,
    parts: int,
    few: int,
) -> None:
    """However many parts, whatever the order, and whether hashes are remembered or not."""
    columns = Columns(names=NAMES, key=(0,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "FEW", few)
        patch.setattr(rows, "IN_MEMORY", 10)
        patch.setattr(rows, "EXAMPLES", 1000)
        found = compare_rows("t", table(old, seed), table(new, seed + 1), columns, parts)
    changed = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    assert (found.before, found.after) == (len(old), len(new))
    assert (found.added, found.removed, found.changed) == (
        len(new.keys() - old.keys()),
        len(old.keys() - new.keys()),
        len(changed),
    )
    told = {kind: {int(r.key[0][1] or "") for r in found.examples if r.kind == kind} for kind in ("added", "removed")}
    assert told == {"added": new.keys() - old.keys(), "removed": old.keys() - new.keys()}
    cells = {(r.kind, int(r.key[0][1] or ""), c.field): (c.old, c.new) for r in found.examples for c in r.cells}
    came = {("added", key, NAMES[i]): (None, new[key][i - 1]) for key in new.keys() - old.keys() for i in (1, 2)}
    went = {("removed", key, NAMES[i]): (old[key][i - 1], None) for key in old.keys() - new.keys() for i in (1, 2)}
    assert cells == {at: values for at, values in (came | went).items() if values != (None, None)} | {
        ("changed", key, NAMES[i + 1]): (old[key][i], new[key][i])
        for key in changed
        for i in (0, 1)
        if old[key][i] != new[key][i]
    }


@given(st.lists(CELLS), st.lists(CELLS), st.sampled_from([0, rows.FEW]))
def test_rows_without_a_key_are_compared_as_a_whole(old: list[str | None], new: list[str | None], few: int) -> None:
    tables = [[(i, (cell,)) for i, cell in enumerate(cells, start=2)] for cells in (old, new)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "FEW", few)
        found = compare_rows("t", *tables, Columns(names=("word",), key=()), 2)
    lost = [c for c in set(old) for _ in range(old.count(c) - new.count(c))]
    assert (found.removed, found.added, found.changed) == (len(lost), len(new) - len(old) + len(lost), 0)


def test_rows_of_a_key_that_is_repeated_are_compared_in_their_order() -> None:
    old = [(i, ("k", str(i), None)) for i in (2, 3, 4)]
    new = [(2, ("k", "2", None)), (3, ("k", "9", None)), (4, ("k", "8", None)), (5, ("k", "7", None))]
    found = compare_rows("t", old, new, Columns(names=NAMES, key=(0,)), 1)
    assert (found.changed, found.added, found.removed) == (2, 1, 0)
    told = [(row.kind, c.old, c.new) for row in found.examples for c in row.cells]
    assert told == [("changed", "3", "9"), ("changed", "4", "8"), ("added", None, "7")]


def test_personal_data_are_hidden_also_in_rows_that_came_or_went() -> None:
    person = "1-2345-67890-12-1"
    one, other = [(2, ("a", person, None))], [(2, ("b", None, person))]
    found = compare_rows("t", one, other, Columns(names=NAMES, key=(0,), persons=frozenset([1, 2])), 1)
    cells = [(c.old, c.new) for row in found.examples for c in row.cells]
    assert len(cells) == 2 and "•" in str(cells) and person not in str(cells) and "12345" not in str(cells)


class Many:
    """Rows that are made as they are asked for; every `each`-th of them is unlike that of another `each`."""

    def __init__(self, each: int) -> None:
        self.each = each

    def __iter__(self) -> Iterator[rows.Row]:
        for number in range(20_000):
            yield (
                number + 2,
                (str(number), "changed" if self.each and number % self.each == 0 else "x", f"{number:0100}"),
            )


@pytest.mark.parametrize(("each", "most"), [(10_000, 1), (1, 3)])
def test_memory_grows_with_what_differs_and_with_a_part_of_it(
    monkeypatch: pytest.MonkeyPatch, each: int, most: int
) -> None:
    """The rows themselves take some 7 MB on one side alone."""
    monkeypatch.setattr(rows, "IN_MEMORY", 10_000)
    monkeypatch.setattr(rows, "FEW", 1_000)
    tracemalloc.start()
    try:
        found = compare_rows("t", Many(0), Many(each), Columns(names=NAMES, key=(0,)), 20)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.changed == 20_000 // each
    assert peak < most * 1_000_000, peak


def test_numbers_are_compared_by_their_value_and_examples_are_the_first() -> None:
    old = [(i, (str(i), "10", None)) for i in range(2, 50)]
    new = [(i, (str(i), "10.0" if i % 2 else "11", "")) for i in range(2, 50)]
    found = compare_rows("t", old, new, Columns(names=NAMES, key=(0,), numbers=frozenset([1])), 3)
    assert found.cells == {"number": 24, "word": 48}
    assert [row.line for row in found.examples] == list(range(2, 2 + rows.EXAMPLES))
