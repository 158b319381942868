"""Pages and their machine twins: each page links just the files that say the same, and names of things stay the same
whatever host a site stands on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.museum import CASES
from tests.tiny import MKDOCS, banchi
from tests.twins import FORMS, twins_of, wrong

HOST = "https://preview.example/42/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twins")
    shutil.copytree(CASES / "good" / "indicators" / "datasets", folder / "datasets")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, options in (("here", ()), ("there", ("--base-uri", HOST))):
        done = banchi(folder, "build", "--jobs", "1", "--no-cache", "--site-dir", name, *options)
        assert done.exit_code == 0, done.stderr
    return folder


# ---- Twins


def test_every_twin_of_every_page_is_a_file_of_its_type(root: Path) -> None:
    site, found = root / "here", set[str]()
    for page in site.rglob("index.html"):
        assert list(wrong(site, page)) == []
        found |= {str(link["type"]) for link in twins_of(page)}
    assert found == FORMS.keys()


def test_what_is_wrong_with_a_twin_is_told(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_bytes((root / "here/en/datasets/values/index.html").read_bytes())
    assert len(list(wrong(tmp_path, page))) == 11
    link = '<link rel="alternate" type="{}" href="a">'
    page.write_text(link.format("text/turtle") + link.format("text/markdown") * 2)
    (tmp_path / "a").write_text("# A")
    assert list(wrong(tmp_path, page)) == [
        "index.html: ('text/markdown', '') is there twice",
        "index.html: a is no text/turtle",
    ]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (
            "en/datasets/values/index.html",
            {
                "values.json",
                "dcat.ttl",
                "dcat.jsonld",
                "dcat.rdf",
                "values",
                "datapackage.json",
                "croissant.json",
                "data.csv-metadata.json",
                "index.html.md",
                "values.en.xml",
                "values.en.json",
            },
        ),
        (
            "indicators/values-gap/index.html",
            {"values-gap.json", "values-gap.csv", "values-gap.th.jsonstat.json", "index.html.md"},
        ),
        (
            "en/indicators/values-missing/index.html",
            {"values-missing.json", "values-missing.csv", "values-missing.en.jsonstat.json", "index.html.md"},
        ),
        (
            "en/indicator-sets/sample/index.html",
            {
                "sample.json",
                "sample.en.jsonstat.json",
                "sample.sdmx.csv",
                "sample.sdmx.json",
                "sample.en.xml",
                "sample.en.json",
            },
        ),
        ("organizations/index.html", {"organization_list"}),
    ],
)
def test_a_page_links_all_that_says_the_same(root: Path, page: str, names: set[str]) -> None:
    assert {str(link["href"]).rpartition("/")[2] for link in twins_of(root / "here" / page)} == names


# ---- Names of things


def named(site: Path) -> dict[str, set[str]]:
    """Every name that a document gives to a thing, by the document's path: values of `id` and the like."""
    found: dict[str, set[str]] = {}
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.suffix in (".json", ".jsonld") or "_show/" in path or path.endswith("/package_search"):
            found[path] = set(names(json.loads(file.read_text("utf-8"))))
        elif file.name == "index.html":
            page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
            scripts = page.select('script[type="application/ld+json"]')
            found[path] = {name for script in scripts for name in names(json.loads(str(script.string)))}
        elif file.suffix == ".rdf":
            about = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
            found[path] = {e.get(about, "") for e in ElementTree.parse(file).iter() if "#" in e.get(about, "")}
    return {path: each for path, each in found.items() if each}


def names(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        for key, value in document.items():
            is_name = key in ("id", "identifier") or (key == "@id" and "#" in str(value))
            if is_name and isinstance(value, str):
                yield value
            yield from names(value)
    elif isinstance(document, list):
        for each in document:
            yield from names(each)


def test_no_name_of_a_thing_changes_with_the_host(root: Path) -> None:
    here, there = named(root / "here"), named(root / "there")
    assert here == there
    assert not [name for each in there.values() for name in each if name.startswith(HOST)]
    for path in (
        "api/datasets/values.json",
        "api/3/action/package_show/values",
        "datasets/values/datapackage.json",
        "datasets/values/croissant.json",
        "datasets/values/dcat.jsonld",
        "datasets/values/dcat.rdf",
        "datasets/values/index.html",
        "indicators/values-gap/values-gap.th.jsonstat.json",
        "data.json",
    ):
        assert here[path], path


def test_addresses_that_readers_follow_change_with_the_host(root: Path) -> None:
    """Else the test above would hold of any two sites."""
    for path in ("api/datasets/values.json", "data.json", "llms.txt", "opensearch.xml", "sitemap.xml"):
        assert HOST in (root / "there" / path).read_text("utf-8")
        assert HOST not in (root / "here" / path).read_text("utf-8")
