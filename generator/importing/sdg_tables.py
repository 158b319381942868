"""Tables of Open SDG: a column for the year, one for the value, and the others break values down; an empty cell is the
whole. In comes a CSV file, out goes a resource with its schema. It must not know other files of the repository.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.contributing.labels import unit_named
from generator.datafiles import encoding_of
from generator.encodings import codec
from generator.importing import foreign
from generator.importing.drafts import Draft, Refused, Words
from generator.model import Unit

TIME: Final = "Year"
VALUE: Final = "Value"
SPLITTING: Final = ("Series", "Units")
REMARKS: Final = ("COMMENT_OBS", "COMMENT_OBS_0", "COMMENT_OBS_1", "COMMENT_OBS_2")
CODE: Final = "GeoCode"
NO_DIMENSIONS: Final = (TIME, VALUE, *SPLITTING, CODE, "Progress", "SOURCE_DETAIL", *REMARKS)
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
PLACE: Final = "Geography"
PERCENT: Final = "%"
MOST_CATEGORIES: Final = 300  # of one column

Word = Callable[[str], Words]
Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SdgTable:
    file: Path
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
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

    def unit_of(self, written: str, draft: Draft) -> str:
        """The unit of the catalog that is meant by `Percentage (%)`, by its title or the sign in brackets; else one
        that the draft brings along."""
        names = [name.strip() for name in (written, *re.split(r"[()]", written))]
        name = next((unit for name in names if (unit := unit_named(name, self.units))), "")
        if name or not any(sign.isalpha() or sign == PERCENT for sign in written):
            return name
        own = foreign.unique(foreign.slug(written) or "unit", self.units)
        titles: Words = {}
        symbols: Words = {}
        for code, text in self.word(written).items():
            bare = text.replace(f"({PERCENT})", "").strip()
            titles[code] = bare or text
            symbols |= {code: PERCENT} if bare != text else {}
        draft.units[own] = foreign.kept({"title": titles, "symbol": symbols})
        return own

    def resource(self, title: object) -> dict[str, object]:
        schema = {"fields": [self._field(label) for label in self.labels]}
        return {"name": foreign.slug(self.file.stem), "title": title, "format": "csv", "schema": schema}

    @property
    def places(self) -> list[str]:
        """Columns of places, in words and codes of the source's own."""
        return [label for label in self.labels if label in (PLACE, CODE)]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Columns that break values down."""
        return tuple(label for label in self.labels if self._is_dimension(label))

    def _is_dimension(self, label: str) -> bool:
        is_one = label not in NO_DIMENSIONS or (label == CODE and self._has_namesakes)
        return is_one and 0 < len(self._values(label)) <= MOST_CATEGORIES

    @property
    def _has_namesakes(self) -> bool:
        """Whether two places of one name are told apart by their codes alone."""
        places = {(row.get(PLACE), row[CODE]) for row in self.rows if row.get(CODE)}
        return len({name for name, _ in places}) < len(places)

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
