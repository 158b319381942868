"""A catalog that uses every text that the model has, made for tests of pages.

Each text that anybody may write begins with a mark, so that a test can put any words in its place; `planted` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from generator.model import (
    Area,
    Catalog,
    Category,
    Constraints,
    Contact,
    Count,
    Dataset,
    DatasetReading,
    Download,
    Field,
    FieldProfile,
    Figure,
    Keywords,
    License,
    Organization,
    Point,
    Resource,
    ResourceReading,
    Schema,
    Source,
    TableProfile,
    TemporalCoverage,
    Text,
    Theme,
    Unit,
    UpdateFrequency,
)

MARK = "§"  # before a text that stands in one line
PROSE = "¶"  # before a text in Markdown

Whatever = TypeVar("Whatever")


def text(words: str) -> Text:
    return Text({"th": f"{MARK}{words} ไทย", "en": f"{MARK}{words}"})


def prose(words: str) -> Text:
    return Text({"th": f"{PROSE}{words} ไทย", "en": f"{PROSE}{words}"})


def thai(words: str) -> Text:
    """A text that the English page must borrow."""
    return Text({"th": f"{MARK}{words}"})


FIELDS = (
    Field(name="area", type="string", title=text("Area"), codes="areas"),
    Field(name="year", type="year", title=text("Year"), calendar="buddhist"),
    Field(
        name="kind",
        type="string",
        title=thai("ชนิด"),
        description=prose("What kind"),
        categories=(Category(value="§all", label=text("All")), Category(value="§rest", label=thai("ที่เหลือ"))),
    ),
    Field(
        name="value",
        type="number",
        title=text("Value"),
        unit="percent",
        constraints=Constraints(required=True, minimum=0, maximum=100),
    ),
    Field(
        name="§note",
        type="string",
        title=text("Note"),
        constraints=Constraints(pattern="§.*", enum=("§a", "§b"), maxLength=90),
    ),
    Field(name="page", type="string", format="uri", title=text("Page")),
    Field(name="day", type="date", title=text("Day")),
)
ROWS = (
    ("THA", "2024", "§all", "77.50", "§cell", "https://a.example/x", "2024-02-29"),
    ("THA", "2025", "§rest", "80", "§=1+1", "§not an address", None),
)
PROFILE = TableProfile(
    rows=12,
    preview=ROWS,
    fields=(
        FieldProfile(name="area", values=12, missing=0, distinct=1, top=(Count(value="THA", count=12),)),
        FieldProfile(name="year", values=12, missing=0, distinct=2, minimum="2014", maximum="2025"),
        FieldProfile(name="kind", values=12, missing=0, distinct=2, top=(Count(value="§all", count=7),)),
        FieldProfile(
            name="value",
            values=9,
            missing=3,
            distinct=10_000,
            distinct_is_exact=False,
            minimum="1",
            median="50.5",
            maximum="80",
            mean="40",
            distribution=(1, 0, 4, 4),
        ),
        FieldProfile(name="§note", values=12, missing=0, distinct=2, top=(Count(value="§cell", count=6),)),
        FieldProfile(name="page", values=12, missing=0, distinct=12),
        FieldProfile(name="day", values=6, missing=6, distinct=1, minimum="2024-02-29", maximum="2024-02-29"),
    ),
)
FIGURE = Figure(
    field="value",
    time="year",
    area="THA",
    labels=(("kind", "§all"),),
    points=tuple(Point(time=str(2014 + n), value=str(n)) for n in range(12)),
)


def contact() -> Contact:
    return Contact(name=text("Office"), email="office@a.example", url="https://a.example/ask")


def dataset(name: str, **more: Any) -> Dataset:
    facts: dict[str, Any] = {
        "name": name,
        "folder": f"datasets/{name}",
        "descriptor": f"datasets/{name}/dataset.yml",
        "title": text(f"Title of {name}"),
        "description": prose(f"Description of {name}"),
        "organization": "office",
        "themes": ("roads",),
        "keywords": Keywords({"th": ("§ถนน", "§ทาง"), "en": ("§road", "§way")}),
        "license": "terms",
        "contact": contact(),
        "sources": (Source(title=text("Book"), path=f"https://a.example/{name}", accessed=date(2026, 1, 2)),),
        "data_type": "statistics",
        "objectives": ("international-indicator",),
        "update_frequency": UpdateFrequency(unit="year", interval=1),
        "geo_coverage": "country",
        "storage_formats": ("csv",),
        "governance_category": "public",
        "created": date(2026, 1, 2),
        "modified": date(2026, 1, 3),
    }
    return Dataset(**{**facts, **more})


FULL = dataset(
    "full",
    license_note=thai("หมายเหตุ"),
    sources=(
        Source(
            title=text("Book"),
            path="https://a.example/book",
            publisher=text("Publisher"),
            accessed=date(2026, 1, 2),
            note=text("Page nine"),
        ),
    ),
    data_type_note=text("A table"),
    temporal_coverage=TemporalCoverage(start="2014", end="2025"),
    release_date=date(2026, 1, 2),
    languages=("th", "en"),
    homepage="https://a.example/home",
    unit="percent",
    multiplier="unit",
    disaggregation=("sex", "age"),
    collection_unit="person",
    support="government",
    classification="open",
    method=prose("Method"),
    standard=text("Standard"),
    official_statistics=True,
    high_value=True,
    reference_data=True,
    notes=prose("Notes"),
    related=("elsewhere",),
    resources=(
        Resource(
            name="table",
            path="table.csv",
            title=text("Table"),
            description=prose("Rows"),
            format="csv",
            encoding="windows-874",
            modified=date(2026, 1, 3),
            schema=Schema(fields=FIELDS, primaryKey=("area", "year", "kind")),
        ),
        Resource(name="second", path="b.csv", title=text("Second"), format="csv", schema=Schema(fields=FIELDS[:2])),
        Resource(name="paper", path="paper.pdf", title=text("Paper"), description=prose("Paper"), format="pdf"),
    ),
)
ELSEWHERE = dataset(
    "elsewhere",
    resources=(
        Resource(
            name="far",
            url="https://b.example/far.csv",
            title=text("Far"),
            format="csv",
            bytes=12_345,
            hash="sha256:§",
            schema=Schema(fields=FIELDS[:2]),
        ),
    ),
)
CLOSED = dataset(
    "closed",
    governance_category="personal",
    classification="confidential",
    access_condition=prose("Write to the office"),
    planned=True,
    release_date=date(2027, 1, 1),
)


def download(kind: str, path: str, format: str, rows: int | None = None) -> Download:
    return Download(kind=kind, path=path, format=format, bytes=2_048, sha256="0" * 64, rows=rows)


def readings() -> dict[str, DatasetReading]:
    table = ResourceReading(
        resource="table",
        downloads=(
            download("original", "datasets/full/table.csv", "csv", 12),
            download("csv", "datasets/full/downloads/table.csv", "csv", 12),
            download("xlsx", "datasets/full/downloads/table.xlsx", "xlsx", 12),
        ),
        profile=PROFILE,
        figure=FIGURE,
        omitted={"parquet": "number-too-large"},
    )
    second = ResourceReading(resource="second", profile=TableProfile(rows=0, fields=(), preview=()))
    paper = ResourceReading(resource="paper", downloads=(download("original", "datasets/full/paper.pdf", "pdf"),))
    full = DatasetReading(
        dataset="full",
        resources=(table, second, paper),
        bundle=download("zip", "datasets/full/downloads/full.zip", "zip"),
        package=download("package", "datasets/full/datapackage.json", "json"),
    )
    far = DatasetReading(dataset="elsewhere", resources=(ResourceReading(resource="far"),))
    return {"full": full, "elsewhere": far, "closed": DatasetReading(dataset="closed")}


def catalog(*datasets: Dataset) -> Catalog:
    terms = License(
        name="terms",
        title=text("Terms"),
        description=prose("Do as you like"),
        url="https://a.example/terms",
        gdc="§อื่นๆ",
        open=False,
        attribution=True,
        commercial=True,
        derivatives=False,
    )
    return Catalog(
        title=text("Catalog"),
        description=prose("What it is"),
        publisher="office",
        languages=("th", "en"),
        base_uri="https://c.example/data/",
        contact=contact(),
        issues_url="https://c.example/issues/new?labels=data",
        featured=("full",),
        organizations={
            "office": Organization(
                name="office",
                title=text("Office"),
                abbreviation=text("OFF"),
                description=prose("An office"),
                url="https://a.example/",
                parent="ministry",
            ),
            "ministry": Organization(name="ministry", title=thai("กระทรวง")),
        },
        themes={"roads": Theme(name="roads", title=text("Roads"), description=prose("On roads"))},
        licenses={"terms": terms},
        units={"percent": Unit(name="percent", title=text("per cent"), symbol=text("pc"))},
        areas={"THA": Area(name="THA", title=text("Thailand"), kind="country")},
        datasets=datasets or (CLOSED, ELSEWHERE, FULL),
    )


def planted(thing: Whatever, line: Callable[[str], str], paragraph: Callable[[str], str]) -> Whatever:
    """The same facts with other words: `line` and `paragraph` make them out of the marked ones, mark left off."""
    return _planted(thing, line, paragraph)  # type: ignore[no-any-return]


def _planted(thing: Any, line: Callable[[str], str], paragraph: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        if thing[:1] == MARK:
            return line(thing[1:])
        return paragraph(thing[1:]) if thing[:1] == PROSE else thing
    if isinstance(thing, Mapping):
        return {key: _planted(value, line, paragraph) for key, value in thing.items()}
    if isinstance(thing, tuple):
        return tuple(_planted(value, line, paragraph) for value in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {f.name: _planted(getattr(thing, f.name), line, paragraph) for f in fields(thing)}
        return replace(thing, **changed)
    return thing
