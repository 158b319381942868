"""Charts that a reader adjusts, in a real browser under a strict Content-Security-Policy: the program comes only when
asked for, the choice stands in the address, no address does harm, and a keyboard reaches everything.
"""

from __future__ import annotations

import gzip
import re
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, Route, expect

from .conftest import LANGUAGES, SCHEMES, Opener, Server

POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
EGDI = "indicators/egdi/"
LIVE = "[data-chart=trend].b-charts--live"
NAMES = ".b-live__place svg text"

Visit = Callable[..., "Visited"]


class Visited:
    """A page, what it has asked for, and what the console has told."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.told: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))

    @property
    def has_program(self) -> bool:
        return any("/assets/vega." in url for url in self.asked)

    def words(self) -> str:
        """All that the trend shows as text."""
        return " ".join(self.page.locator(f"[data-chart=trend] {NAMES}").all_text_contents())

    def query(self) -> str:
        return self.page.evaluate("location.search")


@pytest.fixture
def visit(server: Server, opened: Opener) -> Iterator[Visit]:
    """Opens a path of the site under the policy; at the end nothing may have been told to the console."""
    made: list[Visited] = []

    def go(path: str, **more: Any) -> Visited:
        page = opened("about:blank", **more)
        page.route("**/*", _with_policy)
        visited = Visited(page)
        page.goto(server.url(path), wait_until="networkidle")
        made.append(visited)
        return visited

    yield go
    assert [line for visited in made for line in visited.told] == []


def _with_policy(route: Route) -> None:
    with suppress(Error):  # the page may be gone by then
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})


def explore(visited: Visited, name: str = "trend") -> None:
    visited.page.click(f"[data-tools={name}] [data-do=explore]")
    visited.page.wait_for_selector(f"[data-chart={name}].b-charts--live")


def test_the_program_comes_only_when_asked_for(visit: Visit) -> None:
    visited = visit(EGDI)
    assert not visited.has_program and not any("egdi." in url for url in visited.asked)
    explore(visited)
    assert len([url for url in visited.asked if "/assets/vega." in url]) == 1
    explore(visited, "ranking")
    assert len([url for url in visited.asked if "/assets/vega." in url]) == 1


def test_an_address_in_the_page_asks_for_nothing(visit: Visit) -> None:
    visited = visit(EGDI)
    visited.page.evaluate("location.hash = '#about'")
    visited.page.wait_for_timeout(200)
    assert not visited.has_program


@pytest.mark.parametrize(
    ("language", "lead", "peer", "year"), [("th", "ไทย", "มาเลเซีย", "2546"), ("en", "Thailand", "Malaysia", "2003")]
)
def test_thailand_and_malaysia_are_one_click_away_and_come_back(
    visit: Visit, language: str, lead: str, peer: str, year: str
) -> None:
    """From the indicator's page one click shows the two; its address, opened anew, shows the same."""
    visited = visit(f"{LANGUAGES[language]}{EGDI}")
    visited.page.click(f".b-compare a:text-is('{peer}')")
    visited.page.wait_for_selector(LIVE)
    assert visited.query() == "?areas=THA,MYS"
    shown = visited.words()
    assert f"{lead} 0.8351" in shown and f"{peer} 0.8111" in shown and year in shown
    others = visited.page.locator(".b-compare a").all_inner_texts()
    assert len(others) == 9 and not any(other in shown for other in others if other != peer)
    again = visit(f"{LANGUAGES[language]}{EGDI}?areas=THA,MYS")
    again.page.wait_for_selector(LIVE)
    assert again.words() == shown
    assert again.page.locator(".b-compare [aria-current]").inner_text() == peer


def test_the_other_language_shows_the_shared_view_at_its_chart(visit: Visit) -> None:
    """Who presses the language of a view that was shared sees the same two countries, not the head of the page."""
    shared = visit(f"{EGDI}?areas=THA,MYS#chart-trend", width=390, height=844)
    shared.page.wait_for_selector(LIVE)
    shared.page.click(".b-tool--language")
    shared.page.wait_for_selector(LIVE)
    assert tuple(urlsplit(shared.page.url))[2:] == (f"/en/{EGDI}", "areas=THA,MYS", "chart-trend")
    assert "Malaysia 0.8111" in shared.words()
    expect(shared.page.locator("#chart-trend")).to_be_in_viewport()


