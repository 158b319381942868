"""A small catalog that uses every key of the key table, its texts placeholders, for tests that put any words there.

The table itself (`generator/keys.yml`) is walked, so a key that is new stands in the catalog at once: its kind says
what to write. Out come the files as trees, and `write`, which puts them into a folder with any words for placeholders.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from generator import codelists
from generator.keys import REGISTRIES
from tests.keyed import (
    ADDRESS,
    BARE_ENTRIES,
    CELL,
    ENTRIES,
    FILE,
    FREE,
    KEYS,
    LINE,
    OTHER,
    TREE,
    TYPES,
    WORD,
    Maker,
)
from tests.tiny import MKDOCS

PLACEHOLDERS: Final = re.compile("x(?:line|word|prose|cell|json|pattern|address|email|file)x")
LIVING: Final = ("withdrawn",)  # only one dataset is
INDICATORS: Final = ("indicators", *LIVING)  # of one dataset alone: their names are unique
Made = tuple[dict[str, Any], dict[str, object]]
"""A dataset, and its files by path."""


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
