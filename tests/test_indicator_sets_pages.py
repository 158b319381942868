"""Dashboards of indicator sets: what leads, how it changed, where peers and targets stand, and what has no data."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import html5lib
import pytest

from generator.catalog import load_catalog
from generator.model import (
    Node,
    Summary,
)
from generator.pages import sets
from generator.pages.followed import followed
from generator.pages.newest import newest_view
from generator.pages.writer import Writer
from tests import indicators_told as told
from tests.dashboards import LANGUAGES, ROOT, SET, catalog_of, page_of, section, text, words

HIGHER, LOWER, NEITHER, SHARE = "higher-is-better", "lower-is-better", "neutral", "percentage"
CHANGES = [  # kind, direction, values; arrow, verdict, words in Thai and English
    ("rank", LOWER, {"2024": 37, "2025": 38}, "down", "worse", "ลง 1 อันดับ", "down one place"),
    ("rank", LOWER, {"2024": 40, "2025": 37}, "up", "better", "ขึ้น 3 อันดับ", "up three places"),
    ("rank", HIGHER, {"2024": 40, "2025": 37}, "up", "worse", "ขึ้น 3 อันดับ", "up three places"),
    ("rank", LOWER, {"2024": 37, "2025": 37}, "level", "same", "เท่าเดิม", "unchanged"),
    ("score", HIGHER, {"2024": "61.5", "2025": "58.2"}, "down", "worse", "ลดลง 3.3 คะแนน", "down 3.3 points"),
    (SHARE, LOWER, {"2024": "6.6", "2025": "6.5"}, "down", "better", "ลดลง 0.1 จุดร้อยละ", "down 0.1 percentage points"),
    (SHARE, NEITHER, {"2024": 6, "2025": "6.1"}, "up", "neither", "เพิ่มขึ้น 0.1 จุดร้อยละ", "up 0.1 percentage points"),
    ("amount", HIGHER, {"2024": 200, "2025": 250}, "up", "better", "เพิ่มขึ้นร้อยละ 25.0", "up 25.0%"),
    ("count", HIGHER, {"2024": 0, "2025": 5}, "up", "better", "เพิ่มขึ้น 5 บริษัท", "up 5 companies"),
    ("score", HIGHER, {"2024": "6.51", "2025": "6.52"}, "level", "same", "แทบไม่เปลี่ยนแปลง", "almost unchanged"),
    ("score", HIGHER, {"2025": "6.52"}, "none", "neither", "ไม่มีค่าก่อนหน้าให้เทียบ", "no earlier figure"),
    ("score", HIGHER, {"2025": ["6.5", "f"]}, "none", "neither", "ค่าคาดการณ์", "forecast"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "direction", "values", "arrow", "verdict", "thai", "english"), CHANGES)
def test_a_change_is_told_by_arrow_and_words(
    kind: str, direction: str, values: dict[str, Any], arrow: str, verdict: str, thai: str, english: str
) -> None:
    """The arrow of a rank is its way in the list; whether it is good follows the direction."""
    made, reading = told.told(kind, direction, {"series": {"THA": values}})
    catalog = replace(catalog_of()[0], datasets=(replace(told.DATASET, indicators=(made,)),))
    found = followed(catalog, {"told": Summary(dataset="told", indicators=(reading,))})
    for language, said in zip(LANGUAGES, (thai, english), strict=True):
        view = newest_view(Writer(catalog, language, "x/"), found["told"])
        assert view is not None
        assert (view.change.arrow, view.change.verdict, view.change.words) == (arrow, verdict, said)
        assert bool(view.change.judged) == (verdict in ("better", "worse"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_of_a_dashboard_is_sound(language: str) -> None:
    """Valid, one h1, headings without a gap, ids once, tables with captions and scopes."""
    page = page_of(language)
    document = f"<!doctype html><html lang='x'><head><title>x</title></head>{page.body}</html>"
    html5lib.HTMLParser(strict=True).parse(document)
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(str(a["href"])[1:] in ids for a in page.find_all("a", href=re.compile("^#")))
    for table in page.find_all("table"):
        assert table.caption is not None and all(th.get("scope") for th in table.find_all("th"))


def test_the_figure_that_leads_stands_with_its_rank_and_change() -> None:
    card = page_of("en").select_one(".b-key")
    assert card is not None
    assert "Rank 38 of 69 Thailand · 2025" in words(card)
    assert "▼ down one place worse from 37th in 2024" in words(card)
    thai = page_of("th").select_one(".b-key")
    assert thai is not None
    assert "อันดับ 38 จาก 69 ไทย · พ.ศ. 2568 ▼ ลง 1 อันดับ แย่ลง จากอันดับที่ 37 ใน พ.ศ. 2567" in words(thai)


def test_a_set_says_how_much_of_it_has_open_data() -> None:
    """Leaves count; of how many, the publisher may say."""
    assert "3 of 10 indicators have open data" in words(page_of("en").select_one(".b-board__coverage"))
    counted = page_of("en", replace(SET, size=54)).select_one(".b-board__coverage")
    assert "3 of 54 indicators have open data" in words(counted)
    bare = replace(SET, children=(Node(title=text("One")), Node(title=text("Two"))))
    assert "open data for the whole only, not yet for its 2 parts" in words(page_of("en", bare))


def test_parts_that_the_publisher_divides_further_are_told_apart_from_its_indicators() -> None:
    """A rank of a sub-factor is no criterion: it must not make the coverage of 59 criteria look better than it is."""
    parts = (
        Node(indicator="talent", part=True),
        Node(title=text("Capital"), part=True),
        Node(title=text("Criteria"), children=(Node(indicator="users"), Node(title=text("Piracy")))),
    )
    shown = replace(SET, size=59, children=parts)
    told_in = {language: words(page_of(language, shown).select_one(".b-board__coverage")) for language in LANGUAGES}
    assert told_in == {
        "th": "มีข้อมูลเปิด 1 จาก 59 ตัวชี้วัด · มีตัวเลขของ 1 จาก 2 ส่วน",
        "en": "1 of 59 indicators have open data · figures for 1 of 2 parts",
    }
    parts_alone = words(page_of("en", replace(SET, children=parts[:2])).select_one(".b-board__coverage"))
    assert parts_alone == "figures for 1 of 2 parts"
    none = replace(SET, headline=(), children=parts[1:2])
    assert words(page_of("en", none).select_one(".b-board__coverage")) == "figures for 0 of 1 part"
    led = replace(SET, children=(parts[1], replace(parts[1], title=text("Trust"))))
    assert "open data for the whole only, not yet for its 2 parts" in words(page_of("en", led))
    width = page_of("en", replace(SET, children=parts[:2])).select_one(".b-board__coverage .b-part__bar")
    assert width is not None and width["d"] == "M0 0h50.0v6h-50.0z"


def test_no_set_counts_its_parts_among_its_indicators() -> None:
    """Thailand's digital catalog: the sub-factors of the WDCR and the pillars of indices are parts."""
    catalog, _ = load_catalog(ROOT)
    shown = catalog.indicator_sets
    wdcr = [n for n in shown["wdcr"].walk() if not n.children]
    assert [sum(n.part for n in wdcr), sum(not n.part for n in wdcr), shown["wdcr"].size] == [9, 23, 59]
    for name in ("adii", "egdi", "gci", "gii", "nri", "odin"):
        assert all(n.part for n in shown[name].walk() if not n.children), name


