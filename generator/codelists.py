"""Code lists: the values that a key may take, with labels. In comes `codelists.yml`, out go `CodeEntry`s in its order.

It must not know which key uses a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from generator.model import CodeEntry, Text

LANGUAGE = re.compile(r"[a-z]{2}")  # keys of an entry that hold a label; `id` is two letters too and stands apart


def code_list(name: str) -> tuple[CodeEntry, ...]:
    """Every value of one list, in the order of the forms it comes from. Raises KeyError for an unknown list."""
    return code_lists()[name]


def code_entry(name: str, code: str) -> CodeEntry:
    """One value of a list. Raises KeyError."""
    for entry in code_list(name):
        if entry.id == code:
            return entry
    raise KeyError(f"code list {name!r} has no {code!r}")


@cache
def code_lists() -> Mapping[str, tuple[CodeEntry, ...]]:
    """Every list by its name."""
    text = files("generator").joinpath("codelists.yml").read_text("utf-8")
    declared = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: tuple(_entry(values) for values in entries) for name, entries in declared.items()}


def _entry(values: Mapping[str, object]) -> CodeEntry:
    labels = {key: str(value) for key, value in values.items() if key != "id" and LANGUAGE.fullmatch(key)}
    more = {key: value for key, value in values.items() if key != "id" and key not in labels}
    return CodeEntry(id=str(values["id"]), label=Text(labels), more=more)
