"""A small catalog that uses every key of the key table, its texts placeholders, for tests that put any words there.

The table itself (`generator/keys.yml`) is walked, so a key that is new stands in the catalog at once: its kind says
what to write. Out come the files as trees, and `write`, which puts them into a folder with any words for placeholders.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from generator import codelists
from generator.constraints import CONSTRAINT_TYPES
from generator.keys import LEVELS, REGISTRIES, Key
from generator.schemas import KEY_TYPES
from tests.tiny import MKDOCS

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
PLACEHOLDERS: Final = re.compile("x(?:line|word|prose|cell|json|pattern|address|email|file)x")

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

LIVING: Final = ("withdrawn",)  # only one dataset is
INDICATORS: Final = ("indicators", *LIVING)  # of one dataset alone: their names are unique

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

Made = tuple[dict[str, Any], dict[str, object]]
"""A dataset, and its files by path."""


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


def _columns(maker: Maker) -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    """A field of each type with its cells, and those that belong to no type alone: areas, categories, addresses."""
    kinds = [entry.id for entry in codelists.code_list("field_type")]
    words = [{"value": KEYS[n - 1], "label": maker.text(f"word {n} {{}} {LINE}.")} for n in (1, 2, 3)]
    numbers = [{"value": n, "label": maker.text(f"number {n} {{}} {LINE}.")} for n in (1, 2, 3)]
    addresses = (f"https://cells.example/{ADDRESS}", "https://cells.example/b", "https://cells.example/c")
    loose: dict[str, Any] = {"constraints": {"required": False}}
    return [
        *((maker.field(kind, f"{kind}.field"), TYPES.get(kind, FREE)[0]) for kind in kinds),
        (maker.field("string", "area.field", codes="areas", **loose), ("TH-10", "THA", "TH-10")),
        (maker.field("string", "word.field", categories=words, **loose), KEYS[:3]),
        (maker.field("string", "free.field", **loose), FREE[0]),
        (maker.field("integer", "code.field", categories=numbers, **loose), ("1", "2", "3")),
        (maker.field("string", "link.field", format="uri", **loose), addresses),
    ]


def _full(maker: Maker) -> Made:
    """Every key, and a table with a field of each type; its last row misses all but the key."""
    columns = _columns(maker)
    names = [declared["name"] for declared, _ in columns]
    rows = [names, *(list(row) for row in zip(*(cells for _, cells in columns), strict=True))]
    rows.append([KEYS[3], *(declared["missingValues"][0] for declared, _ in columns[1:])])
    schema = maker.entry(
        "schema",
        "full.schema",
        fields=[declared for declared, _ in columns],
        primaryKey=names[:1],
        uniqueKeys=[names[:2]],
        foreignKeys=[{"fields": names[:1], "reference": {"fields": names[:1]}}],
    )
    path = f"table {FILE}.csv"
    dialect = maker.entry("dialect", "full.dialect", without=["escapeChar", "commentChar"])  # these would cut cells
    former = [f"former table {FILE}.csv"]
    given = {
        "path": path,
        "former_paths": former,
        "dialect": dialect,
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }
    resource = maker.entry("resource", "full.resources", without=["url"], **given)
    return maker.entry("dataset", "full.dataset", without=INDICATORS, resources=[resource]), {path: rows}


def _bare(few: Maker) -> Made:
    """Required keys only, in one language; its table gives a figure with a label, an area and a series."""
    kinds = [{"value": KEYS[0], "label": few.text(f"bare kind {{}} {LINE}.")}]
    fields = [
        few.entry("field", "bare area.field", name="area", type="string", codes="areas"),
        few.entry("field", "bare year.field", name="year", type="year"),
        few.entry("field", "bare kind.field", name=f"kind {LINE}.", type="string", categories=kinds),
        few.entry("field", "bare value.field", name="value", type="integer", unit="bare"),
    ]
    rows = [["THA", str(2020 + n), KEYS[0], str(n)] for n in range(4)]
    resource = _table(few, "bare", fields, primaryKey=["area", "year", f"kind {LINE}."])
    return few.entry("dataset", "bare.dataset", resources=[resource]), {
        "bare.csv": [[f["name"] for f in fields], *rows]
    }


def _figures(few: Maker) -> Made:
    """Its rows themselves name the unit of the figure."""
    fields = [
        few.entry("field", "figures year.field", name="year", type="year"),
        few.entry("field", "figures value.field", name="value", type="number"),
        few.entry("field", "figures unit.field", name="unit", type="string"),
    ]
    rows = [["year", "value", "unit"], ["2024", "1.5", CELL], ["2025", "2.5", CELL]]
    described = few.entry("dataset", "figures.dataset", resources=[_table(few, "figures", fields, primaryKey=["year"])])
    return described, {"figures.csv": rows}


def _followed(maker: Maker, few: Maker) -> Made:
    """Two indicators of one table, the one with every key; its rows have words in categories, flags and notes."""

    def words(name: str, *values: str) -> dict[str, Any]:
        listed = [{"value": value, "label": maker.text(f"{name} {n} {{}} {LINE}.")} for n, value in enumerate(values)]
        return few.entry("field", f"followed {name}.field", name=name, type="string", categories=listed)

    every, all_ = f"every age {WORD}", f"all {WORD}"
    fields = [
        few.entry("field", "followed area.field", name="area", type="string", codes="areas"),
        few.entry("field", "followed year.field", name="year", type="year"),
        words("quarter", "Q1", "Q2"),
        words("sex", all_, f"women {WORD}"),
        words("age", every, f"young {WORD}"),
        few.entry("field", "followed value.field", name="value", type="number", unit="bare"),
        words("status", f"ours {WORD}"),
        few.entry("field", "followed note.field", name="note", type="string"),
        few.entry("field", "followed ranked.field", name="ranked", type="integer"),
    ]
    told = [f"ours {WORD}", f"note {CELL}", "3"]
    rows = [
        [area, "2024", q, all_, every, n, *told] for area in ("TH-10", "THA") for q, n in (("Q1", "1"), ("Q2", "2"))
    ]
    rows += [
        ["THA", "2024", "Q1", f"women {WORD}", every, "1", *told],
        ["THA", "2024", "Q1", all_, f"young {WORD}", "1", *told],
    ]
    where = {"sex": f"women {WORD}"}
    indicators = [
        maker.entry("indicator", "followed.indicators"),
        few.entry("indicator", "other.indicators", name=OTHER, where=where, area="area", kind="amount"),
    ]
    given: dict[str, Any] = {"resources": [_table(few, "followed", fields)], "indicators": indicators}
    return maker.entry("dataset", "followed.dataset", without=LIVING, **given), {
        "followed.csv": [[f["name"] for f in fields], *rows]
    }


def _tree(maker: Maker) -> dict[str, Any]:
    """An indicator set of two levels."""
    leaf = maker.entry("node", "leaf.node", without=["children"], indicator=OTHER)
    return maker.entry("indicator_set", TREE, children=[maker.entry("node", "pillar.node", children=[leaf])])


def _paper(maker: Maker) -> Made:
    """One file that is no table."""
    path = f"paper {FILE}.txt"
    given = {"path": path, "format": "txt", "mediatype": "text/plain"}
    resource = maker.entry("resource", "paper.resources", without=["url", "schema"], **given)
    return maker.entry("dataset", "paper.dataset", without=INDICATORS, resources=[resource]), {path: "Plain words.\n"}


def _remote(maker: Maker) -> Made:
    """One file elsewhere, whose table is described and not read."""
    others = ("primaryKey", "uniqueKeys", "foreignKeys")
    schema = maker.entry("schema", "remote.schema", without=others, fields=[maker.field("string", "remote.field")])
    resource = maker.entry("resource", "remote.resources", without=["path", "former_paths"], schema=schema)
    return maker.entry("dataset", "remote.dataset", without=INDICATORS, resources=[resource]), {}


def _closed(maker: Maker) -> Made:
    """No open file."""
    state = {"planned": True, "governance_category": "personal", "classification": "secret"}
    return maker.entry("dataset", "closed.dataset", without=["resources", *INDICATORS], **state), {}


def _gone(maker: Maker) -> Made:
    """Withdrawn, with what is to be used instead."""
    return maker.entry("dataset", "gone.dataset", without=["resources", "indicators"]), {}


def _table(maker: Maker, name: str, fields: list[dict[str, Any]], **keys: object) -> dict[str, Any]:
    schema = maker.entry("schema", name, fields=fields, **keys)
    return maker.entry("resource", f"{name}.resources", name=name, path=f"{name}.csv", schema=schema)


def trees(instead: Mapping[tuple[str, str], object] | None = None) -> dict[str, object]:
    """Every file of the catalog by path, with its placeholders: mappings for YAML, rows for CSV, text for others.

    `instead` replaces the value of a key, by level and name, wherever it stands.
    """
    maker = Maker(instead=instead or {})
    few = Maker(languages=("en",), required_only=True, instead=instead or {})
    found: dict[str, object] = {"mkdocs.yml": MKDOCS, "datasets/catalog.yml": maker.entry("catalog", "catalog")}
    for registry, level in REGISTRIES.items():
        kind = {"kind": "country"} if registry == "areas" else {}
        entries = {ENTRIES[registry]: maker.entry(level, registry)}
        entries[BARE_ENTRIES[registry]] = few.entry(level, f"bare.{registry}", **kind)
        found[f"datasets/{registry}.yml"] = entries
    datasets = {"full": _full(maker), "bare": _bare(few), "figures": _figures(few), "paper": _paper(maker)}
    datasets |= {"remote": _remote(maker), "closed": _closed(maker), "followed": _followed(maker, few)}
    datasets["gone"] = _gone(maker)
    found[f"datasets/indicator-sets/{TREE}.yml"] = _tree(maker)
    for name, (described, files) in datasets.items():
        found[f"datasets/{name}/dataset.yml"] = described
        found |= {f"datasets/{name}/{path}": content for path, content in files.items()}
    return found


def write(root: Path, files: Mapping[str, object], words: Mapping[str, str]) -> None:
    """The files with `words` for placeholders; one that has no words stays as it is."""
    for path, content in files.items():
        file = root / filled(path, words)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_written(_filled(content, words)), "utf-8", newline="")


def filled(text: str, words: Mapping[str, str]) -> str:
    return PLACEHOLDERS.sub(lambda found: words.get(found.group(), found.group()), text)


def _filled(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return filled(value, words)
    if isinstance(value, dict):
        return {key: _filled(inner, words) for key, inner in value.items()}
    return [_filled(inner, words) for inner in value] if isinstance(value, list) else value


def _written(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    assert isinstance(value, list)
    table = io.StringIO(newline="")
    csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(value)
    return table.getvalue()
