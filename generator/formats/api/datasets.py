"""Datasets as the plain API has them: `/api/datasets.json` and `/api/datasets/<name>.json`.

In come a dataset and what was read of its files, out go plain dicts. It must not know indicators' values.
"""

from __future__ import annotations

from generator import urls
from generator.formats.api.things import Document, address, file, license_, organization, texts, unit_named
from generator.model import (
    Catalog,
    Contact,
    Dataset,
    DatasetReading,
    Field,
    Indicator,
    Quality,
    Resource,
    ResourceReading,
    Source,
    Summary,
    TemporalCoverage,
)
from generator.quality import DIMENSIONS


def entry(catalog: Catalog, dataset: Dataset, summary: Summary) -> Document:
    """A dataset in the list of all."""
    return {
        **_identity(catalog, dataset),
        "organization": dataset.organization,
        "themes": list(dataset.themes),
        "license": dataset.license,
        "data_type": dataset.data_type,
        "temporal_coverage": _coverage(dataset.temporal_coverage),
        "created": dataset.created.isoformat(),
        "modified": dataset.modified.isoformat(),
        "formats": list(summary.formats),
        "rows": summary.rows,
        "indicators": [indicator.name for indicator in dataset.indicators],
        "api": address(catalog, urls.api_dataset(dataset.name)),
    }


def notice(catalog: Catalog, dataset: Dataset) -> Document:
    """A dataset that was withdrawn, in the same list."""
    return {
        **_identity(catalog, dataset),
        "withdrawn": _withdrawal(catalog, dataset),
        "api": address(catalog, urls.api_dataset(dataset.name)),
    }


def _withdrawal(catalog: Catalog, dataset: Dataset) -> Document | None:
    """When and why, and the page of the dataset to use instead."""
    told = dataset.withdrawn
    if told is None:
        return None
    successor = None if told.successor is None else address(catalog, urls.dataset(told.successor))
    return {"date": told.date.isoformat(), "reason": texts(told.reason), "successor": successor}


def document(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Document:
    """Everything but rows."""
    read = {r.resource: r for r in reading.resources}
    frequency = dataset.update_frequency
    return {
        **_identity(catalog, dataset),
        "description": texts(dataset.description),
        "organization": organization(catalog, catalog.organizations[dataset.organization]),
        "themes": [_theme(catalog, name) for name in dataset.themes],
        "keywords": {language: list(words) for language, words in dataset.keywords.by_language.items()},
        "license": {**license_(catalog.licenses[dataset.license]), "note": texts(dataset.license_note)},
        "contact": _contact(dataset.contact),
        "sources": [_source(source) for source in dataset.sources],
        "data_type": dataset.data_type,
        "objectives": list(dataset.objectives),
        "update_frequency": {"unit": frequency.unit, "interval": frequency.interval},
        "geo_coverage": dataset.geo_coverage,
        "governance_category": dataset.governance_category,
        "temporal_coverage": _coverage(dataset.temporal_coverage),
        "languages": list(dataset.languages),
        "method": texts(dataset.method),
        "notes": texts(dataset.notes),
        "planned": dataset.planned,
        "release_at": dataset.release_at,
        "awaited": [{"name": a.name, "title": texts(a.title), "release_at": a.at} for a in dataset.awaited],
        "withdrawn": _withdrawal(catalog, dataset),
        "homepage": dataset.homepage,
        "created": dataset.created.isoformat(),
        "modified": dataset.modified.isoformat(),
        "resources": [_resource(catalog, r, read.get(r.name)) for r in dataset.resources],
        "indicators": [_indicator(catalog, indicator) for indicator in dataset.indicators],
        "files": [file(catalog, d) for d in (reading.bundle, reading.package) if d is not None],
        "quality": None if reading.quality is None else _quality(catalog, dataset, reading.quality),
    }


def _quality(catalog: Catalog, dataset: Dataset, quality: Quality) -> Document:
    """Points out of a hundred; what is in neither `to_gain` nor `exempt` has its whole weight. Others share the
    weight of what is exempt, and a dimension may have more points than elsewhere."""
    return {
        "points": quality.points,
        "dimensions": {name: quality.of(name)[0] for name in DIMENSIONS},
        "to_gain": [
            {"criterion": line.criterion, "points": line.gain, "left": list(line.left), "undone": line.undone}
            for line in quality.to_gain()
        ],
        "exempt": [{"criterion": line.criterion, "reason": line.exempt} for line in quality.lines if line.exempt],
        "translated": [dict(zip(("language", "texts", "of"), told, strict=True)) for told in quality.translated],
        "badge": address(catalog, urls.badge(dataset.name)) if catalog.publishes("badges") else None,
    }


def _indicator(catalog: Catalog, indicator: Indicator) -> Document:
    return {
        "name": indicator.name,
        "title": texts(indicator.title),
        "api": address(catalog, urls.api_indicator(indicator.name)),
    }


def _identity(catalog: Catalog, dataset: Dataset) -> Document:
    return {
        "name": dataset.name,
        "id": urls.thing(urls.dataset(dataset.name), "dataset", catalog.base_uri),
        "title": texts(dataset.title),
        "url": address(catalog, urls.dataset(dataset.name)),
    }


def _coverage(covered: TemporalCoverage | None) -> Document | None:
    return None if covered is None else {"start": covered.start, "end": covered.end}


def _theme(catalog: Catalog, name: str) -> Document:
    return {"name": name, "title": texts(catalog.themes[name].title), "url": address(catalog, urls.theme(name))}


def _contact(contact: Contact) -> Document:
    return {"name": texts(contact.name), "email": contact.email, "url": contact.url}


def _source(source: Source) -> Document:
    return {
        "title": texts(source.title),
        "url": source.path,
        "publisher": texts(source.publisher),
        "accessed": source.accessed.isoformat(),
    }


def _resource(catalog: Catalog, resource: Resource, read: ResourceReading | None) -> Document:
    fields = resource.schema.fields if resource.schema is not None else ()
    return {
        "name": resource.name,
        "title": texts(resource.title),
        "description": texts(resource.description),
        "format": resource.format,
        "url": resource.url,
        "rows": read.profile.rows if read is not None and read.profile is not None else None,
        "fields": [_field(catalog, field) for field in fields],
        "files": [file(catalog, download) for download in (read.downloads if read is not None else ())],
    }


def _field(catalog: Catalog, field: Field) -> Document:
    return {
        "name": field.name,
        "type": field.type,
        "title": texts(field.title),
        "description": texts(field.description),
        "unit": unit_named(catalog, field.unit),
        "categories": {category.value: texts(category.label) for category in field.categories} or None,
    }
