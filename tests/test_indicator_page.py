"""The page of one indicator and the files beside it: all that a reader may see, follow, take, cite and embed is there.

The indicator is a rank of the museum's catalog, changed where a fact is to be seen that it lacks.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from generator.catalog import load_catalog
from generator.charts.drawing import svg
from generator.model import Break, Catalog, Dataset, Indicator, IndicatorReading, Target, Text
from generator.pages.dataset import dataset_pages
from generator.pages.indicator import indicator_pages
from generator.pages.indicator_charts import Facts, with_files
from generator.pages.neighbours import neighbours
from generator.readings import read_dataset
from tests.museum import CASES

GOOD = CASES / "good" / "indicators"


@cache
def catalog() -> Catalog:
    found, problems = load_catalog(GOOD)
    assert found is not None and problems == ()
    return found


def known(name: str) -> tuple[Dataset, Indicator, IndicatorReading]:
    for dataset in catalog().datasets:
        for indicator in dataset.indicators:
            if indicator.name == name:
                read, _ = read_dataset(GOOD, catalog(), dataset)
                return dataset, indicator, next(r for r in read.indicators if r.indicator == name)
    raise KeyError(name)


def facts_of(name: str, **changed: Any) -> Facts:
    dataset, indicator, reading = known(name)
    beside = next(n for n in neighbours(catalog(), dataset) if n.indicator == name)
    return Facts(
        dataset=dataset, indicator=replace(indicator, **changed), reading=reading, neighbours=beside, shapes={}
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[str, str], BeautifulSoup]]:
    """A folder with the files of `sample-rank`, and its pages by kind and language."""
    site = tmp_path_factory.mktemp("site")
    changed = {
        "targets": (
            Target(time="2030", value=known("sample-rank")[1].targets[0].value, source="https://plan.example/"),
        ),
        "breaks": (Break(time="Sample Index 2023", note=Text({"th": "วิธีใหม่", "en": "New method"})),),
        "method": Text({"th": "นับจากดัชนี", "en": "Counted from the index"}),
    }
    facts, _ = with_files(catalog(), facts_of("sample-rank", **changed), site, svg)
    pages = {(p.kind, p.language): BeautifulSoup(p.body, "html5lib") for p in indicator_pages(catalog(), facts)}
    return site, pages


def words(found: Any) -> str:
    return re.sub(r"\s+", " ", found.get_text(" ")).strip()


def links(found: Any) -> Iterator[tuple[str, str]]:
    return ((words(a), str(a["href"])) for a in found.find_all("a"))


def test_the_figure_leads_with_its_change_its_target_and_what_it_means(made: Any) -> None:
    page = made[1]["indicator", "en"]
    lead = words(page.select_one(".b-figure--lead"))
    assert "Thailand · Sample Index 2025 Rank 64 of 64" in lead
    assert "▼ down 29 places" in lead and "worse" in lead
    assert "Target: 1st by 2030 63 places to go" in lead
    assert words(page.select_one(".b-lead")).startswith("Thailand ranked 64th of 64 economies in Sample Index 2025")
    thai = words(made[1]["indicator", "th"].select_one(".b-figure--lead"))
    assert "▼ ลง 29 อันดับ" in thai and "แย่ลง" in thai and "เป้าหมาย อันดับที่ 1 ภายใน พ.ศ. 2573" in thai


def test_charts_come_with_the_table_behind_them(made: Any) -> None:
    page = made[1]["indicator", "en"]
    assert [s["id"] for s in page.select("section.b-chart")] == ["chart-trend", "chart-ranking"]
    assert all(s.select_one("svg title") and s.select_one("svg desc") for s in page.select("section.b-chart"))
    rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in page.select("#values ~ * tr, section tr")]
    assert ["Sample Index 2025", "64", "1"] in rows and ["Sample Index 2023", "35", "–"] in rows


def test_definition_method_source_license_dataset_and_sets_are_named(made: Any) -> None:
    page = made[1]["indicator", "en"]
    told = words(page)
    for text in ("Made-up figures for tests.", "Counted from the index", "Lower is better", "New method"):
        assert text in told
    found = dict(links(page))
    assert found["Sample"] == "https://source.example/"
    assert found["A ranking"].startswith("../../datasets/ranking/")
    assert found["Sample index"] == "../../indicator-sets/sample/"
    assert any(href.endswith("datasets/ranking/#license") for href in found.values())


def test_related_indicators_come_with_the_reason(made: Any) -> None:
    page = words(made[1]["indicator", "en"])
    assert "Also in Sample index" in page
    assert "อยู่ในชุดตัวชี้วัดเดียวกัน: ดัชนีตัวอย่าง" in words(made[1]["indicator", "th"])
    (own,) = (n for n in neighbours(catalog(), known("values-gap")[0]) if n.indicator == "values-gap")
    assert {n.reason for n in own.related} == {"dataset"}
    named = replace(known("values-gap")[0].indicators[0], related=("sample-rank",))
    dataset = replace(known("values-gap")[0], indicators=(named,))
    (first, *_) = neighbours(replace(catalog(), datasets=(dataset, known("sample-rank")[0])), dataset)[0].related
    assert (first.name, first.reason) == ("sample-rank", "declared")


def test_the_values_can_be_taken_as_csv_workbook_json_and_picture(made: Any) -> None:
    site, pages = made
    folder = site / "indicators/sample-rank"
    assert sorted(p.name for p in folder.iterdir()) == [
        f"sample-rank.{end}" for end in ("en.json", "en.svg", "json", "th.json", "th.svg", "xlsx")
    ]
    with (site / "api/indicators/sample-rank.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {"area": "THA", "time": "Sample Index 2023", "value": "35", "ranked": "63"}
    assert len(rows) == 3
    book = load_workbook(folder / "sample-rank.xlsx")
    assert book.worksheets[0]["C2"].value == 35
    values = json.loads((folder / "sample-rank.json").read_text("utf-8"))
    assert [dict(zip(values[0], map(str, row), strict=True)) for row in values[1:]] == rows
    offered = {href for _, href in links(pages["indicator", "en"].find(id="downloads").parent)}
    beside = {f"../../../indicators/sample-rank/sample-rank.{end}" for end in ("xlsx", "json", "en.svg")}
    assert beside | {"../../../api/indicators/sample-rank.csv"} <= offered
    picture = (folder / "sample-rank.th.svg").read_text("utf-8")
    assert picture.startswith("<svg") and "ไทย" in picture and "var(" not in picture


def test_it_can_be_cited_and_shown_on_another_site(made: Any) -> None:
    page = made[1]["indicator", "en"]
    cite = words(page.find(id="cite").parent)
    assert "(2026). Rank in the sample index" in cite and "@misc{" in cite
    code = page.find(id="embed-code").get_text()
    frame = BeautifulSoup(code, "html5lib").find("iframe")
    assert frame is not None and str(frame["src"]).endswith("/en/indicators/sample-rank/embed/")
    assert frame["title"] == "Rank in the sample index"
    alone = made[1]["embed", "en"]
    assert alone.select_one("svg") and "Source: Sample statistics office" in words(alone)
    assert not alone.find(id="downloads")


def test_the_page_of_its_dataset_leads_to_every_indicator() -> None:
    """So none is out of reach, be it in a set or in none."""
    for dataset in catalog().datasets:
        read, _ = read_dataset(GOOD, catalog(), dataset)
        page = next(p for p in dataset_pages(catalog(), dataset, read, date(2026, 11, 22)) if p.language == "en")
        found = {href for _, href in links(BeautifulSoup(page.body, "html5lib"))}
        assert {f"../../indicators/{i.name}/" for i in dataset.indicators} <= found


def test_an_indicator_may_stand_in_several_sets() -> None:
    other = replace(catalog().indicator_sets["sample"], name="other", title=Text({"th": "อื่น", "en": "Other"}))
    both = replace(catalog(), indicator_sets={**catalog().indicator_sets, "other": other})
    dataset = known("sample-rank")[0]
    assert [place.name for place in neighbours(both, dataset)[0].sets] == ["sample", "other"]
