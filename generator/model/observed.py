"""What one pass over data files gave: profiles, downloads, figures. Metadata alone; rows are gone by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.datasets import Resource
from generator.model.quality import Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often one value occurs. `value` is the normalised text of the value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProfile:
    """What was seen of one field. `values + missing` is the number of rows.

    Numbers: `minimum median maximum mean`; times: `minimum maximum` (ISO 8601, Common Era); texts: `top`.
    `coded` are all values of a field whose values are codes of a registry, in order, up to `DISTINCT_LIMIT`.
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
    coded: tuple[str, ...] = ()
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

    `path` is relative to the site's root. `rows` is None for files that are no tables. `is_original` says that the file
    stands as it was received: one that is a plain CSV already is of the kind csv.
    """

    kind: str
    path: str
    format: str
    bytes: int
    sha256: str
    rows: int | None = None
    is_original: bool = False


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
class Observation:
    """One value of an indicator at a time. `time` is a period in the Common Era as `periods` writes it; `value` is the
    exact decimal of the table, None where it is missing; `flag` is a category of the indicator's field of flags."""

    time: str
    value: str | None
    flag: str | None = None
    note: str | None = None
    ranked: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is known of one area and one choice of categories, by time. `categories` has one for each dimension of the
    indicator, None for the whole; `area` is None where the table names no areas and the indicator has no focus."""

    area: str | None
    categories: tuple[str | None, ...] = ()
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReading:
    """Every series of an indicator, in the order of areas in the registry and of categories in the schema."""

    indicator: str
    series: tuple[Series, ...] = ()


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
    """What one pass over a dataset's files gave; `bundle` is the zip and `package` its datapackage.json. `quality` is
    how good the dataset is on the day of a build, None where nobody has judged it; `overdue` is the day by which its
    data were to change, where that has passed.
    """

    dataset: str
    resources: tuple[ResourceReading, ...] = ()
    indicators: tuple[IndicatorReading, ...] = ()
    bundle: Download | None = None
    package: Download | None = None
    quality: Quality | None = None
    overdue: date | None = None

    def files(self) -> Iterator[Download]:
        """Every file that reading the dataset has put into the site."""
        for resource in self.resources:
            yield from resource.downloads
        yield from (d for d in (self.bundle, self.package) if d is not None)

    def of(self, resource: Resource) -> ResourceReading:
        return next(r for r in self.resources if r.resource == resource.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A dataset in a few facts. `rows` are those of all its tables, `bytes` those of its own files as published.

    `formats` are the formats of its files, in their order; `figure` comes with the name of the resource that gave it;
    `areas` are the codes of all areas that stand in its tables;
    `ranked` is how many were ranked, where the figure is a rank and its table says so. `indicators` are those of the
    dataset, each with the series that no category narrows; with its first one where every series is narrowed.
    `quality` and `overdue` are those of its reading.
    """

    dataset: str
    rows: int = 0
    tables: int = 0
    files: int = 0
    remote: int = 0
    formats: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    bytes: int = 0
    figure: tuple[str, Figure] | None = None
    ranked: str | None = None
    indicators: tuple[IndicatorReading, ...] = ()
    quality: Quality | None = None
    overdue: date | None = None
