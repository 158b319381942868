"""What loaders of machine learning read of a dataset; `make conformance` lets mlcroissant load the rows themselves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from generator.formats import croissant
from generator.model import Dataset, Download, Resource
from generator.readings import read_dataset
from tests import made

TABLE = made.table(
    "length.csv",
    [
        made.field("code"),
        made.field("ปี", "year", calendar="buddhist"),
        made.field("length", "number", unit="km"),
        made.field("a page/with #signs", format="uri"),
    ],
    primaryKey=("code", "ปี"),
)
CELLS = "code,ปี,length,a page/with #signs\n001,2567,1.5,https://a.example/\n"
ROADS = made.dataset(TABLE, Resource(name="map", path="map.txt", title=made.text("Map"), format="txt"))


def made_in(site: Path, dataset: Dataset = ROADS, cells: str = CELLS) -> dict[str, Any] | None:
    made.write(site, {"length.csv": cells, "map.txt": "here"})
    catalog = made.catalog(dataset)
    reading, problems = read_dataset(site, catalog, dataset, site / "site")
    assert not problems
    return croissant.document(catalog, dataset, reading)


def test_every_file_stands_with_its_size_and_digest(tmp_path: Path) -> None:
    document = made_in(tmp_path)
    assert document is not None
    assert {file["name"] for file in document["distribution"]} >= {"length.csv", "length.parquet", "map.txt"}
    for file in document["distribution"]:
        content = tmp_path.joinpath(
            "site", unquote(file["contentUrl"].removeprefix("https://tiny.example/"))
        ).read_bytes()
        assert file["contentSize"] == f"{len(content)} B"
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


def test_records_are_read_from_typed_columns(tmp_path: Path) -> None:
    document = made_in(tmp_path)
    assert document is not None
    (records,) = document["recordSet"]
    sources = {field["source"]["fileObject"]["@id"] for field in records["field"]}
    (file,) = (f for f in document["distribution"] if f["@id"] in sources)
    assert file["encodingFormat"] == "application/x-parquet"
    table = parquet.read_table(tmp_path / "site/datasets/roads/downloads" / file["name"])
    assert [field["source"]["extract"]["column"] for field in records["field"]] == table.column_names
    assert table.to_pylist()[0]["code"] == "001"
    assert [field["dataType"] for field in records["field"]] == ["sc:Text", "sc:Integer", "sc:Float", "sc:URL"]


def test_keys_name_their_fields(tmp_path: Path) -> None:
    document = made_in(tmp_path)
    assert document is not None
    (records,) = document["recordSet"]
    assert records["key"] == [{"@id": "length/code"}, {"@id": "length/ปี"}]
    assert {key["@id"] for key in records["key"]} <= {field["@id"] for field in records["field"]}


def test_texts_stand_in_every_language(tmp_path: Path) -> None:
    document = made_in(tmp_path)
    assert document is not None
    assert document["name"] == {"th": "ถนน", "en": "Roads"}
    assert document["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_a_table_without_parquet_is_read_from_its_csv() -> None:
    downloads = tuple(
        Download(kind=kind, path=f"datasets/roads/downloads/length.{kind}", format=kind, bytes=1, sha256="0" * 64)
        for kind in ("csv", "xlsx")
    )
    reading = made.reading_of(ROADS, {"length": downloads})
    document = croissant.document(made.catalog(ROADS), ROADS, reading)
    assert document is not None
    (records,) = document["recordSet"]
    assert records["field"][0]["source"]["fileObject"]["@id"] == "downloads/length.csv"


def test_a_dataset_without_tables_has_none(tmp_path: Path) -> None:
    assert made_in(tmp_path, replace(ROADS, resources=ROADS.resources[1:])) is None


@given(st.lists(st.text(min_size=1, max_size=9), unique=True, min_size=2, max_size=6))
def test_identifiers_of_fields_differ_whatever_their_names_are(names: list[str]) -> None:
    dataset = made.dataset(made.table("length.csv", [made.field(name) for name in names]))
    download = Download(kind="csv", path="datasets/roads/downloads/length.csv", format="csv", bytes=1, sha256="0" * 64)
    document = croissant.document(made.catalog(dataset), dataset, made.reading_of(dataset, {"length": (download,)}))
    assert document is not None
    identifiers = [field["@id"] for field in document["recordSet"][0]["field"]]
    assert len(set(identifiers)) == len(names)
    assert not any(sign in name for name in identifiers for sign in ' <>"{}|\\^`#?\n')
