"""What a browser makes of each kind of page: one origin, little weight, no text cut off, no need of scripts."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import EVERY_PAGE, KINDS, LANGUAGES, SCHEMES, Server, address

FIRST_VIEW = 150 * 1024  # bytes on the wire, compressed; peers' data pages move 189 KB to 8.2 MB

PAPER = (672, 980)  # A4 within its margins

every_page = pytest.mark.parametrize(("kind", "language"), EVERY_PAGE)
Open = Callable[..., Page]


@every_page
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(server: Server, opened: Open, kind: str, language: str, scheme: str) -> None:
    """No rule of axe-core, WCAG 2.2 AA and best practice alike, is broken on any page kind, language or scheme."""
    page = opened(server.url(address(kind, language)), scheme=scheme)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not found, [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_phone(server: Server, opened: Open, kind: str) -> None:
    """The narrow layout, whose header and tables differ, is as clean as the wide one."""
    page = opened(server.url(address(kind, "th")), width=390, height=844)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not found, [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]


@every_page
def test_one_origin_and_no_failure(
    server: Server, nested_server: Server, opened: Open, kind: str, language: str
) -> None:
    """Under /a/b/ each page loads, asks nothing of another origin, misses no file and logs no error.

    The 404 page alone knows the address of its site, as it must: a host shows it at any depth.
    """
    host = server if kind == "404" else nested_server
    page = opened("about:blank")
    asked: list[tuple[str, int]] = []
    said: list[str] = []
    page.on("response", lambda r: asked.append((r.url, r.status)))
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    page.goto(host.url(address(kind, language)), wait_until="networkidle")
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    assert asked
    assert {f"{urlsplit(u).scheme}://{urlsplit(u).netloc}" for u, _ in asked if not u.startswith("data:")} == {
        host.origin
    }
    assert not [(u, s) for u, s in asked if s >= 400]
    assert not said


@every_page
def test_weight_of_the_first_view(server: Server, opened: Open, kind: str, language: str) -> None:
    """A first visit, with an empty cache, moves less than 150 KB with styles, scripts and fonts."""
    page = opened("about:blank", width=390, height=844)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    moved: dict[str, float] = {}
    session.on("Network.loadingFinished", lambda e: moved.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(server.url(address(kind, language)), wait_until="networkidle")
    assert 0 < sum(moved.values()) < FIRST_VIEW, f"{sum(moved.values()) / 1024:.0f} KB in {len(moved)} requests"


CLIPPED = """() => {
  const found = [];
  for (const e of document.querySelectorAll('body *')) {
    const s = getComputedStyle(e);
    if (s.visibility === 'hidden' || s.display === 'none' || !e.innerText || !e.getClientRects().length) continue;
    const r = e.getBoundingClientRect();
    if (r.width <= 2 || r.height <= 2 || e.closest('svg')) continue;
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own) continue;
    const cutX = ['hidden', 'clip'].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
    const cutY = ['hidden', 'clip'].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
    const scrolls = e.closest('.b-scroll, pre, [data-md-component=sidebar], nav');
    const outside = !scrolls && (r.right > innerWidth + 1 || r.left < -1) && s.position !== 'fixed';
    if (cutX || cutY || outside) found.push([e.tagName, e.className, e.innerText.slice(0, 60), cutX, cutY, outside]);
  }
  return found;
}"""

SMALL_TEXT = """() => [...document.querySelectorAll('article p, article li, article dd, article dt, article td')]
  .filter(e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => !e.closest('small, .b-small, figure, footer'))
  .map(e => [parseFloat(getComputedStyle(e).fontSize), e.tagName, e.className, e.innerText.slice(0, 40)])
  .filter(row => row[0] < 16)"""

SQUEEZED = """() => [...document.querySelectorAll('tbody th')].map(e => {
  const words = document.createRange();
  words.selectNodeContents(e);
  const lines = words.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight);
  return [e.innerText, lines, e.clientWidth];
}).filter(([, lines, width]) => lines > 8 && width < 130)"""


@every_page
def test_phone_layout(server: Server, opened: Open, kind: str, language: str) -> None:
    """At 390 px the page does not scroll sideways, no text is clipped, body text is at least 16 px, and no column of
    names is so narrow that Thai breaks at every word."""
    page = opened(server.url(address(kind, language)), width=390, height=844)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate(SQUEEZED) == []


def test_what_a_preview_says_has_letters_of_the_page(server: Server, opened: Open) -> None:
    """Material gives an `<aside>` a face of its own, which has no Thai."""
    page = opened(server.url(""))
    faces = page.evaluate("""() => {
      const notice = document.body.appendChild(document.createElement('aside'));
      notice.className = 'b-notice';
      return [notice, document.body].map(e => getComputedStyle(e).fontFamily);
    }""")
    assert faces[0] == faces[1]


@every_page
def test_read_without_scripts(server: Server, opened: Open, kind: str, language: str) -> None:
    """With JavaScript off a page still shows its heading, its text, its menu and the way to its twin."""
    page = opened(server.url(address(kind, language)), width=390, height=844, scripts=False)
    assert page.locator("main h1").count() == 1
    assert page.locator("main h1").is_visible()
    assert len(page.locator("main").inner_text()) > 80
    twin = page.locator("header a[hreflang], header a[lang]").first
    assert twin.count() == 1
    assert page.locator("header nav a").first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_of_a_phone_opens_and_closes(server: Server, opened: Open, language: str) -> None:
    """By touch and by keyboard; Escape gives the focus back to the button, and a press elsewhere closes it too."""
    page = opened(server.url(address("dataset", language)), width=390, height=844)
    button, entry = page.locator("header button[aria-controls=menu]"), page.locator("#menu a").first
    assert button.get_attribute("aria-expanded") == "false" and not entry.is_visible()
    button.click()
    assert button.get_attribute("aria-expanded") == "true" and entry.is_visible()
    page.keyboard.press("Tab")
    assert entry.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not entry.is_visible() and button.evaluate("button => button === document.activeElement")
    page.keyboard.press("Enter")
    assert entry.is_visible()
    page.mouse.click(200, 820)  # below the panel
    assert not entry.is_visible() and button.get_attribute("aria-expanded") == "false"


def test_downloads_without_scripts(server: Server, opened: Open) -> None:
    """Every download of a dataset page is a plain link that a browser follows without JavaScript."""
    page = opened(server.url(address("dataset", "en")), scripts=False)
    links = page.locator("a[download]").evaluate_all("links => links.map(l => l.href)")
    assert len(links) >= 6
    for link in links:
        assert page.request.get(link).status == 200, link


@every_page
def test_prints_without_navigation(server: Server, opened: Open, kind: str, language: str) -> None:
    """On paper there is the article and no header, menu or footer, and no column of names shrinks to letters."""
    page = opened(server.url(address(kind, language)))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    assert page.evaluate(SQUEEZED) == []
    assert page.locator("main h1").is_visible()
    for part in ("body > header", "nav", "footer.b-footer"):
        assert not any(page.locator(part).nth(n).is_visible() for n in range(page.locator(part).count())), part


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["egdi", "population-total", "high-technology-exports-value"])
def test_paper_shows_every_column(server: Server, opened: Open, name: str, language: str) -> None:
    """Ten countries beside each other, of index values and of amounts in dollars."""
    page = opened(server.url(f"{LANGUAGES[language]}indicators/{name}/"), width=PAPER[0], height=PAPER[1])
    page.emulate_media(media="print")
    assert page.locator(".b-values thead th").count() >= 11
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER[0]


FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  const label = e.labels && e.labels.length ? e.labels[0].getBoundingClientRect() : {width: 0, height: 0};
  const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
  return {id: e.id, tag: e.tagName, href: e.getAttribute('href'), seen: r.width > 0 && r.height > 0 || label.width > 0,
          ring, text: (e.getAttribute('aria-label') || e.innerText || '').slice(0, 40), inside: !!e.closest('main')};
}"""


