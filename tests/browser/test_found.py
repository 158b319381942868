"""What readers find: every query in a real browser on the built site, measured against the bars that were set before
there was an engine; and that no query, however hostile, does more than find nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from generator.catalog import load_catalog
from generator.model import Catalog
from generator.search import program
from generator.search.text import joined
from tests.search import wanted
from tests.search.measuring import Hits, Measured, measured
from tests.search.wanted import Wanted

from .conftest import ROOT, Opener, Server

CASES = json.loads((ROOT / "tests/search/words.json").read_text("utf-8"))

# What every engine under test answers: for each query its results, each under all names that it has.
FIND = """async ({program, queries, language, options}) => {
  const {open} = await import(new URL(program, document.baseURI));
  const engine = await open("./", language);
  const found = [];
  for (const query of queries) {
    const result = await engine.find(query, options);
    found.push({...result, hits: await result.hits(0, 10)});
  }
  return found;
}"""
CUT = """async ({program, vocabulary, texts}) => {
  const {words, Vocabulary} = await import(new URL(program.replace("engine.js", "text.js"), document.baseURI));
  const known = new Vocabulary(vocabulary);
  return texts.map((text) => words(text, known).map((word) => ({...word, shown: text.slice(word.start, word.end)})));
}"""
HOSTILE = {
    "long": "ดิจิทัล" * 1500,
    "long-word": "a" * 10_000,
    "long-words": "digital " * 2_000,
    "control": "a\u0000b\u001f\u0007\u009fc\ufeff\u202e",
    "regex": ".*(?:(a+)+)+$[",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "path": "../../../../etc/passwd",
    "prototype": "__proto__ constructor toString hasOwnProperty",
    "stop-words": "the of and in",
    "stop-words-thai": "และ ของ ที่ ใน",
    "marks": "่้๊๋์ํ ิีึื",
    "emoji": "🎉👩‍👩‍👧‍👦🇹🇭",
    "right-to-left": "مرحبا بالعالم \u202eabc",
    "surrogate": "\ud83d",
    "spaces": " \t\n\u00a0\u3000",
    "empty": "",
    "quotes": "\"'`\\${7*7}",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found, _ = load_catalog(ROOT)
    assert found is not None
    return found


@pytest.fixture
def page(server: Server, opened: Opener) -> Page:
    return opened(server.url("datasets/"))


def find(page: Page, queries: Sequence[str], language: str = "th", **options: Any) -> list[dict[str, Any]]:
    page.evaluate("document.head.append(Object.assign(document.createElement('base'), {href: '../'}))")
    asked = {"program": program.path(), "queries": list(queries), "language": language, "options": options}
    found: list[dict[str, Any]] = page.evaluate(FIND, asked)
    return found


def named(hit: dict[str, Any]) -> list[str]:
    """All names that a result answers to."""
    return [f"{hit['kind']}:{hit['name']}", *(f"field:{hit['name']}/{field['name']}" for field in hit["fields"])]


def hits(found: Sequence[dict[str, Any]]) -> list[Hits]:
    return [[named(hit) for hit in result["hits"]] for result in found]


def measure(page: Page, queries: Sequence[Wanted], language: str) -> Measured:
    return measured(queries, hits(find(page, [one.query for one in queries], language)))


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_people_ask_for_is_found(page: Page, language: str, record_property: Any) -> None:
    """97 of 100 among the first five, a mean reciprocal rank of 0.85 (issue 5)."""
    result = measure(page, wanted.written(), language)
    record_property("measured", str(result))
    assert result.found >= 0.97 and result.rank >= 0.85, (str(result), result.missed)


def test_what_the_catalog_is_made_of_is_found(page: Page, catalog: Catalog, record_property: Any) -> None:
    """Every title, without exception; every province, abbreviation and keyword, nearly always."""
    queries = wanted.generated(catalog)
    found = hits(find(page, [one.query for one in queries]))
    result = measured(queries, found)
    record_property("measured", str(result))
    assert result.found >= 0.97 and result.rank >= 0.85, (str(result), result.missed)
    titles = [number for number, one in enumerate(queries) if one.sort == "title"]
    assert len(titles) == len(wanted.titles(catalog))
    assert measured([queries[n] for n in titles], [found[n] for n in titles]).missed == ()
    alike: dict[str, set[str]] = {}  # titles differ by brackets alone
    for number in titles:
        alike.setdefault(joined(queries[number].query), set()).update(queries[number].found)
    first = {joined(queries[number].query): found[number][0][0] for number in titles}
    assert [title for title, record in first.items() if record not in alike[title]] == [], "a whole title is first"
    followed = [t for t, records in alike.items() if any(r.startswith(("set:", "indicator:")) for r in records)]
    assert [t for t in followed if first[t].startswith("dataset:")] == [], "an indicator stands before its dataset"


def test_an_abbreviation_means_the_whole_before_its_parts(page: Page) -> None:
    """Of the rank of an index people want that of the country, though its factors say both words in a shorter title."""
    queries = ("wdcr", "wdcr rank", "อันดับ wdcr", "คะแนน gci", "wdcr talent rank", "คนใช้เน็ต")
    first = [[named(hit)[0] for hit in result["hits"][:3]] for result in find(page, queries)]
    assert first[0] == ["set:wdcr", "indicator:wdcr-rank", "indicator:wdcr-score"]
    assert [found[0] for found in first[1:5]] == [
        "indicator:wdcr-rank",
        "indicator:wdcr-rank",
        "indicator:gci-score",
        "indicator:wdcr-talent-rank",
    ]
    assert "internet-users" in first[5][0]


def test_one_slip_of_the_finger_is_forgiven(page: Page, catalog: Catalog) -> None:
    """90 of 100 are found or offered."""
    queries = wanted.misspelt(catalog)[::3]
    result = measure(page, queries, "th")
    assert result.found >= 0.9, (str(result), result.missed)


def test_both_sides_cut_texts_alike(page: Page) -> None:
    page.evaluate("document.head.append(Object.assign(document.createElement('base'), {href: '../'}))")
    texts = [case["text"] for case in CASES["cases"]]
    cut = page.evaluate(CUT, {"program": program.path(), "vocabulary": CASES["vocabulary"], "texts": texts})
    for case, found in zip(CASES["cases"], cut, strict=True):
        written = [
            "+".join((word["term"], *sorted(word["parts"])))
            + (f"={word['joined']}/{word['span']}" if word["joined"] else "")
            for word in found
        ]
        assert written == [_sorted_parts(word) for word in case["words"]], case["why"]


def _sorted_parts(word: str) -> str:
    terms, link, joined = word.partition("=")
    first, *parts = terms.split("+")
    return "+".join((first, *sorted(parts))) + link + joined


def test_a_match_is_marked_in_the_text_as_it_was_written(page: Page) -> None:
    (result,) = find(page, ["สํามะโน ๒๕๖๘"])
    first = result["hits"][0]
    assert first["name"] == "population-housing-census-2025"
    assert [text for text, is_match in first["marked"] if is_match] == ["สำมะโน", "2568"]
    assert "".join(text for text, _ in first["marked"]) == first["title"]


def test_results_show_in_the_language_of_the_page(page: Page) -> None:
    for language, title, path in (
        ("th", "กองทุนหมู่บ้านในระบบฐานข้อมูลขนาดใหญ่", "datasets/village-fund-database/"),
        ("en", "Village funds in the big-data system", "en/datasets/village-fund-database/"),
    ):
        (result,) = find(page, ["กองทุนหมู่บ้าน big data"], language)
        assert (title, path) in [(hit["title"], hit["path"]) for hit in result["hits"][:2]]


def test_a_field_says_its_dataset_and_leads_to_its_table(page: Page, site: Path) -> None:
    (result,) = find(page, ["hasc_suffix"])
    (first,) = [hit for hit in result["hits"] if hit["name"] == "thailand-provinces"]
    (field,) = first["fields"]
    assert field["name"] == "hasc_suffix" and field["title"] == "รหัสย่อ HASC"
    path, _, anchor = field["path"].partition("#")
    assert f'id="{anchor}"' in (site / path / "index.html").read_text("utf-8")


def test_filters_narrow_and_are_counted(page: Page) -> None:
    (every,) = find(page, [""], facets=True)
    kinds = every["counts"]["kind"]
    assert every["total"] == sum(kinds.values()) and kinds["theme"] == 9
    (datasets,) = find(page, [""], facets=True, filters={"kind": ["dataset"], "organization": ["nso"]})
    assert 0 < datasets["total"] < kinds["dataset"]
    assert datasets["counts"]["kind"]["indicator"] > 0, "a facet's own filter does not count for it"
    assert datasets["counts"]["organization"]["world-bank"] > 0
    assert datasets["counts"]["theme"]["cybersecurity-trust"] == 0, "a value that would give nothing is there"
    assert {hit["kind"] for hit in datasets["hits"]} == {"dataset"}
    (both,) = find(page, ["index"], filters={"organization": ["nso", "itu"]})
    (one,) = find(page, ["index"], filters={"organization": ["itu"]})
    assert both["total"] >= one["total"] > 0


def test_a_filter_that_does_not_exist_is_no_error(page: Page) -> None:
    (unknown,) = find(page, ["index"], filters={"colour": ["red"], "__proto__": ["x"]})
    assert unknown["total"] > 0
    (nothing,) = find(page, ["index"], filters={"organization": ["nobody"]}, facets=True)
    assert nothing["total"] == 0 and nothing["hits"] == []


def test_results_are_sorted_as_asked(page: Page) -> None:
    (newest,) = find(page, ["index"], sort="newest")
    days = [hit["modified"] for hit in newest["hits"]]
    assert days == sorted(days, reverse=True)
    (by_title,) = find(page, ["index"], "en", sort="title")
    titles = [hit["title"].casefold() for hit in by_title["hits"]]
    assert titles == sorted(titles)


def test_what_was_meant_is_told(page: Page) -> None:
    (result,) = find(page, ["broadbnd"])
    assert result["instead"] == "broadband" and result["hint"]["spelling"] == ["broadband"]
    (fewer,) = find(page, ["พร้อมเพย์ อุดมศึกษา"])
    assert fewer["hint"]["fewer"] == ["อุดมศึกษา", "พร้อมเพย์"]


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_query_finds_something_or_nothing(page: Page, query: str) -> None:
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    (result,) = find(page, [query], facets=True)
    assert isinstance(result["total"], int) and len(result["hits"]) <= 10
    assert told == [] and page.evaluate("document.querySelectorAll('img[src=x]').length") == 0


def test_only_what_is_needed_is_fetched(page: Page) -> None:
    """No vocabulary on a page in another language, no facets for a query without filters."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/search/index/")[2]))
    find(page, ["digital"], "en")
    assert not any(path.endswith(("thai.txt", "latin.txt", "facets.json")) for path in asked)
    find(page, ["ดิจิทัล"], facets=True)
    assert [path.rpartition("/")[2] for path in asked if path.endswith(("thai.txt", "facets.json"))] != []


def test_a_new_index_is_taken_up(page: Page) -> None:
    """A page that was open while the site was published again goes on with the new one."""
    calls: list[str] = []

    def answer(route: Route) -> None:
        real = route.fetch()
        calls.append(route.request.url)
        document = real.json()
        route.fulfill(json=document if len(calls) > 1 else {**document, "folder": "was-here-before"})

    page.route("**/manifest.json", answer)
    (result,) = find(page, ["village funds"], "en")
    assert result["hits"][0]["name"].startswith("village-fund") and len(calls) == 2


def test_search_works_below_any_path_and_under_the_policy(nested_server: Server, opened: Opener) -> None:
    page = opened(nested_server.url("datasets/"))
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    (result,) = find(page, ["น้ำ"])
    assert isinstance(result["total"], int) and told == []
