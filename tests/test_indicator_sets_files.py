"""Files and pictures of indicator sets: the whole set as a table and as a workbook, and what a shared link shows."""

from __future__ import annotations

import csv
import importlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from generator import indicator_files, pictures
from generator.cache import Cache
from generator.charts.cards import Card
from generator.model import (
    IndicatorSet,
)
from generator.outputs import Output
from generator.pages import indicators, sets
from generator.pages.followed import followed
from generator.pages.indicator import indicator_pages
from generator.pages.indicator_charts import Facts
from generator.pages.neighbours import neighbours
from generator.pictures import Picture
from tests.dashboards import LANGUAGES, MADE, SET, catalog_of, page_of, section, words


def files_of(shown: IndicatorSet = SET) -> dict[str, Output | Picture]:
    return {f.path: f for f in sets.files(*catalog_of(shown))}


def test_the_whole_set_is_one_table_with_titles_and_units() -> None:
    file = files_of()["indicator-sets/index/index.csv"]
    assert isinstance(file, Output) and file.content is not None
    rows = list(csv.DictReader(io.StringIO(file.content.decode())))
    assert len(rows) == sum(len(s.observations) for _, r in MADE for s in r.series)
    newest = next(r for r in rows if (r["indicator"], r["area"], r["time"]) == ("rank", "THA", "2025"))
    assert newest == {
        "indicator": "rank", "title_th": "rank ไทย", "title_en": "rank", "kind": "rank", "unit": "rank",
        "area": "THA", "area_th": "ไทย", "area_en": "Thailand", "categories": "", "time": "2025", "value": "38",
        "ranked": "69", "flag": "", "note": "",
    }  # fmt: skip


def test_the_workbook_has_the_tree_on_its_second_sheet() -> None:
    file = files_of()["indicator-sets/index/index.xlsx"]
    assert isinstance(file, Output) and file.content is not None
    book = load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == ["index", "tree"]
    rows = [[cell or "" for cell in row] for row in book["tree"].iter_rows(values_only=True)]
    assert rows[0] == ["level", "code", "title_th", "title_en", "weight", "indicator"]
    assert rows[1] == ["1", "1", "Talent ไทย", "Talent", "0.25", "talent"]
    assert len(rows) == 1 + len(list(SET.walk()))
    assert files_of()["indicator-sets/index/index.xlsx"] == file


def test_a_set_of_very_many_values_has_no_workbook_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seventeen values: a bound of 17 lets them in, one of 16 does not."""
    files = importlib.import_module("generator.pages.sets.files")  # the package has a function of that name
    assert files.observed(followed(*catalog_of(SET))) == 17
    for bound, suffixes, told_of in (
        (17, {"csv", "xlsx"}, "The Excel file has the tree on its second sheet."),
        (16, {"csv"}, "These are 17 values, too many for an Excel file: there is a CSV alone."),
    ):
        monkeypatch.setattr(indicator_files, "MOST_IN_WORKBOOK", bound)
        made = {path.rpartition(".")[2] for path in files_of() if not path.endswith(".png")}
        part = section(page_of("en"), "downloads")
        assert made == suffixes == {str(a["href"]).rpartition(".")[2] for a in part.find_all("a")}
        assert told_of in words(part)


def test_each_language_has_a_picture_and_its_page_names_it() -> None:
    catalog, summaries = catalog_of(SET)
    cards = {path: f.card for path, f in files_of().items() if isinstance(f, Picture)}
    assert set(cards) == {f"indicator-sets/index/index.{language}.png" for language in LANGUAGES}
    assert cards["indicator-sets/index/index.en.png"].figure == "Rank 38"
    page = next(p for p in sets.pages(catalog, summaries) if p.path == "en/indicator-sets/index/")
    head = BeautifulSoup(page.head, "html5lib")
    facts = {str(meta.get("property")): str(meta["content"]) for meta in head.find_all("meta")}
    assert facts["og:image"] == "https://told.example/indicator-sets/index/index.en.png"
    assert page.title == "Index"
    assert page.description.startswith("Thailand ranked 38th of 69 economies in 2025, one place lower")


def test_indicators_that_lead_have_a_picture_and_their_pages_name_it() -> None:
    """`rank` heads the set and `users` the home page; `silent` leads too but has no value of Thailand's."""
    catalog, summaries = catalog_of(SET, featured_indicators=("users", "silent"))
    cards = {f.path: f.card for f in indicators.files(catalog, summaries)}
    assert set(cards) == {f"indicators/{n}/{n}.{language}.png" for n in ("rank", "users") for language in LANGUAGES}
    assert cards["indicators/rank/rank.en.png"].figure == "Rank 38"
    assert cards["indicators/rank/rank.th.png"].change == "ลง 1 อันดับ จากอันดับที่ 37 ใน พ.ศ.\u00a02567"
    dataset = catalog.datasets[0]
    heads = {}
    for (one, reading), beside in zip(MADE, neighbours(catalog, dataset), strict=True):
        charts, live = dict.fromkeys(LANGUAGES, ()), dict.fromkeys(LANGUAGES)
        facts = Facts(
            dataset=dataset, indicator=one, reading=reading, neighbours=beside, shapes={}, charts=charts, live=live
        )
        page = next(p for p in indicator_pages(catalog, facts) if p.language == "en")
        metas = BeautifulSoup(page.head, "html5lib").find_all("meta")
        heads[one.name] = {str(m.get("property") or m["name"]): str(m["content"]) for m in metas}
    assert heads["rank"]["og:image"] == "https://told.example/indicators/rank/rank.en.png"
    assert heads["rank"]["og:image:alt"] == "rank, Rank 38 of 69 · Thailand · 2025, down one place from 37th in 2024"
    assert heads["rank"]["twitter:card"] == "summary_large_image"
    assert [name for name, head in heads.items() if "og:image" in head] == ["rank", "users"]


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the same card the second one comes out of the cache; another card is drawn."""
    drawn: list[Card] = []
    monkeypatch.setattr(pictures, "png", lambda card: drawn.append(card) or b"png")  # type: ignore[func-returns-value]
    cache = Cache(tmp_path / "cache")
    card = Card(title="Index", figure="38", unit="of 69", change="", catalog="Catalog")
    for site, figure in (("a", "38"), ("b", "38"), ("c", "39")):
        made = Picture(path="x/x.png", card=replace(card, figure=figure))
        assert pictures.write(made, tmp_path / site, cache).read_bytes() == b"png"
    assert [c.figure for c in drawn] == ["38", "39"]
