"""A dataset's one pass: what it writes, what it says, and that a Data Package of it is taken by Frictionless."""

from __future__ import annotations

import csv
import hashlib
import json
import pickle
import zipfile
from pathlib import Path

import frictionless
import pytest

from generator import batches, urls
from generator.catalog import load_catalog
from generator.model import Dataset, DatasetReading, ForeignKey, Resource
from generator.problems import Problem
from generator.readings import read_dataset
from tests import made
from tests.made import field

FILES = {
    "length.csv": "ปี,km,note\n2568,1.50,=1+1\n2567,1.25,-\n".encode("cp874"),
    "years.csv": "year\n2024\n2025\n",
    "map.pdf": b"%PDF-1.4\nmap",
}


def roads() -> Dataset:
    fields = (
        field("ปี", "year", calendar="buddhist", minimum=2500, required=True),
        field("km", "number", unit="km", categories={}),
        field("note", missingValues=("", "-")),
    )
    key = ForeignKey(fields=("ปี",), resource="years", reference_fields=("year",))
    length = made.table("length.csv", fields, encoding="tis-620", primaryKey=("ปี",), foreignKeys=(key,))
    years = made.table("years.csv", (field("year", "year"),))
    map_ = Resource(name="map", path="map.pdf", title=made.text("Map"), format="pdf")
    remote = Resource(name="all", url="https://tiny.example/all.csv", title=made.text("All"), format="csv", bytes=5)
    return made.dataset(length, years, map_, remote)


def built(root: Path) -> tuple[DatasetReading, tuple[Problem, ...], Path]:
    made.write(root, FILES)
    dataset = roads()
    reading, problems = read_dataset(root, made.catalog(dataset), dataset, root / "site")
    return reading, problems, root / "site"


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    made.write(tmp_path, FILES)
    before = sorted(tmp_path.rglob("*"))
    reading, problems = read_dataset(tmp_path, made.catalog(roads()), roads(), None)
    assert sorted(tmp_path.rglob("*")) == before and problems == ()
    assert [(r.profile, r.downloads) for r in reading.resources] == [(None, ())] * 4


def test_everything_that_is_told_is_there_with_that_size_and_digest(tmp_path: Path) -> None:
    reading, _, site = built(tmp_path)
    told = [d for r in reading.resources for d in r.downloads]
    assert reading.package is not None and reading.bundle is not None
    for download in (*told, reading.package, reading.bundle):
        content = (site / download.path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (download.bytes, download.sha256)
    written = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert written == {d.path for d in told} | {reading.package.path, reading.bundle.path}


def test_the_original_is_copied_byte_for_byte(tmp_path: Path) -> None:
    _, _, site = built(tmp_path)
    for name, content in FILES.items():
        expected = content if isinstance(content, bytes) else content.encode()
        assert (site / urls.original("roads", name)).read_bytes() == expected


def test_derived_files_are_utf_8_and_of_the_common_era(tmp_path: Path) -> None:
    _, _, site = built(tmp_path)
    with (site / urls.derived("roads", "length", ".csv")).open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["ปี", "km", "note"], ["2025", "1.50", "=1+1"], ["2024", "1.25", ""]]


def test_frictionless_takes_the_data_package_from_the_built_folder(tmp_path: Path) -> None:
    _, _, site = built(tmp_path)
    report = frictionless.validate(str(site / "datasets/roads/datapackage.json"))
    local = [task for task in report.tasks if not task.place.startswith("https:")]
    assert [task.errors for task in local] == [[], [], []]


