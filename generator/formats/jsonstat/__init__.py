"""Indicators and sets of them as cubes of JSON-stat 2.0, a file a language; see `indicators`, `sets` and `cube`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.formats.jsonstat.indicators import indicator_files
from generator.formats.jsonstat.sets import set_files
from generator.model import Catalog, Dataset, DatasetReading, Summary
from generator.outputs import Output

__all__ = ["catalog_files", "dataset_files"]


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """A cube for each indicator with observations."""
    readings = {r.indicator: r for r in reading.indicators}
    for indicator in dataset.indicators:
        if indicator.name in readings:
            yield from indicator_files(catalog, dataset, indicator, readings[indicator.name])


def catalog_files(catalog: Catalog, summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    """A cube for each set, and the list of all cubes; none of a catalog without indicators."""
    if any(dataset.indicators for dataset in catalog.datasets):
        yield from set_files(catalog, summaries)
