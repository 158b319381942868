"""Charts in a real browser: no label is cut or covers another one, each place gets its layout, and they come alive
under a strict Content-Security-Policy.

The boxes are those of every text of every kind of chart, with the site's own face.
"""

from __future__ import annotations

import base64
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import fonts, templates
from generator.charts import CHARTS, Chart, drawing, in_sizes
from generator.charts.bundle import OPTIONS, bundle
from generator.charts.trend import trend
from tests.drawn import CASES

BOXES = """() => [...document.querySelectorAll('svg.chart')].map(svg => {
  const view = svg.viewBox.baseVal, inverse = svg.getScreenCTM().inverse();
  return {
    view: [view.width, view.height],
    texts: [...svg.querySelectorAll('text')].map(text => {
      const box = text.getBBox(), to = inverse.multiply(text.getScreenCTM());
      return {text: text.textContent, x: box.x + to.e, y: box.y + to.f, w: box.width, h: box.height};
    }),
  };
})"""
TOUCH = 0.75  # units that boxes may share: they are higher than the letters in them


def document(charts: list[Chart]) -> str:
    """A page with the drawings, the face and the style of the site."""
    face = "".join(
        f'@font-face {{ font-family: "Sarabun"; font-weight: {weight}; src: url(data:font/woff2;base64,'
        f"{base64.b64encode(fonts.woff2(name)).decode()}); }}"
        for name, (_, weight) in fonts.FACES.items()
    )
    style = templates.folder("assets").joinpath("charts.css").read_text("utf-8")
    drawn = "".join(drawing.svg(chart) for chart in charts)
    family = drawing.FACES.replace("'", "&#39;")
    body = f"<body style='font-family: {family}'><div class='charts'>{drawn}</div>"
    return f'<!doctype html><meta charset="utf-8"><style>{face}{style}</style>{body}'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    yield context.new_page()
    context.close()


def faults(drawn: dict[str, Any]) -> list[str]:
    """Texts that leave the drawing or cover each other."""
    wide, high = drawn["view"]
    texts = drawn["texts"]
    found = [
        f"leaves: {t['text']}"
        for t in texts
        if t["x"] < -TOUCH or t["y"] < -TOUCH or t["x"] + t["w"] > wide + TOUCH or t["y"] + t["h"] > high + TOUCH
    ]
    for i, a in enumerate(texts):
        for b in texts[:i]:
            across = min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"])
            down = min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"])
            if across > TOUCH and down > TOUCH:
                found.append(f"overlap: {b['text']} | {a['text']} ({across:.1f} x {down:.1f})")
    return found


@pytest.mark.parametrize("name", CASES)
def test_no_label_is_cut_or_covers_another_one(page: Page, name: str) -> None:
    charts = [chart for draw in CHARTS for chart in in_sizes(draw, CASES[name])]
    page.set_content(document(charts))
    page.evaluate("document.fonts.ready")
    page.add_style_tag(content=".charts > .chart { display: block !important; max-width: none; }")
    assert page.evaluate("document.fonts.check('15px Sarabun')")
    drawn = page.evaluate(BOXES)
    assert len(drawn) == len(charts) > 0 and all(each["texts"] for each in drawn)
    assert {f"{c.kind} {c.size.name}": f for c, each in zip(charts, drawn, strict=True) if (f := faults(each))} == {}


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (390, "narrow"), (768, "wide"), (1280, "wide")])
def test_each_place_gets_its_layout_and_text_that_can_be_read(page: Page, width: int, shown: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(document(list(in_sizes(trend, CASES["th-7-years"]))))
    seen = page.evaluate(
        "() => [...document.querySelectorAll('svg.chart')].filter(s => s.getClientRects().length).map(s =>"
        " [s.getAttribute('class'), s.querySelector('text').getScreenCTM().a * 14, document.body.scrollWidth])"
    )
    assert [name for name, _, _ in seen] == [f"chart chart--{shown}"]
    assert 11 <= seen[0][1] <= 17 and seen[0][2] <= width


def test_charts_come_alive_under_a_strict_policy(page: Page) -> None:
    """Nothing is evaluated, no style is put into the page, and the live chart has the marks of the drawn one."""
    chart = in_sizes(trend, CASES["th-7-years"])[0]
    policy = "default-src 'none'; script-src 'self'; style-src 'self'"
    start = (
        f"vegaEmbed('#chart', {json.dumps(chart.spec)}, {json.dumps(OPTIONS)})"
        ".then(() => { document.body.id = 'alive' }).catch(error => { document.body.id = 'dead:' + error })"
    )
    files = {
        "/": (
            "text/html",
            '<!doctype html><body><div id="chart"></div><script src="b.js"></script><script src="s.js"></script>',
        ),
        "/b.js": ("text/javascript", bundle().decode()),
        "/s.js": ("text/javascript", start),
    }
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))

    def answer(route: Any) -> None:
        kind, body = files.get(route.request.url.removeprefix("http://charts.test"), ("text/plain", ""))
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers={"Content-Security-Policy": policy})

    page.route("**/*", answer)
    page.goto("http://charts.test/")
    page.wait_for_selector("body[id]")
    assert page.get_attribute("body", "id") == "alive"
    assert [line for line in told if "favicon" not in line] == []
    drawn = ElementTree.fromstring(drawing.svg(chart)).iter()
    lines = [part for group in drawn if group.get("stroke-linejoin") for part in (list(group) or [group])]
    assert page.locator("#chart svg .mark-line path").count() == len(lines) > 0
