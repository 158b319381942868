"""A second build does again what has changed and nothing else, and gives what a build without memory gives."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator import fingerprints, lists, running, templates
from generator.catalog import load_catalog
from generator.model import Catalog, Summary
from generator.outputs import Output
from generator.pages import writer
from generator.portal import Site, build
from generator.search import index
from generator.theme import Theme
from tests.test_portal import EPOCH, built, digest
from tests.tiny import FILES, banchi, tiny_catalog

TABLE = "year,length\n2024,10\n2025,12\n"
WAYS = {  # more datasets, each with something that none of the others has
    "canals": FILES["datasets/roads/dataset.yml"]
    .replace("ความยาวถนน", "ความยาวคลอง")
    .replace("Length of roads", "Length of canals")
    .replace("unit: km", "unit: mile")
    .replace("resources:", "related: [roads]\nresources:"),
    "paths": FILES["datasets/roads/dataset.yml"]
    .replace("ความยาวถนน", "ความยาวทาง")
    .replace("Length of roads", "Length of paths")
    .replace(
        "- {name: year", "- {name: area, type: string, codes: areas, title: {th: พื้นที่, en: Area}}\n    - {name: year"
    ),
}


def catalog(folder: Path) -> Path:
    """Three datasets of one table each: six dataset pages."""
    root = tiny_catalog(folder, units="km: {title: {th: กม., en: kilometres}}\nmile: {title: {th: ไมล์, en: miles}}\n")
    for name, descriptor in WAYS.items():
        place = root / "datasets" / name
        place.mkdir()
        place.joinpath("dataset.yml").write_text(descriptor, "utf-8")
        place.joinpath("length.csv").write_text(
            TABLE if name != "paths" else "area,year,length\nTHA,2024,3\nTHA,2025,4\n"
        )
    return root


def counts(root: Path, command: str = "build", *arguments: str, **environment: str) -> tuple[int, int, int, int]:
    """Build; how many datasets were validated and derived, how many of their pages and of the lists rendered."""
    told = root.parent / "timings.json"
    done = banchi(root, command, *arguments, BANCHI_TIMINGS=str(told), **{**EPOCH, **environment})
    assert done.exit_code == 0, done.stdout + done.stderr
    said = json.loads(told.read_text("utf-8"))
    assert said["datasets"] == len(list(root.glob("datasets/*/dataset.yml")))
    return said["validated"], said["derived"], said["rendered"], said["lists"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return catalog(tmp_path / "catalog")


def without_memory(root: Path) -> dict[str, str]:
    return digest(built_beside(root))


def built_beside(root: Path, *arguments: str, **environment: str) -> Path:
    site = root.parent / "fresh"
    done = banchi(root, "build", "--no-cache", "--site-dir", str(site), *arguments, **{**EPOCH, **environment})
    assert done.exit_code == 0, done.stdout + done.stderr
    return site


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_where_nothing_has_changed_nothing_is_done(root: Path) -> None:
    assert counts(root)[:3] == (3, 3, 6)
    first = digest(root / "site")
    assert counts(root) == (0, 0, 0, 0)
    assert digest(root / "site") == first == without_memory(root)


def test_one_cell_costs_its_dataset_and_its_pages(root: Path) -> None:
    counts(root)
    rewrite(root / "datasets/roads/length.csv", "12", "13")
    assert counts(root) == (1, 1, 2, 2), "the home pages show its figure"
    assert digest(root / "site") == without_memory(root)


def test_one_row_more_costs_the_lists_that_count_rows(root: Path) -> None:
    lists = counts(root)[3]
    rewrite(root / "datasets/roads/length.csv", "2025,12\n", "2025,12\n2026,14\n")
    done = counts(root)
    assert done[:3] == (1, 1, 2) and 2 < done[3] < lists
    assert digest(root / "site") == without_memory(root)


def test_the_index_of_search_is_made_anew_only_for_what_it_holds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def files(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Output]:
        asked.append(len(summaries))
        return index.files(catalog, summaries)

    monkeypatch.setattr(lists, "SEARCH", replace(lists.SEARCH, files=files))
    counts(root)
    rewrite(root / "datasets/roads/length.csv", "2025,12", "2025,13")
    assert counts(root)[:2] == (1, 1)
    assert asked == [3]
    rewrite(root / "datasets/roads/dataset.yml", "Length of roads", "How long roads are")
    counts(root)
    assert asked == [3, 3]
    assert digest(root / "site") == without_memory(root)


@pytest.fixture
def other_view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Change the view of a dataset's page."""
    views, folder = tmp_path / "views", templates.folder

    def change() -> None:
        shutil.copytree(folder("views"), views)
        with (views / "dataset.html").open("a") as file:
            file.write("\n<p>another end</p>\n")
        monkeypatch.setattr(templates, "folder", lambda name: views if name == "views" else folder(name))
        writer._views.cache_clear()

    yield change
    monkeypatch.undo()
    writer._views.cache_clear()


