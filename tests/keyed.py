"""Any value that a key of the key table may have: in comes a level of keys, out goes a mapping with each of them.

Texts are placeholders, which a test fills with any words. It must not know which files a catalog has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator import codelists
from generator.constraints import CONSTRAINT_TYPES
from generator.keys import LEVELS, Key
from generator.schemas import KEY_TYPES

# Placeholders. A test says for each what stands there in the files and what a reader then sees.
LINE: Final = "xlinex"  # in texts of one line
PROSE: Final = "xprosex"  # in Markdown
CELL: Final = "xcellx"  # in cells, and in what a field declares of its cells
WORD: Final = "xwordx"  # in cells that stand for a category or are a key: short, as profiles cut long cells
JSON: Final = "xjsonx"  # in cells of JSON, within a string
PATTERN: Final = "xpatternx"  # in regular expressions
ADDRESS: Final = "xaddressx"  # in web addresses
EMAIL: Final = "xemailx"  # in e-mail addresses
FILE: Final = "xfilex"  # in names of files
LANGUAGES: Final = ("th", "en")
PADDING: Final = "Words that follow, so that every excerpt of this text ends before it does. " * 4
TABLE: Final = "table"
FOLLOWED: Final = "followed-over-time"  # the indicator with every key
OTHER: Final = "other-over-time"  # … and one with few
TREE: Final = "tree"  # the indicator set

ENTRIES: Final = {
    "organizations": "office",
    "themes": "roads",
    "licenses": "terms",
    "units": "km",
    "areas": "TH-10",
    "synonyms": "same",
}

BARE_ENTRIES: Final = {
    "organizations": "few",
    "themes": "few",
    "licenses": "few",
    "units": "bare",
    "areas": "THA",
    "synonyms": "few",
}

NAMED: Final = {"indicators": FOLLOWED, "indicator-sets": TREE}

# Keys whose value says how a file is read or which other thing is meant: not texts to show.
RULES: Final[Mapping[tuple[str, str], object]] = {
    ("catalog", "languages"): list(LANGUAGES),
    ("catalog", "base_uri"): "https://catalog.example/",
    ("catalog", "featured"): ["bare", "figures"],
    ("catalog", "formats"): [entry.id for entry in codelists.code_list("format")],
    ("catalog", "downloads"): [entry.id for entry in codelists.code_list("download")],
    ("dataset", "governance_category"): "public",
    ("dataset", "classification"): "open",
    ("dataset", "planned"): False,
    ("dataset", "related"): ["bare"],
    ("resource", "encoding"): "utf-8",
    ("dialect", "delimiter"): ",",
    ("dialect", "quoteChar"): '"',
    ("dialect", "doubleQuote"): True,
    ("dialect", "escapeChar"): "\\",
    ("dialect", "commentChar"): "#",
    ("dialect", "skipInitialSpace"): False,
    ("dialect", "header"): True,
    ("dialect", "headerRows"): [1],
    ("organization", "parent"): "few",
    ("organization", "reviewers"): ["@office/data"],
    ("area", "within"): "THA",
    ("area", "groups"): ["THA"],
    ("area", "kind"): "province",
    ("constraints", "required"): False,
    ("constraints", "unique"): False,
    ("constraints", "minLength"): 1,
    ("constraints", "maxLength"): 99_999,
    ("indicator", "name"): FOLLOWED,
    ("indicator", "kind"): "count",
    ("indicator", "resource"): "followed",
    ("indicator", "value"): "value",
    ("indicator", "time"): ["year", "quarter"],
    ("indicator", "area"): "area",
    ("indicator", "where"): {"sex": f"all {WORD}"},
    ("indicator", "flags"): "status",
    ("indicator", "notes"): "note",
    ("indicator", "ranked"): "ranked",
    ("indicator", "related"): [OTHER],
    ("dimension", "field"): "age",
    ("dimension", "total"): f"every age {WORD}",
    ("node", "weight"): 1,
    ("unit", "minimum"): -1000,
    ("unit", "maximum"): 1000,
}

NEEDED: Final = frozenset({("contact", "url")})  # not required by itself: one of two is
KEYS: Final = tuple(f"key {n} {WORD}" for n in (1, 2, 3, 4))  # the key of each row

# What stands in three cells of a field, and its constraints of kind `any`, where a type does not take any text.
TYPES: Final[Mapping[str, tuple[tuple[str, ...], Mapping[str, object]]]] = {
    "string": (KEYS[:3], {"pattern": f"[\\s\\S]*|{PATTERN}", "enum": list(KEYS), "unique": True}),
    "number": (("1.5", "2.5", "4"), {"minimum": 0, "maximum": 90}),
    "integer": (("1", "2", "4"), {"exclusiveMinimum": 0, "exclusiveMaximum": 90}),
    "boolean": ((f"yes {LINE}", f"no {LINE}", f"yes {LINE}"), {}),
    "year": (("2567", "2568", "2568"), {}),
    "yearmonth": (("2567-01", "2568-02", "2568-03"), {}),
    "date": (("2567-01-02", "2568-01-02", "2568-01-03"), {}),
    "time": (("10:00:00", "11:00:00", "12:00:00"), {}),
    "datetime": (("2567-01-02T10:00:00", "2568-01-02T10:00:00", "2568-01-03T10:00:00"), {}),
    "duration": (("P1Y", "P2Y", "P3Y"), {}),
    "array": (tuple(f'["item {n} {JSON}"]' for n in (1, 2, 3)), {}),
    "object": (tuple(f'{{"type": ["{n} {JSON}"], "{JSON}": "{JSON}"}}' for n in (1, 2, 3)), {}),
    "geopoint": (("100.5, 13.75", "100.5, 13.75", "100.5, 13.75"), {}),
    "geojson": (tuple(f'{{"type": "Point", "coordinates": [100.5, {n}]}}' for n in (13, 14, 15)), {}),
}

FREE: Final[tuple[tuple[str, ...], Mapping[str, object]]] = (tuple(f"cell {n} {CELL}" for n in (1, 2, 3)), {})


@dataclass(frozen=True)
class Maker:
    """Makes a mapping of a level, every key of it (or those that are required), in these languages.

    `instead` holds values by level and key that stand before all others.
    """

    languages: tuple[str, ...] = LANGUAGES
    required_only: bool = False
    instead: Mapping[tuple[str, str], object] = field(default_factory=dict)

    def entry(self, level: str, at: str, without: Collection[str] = (), **given: object) -> dict[str, Any]:
        """`at` begins each text, so that no two are the same; `given` values stand for those of the kind."""
        values: dict[str, Any] = {}
        for key in LEVELS[level]:
            own = (level, key.name)
            is_asked = key.name in given or key.required or not self.required_only or own in NEEDED
            if is_asked and key.name not in without:
                values[key.name] = self._value(key, own, f"{at}.{key.name}", given)
        return values

    def _value(self, key: Key, own: tuple[str, str], at: str, given: Mapping[str, object]) -> object:
        for known in (self.instead.get(own), given.get(key.name), RULES.get(own)):
            if known is not None:
                return known
        return KINDS[key.kind](self, key, at)

    def text(self, words: str) -> dict[str, str]:
        return {language: words.format(language) for language in self.languages}

    def keywords(self, at: str) -> dict[str, list[str]]:
        return {language: [f"{at} {language} {n} {LINE}" for n in (1, 2)] for language in self.languages}

    def field(self, kind: str, at: str, **given: Any) -> dict[str, Any]:
        """A field of that type with every key and constraint that the type may have; areas and such only if given."""
        limits = TYPES.get(kind, FREE)[1]
        free = {key.name for key in LEVELS["constraints"] if key.kind == "any"} - {*limits}
        misfits = {key for key, kinds in CONSTRAINT_TYPES.items() if kind not in kinds}
        other = {key for key, kinds in KEY_TYPES.items() if kind not in kinds}
        words = {
            "name": f"{at} {LINE}.",
            "type": kind,
            "calendar": "buddhist",
            "trueValues": [f"yes {LINE}"],
            "falseValues": [f"no {LINE}"],
            "decimalChar": ".",
            "groupChar": ",",
            "constraints": self.entry("constraints", at, without=free | misfits, **limits),
        }
        return self.entry(
            "field", at, without={"codes", "categories", "format", *other} - {*given}, **{**words, **given}
        )


def _code(_maker: Maker, key: Key, _at: str) -> object:
    return codelists.code_list(key.of)[0].id


def _reference(maker: Maker, key: Key, _at: str) -> object:
    return (BARE_ENTRIES if maker.required_only else ENTRIES).get(key.of) or NAMED.get(key.of, "bare")


def _slug(at: str) -> str:
    return re.sub("[^a-z.]", "-", at.lower())


KINDS: Final[Mapping[str, Callable[[Maker, Key, str], object]]] = {
    "text": lambda maker, key, at: maker.text(f"{at} {{}} {LINE}."),
    "markdown": lambda maker, key, at: maker.text(f"{at} {{}} {PROSE}. {PADDING}"),
    "string": lambda maker, key, at: f"{at} {LINE}.",
    "strings": lambda maker, key, at: [f"{at} {LINE}."],
    "any": lambda maker, key, at: f"{at} {LINE}.",
    "keywords": lambda maker, key, at: maker.keywords("keywords"),
    "name": lambda maker, key, at: TABLE,
    "names": lambda maker, key, at: [f"{at} {LINE}."],
    "identifiers": lambda maker, key, at: [_slug(at).replace(".", "-")],
    "paths": lambda maker, key, at: [f"{at} {FILE}.txt"],
    "integer": lambda maker, key, at: 3,
    "boolean": lambda maker, key, at: True,
    "date": lambda maker, key, at: "2026-01-02",
    "moment": lambda maker, key, at: "2026-01-02",
    "period": lambda maker, key, at: "2020",
    "time": lambda maker, key, at: "2020",
    "decimal": lambda maker, key, at: 3,
    "selection": lambda maker, key, at: {"field": "value"},
    "email": lambda maker, key, at: f"{_slug(at)}{EMAIL}@office.example",
    "url": lambda maker, key, at: f"https://{_slug(at)}.example/{ADDRESS}",
    "path": lambda maker, key, at: f"{at} {FILE}.txt",
    "code": _code,
    "codes": lambda maker, key, at: [_code(maker, key, at)],
    "reference": _reference,
    "references": lambda maker, key, at: [_reference(maker, key, at)],
    "map": lambda maker, key, at: maker.entry(key.of, at),
    "maps": lambda maker, key, at: [maker.entry(key.of, at)],
}

"""What stands in a value of each kind; `at` tells it from all others."""
