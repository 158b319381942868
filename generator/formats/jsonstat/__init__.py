"""Indicators and sets of them as cubes of JSON-stat 2.0, a file a language; see `indicators`, `sets` and `cube`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from generator import urls
from generator.formats.jsonstat.indicators import indicator_files, suffix
from generator.formats.jsonstat.sets import MOST_CELLS, set_files
from generator.model import Catalog, Dataset, DatasetReading
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

__all__ = ["alternates", "dataset_files", "parts"]

FILES: Final[Mapping[str, Callable[[str, str], str]]] = {  # kind of a page -> where the file with that ending stands
    "indicator": urls.indicator_file,
    "indicator-set": urls.indicator_set_file,
}


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """A cube for each indicator with observations."""
    readings = {r.indicator: r for r in reading.indicators}
    for indicator in dataset.indicators:
        if indicator.name in readings:
            yield from indicator_files(catalog, dataset, indicator, readings[indicator.name])


def parts(catalog: Catalog) -> Iterator[Part]:
    """A cube for each set, and the list of all cubes; none of a catalog without indicators."""
    reads = tuple(dataset for dataset in catalog.datasets if dataset.indicators)
    if reads:
        yield Part(name="sets", reads=reads, files=lambda catalog, summaries, _site: set_files(catalog, summaries))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    """The cube in the page's language, where there are observations, and for a set not too many."""
    count = sum(len(series.observations) for reading in shown.indicators for series in reading.series)
    if shown.kind in FILES and count > 0 and (shown.kind == "indicator" or count <= MOST_CELLS):
        path = FILES[shown.kind](shown.name, suffix(shown.language))
        yield Alternate(path=path, mediatype="application/json", title="JSON-stat")
