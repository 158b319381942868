"""The page of one dataset, in each language: what, who, when, under which terms, what is in it, how to take and use it.

In come the catalog, a dataset and what was read of its files; out go `Page`s. It must not know the frame around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator import locales, urls
from generator.formats import schema_org
from generator.frequencies import frequency_words
from generator.freshness import Freshness, freshness
from generator.model import Catalog, Dataset, DatasetReading, Indicator, Source
from generator.pages.files import (
    ButtonView,
    FileView,
    ResourceView,
    first_buttons,
    kinds_of,
    resource_views,
    whole_views,
)
from generator.pages.judged import QualityView, quality_view
from generator.pages.leading import FigureView, figure_view
from generator.pages.page import Page
from generator.pages.related import Relative, relatives
from generator.pages.standard import CoreField, core_fields
from generator.pages.summaries import leading_figure
from generator.pages.tables import GlanceView, TableView, glance_view, table_view
from generator.pages.terms import PUBLIC, AccessView, ContactView, LicenseView, access_view, contact_view, license_view
from generator.pages.usage import Citation, citation, report_link
from generator.pages.writer import Link, Prose, Said, Writer

ENDLESS: Final = 10**9
LEAD: Final = 200  # characters of the description that the first screen shows
FIRST_ROWS: Final = 10  # of a dataset's first table
FOLDED_ROWS: Final = 4  # … and of the others, which are folded
SHORT_LEAD: Final = 130  # … where it shows a corner of a table too


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    title: Said
    href: str
    host: str
    publisher: Said | None
    accessed: str
    note: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetView:
    title: Said
    lead: Said
    lead_is_whole: bool
    about: Prose
    marks: tuple[str, ...]
    organization: Link
    themes: tuple[Link, ...]
    keywords: tuple[str, ...]
    modified: str
    created: str
    coverage: str
    level: str
    frequency: str
    freshness: str
    freshness_state: str
    facts: tuple[tuple[str, str], ...]
    license: LicenseView
    figure: FigureView | None
    glance: GlanceView | None
    buttons: tuple[ButtonView, ...]
    access: AccessView | None
    awaited: tuple[tuple[Said, str], ...]
    contact: ContactView
    homepage: str | None
    files: tuple[FileView, ...]
    resources: tuple[ResourceView, ...]
    kinds: tuple[FileView, ...]
    tables: tuple[TableView, ...]
    indicators: tuple[Link, ...]
    method: Prose | None
    standard: Said | None
    notes: Prose | None
    sources: tuple[SourceView, ...]
    citation: Citation
    report: str | None
    related: tuple[Link, ...]
    core: tuple[CoreField, ...]
    quality: QualityView | None


def dataset_pages(
    catalog: Catalog, dataset: Dataset, reading: DatasetReading, today: date, related: Sequence[Relative] | None = None
) -> Iterator[Page]:
    """One page a language. `today` is the day of the build, by which a dataset is up to date or overdue. `related` are
    its relatives; where they are not given, the catalog is searched for them."""
    found = relatives(catalog, dataset) if related is None else related
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.dataset(dataset.name))
        yield writer.finish(
            "dataset",
            dataset_view(writer, dataset, reading, freshness(dataset, today), found),
            title=dataset.title.text(language),
            description=writer.excerpt(dataset.description, 160).text,
            name=dataset.name,
            dataset=dataset,
            reading=reading,
            trail=(urls.datasets(),),
            head=schema_org.script(schema_org.dataset(catalog, dataset, reading, language)),
        )


def dataset_view(
    writer: Writer, dataset: Dataset, reading: DatasetReading, fresh: Freshness, related: Sequence[Relative]
) -> DatasetView:
    """Everything that the page shows, in the page's language."""
    tables = tuple(_tables(writer, dataset, reading))
    figure = _figure(writer, dataset, reading)
    glance = glance_view(writer, tables) if figure is None else None
    lead = writer.excerpt(dataset.description, LEAD if glance is None else SHORT_LEAD)
    files = whole_views(writer, reading)
    resources = resource_views(writer, dataset, reading)
    return DatasetView(
        title=writer.said(dataset.title),
        lead=lead,
        lead_is_whole=lead == writer.excerpt(dataset.description, ENDLESS),
        about=writer.prose(dataset.description),
        marks=tuple(_marks(writer, dataset)),
        organization=_organization(writer, dataset),
        themes=tuple(_theme(writer, name) for name in dataset.themes),
        keywords=dataset.keywords.words(writer.language),
        modified=writer.day(dataset.modified),
        created=writer.day(dataset.created),
        coverage=coverage_words(writer, dataset),
        level=writer.label("geo_coverage", dataset.geo_coverage),
        frequency=frequency_words(dataset.update_frequency, writer.language),
        freshness=freshness_words(writer, fresh),
        freshness_state=fresh.state,
        facts=tuple(_more_facts(writer, dataset)),
        license=license_view(writer, dataset, writer.catalog.licenses[dataset.license]),
        figure=figure,
        glance=glance,
        buttons=first_buttons(writer, dataset, reading),
        access=access_view(writer, dataset),
        awaited=tuple((writer.said(one.title), writer.moment(one.at)) for one in dataset.awaited),
        contact=contact_view(writer, dataset.contact),
        homepage=dataset.homepage,
        files=files,
        resources=resources,
        kinds=kinds_of((*(f for r in resources for f in r.files), *files)),
        tables=tables,
        indicators=tuple(_indicator(writer, i) for i in dataset.indicators),
        method=None if dataset.method is None else writer.prose(dataset.method),
        standard=None if dataset.standard is None else writer.said(dataset.standard),
        notes=None if dataset.notes is None else writer.prose(dataset.notes),
        sources=tuple(source_view(writer, s) for s in dataset.sources),
        citation=citation(writer, dataset),
        report=report_link(writer, dataset),
        related=tuple(_relative(writer, r) for r in related),
        core=core_fields(writer, dataset),
        quality=None if reading.quality is None else quality_view(writer, dataset, reading.quality),
    )


