"""The Thai catalog's workbook: its sheets and columns as the template has them, and nothing lost there and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from generator import gdc, gdc_sheets
from generator.formats import gdc_workbooks
from generator.model import Catalog, Dataset
from generator.urls import ckan_show
from tests import pages_made
from tests.gdc_workbook import headings_in, packages_in, rows_in
from tests.museum import CASES
from tests.test_gdc import CATALOG, DATASETS, REGISTRIES
from tests.tiny import MKDOCS, banchi

TEMPLATE = Path(__file__).parents[2] / "shared" / "standards" / "thai_gdc_vocab.yml"
FILE = {"name": "ไฟล์", "url": "https://a.example/x.csv", "description": "a\nb", "format": "CSV"}


def package_of(dataset: Dataset) -> dict[str, Any]:
    more = {"resource_last_updated_date": "2026-11-21", "resource_disaggregate": ["เพศ"]}
    return {**gdc.stored(CATALOG, dataset), "name": dataset.name, "resources": [{**FILE, **more}]}


@given(DATASETS)
def test_nothing_is_lost_in_sheets(dataset: Dataset) -> None:
    package = package_of(dataset)
    (found,) = gdc_sheets.packages_of(gdc_sheets.rows_of([package]))
    assert gdc.descriptor_of(found, REGISTRIES) == gdc.descriptor_of(package, REGISTRIES)
    (file,) = found["resources"]
    assert {key: file[key] for key in FILE} == FILE
    assert file["resource_last_updated_date"] == "2026-11-21"


@settings(max_examples=20, deadline=None)
@given(DATASETS)
def test_nothing_is_lost_in_the_file(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> None:
    folder = tmp_path_factory.mktemp("gdc")
    package = package_of(dataset)
    file = written(folder, CATALOG, dataset, package)
    (found,) = packages_in(file)
    assert gdc.descriptor_of(found, REGISTRIES) == gdc.descriptor_of(package, REGISTRIES)


def written(folder: Path, catalog: Catalog, dataset: Dataset, package: dict[str, Any]) -> Path:
    answer = folder / ckan_show("package", dataset.name)
    answer.parent.mkdir(parents=True)
    answer.write_text(json.dumps({"result": package}))
    catalog = replace(catalog, datasets=(dataset,))
    part = next(part for part in gdc_workbooks.parts(catalog) if part.name == dataset.organization)
    (output,) = part.files(catalog, {}, folder)
    file = folder / "gdc.xlsx"
    file.write_bytes(output.content or b"")
    return file


def test_a_text_too_long_for_a_cell_is_whole_in_our_own_sheet() -> None:
    package = {**package_of(pages_made.FULL), "notes": "ยาว" * gdc_sheets.LONGEST}
    rows = gdc_sheets.rows_of([package])
    assert all(len(cell) <= gdc_sheets.LONGEST for each in rows.values() for row in each for cell in row)
    assert gdc_sheets.packages_of(rows)[0]["notes"] == package["notes"]


def test_a_workbook_that_another_program_has_saved_is_read_as_well() -> None:
    package = package_of(pages_made.FULL)
    rows = gdc_sheets.rows_of([package])
    saved = {name: [(*row, None) for row in each] + [(None,) * 5] for name, each in rows.items()}
    assert gdc_sheets.packages_of(saved) == gdc_sheets.packages_of(rows)


def test_the_template_has_years_of_the_buddhist_era_and_lists_with_commas() -> None:
    rows = gdc_sheets.rows_of([package_of(pages_made.FULL)])
    (row,) = rows["Temp2_Meta_Stat"]
    sheet = next(s for s in gdc_sheets.SHEETS if s.name == "Temp2_Meta_Stat")
    told = dict(zip(sheet.columns, row, strict=True))
    assert told["d_type"] == "ข้อมูลสถิติ"
    changed = pages_made.FULL.modified
    assert told["last_updated_date"] == f"{changed.year + 543}{changed.isoformat()[4:]}"
    assert told["last_year_of_data"] == "2568"
    assert told["data_language"] == "ไทย,อังกฤษ"
    assert told["owner_org"] == pages_made.FULL.organization


def template() -> Any:
    if not TEMPLATE.is_file():
        pytest.skip("the facts about the template are not on this machine")
    return yaml.safe_load(TEMPLATE.read_text("utf-8"))["excel_template"]


def test_sheets_and_columns_are_those_of_the_template() -> None:
    told = template()
    assert (told["header_row"], told["first_data_row"]) == (gdc_sheets.HEADING_ROW, gdc_sheets.FIRST_ROW)
    ours = {sheet.name: list(sheet.columns) for sheet in gdc_sheets.SHEETS if sheet.type}
    assert ours == told["sheets"]


# ---- In a site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workbooks")
    shutil.copytree(CASES / "good" / "indicators" / "datasets", root / "datasets")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    assert banchi(root, "build", "--jobs", "1", "--no-cache").exit_code == 0
    return root / "site"


def test_each_organization_has_its_workbook_of_its_own_datasets(site: Path) -> None:
    found = {file.parent.name: {p["name"] for p in packages_in(file)} for file in workbooks(site)}
    wanted: dict[str, set[str]] = {page.parent.name: set() for page in site.glob("organizations/*/index.html")}
    for file in (site / "api/3/action/package_show").iterdir():
        wanted[json.loads(file.read_text())["result"]["organization"]["name"]].add(file.name)
    assert found == wanted


def test_the_rows_that_an_importer_leaves_out_are_for_people(site: Path) -> None:
    file = next(workbooks(site))
    assert list(headings_in(file)) == [sheet.name for sheet in gdc_sheets.SHEETS]
    for sheet in gdc_sheets.SHEETS:
        assert headings_in(file)[sheet.name] == sheet.columns


def test_every_file_of_a_dataset_stands_in_its_sheet(site: Path) -> None:
    shown = json.loads(site.joinpath("api/3/action/package_show/values").read_text())["result"]
    file = site / f"organizations/{shown['organization']['name']}/{shown['organization']['name']}.gdc.xlsx"
    rows = [row for row in rows_in(file)["Temp3_Resource_Stat"] if row[0] == "values"]
    assert [row[2] for row in rows] == [resource["url"] for resource in shown["resources"]]


def workbooks(site: Path) -> Iterator[Path]:
    yield from sorted(site.glob("organizations/*/*.gdc.xlsx"))
