"""The catalog as pages. In come a `Catalog` and what was read of its datasets; out go `Page`s, one by one.

It must not know the frame around a page, nor write anything. A new kind of page is one module beside these and one line
in `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.model import Catalog, Summary
from generator.outputs import Output
from generator.pages import (
    datasets,
    home,
    indicators,
    organizations,
    problems,
    reference,
    search,
    sets,
    themes,
    updates,
)
from generator.pages.dataset import dataset_pages
from generator.pages.page import Page
from generator.pages.summaries import summary
from generator.pictures import Picture

__all__ = ["PAGES", "Kind", "Page", "Summary", "dataset_pages", "list_pages", "summary"]

Summaries = Mapping[str, Summary]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of pages, and what of all facts it may see: what it cannot see cannot make it stale. `files` stand
    beside the pages; None among them says that more work is done, and that it may be broken off here."""

    name: str
    pages: Callable[[Catalog, Summaries], Iterator[Page]]
    sight: Callable[[Catalog, Summaries], tuple[Catalog, Summaries]]
    files: Callable[[Catalog, Summaries], Iterator[Output | Picture | None]] = lambda catalog, summaries: iter(())


def _all(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    return replace(catalog, synonyms={}, revisions=()), summaries


def _history(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """What became of datasets, and nothing of their tables."""
    return replace(catalog, synonyms={}, areas={}, units={}, indicator_sets={}), {}


def _lists(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    """Without single values of tables."""
    seen = {name: replace(s, figure=None, bytes=0, areas=(), indicators=()) for name, s in summaries.items()}
    return replace(catalog, synonyms={}, revisions=()), seen


def _indicators(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    """The datasets that have any, and nothing but these of them."""
    datasets = tuple(d for d in catalog.datasets if d.indicators)
    seen = {d.name: Summary(dataset=d.name, indicators=summaries[d.name].indicators) for d in datasets}
    return replace(catalog, datasets=datasets, featured=(), themes={}, synonyms={}, revisions=()), seen


def _languages(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """Without datasets: of the catalog no more than its own words."""
    return replace(catalog, datasets=(), featured=(), synonyms={}, revisions=()), {}


PAGES: Final = (
    Kind("home", home.pages, _all),
    Kind("indicators", indicators.pages, _indicators, indicators.files),
    Kind("indicator-sets", sets.pages, _indicators, sets.files),
    Kind("datasets", datasets.pages, _lists),
    Kind("organizations", organizations.pages, _lists),
    Kind("themes", themes.pages, _lists),
    Kind("search", search.pages, _lists),
    Kind("updates", updates.pages, _history),
    Kind("problems", problems.pages, _languages),
    Kind("reference", reference.pages, _languages),
)


def list_pages(catalog: Catalog, summaries: Iterable[Summary]) -> Iterator[Page]:
    """Every page that is not one dataset's own, in every language; `summaries` has one for each dataset read."""
    by_name = {s.dataset: s for s in summaries}
    for kind in PAGES:
        yield from kind.pages(*kind.sight(catalog, by_name))
