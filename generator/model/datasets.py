"""A dataset as its descriptor declares it: metadata, resources and schemas (Data Package, Thai GDC, DCAT)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.model.indicators import Indicator
from generator.model.registries import Contact
from generator.model.texts import Keywords, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    title: Text
    path: str
    publisher: Text | None = None
    accessed: date
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFrequency:
    """`interval` updates in each `unit` (a code of `frequency_unit`)."""

    unit: str
    interval: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporalCoverage:
    """First and last period covered, Common Era, as written: a year, a month (YYYY-MM) or a date (ISO 8601)."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """When and why a dataset was withdrawn, and the name of the one to use instead."""

    date: date
    reason: Text
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A data file that is not to be seen yet; `at` is a day or a moment (ISO 8601), `path` empty for one elsewhere."""

    name: str
    title: Text
    at: str
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    value: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Table Schema constraints; bounds and lists are kept as written and typed by the field."""

    required: bool = False
    unique: bool = False
    minimum: object = None
    maximum: object = None
    exclusiveMinimum: object = None  # noqa: N815 - the standard's own spelling
    exclusiveMaximum: object = None  # noqa: N815
    minLength: int | None = None  # noqa: N815
    maxLength: int | None = None  # noqa: N815
    pattern: str | None = None
    enum: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. Attributes from `format` down follow Table Schema; `calendar`, `codes` and `unit` are ours."""

    name: str
    type: str
    title: Text
    description: Text | None = None
    format: str | None = None
    unit: str | None = None
    codes: str | None = None
    calendar: str = "gregorian"
    categories: tuple[Category, ...] = ()
    example: object = None
    missingValues: tuple[str, ...] | None = None  # noqa: N815
    decimalChar: str | None = None  # noqa: N815
    groupChar: str | None = None  # noqa: N815
    bareNumber: bool | None = None  # noqa: N815
    trueValues: tuple[str, ...] | None = None  # noqa: N815
    falseValues: tuple[str, ...] | None = None  # noqa: N815
    rdfType: str | None = None  # noqa: N815
    personal_data: Text | None = None
    constraints: Constraints = field(default_factory=Constraints)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """`resource` is a name in the same dataset, or empty for the same table."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    fields: tuple[Field, ...]
    primaryKey: tuple[str, ...] = ()  # noqa: N815
    uniqueKeys: tuple[tuple[str, ...], ...] = ()  # noqa: N815
    foreignKeys: tuple[ForeignKey, ...] = ()  # noqa: N815
    missingValues: tuple[str, ...] = ("",)  # noqa: N815


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a file is cut into cells; `None` leaves a thing to be found out or to the format's default."""

    delimiter: str | None = None
    quoteChar: str | None = None  # noqa: N815
    doubleQuote: bool | None = None  # noqa: N815
    escapeChar: str | None = None  # noqa: N815
    skipInitialSpace: bool | None = None  # noqa: N815
    commentChar: str | None = None  # noqa: N815
    header: bool | None = None
    headerRows: object = None  # noqa: N815
    sheetName: str | None = None  # noqa: N815
    property: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One data file: beside the descriptor (`path`, relative to the dataset's folder) or elsewhere (`url`).

    `line` is where the descriptor begins to speak of it; `field_lines` the same for each field, by name.
    """

    name: str
    path: str | None = None
    url: str | None = None
    title: Text
    description: Text | None = None
    format: str
    mediatype: str | None = None
    encoding: str = "utf-8"
    bytes: int | None = None
    hash: str | None = None
    created: date | None = None
    modified: date | None = None
    dialect: Dialect = field(default_factory=Dialect)
    schema: Schema | None = None
    release_at: str | None = None
    former_names: tuple[str, ...] = ()
    former_paths: tuple[str, ...] = ()
    line: int | None = None

    @property
    def is_remote(self) -> bool:
        return self.url is not None

    @property
    def is_table(self) -> bool:
        """Whether its rows are read: a local file of a tabular format with a schema."""
        return self.path is not None and self.schema is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One folder with a `dataset.yml`. `folder` and `descriptor` are paths from the catalog's root, with slashes.

    `awaited` are the resources that somebody has taken out of `resources` until they may be seen (`offered`).
    `digest` is that of all the other facts, where a cache may ask for it, and empty elsewhere.
    """

    name: str
    folder: str
    descriptor: str
    title: Text
    description: Text
    organization: str
    themes: tuple[str, ...]
    keywords: Keywords
    license: str
    license_note: Text | None = None
    contact: Contact
    sources: tuple[Source, ...]
    data_type: str
    data_type_note: Text | None = None
    objectives: tuple[str, ...]
    update_frequency: UpdateFrequency
    geo_coverage: str
    storage_formats: tuple[str, ...]
    governance_category: str
    classification: str | None = None
    access_condition: Text | None = None
    planned: bool = False
    release_date: date | None = None
    release_at: str | None = None
    temporal_coverage: TemporalCoverage | None = None
    created: date
    modified: date
    languages: tuple[str, ...] = ()
    homepage: str | None = None
    unit: str | None = None
    multiplier: str | None = None
    disaggregation: tuple[str, ...] = ()
    collection_unit: str | None = None
    support: str | None = None
    method: Text | None = None
    standard: Text | None = None
    official_statistics: bool = False
    high_value: bool = False
    reference_data: bool = False
    notes: Text | None = None
    related: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    resources: tuple[Resource, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    digest: str = ""

    def datasets(self) -> tuple[str, ...]:
        """The names of other datasets that it names."""
        successor = self.withdrawn.successor if self.withdrawn is not None else None
        return (*self.related, *([successor] if successor is not None else ()))

    def field(self, resource: str, name: str) -> Field | None:
        """A field of one of its tables."""
        schemas = (r.schema for r in self.resources if r.name == resource and r.schema is not None)
        return next((field for schema in schemas for field in schema.fields if field.name == name), None)

    def unit_of(self, indicator: Indicator) -> str | None:
        """The name of the unit of an indicator's values: its own, else that of their field."""
        field = self.field(indicator.resource, indicator.value)
        return indicator.unit or (None if field is None else field.unit)
