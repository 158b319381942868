"""Pages and their machine twins: each page links just the files that say the same, and names of things stay the same
whatever host a site stands on."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pyoxigraph
import pytest
from bs4 import BeautifulSoup, Tag

from tests.museum import CASES
from tests.tiny import MKDOCS, banchi

OWN = "https://catalog.example/"
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


def rows(file: Path) -> bool:
    with file.open(encoding="utf-8", newline="") as stream:
        return len({len(row) for row in csv.reader(stream)}) == 1


def is_json(file: Path, **wanted: object) -> bool:
    told = json.loads(file.read_text("utf-8"))
    return all(told.get(key) == value for key, value in wanted.items())


def statements(syntax: pyoxigraph.RdfFormat) -> Callable[[Path], bool]:
    return lambda file: any(pyoxigraph.parse(file.read_bytes(), syntax, base_iri=OWN))


FORMS: Mapping[str, Callable[[Path], bool]] = {  # a media type -> whether a file is one of that
    "application/json": is_json,
    "application/ld+json": is_json,
    "application/csvm+json": lambda file: (
        "http://www.w3.org/ns/csvw" in json.loads(file.read_text("utf-8"))["@context"]
    ),
    "application/vnd.datapackage+json": lambda file: "datapackage.json" in json.loads(file.read_text())["$schema"],
    "application/vnd.oai.openapi+json;version=3.1": lambda file: is_json(file, openapi="3.1.1"),
    "text/turtle": statements(pyoxigraph.RdfFormat.TURTLE),
    "application/rdf+xml": statements(pyoxigraph.RdfFormat.RDF_XML),
    "text/csv": rows,
    "text/markdown": lambda file: file.read_text("utf-8").startswith("# "),
    "text/plain": lambda file: file.read_text("utf-8").startswith("# "),
}


def twins_of(page: Path) -> Iterator[Tag]:
    yield from BeautifulSoup(page.read_text("utf-8"), "html.parser").select("link[rel=alternate][type]")


def target(site: Path, page: Path, link: Tag) -> Path:
    return site / unquote(urljoin(f"/{page.relative_to(site).as_posix()}", str(link["href"]))).lstrip("/")


def test_every_twin_of_every_page_is_a_file_of_its_type(root: Path) -> None:
    site, found = root / "here", Counter[str]()
    for page in site.rglob("index.html"):
        linked = [(str(link["href"]), link["type"]) for link in twins_of(page)]
        assert len(linked) == len(set(linked)), page
        for link in twins_of(page):
            file = target(site, page, link)
            assert file.is_file(), (page, link)
            assert FORMS[str(link["type"])](file), (page, link)
            found[str(link["type"])] += 1
    assert found.keys() == FORMS.keys()


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
        ("en/indicator-sets/sample/index.html", {"sample.json", "sample.en.jsonstat.json"}),
        ("organizations/index.html", {"organization_list"}),
    ],
)
def test_a_page_links_all_that_says_the_same(root: Path, page: str, names: set[str]) -> None:
    assert {str(link["href"]).rpartition("/")[2] for link in twins_of(root / "here" / page)} == names


def test_two_twins_of_one_type_are_told_apart_by_a_title(root: Path) -> None:
    for page in (root / "here").rglob("index.html"):
        titles = Counter((link["type"], link.get("title")) for link in twins_of(page))
        several = {kind for kind, _ in titles if kind not in ("application/csvm+json",)}
        assert all(titles[kind, None] <= 1 for kind in several), page


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
