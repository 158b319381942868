"""A chart's specification drawn as SVG: small, for all widths, with a title and a description for who does not see it.

In comes a `Chart`, out goes text: for a page (colours as CSS variables) or for a file of its own. Drawing is pure, so
that a worker may do it and remember it under `key_of`. It must not know what a chart shows.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from html import escape
from importlib.metadata import version
from types import ModuleType
from typing import Final

import fontpkg_sarabun

from generator.charts.palette import fixed
from generator.charts.subject import Chart, Spec

VERSION: Final = "6.4"  # of Vega-Lite
FACES: Final = "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, sans-serif"
KEPT: Final = frozenset(
    (
        *("d", "transform", "x", "y", "x1", "y1", "x2", "y2"),
        *("fill", "opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap"),
    )
)
NOTHING: Final = frozenset(("background", "foreground"))  # classes of boxes that Vega draws around groups
STILL: Final = "translate(0,0)"

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def key_of(chart: Chart) -> str:
    """Changes with everything that the drawing depends on."""
    facts = [chart.kind, chart.size.name, chart.title, chart.description, chart.spec, version("vl-convert-python")]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, allow_nan=False).encode()).hexdigest()


def svg(chart: Chart) -> str:
    """The chart as an element of a page; its ids are made from its content, and the width is the page's affair."""
    texts = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "text"]
    marks = chart.spec | {"layer": [layer for layer in chart.spec["layer"] if layer not in texts]}
    drawn = ElementTree.fromstring(vega().vegalite_to_svg(marks, vl_version=VERSION))
    name = f"c{key_of(chart)[:10]}"
    box = drawn.get("viewBox", "")
    inside = "".join(_slim(child) for child in drawn) + "".join(_written(layer, marks["padding"]) for layer in texts)
    return (
        f'<svg class="chart chart--{chart.size.name}" viewBox="{box}" role="img" aria-labelledby="{name}-t {name}-d"'
        f' fill="none" font-family="{FACES}" font-size="{chart.size.text}">'
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
    opening = opening.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" ', 1)
    ground = f'<rect width="{wide}" height="{high}" fill="var(--c-ground)"/>'
    return fixed(f"{opening}</desc>{ground}{inside}", scheme)


@cache
def vega() -> ModuleType:
    """The drawing program, which knows the site's face; it takes 50 MB and half a second at its first drawing."""
    import vl_convert

    vl_convert.register_font_directory(str(fontpkg_sarabun.ROOT / "files"))
    return vl_convert


def _written(layer: Spec, room: Spec) -> str:
    """A layer of texts, which Vega would measure for a millisecond each though their places are known."""
    mark, inks = layer["mark"], layer["encoding"].get("fill", {})
    anchor = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}[mark["align"]]
    weight = ' font-weight="bold"' if "fontWeight" in mark else ""
    ink = mark["fill"]
    made = [
        f'<text x="{_short(str(float(row["x"] + room["left"])))}" fill="{row[inks["field"]] if inks else ink}"'
        f' y="{_short(str(float(row["y"] + room["top"] + mark["dy"])))}">{escape(row["text"], quote=False)}</text>'
        for row in layer["data"]["values"]
    ]
    return f"<g{anchor}{weight}>{''.join(made)}</g>"


def _slim(element: ElementTree.Element) -> str:
    """The element without what Vega writes for its own use, its numbers to a tenth."""
    if NOTHING & set(element.get("class", "").split()):
        return ""
    tag = _NAMESPACE.sub("", element.tag)
    kept = {name: _short(value) for name, value in element.attrib.items() if name in KEPT}
    if kept.get("transform") == STILL:
        del kept["transform"]
    inside = escape(element.text or "", quote=False) + "".join(_slim(child) for child in element)
    if tag == "g" and (not inside or not kept.keys() - {"fill"}):
        return inside
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _short(value: str) -> str:
    return _NUMBER.sub(lambda found: f"{round(float(found.group()), 1) + 0.0:.1f}".removesuffix(".0"), value)
