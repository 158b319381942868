"""The files of one indicator: its observations as CSV, XLSX and JSON.

In come an indicator, its series and what was read of its table; out go files and what is to be said of them. One row an
observation: area, the dimensions, time (a period as `periods` writes it, Common Era), value, flag and note. A file of
the table that says just the same stands for one of its own. It must not know any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from generator import urls
from generator.batches import batches
from generator.dictionaries import dictionary, download_texts
from generator.digests import sha256_of
from generator.downloads import WRITERS
from generator.model import (
    Catalog,
    Dataset,
    Download,
    Field,
    Indicator,
    IndicatorReading,
    ResourceReading,
    Schema,
    Series,
    Text,
)

KINDS: Final = ("csv", "xlsx", "json")
MOST_IN_WORKBOOK: Final = 50_000  # observations of a set: each fills a row of fifteen cells, 50,000 take 3 s
MOST_VALUES: Final = 5_000  # beyond which the dataset's own files serve: they hold the same rows
OWN_COLUMNS: Final[Mapping[str, str]] = {name: name for name in ("area", "time", "value", "ranked", "flag")}

OWN: Final = ("area", "time", "value", "ranked", "flag", "note")  # columns of every indicator

Column = tuple[Field, str]  # with where its cells come from: area, dimension-0, time, value, flag, note


def write_indicator(
    site: Path,
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    reading: IndicatorReading,
    table: ResourceReading | None,
) -> tuple[Download, ...]:
    """Those of the table that serve, and the others written where `urls` says, unless it has too many values.

    Only kinds that the catalog has chosen. None of an indicator without values.
    """
    count = sum(len(s.observations) for s in reading.series)
    shared = {d.kind: d for d in _shared(dataset, indicator, reading, table)} if table and count else {}
    own = [kind for kind in KINDS if kind not in shared and catalog.derives(kind)] if has_files(reading) else []
    written = {d.kind: d for d in _written(site, catalog, dataset, indicator, reading, own)} if own else {}
    return tuple((shared | written)[kind] for kind in KINDS if kind in shared or kind in written)


def is_own(indicator: Indicator, download: Download) -> bool:
    """Whether it was written for the indicator, not for its table."""
    beside = urls.indicator_file(indicator.name, "")
    return download.path.startswith(beside) or download.path == urls.indicator_file(indicator.name, ".csv")


def columns(indicator: Indicator, download: Download) -> Mapping[str, str]:
    """The name that each column of an observation has in that file."""
    if is_own(indicator, download):
        return OWN_COLUMNS
    named = {"area": indicator.area, "value": indicator.value, "ranked": indicator.ranked, "flag": indicator.flags}
    return {"time": indicator.time[0], **{name: field for name, field in named.items() if field is not None}}


def _shared(
    dataset: Dataset, indicator: Indicator, reading: IndicatorReading, table: ResourceReading
) -> Iterator[Download]:
    """Files of the table, where each of its rows is an observation of this indicator and of no other.

    The CSV is always its own: it is the one of the plain API, with the same columns for every indicator.
    """
    count = sum(len(s.observations) for s in reading.series)
    others = [i for i in dataset.indicators if i.resource == indicator.resource and i.name != indicator.name]
    if others or table.profile is None or table.profile.rows != count:
        return
    kinds = ("xlsx", "json") if _is_told_alike(dataset, indicator, reading) else ("xlsx",)
    yield from (download for download in table.downloads if download.kind in kinds)


def _is_told_alike(dataset: Dataset, indicator: Indicator, reading: IndicatorReading) -> bool:
    """Whether the table writes times and areas as observations have them."""
    field = dataset.field(indicator.resource, indicator.time[0])
    is_year = len(indicator.time) == 1 and field is not None and field.type == "year"
    return is_year and (indicator.area is not None or all(s.area is None for s in reading.series))


def _written(
    site: Path,
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    reading: IndicatorReading,
    kinds: Sequence[str],
) -> Iterator[Download]:
    fields, rows = table_of(catalog, dataset, indicator, reading)
    explained = dictionary(catalog, Schema(fields=fields))
    made = list(batches(fields, rows))
    for kind in kinds:
        suffix, form, writer = WRITERS[kind]
        path = urls.indicator_file(indicator.name, suffix)
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        written = writer(site / path, fields, explained)
        for batch in made:
            written.add(batch)
        written.close()
        size, digest = sha256_of(site / path)
        count = sum(batch.rows for batch in made)
        yield Download(kind=kind, path=path, format=form, bytes=size, sha256=digest, rows=count)


def table_of(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading
) -> tuple[tuple[Field, ...], Iterator[tuple[object, ...]]]:
    """The observations as one table: its fields and its rows."""
    told = list(_columns(catalog, dataset, indicator, reading))
    return tuple(field for field, _ in told), _rows(indicator, reading, [source for _, source in told])


def has_files(reading: IndicatorReading) -> bool:
    """Whether there are values, and not so many that the dataset's own files must serve."""
    return 0 < sum(len(s.observations) for s in reading.series) <= MOST_VALUES


