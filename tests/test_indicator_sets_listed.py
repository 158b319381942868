"""Indicators and sets in lists, on the home page, and in the real catalog."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from generator import pages, periods
from generator.catalog import load_catalog
from generator.changes import leading
from generator.figures import home_area
from generator.model import (
    Catalog,
    Dataset,
    IndicatorReading,
    Summary,
)
from generator.pages import indicators, paging, sets
from generator.pages.summaries import summary
from generator.readings import read_dataset
from tests.dashboards import ROOT, SET, catalog_of, words


def test_the_list_groups_indicators_by_set_and_names_the_others() -> None:
    catalog, summaries = catalog_of(replace(SET, children=SET.children[:2]))
    made = {p.path: p for p in pages.list_pages(catalog, summaries.values())}
    page = BeautifulSoup(made["en/indicators/"].body, "html5lib")
    groups = {words(s.h2): [words(a) for a in s.select(".b-row a")] for s in page.select("section")}
    assert groups == {
        "Index 3 indicators": ["rank", "talent", "skills"],
        "Indicators in no set 2 indicators": ["silent", "users"],
    }
    assert "silent no value yet" in words(page)


def test_the_list_goes_on_on_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five indicators, two a page: a set goes on under its heading, and each page leads to where every group begins."""
    monkeypatch.setattr(paging, "PER_PAGE", 2)
    catalog, summaries = catalog_of(replace(SET, children=SET.children[:2]))
    made = {p.path: p for p in indicators.pages(catalog, summaries) if p.language == "en"}
    assert list(made) == [f"en/indicators/{end}" for end in ("", "page-2/", "page-3/")]
    shown = [BeautifulSoup(page.body, "html5lib") for page in made.values()]
    rows = [[words(a) for a in page.select(".b-row a")] for page in shown]
    assert rows == [["rank", "talent"], ["skills", "silent"], ["users"]]
    assert [words(h) for h in shown[1].find_all("h2")] == ["Index 3 indicators", "Indicators in no set 2 indicators"]
    jumps = [[a["href"] for a in page.select(".b-jump a")] for page in shown]
    assert jumps[0] == ["#set-index", "page-2/#others"] and jumps[2] == ["../#set-index", "../page-2/#others"]
    assert [a["href"] for a in shown[2].select(".b-choices a")] == ["../", "../page-2/", "./"]
    assert [page.title for page in made.values()][1] == "All indicators (page 2 of 3)"
    assert words(shown[1].h1) == "All indicators page 2 of 3"


def test_featured_indicators_and_sets_lead_the_home_page() -> None:
    catalog, summaries = catalog_of(SET, featured_indicators=("rank", "silent"), featured_sets=("index",))
    made = {p.path: p for p in pages.list_pages(catalog, summaries.values())}
    page = BeautifulSoup(made["en/"].body, "html5lib")
    headings = [words(h) for h in page.find_all("h2")]
    assert headings[:2] == ["Key indicators", "Featured indicator sets"]
    assert "Latest figures" not in headings
    assert [words(h) for h in page.select(".b-key h3")] == ["rank"]
    assert "3 of 10 indicators have open data" in words(page)


@pytest.fixture(scope="module")
def real() -> tuple[Catalog, dict[str, Summary]]:
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    return catalog, {d.name: summary(d, read_dataset(ROOT, catalog, d)[0]) for d in catalog.datasets}


def readings_of(catalog: Catalog, summaries: Mapping[str, Summary]) -> dict[str, tuple[Dataset, Any, IndicatorReading]]:
    by_name = {r.indicator: r for s in summaries.values() for r in s.indicators}
    return {i.name: (d, i, by_name[i.name]) for d in catalog.datasets for i in d.indicators}


def test_every_indicator_of_the_real_catalog_is_listed_with_its_newest_value(
    real: tuple[Catalog, dict[str, Summary]],
) -> None:
    """Read from the text of both pages: separators, eras and rounding undone."""
    catalog, summaries = real
    made = {p.path: p for p in pages.list_pages(catalog, summaries.values())}
    for language, prefix in (("th", ""), ("en", "en/")):
        body = made[f"{prefix}indicators/"].body
        assert len(gzip.compress(body.encode())) < 60_000
        rows = {str(row.a["href"]): row for row in BeautifulSoup(body, "html5lib").select(".b-row") if row.a}
        for name, (_, indicator, reading) in readings_of(catalog, summaries).items():
            lead = leading(indicator, reading, home_area(catalog.areas))
            row = rows[f"{name}/"]
            assert words(row.a) == indicator.title.text(language)
            assert lead is not None, name
            shown = Decimal(row.select_one(".b-row__value b").get_text().replace(",", ""))
            scale = next(
                (Decimal(10) ** 6 for u in ("trillion", "ล้านล้าน") if u in words(row) and lead.value >= 10**6), 1
            )
            places = -int(shown.as_tuple().exponent)
            assert abs(shown * scale - lead.value) <= Decimal(scale) / 2 / 10**places, name
            assert periods.short(lead.latest.time, language).replace("\u00a0", " ") in words(row), name


def test_every_set_of_the_real_catalog_has_a_page_of_modest_size(real: tuple[Catalog, dict[str, Summary]]) -> None:
    catalog, summaries = real
    made = {p.path: p for p in sets.pages(catalog, summaries)}
    for name in catalog.indicator_sets:
        for prefix in ("", "en/"):
            assert len(gzip.compress(made[f"{prefix}indicator-sets/{name}/"].body.encode())) < 25_000


def test_the_rank_of_thailand_and_its_change_stand_on_the_home_page(real: tuple[Catalog, dict[str, Summary]]) -> None:
    catalog, summaries = real
    made = {p.path: p for p in pages.list_pages(catalog, summaries.values())}
    card = BeautifulSoup(made["en/"].body, "html5lib").select_one(".b-key")
    assert card is not None
    title = "World rank in digital competitiveness (WDCR)"
    assert f"{title} Rank 38 of 69 Thailand · 2025 ▼ down one place worse from 37th in 2024" in words(card)
    assert "อันดับ 38 จาก 69" in words(BeautifulSoup(made[""].body, "html5lib").select_one(".b-key"))
    sets_shown = BeautifulSoup(made["en/"].body, "html5lib").select(".b-set")
    assert len(sets_shown) == len(catalog.featured_sets)
    assert all(card.select(".b-set__value") for card in sets_shown), "a card without a figure is a hole in the page"
    assert "IMD · 9 editions, 2017–2025" in words(sets_shown[0])
