"""The observations of one indicator as a cube: by area, by its dimensions, by time.

In come an indicator and its series, out go cubes in each language, for the format has one language a file. It must
not know sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from generator import markdown, periods, urls
from generator.amounts import digits, unit_of
from generator.codelists import code_entry
from generator.formats.jsonstat.cube import Cell, Dimension, Document, filled, written
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, Series
from generator.outputs import Output
from generator.words import word

TOTAL: Final = "_T"  # SDMX, CL_AREA and others: the whole of a dimension
NOT_STATED: Final = "_Z"  # SDMX: not applicable
METRIC, AREA, TIME = "indicator", "area", "time"


def indicator_files(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading
) -> Iterator[Output]:
    """None of an indicator without observations."""
    if not any(series.observations for series in reading.series):
        return
    codes = _codes(indicator, reading.series)
    cube = None
    for language in catalog.languages:
        dimensions = list(_dimensions(catalog, dataset, indicator, reading.series, codes, language))
        cube = cube or filled(
            dimensions, _cells(indicator, reading.series, codes, has_area=dimensions[1].role == "geo")
        )
        head = _head(catalog, dataset, indicator, language)
        content = written(head, dimensions, cube, extension(catalog, dataset, indicator, language))
        yield Output(path=urls.indicator_file(indicator.name, suffix(language)), content=content)


def suffix(language: str) -> str:
    return f".{language}.jsonstat.json"


def _cells(
    indicator: Indicator, series: Sequence[Series], codes: Sequence[tuple[str, ...]], *, has_area: bool
) -> Iterator[Cell]:
    for each, own in zip(series, codes, strict=True):
        before = (indicator.name, *((each.area or NOT_STATED,) if has_area else ()), *own)
        for one in each.observations:
            yield Cell((*before, one.time), one.value, one.flag)


def _head(catalog: Catalog, dataset: Dataset, indicator: Indicator, language: str) -> Document:
    page = urls.page(urls.indicator(indicator.name), language, catalog.languages)
    path = urls.indicator_file(indicator.name, suffix(language))
    return {
        "label": indicator.title.text(language),
        "source": catalog.organizations[dataset.organization].title.text(language),
        "updated": dataset.modified.isoformat(),
        "href": urls.absolute(path, catalog.site_uri),
        "link": {"alternate": [{"type": "text/html", "href": urls.absolute(page, catalog.site_uri)}]},
        "note": [markdown.plain(indicator.definition.text(language))],
    }


def extension(catalog: Catalog, dataset: Dataset, indicator: Indicator, language: str) -> Document:
    """What the format has no words for."""
    license_ = catalog.licenses[dataset.license]
    return {
        "identifier": urls.thing(urls.indicator(indicator.name), "indicator", catalog.base_uri),
        "dataset": dataset.name,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "license": {"title": license_.title.text(language), "url": license_.url},
    }


def metric(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, series: Iterable[Series], language: str
) -> tuple[str, Document]:
    """Its title, and its unit as the format has it: with the digits behind the point that readers are shown."""
    unit = unit_of(catalog, dataset, indicator)
    values = (Decimal(o.value) for each in series for o in each.observations if o.value is not None)
    said: Document = {"decimals": digits(indicator, values)}
    if unit is not None:
        said["label"] = unit.title.text(language)
        if unit.symbol is not None:
            said["symbol"] = unit.symbol.text(language)
    else:
        said["label"] = code_entry("indicator_kind", indicator.kind).label.text(language)
    return indicator.title.text(language), said


def area_dimension(catalog: Catalog, codes: Iterable[str | None], language: str) -> Dimension:
    """In the order in which they come."""
    labels = {}
    for code in codes:
        area = catalog.areas.get(code or "")
        stated = code or word("page.not_stated", language)
        labels[code or NOT_STATED] = stated if area is None else area.title.text(language)
    return Dimension(id=AREA, label=word("indicator.area", language), labels=labels, role="geo")


def time_dimension(times: set[str], language: str) -> Dimension:
    """By time; labels are those of pages, in the language's own era."""
    labels = {time: periods.short(time, language) for time in sorted(times, key=periods.order)}
    return Dimension(id=TIME, label=word("indicator.time", language), labels=labels, role="time")


def _dimensions(
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    series: Sequence[Series],
    codes: Sequence[tuple[str, ...]],
    language: str,
) -> Iterator[Dimension]:
    title, unit = metric(catalog, dataset, indicator, series, language)
    label = word("machine.indicator", language)
    yield Dimension(id=METRIC, label=label, labels={indicator.name: title}, role="metric", units={indicator.name: unit})
    if any(each.area for each in series):
        yield area_dimension(catalog, [each.area for each in series], language)
    taken = {METRIC, AREA, TIME}
    for i, declared in enumerate(indicator.dimensions):
        field = dataset.field(indicator.resource, declared.field)
        named = {} if field is None else {c.value: c.label.text(language) for c in field.categories}
        whole = declared.total or TOTAL
        labels = {
            code: named.get(code, word("live.whole", language) if code == whole else code)
            for code in dict.fromkeys(own[i] for own in codes)
        }
        name = _untaken(declared.field, taken)
        yield Dimension(id=name, label=declared.field if field is None else field.title.text(language), labels=labels)
    yield time_dimension({o.time for each in series for o in each.observations}, language)


def _untaken(name: str, taken: set[str]) -> str:
    """A field may be named as one of ours is."""
    while name in taken:
        name = f"{name}_"
    taken.add(name)
    return name


def _codes(indicator: Indicator, series: Iterable[Series]) -> list[tuple[str, ...]]:
    """Of each series one of each dimension."""
    wholes = [declared.total or TOTAL for declared in indicator.dimensions]
    return [
        tuple(whole if own is None else own for own, whole in zip_longest(each.categories, wholes)) for each in series
    ]
