"""The Content-Security-Policy of every page: it is in force, and nothing that a page does breaks it, charts and search
used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.policy import POLICY

from .conftest import EVERY_PAGE, LANGUAGES, Opener, Server, address

WATCH = """window.refused = [];
addEventListener('securitypolicyviolation', told => refused.push(`${told.effectiveDirective} ${told.blockedURI}`));"""
# A script in the page, a string as a program, a file of another origin: each must be refused. Told a moment later.
TRY = """async () => {
  const seen = refused.splice(0), script = document.createElement('script');
  script.textContent = 'window.ran = true';
  document.head.append(script);
  const later = (what) => setTimeout(what, 20);
  await new Promise(resolve => { later(() => { later('window.ran = true'); later(resolve); }); });
  await fetch('https://elsewhere.invalid/').catch(() => {});
  for (let left = 100; refused.length < 3 && left; left--) await new Promise(later);
  return {seen, ran: window.ran === true, refused: refused.map(line => line.split(' ')[0]).sort()};
}"""
REFUSED = ["connect-src", "script-src", "script-src-elem"]
SCRIPT = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))|\son[a-z]+=", re.IGNORECASE)

Go = Callable[..., Page]


@pytest.fixture
def go(opened: Opener, server: Server) -> Iterator[Go]:
    """Opens a page and watches it; at the end its policy must be in force and nothing may have been refused."""
    pages: list[Page] = []

    def watched(path: str, **more: Any) -> Page:
        page = opened("about:blank", **more)
        page.add_init_script(WATCH)
        page.goto(server.url(path), wait_until="load")
        pages.append(page)
        return page

    yield watched
    assert pages
    for page in pages:
        assert page.evaluate(TRY) == {"seen": [], "ran": False, "refused": REFUSED}, page.url


@pytest.mark.parametrize(("kind", "language"), EVERY_PAGE)
def test_nothing_is_refused_on_a_page(go: Go, kind: str, language: str) -> None:
    go(address(kind, language))


@pytest.mark.parametrize("path", ["indicators/egdi/", "en/indicators/egdi/embed/"])
def test_nothing_is_refused_while_charts_are_used(go: Go, path: str) -> None:
    """A chart comes alive, is drawn anew, becomes a table, and is saved as a picture."""
    page = go(f"{path}?areas=THA,MYS")
    page.wait_for_selector("[data-chart=trend].b-charts--live .b-live__place svg")
    if "embed" in path:
        return
    page.click("[data-tools=trend] [data-do=explore]")
    page.check("#live-trend input[value=SGP]")
    with page.expect_download():
        page.click("[data-tools=trend] [data-do=png]")
    page.check("#live-trend input[value=table]")
    page.wait_for_selector("[data-chart=trend] .b-live__place table")


def test_nothing_is_refused_while_searching(go: Go) -> None:
    page = go("")
    page.keyboard.press("/")
    page.keyboard.type("อินเทอร์เน็ต")
    page.wait_for_selector("form[role=search] [role=option] mark")
    found = go("en/search/?q=internet")
    found.wait_for_selector(".b-hits mark")
    found.check(".b-facet input[name=kind][value=dataset]")
    found.wait_for_url("**kind=dataset")


def test_every_page_carries_the_policy_before_all_that_it_loads(site: Path) -> None:
    """Frames for other sites and the 404 page too; and no page holds a script or a handler of its own."""
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100 * len(LANGUAGES)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    for file in pages:
        text = file.read_text("utf-8")
        before, found, _ = text.partition(meta)
        assert found and not re.search("<script|<link|<style|<img", before), file
        assert not SCRIPT.search(text), (file, SCRIPT.search(text))