@pytest.mark.parametrize("width", [1280, 390])
@every_page
def test_keyboard(server: Server, opened: Open, kind: str, language: str, width: int) -> None:
    """Tab walks every page from the skip link to its end: each stop is seen, has a ring, and holds nobody."""
    page = opened(server.url(address(kind, language)), width=width, height=844)
    stops: list[Any] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert stops and (stops[0]["href"] or "").startswith("#"), stops[:1]
    assert all(s["seen"] for s in stops), [s for s in stops if not s["seen"]]
    assert all(s["ring"] for s in stops), [s for s in stops if not s["ring"]]
    assert any(s["inside"] for s in stops)
    same = [(a, b) for a, b in itertools.pairwise(stops) if a == b and a["id"]]
    assert not same


def test_skip_link_leads_into_the_text(server: Server, opened: Open) -> None:
    """Return on the skip link moves the reader past the header."""
    page = opened(server.url(address("dataset", "th")))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["inside"]


def test_every_page_has_its_twin(site: Path) -> None:
    """Each page in one language names the same page in the other, and that page exists and names it back."""
    pages = sorted(p.relative_to(site).as_posix() for p in site.rglob("index.html"))
    thai = {p for p in pages if not p.startswith("en/")}
    english = {p.removeprefix("en/") for p in pages if p.startswith("en/")}
    assert thai == english
    assert len(thai) > 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_screen_of_a_phone(server: Server, opened: Open, site: Path, language: str) -> None:
    """Title, meaning, figure or preview and the first download of every dataset stand on a phone's first screen."""
    page = opened("about:blank", width=390, height=844)
    names = sorted(p.parent.name for p in (site / "datasets").glob("*/datapackage.json"))
    below = {}
    for name in names:
        page.goto(server.url(f"{LANGUAGES[language]}datasets/{name}/"))
        bottom = page.locator("main .b-button").first.evaluate("e => e.getBoundingClientRect().bottom")
        if bottom > 844:
            below[name] = bottom
    assert len(names) >= 50
    assert not below
