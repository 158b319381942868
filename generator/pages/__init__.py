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
    calendar,
    datasets,
    former,
    home,
    indicators,
    organizations,
    problems,
    quality,
    reference,
    search,
    sets,
    themes,
    updates,
    withdrawn,
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
    """Everything but what has a page of its own."""
    seen = {name: replace(s, quality=None) for name, s in summaries.items()}
    return replace(catalog, synonyms={}, revisions=(), releases=()), seen


def _judged(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    """How good datasets are, and nothing of what was read of them."""
    seen = {name: Summary(dataset=name, quality=s.quality) for name, s in summaries.items()}
    return replace(catalog, synonyms={}, areas={}, units={}, indicator_sets={}, revisions=(), releases=()), seen


def _history(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """What became of datasets and sets, and nothing of tables nor trees."""
    sets = {name: replace(one, children=()) for name, one in catalog.indicator_sets.items()}
    return replace(catalog, synonyms={}, areas={}, units={}, indicator_sets=sets, releases=()), {}


def _lists(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    """Without single values of tables, nor how good they are."""
    catalog, seen = _scored(catalog, summaries)
    return catalog, {name: replace(s, quality=None) for name, s in seen.items()}


def _scored(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    """Without single values of tables."""
    seen = {name: replace(s, figure=None, bytes=0, areas=(), indicators=()) for name, s in summaries.items()}
    return replace(catalog, synonyms={}, revisions=(), releases=()), seen


def _indicators(catalog: Catalog, summaries: Summaries) -> tuple[Catalog, Summaries]:
    """The datasets that have any, and nothing but these of them."""
    datasets = tuple(d for d in catalog.datasets if d.indicators)
    seen = {d.name: Summary(dataset=d.name, indicators=summaries[d.name].indicators) for d in datasets}
    return replace(catalog, datasets=datasets, featured=(), themes={}, synonyms={}, revisions=(), releases=()), seen


def _languages(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """Without datasets: of the catalog no more than its own words."""
    return replace(catalog, datasets=(), featured=(), synonyms={}, revisions=(), releases=()), {}


def _moved(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """What has had another name."""
    datasets = tuple(d for d in catalog.datasets if d.former_names or any(i.former_names for i in d.indicators))
    sets = {name: replace(s, children=()) for name, s in catalog.indicator_sets.items() if s.former_names}
    return replace(_own(catalog), datasets=datasets, withdrawn=catalog.withdrawn, indicator_sets=sets), {}


def _withdrawn(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """What was withdrawn, and what is to be used instead."""
    successors = {d.withdrawn.successor for d in catalog.withdrawn if d.withdrawn is not None}
    datasets = tuple(d for d in catalog.datasets if d.name in successors)
    return replace(_own(catalog), datasets=datasets, withdrawn=catalog.withdrawn), {}


def _to_come(catalog: Catalog, _summaries: Summaries) -> tuple[Catalog, Summaries]:
    """What is to come, and nothing else of the datasets."""
    return replace(_own(catalog), releases=catalog.releases), {}


def _own(catalog: Catalog) -> Catalog:
    """Of the catalog no more than its own words and its organizations."""
    nothing = replace(catalog, datasets=(), featured=(), synonyms={}, revisions=(), withdrawn=(), releases=())
    return replace(
        nothing, areas={}, units={}, indicator_sets={}, themes={}, licenses={}, featured_indicators=(), featured_sets=()
    )


PAGES: Final = (
    Kind("home", home.pages, _all),
    Kind("indicators", indicators.pages, _indicators, indicators.files),
    Kind("indicator-sets", sets.pages, _indicators, sets.files),
    Kind("datasets", datasets.pages, _lists),
    Kind("organizations", organizations.pages, _scored),
    Kind("themes", themes.pages, _lists),
    Kind("search", search.pages, _lists),
    Kind("quality", quality.pages, _judged),
    Kind("updates", updates.pages, _history),
    Kind("calendar", calendar.pages, _to_come),
    Kind("former", former.pages, _moved),
    Kind("withdrawn", withdrawn.pages, _withdrawn),
    Kind("problems", problems.pages, _languages),
    Kind("reference", reference.pages, _languages),
)


def list_pages(catalog: Catalog, summaries: Iterable[Summary]) -> Iterator[Page]:
    """Every page that is not one dataset's own, in every language; `summaries` has one for each dataset read."""
    by_name = {s.dataset: s for s in summaries}
    for kind in PAGES:
        yield from kind.pages(*kind.sight(catalog, by_name))
