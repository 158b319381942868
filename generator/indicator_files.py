"""The files of one indicator: its observations as CSV, XLSX and JSON.

In come an indicator and its series, out go files and what is to be said of them. One row an observation: area, the
dimensions, time (a period as `periods` writes it, Common Era), value, flag and note. It must not know any page.
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
    Schema,
    Series,
    Text,
)

KINDS: Final = ("csv", "xlsx", "json")
MOST_VALUES: Final = 5_000  # beyond which the dataset's own files serve: they hold the same rows

Column = tuple[Field, str]  # with where its cells come from: area, dimension-0, time, value, flag, note


def write_indicator(
    site: Path, catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading
) -> tuple[Download, ...]:
    """Written beside the indicator's page; none of an indicator without values or with too many."""
    count = sum(len(s.observations) for s in reading.series)
    if not 0 < count <= MOST_VALUES:
        return ()
    columns = list(_columns(catalog, dataset, indicator, reading))
    fields = tuple(field for field, _ in columns)
    explained = dictionary(catalog, Schema(fields=fields))
    made = list(batches(fields, _rows(indicator, reading, [source for _, source in columns])))
    given = []
    for kind in KINDS:
        suffix, form, writer = WRITERS[kind]
        path = urls.indicator_file(indicator.name, suffix)
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        written = writer(site / path, fields, explained)
        for batch in made:
            written.add(batch)
        written.close()
        size, digest = sha256_of(site / path)
        given.append(Download(kind=kind, path=path, format=form, bytes=size, sha256=digest, rows=count))
    return tuple(given)


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
    """Those that say anything of this indicator."""
    seen = [o for s in reading.series for o in s.observations]
    if any(s.area for s in reading.series):
        yield Field(name="area", type="string", title=_title("area"), codes="areas"), "area"
    for i, dimension in enumerate(indicator.dimensions):
        field = dataset.field(indicator.resource, dimension.field)
        if field is not None:
            yield (
                Field(name=field.name, type="string", title=field.title, categories=field.categories),
                f"dimension-{i}",
            )
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


def _title(key: str) -> Text:
    by_language: Mapping[str, str] = download_texts()[key]
    return Text(dict(by_language))
