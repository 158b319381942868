"""A dataset as Markdown: what it is, its newest figures, its fields, where its files are, and under which terms.

In come a dataset and what was read of its files, out goes a text in one language. It must not know rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from generator import codelists, locales, urls
from generator.amounts import behind
from generator.figures import home_area
from generator.formats.llms.lines import address, fact, headed, inline, link, text_address, written
from generator.frequencies import frequency_words
from generator.model import Catalog, Dataset, DatasetReading, Download, Field, Figure, Resource
from generator.sentences import summary
from generator.words import FALLBACK, word


def document(catalog: Catalog, dataset: Dataset, reading: DatasetReading, language: str) -> bytes:
    notes = [] if dataset.notes is None else [dataset.notes.text(language).strip()]
    sources = [f"- {link(source.title.text(language), source.path)}" for source in dataset.sources]
    return written(
        (
            [f"# {inline(dataset.title.text(language))}"],
            [dataset.description.text(language).strip()],
            _facts(catalog, dataset, language),
            headed(word("dataset.notes", language), notes),
            headed(word("llms.newest", language), _newest(catalog, dataset, reading, language)),
            *(_fields(catalog, resource, language) for resource in dataset.resources),
            headed(word("dataset.downloads", language), _files(catalog, dataset, reading, language)),
            headed(word("dataset.sources", language), sources),
        )
    )


def terms(catalog: Catalog, dataset: Dataset, language: str) -> str:
    """The license, with what this dataset says of it."""
    license_ = catalog.licenses[dataset.license]
    title = license_.title.text(language)
    said = link(title, license_.url) if license_.url else inline(title)
    return said if dataset.license_note is None else f"{said} ({inline(dataset.license_note.text(language))})"


def _facts(catalog: Catalog, dataset: Dataset, language: str) -> Iterator[str]:
    organization = catalog.organizations[dataset.organization].title.text(language)
    covered = dataset.temporal_coverage
    page = urls.page(urls.dataset(dataset.name), language, catalog.languages)
    yield from fact("indicator.source", language, inline(organization))
    yield from fact("fact.license", language, terms(catalog, dataset, language))
    if covered is not None:
        yield from fact("fact.coverage", language, locales.period_range(covered.start, covered.end, language))
    yield from fact("fact.level", language, _label("geo_coverage", dataset.geo_coverage, language))
    yield from fact("fact.modified", language, locales.date_text(dataset.modified, language))
    yield from fact("fact.frequency", language, frequency_words(dataset.update_frequency, language))
    yield from fact("fact.keywords", language, inline(", ".join(dataset.keywords.words(language))))
    yield from fact("llms.page", language, address(catalog, page))


def _label(code_list: str, code: str, language: str) -> str:
    label = codelists.code_entry(code_list, code).label
    return label.by_language.get(language) or label.text(FALLBACK)


def _newest(catalog: Catalog, dataset: Dataset, reading: DatasetReading, language: str) -> Iterator[str]:
    """A line an indicator, leading to its own text; of a table without indicators the figure that may stand for it."""
    home = home_area(catalog.areas)
    readings = {r.indicator: r for r in reading.indicators}
    for one in dataset.indicators:
        place = link(one.title.text(language), text_address(catalog, urls.indicator(one.name), language))
        said = summary(catalog, dataset, one, readings[one.name], home, language) if one.name in readings else ()
        yield f"- {place}" + "".join(f": {inline(sentence)}" for sentence in said[:1])
    followed = {indicator.resource for indicator in dataset.indicators}
    for read in reading.resources:
        if read.figure is not None and read.resource not in followed:
            yield from _figure(catalog, dataset, read.resource, read.figure, language)


def _figure(catalog: Catalog, dataset: Dataset, resource: str, figure: Figure, language: str) -> Iterator[str]:
    field = dataset.field(resource, figure.field)
    if field is None:
        return
    of = [] if figure.area is None else [catalog.areas[figure.area].title.text(language)]
    of += [_category(dataset.field(resource, name), value, language) for name, value in figure.labels]
    last = figure.points[-1]
    when = f" ({locales.period(last.time, language)})" if figure.time is not None else ""
    value = f"{_number(last.value, language)}{behind(figure.unit or _unit(catalog, field, language), language)}"
    what = ", ".join((field.title.text(language), *of))
    yield f"- {inline(f'{what}: {value}{when}')}"


def _unit(catalog: Catalog, field: Field, language: str) -> str:
    unit = catalog.units.get(field.unit or "")
    return "" if unit is None else unit.title.text(language)


def _number(value: str, language: str) -> str:
    try:
        return locales.number(f"{Decimal(value):f}", language)
    except InvalidOperation:
        return value


def _category(field: Field | None, value: str, language: str) -> str:
    labels: Mapping[str, str] = {} if field is None else {c.value: c.label.text(language) for c in field.categories}
    return labels.get(value, value)


def _fields(catalog: Catalog, resource: Resource, language: str) -> list[str]:
    if resource.schema is None:
        return []
    heading = word("table.dictionary", language, title=resource.title.text(language))
    return headed(heading, (_field(catalog, field, language) for field in resource.schema.fields))


def _field(catalog: Catalog, field: Field, language: str) -> str:
    kind = ", ".join(part for part in (word(f"type.{field.type}", language), _unit(catalog, field, language)) if part)
    meaning = "" if field.description is None else f". {field.description.text(language)}"
    return f"- {inline(field.name)} ({inline(kind)}): {inline(field.title.text(language) + meaning)}"


def _files(catalog: Catalog, dataset: Dataset, reading: DatasetReading, language: str) -> Iterator[str]:
    read = {r.resource: r.downloads for r in reading.resources}
    for resource in dataset.resources:
        title = resource.title.text(language)
        if resource.url is not None:
            yield f"- {link(f'{title} – {resource.format.upper()}', resource.url)}"
        for download in read.get(resource.name, ()):
            yield _file(catalog, title, download, language)
    whole = (download for download in (reading.bundle, reading.package) if download is not None)
    yield from (_file(catalog, "", download, language) for download in whole)


def _file(catalog: Catalog, title: str, download: Download, language: str) -> str:
    kind = word(f"kind.{download.kind}", language, format=download.format.upper())
    place = link(f"{title} – {kind}" if title else kind, address(catalog, download.path))
    rows = (
        [] if download.rows is None else [word("count.rows", language, count=locales.number(download.rows, language))]
    )
    return f"- {place}: {', '.join((*rows, locales.size(download.bytes, language)))}"
