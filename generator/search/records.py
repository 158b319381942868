"""What there is to find: one small record for each dataset, indicator, indicator set, organization and theme, with the
texts of every language. In come the catalog and the summaries of its datasets; rows of tables are gone by then.

It must not know how a text is cut into words, nor how results are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from generator import urls
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, IndicatorSet, Summary, Text

KINDS: Final = ("set", "indicator", "dataset", "organization", "theme")
"""Kinds of records; of two that fit alike, the earlier kind stands first."""

FACETS: Final = (
    "kind",
    "organization",
    "theme",
    "format",
    "license",
    "frequency",
    "data_type",
    "set",
    "area",
    "year",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRecord:
    """A column of a table; `table` names the resource that it stands in."""

    name: str
    title: Text
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing to find. `path` is that of its page in the default language; `description` is Markdown.

    `aliases` are short names that count as much as the title, `keywords` words by which it is to be found, `context`
    the titles of what it belongs to. `facets` holds values by the names of `FACETS`.
    """

    kind: str
    name: str
    path: str
    title: Text
    description: Text | None = None
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    context: tuple[Text, ...] = ()
    areas: tuple[Text, ...] = ()
    fields: tuple[FieldRecord, ...] = ()
    organization: str | None = None
    modified: date | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def records(catalog: Catalog, summaries: Mapping[str, Summary]) -> list[Record]:
    """Everything to be found, newest first; of the same day by kind, then by name."""
    found = [*_sets(catalog, summaries), *_organizations(catalog), *_themes(catalog)]
    for dataset in catalog.datasets:
        found += _of_dataset(catalog, dataset, summaries[dataset.name])
    return sorted(found, key=lambda r: (-(r.modified or date.min).toordinal(), KINDS.index(r.kind), r.name))


def _of_dataset(catalog: Catalog, dataset: Dataset, summary: Summary) -> Iterator[Record]:
    facets: dict[str, tuple[str, ...]] = {
        "organization": (dataset.organization,),
        "theme": dataset.themes,
        "format": summary.formats,
        "license": (dataset.license,),
        "frequency": (dataset.update_frequency.unit,),
        "data_type": (dataset.data_type,),
    }
    organization = catalog.organizations[dataset.organization]
    context = (organization.title, *(catalog.themes[theme].title for theme in dataset.themes))
    readings = {reading.indicator: reading for reading in summary.indicators}
    areas = tuple(name for name in catalog.areas if name in summary.areas) or _areas(catalog, summary.indicators)
    years = _covered(dataset) or _years(summary.indicators)
    yield Record(
        kind="dataset",
        name=dataset.name,
        path=urls.dataset(dataset.name),
        title=dataset.title,
        description=dataset.description,
        keywords=tuple(_keywords(dataset)),
        context=context,
        areas=tuple(catalog.areas[a].title for a in areas),
        fields=tuple(_fields(dataset)),
        organization=dataset.organization,
        modified=dataset.modified,
        facets={**facets, "kind": ("dataset",), "set": _sets_of(catalog, dataset), "area": areas, "year": years},
    )
    for indicator in dataset.indicators:
        yield _indicator(catalog, dataset, indicator, readings.get(indicator.name), facets, context)


def _indicator(
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    reading: IndicatorReading | None,
    facets: Mapping[str, tuple[str, ...]],
    context: tuple[Text, ...],
) -> Record:
    read = () if reading is None else (reading,)
    areas = _areas(catalog, read)
    sets = tuple(s for s in catalog.indicator_sets.values() if indicator.name in s.indicators())
    return Record(
        kind="indicator",
        name=indicator.name,
        path=urls.indicator(indicator.name),
        title=indicator.title,
        description=indicator.definition,
        aliases=tuple(dict.fromkeys(_led(catalog, indicator))),
        context=(*context, dataset.title, *(s.title for s in sets)),
        areas=tuple(catalog.areas[a].title for a in areas),
        organization=dataset.organization,
        modified=dataset.modified,
        facets={
            **facets,
            "kind": ("indicator",),
            "set": tuple(s.name for s in sets),
            "area": areas,
            "year": _years(read),
        },
    )


