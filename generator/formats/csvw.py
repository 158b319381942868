"""What a plain CSV holds, as CSVW metadata beside it (https://www.w3.org/TR/tabular-metadata/), where readers look.

In come a dataset and what was read of its files, out goes a `….csv-metadata.json` for each table and each indicator:
types, titles in every language, keys, bounds. It must not know rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

from generator import markdown, urls
from generator.indicator_files import has_files, table_of
from generator.model import Catalog, Dataset, DatasetReading, Field, Schema, TableProfile, Text
from generator.outputs import Alternate, Output, Shown, json_output
from generator.values import NUMBER_TYPES

CONTEXT: Final = "http://www.w3.org/ns/csvw"
TYPES: Final = {  # types of fields as plain CSVs write them; the others are strings
    "integer": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
    "time": "time",
    "yearmonth": "gYearMonth",
    "object": "json",
    "array": "json",
    "geojson": "json",
}
FIRST_YEAR: Final = 1000  # XML Schema writes a year in four digits, a CSV as it is
BOUNDS: Final = {  # Table Schema -> CSVW, of numbers and of strings
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "minExclusive",
    "exclusiveMaximum": "maxExclusive",
}
VARIABLE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.]*")  # of a URI template (RFC 6570), as names of columns must be
CONCEPTS: Final = {  # columns of an indicator's CSV -> concepts of SDMX
    "area": "http://purl.org/linked-data/sdmx/2009/dimension#refArea",
    "time": "http://purl.org/linked-data/sdmx/2009/dimension#timePeriod",
    "value": "http://purl.org/linked-data/sdmx/2009/measure#obsValue",
    "flag": "http://purl.org/linked-data/sdmx/2009/attribute#obsStatus",
}
MOST_LINKED: Final = 5  # tables of a dataset, each of which is a line in the head of its page
LENGTHS: Final = {"minLength": "minLength", "maxLength": "maxLength"}

Document = dict[str, Any]


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    for about in _tables(dataset, reading):
        yield json_output(urls.csv_metadata(about.path), document(catalog, dataset, about))
    readings = {r.indicator: r for r in reading.indicators}
    for indicator in dataset.indicators:
        if indicator.name in readings and has_files(readings[indicator.name]):
            fields = table_of(catalog, dataset, indicator, readings[indicator.name])[0]
            schema = Schema(fields=tuple(replace(f, rdfType=f.rdfType or CONCEPTS.get(f.name)) for f in fields))
            path = urls.indicator_file(indicator.name, ".csv")
            about = Table(path, indicator.title, indicator.definition, schema)
            yield json_output(urls.csv_metadata(path), document(catalog, dataset, about))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    """Of a dataset's tables, where they are few: each has its place beside its CSV, where readers look."""
    if shown.dataset is not None and shown.reading is not None:
        tables = list(_tables(shown.dataset, shown.reading))
        for about in tables if len(tables) <= MOST_LINKED else ():
            yield Alternate(path=urls.csv_metadata(about.path), mediatype="application/csvm+json")


def _tables(dataset: Dataset, reading: DatasetReading) -> Iterator[Table]:
    read = {r.resource: r for r in reading.resources}
    for resource in dataset.resources:
        found = read.get(resource.name)
        plain = next((d for d in found.downloads if d.kind == "csv"), None) if found is not None else None
        if found is not None and plain is not None and resource.schema is not None:
            yield Table(plain.path, resource.title, resource.description, resource.schema, found.profile)


@dataclass(frozen=True, slots=True)
class Table:
    """A plain CSV; `profile` tells whether years are such as XML Schema knows."""

    path: str
    title: Text
    description: Text | None
    schema: Schema
    profile: TableProfile | None = None


def document(catalog: Catalog, dataset: Dataset, table: Table) -> Document:
    license_ = catalog.licenses[dataset.license]
    least = {f.name: f.minimum for f in table.profile.fields} if table.profile else {}
    schema = table.schema
    return {
        "@context": [CONTEXT, {"@language": catalog.language}],
        "url": quote(table.path.rpartition("/")[2]),
        "dc:title": _texts(table.title),
        **({"dc:description": _texts(table.description)} if table.description else {}),
        "dc:publisher": _texts(catalog.organizations[dataset.organization].title),
        "dc:modified": {"@value": dataset.modified.isoformat(), "@type": "xsd:date"},
        **({"dc:license": {"@id": license_.url}} if license_.url else {"dc:rights": _texts(license_.title)}),
        "dc:isPartOf": {"@id": urls.thing(urls.dataset(dataset.name), "dataset", catalog.base_uri)},
        "tableSchema": {
            "columns": [_column(catalog, schema, field, least.get(field.name)) for field in schema.fields],
            # A key refers to columns by their `name`, which a field whose own name is no variable has not.
            **({"primaryKey": list(schema.primaryKey)} if _has_key(schema) else {}),
        },
    }


def _column(catalog: Catalog, schema: Schema, field: Field, least: str | None) -> Document:
    unit = catalog.units.get(field.unit or "")
    return {
        **({"name": field.name} if VARIABLE.fullmatch(field.name) else {}),
        "titles": {"und": field.name, **field.title.by_language},  # the header's own cell is of no language
        "datatype": _datatype(field, least),
        "required": field.constraints.required or field.name in schema.primaryKey,
        **({"dc:description": _texts(field.description)} if field.description else {}),
        **({"schema:unitText": _texts(unit.title)} if unit is not None else {}),
        **({"propertyUrl": quote(field.rdfType, safe=_URL)} if field.rdfType else {}),
    }


def _datatype(field: Field, least: str | None) -> str | Document:
    base = TYPES.get(field.type, "string")
    if field.type == "year":
        base = "gYear" if least is not None and least.isdecimal() and int(least) >= FIRST_YEAR else "integer"
    elif field.type == "string" and field.format == "uri":
        base = "anyURI"
    wanted = BOUNDS if field.type in NUMBER_TYPES else LENGTHS if base == "string" else {}
    bounds = {ours: getattr(field.constraints, theirs) for theirs, ours in wanted.items()}
    told = {name: value for name, value in bounds.items() if isinstance(value, int | float)}
    return {"base": base, **told} if told else base


def _has_key(schema: Schema) -> bool:
    return bool(schema.primaryKey) and all(VARIABLE.fullmatch(name) for name in schema.primaryKey)


def _texts(text: Text) -> list[Document]:
    return [{"@value": markdown.plain(words), "@language": language} for language, words in text.by_language.items()]


_URL: Final = ":/?#[]@!$&'()*+,;=%-._~"
