"""The plain API: JSON at addresses that can be guessed, told by an OpenAPI document.

In come facts of the catalog, out go files below `api/`; see `datasets`, `indicators`, `sets` and `openapi`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator import urls
from generator.formats.api import datasets, indicators, openapi, sets
from generator.formats.api.things import Document, Rows, written
from generator.indicator_files import has_files
from generator.model import Catalog, Dataset, DatasetReading, IndicatorReading, Summary
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

__all__ = ["alternates", "dataset_files", "parts"]

JSON: Final = "application/json"
PATHS: Final[Mapping[str, Callable[[str], str]]] = {  # kind of a page -> the document that says the same
    "dataset": urls.api_dataset,
    "withdrawn": urls.api_dataset,
    "datasets": lambda _: urls.api_datasets(),
    "indicator": urls.api_indicator,
    "indicators": lambda _: urls.api_indicators(),
    "indicator-set": urls.api_set,
    "indicator-sets": lambda _: urls.api_sets(),
}


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """The dataset, and each of its indicators."""
    told = datasets.document(catalog, dataset, reading)
    yield Output(path=urls.api_dataset(dataset.name), content=written(told))
    readings = {r.indicator: r for r in reading.indicators}
    for indicator in dataset.indicators:
        read = readings.get(indicator.name, IndicatorReading(indicator=indicator.name))
        told = indicators.document(catalog, dataset, indicator, read)
        yield Output(path=urls.api_indicator(indicator.name), content=written(told))


def parts(catalog: Catalog) -> Iterator[Part]:
    """The lists, every set, and the description of all."""
    with_indicators = tuple(dataset for dataset in catalog.datasets if dataset.indicators)
    yield Part(name="datasets", reads=(), files=_dataset_list, sees=lambda summary: (summary.rows, summary.formats))
    yield Part(name="indicators", reads=with_indicators, files=_indicator_lists)
    yield Part(name="openapi", reads=(), files=_openapi)


def _dataset_list(catalog: Catalog, summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    entries = Rows(datasets.entry(catalog, dataset, summaries[dataset.name]) for dataset in catalog.datasets)
    withdrawn = Rows(datasets.notice(catalog, dataset) for dataset in catalog.withdrawn)
    told = {"count": len(entries.documents), "datasets": entries, "withdrawn": withdrawn}
    yield Output(path=urls.api_datasets(), content=written(told))
    for dataset in catalog.withdrawn:
        told = datasets.document(catalog, dataset, DatasetReading(dataset=dataset.name))
        yield Output(path=urls.api_dataset(dataset.name), content=written({**told, "indicators": []}))


def _indicator_lists(catalog: Catalog, summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    known = {}
    for dataset in catalog.datasets:
        readings = {r.indicator: r for r in summaries[dataset.name].indicators}
        for indicator in dataset.indicators:
            read = readings.get(indicator.name, IndicatorReading(indicator=indicator.name))
            known[indicator.name] = dataset, indicator, read
    for shown in catalog.indicator_sets.values():
        yield Output(path=urls.api_set(shown.name), content=written(sets.document(catalog, shown, known)))
    yield _list(urls.api_indicators(), "indicators", (indicators.entry(catalog, *each) for each in known.values()))
    shown_sets = (sets.entry(catalog, shown, known) for shown in catalog.indicator_sets.values())
    yield _list(urls.api_sets(), "sets", shown_sets)


def _openapi(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    yield Output(path=urls.openapi(), content=written(openapi.document(catalog)))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    """A page's own document, the values of an indicator, and on the home page the description of all."""
    if shown.kind in PATHS and (shown.name or shown.kind != "withdrawn"):
        yield Alternate(path=PATHS[shown.kind](shown.name), mediatype=JSON)
    if shown.kind == "indicator" and all(map(has_files, shown.indicators)):
        yield Alternate(path=urls.indicator_file(shown.name, ".csv"), mediatype="text/csv")
    if shown.kind == "home":
        yield Alternate(path=urls.openapi(), mediatype=openapi.MEDIATYPE, title="OpenAPI")


def _list(path: str, name: str, entries: Iterable[Document]) -> Output:
    rows = Rows(entries)
    return Output(path=path, content=written({"count": len(rows.documents), name: rows}))
