"""What a drawing shows, whoever drew it: its marks in their order, with their places and their styles.

In comes SVG, out go `Seen` marks in units of the drawing. Outlines without a fill are told apart by their parts, so
that several lines in one path are the same as several paths.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = {"background", "foreground"}  # classes of boxes that Vega draws around groups
PLAIN = {"stroke-width": "1", "stroke-dasharray": "", "opacity": "1", "text-anchor": "", "font-weight": ""}
STYLES = (*PLAIN, "fill", "stroke", "stroke-linejoin", "fill-opacity", "stroke-opacity", "stroke-linecap", "font-size")
ALIKE = {"start": ""}
CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")

DOTS = re.compile(r"(?:M-?[\d.]+,-?[\d.]+h0)+")
DOT = ("fill", "stroke-width", "stroke-linecap")  # what a dot says by its size, or need not say

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark: places are the corners of its parts; a circle or a dot has its centre and, as `size`, its radius."""

    kind: str
    parts: tuple[tuple[Place, ...], ...]
    style: tuple[tuple[str, str], ...]
    size: float = 0
    text: str = ""


def seen(svg: str) -> list[Seen]:
    return list(_seen(ElementTree.fromstring(svg), (0, 0), {}))


def differences(one: list[Seen], other: list[Seen], least: float) -> list[tuple[Seen, Seen]]:
    """Pairs that are not the same mark, or stand further apart. Raises ValueError where one has more marks."""
    return [(a, b) for a, b in zip(one, other, strict=True) if _facts(a) != _facts(b) or _apart(a, b) > least]


def _facts(mark: Seen) -> object:
    return mark.kind, mark.style, mark.text, [len(part) for part in mark.parts]


def _apart(one: Seen, other: Seen) -> float:
    places = zip((p for part in one.parts for p in part), (p for part in other.parts for p in part), strict=True)
    return max(abs(one.size - other.size), *(max(abs(a - c), abs(b - d)) for (a, b), (c, d) in places))


def _seen(element: ElementTree.Element, at: Place, styles: Mapping[str, str]) -> Iterator[Seen]:
    tag = element.tag.removeprefix(SVG)
    if NOTHING & set(element.get("class", "").split()) or tag in ("title", "desc", "defs"):
        return
    assert tag in ("svg", "g", "path", "line", "circle", "text"), tag
    at = _moved(at, element)
    styles = dict(styles) | {name: element.attrib[name] for name in STYLES if name in element.attrib}
    if tag in ("svg", "g"):
        for child in element:
            yield from _seen(child, at, styles)
    else:
        style = {name: ALIKE.get(value, value).removesuffix("px") for name, value in styles.items()}
        if tag != "text":
            style.pop("font-size", None)
        said = tuple(sorted((name, value) for name, value in style.items() if PLAIN.get(name) != value))
        yield from _marks(element, tag, at, said)


def _moved(at: Place, element: ElementTree.Element) -> Place:
    found = re.fullmatch(r"translate\((-?[\d.e-]+),(-?[\d.e-]+)\)", element.get("transform", "translate(0,0)"))
    assert found, element.get("transform")
    return at[0] + float(found.group(1)), at[1] + float(found.group(2))


def _marks(element: ElementTree.Element, tag: str, at: Place, style: tuple[tuple[str, str], ...]) -> Iterator[Seen]:
    def number(name: str) -> float:
        return float(element.get(name, "0"))

    if tag == "line":
        yield Seen("line", ((at, (at[0] + number("x2"), at[1] + number("y2"))),), style)
    elif tag == "circle":
        yield _circle((at[0] + number("cx"), at[1] + number("cy")), style, number("r"))
    elif tag == "text":
        place = at[0] + number("x"), at[1] + number("y")
        yield Seen("text", ((place,),), style, text=element.text or "")
    elif circle := CIRCLE.fullmatch(element.get("d", "")):
        yield _circle(at, style, float(circle.group(1)))
    elif DOTS.fullmatch(element.get("d", "")) and ("stroke-linecap", "round") in style:
        told = dict(style)
        own = tuple(sorted((name, value) for name, value in told.items() if name not in DOT))
        for part in _parts(element.get("d", ""), at):
            yield Seen("dot", (part[:1],), own, float(told.get("stroke-width", "1")) / 2)
    else:
        parts = tuple(_parts(element.get("d", ""), at))
        for each in [parts] if ("fill", "none") not in style else [(part,) for part in parts]:
            yield Seen("line", each, style)


def _circle(at: Place, style: tuple[tuple[str, str], ...], radius: float) -> Seen:
    """One whose outline has the colour of its ground is the same as the round end of a line without length."""
    told = dict(style)
    if told.get("fill") != told.get("stroke"):
        return Seen("circle", ((at,),), style, radius)
    own = tuple(sorted((name, value) for name, value in told.items() if name not in DOT))
    return Seen("dot", ((at,),), own, radius + float(told.get("stroke-width", "1")) / 2)


def _parts(path: str, start: Place) -> Iterator[tuple[Place, ...]]:
    """The parts of a path as corners; a closed one ends where it began."""
    (x, y), part = start, []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        steps = [float(found) for found in re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", numbers)]
        if command in "Zz":
            yield (*part, part[0])
            part = []
            continue
        if command == "M":
            if part:
                yield tuple(part)
            part = []
        for across, down in _pairs(command, steps):
            origin = (x, y) if command.islower() else start
            x = x if math.isnan(across) else origin[0] + across
            y = y if math.isnan(down) else origin[1] + down
            part.append((x, y))
    if part:
        yield tuple(part)


def _pairs(command: str, steps: list[float]) -> list[Place]:
    """Steps across and down; no number where the command says nothing of one of them."""
    assert command in "MLlHhVv", command
    if command in "Hh":
        return [(step, math.nan) for step in steps]
    if command in "Vv":
        return [(math.nan, step) for step in steps]
    return list(zip(steps[::2], steps[1::2], strict=True))
