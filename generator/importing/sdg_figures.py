"""Indicators out of a table of Open SDG: each is one series in one unit, since values of two units share no axis.

In come a table and what the repository's configuration says of it, out go entries of `indicators:`, of which the first
leads and the others are related to it. What is read between the lines is noted. It must not know other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.importing import foreign
from generator.importing.drafts import Draft, Words
from generator.importing.sdg_tables import REMARKS, SPLITTING, TIME, VALUE, Row, SdgTable

DIRECTIONS: Final = {"positive": "higher-is-better", "negative": "lower-is-better"}
TARGET_TIME: Final = 2030  # of targets that name no year, as Open SDG takes them
MOST_FIGURES: Final = 60  # indicators of one table
LONGEST_NAME: Final = 66
LONG: Final = 120  # characters of a title that takes no name of a series behind it
WHOLE: Final = re.compile(r"(total|all|both)\b", re.IGNORECASE)
KINDS: Final = (  # the first whose words are found in the unit or else the title tells the kind
    ("percentage", r"percent|%|proportion|share of"),
    ("score", r"\bscore\b|\bindex\b"),
    ("ratio", r"\brate\b|\bper\b|\bratio\b|/"),
    ("count", r"\bnumber\b|\bcount"),
)

Group = tuple[tuple[str, str], ...]  # columns that split, with their value
Entry = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """`title` and `definition` are those of the indicator as a whole; either may be empty."""

    name: str
    table: SdgTable
    config: Mapping[str, Any]
    title: Words
    definition: Words
    draft: Draft

    def entries(self) -> list[Entry]:
        """One for each group of rows that has values; none where the table has no years or values."""
        if not {TIME, VALUE} <= set(self.table.labels):
            return []
        groups = sorted(dict.fromkeys(_group(row) for row in self.table.rows if row[VALUE]), key=self._rank)
        if not groups:
            self.draft.note("no_values", resource=self.table.file.stem)
        if len(groups) > MOST_FIGURES:
            self.draft.note("figures_cut", count=len(groups), most=MOST_FIGURES)
        groups = groups[:MOST_FIGURES]
        found: list[Entry] = []
        for group in groups:
            own = foreign.unique(self._name(group, groups), [str(each["name"]) for each in found])
            found.append({"name": own, **self._entry(group, groups)})
        for place, each in enumerate(found if len(found) > 1 else ()):
            each["related"] = [other["name"] for other in (found[:1] if place else found[1:])]
        self._tell(found)
        return found

    def _tell(self, found: list[Entry]) -> None:
        """What no file says in so many words."""
        if found:
            kinds = ", ".join(dict.fromkeys(f"{each['kind']} ({each['direction']})" for each in found))
            self.draft.note("figures_read", kinds=kinds)
        wholes = {
            f"{part['field']}: {part['total']}"
            for each in found
            for part in foreign.mappings(each.get("dimensions"))
            if "total" in part
        }
        if wholes:
            self.draft.note("wholes_read", wholes="; ".join(sorted(wholes)))
        if any("targets" in each for each in found):
            self.draft.note("target_time", time=TARGET_TIME)

    def _rank(self, group: Group) -> tuple[bool, int]:
        """The place of a group by what the site shows first, then by what it measures progress with."""
        values = [value for _, value in group]
        shown = [value for column in SPLITTING for value in self._started(column, group)]
        options = list(self._options())
        place = next((n for n, option in enumerate(options) if _fits(option, group)), len(options))
        return not all(value in values for value in shown), place

    def _name(self, group: Group, groups: list[Group]) -> str:
        parts = [foreign.slug(value, 40) for value in _telling(group, groups)]
        return "-".join((f"sdg-{self.name}", *parts))[:LONGEST_NAME].rstrip("-")

    def _title(self, group: Group, groups: list[Group]) -> Words:
        """That of the indicator, with what tells the group from its neighbours; that alone where it says it all."""
        number = self.name.replace("-", ".")
        titles = self.title or self.table.word(self.name)
        telling = [(value, self.table.word(value)) for value in _telling(group, groups)]
        longest = max(map(len, titles.values()))
        is_said = bool(telling) and (longest > LONG or telling[0][0].lower() in " ".join(titles.values()).lower())
        lines: Words = {}
        for code, title in titles.items():
            names = [texts[code] for _, texts in telling if code in texts]
            if len(names) == len(telling):
                lines[code] = foreign.line(f"{number} {' – '.join([*([] if is_said else [title]), *names])}")
        return lines or {code: foreign.line(f"{number} {title}") for code, title in titles.items()}

    def _entry(self, group: Group, groups: list[Group]) -> Entry:
        titles = self._title(group, groups)
        unit = dict(group).get("Units") or foreign.line(self.config.get("computation_units"))
        rows = [row for row in self.table.rows if _group(row) == group]
        dimensions = [
            foreign.kept({"field": label, "total": self._whole(label, rows, group)})
            for label in self.table.dimensions
            if any(row[label] for row in rows)
        ]
        wholes = {str(part["field"]): str(part["total"]) for part in dimensions if "total" in part}
        return foreign.kept(
            {
                "title": titles,
                "definition": self.definition or titles,
                "kind": _kind(unit, " ".join(titles.values())),
                "direction": "neutral",
                "resource": foreign.slug(self.table.file.stem),
                "value": VALUE,
                "time": TIME,
                "where": {column: value for column, value in group if value},
                "dimensions": dimensions,
                "unit": self.table.unit_of(unit, self.draft),
                "notes": next((label for label in REMARKS if label in self.table.labels), ""),
                **(self._progress(group, wholes) if self._is_about_values() else {}),
            }
        )

    def _whole(self, label: str, rows: list[Row], group: Group) -> str:
        """The value that stands for all, where it has a name: what the site shows first; else the only one that sounds
        like it, where no cell is empty."""
        present = list(dict.fromkeys(row[label] for row in rows if row[label]))
        started = [value for value in self._started(label, group) if value in present]
        found = started if len(started) == 1 else [value for value in started if WHOLE.match(value)]
        if not found and all(row[label] for row in rows if row[VALUE]):
            found = [value for value in present if WHOLE.match(value)]
        return found[0] if len(found) == 1 else ""

    def _started(self, label: str, group: Group) -> list[str]:
        """What the site shows first of a column, for this series."""
        entries = [e for e in foreign.mappings(self.config.get("data_start_values")) if e.get("field") == label]
        series = dict(group).get("Series", "")
        values = [e.get("value", e.get("Value")) for e in entries if e.get("series") in (None, "", series)]
        return list(dict.fromkeys(filter(None, map(foreign.line, values))))

    def _progress(self, group: Group, wholes: Mapping[str, str]) -> Entry:
        """Direction and target, where all that is said of this series and unit agrees."""
        fitting = [option for option in self._options() if _fits(option, group)]
        directions = {DIRECTIONS[option["direction"]] for option in fitting}
        told = [(option, foreign.number(option.get("target"))) for option in fitting]
        aims = [(option, aim) for option, aim in told if aim is not None]
        targets = {aim for option, aim in aims if _is_whole(option, wholes)} or {aim for _, aim in aims}
        found: Entry = {"direction": directions.pop()} if len(directions) == 1 else {}
        if len(targets) == 1:
            found["targets"] = [{"time": TARGET_TIME, "value": targets.pop()}]
        return found

    def _options(self) -> Iterator[Mapping[str, Any]]:
        """Every way in which progress is measured; they stand in groups of groups."""
        waiting = foreign.mappings(self.config.get("progress_calculation_options"))
        while waiting:
            option = waiting.pop(0)
            if "group" in option:
                waiting[:0] = foreign.mappings(option["group"])
            elif option.get("direction") in DIRECTIONS:
                yield option

    def _is_about_values(self) -> bool:
        """Whether progress is measured by the values themselves, and not by a column `Progress` that differs."""
        pairs = [(row["Progress"], row[VALUE]) for row in self.table.rows if row.get("Progress") and row[VALUE]]
        return sum(progress == value for progress, value in pairs) * 10 >= len(pairs) * 9


def _group(row: Row) -> Group:
    return tuple((column, row[column]) for column in SPLITTING if column in row)


def _telling(group: Group, groups: list[Group]) -> list[str]:
    """What tells a group from its neighbours: its series, its unit where the series has several, or both."""
    found = []
    for place, (_, value) in enumerate(group):
        same = {other[place][1] for other in groups if other[:place] == group[:place]}
        everywhere = {other[place][1] for other in groups}
        if value and len(same if place else everywhere) > 1:
            found.append(value)
    return found


def _fits(option: Mapping[str, Any], group: Group) -> bool:
    said = dict(group)
    return all(
        option.get(key) in (None, "", said.get(column, "")) for key, column in (("series", "Series"), ("unit", "Units"))
    )


def _is_whole(option: Mapping[str, Any], wholes: Mapping[str, str]) -> bool:
    parts = foreign.mappings(option.get("disaggregation"))
    return all(wholes.get(str(part.get("field"))) == part.get("value") for part in parts)


def _kind(unit: str, title: str) -> str:
    said = unit or title
    return next((kind for kind, words in KINDS if re.search(words, said, re.IGNORECASE)), "amount")
