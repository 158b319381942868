"""Indicators and sets of them as cubes of JSON-stat 2.0, a file a language; see `indicators`, `sets` and `cube`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.formats.jsonstat.indicators import indicator_files
from generator.formats.jsonstat.sets import set_files
from generator.model import Catalog, Dataset, DatasetReading
from generator.outputs import Output
from generator.parts import Part

__all__ = ["dataset_files", "parts"]


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
