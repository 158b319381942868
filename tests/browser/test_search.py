"""Search in a real browser: by keyboard alone from anywhere, in Thai on a phone, the whole state in the address, below
any path and under the site's own policy; and whatever a reader types or an address holds, a sensible page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import EVERY_PAGE, LANGUAGES, SCHEMES, Opener, Server, address

HITS = ".b-hits > li"
OPTIONS = "form[role=search] [role=option]"
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"  # keys before that get lost
PHONE = {"width": 390, "height": 844}
SLOW = 20_000  # milliseconds: whoever tests beside others waits

Go = Callable[..., "Reader"]


class Reader:
    """A page, what it has asked for, and what the console has told."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.asked: list[str] = []
        self.told: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))

    def of_search(self) -> list[str]:
        return [url for url in self.asked if "/assets/search." in url or "/search/index/" in url]

    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)

    def titles(self) -> list[str]:
        self.page.wait_for_selector("[data-search]:not(.b-search--busy) #found:not(:empty)")
        return self.page.locator(f"{HITS} h3").all_inner_texts()

    def count(self) -> int:
        """The number in the heading of the results."""
        self.page.wait_for_selector("[data-search]:not(.b-search--busy) #found:not(:empty)")
        found = re.search(r"\d[\d,]*", self.page.locator("#found").inner_text())
        return int(found[0].replace(",", "")) if found else 0


expect.set_options(timeout=SLOW)


@pytest.fixture
def go(server: Server, opened: Opener) -> Iterator[Go]:
    """Opens a path; at the end nothing may have been told to the console, nor asked of another origin."""
    readers: list[Reader] = []

    def visit(path: str, host: Server = server, **more: Any) -> Reader:
        reader = Reader(opened("about:blank", **more), host)
        reader.page.goto(host.url(path), wait_until="networkidle")
        if more.get("scripts", True):
            reader.page.evaluate(PAINTED)
        readers.append(reader)
        return reader

    yield visit
    for reader in readers:
        assert reader.told == []
        assert {f"{urlsplit(u).scheme}://{urlsplit(u).netloc}" for u in reader.asked} == {reader.server.origin}


def violations(page: Page) -> list[Any]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]


# ---- The box ----


@pytest.mark.parametrize(("kind", "language"), EVERY_PAGE)
def test_keys_alone_reach_a_result_from_anywhere(go: Go, kind: str, language: str) -> None:
    """A slash, a word, an arrow, Return. But on the search page nothing is loaded before the field has focus."""
    reader = go(address(kind, language))
    assert kind.startswith("search") or reader.of_search() == []
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("egdi")
    expect(page.locator(OPTIONS).first).to_have_attribute("href", re.compile("/indicator-sets/egdi/$"))
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{OPTIONS}[aria-selected=true]")
    title = chosen.locator(".b-find__title").inner_text()
    field = "#find-here" if kind == "home" else "#find"
    assert page.locator(field).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    leads_to = chosen.evaluate("option => option.href")
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)
    assert title in page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == language


def test_the_box_is_a_combobox(go: Go) -> None:
    """Arrows go round, Escape closes and then empties, what is found is announced, and focus stays in the field."""
    reader = go("en/about/")
    page, field = reader.page, reader.page.locator("#find")
    page.keyboard.press("/")
    expect(field).to_have_attribute("role", "combobox")
    page.keyboard.type("internet")
    expect(page.locator(".b-header [role=status]")).to_contain_text("results")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"{OPTIONS} mark").first.inner_text().lower() == "internet"
    options = page.locator(OPTIONS)
    assert "Indicator" in options.first.inner_text() and "See all" in options.last.inner_text()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".b-header .b-find__panel")).to_be_hidden()
    assert field.input_value() == "internet"
    page.keyboard.press("Escape")
    assert field.input_value() == ""


def test_return_in_the_field_leads_to_all_results(go: Go) -> None:
    reader = go("en/datasets/")
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("broadband")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_selector(HITS)
    assert urlsplit(reader.page.url).path == "/en/search/" and reader.query() == {"q": ["broadband"]}
    assert reader.page.locator("#query").input_value() == "broadband"


def test_a_slash_within_a_field_is_a_slash(go: Go) -> None:
    page = go("en/").page
    page.locator("#find-here").click()
    page.keyboard.type("a/b")
    assert page.locator("#find-here").input_value() == "a/b"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [768, 1440])
def test_the_home_page_shows_one_box_to_which_a_slash_leads(go: Go, language: str, width: int) -> None:
    """Beside the large one with its example the header's would only ask which of the two is right."""
    page = go(LANGUAGES[language], width=width).page
    assert page.locator("input[name=q]:visible").evaluate_all("fields => fields.map(field => field.id)") == [
        "find-here"
    ]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("/")
    expect(page.locator("#find-here")).to_be_focused()
    expect(page.locator("#find-here")).to_be_in_viewport()


