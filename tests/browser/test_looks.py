"""What looking at pages on a phone and at a desk has shown to matter, as facts that a browser can state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import LANGUAGES, Server

PHONE = {"width": 390, "height": 844}

Open = Callable[..., Page]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_of_a_problem_leads_to_its_explanation_without_scripts(
    server: Server, opened: Open, language: str
) -> None:
    """Whoever follows `problems/#code` sees its entry, and a tap on it shows the explanation at the top."""
    page = opened(server.url(f"{LANGUAGES[language]}problems/#value-pattern"), **PHONE, scripts=False)
    entry = page.locator("#value-pattern a")
    assert 0 <= entry.bounding_box()["y"] < PHONE["height"] / 2
    entry.click()
    heading = page.locator("h2#value-pattern")
    assert page.url.endswith("problems/values/#value-pattern")
    assert 0 <= heading.bounding_box()["y"] < PHONE["height"] / 2


@pytest.mark.parametrize("kind", ["about", "contribute", "developers"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_guide_shows_its_title_before_its_contents(server: Server, opened: Open, kind: str, width: int) -> None:
    """On a phone they follow each other; on a desk the contents stand beside the text, within the page."""
    page = opened(server.url(f"{kind}/"), width=width, height=844)
    title, contents, text = (
        page.locator(selector).first.bounding_box() for selector in ("h1", ".b-contents", "h1 ~ p")
    )
    assert title["y"] + title["height"] <= contents["y"]
    if width < 960:
        assert contents["y"] + contents["height"] <= text["y"]
    else:
        assert text["x"] + text["width"] <= contents["x"]
        assert contents["x"] + contents["width"] <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_is_set_in_letters_of_one_width(server: Server, opened: Open, language: str) -> None:
    """Also where a device has none of the named fonts, only a generic one: indentation is YAML's meaning."""
    page = opened(server.url(f"{LANGUAGES[language]}contribute/"))
    narrow, wide = page.evaluate(
        """() => {
        const block = document.querySelector("pre > code");
        return ["iiiiiiiiii", "wwwwwwwwww"].map((letters) => {
            const span = document.createElement("span");
            span.textContent = letters;
            block.append(span);
            return span.getBoundingClientRect().width;
        });
    }"""
    )
    assert narrow == wide


def test_results_of_a_search_end_in_whole_words(server: Server, opened: Open) -> None:
    """Thai has no blanks to cut at: the browser's own dictionary, which is not ours, sees no word go on there."""
    page = opened(server.url("search/"))
    cut = page.evaluate(
        """async () => {
        const { searching, root } = document.querySelector("script[data-searching]").dataset;
        const { open } = await import(new URL(searching + "engine.js", document.baseURI));
        const engine = await open(new URL(root, document.baseURI).href, "th");
        await engine.prepare();
        const cutter = new Intl.Segmenter("th", { granularity: "word" });
        const seen = [];
        const excerpt = engine.excerpt;
        engine.excerpt = (text, terms) => {
            const found = excerpt.call(engine, text, terms);
            const said = found.map(([piece]) => piece).join("");
            if (said.endsWith("…") && !said.startsWith("…")) {
                const words = [...cutter.segment(text)];
                seen.push([said, words.some((word) => word.index === said.length - 1)]);
            }
            return found;
        };
        const result = await engine.find("", {});
        await result.hits(0, 200);
        return seen;
    }"""
    )
    assert len(cut) > 50
    assert [said for said, is_whole in cut if not is_whole] == []


SHEET = 794  # A4 in CSS pixels: what a browser asks media queries of, though margins leave less to the page
WITHIN_MARGINS = 672


@pytest.mark.parametrize("name", ["wdcr", "egdi", "national-digital-plan"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dashboard_on_paper_leaves_room_for_names(server: Server, opened: Open, name: str, language: str) -> None:
    """Columns of fixed width once left a centimetre to names, and words stood letter below letter."""
    page = opened(server.url(f"{LANGUAGES[language]}indicator-sets/{name}/"), width=SHEET, height=1123)
    page.emulate_media(media="print")
    page.evaluate(f"document.body.style.width = '{WITHIN_MARGINS}px'")
    widths = page.locator(".b-row__title:visible, .b-key > .b-key__value:visible").evaluate_all(
        "names => names.map(name => name.getBoundingClientRect().width)"
    )
    assert len(widths) > 5 and min(widths) > 120
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET


@pytest.mark.parametrize("kind", ["contribute/reference", "developers"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_of_guides_are_read_on_a_phone_without_scrolling_aside(
    server: Server, opened: Open, kind: str, language: str
) -> None:
    """Every cell of a row stands within the screen, one below the other."""
    page = opened(server.url(f"{LANGUAGES[language]}{kind}/"), width=PHONE["width"], height=PHONE["height"])
    rows = page.locator(".b-reference tbody tr, article > table tbody tr").evaluate_all(
        """rows => rows.map(row => [...row.cells].map(cell => cell.getBoundingClientRect())
            .filter(cell => cell.height).map(({ left, right, top }) => [left, right, top]))"""
    )
    assert len(rows) > 10
    for cells in rows:
        assert all(left >= 0 and right <= PHONE["width"] for left, right, _ in cells)
        tops = [top for *_, top in cells]
        assert tops == sorted(set(tops))
