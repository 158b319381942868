"""Kinds of values: one function a kind, from a node of YAML to what the model holds, or a problem and `INVALID`.

What comes in is a `Place` (where we stand: file, line, subject) and a node; which kind a key has, `keys` declares. It
must not know levels of keys nor the catalog's classes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from generator.keys import Key
from generator.kinds.numbers import read_boolean, read_decimal, read_integer
from generator.kinds.place import INVALID, Context, Place, options, shown
from generator.kinds.pointing import (
    read_code,
    read_codes,
    read_email,
    read_path,
    read_paths,
    read_reference,
    read_references,
    read_selection,
    read_url,
)
from generator.kinds.strings import read_identifiers, read_name, read_names, read_string, read_strings
from generator.kinds.texts import read_keywords, read_text
from generator.kinds.times import read_date, read_moment, read_period, read_time
from generator.yamlfile import Node

__all__ = ["INVALID", "KINDS", "Context", "Place", "options", "read_names", "shown"]


def read_any(_place: Place, _key: Key, node: Node) -> object:
    """The node itself; whoever asked for it knows what may stand there."""
    return node


KINDS: Final[Mapping[str, Callable[[Place, Key, Node], object]]] = {
    "text": read_text,
    "markdown": read_text,
    "string": read_string,
    "strings": read_strings,
    "keywords": read_keywords,
    "name": read_name,
    "names": read_names,
    "identifiers": read_identifiers,
    "integer": read_integer,
    "boolean": read_boolean,
    "date": read_date,
    "moment": read_moment,
    "period": read_period,
    "time": read_time,
    "decimal": read_decimal,
    "selection": read_selection,
    "email": read_email,
    "url": read_url,
    "path": read_path,
    "paths": read_paths,
    "code": read_code,
    "codes": read_codes,
    "reference": read_reference,
    "references": read_references,
    "any": read_any,
}
"""Kinds of single values and lists; `map` and `maps` are read by `descriptors`, which knows levels."""
