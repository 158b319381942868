"""A cube of JSON-stat 2.0 (https://json-stat.org/full/): dimensions and cells in, bytes out.

Values keep the digits that they were written with. A cube that is mostly empty names its cells one by one. It must not
know what the dimensions are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Final

Document = dict[str, Any]

SPARSE: Final = 2  # a cube of more than so many places a cell names its cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """`labels` by code, in the order in which they stand; `role` is time, geo, metric or empty; `units` by code."""

    id: str
    label: str
    labels: Mapping[str, str]
    role: str = ""
    units: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """`codes` has one of each dimension; `value` is an exact decimal or None; `status` says more of it."""

    codes: tuple[str, ...]
    value: str | None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of a cube as the format writes them, and what is said of some by their place."""

    values: str
    status: Mapping[str, str]


def filled(dimensions: Sequence[Dimension], cells: Iterable[Cell]) -> Filled:
    """The same in every language, since labels are not looked at."""
    sizes = [len(d.labels) for d in dimensions]
    places = [{code: place for place, code in enumerate(d.labels)} for d in dimensions]
    values: dict[int, str] = {}
    status: dict[str, str] = {}
    for cell in cells:
        place = 0
        for own, size, code in zip(places, sizes, cell.codes, strict=True):  # row-major: the last one runs fastest
            place = place * size + own[code]
        values[place] = _number(cell.value)
        if cell.status:
            status[str(place)] = cell.status
    return Filled(_values(values, prod(sizes)), status)


def written(head: Document, dimensions: Sequence[Dimension], cube: Filled, extension: Document) -> bytes:
    """A dataset, `head` being what it says of itself besides."""
    document = {
        "version": "2.0",
        "class": "dataset",
        **head,
        "id": [d.id for d in dimensions],
        "size": [len(d.labels) for d in dimensions],
        "role": {
            role: ids for role in ("time", "geo", "metric") if (ids := [d.id for d in dimensions if d.role == role])
        },
        "dimension": {d.id: _dimension(d) for d in dimensions},
        **({"status": dict(cube.status)} if cube.status else {}),
        "extension": extension,
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f'{text[:-1]},"value":{cube.values}}}\n'.encode()


def _dimension(dimension: Dimension) -> Document:
    category: Document = {"index": list(dimension.labels), "label": dict(dimension.labels)}
    if dimension.units:
        category["unit"] = dict(dimension.units)
    return {"label": dimension.label, "category": category}


def _values(values: Mapping[int, str], size: int) -> str:
    if size > SPARSE * len(values):
        return "{" + ",".join(f'"{place}":{value}' for place, value in sorted(values.items()) if value != "null") + "}"
    return "[" + ",".join(values.get(place, "null") for place in range(size)) + "]"


def _number(value: str | None) -> str:
    """JSON knows neither NaN nor infinity, the only decimals that end in a letter."""
    return value if value is not None and value[-1:].isdigit() else "null"
