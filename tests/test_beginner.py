"""Ten mistakes of a beginner: each gets one message, that says how to mend it, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.museum import SMALLEST, lay_out, problems_of

DESCRIPTOR = "datasets/internet-users/dataset.yml"
DATA = "datasets/internet-users/internet-users.csv"


@dataclass(frozen=True)
class Mistake:
    """`wrong` stands in `file` where `right` stood; what is told is at `place`, with these words of the cure."""

    name: str
    file: str
    right: str
    wrong: str
    place: str
    english: str
    thai: str
    encoding: str = "utf-8"


MISTAKES = (
    Mistake(
        "a key is misspelt", DESCRIPTOR, "keywords:", "keyword:", f"{DESCRIPTOR}:5",
        "'keyword' is not a key that belongs here (did you mean 'keywords'?); correct its spelling", "แก้ตัวสะกด",
    ),
    Mistake(
        "a wrong type", DESCRIPTOR, "type: integer", "type: integr", f"{DESCRIPTOR}:33",
        "'integr' is not one of the values for this key (did you mean 'integer'?); write one of", "เลือกจาก string",
    ),
    Mistake(
        "a file is missing", DESCRIPTOR, "path: internet-users.csv", "path: internet-user.csv", f"{DESCRIPTOR}:25",
        "(did you mean 'internet-users.csv'?)", "internet-users.csv",
    ),
    Mistake(
        "a Buddhist year without its calendar", DATA, "THA,2023", "THA,2566", f"{DATA}:2",
        "add calendar: buddhist", "เพิ่ม calendar: buddhist",
    ),
    Mistake(
        "TIS-620 that is not declared", DATA, "area,year,users\n", "area,year,users\nไทย,2022,1\n", f"{DATA}:2",
        "encoding: windows-874", "encoding: windows-874", "tis-620",
    ),
    Mistake(
        "a key stands twice", DESCRIPTOR, "created:", "license: cc-by-4.0\ncreated:", f"{DESCRIPTOR}:22",
        "(first on line 6); keep one of the two", "เก็บไว้เพียงแห่งเดียว",
    ),
    Mistake(
        "an unknown organization", DESCRIPTOR, "organization: statistics-office", "organization: statistic office",
        f"{DESCRIPTOR}:3", "(did you mean 'statistics-office'?); write a name that stands there", "ใช้ชื่อที่มีอยู่",
    ),
    Mistake(
        "a bad e-mail address", DESCRIPTOR, "stat@agency.example", "stat(at)agency.example", f"{DESCRIPTOR}:9",
        "(did you mean 'stat@agency.example'?); write the address alone", "เขียนที่อยู่อย่างเดียว",
    ),
    Mistake(
        "text in a column of numbers", DATA, "VNM,2024,90", "VNM,2024,ninety", f"{DATA}:4",
        "'ninety'", "'ninety'",
    ),
    Mistake(
        "a license by its common name", DESCRIPTOR, "license: cc-by-4.0", "license: CC BY 4.0", f"{DESCRIPTOR}:6",
        "(did you mean 'cc-by-4.0'?); write a name that stands there (cc-by-4.0)", "(หมายถึง 'cc-by-4.0' หรือไม่)",
    ),
)  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gets_one_message_that_says_how_to_mend_it(
    mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    root = lay_out(SMALLEST, tmp_path / "catalog")
    text = (root / mistake.file).read_text("utf-8")
    assert mistake.right in text
    (root / mistake.file).write_bytes(text.replace(mistake.right, mistake.wrong, 1).encode(mistake.encoding))
    told = problems_of(root)
    errors = [p for p in told if p.level == "error"]
    assert len(errors) == 1, [p.line_text("en") for p in told]
    for language, words in (("en", mistake.english), ("th", mistake.thai)):
        line = errors[0].line_text(language)
        assert line.startswith(f"{mistake.place}: ") and words in line
        assert errors[0].cure(language)
