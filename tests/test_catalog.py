"""Loading: where a catalog is found, what is read in which order, what the rules across datasets see."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from generator import find_root, load_catalog
from generator.problems import WrongUse
from tests.museum import SMALLEST, lay_out

ROOT = Path(__file__).parent.parent
DESCRIPTOR = "datasets/internet-users/dataset.yml"


@pytest.fixture
def smallest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    return lay_out(SMALLEST, tmp_path / "catalog")


def edit(root: Path, right: str, wrong: str, path: str = DESCRIPTOR) -> None:
    text = (root / path).read_text("utf-8")
    assert right in text
    (root / path).write_text(text.replace(right, wrong), encoding="utf-8")


def told(root: Path) -> list[tuple[str, int | None]]:
    return [(p.code, p.line) for p in load_catalog(root)[1]]


def test_the_root_is_found_from_any_folder_within(smallest: Path) -> None:
    assert find_root(smallest / "datasets" / "internet-users") == smallest.resolve()


def test_no_catalog_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="datasets"):
        find_root(tmp_path)


def test_the_real_catalog_has_no_problems() -> None:
    catalog, problems = load_catalog(ROOT)
    assert [p.line_text("en") for p in problems] == []
    assert catalog is not None and len(catalog.datasets) >= 50


def test_datasets_stand_in_the_order_of_their_names_wherever_they_lie(smallest: Path) -> None:
    for name in ("z/aa", "b/c/bb"):
        shutil.copytree(smallest / "datasets/internet-users", smallest / "datasets" / name)
        edit(
            smallest,
            "title: {th: ผู้ใช้อินเทอร์เน็ต, en: Internet users}",
            f"title: {{th: {name}, en: {name}}}",
            f"datasets/{name}/dataset.yml",
        )
    catalog, _ = load_catalog(smallest)
    assert catalog is not None
    assert [d.name for d in catalog.datasets] == ["aa", "bb", "internet-users"]
    assert catalog.datasets[1].folder == "datasets/b/c/bb"


def test_the_model_holds_what_was_written(smallest: Path) -> None:
    catalog, problems = load_catalog(smallest)
    assert problems == () and catalog is not None
    dataset = catalog.datasets[0]
    assert dataset.title.by_language == {"th": "ผู้ใช้อินเทอร์เน็ต", "en": "Internet users"}
    assert (dataset.temporal_coverage and dataset.temporal_coverage.start) == "2023"
    resource = dataset.resources[0]
    assert (resource.format, resource.line) == ("csv", 25)
    assert resource.schema is not None and resource.schema.primaryKey == ("area", "year")
    assert resource.schema.fields[2].constraints.minimum == 0
    assert catalog.organizations["statistics-office"].parent == "ministry"


def test_the_catalog_travels_between_processes(smallest: Path) -> None:
    catalog, _ = load_catalog(smallest)
    assert pickle.loads(pickle.dumps(catalog)) == catalog


def test_the_license_of_the_catalog_stands_in(smallest: Path) -> None:
    edit(smallest, "license: cc-by-4.0\n", "")
    assert told(smallest) == [("missing-key", 1)]
    edit(smallest, "publisher:", "license: cc-by-4.0\npublisher:", "datasets/catalog.yml")
    catalog, problems = load_catalog(smallest)
    assert problems == () and catalog is not None and catalog.datasets[0].license == "cc-by-4.0"


def test_today_may_have_begun_elsewhere(smallest: Path) -> None:
    edit(smallest, "modified: 2026-11-21", "modified: 2026-11-22")
    assert told(smallest) == []
    edit(smallest, "modified: 2026-11-22", "modified: 2026-11-23")
    assert told(smallest) == [("date-in-future", 23)]


def test_a_coverage_may_end_within_the_year_it_starts_in(smallest: Path) -> None:
    edit(smallest, "{start: 2023, end: 2024}", "{start: 2024-06, end: 2024}")
    assert told(smallest) == []


def test_a_remote_file_is_described_and_not_looked_for(smallest: Path) -> None:
    (smallest / "datasets/internet-users/internet-users.csv").unlink()
    edit(smallest, "path: internet-users.csv", "url: https://files.example/x\n  format: CSV\n  bytes: 7")
    catalog, problems = load_catalog(smallest)
    assert problems == () and catalog is not None
    assert catalog.datasets[0].resources[0].is_remote and catalog.datasets[0].resources[0].format == "csv"


def test_a_dataset_without_an_open_file_says_how_to_ask(smallest: Path) -> None:
    text = (smallest / DESCRIPTOR).read_text("utf-8")
    closed = text[: text.index("resources:")].replace("governance_category: public", "governance_category: personal")
    closed = closed.replace("classification: open", "access_condition: {th: ขอที่สำนักงาน, en: Ask the office}")
    (smallest / DESCRIPTOR).write_text(closed, encoding="utf-8")
    (smallest / "datasets/internet-users/internet-users.csv").unlink()
    assert told(smallest) == []


def test_a_planned_dataset_has_no_file_yet(smallest: Path) -> None:
    text = (smallest / DESCRIPTOR).read_text("utf-8")
    planned = text[: text.index("resources:")] + "planned: true\nrelease_date: 2027-06-01\n"
    (smallest / DESCRIPTOR).write_text(f"{planned}access_condition: {{th: รอ, en: Wait}}\n", encoding="utf-8")
    (smallest / "datasets/internet-users/internet-users.csv").unlink()
    assert told(smallest) == []


def test_one_broken_dataset_does_not_hide_the_others(smallest: Path) -> None:
    shutil.copytree(smallest / "datasets/internet-users", smallest / "datasets/other")
    (smallest / "datasets/other/dataset.yml").write_text("a: [b\n", encoding="utf-8")
    edit(smallest, "data_type: statistics", "data_type: statistic")
    catalog, problems = load_catalog(smallest)
    assert [p.code for p in problems] == ["unknown-code", "yaml-bracket"]
    assert catalog is not None and [d.name for d in catalog.datasets] == ["internet-users"]


def test_a_folder_that_is_a_link_is_passed_over(smallest: Path) -> None:
    (smallest / "datasets/circle").symlink_to(smallest / "datasets", target_is_directory=True)
    assert told(smallest) == []


def test_a_catalog_in_one_other_language_misses_no_translation(smallest: Path) -> None:
    for path in smallest.rglob("*.yml"):
        text = path.read_text("utf-8").replace("{th: ", "{lo: ").replace("languages: [th, en]", "languages: [lo, en]")
        path.write_text(text, encoding="utf-8")
    catalog, problems = load_catalog(smallest)
    assert problems == () and catalog is not None and catalog.language == "lo"
