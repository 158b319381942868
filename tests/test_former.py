"""Published addresses last: what has another name is found under the old one, and what was withdrawn says so."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator import clock
from generator.catalog import load_catalog
from generator.formats import former
from generator.history import _withdrawals
from generator.model import Revision
from generator.offered import offered
from tests import made
from tests.test_portal import built, digest
from tests.tiny import FILES, banchi, tiny_catalog

INDICATOR = """\
indicators:
- name: road-length
  title: {th: ความยาวถนนรวม, en: Total length of roads}
  definition: {th: ความยาวของถนนทุกสาย, en: How long all roads are.}
  kind: amount
  direction: neutral
  resource: length
  value: length
  time: year
  focus: THA
"""
SET = """\
title: {th: ชุดทาง, en: Ways}
description: {th: ทางทุกแบบ, en: Ways of every kind.}
publisher: office
children: [{indicator: road-length}]
"""
ROADS = FILES["datasets/roads/dataset.yml"] + INDICATOR
CANALS = (
    FILES["datasets/roads/dataset.yml"]
    .replace("ความยาวถนน", "ความยาวคลอง")
    .replace("Length of roads", "Length of canals")
    .replace("resources:", "related: [roads]\nresources:")
)
RENAMED = (
    ROADS.replace("resources:", "former_names: [roads]\nresources:")
    .replace("- name: length\n  path: length.csv", "- name: total\n  path: total.csv")
    .replace("  schema:\n", "  former_names: [length]\n  former_paths: [length.csv]\n  schema:\n")
    .replace("resource: length", "resource: total\n  former_names: [road-length]")
    .replace("name: road-length", "name: street-length")
)
WITHDRAWN = CANALS.replace("related: [roads]\n", "") + (
    "withdrawn: {date: 2026-02-03, reason: {th: วัดผิด, en: They were measured wrongly}, successor: streets}\n"
)
OF_CONTENT = re.compile(r"assets/|search/|sha256sums\.txt")  # addresses made of what stands there, and their list
SECRET = "471108154"


def ways(root: Path) -> Path:
    """Two datasets, an indicator and a set."""
    tiny_catalog(root, dataset=ROADS)
    canals = root / "datasets" / "canals"
    canals.mkdir()
    canals.joinpath("dataset.yml").write_text(CANALS, "utf-8")
    canals.joinpath("length.csv").write_text(f"year,length\n2024,{SECRET}\n", "utf-8")
    sets = root / "datasets" / "indicator-sets"
    sets.mkdir()
    sets.joinpath("ways.yml").write_text(SET, "utf-8")
    return root


def renamed(root: Path) -> Path:
    """The same, everything but the canals under another name."""
    datasets = ways(root) / "datasets"
    streets = datasets.joinpath("roads").rename(datasets / "streets")
    streets.joinpath("dataset.yml").write_text(RENAMED, "utf-8")
    streets.joinpath("length.csv").rename(streets / "total.csv")
    canals = datasets / "canals" / "dataset.yml"
    canals.write_text(CANALS.replace("related: [roads]", "related: [streets]"), "utf-8")
    datasets.joinpath("indicator-sets", "ways.yml").unlink()
    lines = SET.replace("road-length", "street-length") + "former_names: [ways]\n"
    datasets.joinpath("indicator-sets", "lines.yml").write_text(lines, "utf-8")
    return root


def withdrawn(root: Path) -> Path:
    """… and the canals withdrawn, though their file still lies there."""
    renamed(root).joinpath("datasets", "canals", "dataset.yml").write_text(WITHDRAWN, "utf-8")
    return root


def paths(site: Path) -> set[str]:
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return {path for path in found if not OF_CONTENT.match(path)}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The site of each catalog."""
    found = {}
    for make in (ways, renamed, withdrawn):
        folder = tmp_path_factory.mktemp(make.__name__)
        found[make.__name__] = built(make(folder))
    yield found


def test_no_address_is_lost_when_everything_gets_another_name(sites: dict[str, Path]) -> None:
    assert sorted(paths(sites["ways"]) - paths(sites["renamed"])) == []


PAGES = {
    "datasets/roads/": "datasets/streets/",
    "en/datasets/roads/": "en/datasets/streets/",
    "en/indicators/road-length/": "en/indicators/street-length/",
    "en/indicators/road-length/embed/": "en/indicators/street-length/embed/",
    "indicator-sets/ways/": "indicator-sets/lines/",
}


