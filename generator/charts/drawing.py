"""A chart's specification drawn as SVG: small, for all widths, with a title and a description for who does not see it.

In comes a `Chart`, out goes text: for a page (colours as CSS variables) or for a file of its own. It must not know what
a chart shows.
"""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Final

from generator.charts import layers, marks
from generator.charts.palette import fixed
from generator.charts.subject import Chart, Spec

FACES: Final = "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, sans-serif"


def svg(chart: Chart) -> str:
    """The chart as an element of a page; its ids are made from its content. Width and faces are the page's affair."""
    inside = _inside(chart.spec, chart.size.text)
    content = "\n".join((chart.kind, chart.size.name, chart.title, chart.description, inside))
    name = f"c{hashlib.sha256(content.encode()).hexdigest()[:10]}"
    room = chart.spec["padding"]
    wide = chart.spec["width"] + room["left"] + room["right"]
    high = chart.spec["height"] + room["top"] + room["bottom"]
    return (
        f'<svg class="chart chart--{chart.size.name}" viewBox="0 0 {wide} {high}" role="img"'
        f' aria-labelledby="{name}-t {name}-d" fill="none" font-size="{chart.size.text}">'
        f'<title id="{name}-t">{escape(chart.title, quote=False)}</title>'
        f'<desc id="{name}-d">{escape(chart.description, quote=False)}</desc>{inside}</svg>'
    )


def file(drawing: str, scheme: str = "light") -> str:
    """A drawing of `svg` as a file of its own, with the colours of a scheme on its ground."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    if box is None:
        raise ValueError("not a drawing of ours")
    wide, high = box.groups()
    opening, inside = drawing.split("</desc>", 1)
    own = f'xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" font-family="{FACES}"'
    opening = opening.replace("<svg ", f"<svg {own} ", 1)
    ground = f'<rect width="{wide}" height="{high}" fill="var(--c-ground)"/>'
    return fixed(f"{opening}</desc>{ground}{inside}", scheme)


def _inside(spec: Spec, text: int) -> str:
    """Every layer in its order. Raises ValueError where Vega would draw something that is not drawn here."""
    if spec != layers.FRAME | {name: spec[name] for name in ("width", "height", "padding", "layer")}:
        raise ValueError("no drawing of such a whole")
    for channel in ("x", "y"):
        scales = [layer["encoding"].get(channel, {}).get("scale") for layer in spec["layer"]]
        scaled = [scale for scale in scales if scale is not None]
        if any(scale != scaled[0] for scale in scaled):
            raise ValueError(f"no drawing of layers with several scales of {channel}, which Vega would unite")
    if any(layer["mark"].get("fontSize", text) != text for layer in spec["layer"]):
        raise ValueError("no drawing of texts in several sizes")
    return "".join([_grouped(*marks.elements(layer, spec)) for layer in spec["layer"]])


def _grouped(shared: str, elements: list[marks.Element]) -> str:
    """Elements in a group that bears what all of them have alike; a single one needs no group."""
    styles = {style for style, _, _ in elements}
    if len(styles) == 1:
        shared += styles.pop()
        elements = [("", begin, end) for _, begin, end in elements]
    if len(elements) == 1:
        ((_, begin, end),) = elements
        return f"{begin}{shared}{end}"
    inside = "".join([f"{begin}{style}{end}" for style, begin, end in elements])
    return f"<g{shared}>{inside}</g>" if inside else ""
