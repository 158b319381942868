"""What points elsewhere: e-mail and web addresses, files, codes of code lists, names of registries' entries and fields'
values. In comes a node, out go strings, or a problem with what may have been meant.

It must not know whether anything answers at an address, nor whether a file is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator import addresses, codelists
from generator.keys import Key
from generator.kinds.place import INVALID, Place, options, shown
from generator.kinds.strings import read_each, read_string
from generator.model import Selection
from generator.spelling import nearest
from generator.yamlfile import Entries, Node, Scalar


def read_email(place: Place, key: Key, node: Node) -> object:
    written = read_string(place, key, node)
    if written is INVALID or addresses.is_email(str(written)):
        return written
    return place.tell("bad-email", found=written, suggestion=addresses.meant_email(str(written)))


def read_url(place: Place, key: Key, node: Node) -> object:
    """An absolute http or https address with a host and without a user's name or password."""
    written = read_string(place, key, node)
    if written is INVALID:
        return INVALID
    if addresses.has_credentials(str(written)):
        return place.tell("url-with-credentials")
    if addresses.is_url(str(written)):
        return written
    return place.tell("bad-url", found=written, suggestion=addresses.meant_url(str(written)))


def read_path(place: Place, key: Key, node: Node) -> object:
    """A file beside the descriptor; whether it is there and stays inside is seen where files are looked at."""
    written = read_string(place, key, node)
    if written is not INVALID and re.match(r"(?i)[a-z][a-z0-9+.-]+://", str(written)):
        return place.tell("url-as-path", found=written)
    return written


def read_paths(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_path(at, key, child))


def read_code(place: Place, key: Key, node: Node) -> object:
    return _known(place, key, node, _labels(key.of), "unknown-code")


@cache
def _labels(code_list: str) -> Mapping[str, tuple[str, ...]]:
    return {entry.id: tuple(entry.label.by_language.values()) for entry in codelists.code_list(code_list)}


def read_codes(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_code(at, key, child))


def read_reference(place: Place, key: Key, node: Node) -> object:
    """A name of a registry's entry; any name where the registry could not be read, which is told already."""
    if key.of == "code_registries":
        return read_code(place, key, node)
    if key.of not in place.context.names:
        return read_string(place, key, node)
    code = "unknown-dataset" if key.of == "datasets" else "unknown-reference"
    return _known(place, key, node, place.context.names[key.of], code)


def read_references(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_reference(at, key, child))


def _known(place: Place, key: Key, node: Node, spellings: Mapping[str, tuple[str, ...]], code: str) -> object:
    if not isinstance(node, Scalar):
        return place.tell("not-text", found=shown(node))
    if node.text in spellings:
        return node.text
    if not node.text.strip():
        return place.tell("empty-value")
    suggestion = nearest(node.text, spellings)
    return place.tell(code, found=node.text, suggestion=suggestion, options=options(spellings), registry=key.of)


def read_selection(place: Place, _key: Key, node: Node) -> object:
    """A mapping of fields to the values that their cells must hold; numbers may stand without quotes."""
    if not isinstance(node, Entries) or not node.nodes:
        return place.tell("not-a-selection", found=shown(node))
    found = []
    for field, child in node.nodes.items():
        at = place.at(field, node.key_lines[field])
        if isinstance(child, Scalar) and child.value is not None:
            found.append(Selection(field=field, value=child.text))
        else:
            at.tell("empty-value") if isinstance(child, Scalar) else at.tell("not-text", found=shown(child))
    return tuple(found) if found else INVALID
