"""Strings and lists of them, of which all other kinds are made. In comes a node, out go values, or a problem.

It must not know what a string stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.keys import Key
from generator.kinds.place import INVALID, Place, shown
from generator.yamlfile import Items, Node, Scalar

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,69}")


def read_string(place: Place, _key: Key, node: Node) -> object:
    """One string, not empty; a number or a truth value must be put in quotes."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return place.tell("not-text", found=shown(node))
    if not node.value.strip():
        return place.tell("empty-value")
    return node.value


def _list(place: Place, node: Node) -> tuple[Node, ...] | None:
    if not isinstance(node, Items):
        place.tell("not-a-list", found=shown(node))
        return None
    if not node.nodes:
        place.tell("empty-value")
    return node.nodes


def read_each(place: Place, node: Node, read: Callable[[Place, Node], object]) -> object:
    """Every item of a list by `read`, each once; the items that hold are kept."""
    nodes = _list(place, node)
    if nodes is None:
        return INVALID
    found: list[object] = []
    for index, child in enumerate(nodes):
        at = place.at(index, child.line)
        value = read(at, child)
        if value is not INVALID and value in found:
            at.tell("repeated-value", found=shown(child))
        elif value is not INVALID:
            found.append(value)
    return tuple(found) if found else INVALID


def read_strings(place: Place, key: Key, node: Node) -> object:
    """A list of strings. Empty strings are values too: `missingValues: [""]`."""

    def item(at: Place, child: Node) -> object:
        if isinstance(child, Scalar) and child.value == "" and key.kind == "strings":
            return ""
        return read_string(at, key, child)

    return read_each(place, node, item)


def read_names(place: Place, key: Key, node: Node) -> object:
    """A list of names, or one name."""
    if isinstance(node, Items):
        return read_each(place, node, lambda at, child: read_string(at, key, child))
    name = read_string(place, key, node)
    return INVALID if name is INVALID else (name,)


def read_name(place: Place, key: Key, node: Node) -> object:
    name = read_string(place, key, node)
    if name is INVALID or NAME.fullmatch(str(name)):
        return name
    suggestion = re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-")
    return place.tell("bad-name", found=name, suggestion=suggestion if NAME.fullmatch(suggestion) else None)


def read_identifiers(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_name(at, key, child))