def test_the_links_stand_in_the_page_without_scripts(visit: Visit) -> None:
    visited = visit(EGDI, scripts=False)
    assert visited.page.locator(".b-compare a:text-is('มาเลเซีย')").get_attribute("href") == "?areas=THA,MYS#chart-trend"
    assert not visited.page.locator(".b-live").first.is_visible()


def test_the_whole_choice_goes_round_by_the_address(visit: Visit) -> None:
    """Each control changes the address; it brings the same picture back, as going back and forward does."""
    visited = visit(f"en/{EGDI}")
    explore(visited)
    page = visited.page
    for code in ("BRN", "KHM", "IDN", "LAO", "MMR", "PHL", "SGP", "VNM"):
        page.uncheck(f"#live-trend input[value={code}]")
    page.select_option("#live-trend label:has-text('From') select", "2008")
    page.select_option("#live-trend label:has-text('To') select", "2020")
    assert visited.query() == "?areas=THA,MYS&from=2008&to=2020"
    expect(page.locator("[data-chart=trend] .b-live__place")).not_to_contain_text("2024")
    drawn = visited.words()
    assert "2020" in drawn and "2003" not in drawn
    page.check("#live-trend input[value=table]")
    page.wait_for_selector("[data-chart=trend] .b-live__place table")
    assert visited.query() == "?areas=THA,MYS&from=2008&to=2020&view=table"
    table = page.locator("[data-chart=trend] .b-live__place table").inner_text()
    assert page.locator("[data-tools=trend] [data-do=png]").is_disabled()
    assert table.split()[:5] == ["Time", "Thailand", "Malaysia", "2020", "0.7565"] and "2022" not in table
    page.go_back()
    page.wait_for_selector("[data-chart=trend] .b-live__place svg")
    assert visited.words() == drawn and page.locator("[data-tools=trend] [data-do=png]").is_enabled()
    again = visit(f"en/{EGDI}{visited.query()}")
    again.page.wait_for_selector(LIVE)
    assert again.words() == drawn
    page.go_forward()
    page.wait_for_selector("[data-chart=trend] .b-live__place table")
    assert page.locator("#live-trend input[value=table]").is_checked()


def test_a_ranking_at_a_chosen_time(visit: Visit) -> None:
    visited = visit(f"{EGDI}?rank-at=2003")
    visited.page.wait_for_selector("[data-chart=ranking].b-charts--live")
    shown = visited.page.locator("[data-chart=ranking] .b-live__place svg text").all_text_contents()
    assert "0.4456" in shown and "2546" in shown
    assert visited.page.locator("#chart-ranking h2").inner_text() == "เปรียบเทียบระหว่างพื้นที่ พ.ศ.\u00a02546"


def test_groups_of_a_dimension(visit: Visit) -> None:
    visited = visit("en/indicators/nso-internet-users-by-age/?by=15-24&by-view=table")
    visited.page.wait_for_selector("[data-chart=categories] .b-live__place table")
    heads = visited.page.locator("[data-chart=categories] .b-live__place thead th").all_inner_texts()
    assert heads == ["Time", "All", "15 to 24"]
    explore(visited)
    visited.page.select_option("#live-trend label:has-text('Group') select", label="15 to 24")
    assert "category=15-24" in visited.query()


