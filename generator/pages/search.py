"""The search page: a field to search with, and the ways to find without a script. In comes the catalog, out go `Page`s.

What is found, and by what it can be narrowed, is the script's business: this page must not know how searching is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator import urls
from generator.model import Catalog, Summary
from generator.pages.page import Page
from generator.pages.themes import theme_cards
from generator.pages.writer import Link, Said, Writer

# Ways to find without a query: a word of the interface, and a path in the default language.
WAYS: Final = (
    ("search.by-letter", urls.datasets()),
    ("search.by-organization", urls.browse("organization")),
    ("search.by-theme", urls.browse("theme")),
    ("search.by-format", urls.browse("format")),
    ("search.by-indicator", urls.indicators()),
    ("search.by-set", urls.indicator_sets()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    action: str
    ways: tuple[Link, ...]
    themes: tuple[Link, ...]


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.search())
        view = SearchView(
            action=writer.page(urls.search()),
            ways=tuple(Link(said=Said(text=writer.word(key)), href=writer.page(path)) for key, path in WAYS),
            themes=tuple(card.link for card in theme_cards(writer)),
        )
        title = writer.word("search.title")
        description = writer.word("search.described", catalog=catalog.title.text(language))
        yield writer.finish("search", view, title=title, description=description, is_listed=False)
