"""One field's cells: text in, a typed value or findings out. Frictionless reads the types and checks the constraints.

Before it stand the cells that it would take without a word (Thai digits, 1_000, a day of Buddhist 2568); behind it the
rules that are ours (categories, codes, calendars). Values leave in the Common Era.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import frictionless

from generator.constraints import BOUNDS
from generator.dates import BUDDHIST_YEARS
from generator.model import Area, Field, Schema
from generator.places import Places
from generator.spelling import nearest
from generator.tables.cautions import cautions, may_hold_persons, personal
from generator.tables.examples import EXAMPLES, FORMAT_EXAMPLES
from generator.tables.finding import Finding
from generator.tables.gathered import gathered
from generator.values import (
    BUDDHIST,
    BUDDHIST_OFFSET,
    NUMBER_TYPES,
    TIME_TYPES,
    in_common_era,
    text_of,
    written_year,
)

SHORT: Final = 8  # characters in which no number of a person fits
REMEMBERED: Final = 4_096  # cells whose value is kept, so that a column of years or codes is read once a value
COMMON_YEARS: Final = range(1700, 2200)
LARGEST_EXPONENT: Final = 308  # of a double, in which readers' programs hold numbers
LARGEST_BITS: Final = 1_023  # the same for whole numbers
LONGEST_NUMBER: Final = 400
ISO_SHAPES: Final = {
    "year": re.compile(r"[0-9]{4}"),
    "yearmonth": re.compile(r"[0-9]{4}-[0-9]{2}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "datetime": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+(Z|[+-][0-9:]+)?"),
    "time": re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?(Z|[+-][0-9:]+)?"),
}
CONSTRAINT_CODES: Final = {
    "minimum": "value-too-small",
    "exclusiveMinimum": "value-too-small",
    "maximum": "value-too-large",
    "exclusiveMaximum": "value-too-large",
    "minLength": "value-too-short",
    "maxLength": "value-too-long",
    "pattern": "value-pattern",
    "enum": "value-not-listed",
}
JSON_TYPES: Final = ("array", "object", "geojson")
SCALARS: Final = (*NUMBER_TYPES, "boolean", "year", "date", "datetime", "time")  # what is kept as Frictionless typed it
_SEPARATED: Final = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_YEAR: Final = re.compile(r"(?i)(^|[\s_-])years?$|^ปี|พ\.ศ\.$")
_LEADING_ZERO: Final = re.compile(r"[+-]?0[0-9]")


CellReader = Callable[[object], tuple[object, Mapping[str, str] | None]]


class FieldRefused(Exception):
    """Frictionless does not take this field's declaration; the text is its reason, in English."""


