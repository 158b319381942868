"""The words of the interface, in every language of `words.yml`. In comes a key and what to put into the sentence, out
goes text, not HTML. It must not know on which page a word stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from babel import Locale

FALLBACK: Final = "en"  # whose words stand in for a language that has none here

Entry = Mapping[str, str | Mapping[str, str]]
"""One word by language; where it differs by number, by plural category (CLDR)."""


def word(key: str, language: str, /, **values: object) -> str:
    """The words of `section.key`, filled in; where they differ by number, `count` chooses. Raises KeyError."""
    by_language = words()[key]
    spoken = language if language in by_language else FALLBACK
    entry = by_language[spoken]
    if isinstance(entry, str):
        return entry.format(**values) if values else entry
    category = Locale.parse(spoken).plural_form(_count(values["count"]))
    return entry.get(category, entry["other"]).format(**values)


def _count(value: object) -> Decimal:
    """The number, also where it is a whole one that some language has written with its separators."""
    return Decimal(re.sub(r"\D", "", value)) if isinstance(value, str) else Decimal(str(value))


@cache
def section(name: str, language: str) -> Mapping[str, str]:
    """Every word of one section that needs no value, by its key without the section's name."""
    start = f"{name}."
    entries = {key[len(start) :]: entry for key, entry in words().items() if key.startswith(start)}
    return {key: word(f"{start}{key}", language) for key, entry in entries.items() if _is_plain(entry)}


def variants(name: str, language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Every word of one section as it is declared, for a script that fills it in."""
    start = f"{name}."
    entries = {key[len(start) :]: entry for key, entry in words().items() if key.startswith(start)}
    return {key: entry.get(language, entry[FALLBACK]) for key, entry in entries.items()}


def speaks(key: str, language: str) -> bool:
    """Whether the word is there in that very language."""
    return language in words()[key]


def knows(key: str) -> bool:
    return key in words()


def languages() -> tuple[str, ...]:
    """Those that the interface has any word in, the one to fall back on last."""
    known = dict.fromkeys(language for entry in words().values() for language in entry)
    return (*(language for language in known if language != FALLBACK), FALLBACK)


@cache
def words() -> Mapping[str, Entry]:
    """Every `section.key` with its words by language."""
    text = files("generator").joinpath("words.yml").read_text("utf-8")
    declared: Mapping[str, Mapping[str, Entry]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {f"{name}.{key}": entry for name, entries in declared.items() for key, entry in entries.items()}


def _is_plain(entry: Entry) -> bool:
    return all(isinstance(text, str) for text in entry.values())
