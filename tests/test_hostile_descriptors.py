"""Descriptors that other projects were bitten by, and any that a machine can think of: problems, never a traceback.

The corpus is found by BANCHI_CORPORA, or beside the repository; without it those tests are skipped.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import checks
from generator.codelists import code_lists
from generator.descriptors import read_dataset, read_entry
from generator.keys import LEVELS, Key
from generator.kinds import Context
from generator.model import Catalog
from generator.problems import Problem, report_json, report_text
from generator.yamlfile import YamlFile, parse_yaml
from tests import made
from tests.museum import SMALLEST, lay_out, problems_of

PLACES = (os.environ.get("BANCHI_CORPORA", ""), Path(__file__).parents[2] / "shared" / "corpora")
CORPORA = next((Path(place) for place in PLACES if place and Path(place).is_dir()), None)

# What the MANIFEST expects, as codes of ours. A schema is put in place of the sample's, a resource in place of its
# resource, a package's resources in place of its resources; what it says in keys we do not have is an unknown key.
EXPECTED = {
    "fr-bad.schema.yaml": {"not-a-list"},
    "fr-capital.resource-bad.yaml": {"file-missing", "unknown-key", "missing-key"},
    "fr-countries-invalid.yaml": {"file-missing", "unknown-key", "missing-key"},
    "fr-invalid-package/datapackage.json": {"missing-key"},
    "fr-invalid-package/datapackage_no_foreign_key.json": {"missing-key"},
    "fr-invalid-schema.json": {"missing-key"},  # a type is required here
    "fr-invalid.json": {"unknown-key", "missing-key"},  # no JSON, but YAML
    "fr-issue-869.json": {"no-path-or-url", "unknown-key"},
    "fr-issue-905/datapackage.json": {"file-missing"},
    "fr-issue-977.json": {"no-path-or-url", "unknown-key"},
    "fr-multiple-errors.package.json": {"duplicate-resource", "file-missing", "missing-key"},
    "fr-noschema.resource.json": {"file-missing", "unknown-key"},
    "fr-resource-with-dereferencing.json": {"not-a-mapping"},  # a schema stands in the descriptor, not in a file
    "fr-schema-invalid-empty.json": {"missing-key"},
    "fr-schema-invalid-fk-array-wrong-number.json": {"key-of-other-length"},
    "fr-schema-invalid-fk-array.json": {"key-of-other-length"},
    "fr-schema-invalid-fk-no-reference.json": {"missing-key"},
    "fr-schema-invalid-multiple-errors.json": {"unknown-code", "unknown-field", "key-of-other-length"},
    "fr-schema-invalid-pk-is-wrong-type.json": {"not-text", "missing-key"},
    "fr-schema-invalid-pk-no-fields.json": {"missing-key"},
    "fr-schema-invalid-pk-string.json": {"unknown-field"},
    "fr-schema-invalid-wrong-type.json": {"not-a-mapping"},
}


def _listed() -> list[str]:
    if CORPORA is None:
        return []
    lines = (CORPORA / "hostile" / "MANIFEST.tsv").read_text("utf-8").splitlines()[1:]
    paths = [line.split("\t")[0] for line in lines if line.startswith("descriptor/")]
    return [path.removeprefix("descriptor/") for path in paths if not path.endswith(".csv")]


@pytest.mark.skipif(CORPORA is None, reason="the corpus of hostile files is not here (BANCHI_CORPORA)")
def test_every_descriptor_of_the_manifest_has_an_expected_outcome() -> None:
    assert sorted(EXPECTED) == sorted(_listed())


@pytest.mark.skipif(CORPORA is None, reason="the corpus of hostile files is not here (BANCHI_CORPORA)")
@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_descriptor_is_told_of(name: str, tmp_path: Path) -> None:
    assert CORPORA is not None
    source = (CORPORA / "hostile" / "descriptor" / name).read_text("utf-8")
    root = lay_out(SMALLEST, tmp_path / "catalog")
    descriptor = root / "datasets/internet-users/dataset.yml"
    descriptor.write_text(_with(descriptor.read_text("utf-8"), source, name), encoding="utf-8")
    found = problems_of(root)
    assert EXPECTED[name] <= {p.code for p in found}, report_text(found, "en")


def _with(sample: str, source: str, name: str) -> str:
    """The sample's descriptor with the hostile part in the place of its own. JSON is YAML too."""
    head, _, resource = sample.partition("resources:\n")
    indented = "\n".join(f"      {line}" for line in source.strip().splitlines())
    if "package" in name or "issue" in name:
        return f"{head}resources: {json.dumps(json.loads(source)['resources'])}\n"
    if "resource" in name or "countries" in name:
        return f"{head}resources:\n-\n{indented}\n"
    return f"{head}resources:\n{resource[: resource.index('  schema:')]}  schema:\n{indented}\n"