HOSTILE = {
    "html": "areas=" + quote("<img src=x onerror=alert(1)>") + "&view=" + quote("<script>alert(1)</script>"),
    "regex": "areas=" + quote("(a+)+$.*[") + "&from=" + quote("^((.*)*)*$"),
    "unknown": "areas=XXX,YYY&from=1066&to=9999&view=pie&rank-at=now&by=none&category=zzz",
    "broken": "areas=%E0%A4%A&from=%&=&&=x&view",
    "prototype": "__proto__=1&areas=__proto__,constructor&from=toString",
    "long": "areas=" + ",".join(["THAI"] * 9_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_addresses_are_ignored(visit: Visit, name: str) -> None:
    """What is not known counts as not said: no error, nothing of it on the page, nothing slow."""
    visited = visit(f"{EGDI}?{HOSTILE[name]}")
    assert visited.page.locator("[data-chart=trend] svg").first.is_visible()
    explore(visited)
    assert "0.8351" in visited.words()
    assert visited.page.locator("main img, main script:not([type])").count() == 0
    visited.page.check("#live-trend input[value=table]")
    assert "alert" not in visited.page.locator("#embed-code").inner_text()
    assert len(visited.page.locator("#embed-code").inner_text()) < 400


def test_whoever_turns_the_range_round_gets_one_that_holds(visit: Visit) -> None:
    visited = visit(f"{EGDI}?from=2020&to=2008")
    visited.page.wait_for_selector(LIVE)
    explore(visited)
    chosen = [visited.page.locator("#live-trend select").nth(n).input_value() for n in range(2)]
    assert chosen == ["2020", "2020"]


def test_the_code_for_other_sites_and_the_twin_carry_the_choice(visit: Visit) -> None:
    visited = visit(f"en/{EGDI}?areas=THA,SGP&from=2010")
    visited.page.wait_for_selector(LIVE)
    assert '/embed/?areas=THA,SGP&amp;from=2010"' in visited.page.locator("#embed-code").inner_text()
    assert (
        visited.page.locator("header a[hreflang=th]").first.get_attribute("href").endswith("?areas=THA,SGP&from=2010")
    )


def test_the_chart_alone_honours_the_choice(visit: Visit) -> None:
    plain = visit(f"en/{EGDI}embed/")
    assert not plain.has_program and plain.page.locator("svg.chart").first.is_visible()
    visited = visit(f"en/{EGDI}embed/?areas=THA,MYS")
    visited.page.wait_for_selector(LIVE)
    assert "Malaysia 0.8111" in visited.words() and "Singapore" not in visited.words()
    assert visited.page.locator("h1 a").get_attribute("href").endswith(f"{EGDI}?areas=THA,MYS")


@pytest.mark.parametrize("missing", ["vega.*.js", "egdi.json", "egdi.en.json"])
def test_what_does_not_load_is_told_and_tried_again(server: Server, opened: Opener, missing: str) -> None:
    """The drawing stays; once the file comes, the chart does."""
    page = opened(server.url(f"en/{EGDI}"))
    page.route(re.compile(missing), lambda route: route.abort())
    page.click("[data-tools=trend] [data-do=explore]")
    page.wait_for_selector(".b-live__failed:visible")
    assert page.locator("[data-chart=trend] > svg").first.is_visible()
    page.unroute_all()
    page.click(".b-compare a:text-is('Malaysia')")
    page.wait_for_selector(LIVE)
    assert page.locator(".b-live__place").count() == 2 and not page.locator(".b-live__failed").count()


def test_keyboard_alone(visit: Visit) -> None:
    """Tab and space open the tools, reach every control in turn with a ring, and change the chart."""
    visited = visit(f"en/{EGDI}")
    page = visited.page
    page.focus("[data-tools=trend] [data-do=explore]")
    page.keyboard.press("Space")
    page.wait_for_selector(LIVE)
    seen = []
    for _ in range(20):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e), p = e.closest('#live-trend');"
            " return p && [e.value || e.innerText, s.outlineStyle !== 'none' || s.boxShadow !== 'none'] })()"
        )
        if stop:
            seen.append(stop)
        if stop and stop[0] == "MYS":
            page.keyboard.press("Space")
    assert all(ring for _, ring in seen)
    wanted = page.eval_on_selector_all(
        "#live-trend :is(input:not(:disabled):not([value=table]), select, button)",
        "all => all.map(e => e.value || e.innerText)",
    )
    assert [value for value, _ in seen] == wanted
    assert "MYS" not in visited.query() and "areas=THA" in visited.query()
    assert "Malaysia" not in page.locator("[data-tools=trend] [role=status]").inner_text()
    assert "Singapore" in page.locator("[data-tools=trend] [role=status]").inner_text()


