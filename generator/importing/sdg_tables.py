"""Tables of Open SDG: a column for the year, one for the value, and the others break values down; an empty cell is the
whole. In comes a CSV file, out go a resource with its schema, and indicators that read it.

An indicator is one series in one unit, where a table has such columns: values of two units share no axis. It must not
know other files of the repository.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.contributing.labels import unit_named
from generator.datafiles import encoding_of
from generator.encodings import codec
from generator.importing import foreign
from generator.importing.drafts import Refused, Words
from generator.model import Unit

TIME: Final = "Year"
VALUE: Final = "Value"
SPLITTING: Final = ("Series", "Units")
NO_DIMENSIONS: Final = (TIME, VALUE, *SPLITTING, "GeoCode", "Progress", "COMMENT_OBS", "COMMENT_OBS_0", "COMMENT_OBS_1")
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
MOST_GROUPS: Final = 60  # indicators of one table
MOST_CATEGORIES: Final = 300  # of one column
KINDS: Final = (  # the first whose words are found in the unit or else the title tells the kind
    ("percentage", r"percent|%|proportion|share of"),
    ("score", r"\bscore\b|\bindex\b"),
    ("ratio", r"\brate\b|\bper\b|\bratio\b|/"),
    ("count", r"\bnumber\b|\bcount"),
)
DIRECTIONS: Final = {"positive": "higher-is-better", "negative": "lower-is-better"}

Word = Callable[[str], Words]
Group = tuple[tuple[str, str], ...]  # columns that split, with their value


@dataclass(frozen=True, kw_only=True)
class SdgTable:
    file: Path
    labels: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    word: Word
    units: Mapping[str, Unit]

    @property
    def coverage(self) -> dict[str, int]:
        """The first and the last year in which a time lies."""
        years = sorted({int(found[0]) for row in self.rows if (found := re.match(r"\d{4}", row.get(TIME, "")))})
        return {"start": years[0], "end": years[-1]} if years else {}

    @property
    def marks(self) -> list[str]:
        """What stands among the values and is no number."""
        values = self._values(VALUE) if VALUE in self.labels else []
        return [value for value in values if not NUMBER.fullmatch(value.strip())]

    def unit_named(self, written: str) -> str:
        """The unit of the catalog that is meant by `Percentage (%)`, by its title or the sign in brackets."""
        names = (written, *re.split(r"[()]", written))
        return next((unit for name in names if (unit := unit_named(name.strip(), self.units))), "")

    def resource(self, title: object) -> dict[str, object]:
        schema = {"fields": [self._field(label) for label in self.labels]}
        return {"name": foreign.slug(self.file.stem), "title": title, "format": "csv", "schema": schema}

    def indicators(self, name: str, of: Callable[..., Words], config: Mapping[str, Any]) -> list[dict[str, object]]:
        """One for each group of rows that has values; none where the table has no years or values."""
        if TIME not in self.labels or VALUE not in self.labels:
            return []
        groups = list(dict.fromkeys(self._group(row) for row in self.rows if row[VALUE]))[:MOST_GROUPS]
        found: list[dict[str, object]] = []
        for group in groups:
            parts = [foreign.slug(value, 40) for _, value in group if value]
            wanted = "-".join((f"sdg-{name}", *(parts if len(groups) > 1 else ())))[:66].rstrip("-")
            own = foreign.unique(wanted, [str(each["name"]) for each in found])
            found.append({"name": own, **self._indicator(group, name, of, config, is_alone=len(groups) == 1)})
        return found

    def _indicator(
        self, group: Group, name: str, of: Callable[..., Words], config: Mapping[str, Any], *, is_alone: bool
    ) -> dict[str, object]:
        titles = of("indicator_name", "graph_title") or self.word(name)
        lines = {code: foreign.line(f"{name.replace('-', '.')} {text}") for code, text in titles.items()}
        for _, value in group if not is_alone else ():
            said = self.word(value) if value else {}
            lines = {code: f"{text} – {said[code]}" if code in said else text for code, text in lines.items()}
        unit = dict(group).get("Units") or foreign.line(config.get("computation_units"))
        options = foreign.mappings(config.get("progress_calculation_options"))
        direction = DIRECTIONS.get(foreign.line(options[0].get("direction")) if options else "", "neutral")
        dimensions = [{"field": label} for label in self.labels if self._is_dimension(label)]
        return foreign.kept(
            {
                "title": lines,
                "definition": of("STAT_CONC_DEF") or lines,
                "kind": _kind(unit, " ".join(titles.values())),
                "direction": direction,
                "resource": foreign.slug(self.file.stem),
                "value": VALUE,
                "time": TIME,
                "where": {column: value for column, value in group if value},
                "dimensions": dimensions,
                "unit": self.unit_named(unit),
            }
        )

    def _group(self, row: Mapping[str, str]) -> Group:
        return tuple((column, row[column]) for column in SPLITTING if column in self.labels)

    def _is_dimension(self, label: str) -> bool:
        return label not in NO_DIMENSIONS and 0 < len(self._values(label)) <= MOST_CATEGORIES

    def _values(self, label: str) -> list[str]:
        return list(dict.fromkeys(row[label] for row in self.rows if row[label]))

    def _field(self, label: str) -> dict[str, object]:
        values = self._values(label)
        field: dict[str, object] = {"name": label, "type": "string", "title": self.word(label)}
        if label == TIME:
            is_year = all(re.fullmatch(r"\d{4}", value) for value in values)
            return {**field, "type": "year" if is_year else "string", "constraints": {"required": True}}
        if label == VALUE:
            return {**field, "type": "number", **({"missingValues": ["", *self.marks]} if self.marks else {})}
        if self._is_dimension(label) or label in SPLITTING:
            field["categories"] = [{"value": value, "label": self.word(value)} for value in values]
        return foreign.kept(field)


def read(file: Path, word: Word, units: Mapping[str, Unit]) -> SdgTable:
    """Every cell as it is written. Raises `Refused`."""
    try:
        with file.open(encoding=codec(encoding_of(file) or "utf-8"), newline="") as stream:
            reader = csv.reader(stream)
            labels = tuple(next(reader, ()))
            rows = tuple(dict(zip(labels, row, strict=False)) for row in reader if any(row))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("unreadable", path=file.name, reason=error) from error
    if not rows or not any(labels):
        raise Refused("file_empty", path=file.name)
    whole = tuple({**dict.fromkeys(labels, ""), **row} for row in rows)
    return SdgTable(file=file, labels=labels, rows=whole, word=word, units=units)


def _kind(unit: str, title: str) -> str:
    said = unit or title
    return next((kind for kind, words in KINDS if re.search(words, said, re.IGNORECASE)), "amount")
