"""Layers of a Vega-Lite specification that stand at places already computed, and the whole around them.

In come marks with their places in units of the plot, out go plain dicts. Axes, titles and labels are marks as well: so
nothing is measured or formatted by the program that draws. It must not know what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from generator.charts.palette import colour
from generator.charts.subject import Size, Spec

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
FACE: Final = "Sarabun"
BASELINE: Final = 0.35  # of the size: from the middle of a line down to its baseline
EDGE: Final = 2  # from the edge of the drawing to a text: some letters reach to the left of their place
FRAME: Final[Spec] = {
    "$schema": SCHEMA,
    "autosize": "none",
    "background": None,
    "config": {"aria": False, "font": FACE, "view": {"stroke": None}},
}
FLAT: Final[Spec] = {"type": "identity", "scale": 1, "translate": [0, 0]}  # shapes stand at places of the plot

Row = dict[str, Any]


def place(field: str) -> Spec:
    """A channel whose field is a place, not a value."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def scaled(field: str, domain: Sequence[float], *, reverse: bool = False) -> Spec:
    """A channel whose field is a value, between the ends of the plot; of heights the greatest stands at the top unless
    they are reversed."""
    scale = {"domain": list(domain), "nice": False, "zero": False, **({"reverse": True} if reverse else {})}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def end(field: str) -> Spec:
    """The channel of another end, on the scale of the first one."""
    return {"field": field}


def told(field: str) -> Spec:
    """A channel whose field is written or told apart."""
    return {"field": field, "type": "nominal"}


def drawn(field: str) -> Spec:
    """A channel whose field holds what is drawn: a colour, a text, a pattern of dashes."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def layer(rows: Sequence[Row], mark: Spec, **channels: Spec) -> Spec:
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": channels}


def texts(rows: Sequence[Row], size: Size, *, align: str = "left", ink: str = "text", bold: bool = False) -> Spec:
    """Lines of text; each row has `x`, `y` (the middle of the line) and `text`."""
    mark = {"type": "text", "align": align, "baseline": "alphabetic", "dy": round(size.text * BASELINE, 1)}
    more = {"font": FACE, "fontSize": size.text, "fill": colour(ink), **({"fontWeight": "bold"} if bold else {})}
    return layer(rows, mark | more, x=place("x"), y=place("y"), text=told("text"))


def rules(rows: Sequence[Row], *, ink: str = "grid", width: float = 1, dash: Sequence[float] = ()) -> Spec:
    """Straight lines from `x`, `y` to `x2`, `y2`."""
    mark = {"type": "rule", "stroke": colour(ink), "strokeWidth": width, **({"strokeDash": list(dash)} if dash else {})}
    channels = {"x": place("x"), "y": place("y"), "x2": end("x2"), "y2": end("y2")}
    return layer(rows, mark, **channels)


def rects(rows: Sequence[Row], mark: Spec, **channels: Spec) -> Spec:
    """Boxes from `x`, `y` to `x2`, `y2`."""
    ends = {"x": place("x"), "y": place("y"), "x2": end("x2"), "y2": end("y2")}
    return layer(rows, {"type": "rect"} | mark, **ends, **channels)


def said() -> dict[str, Spec]:
    """The channel of words that a live chart shows under the pointer: a row's `said`."""
    return {"tooltip": told("said")}


def stacked(lines: Sequence[str], x: float, middle: float, size: Size) -> list[Row]:
    """Rows of the lines of one text, around its middle."""
    top = middle - size.line * (len(lines) - 1) / 2
    return [{"x": rounded(x), "y": rounded(top + i * size.line), "text": line} for i, line in enumerate(lines)]


def rounded(value: float) -> float:
    return round(value, 1)


def whole(
    size: Size, layers: Sequence[Spec], *, left: float, top: float, right: float, bottom: float, high: float
) -> Spec:
    """The specification: a plot of `high` with room around it, together as wide as the size."""
    room = {"left": round(left), "top": round(top), "right": round(right), "bottom": round(bottom)}
    return FRAME | {
        "width": size.width - room["left"] - room["right"],
        "height": round(high),
        "padding": room,
        "layer": [each for each in layers if "data" not in each or each["data"]["values"]],
    }
