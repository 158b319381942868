"""What a newcomer does from the home page, in a real browser: sees where the country stands, compares it, shares that.

The figures that the pages must show are read from the catalog's own tables.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import LANGUAGES, Server

Open = Callable[..., Page]

ROOT = Path(__file__).parents[2]
SCREENS = {"desk": (1440, 900), "phone": (390, 844)}
NAMES = {"th": ("ไทย", "มาเลเซีย"), "en": ("Thailand", "Malaysia")}
TREND = "[data-chart=trend]"
DRAWN = f"{TREND} .b-live__place svg"
TABLE = f"{TREND} .b-live__place table"
FOUR = Decimal("0.0001")  # the precision of the indicator
ERA = {"th": 543, "en": 0}


def egdi() -> dict[str, dict[str, str]]:
    """Its value by year and by area."""
    found: dict[str, dict[str, str]] = {}
    with (ROOT / "datasets/un-egdi/index.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["index"] == "egdi":
                found.setdefault(row["year"], {})[row["area"]] = row["value"]
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("language", "rank", "change"), [("th", "อันดับ 38", "ลง 1 อันดับ"), ("en", "Rank 38", "down one place")]
)
def test_the_rank_of_the_wdcr_and_its_change_are_seen_at_one_look(
    server: Server, opened: Open, language: str, rank: str, change: str, screen: str
) -> None:
    """Nothing is scrolled or pressed: both stand in the first view of the home page."""
    width, height = SCREENS[screen]
    page = opened(server.url(LANGUAGES[language]), width=width, height=height)
    card = page.locator(".b-key", has=page.locator("a[href$='indicators/wdcr-rank/']"))
    for part, told in (("value", rank), ("change", change)):
        shown = card.locator(f".b-key__{part}")
        assert told in shown.inner_text()
        box = shown.bounding_box()
        assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_countries_on_the_egdi_are_two_clicks_away_and_can_be_shared(
    server: Server, opened: Open, language: str, screen: str
) -> None:
    """From the home page: the EGDI, then Malaysia. The address alone brings the same drawing and table back."""
    width, height = SCREENS[screen]
    page = opened(server.url(LANGUAGES[language]), width=width, height=height)
    lead, peer = NAMES[language]
    page.click("main a[href$='indicators/egdi/']")
    page.click(f".b-compare a:text-is('{peer}')")
    page.wait_for_selector(DRAWN)
    shared = page.evaluate("location.href")
    again = opened(shared, width=width, height=height)
    again.wait_for_selector(DRAWN)
    assert again.locator(DRAWN).evaluate("e => e.outerHTML") == page.locator(DRAWN).evaluate("e => e.outerHTML")
    seen = [table_of(each) for each in (page, again)]
    assert seen[0] == seen[1]
    facts = egdi()
    assert seen[0][0][1:] == [lead, peer]
    assert {row[0].split()[-1]: row[1:] for row in seen[0][1:]} == {
        str(int(year) + ERA[language]): [
            str(Decimal(by_area[area]).quantize(FOUR, ROUND_HALF_UP)) for area in ("THA", "MYS")
        ]
        for year, by_area in facts.items()
    }
    assert min(facts) == "2003"
    words = page.locator(f"{DRAWN} text").all_text_contents()
    assert any(word.startswith(peer) for word in words) and str(2003 + ERA[language]) in words


def table_of(page: Page) -> list[list[str]]:
    """What the chart tells as a table, by rows; the drawing is back afterwards."""
    if not page.locator("#live-trend").is_visible():
        page.click("[data-tools=trend] [data-do=explore]")
    page.check("#live-trend input[value=table]")
    page.wait_for_selector(TABLE)
    rows = page.locator(f"{TABLE} tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    page.check("#live-trend input[value=chart]")
    page.wait_for_selector(DRAWN)
    return list(rows)
