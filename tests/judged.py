"""Datasets whose points of quality are known: the best there can be, and what is made of it.

For the tests of quality. In come changes, out go datasets, their `Quality` and single lines of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from generator.model import (
    Catalog,
    Dataset,
    Field,
    Keywords,
    License,
    Quality,
    QualityLine,
    Resource,
    Schema,
    TemporalCoverage,
    Text,
    UpdateFrequency,
)
from generator.quality import quality_of
from tests import made
from tests.tiny import FILES

TODAY = date(2026, 11, 26)
IN_FRENCH = dict.fromkeys(("title", "description", "notes"), Text({"fr": "x"}))
OTHER = UpdateFrequency(unit="other")

NOT_OPEN = License(
    name="closed",
    title=made.text("Closed"),
    description=made.text("Ask first"),
    gdc="x",
    open=False,
    attribution=True,
    commercial=False,
    derivatives=False,
)

BARE = Schema(
    fields=(
        Field(name="what", type="string", title=Text({"th": "สิ่ง"})),
        Field(name="much", type="number", title=Text({"th": "จำนวน"})),
    )
)

FULL = Schema(
    fields=(
        made.field("what", description=made.text("What it is"), maxLength=9, required=True),
        made.field("much", "number", unit="km", minimum=0),
    ),
    primaryKey=("what",),
)


def catalog_of(dataset: Dataset) -> Catalog:
    catalog = made.catalog(dataset)
    return replace(catalog, licenses={**catalog.licenses, "closed": NOT_OPEN})


def judged(dataset: Dataset) -> Quality:
    return quality_of(catalog_of(dataset), dataset, TODAY)


def line(dataset: Dataset, criterion: str) -> QualityLine:
    return next(line for line in judged(dataset).lines if line.criterion == criterion)


def table(schema: Schema | None = FULL, **more: Any) -> Resource:
    facts: dict[str, Any] = {"name": "lengths", "path": "a.csv", "title": made.text("A"), "format": "csv", **more}
    return Resource(**facts, schema=schema)


def columns(*fields: Field) -> dict[str, Any]:
    """Of a dataset: one table of these fields."""
    return {"resources": (table(Schema(fields=fields)),)}


def best(**more: Any) -> Dataset:
    """A dataset with every point, but for what is given."""
    facts: dict[str, Any] = {
        "keywords": Keywords({"th": ("ก", "ข", "ค"), "en": ("a", "b", "c")}),
        "temporal_coverage": TemporalCoverage(start="2017", end="2025"),
        "method": made.text("Counted"),
        "notes": made.text("Mind the gap"),
        "modified": TODAY,
        "sources": tuple(replace(s, publisher=made.text("P")) for s in made.dataset().sources),
    }
    resources = more.pop("resources", (table(),))
    return made.dataset(*resources, **{**facts, **more})


OF_FILES = ("open_format", "tables", "units", "keys", "required", "limits", "field_titles", "field_meaning")
OLD = FILES["datasets/roads/dataset.yml"]

ASKED = OLD.partition("resources:")[0].replace(
    "governance_category: public",
    "governance_category: personal\naccess_condition: {th: ขอได้ที่สำนักงาน, en: Ask the office.}",
)
