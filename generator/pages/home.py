"""The home page: what this is, the figures that lead, and the ways in. In come the catalog and summaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator import urls
from generator.formats import schema_org
from generator.model import Catalog, Dataset, Summary
from generator.pages.entries import EntryView, by_newest, entry_views
from generator.pages.followed import Found, followed
from generator.pages.leading import FigureView, figure_view
from generator.pages.newest import NewestView, newest_view
from generator.pages.organizations import organization_links
from generator.pages.page import Page
from generator.pages.sets import SetCard, set_cards
from generator.pages.themes import ThemeCard, theme_cards
from generator.pages.writer import Link, Prose, Said, Writer

LEAD: Final = 220  # characters of the description above everything else
MOST_FIGURES: Final = 6
MOST_NEWEST: Final = 8
MOST_ORGANIZATIONS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingView:
    link: Link
    figure: FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    title: Said
    lead: Said
    text: Prose
    counts: str
    search: str
    all_datasets: str
    newest_datasets: str
    indicators: tuple[NewestView, ...]
    all_indicators: str
    sets: tuple[SetCard, ...]
    all_sets: str
    figures: tuple[LeadingView, ...]
    themes: tuple[ThemeCard, ...]
    newest: tuple[EntryView, ...]
    organizations: tuple[Link, ...]
    all_organizations: str
    contribute: str
    updates: str


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.home())
        title = catalog.title.text(language)
        yield writer.finish(
            "home",
            _view(writer, summaries),
            title=title,
            description=writer.word("home.described", catalog=title),
            head=schema_org.script(schema_org.data_catalog(catalog, language)),
        )


def _view(writer: Writer, summaries: Mapping[str, Summary]) -> HomeView:
    catalog = writer.catalog
    links = organization_links(writer)
    found = followed(catalog, summaries)
    indicators = tuple(_indicators(writer, found))
    sets = [catalog.indicator_sets[name] for name in catalog.featured_sets if name in catalog.indicator_sets]
    return HomeView(
        title=writer.said(catalog.title),
        lead=writer.excerpt(catalog.description, LEAD),
        text=writer.prose(catalog.description),
        counts=_counts(writer, summaries),
        search=writer.page(urls.search()),
        all_datasets=writer.page(urls.datasets()),
        newest_datasets=writer.page(urls.browse("newest")),
        indicators=indicators,
        all_indicators=writer.page(urls.indicators()),
        sets=set_cards(writer, sets, found, catalog.featured_indicators),
        all_sets=writer.page(urls.indicator_sets()),
        figures=() if indicators else tuple(_figures(writer, summaries))[:MOST_FIGURES],
        themes=theme_cards(writer),
        newest=entry_views(writer, by_newest(writer, catalog.datasets)[:MOST_NEWEST], summaries),
        organizations=_largest(writer, links),
        all_organizations=writer.page(urls.organizations()),
        contribute=writer.page("contribute/"),
        updates=writer.page(urls.updates()),
    )


def _counts(writer: Writer, summaries: Mapping[str, Summary]) -> str:
    """How much there is; indicators only where there are any."""
    datasets = writer.catalog.datasets
    counts = {
        "count.indicators": sum(len(d.indicators) for d in datasets),
        "count.datasets": len(datasets),
        "count.rows": sum(s.rows for s in summaries.values()),
    }
    return " · ".join(writer.counted(key, count) for key, count in counts.items() if count or "datasets" in key)


def _largest(writer: Writer, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The organizations with the most datasets, then in dictionary order."""
    counts = {
        writer.page(urls.organization(name)): sum(d.organization == name for d in writer.catalog.datasets)
        for name in {d.organization for d in writer.catalog.datasets}
    }
    return tuple(sorted(links, key=lambda link: -counts[link.href])[:MOST_ORGANIZATIONS])


def _indicators(writer: Writer, found: Found) -> Iterator[NewestView]:
    """The featured ones that have a value."""
    for name in writer.catalog.featured_indicators:
        view = newest_view(writer, found[name]) if name in found else None
        if view is not None:
            yield view


def _figures(writer: Writer, summaries: Mapping[str, Summary]) -> Iterator[LeadingView]:
    """Of the featured datasets; where the catalog features none, of the newest ones."""
    by_name: Mapping[str, Dataset] = {d.name: d for d in writer.catalog.datasets}
    featured = [by_name[name] for name in writer.catalog.featured if name in by_name]
    for dataset in featured or by_newest(writer, writer.catalog.datasets):
        summary = summaries.get(dataset.name)
        if summary is None or summary.figure is None:
            continue
        figure = figure_view(writer, dataset, *summary.figure, ranked=summary.ranked)
        if figure is not None:
            link = Link(said=writer.said(dataset.title), href=writer.page(urls.dataset(dataset.name)))
            yield LeadingView(link=link, figure=figure)
