"""The catalog as pages. In come a `Catalog` and what was read of its datasets; out go `Page`s, one by one.

It must not know the frame around a page, nor write anything. A new kind of page is one module beside these and one line
in `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from generator.model import Catalog
from generator.pages import datasets, home, organizations, problems, reference, themes
from generator.pages.dataset import dataset_pages
from generator.pages.page import Page
from generator.pages.summaries import Summary, summary

__all__ = ["Page", "Summary", "dataset_pages", "list_pages", "summary"]

PAGES: Final[tuple[Callable[[Catalog, Mapping[str, Summary]], Iterator[Page]], ...]] = (
    home.pages,
    datasets.pages,
    organizations.pages,
    themes.pages,
    problems.pages,
    reference.pages,
)


def list_pages(catalog: Catalog, summaries: Iterable[Summary]) -> Iterator[Page]:
    """Every page that is not one dataset's own, in every language; `summaries` has one for each dataset read."""
    by_name = {s.dataset: s for s in summaries}
    for pages in PAGES:
        yield from pages(catalog, by_name)
