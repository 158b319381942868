"""One pass of rows for all indicators of a table: each row goes to those that it belongs to, and is told where it is
wrong. It must not know how a time or a value is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.indicators.plan import Plan, plans_of
from generator.indicators.times import NOWHERE, Clock, Row
from generator.indicators.totals import wrong_totals
from generator.model import Catalog, Dataset, IndicatorReading, Resource
from generator.problems import Problem, problem
from generator.tables import Finding, Table


class SeriesReader:
    """Reads the indicators of one table, whose rows may come in any order; `table` is told what is wrong with them."""

    def __init__(self, catalog: Catalog, dataset: Dataset, resource: Resource, table: Table) -> None:
        self._table = table
        self._path = dataset.descriptor
        self._plans = list(plans_of(catalog, dataset, resource))
        self._clocks = {plan.moment: Clock(plan.time, table) for plan in self._plans}
        self._chosen: dict[tuple[int, ...], dict[tuple[object, ...], list[Plan]]] = {}
        for plan in self._plans:
            self._chosen.setdefault(plan.where, {}).setdefault(plan.cells, []).append(plan)

    def add(self, row: Row) -> None:
        """`row` holds typed values in the order of the schema, None where missing."""
        for where, plans in self._chosen.items():
            for plan in plans.get(tuple([row[i] for i in where]), ()):
                self._take(plan, row)

    def result(self) -> dict[str, IndicatorReading]:
        """A reading of every indicator of this table, by name."""
        return {plan.name: IndicatorReading(indicator=plan.name, series=tuple(plan.series())) for plan in self._plans}

    def problems(self) -> Iterator[Problem]:
        """What shows only when all rows have passed: an indicator without any, or none for its focus."""
        for plan in self._plans if self._table.is_whole and self._table.number else ():
            if not plan.found:
                yield problem("indicator-without-rows", self._path, plan.line, plan.name, found=plan.name)
            elif plan.misses_its_focus():
                yield problem("focus-without-data", self._path, plan.line, plan.name, found=plan.focus)
            for wrong in wrong_totals(plan.found, plan.adding_up):
                values = {"row": wrong.row, "time": wrong.time, "total": wrong.total, "parts": wrong.parts}
                self._table.tell(plan.value[1].name, None, Finding("total-differs", {"indicator": plan.name, **values}))

    def _take(self, plan: Plan, row: Row) -> None:
        time = self._clocks[plan.moment].read(row)
        area = plan.area_of(row)
        if time is None:
            return
        if time is NOWHERE or area is NOWHERE:
            self._tell_unplaced(plan, row)
            return
        found = plan.found.setdefault((area, plan.categories_of(row)), {})  # type: ignore[arg-type]
        if time in found:
            self._tell_double(plan, str(time), found[str(time)][0])
            return
        found[str(time)] = (self._table.number, plan.observation(str(time), row))
        if plan.is_judged:
            for code, name, more in plan.faults(row):
                self._tell(code, name, more)

    def _tell_unplaced(self, plan: Plan, row: Row) -> None:
        """Unless there is nothing to place, or what stood in the cell has been told already."""
        empty = [field.name for i, field in (*plan.time, *((plan.area,) if plan.area else ())) if row[i] is None]
        told = {p.subject for p in self._table.problems if p.line == self._table.line}
        if row[plan.value[0]] is not None and told.isdisjoint(empty):
            self._tell("observation-unplaced", empty[0], {"indicator": plan.name})

    def _tell_double(self, plan: Plan, time: str, first: int) -> None:
        """Unless a key of the table has told it."""
        line = self._table.line
        if not any(p.line == line and p.code.startswith("repeated-") for p in self._table.problems):
            self._tell("double-observation", plan.value[1].name, {"first": first, "time": time, "indicator": plan.name})

    def _tell(self, code: str, subject: str, more: Mapping[str, object]) -> None:
        self._table.tell(subject, self._table.line, Finding(code, {"row": self._table.number, **more}))
