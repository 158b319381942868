"""The catalog as plain text for programs that read text: `llms.txt` (https://llmstxt.org), and a Markdown text behind
the address of each dataset's and each indicator's page, in each language.

In come facts of the catalog, out go small files; see `datasets` and `indicators`. It must not know who reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator import markdown, urls
from generator.formats.llms import datasets, indicators
from generator.formats.llms.lines import address, headed, inline, link, text_address, written
from generator.model import Catalog, Dataset, DatasetReading, IndicatorReading, Summary, Text
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part
from generator.words import word

__all__ = ["alternates", "dataset_files", "parts"]

MOST: Final = 300  # characters of what the catalog says of itself
OPTIONAL: Final = "Optional"  # the format's own word, in any language: what a reader in a hurry may leave out
PAGES: Final[Mapping[str, Callable[[str], str]]] = {"dataset": urls.dataset, "indicator": urls.indicator}
FILES: Final = (  # of the whole catalog: the format that it belongs to, a word of the interface, and where it is
    ("api", "llms.api", urls.openapi()),
    ("whole", "llms.table", urls.catalog_table(".csv")),
    ("dcat", "llms.dcat", urls.catalog_dcat(".ttl")),
    ("", "llms.checksums", urls.checksums()),
)


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """The dataset, and each of its indicators."""
    readings = {r.indicator: r for r in reading.indicators}
    for language in catalog.languages:
        page = urls.page(urls.dataset(dataset.name), language, catalog.languages)
        text = datasets.document(catalog, dataset, reading, language)
        yield Output(path=urls.plain_text(page), content=text)
        for indicator in dataset.indicators:
            page = urls.page(urls.indicator(indicator.name), language, catalog.languages)
            read = readings.get(indicator.name, IndicatorReading(indicator=indicator.name))
            text = indicators.document(catalog, dataset, indicator, read, language)
            yield Output(path=urls.plain_text(page), content=text)


def parts(_catalog: Catalog) -> Iterator[Part]:
    yield Part(name="overview", reads=(), files=_overviews)


def _overviews(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    for language in catalog.languages:
        yield Output(path=urls.page(urls.llms(), language, catalog.languages), content=_overview(catalog, language))


def alternates(shown: Shown, languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.kind == "home":
        yield Alternate(
            path=urls.page(urls.llms(), shown.language, languages), mediatype="text/plain", title="llms.txt"
        )
    elif shown.kind in PAGES:
        page = urls.page(PAGES[shown.kind](shown.name), shown.language, languages)
        yield Alternate(path=urls.plain_text(page), mediatype="text/markdown")


def _overview(catalog: Catalog, language: str) -> bytes:
    about = markdown.excerpt(catalog.description.text(language), MOST)

    def leading(title: Text, page: str) -> str:
        return f"- {link(title.text(language), text_address(catalog, page, language))}"

    shown = [leading(dataset.title, urls.dataset(dataset.name)) for dataset in catalog.datasets]
    followed = [leading(i.title, urls.indicator(i.name)) for dataset in catalog.datasets for i in dataset.indicators]
    return written(
        (
            [f"# {inline(catalog.title.text(language))}"],
            [f"> {inline(about)}"],
            [word("llms.how", language)],
            headed(word("llms.files", language), _files(catalog, language)),
            headed(word("chrome.indicator-sets", language), _sets(catalog, language)),
            headed(word("chrome.datasets", language), shown),
            headed(OPTIONAL, followed),
        )
    )


def _files(catalog: Catalog, language: str) -> Iterator[str]:
    for form, key, path in FILES:
        if not form or catalog.publishes(form):
            yield f"- {link(path, address(catalog, path))}: {word(key, language)}"


def _sets(catalog: Catalog, language: str) -> Iterator[str]:
    """As the API has them, else their pages."""
    for shown in catalog.indicator_sets.values():
        page = urls.page(urls.indicator_set(shown.name), language, catalog.languages)
        place = urls.api_set(shown.name) if catalog.publishes("api") else page
        yield f"- {link(shown.title.text(language), address(catalog, place))}"
