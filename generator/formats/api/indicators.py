"""Indicators as the plain API has them: `/api/indicators.json` and `/api/indicators/<name>.json`.

In come an indicator and its series, out go plain dicts: observations as rows under `columns`, as in the indicator's
CSV. It must not know sets.
"""

from __future__ import annotations

from decimal import Decimal

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
from generator.indicator_files import has_files, table_of
from generator.model import Catalog, Dataset, Indicator, IndicatorReading


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
    fields, rows = table_of(catalog, dataset, indicator, reading)
    is_whole = has_files(reading)
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
        "csv": address(catalog, urls.indicator_file(indicator.name, ".csv")) if is_whole else None,
        "count": sum(len(series.observations) for series in reading.series),
        "columns": [field.name for field in fields],
        "observations": Rows([_cell(cell) for cell in row] for row in (rows if is_whole else ())),
    }


def _dimension(dataset: Dataset, indicator: Indicator, i: int) -> Document:
    declared = indicator.dimensions[i]
    field = dataset.field(indicator.resource, declared.field)
    categories = () if field is None else field.categories
    return {
        "name": declared.field,
        "title": None if field is None else texts(field.title),
        "total": declared.total,
        "categories": {category.value: texts(category.label) for category in categories},
    }


def _cell(value: object) -> object:
    return digits(f"{value:f}") if isinstance(value, Decimal) else value
