"""The schemas for editors: every real file is valid by them, and a slip in the form of a descriptor is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from generator.codelists import code_lists
from generator.editors import json_schema, kinds, modeline
from generator.keys import LEVELS
from generator.yamlfile import parse_yaml
from tests.museum import CASES, lay_out
from tests.tiny import banchi, tiny_catalog

ROOT = Path(__file__).parent.parent
OF_THE_FORM = [
    *("bad-date", "bad-email", "bad-url", "contact-out-of-reach", "empty-value", "missing-key", "no-path-or-url"),
    *("not-a-boolean", "not-a-list", "not-a-mapping", "not-a-mapping.whole-file", "not-a-number", "not-an-integer"),
    *("bad-period", "buddhist-date", "repeated-value", "text-of-many-lines", "url-as-path", "url-with-credentials"),
    *("not-text", "path-and-url", "unknown-code", "unknown-key", "unknown-key.nothing-near"),
]
"""Cases whose fault can be seen in one value, without another file and without the data."""


def kind_of(path: Path) -> str:
    return Path(modeline(path.as_posix()).rpartition("/")[2]).stem


def faults(root: Path) -> Iterator[str]:
    """What the schemas say of every file of the catalog at `root`."""
    for file in sorted((root / "datasets").rglob("*.yml")):
        read, _ = parse_yaml(file.read_bytes(), file.name)
        schema = json_schema(kind_of(file.relative_to(root)), {})
        for error in jsonschema.Draft202012Validator(schema).iter_errors(read.value if read else None):
            yield f"{file.relative_to(root)}: {error.message}"


@pytest.mark.parametrize("kind", kinds())
def test_a_schema_is_a_schema(kind: str) -> None:
    schema = json_schema(kind, {"themes": ["roads"]})
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("root", [ROOT, *sorted((CASES / "good").iterdir())], ids=lambda root: root.name)
def test_every_good_file_is_valid(root: Path) -> None:
    assert list(faults(root)) == []


@pytest.mark.parametrize("case", OF_THE_FORM)
def test_a_fault_in_the_form_is_caught(case: str, tmp_path: Path) -> None:
    assert list(faults(lay_out(CASES / "bad" / case, tmp_path / "catalog")))


def test_an_editor_explains_a_key_in_both_languages_with_an_example() -> None:
    keys = {key.name: key for key in LEVELS["dataset"]}
    title = json_schema("dataset", {})["$defs"]["dataset"]["properties"]["title"]  # type: ignore[index]
    assert title["description"].split("\n\n") == [keys["title"].help["th"], keys["title"].help["en"]]
    assert title["examples"] == [{"th": "ผู้ใช้อินเทอร์เน็ต", "en": "Internet users"}]


def test_an_editor_offers_codes_and_the_names_of_registries_and_takes_new_names() -> None:
    schema = json_schema("dataset", {"organizations": ["office"]})
    offered = schema["$defs"]["dataset"]["properties"]  # type: ignore[index]
    assert offered["data_type"]["enum"] == [entry.id for entry in code_lists()["data_type"]]
    assert offered["organization"]["anyOf"][0] == {"enum": ["office"]}
    assert jsonschema.Draft202012Validator(offered["organization"]).is_valid("newcomer")


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("datasets/catalog.yml", ".schema/catalog.json"),
        ("datasets/areas.yml", ".schema/areas.json"),
        ("datasets/roads/dataset.yml", "../.schema/dataset.json"),
        ("datasets/group/roads/dataset.yml", "../../.schema/dataset.json"),
        ("datasets/indicator-sets/tree.yml", "../.schema/indicator-set.json"),
    ],
)
def test_a_file_names_its_schema_from_where_it_stands(path: str, schema: str) -> None:
    assert modeline(path) == f"# yaml-language-server: $schema={schema}"


def test_schemas_are_written_and_named_once_in_each_file(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    assert banchi(root, "schema", "--write").exit_code == 0
    descriptor = root / "datasets/roads/dataset.yml"
    first = descriptor.read_text("utf-8").split("\n")[0]
    named = (descriptor.parent / first.partition("$schema=")[2]).resolve()
    assert json.loads(named.read_text("utf-8"))["title"] == "dataset"
    assert banchi(root, "schema", "--write").stdout == ""
    assert banchi(root, "check", "--strict").exit_code == 0
    banchi(root, "fmt")
    assert descriptor.read_text("utf-8").split("\n")[0] == first


def test_a_schema_is_printed_inside_and_outside_a_catalog(tmp_path: Path) -> None:
    assert json.loads(banchi(tmp_path, "schema", "themes").stdout)["title"] == "themes"
    inside = banchi(tiny_catalog(tmp_path / "catalog"), "schema").stdout
    assert json.loads(inside)["$defs"]["dataset"]["properties"]["themes"]["items"]["anyOf"][0] == {"enum": ["roads"]}


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    done = banchi(tmp_path, "schema", "datset", "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'datset'" in done.stderr and "dataset" in done.stderr