def test_what_stands_under_the_pointer_is_told(visit: Visit) -> None:
    visited = visit(f"{EGDI}?areas=THA,MYS")
    visited.page.wait_for_selector(LIVE)
    visited.page.locator("[data-chart=trend] .b-live__place .mark-symbol").last.locator("path").first.hover(force=True)
    visited.page.wait_for_selector("#vg-tooltip-element.visible")
    assert visited.page.locator("#vg-tooltip-element").inner_text() in ("มาเลเซีย, 2546: 0.5240", "ไทย, 2546: 0.4456")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_stays_in_its_place(visit: Visit, width: int) -> None:
    """The adjusted chart stands where the drawing stood, as high, and nothing leaves a phone's screen."""
    visited = visit(EGDI, width=width, height=844)
    page = visited.page
    place = "e => { const r = e.getBoundingClientRect(); return [Math.round(r.height), Math.round(r.top + scrollY)] }"
    before = page.locator("[data-chart=trend]").evaluate(place)
    page.click(".b-compare a >> nth=0")
    page.wait_for_selector(LIVE)
    after = page.locator("[data-chart=trend]").evaluate(place)
    assert before[1] == after[1] and abs(before[0] - after[0]) <= 4
    explore(visited)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


BOXES = """(name) => [...document.querySelectorAll(`[data-chart=${name}] .b-live__place svg text`)].map(text => {
  const r = text.getBoundingClientRect(), s = text.closest('svg').getBoundingClientRect();
  const inside = [r.left - s.left, r.top - s.top, s.right - r.right, s.bottom - r.bottom];
  return [text.textContent, ...inside, r.left, r.top, r.right, r.bottom];
}).filter(box => box[0])"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path",
    [EGDI, "indicators/wdcr-rank/", "indicators/province-population/", "en/indicators/nso-internet-users-by-age/"],
)
def test_no_label_is_cut_or_covers_another_one(visit: Visit, path: str, width: int) -> None:
    visited = visit(path, width=width, height=844)
    for name in visited.page.locator("[data-do=explore]").evaluate_all(
        "all => all.map(e => e.parentElement.dataset.tools)"
    ):
        explore(visited, name)
        boxes = visited.page.evaluate(BOXES, name)
        assert boxes
        assert [box[0] for box in boxes if min(box[1:5]) < -1.5] == []
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                across = min(a[7], b[7]) - max(a[5], b[5])
                down = min(a[8], b[8]) - max(a[6], b[6])
                assert not (across > 1.5 and down > 3), (name, a[0], b[0])


def test_a_picture_to_keep(visit: Visit, tmp_path: Path) -> None:
    """A PNG twice as large as the drawing, with something on it, and no program loaded for it."""
    visited = visit(EGDI)
    with visited.page.expect_download() as saved:
        visited.page.click("[data-tools=trend] [data-do=png]")
    assert saved.value.suggested_filename == "egdi-trend.png"
    file = tmp_path / "chart.png"
    saved.value.save_as(file)
    content = file.read_bytes()
    wide, high = struct.unpack(">II", content[16:24])
    assert content[:8] == b"\x89PNG\r\n\x1a\n" and wide == 2 * (680 + 32) and high > 700
    assert len(content) > 30_000 and not visited.has_program


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visit: Visit, scheme: str, width: int) -> None:
    visited = visit(EGDI, scheme=scheme, width=width, height=844)
    explore(visited)
    explore(visited, "ranking")
    visited.page.check("#live-ranking input[value=table]")
    visited.page.wait_for_selector("[data-chart=ranking] .b-live__place table")
    found = _axe(visited.page)
    assert not found, [(v["id"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]


def _axe(page: Page) -> list[Any]:
    """Axe comes by an inline script, which the policy forbids."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setBypassCSP", {"enabled": True})
    return Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]


def test_sizes(site: Path) -> None:
    """The program is under 350 KB compressed; of indicators' pages half are under 25 KB and none above 60 KB."""
    (program,) = (site / "assets").glob("vega.*.js")
    assert len(gzip.compress(program.read_bytes(), 6)) < 350_000
    pages = sorted(len(gzip.compress(f.read_bytes(), 6)) for f in site.glob("**/indicators/*/index.html"))
    assert pages[len(pages) // 2] < 25_000 and pages[-1] < 60_000
