"""The pages of a catalog: what they say, that they are valid HTML, and that no text of a descriptor can change them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

from generator import pages, problems
from generator.model import Catalog, DatasetReading
from generator.pages.page import Page
from generator.pages.problems import AREAS
from generator.pages.writer import unbroken
from generator.quality import judged
from tests import pages_made as made

HEADINGS = re.compile("^h[1-6]$")
DAY = date(2026, 1, 9)  # the datasets made for tests were changed on the third


def own_words(text: str) -> str:
    return text


def every_page(catalog: Catalog, readings: dict[str, DatasetReading]) -> Iterator[Page]:
    for dataset in catalog.datasets:
        readings = {**readings, dataset.name: judged(catalog, dataset, readings[dataset.name], DAY)}
        yield from pages.dataset_pages(catalog, dataset, readings[dataset.name], DAY)
    yield from pages.list_pages(catalog, (pages.summary(d, readings[d.name]) for d in catalog.datasets))


def plain_pages() -> dict[str, Page]:
    catalog = made.planted(made.catalog(), own_words, own_words)
    return {p.path: p for p in every_page(catalog, made.planted(made.readings(), own_words, own_words))}


def soup(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.body, "html5lib")


def words_of(page: Page) -> str:
    return re.sub(r"\s+", " ", soup(page).get_text())


@pytest.fixture(scope="module")
def site() -> dict[str, Page]:
    return plain_pages()


def test_every_kind_of_page_stands_in_every_language(site: dict[str, Page]) -> None:
    for page in site.values():
        assert set(page.twins) == {"th", "en"}
        assert page.twins[page.language] == page.path
        assert all(site[path].kind == page.kind for path in page.twins.values())
    assert {p.kind for p in site.values()} == {
        "home", "datasets", "dataset", "organizations", "organization", "themes", "theme", "problems",
        "problem-area", "reference", "indicators", "indicator-sets", "search", "updates", "calendar", "quality",
    }  # fmt: skip


def test_the_html_is_valid(site: dict[str, Page]) -> None:
    """html5lib in strict mode refuses what browsers would have to mend."""
    for page in site.values():
        document = f"<!doctype html><html lang='x'><head><title>x</title></head><body>{page.body}</body></html>"
        html5lib.HTMLParser(strict=True).parse(document)


def test_ids_are_unique_and_links_within_the_page_resolve(site: dict[str, Page]) -> None:
    for page in site.values():
        parsed = soup(page)
        ids = [tag["id"] for tag in parsed.find_all(id=True)]
        assert len(ids) == len(set(ids)), page.path
        for tag in parsed.find_all("a", href=re.compile("^#")):
            assert tag["href"][1:] in ids, (page.path, tag["href"])
        for tag in parsed.find_all(attrs={"aria-labelledby": True}):
            assert tag["aria-labelledby"] in ids


def test_headings_descend_without_a_gap(site: dict[str, Page]) -> None:
    for page in site.values():
        levels = [int(tag.name[1]) for tag in soup(page).find_all(HEADINGS)]
        assert levels[0] == 1 and levels.count(1) == 1, page.path
        assert all(b - a <= 1 for a, b in pairwise(levels)), (page.path, levels)


def test_tables_have_captions_and_scopes(site: dict[str, Page]) -> None:
    for page in site.values():
        for table in soup(page).find_all("table"):
            assert table.caption is not None and table.caption.get_text(strip=True)
            assert all(th.get("scope") for th in table.find_all("th"))


def test_drawings_have_words_or_are_hidden(site: dict[str, Page]) -> None:
    for page in site.values():
        for drawing in soup(page).find_all("svg"):
            assert drawing.get("aria-label") or drawing.get("aria-hidden") == "true"


def test_links_to_pages_lead_to_pages(site: dict[str, Page]) -> None:
    """Every relative link that ends in a slash names a page made here, or one written by hand."""
    for page in site.values():
        for tag in soup(page).find_all("a", href=True):
            target = urlsplit(tag["href"])
            if target.scheme or not target.path.endswith("/"):
                continue
            path = _resolved(page.path, target.path)
            assert path in site or path.endswith("contribute/"), (page.path, tag["href"], path)


def _resolved(page: str, link: str) -> str:
    parts = page.split("/")[:-1]
    for step in link.split("/")[:-1]:
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "".join(f"{part}/" for part in parts)


def test_no_page_of_a_dataset_is_heavy(site: dict[str, Page]) -> None:
    assert all(len(p.body.encode()) < 40_000 for p in site.values() if p.kind == "dataset")


def test_pages_say_the_same_each_time() -> None:
    assert plain_pages() == plain_pages()


# ---- What a dataset's page says ----


def test_a_borrowed_text_is_marked_with_its_language_and_a_note(site: dict[str, Page]) -> None:
    page = soup(site["en/datasets/full/"])
    borrowed = page.find("span", string="ชนิด")
    assert borrowed is not None and borrowed["lang"] == "th"
    assert "in Thai only" in words_of(site["en/datasets/full/"])
    assert "มีเฉพาะภาษา" not in words_of(site["datasets/full/"])


def test_years_stand_in_the_era_of_the_page_and_both_where_the_source_is_buddhist(site: dict[str, Page]) -> None:
    assert "2567 ค.ศ. 2024" in words_of(site["datasets/full/"])
    assert "2024 B.E. 2567" in words_of(site["en/datasets/full/"])
    assert "พ.ศ. 2557–2568" in words_of(site["datasets/full/"])
    assert "2014–2025" in words_of(site["en/datasets/full/"])


def test_areas_and_categories_are_shown_by_name(site: dict[str, Page]) -> None:
    row = soup(site["en/datasets/full/"]).select_one(".b-preview tbody tr")
    assert row is not None
    assert [re.sub(r"\s+", " ", td.get_text(strip=False)).strip() for td in row.find_all("td")] == [
        "Thailand THA", "2024 B.E. 2567", "All", "77.50", "cell", "a.example", "29 Feb 2024"
    ]  # fmt: skip


def test_the_figure_leads_with_its_series_in_words(site: dict[str, Page]) -> None:
    words = words_of(site["en/datasets/full/"])
    assert "Value · All" in words
    assert "11 pc" in words
    assert "2014 0 2025 11 12 values; the axis runs from 0 (bottom) to 11 (top)" in words


def test_snippets_hold_the_real_address(site: dict[str, Page]) -> None:
    code = "\n".join(c.get_text() for c in soup(site["en/datasets/full/"]).select("#load ~ pre code"))
    assert 'pd.read_csv("https://c.example/data/datasets/full/downloads/table.csv")' in code
    assert 'curl -LO "https://c.example/data/datasets/full/downloads/table.csv"' in code


def test_an_error_report_is_prefilled_and_keeps_the_addresss_own_query(site: dict[str, Page]) -> None:
    link = soup(site["en/datasets/full/"]).find("a", string="Report an error in this dataset")
    assert link is not None
    asked = parse_qs(urlsplit(str(link["href"])).query)
    assert asked["labels"] == ["data"]
    assert asked["title"] == ["Error in full"]
    assert "https://c.example/data/en/datasets/full/" in asked["body"][0]
    assert "datasets/full/dataset.yml" in asked["body"][0]


def test_a_remote_file_is_linked_and_not_vouched_for(site: dict[str, Page]) -> None:
    page = site["en/datasets/elsewhere/"]
    assert soup(page).find("a", href="https://b.example/far.csv") is not None
    assert "Not checked here" in words_of(page)
    assert "Files at the source" in words_of(page)


def test_a_dataset_without_a_file_says_why_who_and_how(site: dict[str, Page]) -> None:
    words = words_of(site["en/datasets/closed/"])
    assert "its release is planned for 1 January 2027" in words
    assert "Personal data" in words
    assert "Write to the office" in words
    assert "office@a.example" in words
    assert soup(site["en/datasets/closed/"]).find(id="downloads") is None


def test_relatives_come_with_their_reason(site: dict[str, Page]) -> None:
    words = words_of(site["en/datasets/full/"])
    assert "Read together with Title of elsewhere" in words
    assert "Shared keywords: road, way Title of closed" in words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Rank in e-government", 'Rank in <span class="b-whole">e-government</span>'),
        ("<b> e-money & co", '&lt;b&gt; <span class="b-whole">e-money</span> &amp; co'),
        ("Medium- and high-tech", "Medium- and high-tech"),
        ("ต่อประชากร 100 คน พ.ศ. 2565", "ต่อประชากร 100\u00a0คน พ.ศ.\u00a02565"),
        ("from 2.024 trillion THB in 2023", "from 2.024\u00a0trillion THB in 2023"),
    ],
)
def test_no_line_ends_behind_a_letter_and_a_hyphen_nor_within_a_number_and_its_unit(text: str, html: str) -> None:
    assert escape(unbroken(text)) == html


def test_the_core_fields_of_the_thai_standard_are_all_there(site: dict[str, Page]) -> None:
    assert len(soup(site["datasets/full/"]).select(".b-core dt")) == 14


def test_structured_data_can_be_read_back(site: dict[str, Page]) -> None:
    document = json.loads(re.sub("<[^>]*>", "", site["en/datasets/full/"].head))
    assert (document["@type"], document["name"]) == ("Dataset", "Title of full")
    addresses = [file["contentUrl"] for file in document["distribution"]]
    assert "https://c.example/data/datasets/full/table.csv" in addresses


# ---- Lists ----


def test_each_order_holds_every_dataset(site: dict[str, Page]) -> None:
    for path in ("datasets/", "browse/newest/", "browse/organization/", "browse/theme/", "browse/format/"):
        for prefix in ("", "en/"):
            titles = soup(site[prefix + path]).select(".b-list__title a")
            assert len({a["href"] for a in titles}) == 3


def test_lists_are_paged_above_200() -> None:
    many = tuple(made.dataset(f"d{n:03}") for n in range(401))
    found = {p.path: p for p in pages.list_pages(made.catalog(*many), ())}
    assert len(soup(found["datasets/page-2/"]).select(".b-list > li")) == 200
    assert len(soup(found["datasets/page-3/"]).select(".b-list > li")) == 1
    assert "datasets/page-4/" not in found
    assert "browse/theme/page-3/" in found
    assert "en/browse/organization/page-3/" in found


def test_titles_stand_under_their_letters_and_the_letters_lead_to_every_page() -> None:
    """The index names all letters of the list, those on other pages of it too."""
    titles = ["เกาะ", "กา", *(f"Zone {n:03}" for n in range(199)), "๙ แห่ง"]
    many = tuple(
        replace(made.dataset(f"d{n:03}"), title=made.thai(title), resources=()) for n, title in enumerate(titles)
    )
    found = {p.path: p for p in pages.list_pages(made.catalog(*many), ())}
    first, second = (soup(found[path]) for path in ("datasets/", "datasets/page-2/"))
    jumps = [(a.get_text(), a["href"]) for a in first.select(".b-index a")]
    assert jumps == [("0–9", "#letter-0"), ("ก", "#letter-%E0%B8%81"), ("Z", "#letter-Z")]
    assert [h.get_text() for h in first.select("h2")] == ["0–9 1 ชุดข้อมูล", "ก 2 ชุดข้อมูล", "Z 199 ชุดข้อมูล"]
    assert [a["href"] for a in second.select(".b-index a")] == ["../#letter-0", "../#letter-%E0%B8%81", "../#letter-Z"]
    without_file = soup(found["en/browse/format/"]).select("h2")
    assert [h.get_text() for h in without_file] == ["No data file yet 202 datasets"]


def test_the_home_page_counts_what_there_is(site: dict[str, Page]) -> None:
    assert "3 datasets · 12 rows" in words_of(site["en/"])
    assert "11 pc" in words_of(site["en/"])


def test_a_catalog_without_datasets_has_pages_too() -> None:
    empty = replace(made.catalog(), datasets=())
    assert all(page.body for page in pages.list_pages(empty, ()))


def test_every_problem_is_explained_on_a_page_of_its_area_and_found_by_its_code_on_the_index(
    site: dict[str, Page],
) -> None:
    """The anchors of former links, `problems/#code`, stand too, and no page is heavier than a phone should load."""
    for language, start in (("th", ""), ("en", "en/")):
        entries = {e["id"]: e.a["href"] for e in soup(site[f"{start}problems/"]).select(".b-codes-index > li")}
        assert list(entries) == [c.name for area in AREAS for c in problems.codes().values() if c.area == area]
        for name, code in problems.codes().items():
            assert entries[name] == f"{code.area}/#{name}"
            area = site[f"{start}problems/{code.area}/"]
            assert soup(area).find("h2", id=name) is not None, name
            assert len(area.body.encode()) < 34_000, (language, code.area)
