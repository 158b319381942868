"""Rows become series: in the order of areas, categories and times, every value exactly as its table has it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import periods
from generator.cache import Cache
from generator.catalog import load_catalog
from generator.model import (
    Area,
    Catalog,
    Dimension,
    Indicator,
    IndicatorReading,
    Observation,
    Selection,
    Series,
    Unit,
)
from generator.problems import Problem
from generator.readings import read_dataset
from generator.tasks import Shared, Task, Worker, page_slice, reading_slice
from tests import made
from tests.museum import CASES

GOOD = CASES / "good" / "indicators"


@cache
def whole() -> Catalog:
    found, problems = load_catalog(GOOD)
    assert found is not None and problems == ()
    return found


@cache
def reading(name: str) -> IndicatorReading:
    for dataset in whole().datasets:
        if name in {indicator.name for indicator in dataset.indicators}:
            found, problems = read_dataset(GOOD, reading_slice(whole(), dataset), dataset)
            assert problems == ()
            return next(i for i in found.indicators if i.indicator == name)
    raise KeyError(name)


def points(name: str) -> list[tuple[str, str | None]]:
    (series,) = reading(name).series
    return [(o.time, o.value) for o in series.observations]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gap", [("2019", "1.50"), ("2023", "2.5"), ("2024", None)]),
        ("single", [("2024", "7")]),
        ("missing", [("2023", None), ("2024", None)]),
        ("negative", [("2023", "-3.25"), ("2024", "-12")]),
        ("zero", [("2023", "0"), ("2024", "0.00")]),
        ("huge", [("2024", "123456789012345678901234567890.123456789")]),
        ("unordered", [("2021", "1"), ("2022", "2"), ("2023", "3"), ("2024", "4")]),
    ],
)
def test_values_are_those_of_the_table(name: str, expected: list[tuple[str, str | None]]) -> None:
    assert points(f"values-{name}") == expected


def test_a_table_without_areas_is_about_the_country_of_the_catalog() -> None:
    assert [s.area for s in reading("values-gap").series] == ["THA"]


def test_crop_years_are_counted_in_the_common_era() -> None:
    assert points("yield-index") == [("2018/2019", "0"), ("2019/2020", "1"), ("2020/2021", "0.75")]


def test_quarters_categories_flags_and_notes_of_every_area() -> None:
    first, provisional = Observation(time="2024-Q1", value="87.5"), Observation(time="2024-Q3", value="88.25", flag="p")
    noted = replace(provisional, value="88.1", note="ยังไม่ครบทุกจังหวัด")
    assert reading("users-quarterly").series == (
        Series(area="THA", categories=(None,), observations=(first, provisional)),
        Series(area="THA", categories=("m",), observations=(replace(first, value="87"),)),
        Series(area="THA", categories=("f",), observations=(noted,)),
        Series(area="VNM", categories=(None,), observations=(Observation(time="2024-Q3", value="78.5"),)),
        Series(area="FRA", categories=(None,), observations=(replace(first, value="91"),)),  # no peer, and there
    )


def test_editions_keep_their_names_and_how_many_they_ranked() -> None:
    thailand = reading("sample-rank").series[0].observations
    assert [(o.time, o.value, o.ranked) for o in thailand] == [
        ("Sample Index 2023", "35", 63),
        ("Sample Index 2025", "64", 64),
    ]


def test_a_set_is_read_with_its_tree_and_editions() -> None:
    found = whole().indicator_sets["sample"]
    assert found.indicators() == ("users-yearly", "users-quarterly", "yield-index")
    assert [(n.code, n.weight, n.line) for n in found.children][1] == ("2", Decimal("33.3"), 24)
    assert [e.time for e in found.editions] == ["Sample Index 2023", "Sample Index 2024", "Sample Index 2025"]
    assert max(len(list(child.walk())) for child in found.children) == 3


def test_descriptors_with_indicators_come_out_of_the_cache_as_they_went_in(tmp_path: Path) -> None:
    first, again = (load_catalog(GOOD, Cache(tmp_path)) for _ in range(2))
    assert first == again and first[1] == ()
    assert first[0] is not None
    bare = replace(first[0], datasets=tuple(replace(d, digest="") for d in first[0].datasets))
    assert bare == whole()


def indicator(**more: Any) -> Indicator:
    facts: dict[str, Any] = {
        "name": "length",
        "title": made.text("Length"),
        "definition": made.text("How long."),
        "kind": "amount",
        "direction": "neutral",
        "resource": "data",
        "value": "value",
        "time": ("time",),
    }
    return Indicator(**{**facts, **more})


FIELDS = (
    made.field("area", codes="areas"),
    made.field("time"),
    made.field("sex", categories={"all": "All", "f": "Women", "m": "Men"}),
    made.field("value", "number", unit="km"),
)
AREAS = ("THA", "VNM", "LAO")


def read(root: Path, rows: list[list[str]], *indicators: Indicator, **more: Any) -> tuple[Any, tuple[Problem, ...]]:
    root.joinpath("datasets/roads").mkdir(parents=True, exist_ok=True)
    with (root / "datasets/roads/data.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([[f.name for f in FIELDS], *rows])
    dataset = made.dataset(made.table("data.csv", FIELDS), indicators=indicators)
    areas = {name: Area(name=name, title=made.text(name), kind="country") for name in AREAS}
    catalog = replace(made.catalog(dataset), areas=areas, **more)
    found, problems = read_dataset(root, catalog, dataset)
    return found.indicators, problems


CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(AREAS),
        st.sampled_from(["2023", "2024", "2024-Q1", "2019/20", "Index 2022"]),
        st.sampled_from(["", "all", "f", "m"]),
    ),
    st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.just(""),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(cells=CELLS, shuffled=st.randoms(use_true_random=False))
def test_rows_in_any_order_give_the_same_series(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[tuple[str, str, str], Any], shuffled: Any
) -> None:
    root = tmp_path_factory.mktemp("rows")
    rows = [[*place, str(value)] for place, value in cells.items()]
    wanted = indicator(area="area", dimensions=(Dimension(field="sex", total=None),))
    (found,), problems = read(root, rows, wanted)
    assert {p.code for p in problems} <= {"no-rows"} | {"indicator-without-rows"}
    shuffled.shuffle(rows)
    assert read(root, rows, wanted)[0] == (found,)
    kept = {(s.area, o.time, s.categories[0] or ""): o.value for s in found.series for o in s.observations}
    spelt = {(area, periods.read(time).text, sex): v for (area, time, sex), v in cells.items()}  # type: ignore[union-attr]
    assert kept == {place: None if value == "" else f"{value:f}" for place, value in spelt.items()}
    order = [(AREAS.index(s.area), ["", "all", "f", "m"].index(s.categories[0] or "")) for s in found.series]
    assert order == sorted(order)
    for series in found.series:
        times = [periods.order(o.time) for o in series.observations]
        assert times == sorted(times)


def test_a_total_stands_for_the_whole(tmp_path: Path) -> None:
    wanted = indicator(area="area", dimensions=(Dimension(field="sex", total="all"),))
    (found,), _ = read(tmp_path, [["THA", "2024", "f", "1"], ["THA", "2024", "all", "2"]], wanted)
    assert [(s.categories, s.observations[0].value) for s in found.series] == [((None,), "2"), (("f",), "1")]


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        (("2", "1", "1"), False), (("3", "1", "1"), True), (("0.3", "0.1", "0.2"), False),
        (("33.4", "16.6", "16.7"), False),  # rounding
        (("33.6", "16.6", "16.7"), True), (("5", "1", ""), False),  # a part is missing
        (("", "1", "1"), False), (("-1", "-2", "1"), False),
    ],
)  # fmt: skip
def test_parts_that_are_declared_to_add_up_do(tmp_path: Path, values: tuple[str, ...], is_told: bool) -> None:  # noqa: FBT001
    rows = [["THA", "2024", sex, value] for sex, value in zip(("all", "f", "m"), values, strict=True)]
    for adds_up in (True, False):
        dimension = Dimension(field="sex", total="all", adds_up=adds_up)
        _, problems = read(tmp_path / str(adds_up), rows, indicator(area="area", dimensions=(dimension,)))
        assert [p.code for p in problems] == ["total-differs"] * (is_told and adds_up)


def test_many_indicators_of_one_table_each_take_their_own_rows(tmp_path: Path) -> None:
    wanted = [indicator(name=sex, area="area", where=(Selection(field="sex", value=sex),)) for sex in ("all", "f", "m")]
    nothing = indicator(name="none", area="area", where=(Selection(field="sex", value=""),))
    rows = [["THA", str(year), sex, f"{year}"] for year in (2023, 2024) for sex in ("m", "all")]
    found, problems = read(tmp_path, rows, *wanted, nothing)
    assert [(i.indicator, len(i.series)) for i in found] == [("all", 1), ("f", 0), ("m", 1), ("none", 0)]
    assert [(p.code, p.subject) for p in problems] == [
        ("indicator-without-rows", "f"),
        ("indicator-without-rows", "none"),
    ]


def test_an_indicator_whose_fields_are_not_there_is_read_as_nothing(tmp_path: Path) -> None:
    (found,), problems = read(tmp_path, [["THA", "2024", "all", "1"]], indicator(value="length"))
    assert found == IndicatorReading(indicator="length") and problems == ()


def test_bounds_of_a_unit_hold_for_every_value(tmp_path: Path) -> None:
    km = Unit(name="km", title=made.text("km"), minimum=Decimal("-1.5"))
    rows = [["THA", "2023", "", "-1.5"], ["THA", "2024", "", "-1.51"]]
    _, problems = read(tmp_path, rows, indicator(area="area"), units={"km": km})
    assert [(p.code, p.line, p.values["bounds"]) for p in problems] == [("value-out-of-range", 3, "≥ -1.5")]


def test_a_table_with_many_faults_is_told_of_the_first(tmp_path: Path) -> None:
    rows = [["THA", f"some time {n}", "", "1"] for n in range(50)]
    _, problems = read(tmp_path, rows, indicator(area="area"), indicator(name="other", area="area"))
    assert [p.code for p in problems].count("time-unreadable") == 20


def key(catalog: Catalog, tmp_path: Path) -> str | None:
    dataset = next(d for d in catalog.datasets if d.name == "ranking")
    shared = Shared(root=GOOD, catalog=catalog, cache=Cache(tmp_path), today=date(2026, 1, 1))
    return Worker(shared).keyed(Task(dataset=dataset)).reading


def test_what_an_indicator_is_read_by_is_in_the_key_of_its_reading(tmp_path: Path) -> None:
    dataset = next(d for d in whole().datasets if d.name == "ranking")
    for cut in (page_slice, reading_slice):
        assert cut(whole(), dataset).areas and set(cut(whole(), dataset).units) == {"rank"}
    own = replace(dataset, indicators=(replace(dataset.indicators[0], unit="percent"),))
    assert set(reading_slice(whole(), own).units) == {"rank", "percent"}
    unit = replace(whole().units["rank"], maximum=Decimal(60))
    area = replace(whole().areas["VNM"], groups=())
    keys = {
        key(catalog, tmp_path)
        for catalog in (
            whole(),
            replace(whole(), units={**whole().units, "rank": unit}),
            replace(whole(), areas={**whole().areas, "VNM": area}),
        )
    }
    assert len(keys) == 3 and None not in keys
    assert key(replace(whole(), featured_indicators=(), indicator_sets={}), tmp_path) in keys
