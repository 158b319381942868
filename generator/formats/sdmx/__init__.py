"""Sets of indicators for statistical agencies' programs: SDMX-CSV 2.0, and the structure that it follows beside it.

In come the catalog and summaries of its datasets, out go two files a set. Of each indicator there are the series for
the whole, as in the set's CSV. See `observations` and `structure`; it must not know how either is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from generator import urls
from generator.formats.sdmx.members import Member
from generator.formats.sdmx.observations import written
from generator.formats.sdmx.structure import structure
from generator.model import Catalog, Dataset, IndicatorSet, Summary
from generator.outputs import Alternate, Output, Shown, json_output
from generator.parts import Part

__all__ = ["alternates", "parts"]

MEDIATYPES: Final = {  # ending of a file -> what it is
    ".sdmx.csv": "application/vnd.sdmx.data+csv;version=2.0.0",
    ".sdmx.json": "application/vnd.sdmx.structure+json;version=2.0.0",
}


def parts(catalog: Catalog) -> Iterator[Part]:
    """One for each set, which looks into no other datasets than those of its indicators."""
    for shown in catalog.indicator_sets.values():
        names = _names(shown)
        reads = tuple(dataset for dataset in catalog.datasets if any(i.name in names for i in dataset.indicators))
        yield Part(name=shown.name, reads=reads, files=partial(_files, shown, reads))


def _files(
    shown: IndicatorSet,
    datasets: tuple[Dataset, ...],
    catalog: Catalog,
    summaries: Mapping[str, Summary],
    _site: Path,
) -> Iterator[Output]:
    """None of a set without observations."""
    found = {
        indicator.name: Member(dataset=dataset, indicator=indicator, series=readings[indicator.name].series)
        for dataset in datasets
        for readings in ({r.indicator: r for r in summaries[dataset.name].indicators},)
        for indicator in dataset.indicators
        if indicator.name in readings
    }
    members = [found[name] for name in _names(shown) if name in found]
    if any(series.observations for member in members for series in member.series):
        yield Output(path=urls.indicator_set_file(shown.name, ".sdmx.csv"), parts=written(shown, members))
        path = urls.indicator_set_file(shown.name, ".sdmx.json")
        yield json_output(path, structure(catalog, shown, members))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    has_values = any(series.observations for reading in shown.indicators for series in reading.series)
    if shown.kind == "indicator-set" and has_values:
        for ending, mediatype in MEDIATYPES.items():
            yield Alternate(path=urls.indicator_set_file(shown.name, ending), mediatype=mediatype)


def _names(shown: IndicatorSet) -> Mapping[str, None]:
    """Of its indicators, those that lead first."""
    return dict.fromkeys((*shown.headline, *shown.indicators()))
