"""A shape of GeoJSON in words: its kind and how many vertices it has, since nobody reads coordinates.

In comes the text of a geometry or feature, out go words. It must not know where on a page they stand.
"""

from __future__ import annotations

import json
from typing import Final

from generator.pages.writer import Writer

KINDS: Final = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)


def shape_words(writer: Writer, text: str) -> str | None:
    """`polygon, 14 vertices`; None for a text that is no shape of GeoJSON (RFC 7946, 3.1)."""
    try:
        shape = json.loads(text)
        if isinstance(shape, dict) and shape.get("type") == "Feature":
            shape = shape.get("geometry")
        if not isinstance(shape, dict) or str(shape.get("type")) not in KINDS:  # a list, too
            return None
        kind = writer.word(f"geometry.{shape['type']}")
        if "coordinates" not in shape or shape["type"] == "Point":
            return kind
        count = writer.number(_vertices(shape["coordinates"]))
    except (ValueError, RecursionError):
        return None
    return writer.word("geometry.vertices", shape=kind, count=count)


def _vertices(coordinates: object) -> int:
    """Positions, however deep they are nested; one that closes a ring is not counted again."""
    if not isinstance(coordinates, list) or not coordinates:
        return 0
    if not isinstance(coordinates[0], list):
        return 1
    is_ring = len(coordinates) > 1 and coordinates[0] == coordinates[-1]
    return sum(_vertices(c) for c in coordinates) - is_ring
