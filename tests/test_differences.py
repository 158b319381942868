"""What a change does to a catalog: every edit is told once, and what would break others is told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.differences import Side, compare
from generator.differences.declared import TELLING, UNSAID, by_name, details, renames
from generator.differences.facts import Difference
from generator.model import Keywords, Text
from tests.differing import DESCRIPTOR, ROOT, known, moved, with_indicator
from tests.museum import CASES
from tests.tiny import banchi, tiny_catalog

Edit = Callable[[Any], Any]


def leaves(thing: Any, path: str = "") -> Iterator[tuple[str, str | None, Edit]]:
    """Every value of a dataclass that can be edited: its path, its language, and what makes the edit."""
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name not in UNSAID and value is not None:
            for below, language, edit in leaves_of(value, f"{path}.{one.name}" if path else one.name):
                yield below, language, partial(within, one.name, edit)


def leaves_of(value: Any, path: str) -> Iterator[tuple[str, str | None, Edit]]:
    if isinstance(value, Text | Keywords):
        for language in value.by_language:
            yield path, language, partial(in_language, language)
    elif isinstance(value, tuple):
        for index, (name, item) in enumerate(by_name(value).items() if all(map(is_dataclass, value)) else ()):
            for below, language, edit in leaves(item, f"{path}.{name}"):
                yield below, language, partial(at_place, index, edit)
    elif is_dataclass(value):
        yield from leaves(value, path)
    else:
        yield path, None, edited


def within(attribute: str, edit: Edit, whole: Any) -> Any:
    return replace(whole, **{attribute: edit(getattr(whole, attribute))})


def in_language(language: str, text: Any) -> Any:
    return type(text)({**text.by_language, language: edited(text.by_language[language])})


def at_place(index: int, edit: Edit, items: tuple[Any, ...]) -> Any:
    return (*items[:index], edit(items[index]), *items[index + 1 :])


def edited(value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return date(1999, 1, 1)
    if isinstance(value, tuple):
        return (*value, "one more")
    return f"{value} edited" if isinstance(value, str) else value + 1


REAL = known(ROOT)
THINGS = [*REAL.datasets, *REAL.indicator_sets.values(), *(d.indicators[0] for d in REAL.datasets if d.indicators)]


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_an_edit_of_a_descriptor_is_one_detail(thing: Any) -> None:
    assert details(thing, thing) == ()
    made = list(leaves(thing))
    assert len(made) > 8
    for path, language, edit in made:
        found = details(thing, edit(thing))
        item, _, attribute = path.rpartition(".")
        if item and attribute in TELLING:  # an item of a list that is known by what was edited is another item then
            assert found and all(detail.path.startswith(item.rpartition(".")[0]) for detail in found)
        else:
            told = [(detail.path, detail.language) for detail in found]
            assert told == [(path, language)] and found[0].kind in ("changed", "added")


@pytest.mark.parametrize("root", [ROOT, *sorted((CASES / "good").iterdir())], ids=lambda root: root.name)
def test_a_catalog_does_not_differ_from_itself(root: Path) -> None:
    side = Side(root, known(root))
    assert compare(side, side) == Difference()


def difference(tmp_path: Path, **changed: str) -> Difference:
    """What the tiny catalog has otherwise once these files are changed."""
    roots = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new", **changed)
    return compare(*(Side(root, known(root)) for root in roots))


@pytest.mark.parametrize(
    ("before", "after", "details"),
    [
        ("  title: {th: ความยาว, en: Length}\n", "  title: {th: ความยาว, en: Lengths}\n",
         [("resources.length.title", "changed", "en", False)]),
        ("unit: km}", "unit: km, description: {th: ก, en: x}}",
         [("resources.length.schema.fields.length.description", "changed", "th", False),
          ("resources.length.schema.fields.length.description", "changed", "en", False)]),
        ("type: integer", "type: number", [("resources.length.schema.fields.length.type", "changed", None, False)]),
        ("type: integer", "type: string", [("resources.length.schema.fields.length.type", "changed", None, True)]),
        (", unit: km", "", [("resources.length.schema.fields.length.unit", "changed", None, True)]),
        ("    primaryKey: [year]\n", "", [("resources.length.schema.primaryKey", "changed", None, True)]),
        ("name: length, type", "name: extent, type",
         [("resources.length.schema.fields.length", "renamed", None, True)]),
        ("- name: length", "- name: lengths", [("resources.length", "renamed", None, True)]),
        ("    - {name: length, type: integer, title: {th: ความยาว, en: Length}, unit: km}\n", "",
         [("resources.length.schema.fields.length", "removed", None, True)]),
        ("storage_formats: [csv]", "storage_formats: [csv, xml]", [("storage_formats", "added", None, False)]),
        ("data_type: statistics", "data_type: record", [("data_type", "changed", None, False)]),
        ("https://roads.example/book", "https://roads.example/books",
         [("sources.https://roads.example/book.path", "changed", None, False)]),
    ],
)  # fmt: skip
def test_a_change_of_the_schema_is_breaking_or_not(
    tmp_path: Path, before: str, after: str, details: list[tuple[str, str, str | None, bool]]
) -> None:
    assert before in DESCRIPTOR
    (change,) = difference(tmp_path, dataset=DESCRIPTOR.replace(before, after)).changes
    assert (change.sort, change.name, change.kind) == ("dataset", "roads", "changed")
    assert [(d.path, d.kind, d.language, d.is_breaking) for d in change.details] == details
    assert (change.tables, change.is_breaking) == ((), any(detail[3] for detail in details))


def test_an_indicator_that_reads_a_renamed_field_is_named(tmp_path: Path) -> None:
    before = with_indicator(DESCRIPTOR)
    after = before.replace("name: length, type", "name: extent, type").replace("value: length", "value: extent")
    old, new = tiny_catalog(tmp_path / "old", dataset=before), tiny_catalog(tmp_path / "new", dataset=after)
    (new / "datasets/roads/length.csv").write_text("year,extent\n2024,10\n2025,12\n", "utf-8")
    done = banchi(new, "diff", str(old), "--lang", "en")
    assert done.exit_code == 1
    assert "is renamed 'extent'; indicators that read it: 'road-length'" in done.stdout


def test_nothing_is_renamed_where_two_things_could_be_meant() -> None:
    one, other = REAL.datasets[0], REAL.datasets[1]
    assert renames({"a": one}, {"b": one, "c": other}) == {"a": "b"}
    assert renames({"a": one}, {"b": one, "c": one}) == {}
    assert renames({"a": one, "b": one}, {"c": one}) == {}
    assert renames({"a": one}, {"b": replace(one, notes=None, themes=())}) == {"a": "b"}  # by its title
    assert renames({"a": one}, {"b": other}) == {}


def test_a_changed_cell_is_one_row_of_one_table(tmp_path: Path) -> None:
    (change,) = difference(tmp_path, length="year,length\n2024,10\n2025,13\n2026,14\n").changes
    (found,) = change.tables
    assert (change.details, found.added, found.changed, found.removed) == ((), 1, 1, 0)
    row = found.examples[0]
    assert (row.line, row.key, [(c.field, c.old, c.new) for c in row.cells]) == (
        3,
        (("year", "2025"),),
        [("length", "12", "13")],
    )


@pytest.mark.parametrize("length", ["year,length\n2025,12\n2024,10\n", "length,year\n10,2024\n12,2025\n"])
def test_the_order_of_rows_and_columns_is_no_change(tmp_path: Path, length: str) -> None:
    assert difference(tmp_path, length=length) == Difference()


def test_years_of_another_era_are_the_same_years(tmp_path: Path) -> None:
    buddhist = DESCRIPTOR.replace("type: year,", "type: year, calendar: buddhist,")
    (change,) = difference(tmp_path, dataset=buddhist, length="year,length\n2567,10\n2568,12\n").changes
    assert (change.tables, [d.path.rpartition(".")[2] for d in change.details]) == ((), ["calendar"])


def test_a_renamed_field_keeps_its_rows(tmp_path: Path) -> None:
    renamed = DESCRIPTOR.replace("name: length, type", "name: extent, type")
    (change,) = difference(tmp_path, dataset=renamed, length="year,extent\n2024,10\n2025,99\n").changes
    assert [(c.field, c.old, c.new) for c in change.tables[0].examples[0].cells] == [("extent", "12", "99")]


def test_a_renamed_dataset_is_renamed_and_its_addresses_vanish(tmp_path: Path) -> None:
    old, new = tiny_catalog(tmp_path / "old"), moved(tiny_catalog(tmp_path / "new"), "streets")
    found = compare(Side(old, known(old)), Side(new, known(new)))
    assert [(c.kind, c.name, c.former, c.details) for c in found.changes] == [("renamed", "streets", "roads", ())]
    assert (found.vanished, found.stops) == (
        ("datasets/roads/", "datasets/roads/downloads/length.json", "datasets/roads/length.csv"),
        True,
    )


def test_a_dataset_that_came_stops_nothing_and_one_that_went_does(tmp_path: Path) -> None:
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new")
    folder = new / "datasets/bridges"
    folder.mkdir()
    (folder / "dataset.yml").write_text(DESCRIPTOR.replace("title: {th: ", "title: {th: สะพาน", 1), "utf-8")
    sides = Side(old, known(old)), Side(new, known(new))
    came, went = compare(*sides), compare(*reversed(sides))
    assert [(c.kind, c.name) for c in came.changes] == [("added", "bridges")] and not came.stops
    assert [(c.kind, c.name) for c in went.changes] == [("removed", "bridges")] and went.stops
