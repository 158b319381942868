"""What a preview shows in the place of a dataset with errors and of its indicators, and above other pages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from generator import urls
from generator.catalog import load_catalog
from generator.model import Catalog
from generator.pages.faulty import faulty_pages, notice
from generator.pages.page import Page
from generator.problems import Problem, problem
from tests.test_indicator_page import GOOD


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found, problems = load_catalog(GOOD)
    assert found is not None and problems == ()
    return found


def wrong(catalog: Catalog) -> tuple[Problem, ...]:
    """Two errors in a file of the first dataset that has indicators."""
    folder = next(d.folder for d in catalog.datasets if d.indicators)
    return tuple(problem("yaml-empty", f"{folder}/data.csv", line) for line in (3, 7))


def told(catalog: Catalog, problems: tuple[Problem, ...]) -> dict[str, Page]:
    return {page.path: page for page in faulty_pages(catalog, problems)}


def test_an_indicator_of_a_faulty_dataset_has_a_page_that_says_so(catalog: Catalog) -> None:
    """In each language, at its own address, with its title, the dataset and each problem at its line."""
    problems = wrong(catalog)
    dataset = next(d for d in catalog.datasets if d.indicators)
    pages = told(catalog, problems)
    for indicator in dataset.indicators:
        for language in catalog.languages:
            page = pages[urls.page(urls.indicator(indicator.name), language, catalog.languages)]
            body = BeautifulSoup(page.body, "html5lib")
            assert body.h1 is not None and body.h1.get_text() == indicator.title.text(language)
            assert [h.code.get_text() for h in body.find_all("h2")] == [f"{p.path}:{p.line}" for p in problems]
            assert f"datasets/{dataset.name}/" in [a["href"].replace("../", "") for a in body.find_all("a")]
            assert "2" in body.select_one(".b-lead").get_text()  # type: ignore[union-attr]
    assert len(pages) == len(catalog.languages) * (1 + len(dataset.indicators))


def test_a_page_that_tells_all_errors_has_no_notice_of_them_above_it(catalog: Catalog) -> None:
    problems = wrong(catalog)
    for path in told(catalog, problems):
        assert notice(catalog, problems, path, "/") == "", path
    assert "data.csv:3" in notice(catalog, problems, "en/about/", "/")
    elsewhere = (*problems, problem("yaml-empty", "datasets/x.yml"))
    for path in told(catalog, problems):
        assert "datasets/x.yml" in notice(catalog, elsewhere, path, "/"), path
    assert "why" in notice(catalog, problems, next(iter(told(catalog, problems))), "/", "why")
    assert notice(catalog, (), "en/about/", "/") == ""
