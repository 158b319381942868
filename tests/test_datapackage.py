"""Data Packages of a site before Frictionless: the catalog names its datasets, and rows are read through them."""

from __future__ import annotations

from pathlib import Path

import pytest
from frictionless import Package

from tests.tiny import banchi, tiny_catalog


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny_catalog(tmp_path_factory.mktemp("packages"))
    done = banchi(root, "build")
    assert done.exit_code == 0, done.stderr
    return root / "site"


def test_the_catalogs_package_leads_to_those_of_its_datasets(site: Path) -> None:
    whole = Package(str(site / "datapackage.json"))
    assert [resource.name for resource in whole.resources] == ["roads"]
    assert whole.name == "catalog" and whole.title
    for resource in whole.resources:
        inner = Package(str(site / str(resource.path)))
        assert inner.name == resource.name and inner.title == resource.title


def test_frictionless_reads_the_rows_of_a_dataset(site: Path) -> None:
    (resource,) = Package(str(site / "datasets/roads/datapackage.json")).resources
    assert [row.to_dict() for row in resource.read_rows()] == [
        {"year": 2024, "length": 10},
        {"year": 2025, "length": 12},
    ]
    assert Package(str(site / "datasets/roads/datapackage.json")).validate().valid