@pytest.mark.parametrize(("old", "new"), PAGES.items())
def test_a_page_at_a_former_address_leads_to_the_new_one(sites: dict[str, Path], old: str, new: str) -> None:
    folder = sites["renamed"]
    page = BeautifulSoup(folder.joinpath(old, "index.html").read_text("utf-8"), "html.parser")
    refresh, canonical = page.select_one("meta[http-equiv=refresh]"), page.select_one("link[rel=canonical]")
    assert refresh is not None and canonical is not None
    seconds, _, target = str(refresh["content"]).partition("; url=")
    assert seconds == "0"
    assert folder.joinpath(old, target).resolve() == folder.joinpath(new).resolve()
    assert canonical["href"] == f"https://tiny.example/{new}"
    assert page.select_one("meta[name=robots][content=noindex]") and not page.select("link[hreflang]")
    assert page.select_one(f'main a[href="{target}"], article a[href="{target}"]')
    assert old not in folder.joinpath("sitemap.xml").read_text("utf-8")


FILES_KEPT = {
    "datasets/roads/length.csv": "datasets/streets/total.csv",
    "datasets/streets/length.csv": "datasets/streets/total.csv",
    "datasets/roads/downloads/length.json": "datasets/streets/downloads/total.json",
    "datasets/roads/downloads/roads.zip": "datasets/streets/downloads/streets.zip",
    "api/datasets/roads.json": "api/datasets/streets.json",
    "api/3/action/package_show/roads": "api/3/action/package_show/streets",
    "updates/datasets/roads.en.xml": "updates/datasets/streets.en.xml",
    "api/indicators/road-length.json": "api/indicators/street-length.json",
    "indicators/road-length/road-length.en.json": "indicators/street-length/street-length.en.json",
    "api/sets/ways.json": "api/sets/lines.json",
    "indicator-sets/ways/ways.csv": "indicator-sets/lines/lines.csv",
    "en/datasets/roads/index.html.md": "en/datasets/streets/index.html.md",
}


@pytest.mark.parametrize(("old", "new"), FILES_KEPT.items())
def test_a_file_at_a_former_address_is_the_one_of_today(sites: dict[str, Path], old: str, new: str) -> None:
    assert sites["renamed"].joinpath(old).read_bytes() == sites["renamed"].joinpath(new).read_bytes()


def test_a_withdrawn_dataset_leaves_a_page_that_says_why(sites: dict[str, Path]) -> None:
    page = BeautifulSoup(sites["withdrawn"].joinpath("en/datasets/canals/index.html").read_text("utf-8"), "html.parser")
    text = page.select_one("article").get_text(" ", strip=True).replace("\xa0", " ")  # type: ignore[union-attr]
    for told in ("Length of canals", "withdrawn on 3 February 2026", "They were measured wrongly", "Length of roads"):
        assert told in text
    assert page.select_one('article a[href="../streets/"]')
    assert not page.select("[download], script[type='application/ld+json']")