def coverage_words(writer: Writer, dataset: Dataset) -> str:
    """The periods that the data cover."""
    covered = dataset.temporal_coverage
    if covered is None:
        return writer.word("page.not_stated")
    return locales.period_range(covered.start, covered.end, writer.language)


def freshness_words(writer: Writer, fresh: Freshness) -> str:
    """Whether it is up to date by its own schedule, and the day that this hangs on."""
    due = "" if fresh.due is None else writer.day(fresh.due)
    return writer.word(f"fresh.{fresh.state}", due=due)


def state_marks(writer: Writer, dataset: Dataset) -> tuple[str, ...]:
    """What a reader must know at a glance: planned, not open, elsewhere."""
    marks = []
    if dataset.planned:
        marks.append(writer.word("mark.planned"))
    if dataset.governance_category != PUBLIC:
        marks.append(writer.label("governance_category", dataset.governance_category))
    if dataset.resources and all(r.is_remote for r in dataset.resources):
        marks.append(writer.word("mark.remote"))
    return tuple(marks)


def _marks(writer: Writer, dataset: Dataset) -> Iterator[str]:
    yield from state_marks(writer, dataset)
    for name in ("official_statistics", "high_value", "reference_data"):
        if getattr(dataset, name):
            yield writer.word(f"mark.{name}")


def _organization(writer: Writer, dataset: Dataset) -> Link:
    organization = writer.catalog.organizations[dataset.organization]
    return Link(said=writer.said(organization.title), href=writer.page(urls.organization(organization.name)))


def _theme(writer: Writer, name: str) -> Link:
    return Link(said=writer.said(writer.catalog.themes[name].title), href=writer.page(urls.theme(name)))


def _more_facts(writer: Writer, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What fewer readers ask for, each with its label."""
    lists: Mapping[str, tuple[str, tuple[str, ...]]] = {
        "languages": ("data_language", dataset.languages),
        "disaggregation": ("disaggregation", dataset.disaggregation),
    }
    for name, (code_list, codes) in lists.items():
        if codes:
            yield writer.word(f"fact.{name}"), writer.joined(writer.label(code_list, c) for c in codes)
    for name, code in (
        ("collection_unit", dataset.collection_unit),
        ("support", dataset.support),
        ("multiplier", dataset.multiplier),
        ("classification", dataset.classification),
    ):
        if code is not None:
            yield writer.word(f"fact.{name}"), writer.label(name, code)
    if dataset.release_date is not None:
        yield writer.word("fact.release_date"), writer.day(dataset.release_date)
    if dataset.data_type_note is not None:
        yield writer.word("fact.data_type_note"), dataset.data_type_note.text(writer.language)


def _figure(writer: Writer, dataset: Dataset, reading: DatasetReading) -> FigureView | None:
    found = leading_figure(dataset, reading)
    return None if found is None else figure_view(writer, dataset, *found)


def _tables(writer: Writer, dataset: Dataset, reading: DatasetReading) -> Iterator[TableView]:
    read = {r.resource: r for r in reading.resources}
    most_rows = FIRST_ROWS
    for resource in dataset.resources:
        if resource.schema is not None:
            profile = read[resource.name].profile if resource.name in read else None
            yield table_view(writer, resource, resource.schema, profile, most_rows)
            most_rows = FOLDED_ROWS


def source_view(writer: Writer, source: Source) -> SourceView:
    return SourceView(
        title=writer.said(source.title),
        href=source.path,
        host=source.path.split("/")[2] if source.path.count("/") > 1 else source.path,
        publisher=None if source.publisher is None else writer.said(source.publisher),
        accessed=writer.day(source.accessed),
        note=None if source.note is None else writer.said(source.note),
    )


def _indicator(writer: Writer, indicator: Indicator) -> Link:
    return Link(said=writer.said(indicator.title), href=writer.page(urls.indicator(indicator.name)))


def _relative(writer: Writer, relative: Relative) -> Link:
    shared = relative.shared.get(writer.language) or next(iter(relative.shared.values()), ())
    return Link(
        said=writer.said(relative.title),
        href=writer.page(urls.dataset(relative.name)),
        note=writer.word(f"related.{relative.reason}", keywords=", ".join(shared)),
    )
