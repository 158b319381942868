"""Shapes of the earth laid flat on a drawing (Mercator), so small that a page can carry them.

In come GeoJSON geometries, out go geometries in units of the drawing, to half a unit. It must not know what the shapes
stand for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

Shape = Mapping[str, Any]
Position = tuple[float, float]

FINE: Final = 2  # steps in a unit


def flattened(shapes: Mapping[str, Shape], width: float) -> tuple[dict[str, Shape], float]:
    """Each shape in a box of that width, and the box's height."""
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