def set_kinds(catalog: Catalog, count: int) -> tuple[str, ...]:
    """The kinds of files that a set with so many observations has, of those that the catalog has chosen."""
    fitting = ("csv", "xlsx") if count <= MOST_IN_WORKBOOK else ("csv",)
    return tuple(kind for kind in fitting if catalog.derives(kind)) if count else ()


def _rows(indicator: Indicator, reading: IndicatorReading, sources: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """One an observation, in the order of columns."""
    for series in reading.series:
        of: dict[str, object] = {"area": series.area, **dict(_categories(indicator, series))}
        for one in series.observations:
            value = None if one.value is None else Decimal(one.value)
            seen = {"time": one.time, "value": value, "ranked": one.ranked, "flag": one.flag, "note": one.note}
            row = {**of, **seen}
            yield tuple([row[source] for source in sources])


def _categories(indicator: Indicator, series: Series) -> Iterator[tuple[str, str | None]]:
    """Of each dimension; the whole by the name of its total."""
    for i, dimension in enumerate(indicator.dimensions):
        category = series.categories[i] if i < len(series.categories) else None
        yield f"dimension-{i}", dimension.total if category is None else category


def _columns(catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading) -> Iterator[Column]:
    """Those that say anything of this indicator; a dimension may be a field that is named as one of ours is."""
    taken = set(OWN)
    seen = [o for s in reading.series for o in s.observations]
    if any(s.area for s in reading.series):
        yield Field(name="area", type="string", title=_title("area"), codes="areas"), "area"
    for i, dimension in enumerate(indicator.dimensions):
        field = dataset.field(indicator.resource, dimension.field)
        if field is not None:
            name = _untaken(field.name, taken)
            yield Field(name=name, type="string", title=field.title, categories=field.categories), f"dimension-{i}"
    yield Field(name="time", type="string", title=_title("time")), "time"
    unit = dataset.unit_of(indicator)
    yield (
        Field(name="value", type="number", title=indicator.title, description=indicator.definition, unit=unit),
        "value",
    )
    if any(o.ranked is not None for o in seen):
        yield Field(name="ranked", type="integer", title=_title("ranked")), "ranked"
    if any(o.flag for o in seen):
        field = dataset.field(indicator.resource, indicator.flags or "")
        yield (
            Field(name="flag", type="string", title=_title("flag"), categories=field.categories if field else ()),
            "flag",
        )
    if any(o.note for o in seen):
        yield Field(name="note", type="string", title=_title("note")), "note"


def _untaken(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{name}_"
    taken.add(name)
    return name


def _title(key: str) -> Text:
    by_language: Mapping[str, str] = download_texts()[key]
    return Text(dict(by_language))
