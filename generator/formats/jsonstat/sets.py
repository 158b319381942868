"""A set of indicators as one cube (indicator, area, time), and the collection of all cubes.

In come the catalog and summaries of its datasets: of each indicator the series for the whole, as in the set's CSV. Out
go files in each language. It must not know how a cube is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator import markdown, urls
from generator.formats.jsonstat.cube import Cell, Dimension, Document, filled, written
from generator.formats.jsonstat.indicators import METRIC, NOT_STATED, area_dimension, metric, suffix, time_dimension
from generator.model import Catalog, Dataset, Indicator, IndicatorSet, Series, Summary
from generator.outputs import Output, json_output
from generator.words import word

MOST_CELLS: Final = 100_000  # of one cube; a larger set has the files of its indicators


@dataclass(frozen=True, slots=True)
class Member:
    """An indicator of a set with the series that stand for the whole of it."""

    dataset: Dataset
    indicator: Indicator
    series: tuple[Series, ...]


def set_files(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Output]:
    """A cube for each set that has observations, and the list of all cubes."""
    found = {member.indicator.name: member for member in _members(catalog, summaries)}
    told = []
    for shown in catalog.indicator_sets.values():
        members = [found[name] for name in dict.fromkeys((*shown.headline, *shown.indicators())) if name in found]
        if 0 < sum(len(s.observations) for m in members for s in m.series) <= MOST_CELLS:
            told.append(shown)
            for language in catalog.languages:
                path = urls.indicator_set_file(shown.name, suffix(language))
                yield Output(path=path, content=_cube(catalog, shown, members, language))
    for language in catalog.languages:
        yield json_output(urls.indicator_cubes(language), _collection(catalog, told, list(found.values()), language))


def _members(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Member]:
    for dataset in catalog.datasets:
        readings = {r.indicator: r for r in summaries[dataset.name].indicators}
        for indicator in dataset.indicators:
            series = readings[indicator.name].series if indicator.name in readings else ()
            if any(s.observations for s in series):
                yield Member(dataset, indicator, series)


def _cube(catalog: Catalog, shown: IndicatorSet, members: list[Member], language: str) -> bytes:
    labels, units = {}, {}
    for member in members:
        title, unit = metric(catalog, member.dataset, member.indicator, member.series, language)
        labels[member.indicator.name], units[member.indicator.name] = title, unit
    order = {name: place for place, name in enumerate((*catalog.areas, None))}
    codes = {series.area for member in members for series in member.series}
    areas = area_dimension(catalog, sorted(codes, key=lambda c: (order.get(c, len(order)), c or "")), language)
    times = {one.time for member in members for series in member.series for one in series.observations}
    dimensions = [
        Dimension(id=METRIC, label=word("machine.indicator", language), labels=labels, role="metric", units=units),
        areas,
        time_dimension(times, language),
    ]
    cells = (
        Cell((member.indicator.name, series.area or NOT_STATED, one.time), one.value, one.flag)
        for member in members
        for series in member.series
        for one in series.observations
    )
    head, more = _head(catalog, shown, members, language), _extension(catalog, shown, members)
    return written(head, dimensions, filled(dimensions, cells), more)


def _head(catalog: Catalog, shown: IndicatorSet, members: list[Member], language: str) -> Document:
    page = urls.page(urls.indicator_set(shown.name), language, catalog.languages)
    path = urls.indicator_set_file(shown.name, suffix(language))
    return {
        "label": shown.title.text(language),
        "source": catalog.organizations[shown.publisher].title.text(language),
        "updated": max(member.dataset.modified for member in members).isoformat(),
        "href": urls.absolute(path, catalog.site_uri),
        "link": {"alternate": [{"type": "text/html", "href": urls.absolute(page, catalog.site_uri)}]},
        "note": [markdown.plain(shown.description.text(language))],
    }


def _extension(catalog: Catalog, shown: IndicatorSet, members: list[Member]) -> Document:
    return {
        "identifier": urls.thing(urls.indicator_set(shown.name), "set", catalog.base_uri),
        "datasets": sorted({member.dataset.name for member in members}),
    }


def _collection(catalog: Catalog, sets: list[IndicatorSet], members: list[Member], language: str) -> Document:
    items = [(urls.indicator_set_file(shown.name, suffix(language)), shown.title) for shown in sets]
    items += [(urls.indicator_file(m.indicator.name, suffix(language)), m.indicator.title) for m in members]
    return {
        "version": "2.0",
        "class": "collection",
        "label": catalog.title.text(language),
        "href": urls.absolute(urls.indicator_cubes(language), catalog.site_uri),
        "link": {
            "item": [
                {
                    "class": "dataset",
                    "type": "application/json",
                    "href": urls.absolute(path, catalog.site_uri),
                    "label": title.text(language),
                }
                for path, title in items
            ]
        },
    }