def test_the_tree_shows_every_node_and_what_has_no_data() -> None:
    tree = section(page_of("en"), "tree")
    for title in ("Talent", "Skills", "Use", "users", "Deepest", "Nothing", "silent"):
        assert title in words(tree)
    assert "Deepest no open data yet" in words(tree)
    assert "silent no open data yet" in words(tree)
    assert "No open data yet (5) Empty 0 Empty 1" in words(tree)
    assert "1 of 2 below have open data" in words(tree)
    assert "Talent weight 0.25" in words(tree)
    closed = [d for d in tree.find_all("details") if not d.has_attr("open")]
    assert [words(d.summary) for d in closed] == ["0 of 1 below have open data"] * 2 + ["0 of 5 below have open data"]


def test_peers_stand_beside_the_focus_with_their_places() -> None:
    table = section(page_of("en"), "peers").find("table")
    areas = ["Thailand", "Malaysia", "Philippines", "Singapore"]
    assert [words(th) for th in table.thead.find_all("th")] == ["Indicator", *areas]
    first, second = table.tbody.find_all("tr")
    assert [words(td) for td in first.find_all("td")] == ["38 3rd", "34 2nd", "56 4th", "3 1st"]
    assert [words(td) for td in second.find_all("td")] == ["58.3 2nd", "70.0 1st", "–", "–"]
    assert "heat-1" in first.find_all("td")[3]["class"] and "heat-4" in first.find_all("td")[2]["class"]
    assert "Thailand compared with ASEAN" in words(page_of("en").find(id="peers"))
    assert "ไทยเทียบกับอาเซียน" in words(page_of("th").find(id="peers"))


