"""Numbers and truth values. In comes a node, out goes what the model holds, or a problem."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from generator.keys import Key
from generator.kinds.place import Place, shown
from generator.yamlfile import Node, Scalar

DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?")


def read_integer(place: Place, _key: Key, node: Node) -> object:
    """A whole number, 0 or more."""
    if isinstance(node, Scalar) and type(node.value) is int and node.value >= 0:
        return node.value
    return place.tell("not-an-integer", found=shown(node))


def read_boolean(place: Place, _key: Key, node: Node) -> object:
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    meant = {"yes": "true", "no": "false", "true": "true", "false": "false"}.get(shown(node).lower())
    return place.tell("not-a-boolean", found=shown(node), suggestion=meant if meant != shown(node) else None)


def read_decimal(place: Place, _key: Key, node: Node) -> object:
    """A number, exactly as it is written."""
    written = shown(node)
    is_long = len(written) > 15  # what `yamlfile` leaves as text since a float would lose it
    if not isinstance(node, Scalar) or not DECIMAL.fullmatch(written) or (isinstance(node.value, str) and not is_long):
        return place.tell("not-a-number", found=written)
    return Decimal(written)
