"""A catalog chooses what it publishes: what it leaves out has no file and no link, and what is left is as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest
import yaml

from generator import formats
from generator.codelists import code_list
from generator.downloads import WRITERS
from tests import every_key, links
from tests.test_hostile_text import EPOCH
from tests.test_portal import digest
from tests.tiny import banchi

CATALOG: Final = "datasets/catalog.yml"
OF_FORMATS: Final[Mapping[str, Sequence[str]]] = {  # where each one's files stand; `former` has those of all others
    "api": ("api/*.json", "api/datasets/*", "api/sets/*"),
    "dcat": ("catalog.ttl", "datasets/*/dcat.*"),
    "ckan": ("api/3/**/*", "api/action/*"),
    "datapackage": ("datapackage.json",),
    "croissant": ("datasets/*/croissant.json",),
    "csvw": ("**/*-metadata.json",),
    "jsonstat": ("**/*jsonstat*",),
    "sdmx": ("**/*.sdmx.csv", "**/*.sdmx.json"),
    "gdc-workbooks": ("organizations/**/*.xlsx",),
    "data-json": ("data.json",),
    "llms": ("**/llms.txt", "**/*.html.md"),
    "badges": ("datasets/*/badge.svg",),
    "opensearch": ("**/opensearch.xml",),
    "whole": ("catalog.csv", "catalog.zip"),
    "feeds": ("updates/**/*.xml", "updates/**/*.json"),
    "calendar": ("**/calendar.ics",),
}
OF_DOWNLOADS: Final[Mapping[str, Sequence[str]]] = {
    "csv": ("datasets/*/downloads/*.csv", "api/indicators/*.csv", "indicator-sets/*/tree.csv"),
    "xlsx": ("datasets/*/downloads/*.xlsx", "indicators/*/*.xlsx", "indicator-sets/*/*.xlsx"),
    "json": ("datasets/*/downloads/*.json",),
    "parquet": ("datasets/*/downloads/*.parquet",),
    "zip": ("datasets/*/downloads/*.zip",),
}
CHOICES: Final = (  # each leaves out what another keeps
    (("opensearch",), ("xlsx",)),
    (("api",), ("csv",)),
    (("llms", "whole", "calendar"), ("zip",)),
    (("dcat", "feeds", "csvw", "former"), ("json", "csv")),
    (("croissant", "ckan", "gdc-workbooks", "data-json", "datapackage"), ("parquet",)),
    (("jsonstat", "sdmx", "badges"), ("json",)),
)


def write(root: Path, forms: Sequence[str] | None, kinds: Sequence[str] | None) -> None:
    """The catalog that uses every key, with that choice; None leaves a key out."""
    trees = every_key.trees()
    own = trees[CATALOG]
    assert isinstance(own, dict)
    chosen = {"formats": forms, "downloads": kinds}
    own = {key: value for key, value in own.items() if key not in chosen}
    every_key.write(root, {**trees, CATALOG: own | {k: list(v) for k, v in chosen.items() if v is not None}}, {})


def built(root: Path) -> Path:
    done = banchi(root, "build", SOURCE_DATE_EPOCH=EPOCH)
    assert done.exit_code == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without a choice."""
    root = tmp_path_factory.mktemp("whole")
    write(root, None, None)
    return built(root)


def test_the_lists_name_every_format_and_every_kind_that_there_is() -> None:
    assert [entry.id for entry in code_list("format")] == [form.name for form in formats.FORMATS]
    assert {entry.id for entry in code_list("download")} == {*WRITERS, "zip"} - {"csv-excel"}
    assert {*OF_FORMATS, "former"} == {form.name for form in formats.FORMATS}
    assert set(OF_DOWNLOADS) == {entry.id for entry in code_list("download")}


def test_what_a_format_needs_is_on_the_lists() -> None:
    for entry in code_list("format"):
        assert {*entry.more} <= {"needs_formats", "needs_downloads"}
        assert set(entry.more.get("needs_formats", ())) <= {other.id for other in code_list("format")}
        assert set(entry.more.get("needs_downloads", ())) <= {other.id for other in code_list("download")}


def test_to_choose_everything_is_to_choose_nothing(whole: Path, tmp_path: Path) -> None:
    write(tmp_path, [entry.id for entry in code_list("format")], [entry.id for entry in code_list("download")])
    assert digest(built(tmp_path)) == digest(whole)


@pytest.mark.parametrize(("forms", "kinds"), CHOICES, ids=lambda chosen: "-".join(chosen))
def test_what_is_left_out_has_no_file_and_no_link(
    forms: Sequence[str], kinds: Sequence[str], whole: Path, tmp_path: Path
) -> None:
    write(tmp_path, forms, kinds)
    site = built(tmp_path)
    assert links.problems(site) == []
    assert list(dead_addresses(site, every_address(whole))) == []
    for name, patterns in (OF_FORMATS | OF_DOWNLOADS).items():
        for pattern in patterns:
            there = [path for path in site.glob(pattern) if path.is_file()]
            assert bool(there) == (name in {*forms, *kinds}), (name, pattern, there)
    assert all((whole / path).is_file() for path in digest(site) if not path.startswith(("search/", "assets/")))


def test_another_choice_is_another_site_though_the_cache_is_warm(whole: Path, tmp_path: Path) -> None:
    write(tmp_path / "warm", None, None)
    assert digest(built(tmp_path / "warm")) == digest(whole)
    for root in (tmp_path / "warm", tmp_path / "fresh"):
        write(root, ["api", "dcat"], ["csv"])
        built(root)
    assert digest(tmp_path / "warm/site") == digest(tmp_path / "fresh/site")


def test_guides_tell_only_of_what_there_is(whole: Path, tmp_path: Path) -> None:
    write(tmp_path, ["opensearch"], ["csv"])
    told = (built(tmp_path) / "en/developers/index.html").read_text("utf-8")
    assert "OpenSearch" in told
    assert "banchi.with" not in told
    everything = (whole / "en/developers/index.html").read_text("utf-8")
    for word in ("openapi.json", "DCAT-AP", "ckanapi", "croissant", "JSON-stat", "JSON Feed", "llms.txt", ".parquet"):
        assert word in everything, word
        assert word not in told, word


def every_address(site: Path) -> frozenset[str]:
    """Paths of all files, and of pages by their folders."""
    paths = [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()]
    return frozenset((*paths, *(path.removesuffix("index.html") for path in paths)))


def dead_addresses(site: Path, known: frozenset[str]) -> Iterator[str]:
    """Full addresses, in any text file, of what the whole site has and this one has not."""
    own = yaml.safe_load((site.parent / CATALOG).read_text("utf-8"))["base_uri"]
    address = re.compile(rf"{re.escape(own.rstrip('/'))}/([^\s\"'<>)\\|,;#?&\]]*)")
    left = known - every_address(site)
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.suffix not in (".zip", ".xlsx", ".parquet", ".png", ".woff2"):
            for found in address.findall(file.read_text("utf-8")):
                if unquote(found).removesuffix(".") in left:
                    yield f"{file.relative_to(site)}: {found}"