def test_the_data_package_says_what_the_derived_table_holds(tmp_path: Path) -> None:
    _, _, site = built(tmp_path)
    package = json.loads((site / "datasets/roads/datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["title"], package["title_en"]) == ("ถนน", "Roads")
    length, years, map_, remote = package["resources"]
    assert (length["path"], length["encoding"]) == ("downloads/length.csv", "utf-8")
    assert (
        length["hash"]
        == "sha256:" + hashlib.sha256((site / "datasets/roads/downloads/length.csv").read_bytes()).hexdigest()
    )
    assert length["schema"]["fields"][0]["constraints"] == {"required": True, "minimum": 1957}
    assert (map_["path"], remote["path"], years["name"]) == ("map.pdf", "https://tiny.example/all.csv", "years")


def test_the_zip_holds_originals_tables_and_words_in_every_language(tmp_path: Path) -> None:
    reading, _, site = built(tmp_path)
    assert reading.bundle is not None
    with zipfile.ZipFile(site / reading.bundle.path) as archive:
        names = archive.namelist()
        readme = archive.read("roads/README.txt").decode()
        assert archive.read("roads/length.csv") == FILES["length.csv"]
    assert names == sorted(names) and len(names) == 7
    assert "- years.csv: the original file, unchanged: CSV in UTF-8" in readme
    assert "ถนน" in readme and "Roads" in readme and "https://tiny.example/en/datasets/roads/" in readme


def kinds(reading: DatasetReading, name: str) -> list[tuple[str, str, bool]]:
    (found,) = [r for r in reading.resources if r.resource == name]
    return [(d.kind, d.path.removeprefix("datasets/roads/"), d.is_original) for d in found.downloads]


def test_a_file_that_is_a_plain_csv_already_is_not_written_again(tmp_path: Path) -> None:
    reading, _, site = built(tmp_path)
    others = [(kind, f"downloads/years.{kind}", False) for kind in ("xlsx", "json", "parquet")]
    assert kinds(reading, "years") == [("csv", "years.csv", True), *others]
    assert kinds(reading, "length")[:2] == [("original", "length.csv", True), ("csv", "downloads/length.csv", False)]
    assert not (site / "datasets/roads/downloads/years.csv").exists()


@pytest.mark.parametrize(
    "original",
    [
        pytest.param(b"\xef\xbb\xbfyear\n2024\n2025\n", id="a byte order mark"),
        pytest.param(b"year\n2024\n-\n", id="a missing value that is written"),
        pytest.param(b"year\n2024\n\n2025\n", id="a blank row"),
        pytest.param(b"year\n 2024\n2025\n", id="a space"),
        pytest.param(b"year\n", id="no rows"),
    ],
)
@pytest.mark.parametrize("size", [1, 100])
def test_any_other_file_has_a_plain_csv_beside_it(
    tmp_path: Path, original: bytes, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the difference comes after rows that had none."""
    monkeypatch.setattr(batches, "MOST_ROWS", size)
    made.write(tmp_path, {**FILES, "years.csv": original})
    years = made.table("years.csv", (field("year", "year"),), missingValues=("", "-"))
    dataset = made.dataset(years)
    reading, _ = read_dataset(tmp_path, made.catalog(dataset), dataset, tmp_path / "site")
    assert kinds(reading, "years")[:2] == [("original", "years.csv", True), ("csv", "downloads/years.csv", False)]
    with (tmp_path / "site/datasets/roads/downloads/years.csv").open(encoding="utf-8", newline="") as stream:
        names, *rows = csv.reader(stream)
    plain = [row for line in original.decode("utf-8-sig").split()[1:] if (row := [line.strip().replace("-", "")])]
    assert names == ["year"] and rows == plain


def test_the_data_package_in_the_zip_is_valid_too(tmp_path: Path) -> None:
    reading, _, site = built(tmp_path)
    assert reading.bundle is not None
    with zipfile.ZipFile(site / reading.bundle.path) as archive:
        archive.extractall(tmp_path / "unpacked")
    report = frictionless.validate(str(tmp_path / "unpacked/roads/datapackage.json"))
    assert all(not task.errors for task in report.tasks if not task.place.startswith("https:"))


def test_two_readings_give_the_same_bytes(tmp_path: Path) -> None:
    first, _, _ = built(tmp_path / "one")
    second, _, _ = built(tmp_path / "two")
    assert first == second  # their digests are part of them


def test_a_task_and_what_it_gives_can_go_to_another_process(tmp_path: Path) -> None:
    reading, problems, _ = built(tmp_path)
    task = pickle.dumps((read_dataset, tmp_path, made.catalog(roads()), roads()))
    assert pickle.loads(pickle.dumps((reading, problems))) == (reading, problems) and task


def test_a_bad_file_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    made.write(tmp_path, {**FILES, "years.csv": b"year\n\xff\n"})
    reading, problems = read_dataset(tmp_path, made.catalog(roads()), roads(), tmp_path / "site")
    assert [p.code for p in problems] == ["encoding-error"]
    assert [bool(r.downloads) for r in reading.resources] == [True, False, True, False]


def test_a_dataset_without_files_has_a_data_package_and_no_zip(tmp_path: Path) -> None:
    dataset = made.dataset()
    reading, problems = read_dataset(tmp_path, made.catalog(dataset), dataset, tmp_path / "site")
    assert problems == () and reading.bundle is None and reading.package is not None


ROOT = Path(__file__).parents[1]


def test_frictionless_takes_the_data_package_of_every_real_dataset(tmp_path: Path) -> None:
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    for dataset in catalog.datasets:
        read_dataset(ROOT, catalog, dataset, tmp_path)
        report = frictionless.validate(str(tmp_path / urls.data_package(dataset.name)))
        errors = [e.message for task in report.tasks if not task.place.startswith("https:") for e in task.errors]
        assert (dataset.name, errors, report.errors) == (dataset.name, [], [])


@pytest.mark.parametrize("text", ["</script>", "{{ x }}", "\u2028", "'\"", "a" * 10_000])
def test_any_title_stands_in_the_data_package_as_it_is(tmp_path: Path, text: str) -> None:
    dataset = made.dataset(title=made.text(text))
    read_dataset(tmp_path, made.catalog(dataset), dataset, tmp_path)
    assert json.loads((tmp_path / "datasets/roads/datapackage.json").read_text("utf-8"))["title"] == text
