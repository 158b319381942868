"""Damage to a descriptor: every key of a `dataset.yml` in turn is dropped, misspelt or given something else.

In comes the text of a real descriptor, out go damaged texts, each with the code and the line that a check must then
name. Where keys and values stand is asked of PyYAML's own parser, not of the code under test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.keys import LEVELS, Key

# For a kind of value: something else in its place, and what is then wrong.
SWAPS = {
    "text": ("7", "not-text"),
    "markdown": ("7", "not-text"),
    "string": ("7", "not-text"),
    "strings": ("words", "not-a-list"),
    "keywords": ("words", "not-a-list"),
    "name": ("Not A Name", "bad-name"),
    "names": ("7", "not-text"),
    "integer": ("many", "not-an-integer"),
    "boolean": ("maybe", "not-a-boolean"),
    "date": ("tomorrow", "bad-date"),
    "period": ("lately", "bad-period"),
    "time": ("lately", "bad-time"),
    "decimal": ("many", "not-a-number"),
    "selection": ("words", "not-a-selection"),
    "email": ("nobody", "bad-email"),
    "url": ("nowhere", "bad-url"),
    "path": ("7", "not-text"),
    "code": ("no-such-code", "unknown-code"),
    "codes": ("no-such-code", "not-a-list"),
    "reference": ("no-such-name", "unknown-reference"),
    "references": ("no-such-name", "not-a-list"),
    "map": ("7", "not-a-mapping"),
    "maps": ("7", "not-a-list"),
}
# Beyond another type: what breaks a reference or moves a date.
BREAKS = {
    "codes": ("[no-such-code]", "unknown-code"),
    "references": ("[no-such-name]", "unknown-reference"),
    "date": ("2569-11-21", "buddhist-date"),
    "period": ("2568", "buddhist-date"),
    "time": ("2568", "buddhist-date"),
    "names": ("[no such field]", "unknown-field"),
}


@dataclass(frozen=True)
class Damage:
    """`key` is where it was done, such as `field.type`."""

    key: str
    what: str
    text: str
    code: str
    line: int


@dataclass(frozen=True)
class Pair:
    """A key of a descriptor where it stands; `owner_line` is the line of what it belongs to."""

    level: str
    key: Key
    key_node: yaml.ScalarNode
    value: yaml.Node
    owner: yaml.MappingNode
    owner_line: int


def damages(text: str) -> Iterator[Damage]:
    """Each way to damage each key of a descriptor, at the first place where the key stands."""
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    seen: set[tuple[str, str]] = set()
    for pair in _pairs("dataset", root, 1):
        if (pair.level, pair.key.name) not in seen:
            seen.add((pair.level, pair.key.name))
            yield from _damages(text, pair)


def _pairs(level: str, node: yaml.MappingNode, owner_line: int) -> Iterator[Pair]:
    keys = {key.name: key for key in LEVELS[level]}
    for key_node, value in node.value:
        key = keys[key_node.value]
        yield Pair(level, key, key_node, value, node, owner_line)
        if key.kind == "map":
            yield from _pairs(key.of, value, _line(key_node))
        if key.kind == "maps":
            for item in value.value:
                yield from _pairs(key.of, item, _line(item))


def _damages(text: str, pair: Pair) -> Iterator[Damage]:
    name, key = f"{pair.level}.{pair.key.name}", pair.key
    start, end = pair.key_node.start_mark.index, pair.key_node.end_mark.index
    misspelt = f"{text[:start]}{key.name[0]}{key.name}{text[end:]}"
    yield Damage(name, "misspelt", misspelt, "unknown-key", _line(pair.key_node))
    if key.required:
        yield Damage(name, "dropped", _without(text, pair), "missing-key", _owner_line(pair))
    for what, table in (("swapped", SWAPS), ("broken", BREAKS)):
        if key.kind in table:
            value, code = table[key.kind]
            yield Damage(name, what, _replaced(text, pair, value), _code(key, code), _line(pair.key_node))


def _code(key: Key, code: str) -> str:
    if code == "unknown-reference" and key.of in ("datasets", "code_registries"):
        return "unknown-dataset" if key.of == "datasets" else "unknown-code"
    if code == "unknown-reference" and key.of == "indicators":
        return "unknown-indicator"
    return code


def _owner_line(pair: Pair) -> int:
    """An item of a list that loses its first key begins with the next one."""
    entries = pair.owner.value
    is_item = pair.owner_line == _line(pair.owner) and pair.level != "dataset" and not pair.owner.flow_style
    return _line(entries[1][0]) if is_item and entries[0][0] is pair.key_node else pair.owner_line


def _replaced(text: str, pair: Pair, value: str) -> str:
    start, end = pair.value.start_mark.index, _end(text, pair)
    if text[start - 1] == "\n" or text[:start].endswith("\n" + " " * (start - text.rfind("\n", 0, start) - 1)):
        start = pair.key_node.end_mark.index + 1  # a block below its key
        value = f" {value}"
    return f"{text[:start]}{value}{text[end:]}"


def _without(text: str, pair: Pair) -> str:
    start, end = pair.key_node.start_mark.index, _end(text, pair)
    if pair.owner.flow_style:
        after = text[end:].lstrip()
        if after.startswith(","):
            end = text.index(",", end) + 1
        elif text[:start].rstrip().endswith(","):
            start = text.rindex(",", 0, start)
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _end(text: str, pair: Pair) -> int:
    """Where a value ends; PyYAML lets a block reach to the next token."""
    start, end = pair.value.start_mark.index, pair.value.end_mark.index
    return start + len(text[start:end].rstrip())


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
