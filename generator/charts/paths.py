"""Paths of SVG in tenths of a unit, as short as they can be written.

In come places, counted in tenths so that steps add up exactly, out goes text. It must not know what a path stands for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

Place = tuple[int, int]

REMEMBERED: Final = 16_384


def tenths(value: float) -> int:
    return round(value * 10)


@lru_cache(maxsize=REMEMBERED)
def near(count: int) -> str:
    """So many tenths as a number."""
    whole, part = divmod(abs(count), 10)
    return f"{'-' if count < 0 else ''}{whole if whole or not part else ''}{f'.{part}' if part else ''}"


@lru_cache(maxsize=REMEMBERED)
def _next(count: int) -> str:
    """The same behind another number: a sign parts them as well as a comma."""
    return near(count) if count < 0 else f",{near(count)}"


def joined(places: Sequence[Place]) -> str:
    """A straight line over all places: the first one as it is, the others by how far they are from the one before."""
    x, y = places[0]
    return f"M{near(x)}{_next(y)}{''.join([_step(c - a, d - b) for (a, b), (c, d) in pairwise(places)])}"


def _step(across: int, down: int) -> str:
    if not down:
        return f"h{near(across)}"
    return f"l{near(across)}{_next(down)}" if across else f"v{near(down)}"


def outline(shape: Mapping[str, Any], left: float, top: float) -> str:
    """The rings of a GeoJSON polygon or of several, moved by so much; one of a single place has no outline."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = [[(tenths(x + left), tenths(y + top)) for x, y in ring[:-1]] for polygon in polygons for ring in polygon]
    return "".join([f"{joined(ring)}z" for ring in rings if len(ring) > 1])
