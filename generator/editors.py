"""What editors are told of a catalog's files: a JSON Schema for each kind of them, and the line that names it.

In come the key table, the code lists and the names of registries; out go dicts to be written as JSON (2020-12). With
the schema an editor completes keys and values, and explains each in every language that the table has. It sees less
than the check does: rules between files and the data themselves are not in it. It must not know how a value is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.codelists import code_lists
from generator.keys import LEVELS, REGISTRIES, Key
from generator.yamlfile import parse_yaml

KINDS: Final[Mapping[str, str]] = {"catalog": "catalog", "dataset": "dataset", "indicator-set": "indicator_set"}
"""Kinds of files that are one mapping of a level; every registry is one more, of entries by name."""

MODELINE: Final = "# yaml-language-server: $schema="
"""How a file names its schema: https://github.com/redhat-developer/yaml-language-server#using-inlined-schema"""

FOLDER: Final = ".schema"
"""In `datasets/`: hidden, so that it is no dataset's."""

FROM_THE_CATALOG: Final = ("license",)
"""Keys that a descriptor must have only where `catalog.yml` does not have them."""

TEXT: Final = {"type": "string", "minLength": 1}
LINE: Final = {**TEXT, "pattern": r"^\s*[^\n]*\s*$"}
NAME: Final = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,69}$"}
FILE: Final = {**TEXT, "pattern": "^(?![A-Za-z][A-Za-z0-9+.-]+://)"}
COMMON_YEAR: Final = "([01][0-9]|2[0-3])[0-9]{2}"  # a later one is meant in the Buddhist era
WORDS: Final = {"type": "array", "items": {"type": "string"}, "minItems": 1}
JSON_TYPES: Final[Mapping[str, Mapping[str, object]]] = {
    "text": {"anyOf": [LINE, {"type": "object", "additionalProperties": LINE, "minProperties": 1}]},
    "markdown": {"anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT, "minProperties": 1}]},
    "string": TEXT,
    "strings": WORDS,
    "keywords": {"anyOf": [WORDS, {"type": "object", "additionalProperties": WORDS, "minProperties": 1}]},
    "name": NAME,
    "names": {"anyOf": [TEXT, WORDS]},
    "identifiers": {"type": "array", "items": NAME, "minItems": 1},
    "integer": {"type": "integer", "minimum": 0},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": f"^{COMMON_YEAR}-[0-9]{{2}}-[0-9]{{2}}$"},
    "moment": {
        "type": "string",
        "pattern": f"^{COMMON_YEAR}-[0-9]{{2}}-[0-9]{{2}}(T.+(Z|[+-][0-9]{{2}}:[0-9]{{2}}))?$",
    },
    "period": {
        "anyOf": [
            {"type": "integer", "minimum": 1000, "maximum": 2399},
            {"type": "string", "pattern": f"^{COMMON_YEAR}(-[0-9]{{2}}){{0,2}}$"},
        ]
    },
    "time": {"type": ["integer", "string"]},
    "decimal": {"type": "number"},
    "selection": {
        "type": "object",
        "additionalProperties": {"type": ["string", "number", "boolean"]},
        "minProperties": 1,
    },
    "email": {"type": "string", "pattern": "@"},
    "url": {"type": "string", "pattern": "^https?://[^/?#@]+([/?#].*)?$"},
    "path": FILE,
    "paths": {"type": "array", "items": FILE, "minItems": 1},
    "any": {},
}


RULES: Final[Mapping[str, Mapping[str, object]]] = {
    "contact": {"anyOf": [{"required": ["email"]}, {"required": ["url"]}]},
    "resource": {"oneOf": [{"required": ["path"]}, {"required": ["url"]}]},
}
"""What a level asks of several of its keys together."""


def kinds() -> tuple[str, ...]:
    """Every kind of file that has a schema."""
    return (*KINDS, *REGISTRIES)


def json_schema(kind: str, names: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The schema of a kind of file. `names` are those of registries: an editor offers them, and takes others too."""
    level = KINDS.get(kind) or REGISTRIES[kind]
    whole: dict[str, object] = {"$ref": f"#/$defs/{level}"}
    if kind in REGISTRIES:
        whole = {"type": "object", "additionalProperties": whole, "minProperties": 1}
    levels = dict.fromkeys(_levels_below(level, {}))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        **whole,
        "$defs": {name: {**_object(LEVELS[name], names), **RULES.get(name, {})} for name in levels},
    }


def modeline(path: str) -> str:
    """The first line of a file, by its path under the root (`datasets/roads/dataset.yml`)."""
    *folders, name = path.split("/")
    kind = name.removesuffix(".yml") if len(folders) == 1 else "dataset"
    kind = "indicator-set" if folders[-1] == "indicator-sets" else kind
    return f"{MODELINE}{'../' * (len(folders) - 1)}{FOLDER}/{kind}.json"


def _levels_below(level: str, seen: dict[str, None]) -> dict[str, None]:
    """The level and all that can stand in it, in the order in which they are met."""
    if level not in seen:
        seen[level] = None
        for key in LEVELS[level]:
            if key.kind in ("map", "maps"):
                _levels_below(key.of, seen)
    return seen


def _object(keys: Sequence[Key], names: Mapping[str, Sequence[str]]) -> dict[str, object]:
    explained = {key.name: {**_type(key, names), **_explained(key)} for key in keys}
    required = [key.name for key in keys if key.required and key.name not in FROM_THE_CATALOG]
    return {"type": "object", "properties": explained, "required": required, "additionalProperties": False}


def _explained(key: Key) -> dict[str, object]:
    """The help of a key in every language, and its example."""
    file, _ = parse_yaml(f"{key.name}: {key.example}".encode(), key.name)
    examples = list(file.value.values()) if file is not None and isinstance(file.value, dict) else []
    return {"description": "\n\n".join(key.help.values()), "examples": examples}


def _type(key: Key, names: Mapping[str, Sequence[str]]) -> Mapping[str, object]:
    one: Mapping[str, object] = TEXT
    if key.kind in ("map", "maps"):
        one = {"$ref": f"#/$defs/{key.of}"}
    elif key.kind in ("code", "codes"):
        one = {"enum": [entry.id for entry in code_lists()[key.of]]}
    elif key.kind in ("reference", "references") and names.get(key.of):
        one = {"anyOf": [{"enum": list(names[key.of])}, TEXT]}
    if key.kind in ("maps", "codes", "references"):
        return {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}
    return JSON_TYPES.get(key.kind, one)