def _sets(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Record]:
    by_indicator = {i.name: d for d in catalog.datasets for i in d.indicators}
    for one in catalog.indicator_sets.values():
        names = one.indicators()
        datasets = {by_indicator[name].name: by_indicator[name] for name in names if name in by_indicator}
        read = [r for d in datasets for r in summaries[d].indicators if r.indicator in names]
        areas = _areas(catalog, read)
        yield Record(
            kind="set",
            name=one.name,
            path=urls.indicator_set(one.name),
            title=one.title,
            description=one.description,
            aliases=() if one.abbreviation is None else _all(one.abbreviation),
            keywords=tuple(_parts(one)),
            context=(catalog.organizations[one.publisher].title,),
            areas=tuple(catalog.areas[a].title for a in areas),
            organization=one.publisher,
            modified=max((d.modified for d in datasets.values()), default=None),
            facets={
                "kind": ("set",),
                "organization": (one.publisher,),
                "set": (one.name,),
                "area": areas,
                "year": _years(read),
                "theme": tuple(sorted({t for d in datasets.values() for t in d.themes})),
            },
        )


def _organizations(catalog: Catalog) -> Iterator[Record]:
    for one in catalog.organizations.values():
        parent = catalog.organizations.get(one.parent or "")
        yield Record(
            kind="organization",
            name=one.name,
            path=urls.organization(one.name),
            title=one.title,
            description=one.description,
            aliases=() if one.abbreviation is None else _all(one.abbreviation),
            context=() if parent is None else (parent.title,),
            organization=one.name,
            facets={"kind": ("organization",), "organization": (one.name,)},
        )


def _themes(catalog: Catalog) -> Iterator[Record]:
    for one in catalog.themes.values():
        yield Record(
            kind="theme",
            name=one.name,
            path=urls.theme(one.name),
            title=one.title,
            description=one.description,
            facets={"kind": ("theme",), "theme": (one.name,)},
        )


def _all(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.by_language.values()))


def _keywords(dataset: Dataset) -> Iterator[str]:
    for words in dataset.keywords.by_language.values():
        yield from words
    for resource in dataset.resources:
        yield from _all(resource.title)


def _led(catalog: Catalog, indicator: Indicator) -> Iterator[str]:
    """Abbreviations of the sets that it leads: whoever asks for the rank of one means the whole, not a part of it."""
    for one in catalog.indicator_sets.values():
        if one.abbreviation is not None and indicator.name in one.headline:
            yield from _all(one.abbreviation)


def _parts(one: IndicatorSet) -> Iterator[str]:
    """The titles of pillars and factors: whoever looks for one wants the set."""
    for node in one.walk():
        if node.title is not None:
            yield from _all(node.title)


def _fields(dataset: Dataset) -> Iterator[FieldRecord]:
    """Every column once, though several tables may have it."""
    seen = set()
    for resource in dataset.resources:
        for column in resource.schema.fields if resource.schema is not None else ():
            if (key := (column.name, *_all(column.title))) not in seen:
                seen.add(key)
                yield FieldRecord(name=column.name, title=column.title, table=resource.name)


def _sets_of(catalog: Catalog, dataset: Dataset) -> tuple[str, ...]:
    own = {indicator.name for indicator in dataset.indicators}
    return tuple(s.name for s in catalog.indicator_sets.values() if own & set(s.indicators()))


def _areas(catalog: Catalog, readings: Iterable[IndicatorReading]) -> tuple[str, ...]:
    """In the order of the registry."""
    found = {series.area for reading in readings for series in reading.series}
    return tuple(name for name in catalog.areas if name in found)


def _years(readings: Iterable[IndicatorReading]) -> tuple[str, ...]:
    found = {o.time[:4] for reading in readings for series in reading.series for o in series.observations}
    return tuple(sorted(year for year in found if year.isdecimal()))


def _covered(dataset: Dataset) -> tuple[str, ...]:
    """The years that the descriptor says are covered."""
    coverage = dataset.temporal_coverage
    if coverage is None or not (coverage.start[:4].isdecimal() and coverage.end[:4].isdecimal()):
        return ()
    return tuple(str(year) for year in range(int(coverage.start[:4]), int(coverage.end[:4]) + 1))
