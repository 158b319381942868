"""Where and from when a dataset's figures are, as machines tell it: areas of the registry, and periods of ISO 8601.

In come a dataset and what was read of its files; out go facts in no language. It must not know any format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator import periods
from generator.figures import home_area
from generator.model import Area, Catalog, Dataset, DatasetReading
from generator.values import TIME_TYPES

AREAS: Final = "areas"  # the registry that a field's `codes` names
WORLD: Final = "world"
AT_HOME: Final = frozenset(("country", "region", "province", "district", "subdistrict", "village", "municipality"))
MOST_AREAS: Final = 12  # beyond which the level alone says where

_DIGITS: Final = {periods.DAY: 10, periods.MONTH: 7, periods.QUARTER: 7, periods.HALF: 7}


def areas_of(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> tuple[Area, ...]:
    """The areas that its rows are about, parts of one country as that country; else what its level says; else none."""
    seen = [catalog.areas[code] for code in dict.fromkeys(_codes(dataset, reading)) if code in catalog.areas]
    if len(seen) > 1:
        whole = (catalog.areas.get(area.within or area.name, area) for area in seen)
        seen = list({area.name: area for area in whole}.values())
    if 0 < len(seen) <= MOST_AREAS:
        return tuple(seen)
    if dataset.geo_coverage == WORLD:
        return tuple(area for area in catalog.areas.values() if area.kind == WORLD)[:1]
    home = catalog.areas.get(home_area(catalog.areas) or "") if dataset.geo_coverage in AT_HOME else None
    return () if home is None else (home,)


def period_of(dataset: Dataset, reading: DatasetReading) -> tuple[str, str] | None:
    """The first and the last year, month or day, Common Era, as ISO 8601 writes them: as declared, else as read."""
    if dataset.temporal_coverage is not None:
        return dataset.temporal_coverage.start, dataset.temporal_coverage.end
    times = sorted(_times(dataset, reading), key=periods.order)
    return (times[0], times[-1]) if times else None


def iso_date(canonical: str) -> str | None:
    """A period's year, or the month or day in which it begins: 2025, 2024-07, 2024-07-01. None for other text."""
    period = periods.read(canonical)
    return None if period is None else period.start.isoformat()[: _DIGITS.get(period.kind, 4)]


def iso_duration(canonical: str) -> str | None:
    """How long a period lasts: P1Y, P3M, P1D."""
    period = periods.read(canonical)
    if period is None:
        return None
    if period.months is None:
        return "P1D"
    return f"P{period.months // 12}Y" if period.months % 12 == 0 else f"P{period.months}M"


def _codes(dataset: Dataset, reading: DatasetReading) -> Iterator[str]:
    for followed in reading.indicators:
        yield from (series.area for series in followed.series if series.area is not None)
    for resource in dataset.resources:
        coded = {f.name for f in resource.schema.fields if f.codes == AREAS} if resource.schema else set()
        profile = next((r.profile for r in reading.resources if r.resource == resource.name), None)
        for field in () if profile is None else profile.fields:
            if field.name in coded:
                yield from (count.value for count in field.top)


def _times(dataset: Dataset, reading: DatasetReading) -> Iterator[str]:
    for resource in dataset.resources:
        timed = {f.name for f in resource.schema.fields if f.type in TIME_TYPES} if resource.schema else set()
        profile = next((r.profile for r in reading.resources if r.resource == resource.name), None)
        for field in () if profile is None else profile.fields:
            if field.name in timed and field.minimum is not None and field.maximum is not None:
                yield from (field.minimum[:10], field.maximum[:10])
