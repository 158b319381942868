"""SDMX-CSV: every observation of a set, with its digits, in the codes of SDMX."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import sdmx
from generator.model import Catalog, IndicatorReading, IndicatorSet, Node, Observation, Series, Summary
from tests import made
from tests.test_jsonstat import BROADBAND, DATASET


def read(*series: Series, name: str = "sample", publisher: str = "office") -> list[dict[str, str]]:
    """The rows of a set that has the one indicator; none where there is no file."""
    shown = IndicatorSet(
        name=name,
        title=made.text("Sample"),
        description=made.text("A set."),
        publisher=publisher,
        children=(Node(indicator="broadband"),),
    )
    catalog: Catalog = replace(made.catalog(DATASET), indicator_sets={name: shown})
    reading = IndicatorReading(indicator=BROADBAND.name, series=series)
    summaries = {DATASET.name: Summary(dataset=DATASET.name, indicators=(reading,))}
    (part,) = sdmx.parts(catalog)
    found = list(part.files(catalog, summaries, Path()))
    assert [output.path for output in found] == [f"indicator-sets/{name}/{name}.sdmx.csv"] * len(found)
    return [
        row for each in found for row in csv.DictReader(io.StringIO(b"".join(each.parts or ()).decode(), newline=""))
    ]


def one(time: str = "2024", value: str | None = "1", flag: str | None = None, note: str | None = None) -> Series:
    return Series(area="THA", observations=(Observation(time=time, value=value, flag=flag, note=note),))


@given(
    st.lists(
        st.tuples(st.sampled_from(["THA", "LAO", None]), st.decimals(allow_nan=False, allow_infinity=False)),
        min_size=1,
        unique_by=lambda each: each[0],
    )
)
def test_every_figure_is_there_with_its_digits(figures: list[tuple[str | None, Decimal]]) -> None:
    series = [Series(area=area, observations=(Observation(time="2024", value=f"{v:f}"),)) for area, v in figures]
    rows = read(*series)
    assert [(row["REF_AREA"], row["OBS_VALUE"]) for row in rows] == [(area or "_Z", f"{v:f}") for area, v in figures]
    assert {row["STRUCTURE"] + row["STRUCTURE_ID"] + row["ACTION"] for row in rows} == {"dataflowoffice:sample(1.0.0)I"}
    assert {row["INDICATOR"] + row["UNIT_MEASURE"] for row in rows} == {"broadbandkm"}


@pytest.mark.parametrize(
    ("time", "frequency", "written"),
    [
        ("2024", "A", "2024"),
        ("2024-H2", "S", "2024-S2"),
        ("2024-Q3", "Q", "2024-Q3"),
        ("2024-03", "M", "2024-03"),
        ("2018-12-20", "D", "2018-12-20"),
        ("2019/2020", "A", "2019-07-01/P1Y"),
        ("WDCR 2025", "A", "2025"),
    ],
)
def test_times_are_those_of_sdmx(time: str, frequency: str, written: str) -> None:
    (row,) = read(one(time))
    assert (row["FREQ"], row["TIME_PERIOD"]) == (frequency, written)


@pytest.mark.parametrize(
    ("value", "flag", "note", "told"),
    [
        ("1.50", None, None, ("1.50", "A", "")),
        ("1.50", "estimated", "by the office", ("1.50", "E", "by the office")),
        ("1.50", "preliminary", None, ("1.50", "P", "")),
        ("1.50", "forecast", None, ("1.50", "F", "")),
        ("1.50", "break", None, ("1.50", "B", "")),
        ("1.50", "u", "few answers", ("1.50", "A", "u; few answers")),
        (None, None, None, ("", "M", "")),
        ("NaN", None, None, ("", "M", "")),
    ],
)
def test_flags_are_those_of_sdmx(value: str | None, flag: str | None, note: str | None, told: tuple[str, ...]) -> None:
    (row,) = read(one(value=value, flag=flag, note=note))
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["COMMENT_OBS"]) == told


def test_a_set_without_observations_has_no_file() -> None:
    assert read(Series(area="THA", observations=())) == []


def test_the_name_of_an_agency_begins_with_a_letter() -> None:
    (row,) = read(one(), publisher="4office")
    assert row["STRUCTURE_ID"] == "x-4office:sample(1.0.0)"
