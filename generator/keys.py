"""The keys that a catalog's YAML may carry: the one table that reading, "did you mean" and the reference are made from.

In comes `keys.yml`, out go `Key`s by level and a JSON Schema for editors. It must not know how a value is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a level. `of` names the level, code list or registry that its value comes from.

    `core` is the number (1 to 14) of a core field of the Thai catalog standard; `help` says by language what to write
    and `example` is a snippet of YAML, the value alone.
    """

    name: str
    kind: str
    of: str = ""
    required: bool = False
    core: int | None = None
    help: Mapping[str, str] = field(default_factory=dict)
    example: str = ""


@cache
def _levels() -> Mapping[str, tuple[Key, ...]]:
    text = files("generator").joinpath("keys.yml").read_text("utf-8")
    declared = yaml.load(text, Loader=yaml.CSafeLoader)["levels"]
    return {level: tuple(Key(**key) for key in keys) for level, keys in declared.items()}


LEVELS: Final = _levels()
"""Every level by name, its keys in the order in which a person writes them."""

REGISTRIES: Final[Mapping[str, str]] = {
    "organizations": "organization",
    "themes": "theme",
    "licenses": "license",
    "units": "unit",
    "areas": "area",
    "synonyms": "synonym",
}
"""Files of `datasets/` that hold entries by name, without `.yml`, and the level of an entry."""

OPTIONAL: Final = frozenset(("synonyms",))
"""Those of them that a catalog need not have."""

TEXT: Final = {"type": "string", "minLength": 1}
WORDS: Final = {"type": "array", "items": {"type": "string"}, "minItems": 1}
JSON_TYPES: Final[Mapping[str, Mapping[str, object]]] = {
    "text": {"anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT, "minProperties": 1}]},
    "markdown": {"anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT, "minProperties": 1}]},
    "string": TEXT,
    "strings": WORDS,
    "keywords": {"anyOf": [WORDS, {"type": "object", "additionalProperties": WORDS, "minProperties": 1}]},
    "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,69}$"},
    "names": {"anyOf": [TEXT, WORDS]},
    "integer": {"type": "integer", "minimum": 0},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "period": {"type": ["integer", "string"]},
    "time": {"type": ["integer", "string"]},
    "decimal": {"type": "number"},
    "selection": {
        "type": "object",
        "additionalProperties": {"type": ["string", "number", "boolean"]},
        "minProperties": 1,
    },
    "email": {"type": "string", "pattern": "@"},
    "url": {"type": "string", "pattern": "^https?://"},
    "path": TEXT,
    "any": {},
}


def json_schema(level: str, codes: Mapping[str, Sequence[str]], language: str) -> dict[str, object]:
    """A JSON Schema (2020-12) for a file of that level, by which editors complete keys and explain them.

    `codes` holds the values of each code list; explanations are in `language`. An editor sees less than the check does:
    names of registries, rules between keys and the data themselves are not in it.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/$defs/{level}",
        "$defs": {name: _object(keys, codes, language) for name, keys in LEVELS.items()},
    }


def _object(keys: Sequence[Key], codes: Mapping[str, Sequence[str]], language: str) -> dict[str, object]:
    explained = {key.name: {**_type(key, codes), "description": key.help[language]} for key in keys}
    required = [key.name for key in keys if key.required]
    return {"type": "object", "properties": explained, "required": required, "additionalProperties": False}


def _type(key: Key, codes: Mapping[str, Sequence[str]]) -> Mapping[str, object]:
    one: Mapping[str, object] = TEXT
    if key.kind in ("map", "maps"):
        one = {"$ref": f"#/$defs/{key.of}"}
    if key.kind in ("code", "codes"):
        one = {"enum": list(codes[key.of])}
    if key.kind in ("maps", "codes", "references"):
        return {"type": "array", "items": one, "minItems": 1}
    return JSON_TYPES.get(key.kind, one)
