"""Shapes of the earth laid flat on a drawing (Mercator), so small that a page can carry them.

In come GeoJSON geometries, out go geometries in units of the drawing, to half a unit. It must not know what the shapes
stand for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

Shape = Mapping[str, Any]
Position = tuple[float, float]

FINE: Final = 2  # steps in a unit


class _Same:
    """Shapes as a key, equal where each of them is the same object: to compare their corners would take as long."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.shapes = dict(shapes)  # which keeps them, so that no other object gets the number of one
        self._known = tuple((key, id(shape)) for key, shape in shapes.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._known == other._known

    def __hash__(self) -> int:
        return hash(self._known)


def flattened(shapes: Mapping[str, Shape], width: float) -> tuple[Mapping[str, Shape], float]:
    """Each shape in a box of that width, and the box's height; the same ones again are the same result, so that a
    thousand maps of one country are laid flat once."""
    return _flattened(_Same(shapes), width)


@lru_cache(maxsize=4)
def _flattened(same: _Same, width: float) -> tuple[Mapping[str, Shape], float]:
    shapes = same.shapes
    flat = [_projected(position) for shape in shapes.values() for position in positions(shape)]
    west, east = min(x for x, _ in flat), max(x for x, _ in flat)
    north, south = min(y for _, y in flat), max(y for _, y in flat)
    scale = width / (east - west)

    def moved(position: Position) -> list[float]:
        x, y = _projected(position)
        return [_fine((x - west) * scale), _fine((y - north) * scale)]

    made: dict[str, Shape] = {}
    for key, shape in shapes.items():
        made[key] = {"type": shape["type"], "coordinates": _each(shape["coordinates"], moved)}
    return made, (south - north) * scale


def positions(shape: Shape) -> Iterator[Position]:
    """Every corner of a polygon or of several."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield from ((position[0], position[1]) for position in ring)


def _each(nested: Any, moved: Any) -> Any:
    """Nested lists with every position moved, and a position that falls on the one before it left out."""
    if isinstance(nested[0], int | float):
        return moved(nested)
    made: list[Any] = []
    for part in nested:
        new = _each(part, moved)
        if not made or new != made[-1]:
            made.append(new)
    return made


def _projected(position: Position) -> Position:
    longitude, latitude = (math.radians(part) for part in position)
    return longitude, -math.log(math.tan(math.pi / 4 + latitude / 2))


def _fine(value: float) -> float:
    near = round(value * FINE) / FINE
    return int(near) if near == int(near) else near