class Column:
    """Reads the cells of one field. Raises `FieldRefused` where its declaration makes no sense."""

    def __init__(self, declared: Field, schema: Schema, areas: Mapping[str, Area]) -> None:
        self._field = declared
        missing = declared.missingValues if declared.missingValues is not None else schema.missingValues
        self._missing = frozenset(missing)
        self._required = declared.constraints.required or declared.name in schema.primaryKey
        self._areas = areas if declared.codes == "areas" else None
        self._is_year = declared.type == "integer" and declared.unit is None and _says_year(declared)
        self._is_text = declared.type == "string"
        self._may_hold_persons = may_hold_persons(declared)
        self._read = _reader(declared)
        self._categories = {self._typed(str(text_of(c.value))): None for c in declared.categories}
        self._seen: dict[str, object] = {}

    def read(self, cell: str | None) -> tuple[object, Sequence[Finding]]:
        """The cell's value, None where missing or wrong, and what is wrong with it."""
        if cell in self._seen:
            return self._seen[cell], ()
        if cell is None or cell in self._missing:
            return None, (Finding("value-required"),) if self._required else ()
        value, findings = self._fresh(cell)
        if not findings and len(self._seen) < REMEMBERED and len(cell) <= 100:
            self._seen[cell] = value
        return value, findings

    def reads(self, text: str) -> bool:
        """Whether a text that stands in no row could be a value of the field."""
        if self._areas is not None:
            return text in self._areas  # a finding would look for the nearest name
        return self._fresh(text)[0] is not None

    def gathered(self, places: Places) -> Iterator[Finding]:
        """What its values tell together, as far as they are remembered: columns of codes and names are."""
        if len(self._seen) < REMEMBERED:
            return gathered(self._field, [cell for cell in self._seen if cell], places)
        return iter(())

    def _fresh(self, cell: str) -> tuple[object, Sequence[Finding]]:
        refusal = self._refusal_by_writing(cell)
        if refusal is not None:
            return None, (refusal,)
        value, notes = self._read(self._prepared(cell))
        if "type" in (notes or {}) or _unbounded(value) or (self._field.type in JSON_TYPES and not _is_json(cell)):
            return None, (self._type_error(cell),)
        findings = [self._broken_constraint(name, cell) for name in notes or {}]
        findings.extend(self._own_findings(cell, value))
        kept = value if self._field.type in SCALARS else self._as_text(cell)
        return (None if any(not f.once for f in findings) else kept), findings

    def _typed(self, text: str) -> object:
        value, _ = self._read(self._prepared(text))
        return value if self._field.type in SCALARS else self._as_text(text)

    def _as_text(self, cell: str) -> str:
        """Values of the other types as their text: only a month may have to change its calendar."""
        return self._prepared(cell).strip() if self._field.type == "yearmonth" else cell

    def _prepared(self, cell: str) -> str:
        if self._field.calendar == BUDDHIST and self._field.type != "string":
            cell = in_common_era(cell, self._field)
        if self._field.type == "integer" and self._field.groupChar:
            cell = cell.replace(self._field.groupChar, "")
        return cell.strip() if self._field.type in TIME_TYPES else cell

    def _refusal_by_writing(self, cell: str) -> Finding | None:
        """What Frictionless would read, though no other program does."""
        if self._field.type not in (*NUMBER_TYPES, *TIME_TYPES, "time"):
            return None
        ascii_text = _ascii_digits(cell)
        if ascii_text is not None:
            return Finding("local-digits", {"value": cell, "ascii": ascii_text})
        if self._field.type in NUMBER_TYPES:
            return self._type_error(cell) if "_" in cell or len(cell) > LONGEST_NUMBER else None
        shape = ISO_SHAPES[self._field.type]
        default = self._field.format in (None, "default")
        return None if not default or shape.fullmatch(cell.strip()) else self._type_error(cell)

    def _type_error(self, cell: str) -> Finding:
        if self._field.type in NUMBER_TYPES and _SEPARATED.fullmatch(cell.strip()):
            return Finding(
                "number-separator", {"value": cell, "type": self._field.type, "plain": cell.replace(",", "")}
            )
        kind, example = self._field.type, EXAMPLES.get(self._field.type, "text")
        custom = self._field.format not in (None, "default")
        if custom and kind == "string":
            kind, example = str(self._field.format), FORMAT_EXAMPLES.get(str(self._field.format), "text")
        elif custom:
            kind = f"{kind} ({self._field.format})"
            return Finding("type-format", {"value": cell, "type": self._field.type, "format": self._field.format})
        return Finding("type-error", {"value": cell, "type": kind, "example": example})

    def _broken_constraint(self, name: str, cell: str) -> Finding:
        limit = getattr(self._field.constraints, name)
        listed = ", ".join(str(text_of(v)) for v in limit) if isinstance(limit, tuple) else str(limit)
        suggestion = nearest(cell, [str(text_of(v)) for v in limit]) if name == "enum" else None
        values = {"value": cell, "constraint": name, "limit": listed, "length": len(cell)}
        return Finding(CONSTRAINT_CODES[name], values, suggestion)

    def _own_findings(self, cell: str, value: object) -> Iterator[Finding]:
        if self._is_text:
            yield from cautions(cell)
        if self._may_hold_persons and (len(cell) > SHORT or "@" in cell):
            yield from personal(cell)
        if self._field.type in TIME_TYPES:
            yield from self._calendar_findings(cell)
        if self._is_year and isinstance(value, int) and value in BUDDHIST_YEARS:
            yield Finding("year-as-number", {"value": cell, "common": value - BUDDHIST_OFFSET}, once=True)
        if self._field.type == "integer" and _LEADING_ZERO.match(cell.strip()):
            yield Finding("leading-zeros", {"value": cell, "short": str(value)}, once=True)
        if self._categories and self._typed(cell) not in self._categories:
            names = {str(text_of(c.value)): tuple(c.label.by_language.values()) for c in self._field.categories}
            listed = ", ".join(names)
            yield Finding("unknown-category", {"value": cell, "listed": listed}, nearest(cell, names))
        if self._areas is not None and cell not in self._areas:
            titles = {name: tuple(area.title.by_language.values()) for name, area in self._areas.items()}
            yield Finding("unknown-area", {"value": cell}, nearest(cell, titles))

    def _calendar_findings(self, cell: str) -> Iterator[Finding]:
        year = written_year(cell, self._field)
        if year is None:
            return
        if self._field.calendar != BUDDHIST and year in BUDDHIST_YEARS:
            yield Finding("buddhist-year", {"value": cell, "common": year - BUDDHIST_OFFSET}, once=True)
        elif self._field.calendar == BUDDHIST and year in COMMON_YEARS:
            yield Finding("common-year", {"value": cell, "buddhist": year + BUDDHIST_OFFSET}, once=True)


