"""The vocabulary of the project: frozen facts about a catalog, with no input, no output and no rules.

`descriptors` builds these from YAML, everything behind it reads them. A `Catalog` holds metadata only: rows of tables
pass through `readings` one by one and are gone. Names follow CKAN, DCAT and Table Schema; see the words in the
contributing guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Wording(NamedTuple):
    """A text as one page shows it: `language` differs from the page's where the page's own is missing."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages, in the catalog's order of languages."""

    by_language: Mapping[str, str]

    def wording(self, language: str) -> Wording:
        """In that language, or in the first other one that there is."""
        if language in self.by_language:
            return Wording(self.by_language[language], language)
        other, text = next(iter(self.by_language.items()))
        return Wording(text, other)

    def text(self, language: str) -> str:
        return self.wording(language).text


@dataclass(frozen=True, slots=True)
class Keywords:
    """Lists of keywords by language; the same fallback as `Text`."""

    by_language: Mapping[str, tuple[str, ...]]

    def words(self, language: str) -> tuple[str, ...]:
        return self.by_language.get(language) or next(iter(self.by_language.values()), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers questions: a unit or a group, reached by e-mail or by a page."""

    name: Text
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    name: str
    title: Text
    abbreviation: Text | None = None
    description: Text | None = None
    url: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    name: str
    title: Text
    description: Text
    icon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """`gdc` is the value that the Thai catalog stores; the four flags say what the license allows."""

    name: str
    title: Text
    description: Text
    url: str | None = None
    spdx: str | None = None
    gdc: str
    eu: str | None = None
    open: bool
    attribution: bool
    commercial: bool
    derivatives: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    name: str
    title: Text
    symbol: Text | None = None
    description: Text | None = None
    qudt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place with a code: ISO 3166-1 alpha-3 for countries, ISO 3166-2 for provinces."""

    name: str
    title: Text
    kind: str
    within: str | None = None
    groups: tuple[str, ...] = ()


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
    """One folder with a `dataset.yml`. `folder` and `descriptor` are paths from the catalog's root, with slashes."""

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
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """One value of a code list: `id` is what YAML writes, `label` what pages show; `more` holds its addresses."""

    id: str
    label: Text
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything in the repository, as one frozen fact. `datasets` stand in the order of their names.

    `base_uri` is the catalog's own address and what its identifiers begin with; `preview_uri` is where this build
    stands when that is elsewhere. Links, feeds and snippets that readers follow begin with `site_uri`.
    """

    title: Text
    description: Text
    publisher: str
    languages: tuple[str, ...]
    base_uri: str
    license: str | None = None
    contact: Contact
    issues_url: str | None = None
    repository_url: str | None = None
    featured: tuple[str, ...] = ()
    organizations: Mapping[str, Organization]
    themes: Mapping[str, Theme]
    licenses: Mapping[str, License]
    units: Mapping[str, Unit]
    areas: Mapping[str, Area]
    datasets: tuple[Dataset, ...]
    preview_uri: str | None = None

    @property
    def site_uri(self) -> str:
        """The address of this build: where readers find it."""
        return self.preview_uri or self.base_uri

    @property
    def language(self) -> str:
        """The default language: the one that stands at the site's root."""
        return self.languages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often one value occurs. `value` is the normalised text of the value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProfile:
    """What was seen of one field. `values + missing` is the number of rows.

    Numbers: `minimum median maximum mean`; times: `minimum maximum` (ISO 8601, Common Era); texts: `top`.
    `distribution` is a histogram of at most 12 equal bins from minimum to maximum, as counts. `distinct` is exact up to
    `DISTINCT_LIMIT` and then a lower bound (`distinct_is_exact` false).
    """

    name: str
    values: int
    missing: int
    distinct: int
    distinct_is_exact: bool = True
    minimum: str | None = None
    median: str | None = None
    maximum: str | None = None
    mean: str | None = None
    top: tuple[Count, ...] = ()
    distribution: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProfile:
    """A table described while its rows passed by. `preview` holds the first rows, cells as normalised text or None."""

    rows: int
    fields: tuple[FieldProfile, ...]
    preview: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that a reader can take: `kind` names it in the words (original, csv, csv-excel, xlsx, json, parquet …).

    `path` is relative to the site's root. `rows` is None for files that are no tables.
    """

    kind: str
    path: str
    format: str
    bytes: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value of a figure at a time; both are normalised text, the time Common Era (ISO 8601)."""

    time: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The newest value of a table that may stand for it, and the earlier ones of the same thing.

    `field` names the value's field; `labels` are the other facts that tell this series from its neighbours, as names of
    fields and their values; `unit` is a text that the row itself carries, where the field declares none.
    """

    field: str
    points: tuple[Point, ...]  # by time; the last one leads
    time: str | None = None  # name of the field that holds the time
    area: str | None = None  # code of the area, where the table has areas
    labels: tuple[tuple[str, str], ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceReading:
    """What one pass over a resource gave. Remote resources have no downloads and no profile."""

    resource: str
    downloads: tuple[Download, ...] = ()
    profile: TableProfile | None = None
    figure: Figure | None = None
    omitted: Mapping[str, str] = field(default_factory=dict)  # kind of download -> why there is none (a key of words)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetReading:
    """What one pass over a dataset's files gave; `bundle` is the zip and `package` its datapackage.json."""

    dataset: str
    resources: tuple[ResourceReading, ...] = ()
    bundle: Download | None = None
    package: Download | None = None

    def of(self, resource: Resource) -> ResourceReading:
        return next(r for r in self.resources if r.resource == resource.name)
