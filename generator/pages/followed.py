"""Every indicator of the catalog by its name, with what leads it. In come the catalog and summaries of its datasets.

It must not know which page asks, nor any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.changes import Leading, leading
from generator.figures import home_area
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, IndicatorSet, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An indicator with its series; `home` is the area that leads where it names none. `lead` is None without a value
    there."""

    dataset: Dataset
    indicator: Indicator
    reading: IndicatorReading
    home: str | None
    lead: Leading | None


Found = Mapping[str, Followed]


def followed(catalog: Catalog, summaries: Mapping[str, Summary]) -> Found:
    """Of the datasets that were read, in their order."""
    home = home_area(catalog.areas)
    found = {}
    for dataset in catalog.datasets:
        summary = summaries.get(dataset.name)
        readings = {} if summary is None else {r.indicator: r for r in summary.indicators}
        for indicator in dataset.indicators:
            reading = readings.get(indicator.name, IndicatorReading(indicator=indicator.name))
            lead = leading(indicator, reading, home)
            found[indicator.name] = Followed(
                dataset=dataset, indicator=indicator, reading=reading, home=home, lead=lead
            )
    return found


def of_set(shown: IndicatorSet, found: Found) -> Found:
    """Those that a set shows, the ones that lead first; an indicator without a focus takes the set's."""
    names = dict.fromkeys((*shown.headline, *shown.indicators()))
    return {name: _led_by(found[name], shown.focus) for name in names if name in found}


def until(one: Followed, times: Iterable[str]) -> Followed:
    """The same as it stood when only values of those times were known."""
    known = frozenset(times)
    series = tuple(
        replace(s, observations=tuple(o for o in s.observations if o.time in known)) for s in one.reading.series
    )
    reading = replace(one.reading, series=series)
    return replace(one, reading=reading, lead=leading(one.indicator, reading, one.home))


def _led_by(one: Followed, focus: str | None) -> Followed:
    if focus is None or one.indicator.focus is not None:
        return one
    return replace(one, home=focus, lead=leading(one.indicator, one.reading, focus))
