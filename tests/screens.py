"""Pictures of a built site, for people to look at: every page kind x language x wide and phone x light and dark.

In come a site and a folder, out go PNG files: the first view as `kind.language.width.scheme.png`, the whole page as
`….whole.png`. Run: `python tests/screens.py site screens`.
"""

from __future__ import annotations

import sys
import threading
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.loopback import HOST, server
from tests.browser.conftest import CHROMIUM, EVERY_PAGE, FLAGS, LANGUAGES, SCHEMES, address

OF_EACH_KIND = {  # pages that the tests need not open, since one of their sort is opened already
    "embed": "indicators/egdi/embed/",
    "indicator-score": "indicators/egdi/",
    "indicator-percentage": "indicators/internet-users-share/",
    "indicator-count": "indicators/scientific-articles/",
    "indicator-amount": "indicators/depa-industry-value/",
    "indicator-ratio": "indicators/fixed-broadband-per-100/",
    "indicator-quarters": "indicators/nso-employed-internet/",
    "indicator-set-score": "indicator-sets/egdi/",
    "dataset-shapes": "datasets/thailand-province-boundaries/",
    "dataset-tables": "datasets/imd-wdcr/",
}
WIDTHS = {1440: 900, 390: 844}  # width -> height of the first view


def take(site: Path, folder: Path) -> int:
    """How many pictures were taken."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with server(site, 0) as host, sync_playwright() as playwright:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, scheme in product(WIDTHS, SCHEMES):
            view = {"width": width, "height": WIDTHS[width]}
            page = browser.new_page(viewport=view, color_scheme=scheme, reduced_motion="reduce")
            more = [(kind, language) for kind in OF_EACH_KIND for language in LANGUAGES]
            for kind, language in (*EVERY_PAGE, *more):
                path = LANGUAGES[language] + OF_EACH_KIND[kind] if kind in OF_EACH_KIND else address(kind, language)
                page.goto(f"http://{HOST}:{host.server_port}/{path}", wait_until="load")
                page.evaluate("document.fonts.ready")
                if kind.startswith("search"):
                    page.wait_for_selector(".b-hits > li")
                name = folder / f"{kind}.{language}.{width}.{scheme}"
                page.screenshot(path=f"{name}.png")
                page.screenshot(path=f"{name}.whole.png", full_page=True)
                taken += 2
            page.close()
        browser.close()
        host.shutdown()
    return taken


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("there is no Chromium on this machine; install Debian's package chromium")
    count = take(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(f"{count} pictures in {sys.argv[2]}/\n")