def test_the_slash_key_of_a_thai_keyboard_opens_the_box_too(go: Go) -> None:
    page = go("about/").page
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ฝ', code: 'Slash', bubbles: true}))")
    assert page.evaluate("document.activeElement.id") == "find"


def test_a_field_is_found_with_its_dataset(go: Go) -> None:
    reader = go("en/")
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("employed using computer")
    field = reader.page.locator(f"{OPTIONS}:has(.b-kind--field)").first
    expect(field).to_contain_text("in ")
    field.click()
    reader.page.wait_for_url(re.compile(r"/en/datasets/[^/]+/#fields-"))


def test_the_empty_box_offers_ways_to_browse(go: Go) -> None:
    page = go("en/").page
    page.keyboard.press("/")
    links = page.locator(OPTIONS)
    expect(links).to_have_count(6)
    hrefs = links.evaluate_all("links => links.map(link => link.href)")
    for href in hrefs:
        assert page.request.get(href).status == 200, href


def test_a_name_that_nothing_has_gets_advice(go: Go) -> None:
    page = go("en/about/").page
    page.keyboard.press("/")
    page.keyboard.type("xqzxqz")
    expect(page.locator(".b-header .b-find__note")).to_have_text("Nothing found for “xqzxqz”")
    expect(page.locator(OPTIONS).last).to_have_text("Browse by theme")


def test_without_scripts_the_box_is_a_form_and_the_search_page_lists_ways(go: Go) -> None:
    page = go("en/about/", scripts=False).page
    page.locator("#find").fill("internet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=internet")
    assert page.locator(".b-search__off").is_visible()
    names = page.locator("#browse a").all_inner_texts()
    assert names[:4] == [
        "Datasets by title (A–Z, ก–ฮ)",
        "Datasets by organization",
        "Datasets by theme",
        "Datasets by file format",
    ]
    for link in page.locator("#browse a").evaluate_all("links => links.map(link => link.href)"):
        assert page.request.get(link).status == 200, link
    assert go("en/about/", scripts=False).page.locator(".b-find__browse").get_attribute("href") == "../search/#browse"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("อันดับความสามารถในการแข่งขันด้านดิจิทัล", "WDCR"),
        ("ครัวเรือนที่มีอินเตอร์เน็ต", "ครัวเรือนที่เชื่อมต่ออินเทอร์เน็ต"),
        ("พร้อมเพย์", "พร้อมเพย์"),
    ],
)
def test_on_a_phone_things_are_found_in_one_search(go: Go, typed: str, title: str) -> None:
    """The glass opens a sheet; the first few results hold what a reader means; a tap leads there."""
    page = go("", **PHONE).page
    page.locator(".b-find__open").tap() if page.evaluate("navigator.maxTouchPoints") else page.click(".b-find__open")
    assert page.locator("#find").bounding_box()["width"] > 250  # type: ignore[index]
    page.keyboard.type(typed)
    found = page.locator(OPTIONS, has_text=title).first
    expect(found).to_be_visible()
    box = found.bounding_box()
    assert box is not None and box["y"] + box["height"] < 500  # above a phone's keyboard
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found.click()
    expect(page.locator("h1")).to_contain_text(title)


def test_the_sheet_of_a_phone_closes(go: Go) -> None:
    page = go("en/", **PHONE).page
    for leave in ("Escape", "button"):
        page.click(".b-find__open")
        expect(page.locator("#find")).to_be_focused()
        page.click(".b-find__close") if leave == "button" else page.keyboard.press("Escape")
        expect(page.locator("#find")).to_be_hidden()
        expect(page.locator(".b-find__open")).to_be_focused()


# ---- The search page ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_state_stands_in_the_address(go: Go, language: str) -> None:
    """Choosing, sorting and paging change it; it brings the same results back, as going back and forward does."""
    reader = go(f"{LANGUAGES[language]}search/")
    page = reader.page
    whole = reader.count()
    assert whole > 150
    page.check(".b-facet input[name=kind][value=indicator]")
    expect(page.locator("#found")).not_to_contain_text(str(whole))
    indicators = reader.count()
    page.click(".b-facet:has(input[name=organization]) .b-facet__more")
    page.check(".b-facet input[name=organization][value=world-bank]")
    expect(page.locator("#found")).not_to_contain_text(str(indicators))
    assert reader.query() == {"kind": ["indicator"], "organization": ["world-bank"]}
    few = reader.count()
    assert 0 < few < indicators < whole
    page.locator("#search-sort").select_option("title")
    page.wait_for_url("**sort=title")
    by_title = reader.titles()
    again = go(f"{LANGUAGES[language]}search/?{urlsplit(page.url).query}")
    assert again.titles() == by_title and again.count() == few
    page.go_back()
    page.go_back()
    expect(page.locator("#found")).to_contain_text(str(indicators))
    assert (
        not page.is_checked(".b-facet input[value=world-bank]")
        and page.locator("#search-sort").input_value() != "title"
    )
    page.go_forward()
    expect(page.locator("#found")).to_contain_text(str(few))
    assert page.is_checked(".b-facet input[value=world-bank]")


