"""Values of cells: how each is written in a derived file, and how a Buddhist-era year becomes one of the Common Era.

In come typed values, or the text of a cell with its field; out goes text. It must not know where rows come from.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from generator.model import Field, Unit

BUDDHIST: Final = "buddhist"
BUDDHIST_OFFSET: Final = 543  # year of the Thai Buddhist era minus year of the Common Era, since 1941
TIME_TYPES: Final = ("year", "yearmonth", "date", "datetime")
NUMBER_TYPES: Final = ("integer", "number")

_LEADING_YEAR: Final = re.compile(r"\s*([0-9]{4})")
_ANY_YEAR: Final = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")


def text_of(value: object) -> str | None:
    """A value as derived files write it: ISO 8601, a decimal point and no exponent, true/false, None where missing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)


def is_within(value: Decimal, unit: Unit | None) -> bool:
    """Whether a value can be one of that unit."""
    if unit is None:
        return True
    return (unit.minimum is None or value >= unit.minimum) and (unit.maximum is None or value <= unit.maximum)


def bounds(unit: Unit) -> str:
    """Between what its values lie, in signs: 0–100, ≥ 0."""
    if unit.minimum is None or unit.maximum is None:
        return f"≤ {unit.maximum}" if unit.minimum is None else f"≥ {unit.minimum}"
    return f"{unit.minimum}–{unit.maximum}"


def written_year(text: str, field: Field) -> int | None:
    """The year that a cell of a time field names, in whatever calendar it stands; None where none is seen."""
    found = _year_in(text, field)
    return int(found.group(1)) if found else None


def in_common_era(text: str, field: Field) -> str:
    """The same cell with its Buddhist-era year counted in the Common Era; unchanged where no such year is seen.

    Done on the text: 2567-02-29 is a day (29 February 2024) that no Gregorian calendar of the year 2567 has.
    """
    found = _year_in(text, field)
    if found is None or int(found.group(1)) <= BUDDHIST_OFFSET:
        return text
    year = int(found.group(1)) - BUDDHIST_OFFSET
    return f"{text[: found.start(1)]}{year:04d}{text[found.end(1) :]}"


def _year_in(text: str, field: Field) -> re.Match[str] | None:
    leads = field.format in (None, "default") or str(field.format).startswith("%Y")
    return _LEADING_YEAR.match(text) if leads else _ANY_YEAR.search(text)
