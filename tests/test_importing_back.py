"""Our own formats, imported back: in every key that a format carries, the descriptor is the one that was published.

The catalog of `tests.every_key`, which uses every key of the key table, is built once; each format is imported into a
catalog of the same registries that has no dataset.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import markdown
from generator.catalog import load_catalog
from generator.model import Dataset, Field, Keywords
from tests import every_key
from tests.tiny import banchi

EPOCH = {"SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}  # a day after every date in the catalog
NOT_CARRIED = {"folder", "descriptor", "resources", "indicators", "digest"}
NOT_CARRIED |= {"former_names", "release_at"}  # addresses of the site that it came from, and a day that is past
INSTEAD = {
    ("resource", "format"): "csv",
    ("resource", "mediatype"): "text/csv",
    ("resource", "hash"): "sha256:" + "0" * 64,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    every_key.write(root, every_key.trees(INSTEAD), {})
    done = banchi(root, "build", "--jobs", "1", **EPOCH)
    assert done.exit_code == 0, done.output
    return root


def datasets_of(root: Path) -> dict[str, Dataset]:
    """Those that have not been withdrawn: no other catalog is to go on offering these."""
    catalog, _ = load_catalog(root)
    assert catalog is not None
    return {dataset.name: dataset for dataset in catalog.datasets if dataset.withdrawn is None}


def imported(published: Path, root: Path, form: str, *sources: str, adds: str = "") -> dict[str, Dataset]:
    """`adds` is what a registry is to get, since the format does not carry what stands there."""
    shutil.copytree(published / "datasets", root / "datasets", ignore=lambda folder, names: _folders(folder, names))
    for source in sources:
        done = banchi(root, "import", form, str(published / "site" / source), "--texts-in", "th", **EPOCH)
        assert [line for line in done.stdout.splitlines() if line.startswith("Added")] == ([adds] if adds else [])
    return datasets_of(root)


def _folders(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(folder, name).is_dir()]


def same_as_before(before: Dataset, after: Dataset) -> None:
    """Every key of a dataset but its files and what is read of them."""
    for key in set(Dataset.__slots__) - NOT_CARRIED:
        was, now = getattr(before, key), getattr(after, key)
        if key == "classification" and was is None and before.governance_category == "public":
            was = "open"  # the only one that the category allows, which CKAN is told
        assert now == was, (before.name, key)


def files_as_before(before: Dataset, after: Dataset) -> None:
    """Files that were here are links now, with the size and the digest that they have."""
    assert [file.name for file in after.resources] == [file.name for file in before.resources]
    for was, now in zip(before.resources, after.resources, strict=True):
        assert (now.title, now.description, now.format) == (was.title, was.description, was.format)
        assert (now.created or after.created) == (was.created or before.created)
        assert (now.modified or after.modified) == (was.modified or before.modified)
        assert now.url is not None and now.url == (was.url or now.url)
        assert now.bytes is not None and (now.hash or "").startswith("sha256:")


def test_ckan_carries_every_key(published: Path, tmp_path: Path) -> None:
    before = datasets_of(published)
    after = imported(published, tmp_path / "in", "ckan", "api/3/action/package_search")
    assert after.keys() == before.keys()
    for name, dataset in after.items():
        same_as_before(before[name], dataset)
        files_as_before(before[name], dataset)


def test_the_thai_workbook_carries_every_key(published: Path, tmp_path: Path) -> None:
    before = datasets_of(published)
    sources = (f"organizations/{name}/{name}.gdc.xlsx" for name in {d.organization for d in before.values()})
    after = imported(published, tmp_path / "in", "gdc-xlsx", *sorted(sources))
    assert after.keys() == before.keys()
    for name, dataset in after.items():
        same_as_before(before[name], dataset)
        urls = {resource.url for resource in dataset.resources}
        assert all(resource.url in urls for resource in before[name].resources if resource.is_remote)


def test_data_packages_carry_texts_sources_and_tables(published: Path, tmp_path: Path) -> None:
    before = datasets_of(published)
    after = imported(
        published, tmp_path / "in", "datapackage", "datapackage.json", adds="Added to themes.yml: unsorted"
    )
    assert after.keys() == before.keys()
    for name, dataset in after.items():
        was = before[name]
        for key in ("title", "description", "organization", "license", "created", "modified"):
            assert getattr(dataset, key) == getattr(was, key), (name, key)
        first = next(code for code in ("th", "en") if code in was.keywords.by_language)
        assert dataset.keywords == Keywords({"th": was.keywords.by_language[first]}), name
        assert [(s.title, s.path) for s in dataset.sources] == [(s.title, s.path) for s in was.sources]
        if name == "closed":
            continue  # its package holds only what describes it
        assert [r.name for r in dataset.resources] == [r.name for r in was.resources]
        for file, old in zip(dataset.resources, was.resources, strict=True):
            assert (file.title, file.description) == (old.title, old.description)
            if old.is_table:
                assert file.schema is not None and old.schema is not None
                pairs = list(zip(file.schema.fields, old.schema.fields, strict=True))
                assert [told(field, known) for field, known in pairs] == [told(known, known) for _, known in pairs]
                assert (file.schema.primaryKey, file.schema.uniqueKeys) == (
                    old.schema.primaryKey,
                    old.schema.uniqueKeys,
                )


def test_data_json_carries_what_dcat_us_has(published: Path, tmp_path: Path) -> None:
    before = datasets_of(published)
    after = imported(published, tmp_path / "in", "dcat-us", "data.json", adds="Added to licenses.yml: unknown-license")
    by_title = {plain_title(dataset): dataset for dataset in before.values()}
    assert len(after) == len(before)
    for dataset in after.values():
        was = by_title[plain_title(dataset)]
        for key in ("organization", "modified", "temporal_coverage", "geo_coverage", "themes"):
            assert getattr(dataset, key) == getattr(was, key), (was.name, key)
        assert dataset.created == (was.release_date or was.created)
        assert dataset.contact.email == was.contact.email or was.contact.email is None
        assert len(dataset.resources) == len(was.resources) or not was.resources
        description = markdown.plain(was.description.text("th"))
        assert dataset.description.text("th") == description


def told(field: Field, known: Field) -> tuple[object, ...]:
    """A list stands as text in a package; of `any`, the import looks what it is."""
    kind = "" if known.type in ("list", "any") else field.type
    return field.name, kind, field.title, field.description, field.unit, field.categories, field.rdfType


def plain_title(dataset: Dataset) -> str:
    return dataset.title.text("th")
