"""A set of indicators as SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv/tree/v2.0.0), a row an observation.

In come the catalog and summaries of its datasets: of each indicator the series for the whole, as in the set's CSV. Out
goes a file a set, with the concepts and codes of SDMX (FREQ, REF_AREA, TIME_PERIOD, OBS_STATUS); the structure that it
names is published nowhere. It must not know any language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final

from generator import changes, periods, urls
from generator.amounts import digits
from generator.coverage import iso_duration
from generator.model import (
    Catalog,
    Dataset,
    Indicator,
    IndicatorReading,
    IndicatorSet,
    Observation,
    Series,
    Summary,
)
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

MEDIATYPE: Final = "application/vnd.sdmx.data+csv;version=2.0.0"
COLUMNS: Final = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "INDICATOR",
    "REF_AREA",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MEASURE",
    "DECIMALS",
    "COMMENT_OBS",
)
VERSION: Final = "1.0.0"  # of the structure: its columns
INFORMATION: Final = "I"  # neither to be added to other data nor to take their place
NOT_APPLICABLE: Final = "_Z"
FREQUENCIES: Final = {periods.HALF: "S", periods.QUARTER: "Q", periods.MONTH: "M", periods.DAY: "D"}  # CL_FREQ
YEARLY: Final = "A"
MISSING: Final = "M"  # CL_OBS_STATUS, as the following
STATUS: Final = {"normal": "A", "break": "B", "estimated": "E", "provisional": "P", "forecast": "F"}


def parts(catalog: Catalog) -> Iterator[Part]:
    """One for each set, which looks into no other datasets than those of its indicators."""
    for shown in catalog.indicator_sets.values():
        names = _names(shown)
        reads = tuple(dataset for dataset in catalog.datasets if any(i.name in names for i in dataset.indicators))
        yield Part(name=shown.name, reads=reads, files=partial(_files, shown, reads))


def _files(
    shown: IndicatorSet,
    datasets: tuple[Dataset, ...],
    _catalog: Catalog,
    summaries: Mapping[str, Summary],
    _site: Path,
) -> Iterator[Output]:
    """None of a set without observations."""
    found = {
        indicator.name: (dataset, indicator, readings[indicator.name])
        for dataset in datasets
        for readings in ({r.indicator: r for r in summaries[dataset.name].indicators},)
        for indicator in dataset.indicators
        if indicator.name in readings
    }
    members = [found[name] for name in _names(shown) if name in found]
    if any(series.observations for _, _, reading in members for series in reading.series):
        yield Output(path=_path(shown.name), parts=_written(shown, members))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    has_values = any(series.observations for reading in shown.indicators for series in reading.series)
    if shown.kind == "indicator-set" and has_values:
        yield Alternate(path=_path(shown.name), mediatype=MEDIATYPE)


def _names(shown: IndicatorSet) -> Mapping[str, None]:
    """Of its indicators, those that lead first."""
    return dict.fromkeys((*shown.headline, *shown.indicators()))


def _path(name: str) -> str:
    return urls.indicator_set_file(name, ".sdmx.csv")


def _written(shown: IndicatorSet, members: list[tuple[Dataset, Indicator, IndicatorReading]]) -> Iterator[bytes]:
    """An indicator at a time."""
    yield _lines([COLUMNS])
    agency = shown.publisher if shown.publisher[0].isalpha() else f"x-{shown.publisher}"  # begins with a letter
    structure = ("dataflow", f"{agency}:{shown.name}({VERSION})", INFORMATION)
    for dataset, indicator, reading in members:
        values = (Decimal(o.value) for series in reading.series for o in series.observations if o.value is not None)
        told = (dataset.unit_of(indicator) or NOT_APPLICABLE, str(digits(indicator, values)))
        yield _lines(
            (*structure, *_key(indicator, series, one), *_value(one), *told, _comment(one))
            for series in reading.series
            for one in series.observations
        )


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _key(indicator: Indicator, series: Series, one: Observation) -> tuple[str, str, str, str]:
    period = periods.read(one.time)
    frequency = YEARLY if period is None else FREQUENCIES.get(period.kind, YEARLY)
    return frequency, indicator.name, series.area or NOT_APPLICABLE, _time(one.time)


def _time(canonical: str) -> str:
    """As SDMX writes a time: a half as a semester, several years from their first day on."""
    period = periods.read(canonical)
    if period is None or period.kind == periods.EDITION:
        return canonical if period is None else f"{period.year:04d}"
    if period.kind == periods.HALF:
        return canonical.replace("H", "S")
    return f"{period.start.isoformat()}/{iso_duration(canonical)}" if period.kind == periods.SPAN else canonical


def _value(one: Observation) -> tuple[str, str]:
    """With its status; a flag of the table's own is told beside."""
    if one.value is None or not Decimal(one.value).is_finite():
        return "", MISSING
    return one.value, STATUS[changes.flag_meaning(one.flag) or "normal"]


def _comment(one: Observation) -> str:
    own = one.flag if changes.flag_meaning(one.flag) is None else None
    return "; ".join(part for part in (own, one.note) if part)
