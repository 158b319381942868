"""The plain API: every path of its OpenAPI document stands in the site and answers as it says."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.api.things import Rows, digits, written
from tests.contract import broken
from tests.museum import CASES
from tests.tiny import MKDOCS, banchi


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("api")
    shutil.copytree(CASES / "good" / "indicators" / "datasets", root / "datasets")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    done = banchi(root, "build", "--jobs", "1", "--no-cache")
    assert done.exit_code == 0, done.stderr
    return root / "site"


def read(site: Path, path: str) -> Any:
    return json.loads(site.joinpath(path).read_text("utf-8"), parse_float=Decimal)


def test_every_path_answers_as_the_document_says(site: Path) -> None:
    walked, found = broken(site)
    assert found == []
    assert walked > 30


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("api/datasets/values.json", '"title"', '"tittle"'),
        ("api/indicators.json", '"kind"', '"sort"'),
        ("api/sets/sample.json", '"editions": [', '"editions": [7,'),
        ("catalog.csv", "\r\n", ",\r\n"),
    ],
)
def test_what_the_document_does_not_say_breaks_the_contract(
    site: Path, tmp_path: Path, path: str, old: str, new: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    file = copy / path
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())
    assert broken(copy)[1]


def test_a_missing_file_breaks_the_contract(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    copy.joinpath("api/indicators/users-yearly.csv").unlink()
    copy.joinpath("api/sets/sample.json").unlink()
    assert broken(copy)[1] == [
        "/api/indicators/users-yearly.csv is not there",
        "/api/sets/sample.json is not there",
    ]


def test_an_indicators_json_holds_what_its_csv_holds(site: Path) -> None:
    for entry in read(site, "api/indicators.json")["indicators"]:
        told = read(site, f"api/indicators/{entry['name']}.json")
        assert told["count"] == len(told["observations"])
        file = site / f"api/indicators/{entry['name']}.csv"
        if not file.is_file():
            assert told["csv"] is None
            continue
        with file.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        assert header == told["columns"]
        assert rows == [["" if cell is None else str(cell) for cell in row] for row in told["observations"]]


def test_the_newest_value_is_that_of_the_page(site: Path) -> None:
    told = read(site, "api/indicators/users-yearly.json")
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["observations"]]
    newest = max((row for row in rows if row.get("area") == told["latest"]["area"]), key=lambda row: row["time"])
    assert told["latest"] == {key: newest.get(key) for key in ("area", "time", "value")}


def test_files_that_are_promised_are_there_with_their_size(site: Path) -> None:
    base = read(site, "api/openapi.json")["servers"][0]["url"] + "/"
    for entry in read(site, "api/datasets.json")["datasets"]:
        told = read(site, f"api/datasets/{entry['name']}.json")
        files = [file for resource in told["resources"] for file in resource["files"]] + told["files"]
        assert files
        for file in files:
            assert site.joinpath(file["url"].removeprefix(base)).stat().st_size == file["bytes"]


def test_the_table_of_the_catalog_has_a_row_a_dataset(site: Path) -> None:
    names = [entry["name"] for entry in read(site, "api/datasets.json")["datasets"]]
    with site.joinpath("catalog.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["name"] for row in rows] == names
    book = openpyxl.load_workbook(site / "catalog.xlsx")
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == names
    explained = {str(row[0]) for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)}
    assert explained == set(rows[0])


def test_the_zip_holds_every_data_package_as_it_stands(site: Path) -> None:
    with zipfile.ZipFile(site / "catalog.zip") as packed:
        assert len(packed.namelist()) == len(list(site.glob("datasets/*/datapackage.json")))
        for name in packed.namelist():
            assert packed.read(name) == site.joinpath(name).read_bytes()


DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.dictionaries(st.text(), DOCUMENTS, max_size=4), st.lists(DOCUMENTS, max_size=3))
def test_whatever_is_written_is_read_back(document: Mapping[str, Any], rows: list[Any]) -> None:
    assert json.loads(written({**document, "rows": Rows(rows)})) == {**document, "rows": rows}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8))
def test_numbers_keep_their_digits(value: Decimal) -> None:
    assert json.loads(written([digits(f"{value:f}")]), parse_float=Decimal, parse_int=Decimal) == [value]


def test_what_json_can_not_say_is_null() -> None:
    assert json.loads(written([digits("NaN"), digits("Infinity"), digits(None)])) == [None, None, None]