def _says_year(declared: Field) -> bool:
    return any(_YEAR.search(text) for text in (declared.name, *declared.title.by_language.values()))


def _reader(declared: Field) -> CellReader:
    """Frictionless's reader of the field's cells."""
    return _reader_of(json.dumps(_descriptor(declared)))


@lru_cache(maxsize=1024)
def _reader_of(written: str) -> CellReader:
    """Made once for fields of one declaration, such as a year: that takes as long as reading fifty rows.

    A bound that it cannot read is refused here, else it fails later.
    """
    descriptor = json.loads(written)
    try:
        bounds = {name: limit for name, limit in descriptor["constraints"].items() if name in BOUNDS}
        if bounds:
            plain = frictionless.Field.from_descriptor({**descriptor, "constraints": {}}).create_cell_reader()
            for name, bound in bounds.items():
                if plain(bound)[0] is None:
                    raise FieldRefused(f"{name}: {bound}")
        reader: CellReader
        reader = frictionless.Field.from_descriptor(descriptor).create_cell_reader()
    except frictionless.FrictionlessException as error:
        raise FieldRefused(error.error.note) from error
    return reader


def _descriptor(declared: Field) -> dict[str, Any]:
    """The field as Table Schema; missing values are looked at before Frictionless sees a cell, so it gets none."""
    descriptor: dict[str, Any] = {"name": "field", "type": declared.type, "missingValues": []}
    for key in ("format", "decimalChar", "bareNumber", "trueValues", "falseValues"):
        value = getattr(declared, key)
        if value is not None:
            descriptor[key] = list(value) if isinstance(value, tuple) else value
    if declared.type == "number" and declared.groupChar is not None:
        descriptor["groupChar"] = declared.groupChar
    constraints = {}
    for name in CONSTRAINT_CODES:
        limit = getattr(declared.constraints, name)
        if limit is not None and limit != ():
            constraints[name] = _limit(limit, declared)
    if "pattern" in constraints:  # Frictionless writes ^ and $ at its ends: `a|b` would hold at one end alone
        constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
    return {**descriptor, "constraints": constraints}


def _limit(limit: object, declared: Field) -> object:
    """A bound in the Common Era, as its field's cells are."""
    if isinstance(limit, tuple):
        return [_limit(each, declared) for each in limit]
    if declared.type in TIME_TYPES:
        text = str(text_of(limit))
        return in_common_era(text, declared) if declared.calendar == BUDDHIST else text
    return limit


def _ascii_digits(cell: str) -> str | None:
    """The cell with digits of other scripts turned into 0-9, or None where it has none."""
    if cell.isascii() or not any(c.isdecimal() and not c.isascii() for c in cell):
        return None
    return "".join(str(int(c)) if c.isdecimal() else c for c in cell)


def _is_json(cell: str) -> bool:
    """Whether browsers read it too: Frictionless takes NaN."""
    try:
        json.loads(cell, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _unbounded(value: object) -> bool:
    """NaN and infinity, which JSON refuses, and numbers that no double holds."""
    if isinstance(value, int):
        return value.bit_length() > LARGEST_BITS
    if not isinstance(value, Decimal):
        return False
    return not value.is_finite() or bool(value and abs(value.adjusted()) > LARGEST_EXPONENT)
