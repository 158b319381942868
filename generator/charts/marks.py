"""How each type of mark is drawn: in comes a layer of a specification, out go elements of SVG in the order of its rows.

How a mark looks is Vega's word, and a test holds every kind of chart against it; but all places are computed already,
so that no program has to be asked. What is not known here raises, so that nothing is left out of a drawing without a
sign. It must not know what a chart shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any, Final

from generator.charts import layers
from generator.charts.paths import joined, near, outline, tenths
from generator.charts.subject import Spec

STYLES: Final = {
    "fill": "fill",
    "stroke": "stroke",
    "strokeWidth": "stroke-width",
    "strokeDash": "stroke-dasharray",
    "strokeJoin": "stroke-linejoin",
    "fontWeight": "font-weight",
    "align": "text-anchor",
}
ANCHORS: Final = {"left": "", "center": "middle", "right": "end"}
SILENT: Final = frozenset(("tooltip",))  # channels that only a live chart shows

Element = tuple[str, str, str]
"""The style that one element has of its own, how it begins and how it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer with the whole that it stands in."""

    layer: Spec
    spec: Spec

    @property
    def mark(self) -> Spec:
        found: Spec = self.layer["mark"]
        return found

    @property
    def rows(self) -> list[layers.Row]:
        found: list[layers.Row] = self.layer["data"]["values"]
        return found

    def field(self, channel: str) -> str:
        return str(self.layer["encoding"][channel]["field"])

    def shared(self) -> str:
        """The style that all rows have."""
        own, varied = self.mark, self.layer["encoding"]
        return "".join([_attribute(STYLES[n], _plain(own[n])) for n in STYLES if n in own and n not in varied])

    def style(self) -> Callable[[layers.Row], str]:
        """What a row's own fields say of its style."""
        varied = [(STYLES[name], self.field(name)) for name in STYLES if name in self.layer["encoding"]]
        return lambda row: "".join([_attribute(name, _plain(row[field])) for name, field in varied])

    def alike(self, *channels: str) -> Iterator[tuple[str, list[layers.Row]]]:
        """Neighbours that have the same style and the same on those channels, with their style."""
        style = self.style()
        fields = [self.field(name) for name in (*STYLES, *channels) if name in self.layer["encoding"]]
        for _, rows in groupby(self.rows, lambda row: [row[field] for field in fields]):
            group = list(rows)
            yield style(group[0]), group

    def along(self, channel: str) -> Callable[[layers.Row], int]:
        """Where a row stands on a channel, in tenths: its field is a place, or a value where there is a scale."""
        axis, room, field = channel[0], self.spec["padding"], self.field(channel)
        start, length = (room["left"], self.spec["width"]) if axis == "x" else (room["top"], self.spec["height"])
        scale = self.layer["encoding"][axis]["scale"]
        if scale is None:
            return lambda row: tenths(start + row[field])
        low, high = scale["domain"]
        if (axis == "y") is not scale.get("reverse", False):
            low, high = high, low
        first, step = tenths(start), tenths(length) / (high - low)
        return lambda row: round(first + (row[field] - low) * step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A type of mark. What it must say by the names of Vega-Lite, as a property of its own (`own`), as a channel
    (`channels`) or as either of both (`styles`), since Vega would fill in something else, and what it may say (`more`).
    """

    elements: Callable[[Layer], Iterable[Element]]
    own: str = ""
    channels: str = ""
    styles: str = ""
    more: str = ""

    def unknown(self, layer: Spec) -> set[str]:
        """What is missing, or said and not drawn."""
        own, channels, both = (set(names.split()) for names in (self.own, self.channels, self.styles))
        mark, encoding = set(layer["mark"]) - {"type"}, set(layer["encoding"]) - SILENT
        missing = (own - mark) | (channels - encoding) | (both - mark - encoding)
        more = both | set(self.more.split())
        return missing | (mark - own - more) | (encoding - channels - more) | set(_strange(layer))


def elements(layer: Spec, spec: Spec) -> tuple[str, list[Element]]:
    """The style that all rows of a layer share, and its elements. Raises ValueError where Vega would draw more."""
    kind = MARKS.get(layer["mark"]["type"])
    unknown = {"type"} if kind is None else kind.unknown(layer)
    if kind is None or unknown:
        raise ValueError(f"no drawing of this {', '.join(sorted(unknown))}: {layer['mark']}")
    made = Layer(layer=layer, spec=spec)
    return _dotted(made) or (made.shared(), list(kind.elements(made)))


def _strange(layer: Spec) -> Iterator[str]:
    """What is said in another way than it is drawn."""
    yield from layer.keys() - {"data", "mark", "encoding", "projection"}
    if layer.get("projection", layers.FLAT) != layers.FLAT:
        yield "projection"
    yield from (name for name, known in ONLY.items() if layer["mark"].get(name, next(iter(known))) not in known)
    for name, channel in layer["encoding"].items():
        known = CHANNELS.get(name, layers.drawn)(channel["field"])
        if name in ("x", "y") and channel["scale"] is not None:
            scale = channel["scale"]
            known = layers.scaled(channel["field"], scale["domain"], reverse=scale.get("reverse", False))
        if channel != known:
            yield name


@lru_cache(maxsize=256)
def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _plain(value: str | float | list[float]) -> str:
    """A colour or an anchor, a width, or dashes."""
    if isinstance(value, str):
        return ANCHORS.get(value, value)
    return ",".join([f"{part:g}" for part in value]) if isinstance(value, list) else f"{value:g}"


def _rules(layer: Layer) -> Iterator[Element]:
    """Neighbours of one style are one path: dashes begin anew with each of its parts."""
    x, y, x2, y2 = map(layer.along, ("x", "y", "x2", "y2"))
    for style, rows in layer.alike():
        yield style, f'<path d="{"".join([joined([(x(row), y(row)), (x2(row), y2(row))]) for row in rows])}"', "/>"


def _rects(layer: Layer) -> Iterator[Element]:
    x, y, x2, y2 = map(layer.along, ("x", "y", "x2", "y2"))
    style = layer.style()
    for row in layer.rows:
        (left, right), (top, low) = sorted((x(row), x2(row))), sorted((y(row), y2(row)))
        corners = [(left, top), (right, top), (right, low), (left, low)]
        yield style(row), f'<path d="{joined(corners)}z"', "/>"


def _points(layer: Layer) -> Iterator[Element]:
    x, y, style = layer.along("x"), layer.along("y"), layer.style()
    shape, reach = SHAPES[layer.mark["shape"]], tenths(math.sqrt(layer.mark["size"]) / 2)
    for row in layer.rows:
        yield style(row), shape(x(row), y(row), reach), "/>"


def _dotted(layer: Layer) -> tuple[str, list[Element]] | None:
    """Circles filled with the colour of their outline, as one path of round ends for all neighbours of a colour: a
    third of the bytes. None for any other layer."""
    mark, channels = layer.mark, layer.layer["encoding"]
    if mark["type"] != "point" or mark["shape"] != "circle" or "strokeWidth" not in mark:
        return None
    inks = [[row[layer.field(n)] if n in channels else mark[n] for n in ("fill", "stroke")] for row in layer.rows]
    if any(fill != stroke for fill, stroke in inks):
        return None
    x, y = layer.along("x"), layer.along("y")
    wide = near(2 * tenths(math.sqrt(mark["size"]) / 2) + tenths(mark["strokeWidth"]))
    found: list[Element] = []
    for ink, group in groupby(zip(inks, layer.rows, strict=True), lambda pair: pair[0][1]):
        path = "".join([f"M{near(x(row))},{near(y(row))}h0" for _, row in group])
        found.append((_attribute("stroke", _plain(ink)), f'<path d="{path}"', "/>"))
    return f' stroke-width="{wide}" stroke-linecap="round"', found


def _circle(x: int, y: int, reach: int) -> str:
    return f'<circle cx="{near(x)}" cy="{near(y)}" r="{near(reach)}"'


def _diamond(x: int, y: int, reach: int) -> str:
    return f'<path d="{joined([(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)])}z"'


def _lines(layer: Layer) -> Iterator[Element]:
    """A path for each style and detail, in the order of their first rows; its places stand in the order of x."""
    x, y, detail = layer.along("x"), layer.along("y"), layer.field("detail")
    series: dict[tuple[str, Any], list[tuple[int, int]]] = {}
    for style, rows in layer.alike("detail"):
        series.setdefault((style, rows[0][detail]), []).extend([(x(row), y(row)) for row in rows])
    for (style, _), places in series.items():
        yield style, f'<path d="{joined(sorted(places, key=lambda place: place[0]))}"', "/>"


def _geoshapes(layer: Layer) -> Iterator[Element]:
    room, style = layer.spec["padding"], layer.style()
    for row in layer.rows:
        yield style(row), f'<path d="{outline(row["geometry"], room["left"], room["top"])}"', "/>"


def _texts(layer: Layer) -> Iterator[Element]:
    x, y, style, field = layer.along("x"), layer.along("y"), layer.style(), layer.field("text")
    down = tenths(layer.mark["dy"])
    for row in layer.rows:
        begin = f'<text x="{near(x(row))}" y="{near(y(row) + down)}"'
        yield style(row), begin, f">{escape(row[field], quote=False)}</text>"


SHAPES: Final[Mapping[str, Callable[[int, int, int], str]]] = {"circle": _circle, "diamond": _diamond}
ONLY: Final[Mapping[str, Collection[object]]] = {
    "align": ANCHORS,
    "baseline": ("alphabetic",),
    "font": (layers.FACE,),
    "fontWeight": ("bold",),
    "opacity": (1,),
    "shape": SHAPES,
}
CHANNELS: Final[Mapping[str, Callable[[str], Spec]]] = {
    **dict.fromkeys(("x", "y"), layers.place),
    **dict.fromkeys(("x2", "y2"), layers.end),
    **dict.fromkeys(("text", "detail", "tooltip"), layers.told),
}
MARKS: Final[Mapping[str, Mark]] = {
    "rule": Mark(elements=_rules, channels="x y x2 y2", styles="stroke strokeWidth", more="strokeDash"),
    "rect": Mark(elements=_rects, channels="x y x2 y2", styles="fill", more="stroke strokeWidth"),
    "point": Mark(elements=_points, own="shape size opacity", channels="x y", styles="fill stroke strokeWidth"),
    "line": Mark(elements=_lines, channels="x y detail", styles="stroke strokeWidth strokeJoin", more="strokeDash"),
    "geoshape": Mark(elements=_geoshapes, styles="fill stroke strokeWidth strokeJoin"),
    "text": Mark(
        elements=_texts, own="align baseline dy font fontSize", channels="x y text", styles="fill", more="fontWeight"
    ),
}
