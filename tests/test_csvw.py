"""CSVW metadata beside plain CSVs; `make conformance` lets the csvw package check every cell against it."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from generator.datafiles import inspect
from generator.formats import csvw
from generator.model import Indicator, IndicatorReading, Observation, Resource, Series
from generator.readings import read_dataset
from tests import made

PLAIN = "datasets/roads/downloads/length.csv"


def told(*fields: Any, **keys: Any) -> dict[str, Any]:
    resource = made.table("length.csv", fields, **keys)
    dataset = made.dataset(resource)
    assert resource.schema is not None
    return csvw.document(made.catalog(dataset), dataset, csvw.Table(PLAIN, resource.title, None, resource.schema))


def test_it_stands_beside_the_csv_and_names_its_columns(tmp_path: Path) -> None:
    made.write(tmp_path, {"length.csv": "year,length\n0950,1\n2025,2\n"})
    dataset = made.dataset(made.table("length.csv", [made.field("year", "year"), made.field("length", "number")]))
    reading, _ = read_dataset(tmp_path, made.catalog(dataset), dataset, tmp_path / "site")
    (output,) = csvw.dataset_files(made.catalog(dataset), dataset, reading)
    plain = tmp_path / "site" / output.path.removesuffix("-metadata.json")
    document = json.loads(output.content or b"")
    assert unquote(document["url"]) == plain.name
    with plain.open(newline="", encoding="utf-8") as stream:
        header = next(csv.reader(stream))
    columns = document["tableSchema"]["columns"]
    assert [column["titles"]["und"] for column in columns] == header
    assert [column["datatype"] for column in columns] == ["integer", "decimal"]  # 950 is no year of XML Schema


def test_types_titles_bounds_and_keys_are_those_of_the_schema() -> None:
    document = told(
        made.field("day", "date", required=True),
        made.field("length", "number", unit="km", minimum=0, exclusiveMaximum=10),
        made.field("name", maxLength=3, rdfType="https://a.example/{name}"),
        made.field("page", format="uri"),
        primaryKey=("day",),
    )
    day, length, name, page = document["tableSchema"]["columns"]
    assert document["tableSchema"]["primaryKey"] == ["day"]
    assert (day["datatype"], day["required"]) == ("date", True)
    assert length["datatype"] == {"base": "decimal", "minimum": 0, "maxExclusive": 10}
    assert length["schema:unitText"][0] == {"@value": "กิโลเมตร", "@language": "th"}
    assert name["datatype"] == {"base": "string", "maxLength": 3}
    assert name["propertyUrl"] == "https://a.example/%7Bname%7D"
    assert page["datatype"] == "anyURI"


def test_a_table_without_a_plain_csv_has_none() -> None:
    dataset = made.dataset(made.table("length.csv", [made.field("year")]))
    assert list(csvw.dataset_files(made.catalog(dataset), dataset, made.reading_of(dataset, {"length": ()}))) == []


def test_an_indicators_csv_has_concepts_of_sdmx() -> None:
    text = made.text("Length")
    length = Indicator(
        name="length",
        title=text,
        definition=text,
        kind="count",
        direction="neutral",
        resource="t",
        value="length",
        time=("year",),
    )
    dataset = made.dataset(indicators=(length,))
    observed = Series(area="THA", observations=(Observation(time="2025", value="1"),))
    reading = replace(
        made.reading_of(dataset, {}), indicators=(IndicatorReading(indicator="length", series=(observed,)),)
    )
    (output,) = csvw.dataset_files(made.catalog(dataset), dataset, reading)
    assert output.path == "api/indicators/length.csv-metadata.json"
    columns = json.loads(output.content or b"")["tableSchema"]["columns"]
    found = [(column["name"], column["propertyUrl"].partition("#")[2]) for column in columns]
    assert found == [("area", "refArea"), ("time", "timePeriod"), ("value", "obsValue")]


@given(st.lists(st.text(min_size=1), unique=True, min_size=1, max_size=5))
def test_a_column_is_known_by_its_header_and_named_only_where_a_template_can(names: list[str]) -> None:
    table = told(*(made.field(name) for name in names), primaryKey=tuple(names))["tableSchema"]
    assert [column["titles"]["und"] for column in table["columns"]] == names
    named = [column["name"] for column in table["columns"] if "name" in column]
    assert all(re.fullmatch(r"[A-Za-z0-9_.]+", name) and not name.startswith("_") for name in named)
    assert table.get("primaryKey", named) == named  # a key refers to columns by their names


def test_no_resource_may_stand_where_the_metadata_goes(tmp_path: Path) -> None:
    taken = Resource(name="taken", path="length.csv-metadata.json", title=made.text("Taken"), format="json")
    made.write(tmp_path, {"length.csv-metadata.json": "{}"})
    assert [p.code for p in inspect(tmp_path, made.dataset(taken), taken)] == ["path-reserved"]
