"""Cubes of JSON-stat: every observation is read back with its digits, whatever breaks the indicator down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.formats import jsonstat
from generator.formats.jsonstat.indicators import indicator_files, suffix
from generator.model import (
    Area,
    Catalog,
    Dimension,
    Indicator,
    IndicatorReading,
    IndicatorSet,
    Node,
    Observation,
    Series,
    Summary,
)
from tests import made

BROADBAND = Indicator(
    name="broadband",
    title=made.text("Broadband", "บรอดแบนด์"),
    definition=made.text("*Lines* in use.", "จำนวนสาย"),
    kind="count",
    direction="neutral",
    resource="lines",
    value="lines",
    time=("year",),
    area="area",
    dimensions=(Dimension(field="time"), Dimension(field="sex", total="all")),  # a field named as one of ours is
)
LINES = made.table(
    "lines.csv",
    [
        made.field("area", codes="areas"),
        made.field("year", "year"),
        made.field("time", categories={"day": "By day"}),
        made.field("sex", categories={"f": "Female", "all": "Both"}),
        made.field("lines", "number", unit="km"),
    ],
)
DATASET = made.dataset(LINES, indicators=(BROADBAND,))


def catalog() -> Catalog:
    areas = {code: Area(name=code, title=made.text(code.lower()), kind="country") for code in ("THA", "LAO")}
    return replace(made.catalog(DATASET), areas=areas)


def series(area: str | None, *categories: str | None, **observations: str | None) -> Series:
    told = tuple(Observation(time=time.removeprefix("y"), value=value) for time, value in observations.items())
    return Series(area=area, categories=categories, observations=told)


def cube(*all_series: Series, language: str = "en") -> dict[str, Any]:
    reading = IndicatorReading(indicator="broadband", series=all_series)
    files = {o.path: o.content for o in indicator_files(catalog(), DATASET, BROADBAND, reading)}
    (content,) = [content for path, content in files.items() if path.endswith(suffix(language))]
    read: dict[str, Any] = json.loads(content or b"", parse_float=Decimal)
    return read


def cells(read: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """As any reader of the format finds them: row by row, the last dimension fastest."""
    codes = [read["dimension"][name]["category"]["index"] for name in read["id"]]
    for place, names in enumerate(product(*codes)):
        values = read["value"]
        value = values[place] if isinstance(values, list) else values.get(str(place))
        if value is not None:
            yield names, value


def test_observations_stand_at_their_codes() -> None:
    read = cube(series("THA", None, "f", y2024="1.50", y2025="3"), series("LAO", "day", None, y2025="0"))
    assert read["id"] == ["indicator", "area", "time_", "sex", "time"]
    assert read["role"] == {"time": ["time"], "geo": ["area"], "metric": ["indicator"]}
    assert dict(cells(read)) == {
        ("broadband", "THA", "_T", "f", "2024"): Decimal("1.50"),
        ("broadband", "THA", "_T", "f", "2025"): 3,
        ("broadband", "LAO", "day", "all", "2025"): 0,
    }


def test_labels_are_of_the_files_language() -> None:
    told = {language: cube(series("THA", None, "f", y2024="1"), language=language) for language in ("th", "en")}
    assert [read["label"] for read in told.values()] == ["บรอดแบนด์", "Broadband"]
    assert told["th"]["dimension"]["time"]["category"]["label"] == {"2024": "2567"}
    assert told["en"]["dimension"]["time_"]["category"]["label"] == {"_T": "All"}
    assert told["en"]["dimension"]["sex"]["category"]["label"] == {"f": "Female"}
    assert told["en"]["note"] == ["Lines in use."]
    assert told["en"]["dimension"]["indicator"]["category"]["unit"] == {
        "broadband": {"decimals": 0, "label": "kilometres"}
    }


def test_times_stand_in_their_order_and_flags_at_their_cells() -> None:
    observations = (Observation(time="2024-Q2", value="2", flag="p"), Observation(time="2024-Q1", value=None, flag="m"))
    read = cube(Series(area=None, categories=(None, None), observations=observations))
    assert read["id"] == ["indicator", "time_", "sex", "time"]
    assert read["dimension"]["time"]["category"]["index"] == ["2024-Q1", "2024-Q2"]
    assert read["value"] == [None, 2]
    assert read["status"] == {"0": "m", "1": "p"}


def test_what_json_can_not_say_is_missing() -> None:
    read = cube(series("THA", None, None, y2024="NaN", y2025="-Infinity", y2026="1"))
    assert list(dict(cells(read)).values()) == [1]


CODES = st.sampled_from(["day", "night", "", 'a"b', "ก"])
OBSERVATIONS = st.dictionaries(
    st.sampled_from(["2023", "2024", "2024-Q1", "2023/2024", "WDCR 2025"]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6),
    max_size=5,
)


FOUND = st.dictionaries(st.tuples(st.sampled_from(["THA", "LAO", "XX"]), CODES, CODES), OBSERVATIONS)


@given(FOUND.filter(lambda found: any(found.values())))
def test_every_observation_is_read_back_with_its_digits(found: dict[tuple[str, str, str], dict[str, Decimal]]) -> None:
    told = [
        Series(
            area=area,
            categories=categories,
            observations=tuple(Observation(time=time, value=f"{value:f}") for time, value in observations.items()),
        )
        for (area, *categories), observations in found.items()
    ]
    read = cube(*[replace(each, categories=tuple(each.categories)) for each in told])
    expected = {
        ("broadband", *slot, time): value
        for slot, observations in found.items()
        for time, value in observations.items()
    }
    assert dict(cells(read)) == expected


def test_a_set_is_one_cube_and_stands_in_the_list_of_all() -> None:
    shown = IndicatorSet(
        name="lines",
        title=made.text("Lines"),
        description=made.text("All lines."),
        publisher="office",
        children=(Node(indicator="broadband"), Node(indicator="unknown")),
    )
    there = replace(catalog(), indicator_sets={"lines": shown, "empty": replace(shown, name="empty", children=())})
    told = series("THA", None, None, y2024="7", y2025="8")
    summaries = {
        "roads": Summary(dataset="roads", indicators=(IndicatorReading(indicator="broadband", series=(told,)),))
    }
    files = {
        o.path: json.loads(o.content or b"")
        for p in jsonstat.parts(there)
        for o in p.files(there, summaries, made.NOWHERE)
    }
    assert set(files) == {
        *(f"indicator-sets/lines/lines.{language}.jsonstat.json" for language in ("th", "en")),
        *(f"indicators/jsonstat.{language}.json" for language in ("th", "en")),
    }
    assert dict(cells(files["indicator-sets/lines/lines.en.jsonstat.json"])) == {
        ("broadband", "THA", "2024"): 7,
        ("broadband", "THA", "2025"): 8,
    }
    listed = [item["href"] for item in files["indicators/jsonstat.en.json"]["link"]["item"]]
    assert listed == [
        "https://tiny.example/indicator-sets/lines/lines.en.jsonstat.json",
        "https://tiny.example/indicators/broadband/broadband.en.jsonstat.json",
    ]


def test_an_indicator_without_observations_has_no_cube() -> None:
    reading = made.reading_of(DATASET, {})
    empty = replace(reading, indicators=(IndicatorReading(indicator="broadband"),))
    assert list(jsonstat.dataset_files(catalog(), DATASET, empty)) == []
    assert list(jsonstat.dataset_files(catalog(), DATASET, reading)) == []
