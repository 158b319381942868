"""Whatever a catalog says, a page keeps its shape: hostile words in every text and cell."""

from __future__ import annotations

import json
import re

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import pages
from generator.model import DatasetReading
from generator.pages.page import Page
from tests import pages_made as made
from tests.test_pages import DAY, every_page, own_words, soup, words_of

ANY = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=30)

SIGNS = st.text("<>\"'&;=/(){}%#?, scriptonloadaimgsvgstyle", min_size=1, max_size=40)

WRITTEN = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</style></title><svg onload=alert(1)>",
    "<!-- -->]]>&lt;&amp;",
    "{{ 7 * 7 }}{% raw %}",
)


def shape(page: Page) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every element with its attributes; of attributes that hold users' words, the name alone."""
    held = {"aria-label", "href", "content"}
    return [
        (tag.name, tuple(sorted((k, "" if k in held else str(v)) for k, v in tag.attrs.items())))
        for tag in BeautifulSoup(page.head + page.body, "html5lib").select("*")
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(words=WRITTEN[0], signs=WRITTEN[0])
@example(words=WRITTEN[1], signs=WRITTEN[1])
@example(words=WRITTEN[2], signs=WRITTEN[2])
@example(words=WRITTEN[3], signs=WRITTEN[3])
@example(words=WRITTEN[4], signs=WRITTEN[4])
@example(words=WRITTEN[5], signs=WRITTEN[5])
@example(words=WRITTEN[6], signs="{ 7 }")
@given(words=ANY, signs=SIGNS)
def test_no_text_of_a_descriptor_or_cell_changes_a_page(words: str, signs: str) -> None:
    """Hostile text in every text and cell: the same elements, attributes and scripts, and the text itself verbatim."""
    hostile, prose = f"x{words}x", f"x{' '.join(signs.split())}x"

    def pages_with(line: str, paragraph: str) -> dict[str, Page]:
        catalog = made.planted(made.catalog(), lambda t: f"{t}{line}", lambda t: f"{t} {paragraph}")
        readings = made.planted(made.readings(), lambda t: f"{t}{line}", lambda t: f"{t} {paragraph}")
        return {
            p.path: p for p in every_page(catalog, readings) if p.kind not in ("problems", "problem-area", "reference")
        }

    plain, attacked = pages_with("xplainx", "xplainx"), pages_with(hostile, prose)
    for path, page in attacked.items():
        assert shape(page) == shape(plain[path]), path
        _scripts_hold(page)
    shown = words_of(attacked["en/datasets/full/"])
    for text in (f"Title of full{hostile}", f"Table{hostile}", f"cell{hostile}", f"road{hostile}", f"note{hostile}"):
        assert re.sub(r"\s+", " ", text) in shown
    for text in ("Method", "Notes", "Description of full"):
        assert f"{text} {prose}" in shown


def _scripts_hold(page: Page) -> None:
    scripts = BeautifulSoup(page.head, "html5lib").find_all("script")
    assert len(scripts) == (1 if page.kind in ("home", "dataset", "indicator", "indicator-set") else 0)
    for script in scripts:
        document = json.loads(str(script.string))
        assert document.get("@graph", [document])[0]["name"] == page.title


def test_a_link_of_a_description_leads_to_the_web_or_nowhere() -> None:
    for prefix in ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/", "../x"):
        catalog = made.planted(made.catalog(), own_words, lambda t, p=prefix: f"[{t}]({p})")  # type: ignore[misc]
        page = next(pages.dataset_pages(catalog, catalog.datasets[0], DatasetReading(dataset="closed"), DAY))
        assert not [a for a in soup(page).find_all("a") if prefix in str(a.get("href"))]
