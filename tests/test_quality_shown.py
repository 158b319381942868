"""Points of quality as a site shows them: pages, badges, the command, and what is told of data that are overdue."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from generator import pages
from generator.formats import badges
from generator.model import (
    DatasetReading,
)
from generator.quality import CRITERIA, DIMENSIONS
from tests.judged import (
    ASKED,
    OF_FILES,
    best,
    catalog_of,
    judged,
)
from tests.tiny import FILES, banchi, tiny_catalog

SVG = "{http://www.w3.org/2000/svg}"


def test_a_badge_says_what_it_shows_in_the_catalogs_languages() -> None:
    dataset = best(license="closed")
    reading = DatasetReading(dataset="roads", quality=judged(dataset))
    (badge,) = badges.dataset_files(catalog_of(dataset), dataset, reading)
    assert badge.path == "datasets/roads/badge.svg"
    shown = ElementTree.fromstring(badge.content or b"")
    assert shown.findtext(f"{SVG}title") == shown.get("aria-label") == "คุณภาพข้อมูล · data quality: 95/100"
    assert [text.text for text in shown.iter(f"{SVG}text")] == ["คุณภาพข้อมูล · data quality", "95/100"]


def test_nobody_asked_means_no_badge() -> None:
    assert list(badges.dataset_files(catalog_of(best()), best(), DatasetReading(dataset="roads"))) == []


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768435200")  # 2026-01-15
    return tiny_catalog(tmp_path / "catalog")


def read(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


def test_a_site_tells_each_datasets_points_with_reasons(root: Path) -> None:
    assert banchi(root, "build", "--jobs", "1").exit_code == 0
    told = json.loads((root / "site/api/datasets/roads.json").read_text("utf-8"))["quality"]
    page = read(root / "site/en/datasets/roads/index.html")
    heading = page.find(id="quality")
    assert heading is not None and heading.parent is not None
    assert heading.text == f"Quality: {told['points']} of 100 points"
    gains = [int(b.text) for b in heading.parent.select("li b")]
    assert gains == [step["points"] for step in told["to_gain"]] and sum(gains) == 100 - told["points"]
    assert "badge.svg)](https://tiny.example/en/datasets/roads/#quality)" in heading.parent.text
    everyone = read(root / "site/quality/index.html")
    assert [b.text for b in everyone.select(".b-judged b")] == [str(told["points"])]
    assert f"{told['points']}.0 จาก 100 คะแนน" in everyone.text
    office = read(root / "site/en/organizations/office/index.html").select_one('a[href$="quality/#organizations"]')
    assert office is not None and office.text == f"Quality: {told['points']}.0 of 100 points"
    assert (root / "site/datasets/roads/badge.svg").is_file()


def test_the_page_of_quality_goes_on_over_further_ones() -> None:
    datasets = [best(name=f"d{n:03}", license=("closed", "cc0-1.0")[n % 2]) for n in range(95)]
    catalog = replace(catalog_of(datasets[0]), datasets=tuple(datasets))
    summaries = [pages.summary(d, DatasetReading(dataset=d.name, quality=judged(d))) for d in datasets]
    found = [page for page in pages.list_pages(catalog, summaries) if page.kind == "quality"]
    assert [page.path for page in found] == [
        f"{prefix}quality/{rest}" for prefix in ("", "en/") for rest in ("", "page-2/", "page-3/")
    ]
    listed = [int(b) for page in found[3:] for b in re.findall(r"<li><b>(\d+)</b>", page.body)]
    assert listed == sorted(listed) and len(listed) == 95
    assert "By organization" in found[3].body and "By organization" not in found[4].body


def test_the_command_tells_all_or_each_line(root: Path) -> None:
    table = banchi(root, "quality", "--lang", "en")
    assert table.exit_code == 0 and table.stdout.splitlines()[0].endswith("of 100 points (1 dataset)")
    assert " roads  " in table.stdout
    whole = banchi(root, "quality", "datasets/roads", "--lang", "th").stdout
    assert len(whole.splitlines()) == 1 + len(DIMENSIONS) + len(CRITERIA)
    assert "ความเป็นปัจจุบัน 20/20" in whole and "อธิบายวิธีจัดทำข้อมูล +4 (method)" in whole
    document = json.loads(banchi(root, "quality", "--format", "json").stdout)
    (one,) = document["datasets"]
    assert document["points"] == one["points"]
    assert sum(line["points"] for line in one["lines"]) == one["points"]
    assert all(line["how"] and line["gain"] == line["weight"] - line["points"] for line in one["lines"])


def test_the_command_judges_a_catalog_with_errors_and_says_so(root: Path) -> None:
    descriptor = root / "datasets/roads/dataset.yml"
    text = FILES["datasets/roads/dataset.yml"].replace("license: cc0-1.0", "license: unheard-of")
    descriptor.write_text(text, "utf-8")
    done = banchi(root, "quality", "--lang", "en")
    assert done.exit_code == 0 and "the catalog has errors" in done.stderr


def test_overdue_data_are_told_everywhere_and_stop_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830000000")  # 2027-12-28
    told = banchi(root, "check", "--strict", "--lang", "en")
    assert told.exit_code == 0
    assert "dataset.yml:16: notice[overdue] modified: by its own frequency an update was due by 2027-" in told.stdout
    assert banchi(root, "build", "--strict", "--jobs", "1").exit_code == 0
    assert "Overdue: an update was due by" in read(root / "site/en/datasets/roads/index.html").text
    assert "Overdue" in [tag.text for tag in read(root / "site/en/datasets/index.html").select(".b-list .b-tag--mark")]
    assert "Bring the data up to date +14" in read(root / "site/en/quality/index.html").text


def test_a_page_of_overdue_data_is_the_same_a_day_later(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for day in ("1830000000", "1830086400"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        assert banchi(root, "build", "--jobs", "1", "--no-cache").exit_code == 0
        found.append((root / "site/datasets/roads/index.html").read_bytes())
    assert found[0] == found[1]


def test_what_is_not_counted_is_told_with_its_reason_wherever_points_are(root: Path) -> None:
    (root / "datasets/roads/dataset.yml").write_text(ASKED, "utf-8")
    (root / "datasets/roads/length.csv").unlink()
    assert banchi(root, "build", "--strict", "--jobs", "1").exit_code == 0
    page = read(root / "site/en/datasets/roads/index.html")
    heading = page.find(id="quality")
    assert heading is not None and heading.parent is not None
    section = heading.parent.text
    told = json.loads((root / "site/api/datasets/roads.json").read_text("utf-8"))["quality"]
    assert [one["criterion"] for one in told["exempt"]] == ["license", *OF_FILES]
    assert sum(told["dimensions"].values()) == told["points"] == 100 - sum(s["points"] for s in told["to_gain"])
    assert (told["dimensions"]["machine"], told["dimensions"]["validity"]) == (0, 0)
    reason = "since data that are not open have no file to judge and cannot have an open license"
    assert "Not counted: Open license, Open formats, Tables" in section and reason in section
    assert "Open license –" in section and "0/0" not in section
    assert "ข้อที่ไม่นำมาคิดคะแนน ได้แก่ สัญญาอนุญาตแบบเปิด" in read(root / "site/datasets/roads/index.html").text
    everyone = read(root / "site/en/quality/index.html")
    office = [cell.text for cell in everyone.select("table tbody tr:first-child td")]
    assert office[-2:] == ["–", "–"] and float(office[-5]) <= DIMENSIONS["metadata"]
    whole = banchi(root, "quality", "datasets/roads", "--lang", "en").stdout
    assert "Primary keys –\n" in whole and whole.rstrip().endswith("share the 100 points.") and reason in whole
    (one,) = json.loads(banchi(root, "quality", "--format", "json", "--lang", "en").stdout)["datasets"]
    lines = {line["criterion"]: line for line in one["lines"]}
    assert (lines["keys"]["exempt"], lines["keys"]["weight"]) == ("closed", 0)
    assert reason == f"since {lines['keys']['reason']}"
    assert (lines["method"]["exempt"], lines["method"]["reason"]) == (None, None)