def test_data_of_a_withdrawn_dataset_are_nowhere(sites: dict[str, Path]) -> None:
    holding = [path for path in sites["renamed"].rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert holding  # the figures are found where they are published
    site = sites["withdrawn"]
    assert [p for p in site.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()] == []
    assert not site.joinpath("datasets/canals/length.csv").exists()


def test_a_withdrawn_dataset_is_in_no_list_and_no_count(sites: dict[str, Path]) -> None:
    site = sites["withdrawn"]
    for page in ("en/datasets/", "en/", "en/organizations/office/", "en/themes/roads/", "en/search/"):
        assert "canals" not in site.joinpath(page, "index.html").read_text("utf-8"), page
    assert not any(b"canals" in file.read_bytes() for file in site.joinpath("search/index").rglob("*.json"))
    assert "datasets/canals/" not in site.joinpath("sitemap.xml").read_text("utf-8")
    assert json.loads(site.joinpath("api/3/action/package_list").read_bytes())["result"] == ["streets"]
    assert json.loads(site.joinpath("api/datasets.json").read_bytes())["count"] == 1


def test_a_withdrawn_dataset_stays_in_machine_formats_as_withdrawn(sites: dict[str, Path]) -> None:
    site = sites["withdrawn"]
    told = json.loads(site.joinpath("api/datasets/canals.json").read_bytes())["withdrawn"]
    assert told == {
        "date": "2026-02-03",
        "reason": {"th": "วัดผิด", "en": "They were measured wrongly"},
        "successor": "https://tiny.example/datasets/streets/",
    }
    (listed,) = json.loads(site.joinpath("api/datasets.json").read_bytes())["withdrawn"]
    assert (listed["name"], listed["withdrawn"]) == ("canals", told)
    package = json.loads(site.joinpath("api/3/action/package_show/canals").read_bytes())["result"]
    assert (package["state"], package["num_resources"]) == ("deleted", 0)
    for name in ("catalog.ttl", "datasets/canals/dcat.ttl"):
        turtle = site.joinpath(name).read_text("utf-8")
        assert "http://publications.europa.eu/resource/authority/dataset-status/WITHDRAWN" in turtle
        assert "isReplacedBy" in turtle
    for name in ("updates/feed.en.json", "updates/datasets/canals.en.json", "updates/organizations/office.en.json"):
        items = json.loads(site.joinpath(name).read_bytes())["items"]
        assert [i["tags"] for i in items if i["_banchi"]["dataset"] == "canals"] == [["withdrawn"]]


@pytest.mark.parametrize(
    ("make", "stops"),
    [
        (lambda root: renamed(root), False),
        (lambda root: withdrawn(root), False),
        (lambda root: _without(renamed(root), "former_names: [roads]\n"), True),
        (lambda root: _without(renamed(root), "  former_names: [road-length]\n"), True),
        (lambda root: _without(renamed(root), "  former_paths: [length.csv]\n"), True),
        (lambda root: _without(renamed(root), "former_names: [ways]\n"), True),
    ],
    ids=["renamed", "withdrawn", "dataset", "indicator", "file", "set"],
)
def test_diff_stops_what_would_lead_nowhere(tmp_path: Path, make: object, stops: bool) -> None:  # noqa: FBT001
    ways(tmp_path / "old")
    make(tmp_path / "new")  # type: ignore[operator]
    told = {form: banchi(tmp_path / "new", "diff", "../old", "--format", form) for form in ("text", "json", "markdown")}
    assert {done.exit_code for done in told.values()} == {int(stops)}
    assert bool(json.loads(told["json"].stdout)["vanished"]) == stops
    for form in ("text", "markdown"):
        assert ("would lead nowhere" in told[form].stdout) == stops, told[form].stdout


def test_diff_stops_a_dataset_that_is_only_gone(tmp_path: Path) -> None:
    ways(tmp_path / "old")
    folder = ways(tmp_path / "new") / "datasets" / "canals"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    done = banchi(tmp_path / "new", "diff", "../old", "--format", "json")
    assert done.exit_code == 1
    assert "datasets/canals/" in json.loads(done.stdout)["vanished"]


def test_a_withdrawn_dataset_is_told_of_under_its_former_name_too(tmp_path: Path) -> None:
    descriptor = withdrawn(tmp_path) / "datasets" / "canals" / "dataset.yml"
    descriptor.write_text(descriptor.read_text("utf-8") + "former_names: [waterways]\n", "utf-8")
    site = built(tmp_path)
    own = [path for path in paths(site) if "canals" in path and not path.endswith(".html")]
    assert {"api/datasets/canals.json", "datasets/canals/dcat.ttl", "updates/datasets/canals.en.xml"} < set(own)
    for path in own:
        assert site.joinpath(path.replace("canals", "waterways")).read_bytes() == site.joinpath(path).read_bytes()


def test_a_withdrawal_in_a_repository_is_news(tmp_path: Path) -> None:
    """Told once, by the newest commit that says so."""
    catalog, _ = load_catalog(withdrawn(tmp_path))
    assert catalog is not None
    told = tuple(
        Revision(dataset=name, kind="metadata", at=f"2026-02-0{day}T00:00:00Z", keys=keys)
        for day, name, keys in ((4, "canals", ("withdrawn.reason",)), (3, "canals", ("withdrawn",)), (2, "streets", ()))
    )
    now = clock.build_moment()
    assert [r.kind for r in _withdrawals(told, offered(catalog, now))] == ["withdrawn", "metadata", "metadata"]


def _without(root: Path, line: str) -> Path:
    """The catalog without one line of a descriptor or of the set."""
    for file in root.rglob("*.yml"):
        text = file.read_text("utf-8")
        if line in text:
            file.write_text(text.replace(line, ""), "utf-8")
            return root
    raise AssertionError(line)


def test_a_second_build_gives_the_same(tmp_path: Path) -> None:
    """Out of the cache, with and without former names and withdrawals."""
    root = ways(tmp_path)
    built(root)
    shutil.rmtree(root / "datasets")
    withdrawn(root)
    assert digest(built(root)) == digest(built(root, "--no-cache"))


@pytest.mark.parametrize(
    ("of_dataset", "of_resource", "parts"),
    [
        ({}, {}, []),
        ({"former_names": ("ways",)}, {}, ["dataset-roads"]),
        ({}, {"former_names": ("ways",)}, ["dataset-roads"]),
        ({}, {"former_paths": ("ways.csv",)}, ["dataset-roads"]),
    ],
)
def test_any_one_former_name_keeps_files_at_their_addresses(
    of_dataset: dict[str, tuple[str, ...]], of_resource: dict[str, tuple[str, ...]], parts: list[str]
) -> None:
    dataset = made.dataset(made.table("a.csv", (made.field("what"),), **of_resource), **of_dataset)
    assert [part.name for part in former.parts(made.catalog(dataset))] == parts
