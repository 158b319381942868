"""The page of one indicator: the figure that leads, how it moved, its charts with the table behind, and its source.

In come an indicator, its series and a way to draw; out go a `Page` in each language, the chart alone for frames on
other sites, and files. It must not know how a chart is drawn or remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

from generator import periods, urls
from generator.changes import Leading, leading
from generator.figures import home_area
from generator.model import Catalog, Dataset, Download, Indicator, Text
from generator.pages.files import FileView, file_view
from generator.pages.followed import Followed
from generator.pages.goals import GoalView, goals
from generator.pages.indicator_charts import ChartView, Draw, Facts, charts
from generator.pages.indicator_tables import TableView, flag_views, note_views, tables
from generator.pages.live import LiveView, live_view
from generator.pages.neighbours import Neighbour, Neighbours
from generator.pages.newest import NewestView, newest_view
from generator.pages.page import Page
from generator.pages.usage import Citation, indicator_citation
from generator.pages.writer import Link, Prose, Said, Writer
from generator.sentences import summary

EMBED_HEIGHT: Final = 460


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    title: Said
    summary: tuple[str, ...]
    newest: NewestView | None
    goals: tuple[GoalView, ...]
    charts: tuple[ChartView, ...]
    live: LiveView | None
    tables: tuple[TableView, ...]
    flags: tuple[tuple[str, Said], ...]
    notes: tuple[tuple[str, str], ...]
    definition: Prose
    method: Prose | None
    breaks: tuple[tuple[str, Said], ...]
    facts: tuple[tuple[str, str], ...]
    organization: Link
    dataset: Link
    license: Link
    sources: tuple[tuple[Said, str], ...]
    sets: tuple[Link, ...]
    related: tuple[Link, ...]
    files: tuple[FileView, ...]
    pictures: tuple[Link, ...]
    dataset_files: str
    citation: Citation
    embed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedView:
    title: Said
    href: str
    chart: ChartView | None
    live: LiveView | None
    summary: tuple[str, ...]
    source: str


def indicator_pages(catalog: Catalog, facts: Facts, draw: Draw) -> Iterator[Page]:
    """The page and the chart alone, in each language."""
    for language in catalog.languages:
        lead = leading(facts.indicator, facts.reading, home_area(catalog.areas))
        said = summary(catalog, facts.dataset, facts.indicator, facts.reading, home_area(catalog.areas), language)
        yield indicator_page(catalog, facts, lead, said, draw, language)
        yield _embed(catalog, facts, lead, said, draw, language)


def indicator_page(
    catalog: Catalog, facts: Facts, lead: Leading | None, said: tuple[str, ...], draw: Draw, language: str
) -> Page:
    dataset, indicator = facts.dataset, facts.indicator
    writer = Writer(catalog, language, urls.indicator(indicator.name))
    one = Followed(
        dataset=dataset, indicator=indicator, reading=facts.reading, home=home_area(catalog.areas), lead=lead
    )
    title = indicator.title.text(language)
    view = IndicatorView(
        title=writer.said(indicator.title),
        summary=said,
        newest=newest_view(writer, one),
        goals=goals(writer, one),
        charts=tuple(charts(writer, facts, lead, draw)),
        live=live_view(writer, dataset, indicator, facts.reading, lead, facts.downloads),
        tables=tables(writer, dataset, indicator, facts.reading, lead),
        flags=flag_views(writer, dataset, indicator, facts.reading),
        notes=note_views(writer, facts.reading),
        definition=writer.prose(indicator.definition),
        method=_method(writer, dataset, indicator),
        breaks=tuple((periods.words(b.time, language), writer.said(b.note)) for b in indicator.breaks),
        facts=_facts(writer, facts),
        organization=Link(
            said=writer.said(catalog.organizations[dataset.organization].title),
            href=writer.page(urls.organization(dataset.organization)),
        ),
        dataset=Link(said=writer.said(dataset.title), href=writer.page(urls.dataset(dataset.name))),
        license=Link(
            said=writer.said(catalog.licenses[dataset.license].title),
            href=f"{writer.page(urls.dataset(dataset.name))}#license",
        ),
        sources=tuple((writer.said(s.title), s.path) for s in dataset.sources),
        sets=tuple(_sets(writer, facts.neighbours)),
        related=tuple(_related(writer, n) for n in facts.neighbours.related),
        files=tuple(file_view(writer, d) for d in facts.downloads if d.kind != "svg"),
        pictures=_pictures(writer, facts.downloads),
        dataset_files=_dataset_files(writer, facts),
        citation=indicator_citation(writer, dataset, indicator),
        embed=_embed_code(writer, indicator),
    )
    described = " ".join(said) or writer.word("indicator.described", title=title)
    return writer.finish("indicator", view, title=title, description=described, trail=(urls.indicators(),))


def _embed(
    catalog: Catalog, facts: Facts, lead: Leading | None, said: tuple[str, ...], draw: Draw, language: str
) -> Page:
    writer = Writer(catalog, language, urls.indicator_embed(facts.indicator.name))
    view = EmbedView(
        title=writer.said(facts.indicator.title),
        href=urls.absolute(
            urls.page(urls.indicator(facts.indicator.name), language, catalog.languages), catalog.site_uri
        ),
        chart=next(charts(writer, facts, lead, draw), None),
        live=live_view(writer, facts.dataset, facts.indicator, facts.reading, lead, facts.downloads),
        summary=said,
        source=_source(writer, facts.dataset),
    )
    title = facts.indicator.title.text(language)
    return writer.finish("embed", view, title=title, description=" ".join(said), is_listed=False)


def _method(writer: Writer, dataset: Dataset, indicator: Indicator) -> Prose | None:
    text = indicator.method or dataset.method
    return None if text is None else writer.prose(text)


def _facts(writer: Writer, facts: Facts) -> tuple[tuple[str, str], ...]:
    unit = writer.catalog.units.get(facts.dataset.unit_of(facts.indicator) or "")
    rows = [
        (writer.word("indicator.kind"), writer.label("indicator_kind", facts.indicator.kind)),
        (writer.word("indicator.direction"), writer.label("direction", facts.indicator.direction)),
    ]
    if unit is not None:
        rows.append((writer.word("indicator.unit"), unit.title.text(writer.language)))
    rows.append((writer.word("indicator.modified"), writer.day(facts.dataset.modified)))
    return tuple(rows)


def _sets(writer: Writer, neighbours: Neighbours) -> Iterator[Link]:
    for place in neighbours.sets:
        above = " › ".join(text.text(writer.language) for text in place.above)
        yield Link(said=writer.said(place.title), href=writer.page(urls.indicator_set(place.name)), note=above)


def _related(writer: Writer, neighbour: Neighbour) -> Link:
    shared = neighbour.shared or Text({"": ""})
    note = writer.word(f"neighbour.{neighbour.reason}", set=shared.text(writer.language))
    return Link(said=writer.said(neighbour.title), href=writer.page(urls.indicator(neighbour.name)), note=note)


def _pictures(writer: Writer, downloads: Sequence[Download]) -> tuple[Link, ...]:
    own = [d for d in downloads if d.kind == "svg" and d.path.endswith(f".{writer.language}.svg")]
    said = Said(text=writer.word("indicator.picture"))
    return tuple(Link(said=said, href=writer.file(d.path), note=writer.size(d.bytes)) for d in own)


def _dataset_files(writer: Writer, facts: Facts) -> str:
    """Where the values are, of an indicator of so many that it has no files of its own."""
    if any(d.kind != "svg" for d in facts.downloads):
        return ""
    count = sum(len(s.observations) for s in facts.reading.series)
    return writer.word("indicator.dataset_downloads", count=writer.number(count)) if count else ""


def _source(writer: Writer, dataset: Dataset) -> str:
    producer = writer.catalog.organizations[dataset.organization].title.text(writer.language)
    return writer.word("indicator.source_line", source=producer)


def _embed_code(writer: Writer, indicator: Indicator) -> str:
    path = urls.page(urls.indicator_embed(indicator.name), writer.language, writer.catalog.languages)
    title = escape(indicator.title.text(writer.language))
    address = urls.absolute(path, writer.catalog.site_uri)
    return f'<iframe src="{address}" title="{title}" width="100%" height="{EMBED_HEIGHT}" loading="lazy"></iframe>'
