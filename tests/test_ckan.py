"""CKAN's answers as files: what clients without a server are given, whole and the same at every address."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import digests
from generator.formats import ckan
from tests import pages_made
from tests.tiny import banchi, tiny_catalog

HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
ACTIONS = (
    "package_list",
    "package_search",
    "organization_list",
    "group_list",
    "tag_list",
    "license_list",
    "status_show",
    "site_read",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny_catalog(tmp_path_factory.mktemp("ckan"))
    assert banchi(root, "build").exit_code == 0
    return root / "site"


def result(file: Path) -> Any:
    answer = json.loads(file.read_bytes().decode("ascii"))
    assert answer["success"] is True
    assert answer["help"] == "https://tiny.example/developers/"
    return answer["result"]


@pytest.mark.parametrize("action", ACTIONS)
def test_an_answer_stands_with_and_without_the_version(site: Path, action: str) -> None:
    assert result(site / "api/3/action" / action) == result(site / "api/action" / action)


def test_every_answer_is_ascii(site: Path) -> None:
    answers = [file for file in (site / "api").rglob("*") if file.is_file() and file.suffix == ""]
    assert len(answers) == 2 * len(ACTIONS) + 3
    for file in answers:
        result(file)


def test_a_search_holds_every_package_whole(site: Path) -> None:
    found = result(site / "api/3/action/package_search")
    shown = result(site / "api/3/action/package_show/roads")
    assert (found["count"], found["results"]) == (1, [shown])
    assert result(site / "api/3/action/package_list") == ["roads"]


def test_resources_are_the_files_that_stand_there(site: Path) -> None:
    shown = result(site / "api/3/action/package_show/roads")
    assert shown["num_resources"] == len(shown["resources"]) == 4
    assert len({uuid.UUID(each["id"]) for each in (shown, *shown["resources"])}) == 5
    for position, resource in enumerate(shown["resources"]):
        file = site / resource["url"].removeprefix("https://tiny.example/")
        size, digest = digests.sha256_of(file)
        assert (resource["size"], resource["hash"]) == (size, f"sha256:{digest}")
        assert (resource["position"], resource["package_id"]) == (position, shown["id"])


def test_identifiers_do_not_change_with_the_address_of_a_preview(tmp_path: Path, site: Path) -> None:
    root = tiny_catalog(tmp_path)
    assert banchi(root, "build", "--base-uri", "https://preview.example/").exit_code == 0
    other = json.loads(root.joinpath("site/api/3/action/package_show/roads").read_text())["result"]
    shown = result(site / "api/3/action/package_show/roads")
    assert [other["id"], *(r["id"] for r in other["resources"])] == [
        shown["id"],
        *(r["id"] for r in shown["resources"]),
    ]
    assert other["resources"][0]["url"].startswith("https://preview.example/")


def test_an_organization_and_a_group_name_their_packages(site: Path) -> None:
    for kind, name in (("organization", "office"), ("group", "roads")):
        shown = result(site / f"api/3/action/{kind}_show/{name}")
        assert (shown["name"], shown["package_count"], shown["packages"]) == (name, 1, [{"name": "roads"}])
        assert result(site / f"api/3/action/{kind}_list") == [name]


@given(line=HOSTILE, paragraph=HOSTILE)
def test_any_text_is_read_back_as_it_stands(line: str, paragraph: str) -> None:
    catalog = pages_made.planted(pages_made.catalog(), lambda _: line, lambda _: paragraph)
    for dataset in catalog.datasets:
        (output,) = ckan.dataset_files(catalog, dataset, pages_made.readings()[dataset.name])
        shown = json.loads((output.content or b"").decode("ascii"))["result"]
        assert (shown["title"], shown["notes"]) == (line, paragraph)
        assert shown["title_translated"] == {"en": line}
        assert shown["organization"]["title"] == line
