"""The page of one indicator: the figure that leads, how it moved, its charts with the table behind, and its source.

In come an indicator, its series and its charts; out go a `Page` in each language, and the chart alone for frames on
other sites. It must not know how a chart is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

from generator import locales, periods, urls
from generator.changes import Leading, leading
from generator.figures import home_area
from generator.formats import schema_org
from generator.indicator_files import has_files
from generator.model import Catalog, Dataset, Download, Indicator, Text
from generator.pages.files import FileView, file_view
from generator.pages.followed import Followed
from generator.pages.goals import GoalView, goals
from generator.pages.indicator_charts import ChartView, Facts
from generator.pages.indicator_tables import TableView, flag_views, note_views, tables, with_values
from generator.pages.live import LiveView, live_view
from generator.pages.neighbours import Neighbours
from generator.pages.newest import NewestView, newest_view
from generator.pages.page import Page
from generator.pages.sharing import card, picture_head
from generator.pages.usage import Citation, indicator_citation
from generator.pages.writer import Link, Prose, Said, Writer
from generator.sentences import summary

EMBED_HEIGHT: Final = 460


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """`no_value` says what there is where nothing leads."""

    title: Said
    summary: tuple[str, ...]
    newest: NewestView | None
    no_value: str
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
    related: tuple[tuple[str, tuple[Link, ...]], ...]
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


def indicator_pages(catalog: Catalog, facts: Facts) -> Iterator[Page]:
    """The page and the chart alone, in each language."""
    for language in catalog.languages:
        lead = leading(facts.indicator, facts.reading, home_area(catalog.areas))
        said = summary(catalog, facts.dataset, facts.indicator, facts.reading, home_area(catalog.areas), language)
        yield indicator_page(catalog, facts, lead, said, language)
        yield _embed(catalog, facts, said, language)


def indicator_page(catalog: Catalog, facts: Facts, lead: Leading | None, said: tuple[str, ...], language: str) -> Page:
    dataset, indicator = facts.dataset, facts.indicator
    writer = Writer(catalog, language, urls.indicator(indicator.name))
    one = Followed(
        dataset=dataset, indicator=indicator, reading=facts.reading, home=home_area(catalog.areas), lead=lead
    )
    newest = newest_view(writer, one)
    view = IndicatorView(
        title=writer.said(indicator.title),
        summary=said,
        newest=newest,
        no_value="" if newest is not None else _no_value(writer, facts),
        goals=goals(writer, one),
        charts=facts.charts[language],
        live=live_view(writer, facts.live[language]),
        tables=tables(writer, dataset, indicator, facts.reading, lead),
        flags=flag_views(writer, dataset, indicator, facts.reading),
        notes=note_views(writer, facts.reading),
        definition=writer.prose(indicator.definition),
        method=_method(writer, dataset, indicator),
        breaks=tuple((periods.words(b.time, language), writer.said(b.note)) for b in indicator.breaks),
        facts=_facts(writer, facts),
        organization=_organization(writer, dataset),
        dataset=Link(said=writer.said(dataset.title), href=writer.page(urls.dataset(dataset.name))),
        license=_license(writer, dataset),
        sources=tuple((writer.said(s.title), s.path) for s in dataset.sources),
        sets=tuple(_sets(writer, facts.neighbours)),
        related=_related(writer, facts.neighbours),
        files=tuple(file_view(writer, d) for d in facts.downloads if d.kind != "svg"),
        pictures=_pictures(writer, facts.downloads),
        dataset_files=_dataset_files(writer, facts),
        citation=indicator_citation(writer, dataset, indicator),
        embed=_embed_code(writer, indicator),
    )
    return _page(writer, facts, view)


def _page(writer: Writer, facts: Facts, view: IndicatorView) -> Page:
    """With the picture that links to it show where they are shared, of an indicator that leads."""
    name, title = facts.indicator.name, facts.indicator.title.text(writer.language)
    described = " ".join(view.summary) or writer.word("indicator.described", title=title)
    head = ""
    if view.newest is not None and facts.neighbours.leads:
        picture = urls.indicator_file(name, f".{writer.language}.png")
        head = picture_head(writer, picture, card(writer, title, view.newest))
    trail = (urls.indicators(),)
    said = schema_org.indicator(
        writer.catalog, facts.dataset, facts.indicator, facts.reading, facts.downloads, writer.language
    )
    head += schema_org.script(said)
    return writer.finish(
        "indicator",
        view,
        title=title,
        description=described,
        name=name,
        indicators=(facts.reading,),
        trail=trail,
        head=head,
    )


def _embed(catalog: Catalog, facts: Facts, said: tuple[str, ...], language: str) -> Page:
    writer = Writer(catalog, language, urls.indicator_embed(facts.indicator.name))
    view = EmbedView(
        title=writer.said(facts.indicator.title),
        href=urls.absolute(
            urls.page(urls.indicator(facts.indicator.name), language, catalog.languages), catalog.site_uri
        ),
        chart=next(iter(facts.charts[language]), None),
        live=live_view(writer, facts.live[language]),
        summary=said,
        source=_source(writer, facts.dataset),
    )
    title = facts.indicator.title.text(language)
    return writer.finish("embed", view, title=title, description=" ".join(said), is_listed=False)


def _no_value(writer: Writer, facts: Facts) -> str:
    """Whether there is no value at all, or none of the area that the page is about."""
    areas = {s.area for s in with_values(facts.reading)}
    if not areas:
        return writer.word("indicator.no_value")
    focus = writer.catalog.areas.get(facts.indicator.focus or home_area(writer.catalog.areas) or "")
    if focus is None:
        return writer.word("indicator.no_focus")
    name = locales.in_a_sentence(focus.title.text(writer.language), writer.language)
    return writer.word("indicator.no_value_of", area=name, count=writer.number(len(areas)))


def _organization(writer: Writer, dataset: Dataset) -> Link:
    said = writer.said(writer.catalog.organizations[dataset.organization].title)
    return Link(said=said, href=writer.page(urls.organization(dataset.organization)))


def _license(writer: Writer, dataset: Dataset) -> Link:
    said = writer.said(writer.catalog.licenses[dataset.license].title)
    return Link(said=said, href=f"{writer.page(urls.dataset(dataset.name))}#license")


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


def _related(writer: Writer, neighbours: Neighbours) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Under each reason, said once, the indicators that it brings."""
    by_reason: dict[str, list[Link]] = {}
    for neighbour in neighbours.related:
        shared = neighbour.shared or Text({"": ""})
        reason = writer.word(f"neighbour.{neighbour.reason}", set=shared.text(writer.language))
        link = Link(said=writer.said(neighbour.title), href=writer.page(urls.indicator(neighbour.name)))
        by_reason.setdefault(reason, []).append(link)
    return tuple((reason, tuple(links)) for reason, links in by_reason.items())


def _pictures(writer: Writer, downloads: Sequence[Download]) -> tuple[Link, ...]:
    own = [d for d in downloads if d.kind == "svg" and d.path.endswith(f".{writer.language}.svg")]
    said = Said(text=writer.word("indicator.picture"))
    return tuple(Link(said=said, href=writer.file(d.path), note=writer.size(d.bytes)) for d in own)


def _dataset_files(writer: Writer, facts: Facts) -> str:
    """Where the values are, of an indicator of so many that it has no files of its own."""
    if has_files(facts.reading) or any(d.kind != "svg" for d in facts.downloads):
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
