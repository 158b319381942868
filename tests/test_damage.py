"""The real catalog, damaged: the check names whatever is done to a descriptor, by its code and on its line."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from generator import catalog, checks
from generator.datafiles import inspect
from generator.descriptors import read_dataset
from generator.kinds import Context
from generator.model import Catalog, Dataset
from generator.problems import Problem
from generator.yamlfile import YamlFile, parse_yaml
from tests.damage import Damage, damages

ROOT = Path(__file__).parent.parent
DESCRIPTORS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "datasets").rglob("dataset.yml"))


@cache
def whole() -> Catalog:
    found, problems = catalog.load_catalog(ROOT)
    assert found is not None and problems == ()
    return found


@cache
def names() -> dict[str, dict[str, tuple[str, ...]]]:
    registries = {name: getattr(whole(), name) for name in ("organizations", "themes", "licenses", "units", "areas")}
    registries["datasets"] = {dataset.name: dataset for dataset in whole().datasets}
    return {name: dict.fromkeys(entries, ()) for name, entries in registries.items()}


def read(text: str, path: str) -> tuple[Dataset | None, YamlFile | None, list[Problem]]:
    """One descriptor as `load_catalog` reads it."""
    file, told = parse_yaml(text.encode(), path)
    problems = list(told)
    context = Context(path=path, languages=whole().languages, names=names(), problems=problems)
    dataset = read_dataset(context, file, path.split("/")[-2], None) if file else None
    return dataset, file, problems


def checked(dataset: Dataset, file: YamlFile) -> list[Problem]:
    """What the rules across datasets say of this one: it stands alone, but others have their indicators."""
    others = (other for other in whole().datasets if other.name != dataset.name and other.indicators)
    catalog = dataclasses.replace(whole(), datasets=(dataset, *others))
    modified = max(d.modified for d in whole().datasets)
    sources = checks.Sources(root=ROOT, files={file.path: file}, today=modified)
    return [p for check in checks.CHECKS for p in check(catalog, sources) if p.path.startswith(dataset.folder)]


def told(damage: Damage, path: str) -> bool:
    dataset, file, problems = read(damage.text, path)
    if damage.code == "unknown-indicator" and dataset is not None and file is not None:
        problems += checked(dataset, file)
    return any((p.code, p.path, p.line) == (damage.code, path, damage.line) for p in problems)


@pytest.mark.parametrize("path", DESCRIPTORS)
def test_every_key_that_is_dropped_misspelt_or_swapped_is_named_on_its_line(path: str) -> None:
    done = list(damages((ROOT / path).read_text("utf-8")))
    assert len(done) > 100
    assert [(d.key, d.what, d.code, d.line) for d in done if not told(d, path)] == []


@pytest.mark.parametrize("path", DESCRIPTORS)
def test_every_date_that_is_moved_is_named_on_its_line(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    dataset, file, problems = read(text, path)
    assert dataset is not None and file is not None and problems == [] and checked(dataset, file) == []
    created, line = dataset.created, file.line_of(("modified",))
    for moved, code in (
        (created - timedelta(days=1), "modified-before-created"),
        (dataset.modified + timedelta(days=400), "date-in-future"),
    ):
        damaged = text.replace(f"\nmodified: {dataset.modified}", f"\nmodified: {moved}")
        other, other_file, _ = read(damaged, path)
        assert other is not None and other_file is not None
        assert [(p.code, p.line) for p in checked(other, other_file)] == [(code, line)]


@pytest.mark.parametrize("path", DESCRIPTORS)
def test_every_file_that_is_deleted_is_named_at_its_resource(path: str, tmp_path: Path) -> None:
    dataset, file, _ = read((ROOT / path).read_text("utf-8"), path)
    assert dataset is not None and file is not None
    for index, resource in enumerate(dataset.resources):
        if resource.path is not None:
            found = [(p.code, p.path, p.line) for p in inspect(tmp_path, dataset, resource)]
            assert found == [("file-missing", path, file.line_of(("resources", index)))]


@pytest.mark.parametrize("name", ["organizations", "themes", "licenses", "units", "areas"])
def test_a_registry_that_loses_a_name_is_named_by_those_who_use_it(name: str) -> None:
    used = {d.organization: d for d in whole().datasets} | {d.license: d for d in whole().datasets}
    used |= {theme: d for d in whole().datasets for theme in d.themes}
    used |= {f.unit: d for d in whole().datasets for r in d.resources if r.schema for f in r.schema.fields if f.unit}
    lost = next((entry for entry in names()[name] if entry in used), None)
    if lost is None:
        pytest.skip("no descriptor names an entry; codes in data are checked with the rows")
    without = {**names(), name: {entry: () for entry in names()[name] if entry != lost}}
    file, problems = parse_yaml((ROOT / used[lost].descriptor).read_bytes(), used[lost].descriptor)
    assert file is not None
    found: list[Problem] = list(problems)
    read_dataset(Context(path=file.path, languages=whole().languages, names=without, problems=found), file, "x", None)
    assert {(p.code, p.values["found"]) for p in found} == {("unknown-reference", lost)}