def test_results_have_pages(go: Go) -> None:
    reader = go("en/search/?kind=indicator")
    page = reader.page
    first = reader.titles()
    assert len(first) == 20
    page.click(".b-search__pages a:text-is('2')")
    page.wait_for_url("**page=2")
    expect(page.locator(".b-search__pages [aria-current]")).to_have_text("2")
    assert not set(first) & set(reader.titles())
    assert page.locator(".b-hits").get_attribute("start") == "21"
    expect(page.locator("#found")).to_be_focused()
    assert reader.count() > 40


def test_a_value_that_would_give_nothing_is_shown_as_such(go: Go) -> None:
    """Counts are those beside the choice of the other facets, and hold: each value gives as many as it says."""
    reader = go("en/search/?q=internet&kind=dataset")
    page = reader.page
    for more in page.locator(".b-facet__more:visible").all()[::-1]:
        more.click()
    values = page.locator(".b-facet li:visible").evaluate_all(
        "rows => rows.map(row => [row.querySelector('input').name, row.querySelector('input').value,"
        " Number(row.querySelector('.b-facet__count').textContent), row.querySelector('input').disabled])"
    )
    assert {name for name, _, count, _ in values if not count} and all(d == (not c) for _, _, c, d in values)
    others = [(name, value, count) for name, value, count, _ in values if count and name != "kind"][:5]
    kinds = {value: count for name, value, count, _ in values if name == "kind"}
    assert others and kinds["dataset"] == reader.count()
    for name, value, count in others:
        assert go(f"en/search/?q=internet&kind=dataset&{name}={value}").count() == count, (name, value)
    both = go("en/search/?q=internet&kind=dataset&kind=indicator").count()
    assert both == kinds["dataset"] + kinds["indicator"]


def test_every_facet_is_offered_in_words(go: Go) -> None:
    page = go("search/").page
    names = page.locator(".b-facet input").evaluate_all("boxes => [...new Set(boxes.map(box => box.name))]")
    assert set(names) == {
        *("kind", "organization", "theme", "format", "license", "frequency", "data_type", "set", "area", "year"),
    }
    labels = page.locator(".b-facet__label").all_text_contents()
    assert "ชุดตัวชี้วัด" in labels and "สิงคโปร์" in labels and any("2568" in label for label in labels)
    codes = page.locator(".b-facet input").evaluate_all("boxes => boxes.map(box => box.value)")
    assert not {c for c in codes if c in labels and not c.isdecimal()}


def test_facets_fold_on_a_phone(go: Go) -> None:
    page = go("en/search/?q=internet&kind=dataset", **PHONE).page
    assert page.locator(f"{HITS} h3").first.is_visible() and not page.locator(".b-facet").first.is_visible()
    opener = page.get_by_role("button", name="Filters (1 chosen)")
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.locator(".b-facet").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_an_address_names_and_the_catalog_lacks_is_left_out_and_told(go: Go) -> None:
    reader = go("en/search/?kind=dataset&organization=nobody&colour=red&sort=worst&page=-4&utm_source=mail")
    told = reader.page.locator(".b-note--warn").inner_text()
    assert all(part in told for part in ("organization=nobody", "colour=red", "sort=worst", "page=-4"))
    assert "utm_source" not in told and reader.count() > 50
    far = go("en/search/?kind=dataset&page=9999")
    assert "page=9999" in far.page.locator(".b-note--warn").inner_text() and far.titles()


def test_a_search_without_results_says_what_to_do(go: Go) -> None:
    page = go("en/search/?q=xqzxqz&kind=dataset").page
    expect(page.locator("#found")).to_have_text("Nothing found for “xqzxqz”")
    assert page.locator("#browse").is_visible()
    page.click("text=search without filters")
    page.wait_for_url("**/search/?q=xqzxqz")


def test_what_is_typed_is_searched_at_once_and_kept_in_the_address(go: Go) -> None:
    reader = go("en/search/")
    page = reader.page
    page.locator("#query").click()
    page.keyboard.type("broadband")
    expect(page.locator("#found")).to_contain_text("broadband")
    expect(page.locator(f"{HITS} mark").first).to_be_visible()
    assert reader.query() == {"q": ["broadband"]} and "broadband" in page.title()
    assert "result" in page.locator(".b-search [role=status]").inner_text()


