"""Whatever a table holds, readers are told what is so: each bad input has a page that says it, or a problem at a line.

The tables are those of the museum; texts are compared as readers see them, in both languages.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bs4 import BeautifulSoup

from generator.catalog import load_catalog
from generator.charts.drawing import svg
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, Target
from generator.pages.indicator import indicator_pages
from generator.pages.indicator_charts import Facts, with_files
from generator.pages.neighbours import neighbours
from generator.readings import read_dataset
from tests.museum import CASES

GOOD = CASES / "good" / "indicators"

PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "gap": {
        "th": (
            "ใน พ.ศ. 2566 ตัวเลขของไทยเพิ่มขึ้นร้อยละ 66.7 จาก 1.50 ใน พ.ศ. 2562 (ไม่มีข้อมูล พ.ศ. 2563–2565) เป็น 2.50",
            "พ.ศ. 2567 –",
        ),
        "en": (
            "Thailand's figure rose by 66.7% to 2.50 in 2023, from 1.50 in 2019 (no figures for 2020–2022).",
            "2024 –",
        ),
    },
    "single": {
        "th": ("ใน พ.ศ. 2567 ตัวเลขของไทยอยู่ที่ 7 โดยไม่มีค่าก่อนหน้าให้เปรียบเทียบ", "พ.ศ. 2567 7"),
        "en": ("Thailand's figure was 7 in 2024; there is no earlier figure to compare.", "2024 7"),
    },
    "missing": {
        "th": ("ตัวชี้วัดนี้ยังไม่มีค่าที่เผยแพร่",),
        "en": ("No value of this indicator has been published yet.",),
    },
    "negative": {
        "th": ("ตัวเลขของไทยลดลง 8.75 จาก -3.25 ใน พ.ศ. 2566 เป็น -12.00", "พ.ศ. 2567 -12.00"),
        "en": ("Thailand's figure fell by 8.75 to -12.00 in 2024, from -3.25 in 2023.", "2024 -12.00"),
    },
    "zero": {
        "th": ("ตัวเลขของไทยอยู่ที่ 0.00 เท่ากับค่าใน พ.ศ. 2566", "พ.ศ. 2566 0.00"),
        "en": ("Thailand's figure was 0.00 in 2024, the same as in 2023.", "2023 0.00"),
    },
    "huge": {
        "th": ("ตัวเลขของไทยอยู่ที่ 123,456,789,012,345,678,901,234,567,890",),
        "en": ("Thailand's figure was 123,456,789,012,345,678,901,234,567,890 in 2024",),
    },
    "unordered": {
        "th": ("นับเป็นค่าที่สูงที่สุดใน 4 ครั้งที่มีข้อมูลตั้งแต่ พ.ศ. 2564", "พ.ศ. 2567 4 พ.ศ. 2566 3 พ.ศ. 2565 2 พ.ศ. 2564 1"),
        "en": ("It is the highest of the four figures since 2021.", "2024 4 2023 3 2022 2 2021 1"),
    },
}
PROBLEMS = {  # what is wrong: where it is told
    "duplicate times": ("double-observation", "internet-users.csv", 3),
    "an area not in the list": ("unknown-area", "internet-users.csv", 4),
    "a focus without data": ("focus-without-data", "dataset.yml", 39),
    "a set with a cycle": ("yaml-unknown-alias.set", "sample.yml", 10),
    "the same leaf twice": ("indicator-twice-in-set", "sample.yml", 8),
}


@cache
def known() -> dict[str, tuple[Catalog, Dataset, Indicator, IndicatorReading]]:
    catalog, problems = load_catalog(GOOD)
    assert catalog is not None and problems == ()
    dataset = next(d for d in catalog.datasets if d.name == "values")
    reading, problems = read_dataset(GOOD, catalog, dataset)
    assert problems == ()
    made = {r.indicator: r for r in reading.indicators}
    return {i.name.removeprefix("values-"): (catalog, dataset, i, made[i.name]) for i in dataset.indicators}


def page(name: str, language: str, **changed: Any) -> str:
    """All that the page of an indicator says, its pictures apart."""
    catalog, dataset, indicator, reading = known()[name]
    beside = next(n for n in neighbours(catalog, dataset) if n.indicator == indicator.name)
    facts = Facts(
        dataset=dataset, indicator=replace(indicator, **changed), reading=reading, neighbours=beside, shapes={}
    )
    with TemporaryDirectory() as site:
        facts, _ = with_files(catalog, facts, Path(site), svg)
    made = next(p for p in indicator_pages(catalog, facts) if p.language == language and p.kind == "indicator")
    body = BeautifulSoup(made.body, "html5lib")
    for part in body.select("script, svg"):
        part.decompose()
    return re.sub(r"\s+", " ", body.get_text(" ")).strip()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_is_so(name: str, language: str) -> None:
    assert set(PAGES) == set(known())
    shown = page(name, language)
    assert [words for words in PAGES[name][language] if words not in shown] == []


@pytest.mark.parametrize(
    ("value", "thai", "english"),
    [
        ("9", "เป้าหมาย 9 ภายใน พ.ศ. 2566 ไม่บรรลุ ห่างอีก 5", "Target: 9 by 2023 missed, 5 away"),
        ("2", "เป้าหมาย 2 ภายใน พ.ศ. 2566 บรรลุแล้ว", "Target: 2 by 2023 reached"),
    ],
)
def test_a_target_in_the_past_was_reached_or_missed(value: str, thai: str, english: str) -> None:
    past = {"direction": "higher-is-better", "targets": (Target(time="2023", value=Decimal(value)),)}
    assert thai in page("unordered", "th", **past)
    assert english in page("unordered", "en", **past)


def test_a_focus_without_data_shows_what_others_have() -> None:
    """The page says that its own area has nothing, and has the table; it used to say that there was no value at all."""
    assert "ยังไม่มีค่าของเวียดนาม มีเฉพาะค่าของพื้นที่อื่น 1 แห่ง" in page("unordered", "th", focus="VNM")
    told = page("unordered", "en", focus="VNM")
    assert "There is no value for Viet Nam yet; 1 other area has values, in the table below." in told
    assert "2024 4 2023 3" in told


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_told_at_its_line(name: str) -> None:
    """Word for word by the museum; here, that none of those promised is missing."""
    code, file, line = PROBLEMS[name]
    first = (CASES / "bad" / code / "problems.txt").read_text("utf-8").splitlines()[0]
    assert re.match(rf"datasets/\S*{file}:{line}: (error|warning)\[{code.split('.')[0]}\]", first)
