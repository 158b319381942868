"""A dataset as a Data Package (v2, https://datapackage.org/standard/data-package/), as `datapackage.json` holds it, and
the catalog as one of them all.

In come facts, out goes a plain dict. Tables are described as their derived CSV is (UTF-8, Common Era, empty where
missing), other files as they are. Texts stand in the catalog's default language, the others under `title_<language>`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from generator import urls
from generator.model import (
    Catalog,
    Constraints,
    Dataset,
    DatasetReading,
    Download,
    Field,
    Resource,
    Schema,
    Summary,
    Text,
)
from generator.outputs import Alternate, Output, Shown, json_output
from generator.parts import Part
from generator.values import BUDDHIST, TIME_TYPES, in_common_era, text_of
from generator.words import word

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIATYPE: Final = "application/vnd.datapackage+json"
PLAIN_TYPES: Final = {"list": "string"}  # its cells stand as written, which the type's default format may not read
MEDIATYPES: Final = {"csv": "text/csv", "json": "application/json", "pdf": "application/pdf", "zip": "application/zip"}

Document = dict[str, Any]


def document(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Document:
    """The descriptor; `reading` gives sizes, digests and paths of what was written."""
    license_ = catalog.licenses[dataset.license]
    organization = catalog.organizations[dataset.organization]
    package: Document = {
        "$schema": PROFILE,
        "name": dataset.name,
        "id": urls.thing(urls.dataset(dataset.name), "dataset", catalog.base_uri),
        **_texts("title", dataset.title, catalog),
        **_texts("description", dataset.description, catalog),
        "homepage": urls.absolute(urls.dataset(dataset.name), catalog.base_uri),
        "version": dataset.modified.isoformat(),
        "created": f"{dataset.created.isoformat()}T00:00:00Z",
        "keywords": list(dataset.keywords.words(catalog.language)),
        "licenses": [
            _without_none({"name": license_.spdx, "path": license_.url, "title": license_.title.text(catalog.language)})
        ],
        "contributors": [
            _without_none(
                {"title": organization.title.text(catalog.language), "path": organization.url, "roles": ["publisher"]}
            )
        ],
        "sources": [{**_texts("title", s.title, catalog), "path": s.path} for s in dataset.sources],
    }
    if not license_.spdx and not license_.url:
        package["licenses"] = [{"name": _license_name(license_.name), "title": license_.title.text(catalog.language)}]
    resources = [r for r in (_resource(catalog, dataset, reading, r) for r in dataset.resources) if r is not None]
    return {**package, "resources": resources or [_described(catalog)]}


def _described(catalog: Catalog) -> Document:
    """Of a dataset that has no files yet: what is told of it, since a package must hold something."""
    title = Text({language: word("machine.description", language) for language in catalog.languages})
    return {
        "name": "description",
        **_texts("title", title, catalog),
        "path": "dcat.jsonld",
        "format": "jsonld",
        "mediatype": "application/ld+json",
    }


def parts(_catalog: Catalog) -> Iterator[Part]:
    yield Part(name="catalog", reads=(), files=_catalog_files)


def _catalog_files(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    yield json_output(urls.catalog_package(), whole(catalog))


def whole(catalog: Catalog) -> Document:
    """The catalog: a package whose resources are the packages of its datasets.

    As the recipe for catalogs of packages has it; version 2 knows no `profile` any more that would say so.
    """
    organization = catalog.organizations[catalog.publisher]
    package: Document = {
        "$schema": PROFILE,
        "name": "catalog",
        "id": urls.thing(urls.home(), "catalog", catalog.base_uri),
        **_texts("title", catalog.title, catalog),
        **_texts("description", catalog.description, catalog),
        "homepage": urls.absolute(urls.home(), catalog.base_uri),
        "contributors": [
            _without_none(
                {"title": organization.title.text(catalog.language), "path": organization.url, "roles": ["publisher"]}
            )
        ],
    }
    resources = [
        {
            "name": dataset.name,
            "path": urls.data_package(dataset.name),
            **_texts("title", dataset.title, catalog),
            "format": "json",
            "mediatype": MEDIATYPE,
        }
        for dataset in catalog.datasets
    ]
    return {**package, "resources": resources} if resources else package


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.kind in ("home", "datasets"):
        yield Alternate(path=urls.catalog_package(), mediatype=MEDIATYPE)
    if shown.reading is not None and shown.reading.package is not None:
        yield Alternate(path=shown.reading.package.path, mediatype=MEDIATYPE)


def _license_name(name: str) -> str:
    return f"LicenseRef-{name}"  # SPDX's way to name a license that its list does not hold


def _resource(catalog: Catalog, dataset: Dataset, reading: DatasetReading, resource: Resource) -> Document | None:
    described: Document = {
        "name": resource.name,
        **_texts("title", resource.title, catalog),
        **(_texts("description", resource.description, catalog) if resource.description else {}),
    }
    if resource.url is not None:
        remote = {"path": resource.url, "format": resource.format, "mediatype": resource.mediatype}
        return {**described, **_without_none({**remote, "bytes": resource.bytes, "hash": resource.hash})}
    found = {d.kind: d for d in reading.of(resource).downloads}
    # Where a catalog has chosen no CSV, a table is told as a file: its schema says how the plain CSV writes values.
    kind = "csv" if resource.schema is not None and "csv" in found else "original"
    download = found.get(kind)
    if download is None:
        return None
    described |= {"path": _beside(download, dataset), "format": download.format}
    mediatype = resource.mediatype if kind == "original" and resource.mediatype else MEDIATYPES.get(download.format)
    described |= _without_none({"mediatype": mediatype})
    described |= {"bytes": download.bytes, "hash": f"sha256:{download.sha256}"}
    if resource.schema is not None and kind == "csv":
        dialect = {"delimiter": ","} if download.is_original else {"delimiter": ",", "lineTerminator": "\r\n"}
        table = {"type": "table", "encoding": "utf-8", "dialect": dialect}
        described |= {**table, "schema": _schema(catalog, resource.schema)}
    return described


def _beside(download: Download, dataset: Dataset) -> str:
    """The file's path seen from `datapackage.json`."""
    return posixpath.relpath(download.path, urls.dataset(dataset.name).rstrip("/"))


