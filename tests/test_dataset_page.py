"""All that a dataset's page promises to its readers, part by part, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag

from generator import pages
from generator.model import DatasetReading, Text
from generator.pages.page import Page
from tests import pages_made as made

DAY = date(2026, 1, 9)


def own_words(text: str) -> str:
    return text


@pytest.fixture
def site() -> dict[str, BeautifulSoup]:
    catalog = made.planted(made.catalog(), own_words, own_words)
    reading = made.planted(made.readings(), own_words, own_words)["full"]
    dataset = next(d for d in catalog.datasets if d.name == "full")
    found: list[Page] = list(pages.dataset_pages(catalog, dataset, reading, DAY))
    return {page.language: BeautifulSoup(page.body, "html5lib") for page in found}


def part(page: BeautifulSoup, name: str) -> Tag:
    """The section that a heading of that anchor opens."""
    heading = page.find(id=name)
    assert isinstance(heading, Tag) and isinstance(heading.parent, Tag)
    return heading.parent


def words_of(tag: Tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def test_title_meaning_figure_and_downloads_lead_in_this_order(site: dict[str, BeautifulSoup]) -> None:
    words = words_of(site["en"])
    order = ("Title of full", "Description of full", "11 pc", "(ZIP) 2.0 kB", "Last changed", "Data preview")
    places = [words.index(piece) for piece in order]
    assert places == sorted(places)


def test_organization_license_change_coverage_and_freshness_stand_before_everything_else(
    site: dict[str, BeautifulSoup],
) -> None:
    facts = site["en"].select_one(".b-facts")
    assert facts is not None
    told = {words_of(dt): words_of(dd) for dt, dd in zip(facts.select("dt"), facts.select("dd"), strict=True)}
    assert told["License"] == "Terms"
    assert told["Last changed"] == "3 January 2026"
    assert told["Period covered"] == "2014–2025"
    assert told["Freshness"] == "On schedule; next update due by 3 January 2027"
    assert site["en"].find("a", string="Office") is not None


def test_each_download_has_its_size_rows_and_checksum_and_what_is_left_out_its_reason(
    site: dict[str, BeautifulSoup],
) -> None:
    downloads = part(site["en"], "downloads")
    links = downloads.select("a[download]")
    assert len(links) == 6 and all("2.0 kB" in words_of(link.find_parent("li") or link) for link in links)
    assert [words_of(code) for code in downloads.select("dd code")] == ["0" * 64] * len(links)
    assert "12 rows" in words_of(downloads)
    assert "No Parquet: one of its numbers is too large for this format" in words_of(downloads)


def test_each_field_has_a_profile_with_a_small_distribution(site: dict[str, BeautifulSoup]) -> None:
    table = next(t for t in site["en"].find_all("table") if "look like" in words_of(t.caption))
    rows = {words_of(row.th): row for row in table.select("tbody tr")}
    assert words_of(rows["Value"]) == "Value lowest 1 · median 50.5 · highest 80 9 3 (25%) at least 10,000"
    assert rows["Value"].find("svg") is not None
    assert "cell ×6" in words_of(rows["Note"])
    assert "earliest 29 Feb 2024 · latest 29 Feb 2024" in words_of(rows["Day"])


def test_the_dictionary_tells_type_unit_constraints_and_values(site: dict[str, BeautifulSoup]) -> None:
    words = words_of(part(site["en"], "dictionary"))
    assert "Value value number · pc always has a value · ≥ 0 · ≤ 100" in words
    assert "part of the primary key" in words
    assert "all All" in words


def test_sources_have_their_address_and_the_day_they_were_read(site: dict[str, BeautifulSoup]) -> None:
    sources = part(site["en"], "sources")
    assert "Book · Publisher · accessed 2 January 2026" in words_of(sources)
    assert sources.find("a", href=re.compile("^https://")) is not None


def test_it_can_be_cited_as_text_and_as_bibtex(site: dict[str, BeautifulSoup]) -> None:
    cite = part(site["en"], "cite")
    assert "Office. (2026). Title of full [Data set]. Catalog. https://c.example/data/en/datasets/full/" in words_of(
        cite
    )
    entry = cite.select_one("pre code")
    assert entry is not None and entry.get_text().startswith("@misc{full-2026,")
    assert "url = {https://c.example/data/en/datasets/full/}" in entry.get_text()


def test_it_is_loaded_by_python_r_excel_and_curl(site: dict[str, BeautifulSoup]) -> None:
    code = [c.get_text() for c in part(site["en"], "load").select("pre code")]
    address = "https://c.example/data/datasets/full/downloads/table"
    for begin, end in (("import pandas", ".csv"), ("data <- read.csv", ".csv"), (address, ".xlsx"), ("curl", ".csv")):
        assert any(c.startswith(begin) and f"{address}{end}" in c for c in code), begin


def test_an_error_can_be_reported_and_relatives_have_reasons(site: dict[str, BeautifulSoup]) -> None:
    assert part(site["en"], "report").find("a", href=re.compile(r"[?&]title=")) is not None
    assert words_of(part(site["en"], "related")).count("Title of") == 2
    assert "Read together with" in words_of(part(site["en"], "related"))


def test_both_languages_have_the_same_parts(site: dict[str, BeautifulSoup]) -> None:
    parts = [[str(h["id"]) for h in page.select("h2[id]")] for page in site.values()]
    assert parts[0] == parts[1]
    assert len(parts[0]) >= 9


def test_a_borrowed_paragraph_is_marked_with_its_language_and_a_note() -> None:
    dataset = made.dataset("d", notes=Text({"th": "หมายเหตุ **สำคัญ**"}))
    reading = DatasetReading(dataset="d")
    found = {p.language: p for p in pages.dataset_pages(made.catalog(dataset), dataset, reading, DAY)}
    strong = BeautifulSoup(found["en"].body, "html5lib").find("strong", string="สำคัญ")
    assert strong is not None and strong.find_parent(lang="th") is not None
    assert "in Thai only" in found["en"].body
    own = BeautifulSoup(found["th"].body, "html5lib").find("strong", string="สำคัญ")
    assert own is not None and own.find_parent(lang="th") is None
