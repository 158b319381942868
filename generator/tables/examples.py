"""A value of each type and of each format of text, as a message shows what it expects. It must not know any cell."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = {
    "integer": "42",
    "number": "3.14",
    "boolean": "true",
    "year": "2026",
    "yearmonth": "2026-11",
    "date": "2026-11-21",
    "datetime": "2026-11-21T09:30:00",
    "time": "09:30:00",
    "duration": "P1Y2M",
    "geopoint": "100.50, 13.75",
    "array": "[1, 2]",
    "object": '{"a": 1}',
    "list": "1,2",
    "geojson": '{"type": "Point", "coordinates": [100.5, 13.75]}',
}
FORMAT_EXAMPLES: Final = {
    "uri": "https://example.org/page",
    "email": "name@example.org",
    "uuid": "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
    "binary": "QmFuY2hp",
    "wkt": "POINT (100.5 13.75)",
}
