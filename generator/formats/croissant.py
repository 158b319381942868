"""A dataset's tables as Croissant 1.1 (http://mlcommons.org/croissant/1.1), for loaders of machine learning.

In come a dataset and what was read of its files, out goes `croissant.json`: every file with its SHA-256, and a record
set a table. Records are read from Parquet, whose columns have types: a loader would take the code 001 of a CSV for a
number. Texts stand in every language. A dataset without tables has none. It must not know rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from unicodedata import category
from urllib.parse import quote

from generator import locales, markdown, urls
from generator.filetypes import file_type
from generator.model import Catalog, Dataset, DatasetReading, Download, Field, Organization, Resource, Text
from generator.outputs import Alternate, Output, Shown, json_output
from generator.words import word

CONFORMS_TO: Final = "http://mlcommons.org/croissant/1.1"
CONTEXT: Final = {  # as the specification gives it, appendix 1: a reader may refuse another
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
READ_FROM: Final = ("parquet", "csv")  # kinds of downloads, the better one first
PARQUET: Final = "application/x-parquet"  # the name that Croissant's readers know
TYPES: Final = {  # types of fields as the derived files have them; the others are text
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "time": "sc:Time",
}
LONGEST: Final = 5_000

Document = dict[str, Any]


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    made = document(catalog, dataset, reading)
    if made is not None:
        yield json_output(urls.croissant(dataset.name), made)


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.dataset is not None and shown.reading is not None and any(_tables(shown.dataset, shown.reading)):
        yield Alternate(path=urls.croissant(shown.name), mediatype="application/ld+json", title="Croissant")


def document(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Document | None:
    """None where no table can be read."""
    records = [_record_set(catalog, resource, source) for resource, source in _tables(dataset, reading)]
    if not records:
        return None
    organization = catalog.organizations[dataset.organization]
    page = urls.absolute(urls.dataset(dataset.name), catalog.site_uri)
    read = {r.resource: r for r in reading.resources}
    files = [
        (resource, d) for resource in dataset.resources if resource.name in read for d in read[resource.name].downloads
    ]
    return {
        "@context": {**CONTEXT, "@language": catalog.language},
        "@type": "sc:Dataset",
        "@id": urls.thing(urls.dataset(dataset.name), "dataset", catalog.base_uri),
        "conformsTo": CONFORMS_TO,
        "name": _texts(dataset.title),
        "description": _texts(dataset.description),
        "url": page,
        "citeAs": _citation(catalog, dataset, page),
        "license": catalog.licenses[dataset.license].url or f"{page}#license",
        "creator": _organization(catalog, organization),
        "publisher": _organization(catalog, catalog.organizations[catalog.publisher]),
        "datePublished": (dataset.release_date or dataset.created).isoformat(),
        "dateCreated": dataset.created.isoformat(),
        "dateModified": dataset.modified.isoformat(),
        # Croissant 1.1 asks for a version in three parts: the day of the last change is one that grows.
        "version": f"{dataset.modified.year}.{dataset.modified.month}.{dataset.modified.day}",
        "inLanguage": list(dataset.languages or catalog.languages),
        "keywords": list(dict.fromkeys(word for words in dataset.keywords.by_language.values() for word in words)),
        **({"sameAs": dataset.homepage} if dataset.homepage else {}),
        "distribution": [_file(catalog, resource, download) for resource, download in files],
        "recordSet": records,
    }


def _organization(catalog: Catalog, organization: Organization) -> Document:
    return {
        "@type": "Organization",
        "name": organization.title.text(catalog.language),
        "url": organization.url or urls.absolute(urls.organization(organization.name), catalog.site_uri),
    }


def _citation(catalog: Catalog, dataset: Dataset, page: str) -> str:
    """In the order of the DataCite recommendation, as pages have it."""
    words = word(
        "cite.text",
        catalog.language,
        organization=catalog.organizations[dataset.organization].title.text(catalog.language),
        year=locales.year(dataset.modified.year, catalog.language, era=False),
        title=dataset.title.text(catalog.language),
        catalog=catalog.title.text(catalog.language),
    )
    return f"{words} {page}"


def _tables(dataset: Dataset, reading: DatasetReading) -> Iterator[tuple[Resource, Download]]:
    """Those that can be read, each with the file that it is read from."""
    read = {r.resource: r for r in reading.resources}
    for resource in dataset.resources:
        source = _source(read[resource.name].downloads) if resource.is_table and resource.name in read else None
        if source is not None:
            yield resource, source


def _source(downloads: tuple[Download, ...]) -> Download | None:
    by_kind = {d.kind: d for d in downloads}
    return next((by_kind[kind] for kind in READ_FROM if kind in by_kind), None)


def _file(catalog: Catalog, resource: Resource, download: Download) -> Document:
    own = resource.mediatype if download.kind == "original" else None
    mediatype = own or file_type(download.format).mediatype or "application/octet-stream"
    return {
        "@type": "cr:FileObject",
        "@id": _file_id(download),
        "name": download.path.rpartition("/")[2],
        "description": _texts(resource.title),
        "contentUrl": urls.absolute(download.path, catalog.site_uri),
        "encodingFormat": PARQUET if download.format == "parquet" else mediatype,
        "contentSize": f"{download.bytes} B",
        "sha256": download.sha256,
    }


def _record_set(catalog: Catalog, resource: Resource, source: Download) -> Document:
    assert resource.schema is not None, resource.name
    name = _name(resource.name)
    keys = [{"@id": f"{name}/{_name(field)}"} for field in resource.schema.primaryKey]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": _texts(resource.title),
        **({"description": _texts(resource.description)} if resource.description else {}),
        **({"key": keys[0] if len(keys) == 1 else keys} if keys else {}),
        "field": [_field(catalog, name, field, source) for field in resource.schema.fields],
    }


def _field(catalog: Catalog, table: str, field: Field, source: Download) -> Document:
    unit = catalog.units.get(field.unit or "")
    said = field.description or (None if unit is None else unit.title)
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{_name(field.name)}",
        "name": _texts(field.title),
        **({"description": _texts(said)} if said is not None else {}),
        "dataType": "sc:URL" if field.format == "uri" else TYPES.get(field.type, "sc:Text"),
        "source": {"fileObject": {"@id": _file_id(source)}, "extract": {"column": field.name}},
    }


def _file_id(download: Download) -> str:
    return quote(download.path.partition("/")[2].partition("/")[2])


def _name(text: str) -> str:
    """As a part of an identifier; letters and vowel signs of every script stay."""
    return "".join(c if c.isalnum() or c in "-_." or category(c)[0] == "M" else quote(c, safe="") for c in text)


def _texts(text: Text) -> Document:
    return {language: markdown.excerpt(words, LONGEST) for language, words in text.by_language.items()}