def test_search_engines_leave_the_search_page_out(go: Go) -> None:
    page = go("search/").page
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert "/search/" not in page.request.get(f"{page.url}../sitemap.xml").text()


# ---- Whatever is typed ----

HOSTILE = {
    "long": "อินเทอร์เน็ต internet " * 455,
    "one long word": "ก" * 10_000,
    "control characters": "a\x01\x02\x07\x1b[31mb\x7f\u200b\u2028\u2029",
    "regex": r"(a+)+$ [[\\ .* (?<x>)",
    "HTML": '"><img src=x onerror="window.harmed=1"><script>window.harmed=1</script>',
    "template": "${window.harmed=1} {{ 7*7 }} {count}",
    "only stop words": "และ ของ ที่ the of and",
    "only marks": "\u0e48\u0e49\u0e4d\u0e31 \u0301\u0302",
    "emoji": "👩\u200d👩\u200d👧 🇹🇭 ❤\ufe0f",
    "right to left": "\u202eمرحبا\u202c שלום \u2067",
    "half a pair": "\ud83d x",
    "prototype": "__proto__ constructor toString hasOwnProperty",
    "spaces": " \u3000\t ",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_is_typed_gives_a_sensible_page(go: Go, what: str) -> None:
    """In the box and in the address: no error, no injection, a heading, nothing wider than a phone."""
    query = HOSTILE[what]
    reader = go("en/", **PHONE)
    page = reader.page
    page.click(".b-find__open")
    page.evaluate(
        "text => { const f = document.getElementById('find'); f.value = text; f.dispatchEvent(new Event('input')); }",
        query,
    )
    expect(page.locator(".b-header .b-find__panel")).to_be_visible()
    expect(page.locator(OPTIONS).last).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    encoded = quote(query.encode("utf-8", "replace"))[:60_000].rpartition("%")[0] or quote(query)  # what a host takes
    some = encoded[:15_000].rpartition("%")[0] or encoded
    for address_of_it in (f"en/search/?q={encoded}", f"en/search/?kind={some}&sort={some}&{some}=1"):
        found = go(address_of_it, **PHONE).page
        expect(found.locator("#found")).not_to_be_empty()
        assert found.locator("#browse").is_visible() or found.locator(HITS).count()
        assert found.evaluate("[window.harmed, document.documentElement.scrollWidth <= 390]") == [None, True]
        assert found.locator(".b-search img, .b-search script").count() == 0


def test_a_broken_escape_in_the_address_does_no_harm(go: Go) -> None:
    assert go("en/search/?q=%E0%B8&kind=%zz&%").count() >= 0


# ---- Everywhere, for everyone ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works_below_any_path(go: Go, nested_server: Server, language: str) -> None:
    reader = go(f"{LANGUAGES[language]}indicators/egdi/", host=nested_server)
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("EGDI")
    option = page.locator(OPTIONS, has_text="EGDI").first
    expect(option).to_be_visible()
    assert option.evaluate("option => option.href").startswith(f"{nested_server.base}{LANGUAGES[language]}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/a/b/{LANGUAGES[language]}search/?q=EGDI")
    page.wait_for_selector(HITS)
    hrefs = page.locator(f"{HITS} h3 a").evaluate_all("links => links.map(link => link.href)")
    assert all(page.request.get(href).status == 200 for href in hrefs)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_while_searching(go: Go, language: str, scheme: str, size: dict[str, int]) -> None:
    """The open box with results, with nothing found, and the search page with filters, dropped ones and facets open."""
    start = LANGUAGES[language]
    page = go(f"{start}about/", scheme=scheme, **size).page
    page.keyboard.press("/")
    for typed, shows in (("internet", ".b-find__all"), ("xqzxqz", ".b-find__note")):
        page.locator("#find").fill(typed)
        expect(page.locator(f".b-header {shows}")).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
    for query in ("?q=internet&kind=dataset&organization=nobody", "?q=xqzxqz"):
        page = go(f"{start}search/{query}", scheme=scheme, **size).page
        page.wait_for_selector("#found:not(:empty)")
        if page.locator(".b-search__fold").is_visible():
            page.click(".b-search__fold")
        assert violations(page) == []


def test_search_that_does_not_load_says_so(server: Server, opened: Opener) -> None:
    page = opened("about:blank")
    page.route("**/manifest.json", lambda route: route.abort())
    page.goto(server.url("en/search/?q=internet"), wait_until="networkidle")
    expect(page.locator(".b-search__off")).to_have_text("Search did not load. Try again, or browse the lists.")
    assert page.locator("#browse a").first.is_visible()
