"""What pages say of themselves as schema.org: complete for Google Dataset Search, whatever a descriptor leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.coverage import areas_of, iso_date, iso_duration, period_of
from generator.formats import schema_org
from generator.formats.schema_org.parts import json_number
from generator.model import (
    Area,
    Catalog,
    Dataset,
    DatasetReading,
    Download,
    Indicator,
    IndicatorReading,
    Observation,
    Resource,
    ResourceReading,
    Series,
    TemporalCoverage,
    Text,
)
from generator.readings import read_dataset
from tests import made

REQUIRED = ("name", "description")
RECOMMENDED = (  # of Google's list, those that every dataset of a catalog can say
    *("creator", "identifier", "isAccessibleForFree", "keywords", "license", "url", "version"),
    *("includedInDataCatalog", "distribution", "spatialCoverage", "temporalCoverage", "variableMeasured", "sameAs"),
)


def areas() -> dict[str, Area]:
    found = [Area(name="WLD", title=made.text("World"), kind="world")]
    found += [Area(name=code, title=made.text(code), kind="country") for code in ("THA", "LAO")]
    found += [Area(name=f"TH-{n}", title=made.text(f"TH-{n}"), kind="province", within="THA") for n in (10, 11)]
    return {area.name: area for area in found}


RANK = Indicator(
    name="rank",
    title=made.text("Rank", "อันดับ"),
    definition=made.text("The place."),
    kind="rank",
    direction="lower-is-better",
    resource="length",
    value="length",
    time=("year",),
    area="area",
)
LENGTH = made.table("length.csv", [made.field("year", "year"), made.field("length", "integer", unit="km")])
ROADS = made.dataset(LENGTH, indicators=(RANK,), themes=(), homepage="https://roads.example/")
DOWNLOAD = Download(kind="csv", path="datasets/roads/downloads/length.csv", format="csv", bytes=9, sha256="0" * 64)


def reading_of(*series: Series) -> DatasetReading:
    return DatasetReading(
        dataset="roads",
        resources=(ResourceReading(resource="length", downloads=(DOWNLOAD,)),),
        indicators=(IndicatorReading(indicator="rank", series=series),),
    )


def series_of(area: str, *observations: tuple[str, str]) -> Series:
    return Series(area=area, observations=tuple(Observation(time=t, value=v) for t, v in observations))


def catalog() -> Catalog:
    return replace(made.catalog(ROADS), areas=areas())


THAI = reading_of(series_of("THA", ("2024", "41"), ("2025", "38")), series_of("LAO", ("2023", "9")))


def dataset_document(shown: Dataset = ROADS, reading: DatasetReading = THAI, language: str = "en") -> dict[str, Any]:
    return schema_org.dataset(catalog(), shown, reading, language)


def test_a_dataset_says_all_that_google_asks_for() -> None:
    declared = TemporalCoverage(start="2017", end="2025")
    document = schema_org.dataset(catalog(), replace(ROADS, temporal_coverage=declared), THAI, "en")
    assert document["@type"] == "Dataset"
    for key in (*REQUIRED, *RECOMMENDED):
        assert document[key] not in (None, "", []), key
    assert document["temporalCoverage"] == "2017/2025"
    assert [place["identifier"] for place in document["spatialCoverage"]] == ["THA", "LAO"]
    assert document["distribution"][0] == {
        "@type": "DataDownload",
        "encodingFormat": "text/csv",
        "contentUrl": "https://tiny.example/datasets/roads/downloads/length.csv",
        "contentSize": "9 B",
    }


def test_names_are_in_the_pages_language_and_identifiers_in_none() -> None:
    thai, english = dataset_document(language="th"), dataset_document(language="en")
    assert (thai["name"], thai["alternateName"]) == ("ถนน", ["Roads"])
    assert (english["name"], english["alternateName"]) == ("Roads", ["ถนน"])
    assert thai["@id"] == english["@id"] == "https://tiny.example/datasets/roads/#dataset"
    assert (thai["url"], english["url"]) == (
        "https://tiny.example/datasets/roads/",
        "https://tiny.example/en/datasets/roads/",
    )


def test_a_preview_keeps_identifiers_and_links_to_itself() -> None:
    there = replace(catalog(), preview_uri="https://preview.example/7/")
    document = schema_org.dataset(there, ROADS, THAI, "en")
    assert document["@id"].startswith("https://tiny.example/")
    assert document["url"].startswith("https://preview.example/7/")
    assert document["distribution"][0]["contentUrl"].startswith("https://preview.example/7/")


@given(st.text(max_size=80), st.sampled_from(["th", "en"]))
def test_every_description_is_long_enough_and_not_too_long(words: str, language: str) -> None:
    shown = replace(ROADS, description=Text({"th": words, "en": words * 200}))
    assert 50 <= len(dataset_document(shown, language=language)["description"]) <= 5_000


def test_terms_without_an_address_are_told_on_the_page() -> None:
    there = catalog()
    quoted = replace(there.licenses["cc0-1.0"], url=None)
    document = schema_org.dataset(replace(there, licenses={"cc0-1.0": quoted}), ROADS, THAI, "en")
    assert document["license"] == {
        "@type": "CreativeWork",
        "name": "CC0 1.0",
        "url": "https://tiny.example/en/datasets/roads/#license",
    }


def test_two_hundred_files_do_not_fill_the_head() -> None:
    many = tuple(
        Resource(name=f"r{n}", title=made.text("R"), format="csv", url="https://a.example") for n in range(200)
    )
    document = dataset_document(replace(ROADS, resources=many))
    assert len(document["distribution"]) == 30


def test_an_indicator_gives_its_variable_and_the_newest_observation() -> None:
    document = schema_org.indicator(catalog(), ROADS, RANK, THAI.indicators[0], [DOWNLOAD], "en")
    values, variable, observation = document["@graph"]
    assert [thing["@type"] for thing in document["@graph"]] == ["Dataset", "StatisticalVariable", "Observation"]
    assert values["variableMeasured"]["@id"] == variable["@id"] == observation["variableMeasured"]["@id"]
    assert values["isPartOf"]["@id"] == "https://tiny.example/datasets/roads/#dataset"
    assert values["temporalCoverage"] == "2023/2025"
    assert (observation["value"], observation["observationDate"], observation["observationPeriod"]) == (
        38,
        "2025",
        "P1Y",
    )
    assert observation["observationAbout"]["identifier"] == "THA"
    assert observation["unitText"] == "kilometres"


def test_an_indicator_without_a_value_has_no_observation() -> None:
    document = schema_org.indicator(catalog(), ROADS, RANK, IndicatorReading(indicator="rank"), [], "th")
    assert [thing["@type"] for thing in document["@graph"]] == ["Dataset", "StatisticalVariable"]


def test_no_text_ends_the_script() -> None:
    script = schema_org.script({"name": "</script><b>&\u2028"})
    assert script.count("<") == 2
    assert json.loads(script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")) == {
        "name": "</script><b>&\u2028"
    }


@pytest.mark.parametrize(
    ("codes", "level", "found"),
    [
        (("TH-10",), "country", ["TH-10"]),
        (("TH-10", "TH-11", "THA"), "province", ["THA"]),
        (("THA", "LAO"), "economic-bloc", ["THA", "LAO"]),
        ((), "village", ["THA"]),
        ((), "world", ["WLD"]),
        ((), "unknown", []),
        (("nowhere",), "none", []),
    ],
)
def test_places_are_those_of_the_rows_else_of_the_level(codes: tuple[str, ...], level: str, found: list[str]) -> None:
    shown = replace(ROADS, geo_coverage=level)
    reading = reading_of(*(series_of(code, ("2025", "1")) for code in codes))
    assert [area.name for area in areas_of(catalog(), shown, reading)] == found


def test_the_period_is_read_where_none_is_declared(tmp_path: Path) -> None:
    made.write(tmp_path, {"length.csv": "year,length\n2024,1\n2019,2\n"})
    shown = made.dataset(LENGTH)
    reading, _ = read_dataset(tmp_path, made.catalog(shown), shown, tmp_path / "site")
    assert period_of(shown, reading) == ("2019", "2024")
    assert period_of(ROADS, reading_of()) is None


@pytest.mark.parametrize(
    ("time", "day", "lasting"),
    [
        ("2025", "2025", "P1Y"),
        ("2024-Q3", "2024-07", "P3M"),
        ("2024-H2", "2024-07", "P6M"),
        ("2024-03", "2024-03", "P1M"),
        ("2018-12-20", "2018-12-20", "P1D"),
        ("2019/2020", "2019", "P1Y"),
        ("WDCR 2025", "2025", "P1Y"),
        ("once", None, None),
    ],
)
def test_times_are_iso_dates_and_durations(time: str, day: str | None, lasting: str | None) -> None:
    assert (iso_date(time), iso_duration(time)) == (day, lasting)


@pytest.mark.parametrize("text", ["38", "-0.5", "12.50", "123456789012345678901234567890", "0.1234567890123456789"])
def test_a_number_keeps_its_value(text: str) -> None:
    assert Decimal(str(json_number(Decimal(text)))) == Decimal(text)