@pytest.mark.parametrize("name", ["dataset.yml", "../catalog.yml", "../areas.yml"])
@pytest.mark.parametrize(
    "source",
    [
        "",
        "\0",
        "[",
        "{",
        "7",
        "null",
        "- a",
        "a",
        "{}",
        "[]",
        "? a",
        "a: &a *a",
        "\ufeff",
        "%YAML 9.9\n---\na",
        "!!x y",
    ],
)
def test_a_file_of_anything_else_is_a_problem(name: str, source: str, tmp_path: Path) -> None:
    root = lay_out(SMALLEST, tmp_path / "catalog")
    (root / "datasets/internet-users" / name).write_text(source, encoding="utf-8")
    found = problems_of(root)
    assert any(p.level == "error" for p in found)
    assert report_text(found, "th") and report_json(found, "en")


WORDS = st.sampled_from(["th", "en", "a", "", "7", "2568-01-01", "THA", "http://[", "{0}", "x" * 300, "\u0e01", "é|~"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | WORDS | st.text(max_size=8)
CODES = st.sampled_from(sorted({entry.id for entries in code_lists().values() for entry in entries}))
ANYTHING = st.recursive(SCALARS, lambda v: st.lists(v, max_size=2) | st.dictionaries(WORDS, v, max_size=2))


def _values(key: Key, depth: int) -> st.SearchStrategy[object]:
    """Something that is often of the right shape, and as often not."""
    if depth > 4 or key.kind not in ("map", "maps"):
        return CODES | SCALARS | st.dictionaries(WORDS, SCALARS, max_size=2) | st.lists(CODES, max_size=2) | ANYTHING
    inner = _level(key.of, depth + 1)
    return ANYTHING | inner if key.kind == "map" else ANYTHING | st.lists(inner, max_size=2) | inner


def _level(level: str, depth: int = 0) -> st.SearchStrategy[object]:
    return st.fixed_dictionaries(
        {}, optional={key.name: st.deferred(lambda key=key: _values(key, depth)) for key in LEVELS[level]}
    )


@given(_level("dataset"))
@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
def test_no_descriptor_gives_a_traceback(document: object) -> None:
    file, told = parse_yaml(yaml.safe_dump(document, allow_unicode=True).encode(), "datasets/x/dataset.yml")
    problems = list(told)
    dataset = read_dataset(_context(problems), file, "x", None) if isinstance(file, YamlFile) else None
    if dataset is not None:
        problems.extend(_checked(made.catalog(dataset), file))
    assert report_text(problems, "th") and report_text(problems, "en")


@given(_level("indicator_set"))
@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
def test_no_indicator_set_gives_a_traceback(document: object) -> None:
    path = "datasets/indicator-sets/x.yml"
    file, told = parse_yaml(yaml.safe_dump(document, allow_unicode=True).encode(), path)
    problems = list(told)
    found = read_entry("indicator_set", _context(problems), file.node, "x") if isinstance(file, YamlFile) else None
    if found is not None:
        problems.extend(_checked(replace(made.catalog(), indicator_sets={"x": found}), file))
    assert report_text(problems, "th") and report_text(problems, "en")


def _checked(catalog: Catalog, file: YamlFile | None) -> list[Problem]:
    path = "" if file is None else file.path
    sources = checks.Sources(root=Path("nowhere"), today=date(2026, 11, 22), files={path: file})
    return [p for check in checks.CHECKS for p in check(catalog, sources)]


def _context(problems: list[Problem]) -> Context:
    names: dict[str, dict[str, tuple[str, ...]]] = {
        "organizations": {},
        "units": {"percent": ()},
        "datasets": {"x": ()},
    }
    return Context(path="datasets/x/dataset.yml", languages=("th", "en"), names=names, problems=problems)