def test_parts_are_bars_with_values_on_one_scale() -> None:
    rows = section(page_of("en"), "parts").find("tbody").find_all("tr")
    assert [words(row.th) for row in rows] == ["Talent weight 0.25", "Skills weight 0.75"]
    assert [row.select_one(".b-part__bar")["d"] for row in rows] == ["M0 0h58.2v8h-58.2z", "M0 0h44.0v8h-44.0z"]


def test_what_moved_most_comes_first_on_its_side() -> None:
    """Points of a score out of 100 against places out of 69."""
    better, worse = section(page_of("en"), "moves").select(".b-moves > div")
    assert [words(a) for a in better.find_all("a")] == ["skills"]
    assert [words(a) for a in worse.find_all("a")] == ["talent", "rank"]
    assert "In IDX 2025" in words(section(page_of("en"), "moves"))


def test_moves_of_nothing_but_headlines_are_not_told_twice() -> None:
    assert page_of("en", replace(SET, children=(Node(indicator="rank"),))).find(id="moves") is None


def test_targets_stand_beside_what_was_measured() -> None:
    rows = section(page_of("en"), "targets").select(".b-target")
    assert [words(row) for row in rows] == ["40th by 2025 reached", "30th by 2027 eight places to go"]
    assert "อันดับที่ 30 ภายใน พ.ศ. 2570 ยังห่างอีก 8 อันดับ" in words(section(page_of("th"), "targets"))


def test_an_edition_tells_what_was_known_then() -> None:
    page = page_of("en")
    assert [str(a["href"]) for a in section(page, "editions").select(".b-choices a")] == [
        "#e-2025",
        "#e-2024",
        "#e-2023",
    ]
    said = words(page.find(id="e-2024"))
    assert "67 economies ranked" in said
    assert "rank Rank 37 of 67 ▼ down two places worse from 35th in 2023" in said
    assert "Talent 61.5 of 100 ▲ up 1.5 points better from 60.0 in 2023" in said
    assert "58.3" not in said


def test_editions_of_one_time_have_their_own_anchors() -> None:
    twice = replace(SET, editions=(*SET.editions, replace(SET.editions[-1], name=text("IDX 2025, revised"))))
    ids = [tag["id"] for tag in page_of("en", twice).select(".b-edition")]
    assert len(ids) == len(set(ids)) == 4


def test_a_set_without_any_value_says_so_and_has_no_picture() -> None:
    bare = replace(SET, headline=(), children=(Node(title=text("One")),))
    catalog, summaries = catalog_of(bare)
    assert list(sets.files(catalog, summaries)) == []
    page = page_of("en", bare)
    assert "0 of 1 indicator has open data" in words(page)
    assert page.find(id="downloads") is None and page.find("table") is None
