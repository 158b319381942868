"""What one indicator takes from a row: which cells tell the area, the categories and the value.

In come typed rows, out go observations, faults of a value, and series in their order. It must not know how a table is
read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from generator import periods, values
from generator.figures import home_area
from generator.indicators.times import NOWHERE, Column, Row
from generator.model import Catalog, Dataset, Field, Indicator, Observation, Resource, Series, Unit
from generator.tables import typist
from generator.values import NUMBER_TYPES, text_of

Slot = tuple[str | None, tuple[str | None, ...]]
"""An area, and a category of each dimension; None for the whole."""


def plans_of(catalog: Catalog, dataset: Dataset, resource: Resource) -> Iterator[Plan]:
    """One for each indicator of the table whose fields are all there."""
    wanted = [indicator for indicator in dataset.indicators if indicator.resource == resource.name]
    ground = _Ground(catalog, dataset, resource) if wanted else None
    for indicator in wanted:
        if ground is not None and ground.has(indicator):
            yield Plan(ground, indicator)


class _Ground:
    """What the indicators of one table share."""

    def __init__(self, catalog: Catalog, dataset: Dataset, resource: Resource) -> None:
        assert resource.schema is not None
        self.columns: dict[str, Column] = {field.name: (i, field) for i, field in enumerate(resource.schema.fields)}
        self.home = home_area(catalog.areas)
        self.order = {name: i for i, name in enumerate(catalog.areas)}
        self._catalog = catalog
        self._dataset = dataset
        self._schema = resource.schema
        self._typists: dict[str, Callable[[str], object]] = {}

    def has(self, indicator: Indicator) -> bool:
        """Whether every field is there, and the value is a number; what is not has been told with its line."""
        single = (indicator.area, indicator.flags, indicator.notes, indicator.ranked)
        names = [indicator.value, *indicator.time, *(name for name in single if name is not None)]
        names += [chosen.field for chosen in indicator.where] + [dimension.field for dimension in indicator.dimensions]
        is_known = bool(indicator.time) and all(name in self.columns for name in names)
        return is_known and self.columns[indicator.value][1].type in NUMBER_TYPES

    def cell(self, name: str, written: str) -> object:
        """What a cell of that field holds where the file writes so."""
        if name not in self._typists:
            self._typists[name] = typist(self.columns[name][1], self._schema, self._catalog.areas)
        return self._typists[name](written)

    def unit(self, indicator: Indicator) -> Unit | None:
        return self._catalog.units.get(self._dataset.unit_of(indicator) or "")


class Plan:
    """The columns of one indicator, and what was found of it: for each slot and time the row's number and the
    observation."""

    def __init__(self, ground: _Ground, indicator: Indicator) -> None:
        columns = ground.columns
        self.name = indicator.name
        self.line = indicator.line
        self.focus = indicator.focus
        self.found: dict[Slot, dict[str, tuple[int, Observation]]] = {}
        self.value = columns[indicator.value]
        self.time = tuple(columns[name] for name in indicator.time)
        self.moment = tuple(i for i, _ in self.time)
        self.area = None if indicator.area is None else columns[indicator.area]
        self.where = tuple(columns[chosen.field][0] for chosen in indicator.where)
        self.cells = tuple(ground.cell(chosen.field, chosen.value) for chosen in indicator.where)
        self._dimensions = tuple(columns[dimension.field] for dimension in indicator.dimensions)
        self.adding_up = tuple(i for i, dimension in enumerate(indicator.dimensions) if dimension.adds_up)
        self._totals = tuple(None if d.total is None else ground.cell(d.field, d.total) for d in indicator.dimensions)
        self._flags, self._notes, self._ranked = (
            None if name is None else columns[name] for name in (indicator.flags, indicator.notes, indicator.ranked)
        )
        self._kind = indicator.kind
        self._unit = ground.unit(indicator)
        self.is_judged = self._kind in ("rank", "count") or self._unit is not None
        self._order = ground.order
        self._home = indicator.focus or ground.home

    def area_of(self, row: Row) -> object:
        """The code of the row's area; the focus where the table names none, NOWHERE where only this row does not."""
        if self.area is None:
            return self._home
        code = row[self.area[0]]
        return NOWHERE if code is None else code

    def categories_of(self, row: Row) -> tuple[str | None, ...]:
        if not self._dimensions:
            return ()
        return tuple(
            [
                None if row[i] is None or row[i] == total else text_of(row[i])
                for (i, _), total in zip(self._dimensions, self._totals, strict=True)
            ]
        )

    def observation(self, time: str, row: Row) -> Observation:
        return Observation(
            time=time,
            value=text_of(row[self.value[0]]),
            flag=None if self._flags is None else text_of(row[self._flags[0]]),
            note=None if self._notes is None else text_of(row[self._notes[0]]),
            ranked=None if self._ranked is None else _whole(row[self._ranked[0]]),
        )

    def faults(self, row: Row) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        """Codes of what the row's value cannot be, each with the field and more to say."""
        value, name = row[self.value[0]], self.value[1].name
        if not isinstance(value, int | Decimal):
            return
        if self._kind == "rank":
            yield from self._faults_of_rank(value, row)
        elif self._kind == "count" and value < 0:
            yield "count-negative", name, {"value": text_of(value)}
        if self._unit is not None and not values.is_within(Decimal(value), self._unit):
            limits = {"unit": self._unit.name, "bounds": values.bounds(self._unit)}
            yield "value-out-of-range", name, {"value": text_of(value), **limits}

    def _faults_of_rank(self, value: int | Decimal, row: Row) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        ranked = None if self._ranked is None else row[self._ranked[0]]
        if _whole(value) is None:
            yield "no-rank", self.value[1].name, {"value": text_of(value)}
        elif self._ranked is not None and ranked is not None and _whole(ranked) is None:
            yield "no-rank", self._ranked[1].name, {"value": text_of(ranked)}
        elif isinstance(ranked, int | Decimal) and value > ranked:
            yield "rank-too-large", self.value[1].name, {"value": text_of(value), "ranked": text_of(ranked)}

    def misses_its_focus(self) -> bool:
        """Whether others have values, and the area that the indicator is to lead with has none."""
        areas = {slot[0] for slot, found in self.found.items() if any(o.value is not None for _, o in found.values())}
        return self.focus is not None and bool(areas) and self.focus not in areas

    def series(self) -> Iterator[Series]:
        """By the order of areas in the registry and of categories in the schema, observations by time."""
        for slot in sorted(self.found, key=self._place):
            found = self.found[slot]
            ordered = sorted(found, key=periods.order)
            yield Series(area=slot[0], categories=slot[1], observations=tuple(found[time][1] for time in ordered))

    def _place(self, slot: Slot) -> tuple[object, ...]:
        area, categories = slot
        fields = (field for _, field in self._dimensions)
        ranks = tuple(_rank(field, category) for field, category in zip(fields, categories, strict=True))
        return (-1 if area is None else self._order.get(area, len(self._order)), area or "", ranks)


def _rank(field: Field, category: str | None) -> tuple[int, str]:
    """The whole first, then categories as the schema lists them, then others."""
    listed = [c.value for c in field.categories]
    if category is None:
        return (-1, "")
    return (listed.index(category) if category in listed else len(listed), category)


def _whole(value: object) -> int | None:
    """A whole number from 1 up."""
    if not isinstance(value, int | Decimal) or value < 1 or value != int(value):
        return None
    return int(value)
