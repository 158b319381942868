"""Pages of sets and lists of indicators: what they say of figures made for tests, and that the real ones are there."""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from generator import indicator_files, pages, periods, pictures
from generator.cache import Cache
from generator.catalog import load_catalog
from generator.changes import leading
from generator.charts.cards import Card
from generator.figures import home_area
from generator.model import (
    Catalog,
    Dataset,
    Edition,
    IndicatorReading,
    IndicatorSet,
    License,
    Node,
    Organization,
    Summary,
    Text,
)
from generator.outputs import Output
from generator.pages import indicators, paging, sets
from generator.pages.followed import followed
from generator.pages.indicator import indicator_pages
from generator.pages.indicator_charts import Facts
from generator.pages.neighbours import neighbours
from generator.pages.newest import newest_view
from generator.pages.summaries import summary
from generator.pages.writer import Writer
from generator.pictures import Picture
from generator.readings import read_dataset
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


# ---- The change in words ----

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


# ---- The dashboard ----


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


# ---- Files and pictures ----


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
    assert facts["og:title"] == "Index"
    assert facts["og:description"].startswith("Thailand ranked 38th of 69 economies in 2025, one place lower")


def test_indicators_that_lead_have_a_picture_and_every_page_says_what_a_link_shows() -> None:
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
        assert heads[one.name]["og:url"] == f"https://told.example/en/indicators/{one.name}/"
    assert heads["rank"]["og:title"] == "rank"
    assert heads["rank"]["og:description"].startswith("Thailand ranked 38th of 69 economies in 2025")
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


# ---- Lists, and the home page ----


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


# ---- The real catalog ----


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
