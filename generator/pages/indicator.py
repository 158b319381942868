"""The page of one indicator: the figure that leads, how it moved, its charts with the table behind, and its source.

In come an indicator, its series and a way to draw; out go a `Page` in each language, the chart alone for frames on
other sites, and files. It must not know how a chart is drawn or remembered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from generator import periods, urls
from generator.changes import Leading, leading
from generator.charts import CHARTS, drawing, in_sizes
from generator.charts.subject import Chart, Subject
from generator.indicator_files import write_indicator
from generator.model import Catalog, Dataset, Download, Indicator, IndicatorReading, Text
from generator.pages import subjects
from generator.pages.files import FileView, file_view
from generator.pages.indicator_tables import TableView, flag_views, note_views, tables
from generator.pages.live import LiveView, live_view
from generator.pages.movements import (
    MovementView,
    SparkView,
    TargetView,
    amounts_of,
    home_of,
    movement_view,
    spark_view,
    target_view,
)
from generator.pages.neighbours import DECLARED, SET, Neighbour, Neighbours
from generator.pages.page import Page
from generator.pages.usage import Citation, indicator_citation
from generator.pages.writer import Link, Prose, Said, Writer
from generator.sentences import summary

Draw = Callable[[Chart], str]

TREND, RANKING, _, MAP = CHARTS
EMBED_HEIGHT: Final = 460


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the pages of one indicator are made of, in no language."""

    dataset: Dataset
    indicator: Indicator
    reading: IndicatorReading
    neighbours: Neighbours
    downloads: tuple[Download, ...] = ()
    shapes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """`of` is how many were ranked, in words; empty where that is not said."""

    value: str
    of: str
    time: str
    area: Said | None
    label: str
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """One chart in each of its layouts, as SVG; `name` is that of its part of the page."""

    name: str
    title: str
    drawings: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    title: Said
    summary: tuple[str, ...]
    figure: FigureView | None
    movement: MovementView | None
    spark: SparkView | None
    target: TargetView | None
    charts: tuple[ChartView, ...]
    live: LiveView | None
    tables: tuple[TableView, ...]
    flags: tuple[tuple[str, Said], ...]
    notes: tuple[tuple[str, str], ...]
    definition: Prose
    method: Prose | None
    breaks: tuple[tuple[str, Said], ...]
    targets: tuple[tuple[str, str, Said | None, str | None], ...]
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
        lead = leading(facts.indicator, facts.reading, home_of(catalog))
        said = summary(catalog, facts.dataset, facts.indicator, facts.reading, home_of(catalog), language)
        yield _page(catalog, facts, lead, said, draw, language)
        yield _embed(catalog, facts, lead, said, draw, language)


def with_files(catalog: Catalog, facts: Facts, site: Path, draw: Draw) -> tuple[Facts, tuple[str, ...]]:
    """Write the indicator's files into the site: the facts with them, and their paths."""
    downloads = [*write_indicator(site, catalog, facts.dataset, facts.indicator, facts.reading)]
    for language in catalog.languages:
        chart = _trend_chart(catalog, facts, language)
        if chart is not None:
            path = urls.indicator_file(facts.indicator.name, f".{language}.svg")
            content = drawing.file(draw(chart)).encode()
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            downloads.append(Download(kind="svg", path=path, format="svg", bytes=len(content), sha256=digest))
    return replace(facts, downloads=tuple(downloads)), tuple(d.path for d in downloads)


def _trend_chart(catalog: Catalog, facts: Facts, language: str) -> Chart | None:
    """The chart over time that is also a file of its own, in its wide layout."""
    lead = leading(facts.indicator, facts.reading, home_of(catalog))
    if lead is None:
        return None
    subject = subjects.trend_subject(catalog, facts.dataset, facts.indicator, facts.reading, lead, language)
    charts = in_sizes(TREND, subject)
    return charts[0] if charts else None


