"""Totals against their parts: where a dimension declares that its categories add up, the whole is held to their sum.

In come the observations of an indicator by area, categories and time, out go the totals that differ. It must not know
tables nor problems' words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model import Observation

Slot = tuple[str | None, tuple[str | None, ...]]
Found = Mapping[Slot, Mapping[str, tuple[int, Observation]]]


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """`row` is the number of the row of data that holds the total."""

    row: int
    time: str
    total: Decimal
    parts: Decimal


def wrong_totals(found: Found, places: Sequence[int]) -> Iterator[WrongTotal]:
    """By rows. `places` are those of the dimensions that add up; a sum counts where all of a dimension's parts have a
    value, and may differ by what rounding each of them can make."""
    wrong = (one for place in places for one in _of_dimension(found, place))
    yield from sorted(wrong, key=lambda one: one.row)


def _of_dimension(found: Found, place: int) -> Iterator[WrongTotal]:
    parts: dict[tuple[object, ...], dict[str, Decimal]] = defaultdict(dict)
    totals: dict[tuple[object, ...], tuple[int, Decimal]] = {}
    names = {categories[place] for _, categories in found} - {None}
    for (area, categories), by_time in found.items():
        rest = (*categories[:place], *categories[place + 1 :])
        for time, (row, observation) in by_time.items():
            if observation.value is None:
                continue
            value, category = Decimal(observation.value), categories[place]
            if category is None:
                totals[area, rest, time] = (row, value)
            else:
                parts[area, rest, time][category] = value
    for key, (row, total) in totals.items():
        values = parts.get(key, {})
        if len(values) < 2 or values.keys() != names:
            continue
        together = sum(values.values(), Decimal(0))
        if abs(total - together) > _rounding((total, *values.values())):
            yield WrongTotal(row, str(key[2]), total, together)


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """Half a unit of the last decimal for each value; nothing where all are whole numbers."""
    decimals = max(-int(value.as_tuple().exponent) for value in values)
    return Decimal(len(values)).scaleb(-decimals) / 2 if decimals > 0 else Decimal(0)
