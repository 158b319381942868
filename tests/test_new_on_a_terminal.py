"""A new dataset as its contributor makes it: answers typed on a terminal, a clean check, and the page that comes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.terminal import DAY, NEW, catalog, typed
from tests.tiny import banchi

pytest.importorskip("pty", reason="a terminal is made by the system, which this one cannot")


@pytest.mark.parametrize("name", ["excel-thai", "tis-620"])
def test_six_answers_on_a_terminal_make_a_page_that_is_right(name: str, tmp_path: Path) -> None:
    root = catalog(tmp_path / "catalog")
    (file,) = (NEW / name / "input").iterdir()
    answers = (NEW / name / "answers.txt").read_text("utf-8").splitlines()
    code, screen = typed(root, answers, "new", str(file))
    assert (code, len(answers) <= 6) == (0, True), screen
    lines = screen.splitlines()
    (asked,) = (at for at, line in enumerate(lines) if line.startswith("ชื่อชุดข้อมูลเป็นภาษาอังกฤษ: "))
    assert "ประชาชนที่ใช้อินเทอร์เน็ต" in lines[asked - 1], "the title that is to be said in English"
    (asked,) = (at for at, line in enumerate(lines) if "คอลัมน์ข้างต้นเป็นภาษาอังกฤษ" in line)
    assert [line.split(maxsplit=1)[0] for line in lines[asked - 3 : asked]] == ["1", "2", "3"]
    checked = banchi(root, "check", "--strict", **DAY)
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert banchi(root, "build", "--site-dir", "site", **DAY).exit_code == 0
    place = "datasets/people-who-use-the-internet-by-province/index.html"
    thai, english = (
        BeautifulSoup((root / "site" / language / place).read_text("utf-8"), "html.parser").get_text(" ", strip=True)
        for language in ("", "en")
    )
    for said in ("ประชาชนที่ใช้อินเทอร์เน็ต รายจังหวัด", "กรุงเทพมหานคร", "162,345", "ล้านบาท", "2565"):
        assert said in thai, said
    for said in ("People who use the internet by province", "Bangkok", "162,345", "2022–2024", "Day of report"):
        assert said in english, said
    assert "หมายเหตุ: -" not in thai, "a note is no row"


def test_a_wrong_number_of_titles_is_counted(tmp_path: Path) -> None:
    root = catalog(tmp_path / "catalog")
    file = next((NEW / "excel-thai" / "input").iterdir())
    *others, titles = (NEW / "excel-thai" / "answers.txt").read_text("utf-8").splitlines()
    code, screen = typed(root, [*others, "Internet users", titles], "new", str(file))
    assert code == 0 and "ต้องการ 3 ชื่อ คั่นด้วยจุลภาค แต่พบ 1 ชื่อ" in screen


def test_a_source_that_is_not_the_organization_is_no_other_one_in_english(tmp_path: Path) -> None:
    root = catalog(tmp_path / "catalog")
    file = tmp_path / "tourists.csv"
    file.write_text("ปี,จำนวน (คน)\n2567,10\n2568,12\nที่มา: กระทรวงการท่องเที่ยวและกีฬา,\n", "utf-8")
    said = ("--title", "th=ผู้มาเยือน", "--title", "en=Visitors", "--organization", "statistics-office")
    done = banchi(root, "new", str(file), *said, "--theme", "society", "--license", "cc-by-4.0", "--no-ask", **DAY)
    text = (root / "datasets/visitors/dataset.yml").read_text("utf-8")
    assert "title: {th: กระทรวงการท่องเที่ยวและกีฬา, en: กระทรวงการท่องเที่ยวและกีฬา}" in text
    assert "missing-translation" not in done.stdout


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("ร้อยละของครัวเรือนทั้งหมด", "percent"),
        ("Percentage of households", "percent"),
        ("% of households", "percent"),
        ("Percentage points", None),
        ("ร้อยละ (คน)", "people"),
        ("จำนวนร้อยละ", None),
    ],
)
def test_a_label_that_begins_as_a_share_names_its_unit(label: str, unit: str | None, tmp_path: Path) -> None:
    root = catalog(tmp_path / "catalog")
    file = tmp_path / "shares.csv"
    file.write_text(f"ปี,{label}\n2567,10.5\n2568,12\n", "utf-8")
    said = ("--title", "th=ส่วนแบ่ง", "--title", "en=Shares", "--organization", "statistics-office")
    banchi(root, "new", str(file), *said, "--theme", "society", "--license", "cc-by-4.0", "--no-ask", **DAY)
    made = yaml.safe_load((root / "datasets/shares/dataset.yml").read_text("utf-8"))
    assert made["resources"][0]["schema"]["fields"][1].get("unit") == unit
