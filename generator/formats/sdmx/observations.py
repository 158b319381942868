"""A set of indicators as SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv/tree/v2.0.0), a row an observation.

In come a set and its members, out go the bytes of a file, with the concepts and codes of SDMX (FREQ, REF_AREA,
TIME_PERIOD, OBS_STATUS). It must not know any language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from generator import changes, periods
from generator.amounts import digits
from generator.coverage import iso_duration
from generator.formats.sdmx.members import (
    FREQUENCIES,
    MISSING,
    NOT_APPLICABLE,
    STATUS,
    VERSION,
    YEARLY,
    Member,
    agency,
    flow,
)
from generator.model import Indicator, IndicatorSet, Observation, Series

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
INFORMATION: Final = "I"  # neither to be added to other data nor to take their place


def written(shown: IndicatorSet, members: Iterable[Member]) -> Iterator[bytes]:
    """An indicator at a time."""
    yield _lines([COLUMNS])
    structure = ("dataflow", f"{agency(shown)}:{flow(shown)}({VERSION})", INFORMATION)
    for member in members:
        values = (Decimal(o.value) for series in member.series for o in series.observations if o.value is not None)
        told = (member.unit, str(digits(member.indicator, values)))
        yield _lines(
            (*structure, *_key(member.indicator, series, one), *_value(one), *told, _comment(one))
            for series in member.series
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
