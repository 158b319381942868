"""What only the values of a column together tell: names of areas of which one is misspelt, units that change.

In come a field, its different values and the names of areas, out go findings. Each rule is a function in `GATHERED`. It
must not know in which rows a value stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from generator.model import Field
from generator.places import Places
from generator.tables.finding import Finding

MOSTLY: Final = 0.8  # of the different values that have to be of a kind before the others are told
FEWEST: Final = 3
MOST_TOLD: Final = 5
_QUANTITY: Final = re.compile(r"[+-]?[\d,]*\.?\d+\s*([^\W\d_][^\d]{0,20}|%)")

Gathered = Callable[[Field, Collection[str], Places], Iterator[Finding]]


def gathered(field: Field, values: Collection[str], places: Places) -> Iterator[Finding]:
    """What is to be told of a column of text that has no code list."""
    if field.type == "string" and not field.codes and not field.categories:
        for rule in GATHERED:
            yield from rule(field, values, places)


def names_are_of_areas(_field: Field, values: Collection[str], places: Places) -> Iterator[Finding]:
    """Where nearly all values are names of areas, the others are told with the nearest name."""
    unknown = sorted(value for value in values if places.code(value) is None)
    known = len(values) - len(unknown)
    if known < FEWEST or known < MOSTLY * len(values):
        return
    for value in unknown[:MOST_TOLD]:
        meant = places.nearest(value)
        if meant is not None:
            yield Finding("area-name", {"value": value}, meant)


def one_unit(_field: Field, values: Collection[str], _places: Places) -> Iterator[Finding]:
    """Quantities that carry their units in the cell, and not the same one: 12 kg and 3 t."""
    units: dict[str, str] = {}
    count = 0
    for value in sorted(values):
        found = _QUANTITY.fullmatch(value.strip())
        if found:
            count += 1
            units.setdefault(found[1].strip(), value)
    if count >= FEWEST and count >= MOSTLY * len(values) and 1 < len(units) <= count / 2:
        yield Finding("mixed-units", {"values": ", ".join(list(units.values())[:MOST_TOLD])})


GATHERED: Final[tuple[Gathered, ...]] = (names_are_of_areas, one_unit)