def _schema(catalog: Catalog, schema: Schema) -> Document:
    described: Document = {"fields": [_field(catalog, field) for field in schema.fields], "missingValues": [""]}
    if schema.primaryKey:
        described["primaryKey"] = list(schema.primaryKey)
    if schema.uniqueKeys:
        described["uniqueKeys"] = [list(key) for key in schema.uniqueKeys]
    if schema.foreignKeys:
        described["foreignKeys"] = [
            {
                "fields": list(key.fields),
                "reference": {
                    **({"resource": key.resource} if key.resource else {}),
                    "fields": list(key.reference_fields),
                },
            }
            for key in schema.foreignKeys
        ]
    return described


def _field(catalog: Catalog, field: Field) -> Document:
    described: Document = {
        "name": field.name,
        "type": PLAIN_TYPES.get(field.type, field.type),
        **_texts("title", field.title, catalog),
        **(_texts("description", field.description, catalog) if field.description else {}),
        **(_texts("personal_data", field.personal_data, catalog) if field.personal_data else {}),
        **({"format": field.format} if field.format and field.type in ("string", "geopoint") else {}),
        **({"rdfType": field.rdfType} if field.rdfType else {}),
    }
    unit = catalog.units.get(field.unit) if field.unit else None
    if unit is not None:
        described["unit"] = unit.name
        described |= _texts("unit_title", unit.title, catalog)
    if field.categories:
        described["categories"] = [{"value": c.value, **_texts("label", c.label, catalog)} for c in field.categories]
    constraints = _constraints(field)
    return {**described, "constraints": constraints} if constraints else described


def _constraints(field: Field) -> Mapping[str, object]:
    """As declared, with bounds of a Buddhist-era field in the Common Era."""
    found: dict[str, object] = {}
    for name in Constraints.__slots__:
        value = getattr(field.constraints, name)
        if value is None or value is False or value == ():
            continue
        found[name] = [_bound(v, field) for v in value] if isinstance(value, tuple) else _bound(value, field)
    return found


def _bound(value: object, field: Field) -> object:
    if value is True or field.type not in TIME_TYPES:
        return value if isinstance(value, bool | int | float | str) else text_of(value)
    text = str(text_of(value))
    written = in_common_era(text, field) if field.calendar == BUDDHIST else text
    return int(written) if field.type == "year" and written.isdigit() else written


def _texts(key: str, text: Text, catalog: Catalog) -> Document:
    """The default language under the key itself, each other language that there is under `key_<language>`."""
    said = {key: text.text(catalog.language)}
    for language in catalog.languages[1:]:
        if language in text.by_language:
            said[f"{key}_{language}"] = text.by_language[language]
    return said


def _without_none(mapping: Mapping[str, object]) -> Document:
    return {key: value for key, value in mapping.items() if value is not None}
