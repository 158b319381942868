"""The figure that may stand for a table: its newest value for the home country, found by one rule for every table.

In come a catalog, a resource and its rows, one by one as they pass; out goes a `Figure`, or nothing where no single
value can speak for the table. It must not know how a figure looks, nor where rows come from.

The rule. The value is the first field of numbers with a unit, else the first one outside the key. The time is the
first field of a time type, else one so named; a field that parts a year (a quarter, a month) goes with it. Where a
field holds area codes, only rows of the home country count: the country that the catalog's provinces lie in. What else
tells rows apart are the key's other fields; they must have `categories`, whose order says which comes first
("overall" stands on top). Of the rows with the newest time the first by that order leads, and its series is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.model import Area, Field, Figure, Point, Resource, Schema
from generator.values import NUMBER_TYPES, TIME_TYPES, text_of

TIME_NAMES: Final = ("year", "period", "date", "fiscal_year", "month", "quarter")
YEAR_PARTS: Final = ("quarter", "half", "half_year", "month")
UNIT_NAME: Final = "unit"  # a field of this name says the unit row by row
MOST_SERIES: Final = 200
MOST_POINTS: Final = 2_000


class FigureSeeker:
    """Looks at each row of a table once. `home` is the area that `home_area` finds."""

    def __init__(self, resource: Resource, home: str | None) -> None:
        self._plan = _plan(resource.schema) if resource.schema else None
        self._home = home
        self._series: dict[tuple[str, ...], dict[tuple[str, int], tuple[str, str | None]]] = {}
        self._ambiguous = False

    def add(self, row: Sequence[object]) -> None:
        """`row` holds typed values in the order of the schema, None where missing."""
        plan = self._plan
        if plan is None or self._ambiguous or row[plan.value] is None:
            return
        if plan.area is not None and row[plan.area] != self._home:
            return
        if plan.time is not None and row[plan.time] is None:
            return
        self._keep(plan, row)

    def _keep(self, plan: _Plan, row: Sequence[object]) -> None:
        slot = tuple(_text(row[i]) for i in plan.labels)
        moment = ("" if plan.time is None else _text(row[plan.time]), plan.part_of(row))
        series = self._series.setdefault(slot, {})
        if moment in series or len(self._series) > MOST_SERIES or len(series) >= MOST_POINTS:
            self._ambiguous = True
            return
        series[moment] = (_text(row[plan.value]), None if plan.unit is None else _text(row[plan.unit]))

    def result(self) -> Figure | None:
        """The figure, or None where the table has no value, too many series, or two values for one thing and time."""
        plan = self._plan
        if plan is None or self._ambiguous or not self._series:
            return None
        newest = max(moment for series in self._series.values() for moment in series)
        leading = [slot for slot, series in self._series.items() if newest in series]
        ranked = sorted((plan.rank(slot), slot) for slot in leading)
        slot = ranked[0][1]
        series = self._series[slot]
        parts = plan.part_labels(newest)
        moments = sorted(m for m in series if m[1] == newest[1])
        return Figure(
            field=plan.field(plan.value).name,
            points=tuple(Point(time=m[0], value=series[m][0]) for m in moments),
            time=None if plan.time is None else plan.field(plan.time).name,
            area=None if plan.area is None else self._home,
            labels=(*parts, *((plan.field(i).name, text) for i, text in zip(plan.labels, slot, strict=True) if text)),
            unit=series[newest][1] or None,
        )


class _Plan:
    """Which columns of a table play which part, as positions in a row."""

    def __init__(self, fields: tuple[Field, ...], value: int, key: frozenset[str]) -> None:
        self._fields = fields
        self.value = value
        self.area = _first(i for i, f in enumerate(fields) if f.codes is not None)
        self.time = _first(i for i, f in enumerate(fields) if f.type in TIME_TYPES)
        if self.time is None:
            self.time = _first(i for i, f in enumerate(fields) if f.name in TIME_NAMES)
        taken = {self.value, self.area, self.time}
        self.part = _first(i for i, f in enumerate(fields) if f.name in YEAR_PARTS and f.categories and i not in taken)
        self.unit = None
        if fields[value].unit is None:
            self.unit = _first(i for i, f in enumerate(fields) if f.name == UNIT_NAME and i != value)
        self.labels = tuple(
            i
            for i, f in enumerate(fields)
            if i not in taken | {self.part, self.unit} and (f.name in key or (not key and f.categories))
        )

    def field(self, position: int) -> Field:
        return self._fields[position]

    def part_of(self, row: Sequence[object]) -> int:
        """The place of the row's quarter or month in its year; -1 for a whole year."""
        if self.part is None or row[self.part] is None:
            return -1
        return _order(self._fields[self.part], _text(row[self.part]))

    def part_labels(self, moment: tuple[str, int]) -> tuple[tuple[str, str], ...]:
        if self.part is None or not 0 <= moment[1] < len(self._fields[self.part].categories):
            return ()
        field = self._fields[self.part]
        return ((field.name, field.categories[moment[1]].value),)

    def rank(self, slot: tuple[str, ...]) -> tuple[int, ...]:
        """Where a series stands by the order of its categories; a missing one comes first: it stands for the whole."""
        return tuple(
            -1 if text == "" else _order(self._fields[i], text) for i, text in zip(self.labels, slot, strict=True)
        )


def home_area(areas: Mapping[str, Area]) -> str | None:
    """The country that most provinces of the catalog lie in, if any."""
    within = Counter(area.within for area in areas.values() if area.kind == "province" and area.within)
    return min(within, key=lambda name: (-within[name], name)) if within else None


def _plan(schema: Schema) -> _Plan | None:
    key = frozenset(schema.primaryKey or (schema.uniqueKeys[0] if schema.uniqueKeys else ()))
    numbers = [i for i, f in enumerate(schema.fields) if f.type in NUMBER_TYPES and f.name not in TIME_NAMES]
    value = _first(i for i in numbers if schema.fields[i].unit is not None)
    if value is None:
        value = _first(i for i in numbers if schema.fields[i].name not in key)
    if value is None:
        return None
    plan = _Plan(schema.fields, value, key)
    return plan if all(schema.fields[i].categories for i in plan.labels) else None


def _order(field: Field, text: str) -> int:
    found = _first(i for i, c in enumerate(field.categories) if c.value == text)
    return len(field.categories) if found is None else found


def _text(value: object) -> str:
    """The value as a profile writes it; nothing for a missing one."""
    return text_of(value) or ""


def _first(positions: Iterable[int]) -> int | None:
    return next(iter(positions), None)
