"""An indicator as Markdown: what it measures, what its newest value means, its values by time and by area, its files.

In come an indicator and its series, out goes a text in one language: the newest values alone, for the files hold all.
It must not know other indicators.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator import locales, periods, urls
from generator.amounts import amounts
from generator.changes import leading_series
from generator.figures import home_area
from generator.formats.llms.datasets import terms
from generator.formats.llms.lines import address, fact, headed, inline, link, table, text_address, written
from generator.indicator_files import has_files
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, Observation, Series
from generator.sentences import summary
from generator.words import word

MOST_TIMES = 10
MOST_AREAS = 40


def document(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, language: str
) -> bytes:
    sentences = summary(catalog, dataset, indicator, reading, home_area(catalog.areas), language)
    method = indicator.method or dataset.method
    return written(
        (
            [f"# {inline(indicator.title.text(language))}"],
            [f"> {inline(' '.join(sentences))}"] if sentences else [],
            [indicator.definition.text(language).strip()],
            _facts(catalog, dataset, indicator, language),
            headed(word("llms.newest", language), _by_time(catalog, dataset, indicator, reading, language)),
            headed(word("llms.by_area", language), _by_area(catalog, dataset, indicator, reading, language)),
            headed(word("indicator.method", language), [] if method is None else [method.text(language).strip()]),
            headed(word("dataset.downloads", language), _files(catalog, indicator, reading, language)),
        )
    )


def _facts(catalog: Catalog, dataset: Dataset, indicator: Indicator, language: str) -> Iterator[str]:
    unit = catalog.units.get(dataset.unit_of(indicator) or "")
    place = text_address(catalog, urls.dataset(dataset.name), language)
    page = urls.page(urls.indicator(indicator.name), language, catalog.languages)
    organization = catalog.organizations[dataset.organization].title.text(language)
    yield from fact("indicator.unit", language, None if unit is None else inline(unit.title.text(language)))
    yield from fact("indicator.source", language, inline(organization))
    yield from fact("indicator.dataset", language, link(dataset.title.text(language), place))
    yield from fact("indicator.license", language, terms(catalog, dataset, language))
    yield from fact("indicator.modified", language, locales.date_text(dataset.modified, language))
    yield from fact("llms.page", language, address(catalog, page))


def _by_time(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, language: str
) -> Iterator[str]:
    """The newest values of the series that leads, the newest first."""
    series = leading_series(indicator, reading, home_area(catalog.areas))
    if series is None:
        return
    newest = [one for one in reversed(series.observations) if one.value is not None][:MOST_TIMES]
    values = _values(catalog, dataset, indicator, newest, language)
    rows = [(periods.short(one.time, language), value) for one, value in zip(newest, values, strict=True)]
    area = catalog.areas.get(series.area or "")
    head = word("indicator.value", language) if area is None else area.title.text(language)
    yield from table((word("indicator.time", language), head), rows)


def _by_area(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, language: str
) -> Iterator[str]:
    """The newest value of every area, where there are several and not too many for a small text."""
    found: dict[str, Observation] = {}
    for series in reading.series:
        newest = _newest(series)
        if series.area in catalog.areas and newest is not None and not any(series.categories):
            found.setdefault(str(series.area), newest)
    if not 1 < len(found) <= MOST_AREAS:
        return
    values = _values(catalog, dataset, indicator, list(found.values()), language)
    rows = [
        (catalog.areas[area].title.text(language), periods.short(one.time, language), value)
        for (area, one), value in zip(found.items(), values, strict=True)
    ]
    yield from table((word(f"indicator.{key}", language) for key in ("area", "time", "value")), rows)


def _newest(series: Series) -> Observation | None:
    return next((one for one in reversed(series.observations) if one.value is not None), None)


def _values(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, shown: list[Observation], language: str
) -> list[str]:
    """Written together, with their unit."""
    values = [Decimal(one.value or "NaN") for one in shown]
    together = amounts(catalog, dataset, indicator, values, language, as_stated=True)
    return [together.value(value) for value in values]


def _files(catalog: Catalog, indicator: Indicator, reading: IndicatorReading, language: str) -> Iterator[str]:
    if has_files(reading) and catalog.derives("csv"):
        yield f"- {link('CSV', address(catalog, urls.indicator_file(indicator.name, '.csv')))}"
    if catalog.publishes("api"):
        yield f"- {link('JSON', address(catalog, urls.api_indicator(indicator.name)))}"