def test_another_view_costs_every_page_and_no_row(root: Path, other_view: Callable[[], None]) -> None:
    _, _, pages, lists = counts(root)
    other_view()
    assert counts(root) == (0, 0, pages, lists)
    assert "another end" in root.joinpath("site/datasets/roads/index.html").read_text("utf-8")


def test_another_site_name_costs_every_page_and_no_row(root: Path) -> None:
    _, _, pages, lists = counts(root)
    rewrite(root / "mkdocs.yml", "Tiny", "Small")
    assert counts(root) == (0, 0, pages, lists)


def test_another_version_of_the_project_costs_everything(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = counts(root)
    monkeypatch.setattr(fingerprints, "code", lambda: "of another version")
    assert counts(root) == first


# What is written, in which file, and whether rows are read again for it: how often, and for how many pages.
CHANGES: dict[str, tuple[str, str, str]] = {
    "title of the catalog": ("catalog.yml", "Tiny catalog", "Little catalog"),
    "words of the catalog": ("catalog.yml", "An example", "Another example"),
    "contact of the catalog": ("catalog.yml", "email: office@", "email: desk@"),
    "address of the catalog": ("catalog.yml", "https://tiny.example/", "https://small.example/base/"),
    "somewhere to report": ("catalog.yml", "publisher:", "issues_url: https://bugs.example/new\npublisher:"),
    "order of languages": ("catalog.yml", "[th, en]", "[en, th]"),
    "name of an organization": ("organizations.yml", "Office", "Bureau"),
    "name of a theme": ("themes.yml", "Roads", "Ways"),
    "words of a license": ("licenses.yml", "Do as you like.", "Do what you like."),
    "name of a unit": ("units.yml", "miles", "mile"),
    "name of an area": ("areas.yml", "Thailand", "Siam"),
    "title of a dataset": ("roads/dataset.yml", "Length of roads", "Lengths of roads"),
    "a comment": ("roads/dataset.yml", "resources:", "# what there is\nresources:"),
    "a key of a table": ("roads/dataset.yml", "    primaryKey: [year]\n", ""),
    "date of a change": ("canals/dataset.yml", "modified: 2026-01-02", "modified: 2026-02-02"),
    "a related dataset": ("paths/dataset.yml", "resources:", "related: [canals]\nresources:"),
    "a cell": ("canals/length.csv", "12", "15"),
    "a row": ("paths/length.csv", "THA,2025,4\n", "THA,2025,4\nTHA,2026,5\n"),
}


def test_whatever_changes_the_site_is_that_of_a_build_without_memory(root: Path) -> None:
    counts(root)
    before = digest(root / "site")
    for what, (path, old, new) in CHANGES.items():
        rewrite(root / "datasets" / path, old, new)
        counts(root)
        after = digest(root / "site")
        assert after == without_memory(root), what
        assert (after != before) == (what != "a comment"), what
        before = after


def test_another_day_costs_the_pages_whose_freshness_it_changes(root: Path) -> None:
    counts(root)
    later = {"SOURCE_DATE_EPOCH": "1890000000"}
    assert counts(root, **later) == (0, 0, 6, 26), (
        "and the lists that mark them, the page of quality and the calendar, which names no late update"
    )
    assert digest(root / "site") == digest(built_beside(root, **later))


def test_a_build_has_one_day_in_all_its_processes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers may have begun on another day: before midnight, or in a process that has built before."""
    monkeypatch.setattr(running, "WORTH_A_POOL", 0.0)
    counts(root, "build", "--jobs", "2")
    later = {"SOURCE_DATE_EPOCH": "1890000000"}
    counts(root, "build", "--jobs", "2", **later)
    assert digest(root / "site") == digest(built_beside(root, "--jobs", "1", **later))


def test_what_a_registry_says_enters_only_what_uses_it(root: Path) -> None:
    counts(root)
    rewrite(root / "datasets/units.yml", "miles", "mile")
    assert counts(root)[:3] == (1, 1, 2)
    rewrite(root / "datasets/areas.yml", "Thailand", "Siam")
    assert counts(root)[:3] == (1, 1, 6)  # a page says to machines of which country it is, coded or not
    rewrite(root / "datasets/themes.yml", "Roads", "Ways")
    assert counts(root)[:3] == (0, 0, 6)


@pytest.mark.parametrize("left", [0, 0.3, 0.97])
def test_cut_entries_are_made_again(root: Path, left: float) -> None:
    first = counts(root)
    right = digest(root / "site")
    shutil.copytree(root / ".banchi", root / "copy")  # else the site would be cut with it
    shutil.rmtree(root / ".banchi")
    root.joinpath("copy").rename(root / ".banchi")
    for file in root.joinpath(".banchi/cache").glob("*/*/*/*"):
        content = file.read_bytes()
        file.write_bytes(content[: int(len(content) * left)])
    assert counts(root) == first
    assert digest(root / "site") == right
    assert counts(root) == (0, 0, 0, 0), "and mended"


def test_a_cache_restored_elsewhere_is_as_good(root: Path, tmp_path: Path) -> None:
    counts(root)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(root, elsewhere, ignore=shutil.ignore_patterns("site"))
    assert counts(elsewhere) == (0, 0, 0, 0)
    assert digest(elsewhere / "site") == digest(root / "site")


def test_without_cache_none_is_read_nor_left(root: Path) -> None:
    first = counts(root, "build", "--no-cache")
    assert not root.joinpath(".banchi").exists()
    assert counts(root) == first
    assert counts(root, "build", "--no-cache") == first


def test_the_cache_may_stand_elsewhere(root: Path, tmp_path: Path) -> None:
    place = {"BANCHI_CACHE": str(tmp_path / "kept")}
    counts(root, **place)
    assert not root.joinpath(".banchi").exists()
    assert counts(root, **place) == (0, 0, 0, 0)


def test_the_number_of_processes_changes_no_byte(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = counts(root, "build", "--jobs", "1")
    right = digest(root / "site")
    shutil.rmtree(root / ".banchi")
    monkeypatch.setattr(running, "WORTH_A_POOL", 0.0)
    assert counts(root, "build", "--jobs", "2") == alone
    assert digest(root / "site") == right
    assert counts(root, BANCHI_WORKERS="2") == (0, 0, 0, 0)
    assert counts(root, "build", "--no-cache", BANCHI_WORKERS="2") == alone
    assert digest(root / "site") == right


def test_a_check_remembers_too(root: Path) -> None:
    assert counts(root, "check") == (3, 0, 0, 0)
    assert counts(root, "check") == (0, 0, 0, 0)
    rewrite(root / "datasets/roads/length.csv", "12", "13")
    assert counts(root, "check") == (1, 0, 0, 0)
    assert counts(root)[:3] == (3, 3, 6)
    rewrite(root / "datasets/roads/length.csv", "13", "14")
    assert counts(root)[:3] == (1, 1, 2)
    assert counts(root, "check") == (0, 0, 0, 0), "a build has looked at it"


def test_what_is_wrong_is_told_again(root: Path) -> None:
    rewrite(root / "datasets/roads/length.csv", "12", "many")
    first = [banchi(root, command, **EPOCH) for command in ("check", "build")]
    again = [banchi(root, command, **EPOCH) for command in ("check", "build")]
    assert [done.exit_code for done in (*first, *again)] == [1, 1, 1, 1]
    assert [done.output for done in first] == [done.output for done in again]
    assert "'many'" in first[1].output


def test_a_dataset_that_is_gone_is_missed_by_one_that_has_not_changed(root: Path) -> None:
    counts(root)
    shutil.rmtree(root / "datasets/roads")
    done = banchi(root, "check", **EPOCH)
    assert "datasets/canals/dataset.yml" in done.output and "unknown-dataset" in done.output


def test_a_file_behind_a_link_is_read_each_time(root: Path, tmp_path: Path) -> None:
    table = root / "datasets/roads/length.csv"
    table.rename(table.with_name("real.csv"))
    table.symlink_to("real.csv")
    for _ in range(2):
        done = banchi(root, "build", **EPOCH)
        assert done.exit_code == 0, done.output
    rewrite(table.with_name("real.csv"), "12", "99")
    assert banchi(root, "build", **EPOCH).exit_code == 0
    assert digest(root / "site") == without_memory(root)


def test_builds_side_by_side_share_a_cache(root: Path, tmp_path: Path) -> None:
    right = without_memory(root)
    command = [sys.executable, "-m", "generator", "build", "--site-dir"]
    sites = [tmp_path / f"site-{n}" for n in range(3)]
    runs = [subprocess.Popen([*command, str(s)], cwd=root, env={**_environment(), **EPOCH}) for s in sites]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert all(digest(site) == right for site in sites)
    assert counts(root) == (0, 0, 0, 0)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("BANCHI_")}


def test_a_preview_leaves_no_file_of_a_faulty_dataset(tmp_path: Path) -> None:
    """Neither when it is read nor when it is remembered."""
    root = catalog(tmp_path / "catalog")
    assert built(root)
    rewrite(root / "datasets/roads/length.csv", "12", "many")
    loaded, _ = load_catalog(root)
    assert loaded is not None
    for number in range(2):
        how = running.running(root, {})
        site = Site(tmp_path / f"preview-{number}")
        build(root, loaded, site, Theme(root / "mkdocs.yml", loaded), how)
        assert how.timings.validated == 1 - number
        assert not any(f.is_file() for f in (site.folder / "datasets/roads").rglob("*"))
    assert digest(tmp_path / "preview-0") == digest(tmp_path / "preview-1")
