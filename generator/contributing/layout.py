"""YAML of a descriptor for people: keys in the order of the key table, short mappings on one line, comments above.

In come values with what is to be said of them, out go lines. It must not know what a dataset is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.keys import LEVELS

WIDTH: Final = 110
_PLAIN: Final = re.compile(r"[^\W\d_][^:#\[\]{},\n]*")
_RESERVED: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off"))


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with comments before it; with None the comments stand alone where its key would."""

    value: object
    comments: tuple[str, ...] = ()


def lines_of(values: Mapping[str, object], level: str) -> Iterator[str]:
    """A mapping of that level, its keys in the order of `keys.yml`."""
    for key in LEVELS[level]:
        if key.name not in values:
            continue
        noted = values[key.name]
        value, comments = (noted.value, noted.comments) if isinstance(noted, Noted) else (noted, ())
        yield from (f"# {comment}" for comment in comments)
        if value is not None:
            yield from _entry(key.name, value, key.of if key.kind in ("map", "maps") else "")


def _entry(name: str, value: object, level: str) -> Iterator[str]:
    flow = f"{name}: {_flow(value, level)}"
    if len(flow) <= WIDTH and not _is_noted(value) and not _are_mappings(value):
        yield flow
    elif isinstance(value, Mapping):
        yield f"{name}:"
        parts = lines_of(value, level) if level else (each for n, v in value.items() for each in _entry(_key(n), v, ""))
        yield from (f"  {line}" if line else "" for line in parts)
    elif _are_mappings(value):
        yield f"{name}:"
        assert isinstance(value, Sequence)
        for item in value:
            yield from _item(item, level)
    elif isinstance(value, str):
        yield f"{name}: {'|-' if chr(10) in value else '>-'}"
        yield from (f"  {line}" if line else "" for line in value.split("\n"))
    else:
        yield flow


def _item(item: Mapping[str, object], level: str) -> Iterator[str]:
    flow = f"- {_flow(item, level)}"
    if len(flow) <= WIDTH and not _is_noted(item) and level not in ("resource",):
        yield flow
        return
    lines = list(lines_of(item, level))
    first = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    yield from lines[:first]
    yield f"- {lines[first]}"
    yield from (f"  {line}" if line else "" for line in lines[first + 1 :])


def _flow(value: object, level: str) -> str:
    if isinstance(value, Mapping):
        names = [key.name for key in LEVELS[level] if key.name in value] if level else list(value)
        below = {key.name: key.of for key in LEVELS[level] if key.kind in ("map", "maps")} if level else {}
        return "{" + ", ".join(f"{_key(name)}: {_flow(value[name], below.get(name, ''))}" for name in names) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(each, level) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    is_number = isinstance(value, int) or (isinstance(value, float) and "e" not in str(value))
    return str(value) if is_number else _scalar(str(value))


def _key(name: object) -> str:
    """A name of a mapping, which may be that of a column."""
    return _scalar(str(name))


def _scalar(text: str) -> str:
    """A string as it stands where YAML reads it so, else in double quotes, which YAML shares with JSON."""
    is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _RESERVED
    is_address = re.fullmatch(r"https?://[\w./?=&%-]+", text, re.ASCII) is not None
    return text if plain or is_date or is_address else json.dumps(text, ensure_ascii=False)


def _is_noted(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_is_noted(each) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_is_noted(each) for each in value)
    return isinstance(value, Noted)


def _are_mappings(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(each, Mapping) for each in value)
