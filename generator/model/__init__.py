"""The vocabulary of the project: frozen facts about a catalog, with no input, no output and no rules.

`descriptors` builds these from YAML, everything behind it reads them. A `Catalog` holds metadata only: rows of tables
pass through `readings` one by one and are gone. Names follow CKAN, DCAT and Table Schema; see the words in the
contributing guide. One module a part of the vocabulary; whoever uses it imports from here.
"""

from generator.model.catalogs import Catalog
from generator.model.datasets import (
    Awaited,
    Category,
    Constraints,
    Dataset,
    Dialect,
    Field,
    ForeignKey,
    Resource,
    Schema,
    Source,
    TemporalCoverage,
    UpdateFrequency,
    Withdrawal,
)
from generator.model.indicator_sets import Edition, IndicatorSet, Node
from generator.model.indicators import Break, Dimension, Indicator, Selection, Target
from generator.model.observed import (
    Count,
    DatasetReading,
    Download,
    FieldProfile,
    Figure,
    IndicatorReading,
    Observation,
    Point,
    ResourceReading,
    Series,
    Summary,
    TableProfile,
)
from generator.model.quality import Quality, QualityLine
from generator.model.registries import Area, CodeEntry, Contact, License, Organization, Synonym, Theme, Unit
from generator.model.revisions import FileRevision, Release, Revision
from generator.model.texts import Keywords, Text, Wording

__all__ = [
    "Area",
    "Awaited",
    "Break",
    "Catalog",
    "Category",
    "CodeEntry",
    "Constraints",
    "Contact",
    "Count",
    "Dataset",
    "DatasetReading",
    "Dialect",
    "Dimension",
    "Download",
    "Edition",
    "Field",
    "FieldProfile",
    "Figure",
    "FileRevision",
    "ForeignKey",
    "Indicator",
    "IndicatorReading",
    "IndicatorSet",
    "Keywords",
    "License",
    "Node",
    "Observation",
    "Organization",
    "Point",
    "Quality",
    "QualityLine",
    "Release",
    "Resource",
    "ResourceReading",
    "Revision",
    "Schema",
    "Selection",
    "Series",
    "Source",
    "Summary",
    "Synonym",
    "TableProfile",
    "Target",
    "TemporalCoverage",
    "Text",
    "Theme",
    "Unit",
    "UpdateFrequency",
    "Withdrawal",
    "Wording",
]
