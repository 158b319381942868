"""The pages of themes: the list of all, and one for each with its datasets. In come the catalog and summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import urls
from generator.model import Catalog, Summary, Theme
from generator.pages.entries import EntryView, by_title, entry_views
from generator.pages.page import Page
from generator.pages.writer import Link, Prose, Said, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    link: Link
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView:
    cards: tuple[ThemeCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    title: Said
    text: Prose
    count: str
    entries: tuple[EntryView, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.themes())
        yield writer.finish(
            "themes",
            ThemesView(cards=theme_cards(writer)),
            title=writer.word("theme.title"),
            description=writer.word("theme.lead"),
        )
        for theme in catalog.themes.values():
            yield _page(Writer(catalog, language, urls.theme(theme.name)), theme, summaries)


def theme_cards(writer: Writer) -> tuple[ThemeCard, ...]:
    """Every theme in the catalog's order, the number of its datasets beside it."""
    counts = Counter(name for d in writer.catalog.datasets for name in d.themes)
    return tuple(
        ThemeCard(
            link=Link(
                said=writer.said(theme.title),
                href=writer.page(urls.theme(theme.name)),
                note=writer.counted("count.datasets", counts[theme.name]),
            ),
            text=writer.prose(theme.description),
        )
        for theme in writer.catalog.themes.values()
    )


def _page(writer: Writer, theme: Theme, summaries: Mapping[str, Summary]) -> Page:
    datasets = by_title(writer, (d for d in writer.catalog.datasets if theme.name in d.themes))
    return writer.finish(
        "theme",
        ThemeView(
            title=writer.said(theme.title),
            text=writer.prose(theme.description),
            count=writer.counted("count.datasets", len(datasets)),
            entries=entry_views(writer, datasets, summaries),
        ),
        title=theme.title.text(writer.language),
        description=writer.excerpt(theme.description, 160).text,
        name=theme.name,
        trail=(urls.themes(),),
    )
