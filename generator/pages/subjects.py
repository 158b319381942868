"""Which series a chart of an indicator shows, under which names.

In come an indicator and its series, out go `Subject`s. It must not know how a chart looks, nor where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from generator import periods
from generator.amounts import amounts, larger_unit, unit_of
from generator.changes import Leading
from generator.charts.subject import Line, Subject
from generator.model import Area, Catalog, Dataset, Indicator, IndicatorReading, Series
from generator.standings import members
from generator.words import word

MOST_LINES: Final = 12  # of a chart over time: more cannot be told apart
PROVINCE: Final = "province"


def trend_subject(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, lead: Leading, language: str
) -> Subject:
    """The focus area over time among its peers."""
    peers = [s for s in peer_series(catalog.areas, indicator, reading, lead) if _has_values(s)]
    lines = [area_line(catalog.areas, s, language, leads=s is lead.series) for s in (lead.series, *peers)]
    return _subject(catalog, dataset, indicator, lines[:MOST_LINES], language, targets=True)


def ranking_subject(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, lead: Leading, language: str
) -> Subject:
    """Every area that stands beside the focus, at the newest time."""
    found = peer_series(catalog.areas, indicator, reading, lead) or _all_areas(reading, lead)
    lines = [area_line(catalog.areas, s, language, leads=s is lead.series) for s in (lead.series, *found)]
    return _subject(catalog, dataset, indicator, lines, language, time=lead.latest.time)


def map_subject(
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    reading: IndicatorReading,
    lead: Leading,
    language: str,
    shapes: Mapping[str, Any],
) -> Subject | None:
    """Provinces at the newest time; None where areas are none, or nobody knows their shapes."""
    provinces = [s for s in _all_areas(reading, lead) if s.area in shapes and _is_province(catalog, s.area)]
    if lead.series.area in shapes:
        provinces = [lead.series, *provinces]
    if len(provinces) < 2:
        return None
    lines = [area_line(catalog.areas, s, language, leads=s is lead.series) for s in provinces]
    known = {line.key for line in lines}
    wanted = {code: shape for code, shape in shapes.items() if code in known or code in catalog.areas}
    return _subject(catalog, dataset, indicator, lines, language, time=lead.latest.time, shapes=wanted)


def category_subject(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, lead: Leading, language: str
) -> Subject | None:
    """The focus area by the categories of the first dimension, over time; None where nothing is broken down."""
    own = [s for s in reading.series if s.area == lead.series.area and s.categories and s.categories[0] is not None]
    own = [s for s in own if not any(s.categories[1:]) and _has_values(s)]
    if not own:
        return None
    lines = [category_line(dataset, indicator, s, language) for s in own[: MOST_LINES - 1]]
    if not any(lead.series.categories):
        whole = area_line(catalog.areas, lead.series, language, leads=True)
        lines = [replace(whole, label=word("live.whole", language)), *lines]
    return _subject(catalog, dataset, indicator, lines, language)


def peer_series(
    areas: Mapping[str, Area], indicator: Indicator, reading: IndicatorReading, lead: Leading
) -> list[Series]:
    """Those of the peers, in the order of the registry, without the one that leads."""
    wanted = set(members(indicator.peers, areas))
    return [s for s in _all_areas(reading, lead) if s.area in wanted]


def area_line(areas: Mapping[str, Area], series: Series, language: str, *, leads: bool = False) -> Line:
    code = series.area or ""
    label = areas[code].title.text(language) if code in areas else code
    ranked = next((o.ranked for o in reversed(series.observations) if o.value is not None), None)
    return Line(key=code, label=label, observations=series.observations, leads=leads, ranked=ranked)


def category_line(dataset: Dataset, indicator: Indicator, series: Series, language: str) -> Line:
    key = series.categories[0] or ""
    label = category_title(dataset, indicator, 0, key, language)
    return Line(key=key, label=label, observations=series.observations)


def category_title(dataset: Dataset, indicator: Indicator, dimension: int, value: str, language: str) -> str:
    """What a category of one of the indicator's dimensions means."""
    field = dataset.field(indicator.resource, indicator.dimensions[dimension].field)
    categories = () if field is None else field.categories
    return next((c.label.text(language) for c in categories if c.value == value), value)


@lru_cache(maxsize=4)
def shapes_of(file: Path, digest: str) -> Mapping[str, Any]:
    """Geometries by area code, of a GeoJSON file whose features name theirs `area`; `digest` tells versions apart."""
    features = json.loads(file.read_text("utf-8")).get("features", ())
    return {f["properties"]["area"]: f["geometry"] for f in features if "area" in (f.get("properties") or {})}


@lru_cache(maxsize=periods.REMEMBERED)
def place(time: str) -> float:
    """A period on a scale of years: where it begins."""
    found = periods.read(time)
    assert found is not None, time
    return found.start.year + (found.start.month - 1) / 12 + (found.start.day - 1) / 365


def _subject(
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    lines: Iterable[Line],
    language: str,
    *,
    targets: bool = False,
    **more: Any,
) -> Subject:
    unit = unit_of(catalog, dataset, indicator)
    return Subject(
        title=indicator.title.text(language),
        language=language,
        kind=indicator.kind,
        direction=indicator.direction,
        unit=amounts(catalog, dataset, indicator, (), language).unit,
        lines=tuple(lines),
        words=partial(periods.short, language=language),
        place=place,
        precision=indicator.precision,
        is_scaled=unit is None or not larger_unit(unit.name),
        targets=indicator.targets if targets else (),
        breaks=indicator.breaks,
        **more,
    )


def _is_province(catalog: Catalog, code: str | None) -> bool:
    return code is not None and code in catalog.areas and catalog.areas[code].kind == PROVINCE


def _all_areas(reading: IndicatorReading, lead: Leading) -> list[Series]:
    return [s for s in reading.series if s.categories == lead.series.categories and s is not lead.series and s.area]


def _has_values(series: Series) -> bool:
    return any(o.value is not None for o in series.observations)