def _page(
    catalog: Catalog, facts: Facts, lead: Leading | None, said: tuple[str, ...], draw: Draw, language: str
) -> Page:
    dataset, indicator = facts.dataset, facts.indicator
    writer = Writer(catalog, language, urls.indicator(indicator.name))
    title = indicator.title.text(language)
    view = IndicatorView(
        title=writer.said(indicator.title),
        summary=said,
        **_led(writer, facts, lead),
        charts=tuple(_charts(writer, facts, lead, draw)),
        live=live_view(writer, dataset, indicator, facts.reading, lead, facts.downloads),
        tables=tables(writer, dataset, indicator, facts.reading, lead),
        flags=flag_views(writer, dataset, indicator, facts.reading),
        notes=note_views(writer, facts.reading),
        definition=writer.prose(indicator.definition),
        method=_method(writer, dataset, indicator),
        breaks=tuple((periods.words(b.time, language), writer.said(b.note)) for b in indicator.breaks),
        targets=_targets(writer, facts, lead),
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
    charts = list(_charts(writer, facts, lead, draw))[:1]
    view = EmbedView(
        title=writer.said(facts.indicator.title),
        href=urls.absolute(
            urls.page(urls.indicator(facts.indicator.name), language, catalog.languages), catalog.site_uri
        ),
        chart=charts[0] if charts else None,
        live=live_view(writer, facts.dataset, facts.indicator, facts.reading, lead, facts.downloads),
        summary=said,
        source=_source(writer, facts.dataset),
    )
    title = facts.indicator.title.text(language)
    return writer.finish("embed", view, title=title, description=" ".join(said))


def _led(writer: Writer, facts: Facts, lead: Leading | None) -> dict[str, Any]:
    """What the head of the page says of the newest value."""
    if lead is None:
        return {"figure": None, "movement": None, "spark": None, "target": None}
    written = amounts_of(writer.catalog, facts.dataset, facts.indicator, lead, writer.language)
    ranked = lead.latest.ranked
    area = writer.catalog.areas.get(lead.series.area or "")
    figure = FigureView(
        value=written.value(lead.value),
        of="" if ranked is None else writer.word("figure.ranked_among", count=writer.number(ranked)),
        time=periods.words(lead.latest.time, writer.language),
        area=None if area is None else writer.said(area.title),
        label=_category(writer, facts, lead),
        flag=_flag(writer, facts, lead),
    )
    return {
        "figure": figure,
        "movement": movement_view(writer, facts.indicator, written, lead),
        "spark": spark_view(writer, facts.indicator, written, lead),
        "target": target_view(writer, facts.indicator, written, lead),
    }


def _charts(writer: Writer, facts: Facts, lead: Leading | None, draw: Draw) -> Iterator[ChartView]:
    if lead is None:
        return
    words = (writer.catalog, facts.dataset, facts.indicator, facts.reading, lead, writer.language)
    time = periods.words(lead.latest.time, writer.language)
    wanted: list[tuple[str, str, Any, Subject | None]] = [
        ("trend", writer.word("indicator.chart"), TREND, subjects.trend_subject(*words)),
        ("categories", _by_category(writer, facts), TREND, subjects.category_subject(*words)),
        ("ranking", writer.word("indicator.ranking", time=time), RANKING, subjects.ranking_subject(*words)),
        ("map", writer.word("indicator.map", time=time), MAP, subjects.map_subject(*words, facts.shapes)),
    ]
    for name, title, chart, subject in wanted:
        drawn = () if subject is None else in_sizes(chart, subject)
        if drawn:
            yield ChartView(name=name, title=title, drawings=tuple(Markup(draw(c)) for c in drawn))


def _by_category(writer: Writer, facts: Facts) -> str:
    if not facts.indicator.dimensions:
        return ""
    field = facts.dataset.field(facts.indicator.resource, facts.indicator.dimensions[0].field)
    title = "" if field is None else field.title.text(writer.language)
    return writer.word("indicator.by_category", field=title)


def _category(writer: Writer, facts: Facts, lead: Leading) -> str:
    """Which categories the leading series is of, where it is not the whole."""
    named = [
        subjects.category_title(facts.dataset, facts.indicator, i, value, writer.language)
        for i, value in enumerate(lead.series.categories)
        if value is not None
    ]
    return " · ".join(named)


def _flag(writer: Writer, facts: Facts, lead: Leading) -> str:
    field = facts.dataset.field(facts.indicator.resource, facts.indicator.flags or "")
    if field is None or lead.latest.flag is None:
        return ""
    labels = {c.value: c.label.text(writer.language) for c in field.categories}
    return labels.get(lead.latest.flag, lead.latest.flag)


def _method(writer: Writer, dataset: Dataset, indicator: Indicator) -> Prose | None:
    text = indicator.method or dataset.method
    return None if text is None else writer.prose(text)


def _targets(
    writer: Writer, facts: Facts, lead: Leading | None
) -> tuple[tuple[str, str, Said | None, str | None], ...]:
    if lead is None:
        return ()
    written = amounts_of(writer.catalog, facts.dataset, facts.indicator, lead, writer.language)
    return tuple(
        (
            periods.words(t.time, writer.language),
            written.value(t.value),
            None if t.title is None else writer.said(t.title),
            t.source,
        )
        for t in facts.indicator.targets
    )


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
    reason = neighbour.reason if neighbour.reason in (DECLARED, SET) else "dataset"
    note = writer.word(f"indicator.because_{reason}", set=shared.text(writer.language))
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
    title = indicator.title.text(writer.language).replace('"', "&quot;").replace("<", "&lt;")
    address = urls.absolute(path, writer.catalog.site_uri)
    return f'<iframe src="{address}" title="{title}" width="100%" height="{EMBED_HEIGHT}" loading="lazy"></iframe>'
