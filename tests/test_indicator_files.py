"""The files of an indicator: its own, or those of its table where they hold just the same observations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.downloads import WRITERS
from generator.indicator_files import columns, is_own, table_of, write_indicator
from generator.model import Dimension, Download, Indicator, Selection
from generator.readings import read_dataset
from tests import made
from tests.made import field

ROWS = "year,place,sex,value\n2023,THA,all,1.50\n2024,THA,all,\n2024,THA,f,2\n"
SEX = (Dimension(field="sex", total="all"),)


def indicator(name: str = "share", **more: Any) -> Indicator:
    facts = {"kind": "percentage", "direction": "neutral", "resource": "t", "value": "value", "time": ("year",)}
    text = made.text(name)
    return Indicator(name=name, title=text, definition=text, **{**facts, "area": "place", "dimensions": SEX, **more})


def files(root: Path, *indicators: Indicator, rows: str = ROWS, year: str = "year") -> Mapping[str, Download]:
    """Those of the first indicator by kind."""
    fields = (field("year", year), field("place"), field("sex"), field("value", "number"))
    dataset = made.dataset(made.table("t.csv", fields), indicators=indicators)
    catalog = made.catalog(dataset)
    made.write(root, {"t.csv": rows})
    reading, problems = read_dataset(root, catalog, dataset, root / "site")
    assert problems == ()
    found = write_indicator(
        root / "site", catalog, dataset, indicators[0], reading.indicators[0], next(iter(reading.resources))
    )
    assert all((root / "site" / d.path).is_file() for d in found) and [d.kind for d in found] == ["csv", "xlsx", "json"]
    return {d.kind: d for d in found}


def test_a_dimension_that_is_named_as_a_column_of_ours_has_a_name_of_its_own(tmp_path: Path) -> None:
    fields = (field("year", "year"), field("place"), field("time"), field("value", "number"))
    followed = indicator(dimensions=(Dimension(field="time", total="all"),))
    dataset = made.dataset(made.table("t.csv", fields), indicators=(followed,))
    catalog = made.catalog(dataset)
    made.write(tmp_path, {"t.csv": "year,place,time,value\n2023,THA,all,1\n2023,THA,night,2\n"})
    reading, _ = read_dataset(tmp_path, catalog, dataset, tmp_path / "site")
    columns_, rows = table_of(catalog, dataset, followed, reading.indicators[0])
    assert [column.name for column in columns_] == ["area", "time_", "time", "value"]
    assert [row[1:3] for row in rows] == [("all", "2023"), ("night", "2023")]


def own(root: Path, *indicators: Indicator, **more: Any) -> set[str]:
    return {kind for kind, d in files(root, *indicators, **more).items() if is_own(indicators[0], d)}


def test_files_of_a_table_that_is_one_indicator_are_not_written_again(tmp_path: Path) -> None:
    found = files(tmp_path, indicator())
    assert [kind for kind, d in found.items() if is_own(indicator(), d)] == ["csv"]  # which the plain API has of each
    assert columns(indicator(), found["json"]) == {"time": "year", "area": "place", "value": "value"}
    assert not (tmp_path / "site/indicators").exists()


@pytest.mark.parametrize(
    "indicators",
    [
        pytest.param((indicator(), indicator("other")), id="two of one table"),
        pytest.param(
            (indicator(where=(Selection(field="sex", value="all"),), dimensions=()),), id="some rows of its table"
        ),
    ],
)
def test_any_other_indicator_has_files_of_its_own(tmp_path: Path, indicators: tuple[Indicator, ...]) -> None:
    assert own(tmp_path, *indicators) == set(WRITERS) - {"csv-excel", "parquet"}


def test_times_that_are_written_in_another_way_are_told_by_a_json_of_its_own(tmp_path: Path) -> None:
    quarters = ROWS.replace("2023,", "2024 Q1,").replace("2024,", "2024 Q2,")
    found = files(tmp_path, indicator(), rows=quarters, year="string")
    assert {kind for kind, d in found.items() if is_own(indicator(), d)} == {"csv", "json"}
    assert json.loads((tmp_path / "site" / found["json"].path).read_text("utf-8")) == [
        ["area", "sex", "time", "value"],
        ["THA", "all", "2024-Q1", 1.5],
        ["THA", "all", "2024-Q2", None],
        ["THA", "f", "2024-Q2", 2],
    ]
    assert columns(indicator(), found["json"])["time"] == "time"


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("api/indicators/share.csv", True),
        ("indicators/share/share.th.svg", True),
        ("datasets/roads/downloads/t.csv", False),
        ("indicators/other/other.xlsx", False),
    ],
)
def test_what_is_written_for_an_indicator_is_its_own(path: str, own: bool) -> None:  # noqa: FBT001 - a case's outcome
    """What is not its own is not kept with its pages, and would be missing from a build out of the cache."""
    assert is_own(indicator(), Download(kind="any", path=path, format="any", bytes=1, sha256="0" * 64)) is own
