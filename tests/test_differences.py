"""`banchi diff`: nothing changed is nothing said, and an edit is named as that edit and nothing else."""

from __future__ import annotations

import json
import random
import re
import subprocess
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog import load_catalog
from generator.differences import PRINTERS, Side, compare, rows
from generator.differences.declared import TELLING, UNSAID, by_name, details, renames
from generator.differences.facts import Change, Detail, Difference, Figure, FigureChange
from generator.differences.figures import LIMIT, compare_figures, is_unlikely
from generator.differences.rows import Columns, compare_rows
from generator.model import Catalog, IndicatorReading, Keywords, Observation, Series, Text
from tests.museum import CASES
from tests.tiny import FILES, banchi, tiny_catalog

ROOT = Path(__file__).parent.parent
DESCRIPTOR = FILES["datasets/roads/dataset.yml"]
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
    cells = {(int(r.key[0][1] or ""), c.field): (c.old, c.new) for r in found.examples for c in r.cells}
    assert cells == {
        (key, NAMES[i + 1]): (old[key][i], new[key][i]) for key in changed for i in (0, 1) if old[key][i] != new[key][i]
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
    assert [(c.old, c.new) for row in found.examples for c in row.cells] == [("3", "9"), ("4", "8")]


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


def known(root: Path) -> Catalog:
    catalog, _ = load_catalog(root)
    assert catalog is not None
    return catalog


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


def with_indicator(text: str) -> str:
    return f"""{text}indicators:
- name: road-length
  title: {{th: ความยาวถนน, en: Length of roads}}
  definition: {{th: ความยาว, en: How long the roads are.}}
  kind: amount
  direction: neutral
  resource: length
  value: length
  time: year
"""


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


def moved(root: Path, name: str) -> Path:
    (root / "datasets/roads").rename(root / "datasets" / name)
    return root


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


def test_figures_are_told_by_indicator(tmp_path: Path) -> None:
    roots = [tiny_catalog(tmp_path / name, dataset=with_indicator(DESCRIPTOR)) for name in ("old", "new")]
    (roots[1] / "datasets/roads/length.csv").write_text("year,length\n2024,11\n2026,13\n", "utf-8")
    old, new = (Side(root, known(root)) for root in roots)
    dataset, indicator = compare(old, new).changes
    assert (dataset.sort, indicator.sort, indicator.dataset) == ("dataset", "indicator", "roads")
    figures = indicator.figures
    assert figures is not None
    assert (figures.revised, figures.added, figures.removed, figures.alarms) == (1, 1, 1, 0)
    assert [(f.time, f.old, f.new, f.relative) for f in figures.examples] == [
        ("2024", Decimal(10), Decimal(11), Decimal("0.1"))
    ]


def reading(values: dict[str, str]) -> IndicatorReading:
    observed = tuple(Observation(time=time, value=value) for time, value in sorted(values.items()))
    return IndicatorReading(indicator="x", series=(Series(area="THA", observations=observed),))


YEARS = st.dictionaries(st.integers(2000, 2030).map(str), st.integers(-5, 5).map(str))


@given(YEARS, YEARS)
def test_every_figure_is_counted_once(old: dict[str, str], new: dict[str, str]) -> None:
    found = compare_figures(reading(old), reading(new)) or FigureChange()
    assert found.added == len(new.keys() - old.keys())
    assert found.removed == len(old.keys() - new.keys())
    assert found.revised == sum(old[time] != new[time] for time in old.keys() & new.keys())
    assert len(found.examples) <= LIMIT


STEADY = dict(zip(map(str, range(2015, 2025)), (41, 39, 40, 39, 38, 40, 35, 37, 38, 36), strict=True))
GROWING = {str(2010 + i): Decimal(100 * 2**i) for i in range(10)}


@pytest.mark.parametrize(
    ("history", "time", "value", "expected"),
    [
        (STEADY, "2025", 37, False),
        (STEADY, "2025", 90, True),
        (STEADY, "2025", 370, True),  # a digit too many
        (STEADY, "2025", 3, True),
        (STEADY, "2018", 60, True),
        (GROWING, "2020", 102400, False),  # what doubles each year may double again
        (GROWING, "2020", 51200 * 30, True),
        ({"2023": 1, "2024": 2}, "2025", 900, False),  # too short to say
        (dict.fromkeys(STEADY, 5), "2025", 5, False),
        (dict.fromkeys(STEADY, 0), "2025", 0, False),
    ],
)
def test_a_value_is_unlikely_by_its_own_history(
    history: dict[str, int], time: str, value: int, *, expected: bool
) -> None:
    others = {t: Decimal(v) for t, v in history.items() if t != time}
    assert is_unlikely(others, time, Decimal(value)) is expected


def test_no_real_figure_but_a_few_is_unlikely() -> None:
    """The alarm is no use if it rings at what is published: each value is held against the rest of its series."""
    from generator.readings import read_dataset

    catalog, rung, count = known(ROOT), 0, 0
    for dataset in [d for d in catalog.datasets if d.indicators]:
        for indicator in read_dataset(ROOT, catalog, dataset)[0].indicators:
            for series in indicator.series:
                values = {o.time: Decimal(o.value) for o in series.observations if o.value is not None}
                count += len(values)
                rung += sum(
                    is_unlikely({t: v for t, v in values.items() if t != time}, time, values[time]) for time in values
                )
    assert count > 1000
    assert rung / count < 0.02, f"{rung} of {count}"


def changed(name: str, title: str, **detail: Any) -> Change:
    told = Detail(steps=("title",), kind="changed", **detail)
    return Change(sort="dataset", name=name, kind="changed", title=Text({"th": title, "en": title}), details=(told,))


def many(count: int) -> Difference:
    plain = tuple(changed(f"d-{i}", "ก" * 60, old="a" * 200, new="b") for i in range(count))
    return Difference(changes=(*plain, changed("the-broken-one", "x", old="km", is_breaking=True)))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("count", [0, 50, 3000])
def test_a_comment_is_short_and_says_the_gravest_first(count: int, language: str) -> None:
    comment = PRINTERS["markdown"](many(count), known(CASES / "good/smallest"), language)
    assert len(comment) < 60_000
    sections = comment.split("\n### ")
    assert "`the-broken-one`" in sections[1] and "🛑" in sections[1]
    shown = comment.count("`title`: `aaa")
    assert shown == count or re.search(rf"\b{2 * (count - shown)}\b", comment.splitlines()[-1]), comment[-300:]


def test_values_can_neither_call_somebody_nor_command_a_terminal() -> None:
    nasty = "`@all` [x](http://evil/) <img> ![i](u)\n\n# big \x1b[31m |"
    change = Change(
        sort="dataset",
        name="d",
        kind="changed",
        title=Text({"en": nasty}),
        details=(Detail(steps=("title",), kind="changed", language="en", old=None, new=nasty),),
    )
    catalog = known(CASES / "good/smallest")
    comment = PRINTERS["markdown"](Difference(changes=(change,)), catalog, "en")
    assert "\x1b" not in comment
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", comment)
    assert not any(part in outside for part in ("@all", "](", "<img", "# big"))
    assert "\x1b" not in PRINTERS["text"](Difference(changes=(change,)), catalog, "en")


def test_long_texts_are_shown_from_where_they_part() -> None:
    long = "ก" * 300
    found = Difference(changes=(changed("d", "x", language="th", old=f"{long} หนึ่ง", new=f"{long} สอง"),))
    told = PRINTERS["text"](found, known(CASES / "good/smallest"), "th")
    assert "หนึ่ง" in told and "สอง" in told


def test_an_address_in_a_path_stays_whole() -> None:
    change = changed("d", "x", old="a", new="b")
    detail = replace(change.details[0], steps=("sources", "https://a.example/b.c", "title"))
    told = PRINTERS["text"](
        Difference(changes=(replace(change, details=(detail,)),)), known(CASES / "good/smallest"), "en"
    )
    assert "'sources › https://a.example/b.c › title'" in told


def test_json_has_every_fact() -> None:
    figure = Figure(area="THA", categories=(None,), time="2024", old=Decimal("1.50"), new=Decimal(2), is_unlikely=True)
    change = Change(
        sort="indicator",
        name="i",
        kind="changed",
        title=Text({"en": "x"}),
        figures=FigureChange(revised=1, alarms=1, examples=(figure,)),
    )
    document = json.loads(
        PRINTERS["json"](Difference(changes=(change,), vanished=("a/",)), known(CASES / "good/smallest"), "en")
    )
    assert (document["stops"], document["vanished"]) == (True, ["a/"])
    (told,) = document["changes"][0]["figures"]["examples"]
    assert (told["old"], told["new"], told["is_unlikely"]) == ("1.50", "2", True)


def committed(root: Path) -> Path:
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    return root


def test_the_command_compares_with_what_is_committed(tmp_path: Path) -> None:
    root = committed(tiny_catalog(tmp_path))
    assert banchi(root, "diff", "--lang", "en").stdout == "Nothing in the catalog changes.\n"
    (root / "datasets/roads/length.csv").write_text("year,length\n2024,10\n2025,13\n", "utf-8")
    done = banchi(root, "diff", "--lang", "en")
    assert (done.exit_code, "'length' '12' → '13'" in done.stdout) == (0, True)
    thai = banchi(root, "diff", "HEAD", "--lang", "th", "--format", "markdown")
    assert (thai.exit_code, "แก้ไข 1 แถว" in thai.stdout) == (0, True)
    (root / "datasets/roads/dataset.yml").write_text(DESCRIPTOR.replace(", unit: km", ""), "utf-8")
    assert banchi(root, "diff").exit_code == 1


def test_the_command_compares_a_catalog_below_the_top_of_its_repository(tmp_path: Path) -> None:
    tiny_catalog(tmp_path / "below/catalog")
    committed(tmp_path)
    assert banchi(tmp_path / "below/catalog", "diff", "--lang", "en").stdout == "Nothing in the catalog changes.\n"


def test_the_command_compares_with_another_folder(tmp_path: Path) -> None:
    old, new = tiny_catalog(tmp_path / "old"), moved(tiny_catalog(tmp_path / "new"), "streets")
    done = banchi(new, "diff", str(old), "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["changes"][0]["former"]) == (1, "roads")


@pytest.mark.parametrize("base", ["nothing-like-it", "--output=x"])
def test_a_base_that_there_is_not_is_refused(tmp_path: Path, base: str) -> None:
    root = committed(tiny_catalog(tmp_path))
    done = banchi(root, "diff", "--lang", "en", "--", base)
    assert (done.exit_code, done.stdout, base in done.stderr) == (2, "", True)


def test_a_base_without_a_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", "utf-8")
    committed(tmp_path)
    tiny_catalog(tmp_path)
    done = banchi(tmp_path, "diff", "--lang", "en")
    assert (done.exit_code, "'HEAD'" in done.stderr) == (2, True)


def test_a_file_outside_of_its_dataset_is_never_shown(tmp_path: Path) -> None:
    """A comment on a pull request must not print what the pull request only points at."""
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new")
    (tmp_path / "secret.csv").write_text("year,length\n2024,10\n2025,4242\n", "utf-8")
    (new / "datasets/roads/length.csv").unlink()
    (new / "datasets/roads/length.csv").symlink_to(tmp_path / "secret.csv")
    done = banchi(new, "diff", str(old), "--format", "json")
    assert "4242" not in done.stdout


def test_a_catalog_with_errors_says_that_the_report_may_not_be_whole(tmp_path: Path) -> None:
    old, new = (
        tiny_catalog(tmp_path / "old"),
        tiny_catalog(tmp_path / "new", dataset=DESCRIPTOR.replace("title:", "titel:", 1)),
    )
    assert "banchi check" in banchi(new, "diff", str(old), "--lang", "en").stderr


def test_a_link_in_what_is_committed_is_passed_over(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    (root / "datasets/roads/link.csv").symlink_to("/etc/hostname")
    committed(root)
    assert banchi(root, "diff", "--lang", "en").stdout == "Nothing in the catalog changes.\n"
