"""What all machine formats share: they are made in a dataset's own task, kept like its pages, and linked from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator import formats
from generator.formats import Format
from generator.model import Catalog, Dataset, DatasetReading, Summary
from generator.outputs import Alternate, Output
from generator.parts import Part
from tests.tiny import banchi, tiny_catalog

MADE: list[str] = []  # what the format below was asked for


def dataset_files(_: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    MADE.append(dataset.name)
    bytes_ = sum(d.bytes for r in reading.resources for d in r.downloads)
    yield Output(path=f"plain/{dataset.name}.txt", content=f"{dataset.name} {bytes_ > 0}\n".encode())


def catalog_files(catalog: Catalog, summaries: Mapping[str, Summary], site: Path) -> Iterator[Output]:
    MADE.append("catalog")
    lines = (site.joinpath(f"plain/{d.name}.txt").read_bytes() for d in catalog.datasets)
    yield Output(path="plain.txt", parts=(*lines, b"%d" % len(summaries)))


def names(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    MADE.append("names")
    yield Output(path="names.txt", content=" ".join(d.name for d in catalog.datasets).encode())


def alternates(kind: str, name: str) -> tuple[Alternate, ...]:
    path = f"plain/{name}.txt" if kind == "dataset" else "plain.txt"
    return (Alternate(path=path, mediatype="text/plain", title="Plain <text>"),) if kind in ("dataset", "home") else ()


def parts(catalog: Catalog) -> Iterator[Part]:
    yield Part(name="all", reads=catalog.datasets, files=catalog_files)
    yield Part(name="names", reads=(), files=names, sees=lambda summary: summary.rows)


PLAIN = Format(name="plain", dataset=dataset_files, catalog=parts, alternates=alternates)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(formats, "FORMATS", (PLAIN,))
    MADE.clear()
    return tiny_catalog(tmp_path)


def build(root: Path, tmp: Path) -> dict[str, object]:
    timings = tmp / "timings.json"
    done = banchi(root, "build", "--jobs", "1", BANCHI_TIMINGS=str(timings), BANCHI_CACHE=str(root / "cache"))
    assert done.exit_code == 0, done.stderr
    told: dict[str, object] = json.loads(timings.read_text("utf-8"))
    return told


def test_a_format_gives_files_of_each_dataset_and_of_the_catalog(root: Path, tmp_path: Path) -> None:
    told = build(root, tmp_path)
    assert root.joinpath("site/plain/roads.txt").read_text() == "roads True\n"
    assert root.joinpath("site/plain.txt").read_text() == "roads True\n1"
    assert "datasets: format" in str(told["stages"])


def test_nothing_is_made_again_that_the_cache_holds(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path)
    first = root.joinpath("site/plain.txt").read_bytes()
    assert MADE == ["roads", "catalog", "names"]
    build(root, tmp_path)
    assert MADE == ["roads", "catalog", "names"]
    assert root.joinpath("site/plain.txt").read_bytes() == first
    length = root / "datasets/roads/length.csv"
    whole = length.read_text()
    length.write_text(whole.replace("2025,12", "2025,11"))
    build(root, tmp_path)
    assert MADE == ["roads", "catalog", "names", "roads", "catalog"]  # no part that sees only the number of rows
    length.write_text(whole + "2026,13\n")
    MADE.clear()
    build(root, tmp_path)
    assert MADE == ["roads", "catalog", "names"]


def test_a_part_that_is_no_more_leaves_no_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, tmp_path)
    assert root.joinpath("site/names.txt").exists()
    first = replace(PLAIN, catalog=lambda catalog: [*parts(catalog)][:1])
    monkeypatch.setattr(formats, "FORMATS", (first,))
    build(root, tmp_path)
    assert root.joinpath("site/plain.txt").exists()
    assert not root.joinpath("site/names.txt").exists()


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("datasets/roads/index.html", "../../plain/roads.txt"),
        ("en/datasets/roads/index.html", "../../../plain/roads.txt"),
        ("index.html", "plain.txt"),
        ("datasets/index.html", None),
    ],
)
def test_pages_link_their_machine_forms(root: Path, tmp_path: Path, page: str, link: str | None) -> None:
    build(root, tmp_path)
    html = BeautifulSoup(root.joinpath("site", page).read_text("utf-8"), "html.parser")
    found = html.select('link[rel="alternate"][type]')
    assert [(a["href"], a["type"], a["title"]) for a in found] == (
        [(link, "text/plain", "Plain <text>")] if link else []
    )
