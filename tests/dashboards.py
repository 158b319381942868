"""An indicator set whose values are made, and its pages: what tests of dashboards share.

In come a set and a language, out goes a page to look into. It must not know what a test expects of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from generator.model import (
    Catalog,
    Edition,
    IndicatorSet,
    License,
    Node,
    Organization,
    Summary,
    Text,
)
from generator.pages import sets
from tests import indicators_told as told

ROOT = Path(__file__).parent.parent
LANGUAGES = ("th", "en")
RANKS = {
    "THA": {"2023": [35, None, 64], "2024": [37, None, 67], "2025": [38, None, 69]},
    "MYS": {"2023": 33, "2024": 36, "2025": 34},
    "SGP": {"2024": 1, "2025": 3},
    "PHL": {"2025": 56},
}
SCORES = {"THA": {"2023": "60.0", "2024": "61.5", "2025": "58.25"}, "MYS": {"2025": "70"}}


def text(english: str) -> Text:
    return told.text(f"{english} ไทย", english)


def followed_by(name: str, kind: str, direction: str, series: Mapping[str, Any], **more: Any) -> tuple[Any, Any]:
    made, reading = told.told(kind, direction, {"series": series, **more})
    return replace(made, name=name, title=text(name)), replace(reading, indicator=name)


MADE = (
    followed_by("rank", "rank", "lower-is-better", RANKS, peers=["ASEAN"], targets={"2027": 30, "2025": 40}),
    followed_by("talent", "score", "higher-is-better", SCORES, peers=["ASEAN"]),
    followed_by("skills", "score", "higher-is-better", {"THA": {"2024": 40, "2025": 44}}),
    followed_by("users", "percentage", "higher-is-better", {"THA": {"2025": "90.7"}}),
    followed_by("silent", "count", "neutral", {"MYS": {"2025": "5"}}),
)
SET = IndicatorSet(
    name="index",
    title=text("Index"),
    abbreviation=text("IDX"),
    description=text("What it measures."),
    publisher="office",
    headline=("rank",),
    peers=("ASEAN",),
    editions=tuple(
        Edition(name=text(f"IDX {year}"), time=str(year), ranked=ranked)
        for year, ranked in ((2023, 64), (2024, 67), (2025, 69))
    ),
    children=(
        Node(title=text("Talent"), code="1", weight=Decimal("0.25"), indicator="talent"),
        Node(title=text("Skills"), code="2", weight=Decimal("0.75"), indicator="skills"),
        Node(
            title=text("Use"),
            description=text("Who uses it."),
            children=(
                Node(indicator="users"),
                Node(
                    title=text("Deep"), children=(Node(title=text("Deeper"), children=(Node(title=text("Deepest")),)),)
                ),
            ),
        ),
        Node(title=text("Nothing"), children=tuple(Node(title=text(f"Empty {n}")) for n in range(5))),
        Node(indicator="silent"),
    ),
)


def catalog_of(*shown: IndicatorSet, **more: Any) -> tuple[Catalog, dict[str, Summary]]:
    dataset = replace(told.DATASET, indicators=tuple(i for i, _ in MADE))
    license_ = License(
        name="cc0-1.0", title=text("CC0"), description=text("Free"), gdc="x", open=True, attribution=False,
        commercial=True, derivatives=True,
    )  # fmt: skip
    catalog = replace(
        told.CATALOG,
        datasets=(dataset,),
        licenses={"cc0-1.0": license_},
        organizations={"office": Organization(name="office", title=text("Office"))},
        areas={**told.AREAS, "TH-10": replace(told.AREAS["TH-10"], within="THA")},
        indicator_sets={s.name: s for s in shown},
        **more,
    )
    return catalog, {dataset.name: Summary(dataset=dataset.name, indicators=tuple(r for _, r in MADE))}


def page_of(language: str, shown: IndicatorSet = SET) -> BeautifulSoup:
    catalog, summaries = catalog_of(shown)
    made = {p.path: p for p in sets.pages(catalog, summaries)}
    return BeautifulSoup(made[("" if language == "th" else "en/") + f"indicator-sets/{shown.name}/"].body, "html5lib")


def words(found: Any) -> str:
    return re.sub(r"\s+", " ", found.get_text()).strip()


def section(page: BeautifulSoup, name: str) -> Any:
    heading = page.find(id=name)
    assert heading is not None
    return heading.parent
