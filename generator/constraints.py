"""What a field demands of its values: constraints read, and each held against the field's type.

In come nodes that `descriptors` read by level, with the type of their field; out go `Constraints`, or a problem. The
rules are those of Table Schema (Data Package 2.0, "Field Constraints"). It must not know other keys of a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any, Final

from generator.dates import as_date, is_buddhist
from generator.kinds import Place, options, shown
from generator.model import Constraints
from generator.values import NUMBER_TYPES, TIME_TYPES
from generator.yamlfile import Entries, Items, Node, Scalar, plain

BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
NUMBERS: Final = frozenset(NUMBER_TYPES)
TIMES: Final = frozenset({*TIME_TYPES, "time"})
COLLECTIONS: Final = frozenset({"list", "array", "object"})
FREE: Final = frozenset({"any", "geojson", "geopoint"})

# Table Schema, "Field Constraints": which constraint has a meaning for which types; the others have one for all.
CONSTRAINT_TYPES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(BOUNDS, NUMBERS | TIMES),
    **dict.fromkeys(("minLength", "maxLength"), COLLECTIONS | {"string"}),
    "pattern": frozenset({"string"}),
}
DEFAULTS: Final[Mapping[str, Any]] = {constraint.name: constraint.default for constraint in fields_of(Constraints)}
LONG_INTEGER: Final = re.compile(r"-?[1-9][0-9]{15,}")  # what `yamlfile` leaves as text since a float would lose it
LONG_NUMBER: Final = re.compile(r"-?[0-9.]{16,}")
YEARMONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def read_constraints(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    if "pattern" in values and not _is_pattern(values["pattern"]):
        pattern = values.pop("pattern")
        place.within(node, "pattern").tell("bad-pattern", found=pattern, suggestion=_without_flags(pattern))
    if "enum" in values:
        listed = values.pop("enum")
        if isinstance(listed, Items) and listed.nodes:
            values["enum"] = tuple(plain(item) for item in listed.nodes)
        else:
            place.within(node, "enum").tell("not-a-list", found=shown(listed))
    for bound in set(BOUNDS) & set(values):
        values[bound] = plain(values[bound])
    return Constraints(**values)


def _is_pattern(written: str) -> bool:
    """Whether it is a regular expression that can stand within another: the whole value has to match."""
    try:
        re.compile(written)
        re.compile(f"(?:{written})")
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _without_flags(written: str) -> str | None:
    """(?i)abc as (?i:abc), which does not reach beyond itself."""
    meant = re.sub(r"^\(\?([aimsux]+)\)(.+)$", r"(?\1:\2)", written, flags=re.DOTALL)
    return meant if meant != written and _is_pattern(meant) else None


def fitting(place: Place, node: Entries, declared: Constraints, kind: str, written_format: str | None) -> Constraints:
    """Those that have a meaning for the field's type; every other one is told of and then as if it was not there."""
    wrong = set(_misfits(place, node, kind, written_format))
    return replace(declared, **{key: DEFAULTS[key] for key in wrong})


def _misfits(place: Place, node: Entries, kind: str, written_format: str | None) -> Iterator[str]:
    """The names of those that cannot be used, each told of."""
    for key, child in node.nodes.items():
        at = place.within(node, key)
        items = child.nodes if key == "enum" and isinstance(child, Items) else ()
        unfit = [(index, item) for index, item in enumerate(items) if not _fits(kind, item, written_format)]
        if kind not in CONSTRAINT_TYPES.get(key, frozenset({kind})):
            at.tell("key-of-other-type", key=key, type=kind, options=options(sorted(CONSTRAINT_TYPES[key])))
            yield key
        elif key in BOUNDS and not _fits(kind, child, written_format):
            at.tell("constraint-misfit", found=shown(child), type=kind)
            yield key
        elif unfit:
            for index, item in unfit:
                at.at(index, item.line).tell("constraint-misfit", found=shown(item), type=kind)
            yield key
    for least, most in (("minimum", "maximum"), ("minLength", "maxLength")):
        low, high = (plain(node.nodes[key]) if key in node.nodes else None for key in (least, most))
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            place.within(node, most).tell("constraints-crossed", least=least, low=low, most=most, high=high)
            yield from (least, most)


def _fits(kind: str, node: Node, written_format: str | None = None) -> bool:
    """Whether a bound or a listed value is written as a value of that type of field is."""
    if not isinstance(node, Scalar):
        return kind in FREE | COLLECTIONS
    if kind in TIMES and written_format not in (None, "default"):
        return True  # written as the field's own format says
    return kind not in FITS or FITS[kind](node)


FITS: Final[Mapping[str, Callable[[Scalar], bool]]] = {
    "string": lambda node: isinstance(node.value, str),
    "integer": lambda node: type(node.value) is int or LONG_INTEGER.fullmatch(node.text) is not None,
    "number": lambda node: type(node.value) in (int, float) or LONG_NUMBER.fullmatch(node.text) is not None,
    "boolean": lambda node: isinstance(node.value, bool),
    "year": lambda node: type(node.value) is int,
    "yearmonth": lambda node: YEARMONTH.fullmatch(node.text) is not None,
    "date": lambda node: as_date(node.text) is not None or is_buddhist(node.text),
}
