"""The Open SDG corpus as it lies in its folder. In come its YAML and CSV files, out go an `SdgIndicator` for each of
them, with texts resolved through the translation tables. It must not know what a Banchi catalog looks like.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

LANGUAGES: Final = ("en", "fr")
NO_DIMENSIONS: Final = ("Year", "Units", "Series", "Value", "GeoCode", "Progress")  # config_data.yml names these
REMARKS: Final = ("COMMENT_OBS", "COMMENT_OBS_0", "COMMENT_OBS_1")
KEY: Final = re.compile(r"[a-z_]+\.\S+")  # of a translation: its file, then its key

# Words of Open SDG's own tables, which the corpus does not carry, and of ours.
OWN_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "Series": {"en": "Series", "fr": "Série"},
    "GeoCode": {"en": "Area", "fr": "Région"},
    "Progress": {"en": "Progress measure", "fr": "Mesure du progrès"},
    "COMMENT_OBS": {"en": "Note", "fr": "Note"},
    "COMMENT_OBS_0": {"en": "Note", "fr": "Note"},
    "COMMENT_OBS_1": {"en": "Second note", "fr": "Deuxième note"},
}

Texts = dict[str, str]  # by language; one that is missing is not there
Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """A CSV file: every cell as it is written."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def values(self, column: str) -> list[str]:
        """The values of a column, each once, in the order of the file; empty cells are none."""
        return list(dict.fromkeys(row[column] for row in self.rows if row.get(column)))


@dataclass(frozen=True)
class SdgIndicator:
    """One of the 251. `number` is 1.2.1, `name` 1-2-1; `meta` holds its metadata by language."""

    name: str
    config: Mapping[str, Any]
    meta: Mapping[str, Mapping[str, Any]]
    table: Table | None

    @property
    def number(self) -> str:
        return self.name.replace("-", ".")

    @property
    def target(self) -> str:
        return self.name.rpartition("-")[0]

    @property
    def goal(self) -> str:
        return self.name.partition("-")[0]


@dataclass(frozen=True)
class Corpus:
    """The folder and its translation tables."""

    folder: Path

    @cached_property
    def indicators(self) -> tuple[SdgIndicator, ...]:
        """All of them in the order of their numbers."""
        names = [path.stem for path in (self.folder / "indicator-config").glob("*.yml")]
        return tuple(self._indicator(name) for name in sorted(names, key=_order))

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """Language -> name of the file -> key -> text."""
        folders = {language: self.folder / "translations" / language for language in LANGUAGES}
        return {
            language: {path.stem: _yaml(path) or {} for path in sorted(folder.glob("*.yml"))}
            for language, folder in folders.items()
        }

    @cached_property
    def makers(self) -> Mapping[str, Texts]:
        """Organizations by their English name, in both languages, from wherever both are given."""
        found: dict[str, Texts] = {}
        for indicator in self.indicators:
            for number in range(1, 10):
                texts = self.of_meta(indicator, f"source_organisation_{number}")
                if len(texts) == len(LANGUAGES):
                    found.setdefault(texts["en"], texts)
        return found

    def word(self, value: str) -> Texts:
        """A value or a heading of the data in each language. English ones need no entry of their own."""
        if value in OWN_WORDS:
            return dict(OWN_WORDS[value])
        key = value.removeprefix("data.")
        found = {code: str(self.tables[code]["data"].get(key) or "").strip() for code in LANGUAGES}
        texts = {"en": found["en"] or key.strip(), "fr": found["fr"]}
        if not texts["fr"] and not re.search(r"[^\W\d_]", key):
            texts["fr"] = key.strip()  # numbers alone
        return {code: text for code, text in texts.items() if text}

    def resolved(self, written: object, language: str) -> str:
        """A text, or what a key such as `chart.1-2-1-title` stands for; empty where there is none."""
        text = str(written or "").strip()
        if not KEY.fullmatch(text):
            return text
        table, _, key = text.partition(".")
        if table not in self.tables[language]:
            return text
        return str(self.tables[language][table].get(key) or "").strip()

    def texts(self, written: object) -> Texts:
        """The same in each language, for keys of `indicator-config`."""
        return {code: text for code in LANGUAGES if (text := self.resolved(written, code))}

    def of_meta(self, indicator: SdgIndicator, key: str) -> Texts:
        """A text of the metadata in each language."""
        found = {code: self.resolved(indicator.meta[code].get(key), code) for code in LANGUAGES}
        return {code: text for code, text in found.items() if text}

    def _indicator(self, name: str) -> SdgIndicator:
        data = self.folder / "data" / f"indicator_{name}.csv"
        return SdgIndicator(
            name=name,
            config=_yaml(self.folder / "indicator-config" / f"{name}.yml"),
            meta={
                "en": _yaml(self.folder / "meta" / f"{name}.yml"),
                "fr": _yaml(self.folder / "meta/fr" / f"{name}.yml"),
            },
            table=_table(data) if data.exists() else None,
        )


def dimensions(table: Table) -> Iterator[str]:
    """Columns that break values down, places apart."""
    return (name for name in table.header if name not in (*NO_DIMENSIONS, *REMARKS, "Geography"))


def _order(name: str) -> tuple[tuple[int, str], ...]:
    """1-2-1 before 1-10-1, and numbers before letters."""
    return tuple((int(part), "") if part.isdigit() else (1000, part) for part in name.split("-"))


def _yaml(path: Path) -> Any:  # whatever the file holds
    """Some files carry a byte order mark read as Latin-1, some French ones letters apart from their accents."""
    text = unicodedata.normalize("NFC", path.read_text("utf-8-sig").replace("ï»¿", ""))
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _table(path: Path) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = tuple(dict(row) for row in reader)
        return Table(header=tuple(reader.fieldnames or ()), rows=rows)
