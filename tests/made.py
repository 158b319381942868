"""Facts made for tests: a catalog, a dataset and its tables in a few words, and their files in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.model import (  # noqa: F401 - tests of tables take them from here
    Area,
    Catalog,
    Category,
    Constraints,
    Contact,
    Dataset,
    DatasetReading,
    Download,
    Field,
    ForeignKey,
    Keywords,
    License,
    Organization,
    Resource,
    ResourceReading,
    Schema,
    Source,
    Text,
    Unit,
    UpdateFrequency,
)
from generator.problems import Problem
from generator.readings import read_dataset

NOWHERE = Path("nowhere")  # the site of a format that reads nothing back


def text(english: str, thai: str | None = None) -> Text:
    return Text({"th": thai or english, "en": english})


def field(name: str, kind: str = "string", *, categories: Mapping[str, str] = {}, **more: Any) -> Field:
    rules = {key: more.pop(key) for key in list(more) if key in Constraints.__slots__}
    listed = tuple(Category(value=value, label=text(label)) for value, label in categories.items())
    return Field(name=name, type=kind, title=text(name), categories=listed, constraints=Constraints(**rules), **more)


def table(path: str, fields: Iterable[Field], *, name: str | None = None, **more: Any) -> Resource:
    """A resource with a schema; keys of `Schema` among `more` go there."""
    keys = {key: more.pop(key) for key in list(more) if key in Schema.__slots__}
    kind = more.pop("format", path.rpartition(".")[2].lower())
    schema = Schema(fields=tuple(fields), **keys)
    return Resource(
        name=name or path.partition(".")[0], path=path, title=text(path), format=kind, schema=schema, **more
    )


def dataset(*resources: Resource, **more: Any) -> Dataset:
    facts: dict[str, Any] = {
        "name": "roads",
        "folder": "datasets/roads",
        "descriptor": "datasets/roads/dataset.yml",
        "title": text("Roads", "ถนน"),
        "description": text("How long the roads are.", "ความยาวของถนน"),
        "organization": "office",
        "themes": ("roads",),
        "keywords": Keywords({"th": ("ถนน",), "en": ("roads",)}),
        "license": "cc0-1.0",
        "contact": Contact(name=text("Office"), email="office@tiny.example"),
        "sources": (Source(title=text("Road book"), path="https://tiny.example/book", accessed=date(2026, 1, 2)),),
        "data_type": "statistics",
        "objectives": ("international-indicator",),
        "update_frequency": UpdateFrequency(unit="year", interval=1),
        "geo_coverage": "country",
        "storage_formats": ("csv",),
        "governance_category": "public",
        "created": date(2026, 1, 2),
        "modified": date(2026, 1, 3),
    }
    return Dataset(**{**facts, **more}, resources=resources)


def catalog(*datasets: Dataset) -> Catalog:
    license_ = License(
        name="cc0-1.0",
        title=text("CC0 1.0"),
        description=text("Do as you like."),
        url="https://creativecommons.org/publicdomain/zero/1.0/",
        gdc="Open Data Common",
        open=True,
        attribution=False,
        commercial=True,
        derivatives=True,
    )
    return Catalog(
        title=text("Tiny catalog"),
        description=text("An example"),
        publisher="office",
        languages=("th", "en"),
        base_uri="https://tiny.example/",
        contact=Contact(name=text("Office"), email="office@tiny.example"),
        organizations={"office": Organization(name="office", title=text("Office", "สำนักงาน"))},
        themes={},
        licenses={"cc0-1.0": license_},
        units={"km": Unit(name="km", title=text("kilometres", "กิโลเมตร"))},
        areas={"THA": Area(name="THA", title=text("Thailand", "ไทย"), kind="country")},
        datasets=datasets,
    )


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """The files of the made dataset."""
    for path, content in files.items():
        file = root / "datasets" / "roads" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def reading_of(dataset: Dataset, downloads: Mapping[str, tuple[Download, ...]]) -> DatasetReading:
    """As if these files had been written, by name of a resource."""
    resources = tuple(ResourceReading(resource=name, downloads=files) for name, files in downloads.items())
    return DatasetReading(dataset=dataset.name, resources=resources)


def problems_of(root: Path, *resources: Resource) -> tuple[Problem, ...]:
    made = dataset(*resources)
    return read_dataset(root, catalog(made), made)[1]
