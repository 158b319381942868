"""SDMX-CSV: every observation of a set, with its digits, in the codes of SDMX; and the structure that it follows."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import sdmx
from generator.model import Area, Catalog, IndicatorReading, IndicatorSet, Node, Observation, Series, Summary
from tests import made
from tests.test_jsonstat import BROADBAND, DATASET


def files(*series: Series, name: str = "sample", publisher: str = "office") -> dict[str, bytes]:
    """By its ending, each file of a set that has the one indicator; none where there are no observations."""
    shown = IndicatorSet(
        name=name,
        title=made.text("Sample", "ตัวอย่าง"),
        description=made.text("A set."),
        publisher=publisher,
        children=(Node(indicator="broadband"),),
    )
    areas = {"THA": Area(name="THA", title=made.text("Thailand", "ไทย"), kind="country")}
    catalog: Catalog = replace(made.catalog(DATASET), indicator_sets={name: shown}, areas=areas)
    reading = IndicatorReading(indicator=BROADBAND.name, series=series)
    summaries = {DATASET.name: Summary(dataset=DATASET.name, indicators=(reading,))}
    (part,) = sdmx.parts(catalog)
    found = {o.path: o.content or b"".join(o.parts or ()) for o in part.files(catalog, summaries, Path())}
    return {path.removeprefix(f"indicator-sets/{name}/{name}"): content for path, content in found.items()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def read(*series: Series, name: str = "sample", publisher: str = "office") -> list[dict[str, str]]:
    return rows(files(*series, name=name, publisher=publisher)[".sdmx.csv"])


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
    found = read(*series)
    assert [(row["REF_AREA"], row["OBS_VALUE"]) for row in found] == [(area or "_Z", f"{v:f}") for area, v in figures]
    assert {row["STRUCTURE"] + row["STRUCTURE_ID"] + row["ACTION"] for row in found} == {"dataflowoffice:sample(1.0)I"}
    assert {row["INDICATOR"] + row["UNIT_MEASURE"] for row in found} == {"broadbandkm"}


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
        (None, None, None, ("", "O", "")),
        ("NaN", None, None, ("", "O", "")),
    ],
)
def test_flags_are_those_of_sdmx(value: str | None, flag: str | None, note: str | None, told: tuple[str, ...]) -> None:
    (row,) = read(one(value=value, flag=flag, note=note))
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["COMMENT_OBS"]) == told


def test_a_set_without_observations_has_no_file() -> None:
    assert files(Series(area="THA", observations=())) == {}


def test_names_of_sdmx_begin_with_a_letter() -> None:
    found = files(one(), name="2-plan", publisher="4office")
    (row,) = rows(found[".sdmx.csv"])
    assert row["STRUCTURE_ID"] == "x-4office:x-2-plan(1.0)"
    kept = [each for group in structures(found).values() for each in group]
    assert {each["agencyID"] for each in kept} == {"x-4office"}
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", each["id"]) for each in kept)


# ---- The structure


def structures(found: dict[str, bytes]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(found[".sdmx.json"])["data"]
    return document


def components(data: dict[str, Any]) -> dict[str, Any]:
    """Each column that the structure knows, by its name."""
    (structure,) = data["dataStructures"]
    parts = structure["dataStructureComponents"]
    listed = (
        *parts["dimensionList"]["dimensions"],
        parts["dimensionList"]["timeDimension"],
        *parts["measureList"]["measures"],
        *parts["attributeList"]["attributes"],
    )
    return {each["id"]: each for each in listed}


def codes(data: dict[str, Any]) -> dict[str, set[str]]:
    """By each coded column, the codes that it may hold."""
    lists = {
        f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={each['agencyID']}:{each['id']}({each['version']})": each
        for each in data["codelists"]
    }
    coded = {
        name: lists[each["localRepresentation"]["enumeration"]]
        for name, each in components(data).items()
        if "enumeration" in each["localRepresentation"]
    }
    return {name: {code["id"] for code in each["codes"]} for name, each in coded.items()}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["THA", "LAO", None]),
            st.sampled_from(["2024", "2024-H1", "2024-Q3", "2024-03", "2024-03-01", "2019/2020", "WDCR 2025"]),
            st.sampled_from([None, "1.5"]),
            st.sampled_from([None, "e", "preliminary", "forecast", "break", "u"]),
        ),
        min_size=1,
    )
)
def test_the_structure_knows_every_column_and_code(told: list[tuple[str | None, str, str | None, str | None]]) -> None:
    found = files(*(replace(one(time, value, flag), area=area) for area, time, value, flag in told))
    table, data = rows(found[".sdmx.csv"]), structures(found)
    assert [*table[0]][:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert {*table[0]} - {"STRUCTURE", "STRUCTURE_ID", "ACTION"} == {*components(data)}
    allowed = codes(data)
    assert {*allowed} == {"FREQ", "INDICATOR", "REF_AREA", "OBS_STATUS", "UNIT_MEASURE"}
    for column, known in allowed.items():
        assert {row[column] for row in table} <= known, column


def test_all_that_the_structure_names_stands_in_it() -> None:
    found = files(one())
    data = structures(found)
    (flow,), (structure,), (scheme,) = data["dataflows"], data["dataStructures"], data["conceptSchemes"]
    (row,) = rows(found[".sdmx.csv"])
    assert row["STRUCTURE_ID"] == f"{flow['agencyID']}:{flow['id']}({flow['version']})"
    kept = f"{structure['agencyID']}:{structure['id']}({structure['version']})"
    assert flow["structure"] == f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={kept}"
    concepts = f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={scheme['agencyID']}:{scheme['id']}(1.0)"
    known = {f"{concepts}.{concept['id']}" for concept in scheme["concepts"]}
    assert {each["conceptIdentity"] for each in components(data).values()} == known


def test_the_structure_speaks_every_language() -> None:
    found = files(one(), replace(one(), area=None), replace(one(), area="XKX"))
    data = structures(found)
    titles = {code["id"]: code["names"] for each in data["codelists"] for code in each["codes"]}
    assert titles["THA"] == {"th": "ไทย", "en": "Thailand"}
    assert titles["broadband"] == {"th": "บรอดแบนด์", "en": "Broadband"}
    assert titles["km"] == {"th": "กิโลเมตร", "en": "kilometres"}
    assert titles["O"] == {"th": "ไม่มีค่า", "en": "Missing value"}
    assert titles["XKX"] == {}  # which no registry names
    others = [each for key, each in titles.items() if key != "XKX"]
    concepts = [concept["names"] for concept in data["conceptSchemes"][0]["concepts"]]
    kept = [each["names"] for group in data.values() for each in group]
    assert all({*names} == {"th", "en"} for names in (*others, *concepts, *kept))
    meta = json.loads(found[".sdmx.json"])["meta"]
    assert meta["contentLanguages"] == ["th", "en"]
    assert meta["prepared"] == f"{DATASET.modified.isoformat()}T00:00:00Z"
