"""The figures of each indicator as the catalog's source files hold them, read by hand with the standard library.

In come a catalog's declarations, out go texts of cells. Checks hold what clients read against these, so it must not use
anything that reads data for the site.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.figures import home_area
from generator.model import Catalog, Dataset, Indicator, Schema

BUDDHIST = 543  # years ahead of the Common Era


class Figure(NamedTuple):
    """One cell. Without a field of areas it is the home country's, and `_Z` where there is none; an empty cell of a
    dimension is `_T`."""

    area: str
    dimensions: tuple[str, ...]
    is_whole: bool
    time: str
    value: str


def figures_in(root: Path, catalog: Catalog) -> dict[str, list[Figure]]:
    """By the name of the indicator."""
    home = home_area(catalog.areas) or "_Z"
    return {i.name: list(_figures(root, d, i, home)) for d in catalog.datasets for i in d.indicators}


def _figures(root: Path, dataset: Dataset, indicator: Indicator, home: str) -> Iterator[Figure]:
    (resource,) = (r for r in dataset.resources if r.name == indicator.resource)
    schema = resource.schema
    assert schema is not None
    missing = next(f.missingValues for f in schema.fields if f.name == indicator.value) or schema.missingValues
    with (root / dataset.folder / (resource.path or "")).open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row[indicator.value] not in missing and all(row[one.field] == one.value for one in indicator.where):
                yield Figure(
                    area=row[indicator.area] if indicator.area else indicator.focus or home,
                    dimensions=tuple(row[d.field] or "_T" for d in indicator.dimensions),
                    is_whole=all(row[d.field] == (d.total or "") for d in indicator.dimensions),
                    time=_time(row, indicator, schema),
                    value=row[indicator.value],
                )


def _time(row: Mapping[str, str], indicator: Indicator, schema: Schema) -> str:
    year, *parts = (row[name] for name in indicator.time)
    if next(field.calendar for field in schema.fields if field.name == indicator.time[0]) == "buddhist":
        year = f"{int(year[:4]) - BUDDHIST:04}{year[4:]}"
    return "-".join(filter(None, (year, *parts)))
