"""Indicators as the plain API has them: `/api/indicators.json` and `/api/indicators/<name>.json`.

In come an indicator and its series, out go plain dicts: observations one by one, with the keys that they have in the
indicator's CSV. It must not know sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.figures import home_area
from generator.formats.api.things import (
    Document,
    Rows,
    address,
    digits,
    latest,
    license_,
    organization,
    texts,
    unit,
)
from generator.indicator_files import MOST_VALUES
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, Series

OURS = ("area", "time", "value", "ranked", "flag", "note")  # keys of an observation besides its categories


def entry(catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading) -> Document:
    """An indicator in the list of all."""
    return {
        **identity(catalog, indicator),
        "dataset": dataset.name,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "unit": dataset.unit_of(indicator),
        "latest": latest(indicator, reading, home_area(catalog.areas)),
        "modified": dataset.modified.isoformat(),
        "api": address(catalog, urls.api_indicator(indicator.name)),
    }


def identity(catalog: Catalog, indicator: Indicator) -> Document:
    return {
        "name": indicator.name,
        "id": urls.thing(urls.indicator(indicator.name), "indicator", catalog.base_uri),
        "title": texts(indicator.title),
        "url": address(catalog, urls.indicator(indicator.name)),
    }


def document(catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading) -> Document:
    """With all observations; of so many that the dataset's own files must serve, none."""
    count = sum(len(series.observations) for series in reading.series)
    codes = dict.fromkeys(series.area for series in reading.series if series.area is not None)
    return {
        **identity(catalog, indicator),
        "definition": texts(indicator.definition),
        "method": texts(indicator.method or dataset.method),
        "kind": indicator.kind,
        "direction": indicator.direction,
        "unit": unit(catalog, dataset, indicator),
        "precision": indicator.precision,
        "focus": indicator.focus or home_area(catalog.areas),
        "latest": latest(indicator, reading, home_area(catalog.areas)),
        "dimensions": [_dimension(dataset, indicator, i) for i in range(len(indicator.dimensions))],
        "areas": {code: texts(catalog.areas[code].title) for code in codes if code in catalog.areas},
        "targets": [
            {"time": t.time, "value": digits(f"{t.value:f}"), "title": texts(t.title), "source": t.source}
            for t in indicator.targets
        ],
        "breaks": [{"time": b.time, "note": texts(b.note)} for b in indicator.breaks],
        "dataset": {
            "name": dataset.name,
            "title": texts(dataset.title),
            "resource": indicator.resource,
            "api": address(catalog, urls.api_dataset(dataset.name)),
        },
        "organization": organization(catalog, catalog.organizations[dataset.organization]),
        "license": license_(catalog.licenses[dataset.license]),
        "modified": dataset.modified.isoformat(),
        "files": _files(catalog, indicator) if 0 < count <= MOST_VALUES else [],
        "count": count,
        "observations": Rows(_observations(indicator, reading) if count <= MOST_VALUES else ()),
    }


def _dimension(dataset: Dataset, indicator: Indicator, i: int) -> Document:
    declared = indicator.dimensions[i]
    field = dataset.field(indicator.resource, declared.field)
    categories = () if field is None else field.categories
    return {
        "name": _key(declared.field),
        "title": None if field is None else texts(field.title),
        "total": declared.total,
        "categories": {category.value: texts(category.label) for category in categories},
    }


def _files(catalog: Catalog, indicator: Indicator) -> list[Document]:
    """The one that `indicator_files` writes of every indicator."""
    return [{"kind": "csv", "url": address(catalog, urls.indicator_file(indicator.name, ".csv"))}]


def _observations(indicator: Indicator, reading: IndicatorReading) -> Iterator[Document]:
    """What is not known of one is left out, but its value."""
    for series in reading.series:
        of = {"area": series.area, **_categories(indicator, series)}
        for one in series.observations:
            more = {"ranked": one.ranked, "flag": one.flag, "note": one.note}
            known = {key: value for key, value in {**of, "time": one.time}.items() if value is not None}
            yield {
                **known,
                "value": digits(one.value),
                **{key: value for key, value in more.items() if value is not None},
            }


def _categories(indicator: Indicator, series: Series) -> Document:
    found = {}
    for i, dimension in enumerate(indicator.dimensions):
        category = series.categories[i] if i < len(series.categories) else None
        found[_key(dimension.field)] = dimension.total if category is None else category
    return found


def _key(field: str) -> str:
    """A field may be named as one of our own keys is."""
    return f"{field}_" if field in OURS else field
