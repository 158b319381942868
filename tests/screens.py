"""Pictures of a built site, for people to look at: every page kind x language x wide and phone x light and dark.

In come a site and a folder, out go PNG files: the first view as `kind.language.width.scheme.png`, the whole page as
`….whole.png`. What the real catalog has none of (pages that moved, were withdrawn, are to come or are faulty) is taken
from a preview of a changed copy. Run: `python tests/screens.py site screens`.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

from generator.loopback import HOST, server
from tests import happened
from tests.browser.conftest import CHROMIUM, FLAGS, KINDS, LANGUAGES, SCHEMES

OF_EACH_KIND = {  # pages that the tests need not open, since one of their sort is opened already
    "embed": "indicators/egdi/embed/",
    "indicator-score": "indicators/egdi/",
    "indicator-percentage": "indicators/internet-users-share/",
    "indicator-count": "indicators/scientific-articles/",
    "indicator-amount": "indicators/depa-industry-value/",
    "indicator-ratio": "indicators/fixed-broadband-per-100/",
    "indicator-quarters": "indicators/nso-employed-internet/",
    "indicator-compared": "indicators/egdi/?areas=THA,MYS#chart-trend",
    "indicator-set-score": "indicator-sets/egdi/",
    "dataset-shapes": "datasets/thailand-province-boundaries/",
    "dataset-tables": "datasets/imd-wdcr/",
    "search-filters": "search/?q=internet&kind=indicator",
    "search-nothing": "search/?q=zzzz",
}
WITHOUT_SCRIPTS = {"home": "", "search": "search/", "indicator": "indicators/wdcr-rank/"}
FOUND = "[data-search]:not(.b-search--busy) #found:not(:empty)"
DRAWN = "[data-chart=trend] .b-live__place svg"
WIDTHS = {1440: 900, 390: 844}  # width -> height of the first view
BUILT_ANEW = 120_000  # milliseconds that a preview may take over a change


class Camera:
    """Takes pictures of pages at an address into a folder; `taken` counts them."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.taken = 0

    def take(self, base: str, kinds: Mapping[str, str], *, scripts: bool = True, ready: str = "") -> None:
        """Of every kind, by its path in the default language; `ready` is what must be there."""
        for width, scheme in product(WIDTHS, SCHEMES):
            for page in self._page(width, scheme, scripts=scripts):
                for (kind, path), language in product(kinds.items(), LANGUAGES):
                    if kind == "404" and LANGUAGES[language]:
                        continue
                    page.goto(f"{base}{LANGUAGES[language]}{path}", wait_until="load")
                    self._wait(page, path, ready, scripts=scripts)
                    name = kind if scripts else f"{kind}-without-scripts"
                    self._picture(page, f"{name}.{language}.{width}.{scheme}")

    def open(self, base: str, kind: str, press: str) -> None:
        """What a button of the home page opens."""
        for width, scheme, language in product(WIDTHS, SCHEMES, LANGUAGES):
            for page in self._page(width, scheme):
                page.goto(f"{base}{LANGUAGES[language]}", wait_until="load")
                if page.is_visible(press):
                    page.click(press)
                    self._picture(page, f"{kind}.{language}.{width}.{scheme}")

    def _page(self, width: int, scheme: str, *, scripts: bool = True) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        page = context.new_page()
        page.route(
            "**/*", lambda route: _staying(route) if route.request.is_navigation_request() else route.continue_()
        )
        yield page
        context.close()

    def _wait(self, page: Page, path: str, ready: str, *, scripts: bool) -> None:
        if ready:
            page.wait_for_selector(ready, timeout=BUILT_ANEW)
        if scripts and path.startswith("search/"):
            page.wait_for_selector(FOUND)
        if "areas=" in path:
            page.wait_for_selector(DRAWN)
        page.evaluate("document.fonts.ready")

    def _picture(self, page: Page, name: str) -> None:
        page.screenshot(path=f"{self.folder / name}.png")
        page.evaluate("scrollTo(0, 0)")  # what is fixed to the window would stand in the middle of the whole
        page.screenshot(path=f"{self.folder / name}.whole.png", full_page=True)
        self.taken += 2


def _staying(route: Route) -> None:
    """The page as a browser shows it that does not follow it to its new address."""
    answer = route.fetch()
    if "text/html" in answer.headers.get("content-type", ""):
        body = answer.text().replace('http-equiv="refresh"', 'name="not-followed"')
        route.fulfill(response=answer, body=body)
    else:
        route.fulfill(response=answer)


def pictures(site: Path, folder: Path) -> int:
    """How many pictures were taken."""
    folder.mkdir(parents=True, exist_ok=True)
    with server(site, 0) as host, sync_playwright() as playwright, tempfile.TemporaryDirectory() as copy:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        camera = Camera(playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS), folder)
        base = f"http://{HOST}:{host.server_port}/"
        camera.take(base, KINDS | OF_EACH_KIND)
        camera.take(base, WITHOUT_SCRIPTS, scripts=False)
        camera.open(base, "menu", ".b-menu")
        host.shutdown()
        with happened.preview(Path(__file__).parents[1], Path(copy)) as address:
            camera.take(address, happened.PAGES)
            happened.broken(Path(copy))
            camera.take(address, happened.FAULTY, ready=".b-notice, .b-problem__place")
        camera.browser.close()
    return camera.taken


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("there is no Chromium on this machine; install Debian's package chromium")
    count = pictures(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(f"{count} pictures in {sys.argv[2]}/\n")
