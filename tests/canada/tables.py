"""The table of an indicator as the catalog keeps it. In comes the corpus's table, out goes the same, row for row and
cell for cell but for places, and which values stand for the whole. It must not know how a descriptor is written.

A place is a code in one column, `GeoCode`; its name, which the corpus writes in a column Geography beside it and in
English only, stands in `areas.yml` in both languages. Where both are empty the row is about Canada.

Open SDG shows first the rows whose cells are all empty: they are Canada as a whole. The same whole has a name in other
rows of many tables: "All persons" of Alberta, "Canada" by sex; `data_start_values` of the configuration tells these
names. Such a name is the `total` of its dimension, within its series and unit; an empty cell is the whole as well.
Where the site starts with several values, the one that begins with a word such as Total counts; where it starts with
none and no cell is empty, the only value that does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.canada.corpus import Row, SdgIndicator, Table, dimensions
from tests.canada.places import HOME

TOTAL: Final = re.compile(r"(total|all|both)\b", re.IGNORECASE)
PLACE: Final = "GeoCode"
NAME: Final = "Geography"

Group = tuple[str, str]  # a series and a unit; empty where the table has no such column


@dataclass(frozen=True)
class Kept:
    """The table of an indicator, and by group the name of the total of each column that has one."""

    table: Table
    totals: Mapping[Group, Mapping[str, str]]

    def rows(self, group: Group) -> tuple[Row, ...]:
        return tuple(row for row in self.table.rows if group_of(row) == group)


def kept(indicator: SdgIndicator, codes: Mapping[tuple[str, str], str]) -> Kept:
    """`codes` gives the area of a geography and its code in the corpus."""
    table = indicator.table
    assert table is not None, indicator.name
    header = _header(table)
    rows = tuple(_placed(row, codes) if NAME in table.header else dict(row) for row in table.rows)
    members: dict[Group, list[Row]] = defaultdict(list)
    for row in rows:
        members[group_of(row)].append(row)
    totals = {group: dict(_totals(indicator, table, same, group)) for group, same in members.items()}
    return Kept(Table(header, rows), totals)


def _header(table: Table) -> tuple[str, ...]:
    """`GeoCode` where it stands, or in the place of Geography."""
    if PLACE in table.header:
        return tuple(column for column in table.header if column != NAME)
    return tuple(PLACE if column == NAME else column for column in table.header)


def group_of(row: Row) -> Group:
    return row.get("Series", ""), row.get("Units", "")


def _placed(row: Row, codes: Mapping[tuple[str, str], str]) -> Row:
    placed = {column: cell for column, cell in row.items() if column != NAME}
    return {**placed, PLACE: codes[row[NAME], row.get(PLACE, "")] if row[NAME] else HOME}


def _totals(indicator: SdgIndicator, table: Table, rows: Sequence[Row], group: Group) -> Iterator[tuple[str, str]]:
    for column in dimensions(table):
        present = list(dict.fromkeys(row[column] for row in rows if row[column]))
        started = [value for value in _started(indicator, column, group) if value in present]
        candidates = started if len(started) == 1 else [value for value in started if TOTAL.match(value)]
        if not candidates and not any(row[column] == "" and row["Value"] for row in rows):
            candidates = [value for value in present if TOTAL.match(value)]  # nothing else can be the whole
        if len(candidates) == 1:
            yield column, candidates[0]


def _started(indicator: SdgIndicator, column: str, group: Group) -> list[str]:
    """What the site shows first of a column, for this series."""
    entries = indicator.config.get("data_start_values") or ()
    fitting = [e for e in entries if e.get("field") == column and e.get("series") in (None, "", group[0])]
    return list(dict.fromkeys(str(entry.get("value", entry.get("Value"))) for entry in fitting))
