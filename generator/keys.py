"""The keys that a catalog's YAML may carry: the one table that reading, "did you mean", the reference, the order of
`banchi fmt` and the schema for editors are made from.

In comes `keys.yml`, out go `Key`s by level. It must not know how a value is read.
"""

from __future__ import annotations

from collections.abc import Mapping
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
