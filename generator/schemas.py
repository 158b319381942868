"""Table schemas: the builders of fields and keys, and the rules by which they fit together.

In come the values that `descriptors` read by level, with the nodes they stood in; out go the model's classes, or a
problem. The rules are those of Table Schema (Data Package 2.0) with our `calendar`, `codes` and `categories`. It must
not read files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from generator.constraints import NUMBERS, fitting, read_constraints
from generator.keys import Key
from generator.kinds import INVALID, Place, options, read_names, shown
from generator.model import Category, Dialect, Field, ForeignKey, Indicator, Resource, Schema
from generator.spelling import nearest
from generator.values import TIME_TYPES
from generator.yamlfile import INTEGER, Entries, Items, Node, Scalar, YamlFile, plain

# Table Schema, "Field Types": which other key has a meaning for which types.
KEY_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "decimalChar": frozenset({"number"}),
    "groupChar": NUMBERS,
    "bareNumber": NUMBERS,
    "trueValues": frozenset({"boolean"}),
    "falseValues": frozenset({"boolean"}),
    "calendar": frozenset({*TIME_TYPES, "string"}),  # 2567/Q3 and 2562/63 are no dates, but times of indicators
    "codes": frozenset({"string"}),
}
FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "string": ("default", "email", "uri", "binary", "uuid"),
    "date": ("default", "any"),
    "time": ("default", "any"),
    "datetime": ("default", "any"),
    "geopoint": ("default", "array", "object"),
    "geojson": ("default", "topojson"),
}


def _category(_level: str, place: Place, _node: Node, values: dict[str, Any]) -> object:
    value = values["value"]
    if not isinstance(value, Scalar):
        return INVALID if value == "" else place.at("value", place.line).tell("not-text", found=shown(value))
    return Category(value=value.text, label=values["label"])


def _field(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    if not values["type"]:  # told already; what belongs to the type that was meant cannot be judged
        return Field(name=values["name"], type="any", title=values["title"])
    if "example" in values:
        values["example"] = plain(values["example"])
    kind: str = values["type"]
    for key, types in KEY_TYPES.items():
        if key in values and kind not in types | {"any"} and values[key] != "gregorian":
            at = place.within(node, key)
            at.tell("key-of-other-type", key=key, type=kind, options=options(sorted(types)))
            del values[key]
    if _tell_format(place, node, kind, values.get("format")):
        del values["format"]
    written = node.nodes if isinstance(node, Entries) else {}
    constraints = written.get("constraints")
    if isinstance(constraints, Entries) and "constraints" in values:
        at = place.within(node, "constraints")
        values["constraints"] = fitting(at, constraints, values["constraints"], kind, values.get("format"))
    _tell_categories(place.within(node, "categories"), written.get("categories"), kind)
    return Field(**values)


def _tell_format(place: Place, node: Node, kind: str, written: str | None) -> bool:
    known = FORMATS.get(kind, ("default",))
    has_pattern = kind in ("date", "time", "datetime") and written is not None and "%" in written
    if written is None or written in known or has_pattern or kind == "any":
        return False
    at = place.within(node, "format")
    at.tell("unknown-format", suggestion=nearest(written, known), found=written, type=kind, options=options(known))
    return True


def _tell_categories(place: Place, node: Node | None, kind: str) -> None:
    seen: dict[str, int] = {}
    for index, item in enumerate(node.nodes if isinstance(node, Items) else ()):
        value = item.nodes.get("value") if isinstance(item, Entries) else None
        if not isinstance(value, Scalar):
            continue
        at = place.at(index, item.line).at("value", value.line)
        if value.text in seen:
            at.tell("repeated-value", found=value.text)
        elif kind == "integer" and not INTEGER.fullmatch(value.text):
            at.tell("constraint-misfit", found=value.text, type=kind)
        seen[value.text] = value.line


def _foreign_key_reference(_level: str, _place: Place, node: Node, values: dict[str, Any]) -> object:
    return values.get("resource", ""), values["fields"]


def _foreign_key(_level: str, place: Place, _node: Node, values: dict[str, Any]) -> object:
    resource, reference_fields = values["reference"]
    fields = values["fields"]
    if not fields or not reference_fields:
        return INVALID  # told already
    if len(fields) != len(reference_fields):
        return place.tell("key-of-other-length", fields=options(fields), reference=options(reference_fields))
    return ForeignKey(fields=fields, resource=resource, reference_fields=reference_fields)


def _schema(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    fields: tuple[Field, ...] = values["fields"]
    names = [field.name for field in fields]
    if not fields or "" in names:
        return INVALID  # told already
    if _tell_duplicates(place, node, names):
        return INVALID
    if "uniqueKeys" in values:
        values["uniqueKeys"] = _unique_keys(place.within(node, "uniqueKeys"), values["uniqueKeys"])
    primary, unique, foreign = (place.within(node, key) for key in ("primaryKey", "uniqueKeys", "foreignKeys"))
    values["primaryKey"] = _known(primary, values.get("primaryKey", ()), names)
    values["uniqueKeys"] = tuple(key for key in values.get("uniqueKeys", ()) if _known(unique, key, names))
    values["foreignKeys"] = tuple(key for key in values.get("foreignKeys", ()) if _known(foreign, key.fields, names))
    for key in values["foreignKeys"]:
        if not key.resource:
            _known(foreign, key.reference_fields, names)
    return Schema(**values)


def _tell_duplicates(place: Place, node: Node, names: Sequence[str]) -> bool:
    listed = node.nodes.get("fields") if isinstance(node, Entries) else None
    items = listed.nodes if isinstance(listed, Items) else ()
    twice = [index for index, name in enumerate(names) if name in names[:index]]
    for index in twice:
        line = items[index].line if index < len(items) else place.line
        place.at("fields", place.line).at(index, line).tell("duplicate-field", found=names[index])
    return bool(twice)


def _unique_keys(place: Place, node: Node) -> tuple[tuple[str, ...], ...]:
    """`[a, b]` is one key each, `[[a, b], [c]]` are keys of several fields."""
    if not isinstance(node, Items):
        place.tell("not-a-list", found=shown(node))
        return ()
    key = Key(name="uniqueKeys", kind="names")
    found = [read_names(place.at(index, item.line), key, item) for index, item in enumerate(node.nodes)]
    return tuple(names for names in found if isinstance(names, tuple))


def _known(place: Place, written: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    """The fields that a key names; none where one of them is unknown, since a part of a key is another key."""
    unknown = [name for name in written if name not in names]
    for name in unknown:
        place.tell("unknown-field", suggestion=nearest(name, names), found=name, options=options(names))
    return () if unknown else written


def tell_resources(place: Place, file: YamlFile, resources: Sequence[Resource]) -> None:
    """Rules between the resources of one dataset: names that differ, foreign keys that lead somewhere."""
    by_name: dict[str, Resource] = {}
    numbered = list(numbered_of(file, "resources", resources))
    for index, resource in numbered:
        if resource.name and resource.name in by_name:
            line = file.line_of(("resources", index, "name"))
            at = place.at("resources", 1).at(index, 1).at("name", line)
            at.tell("duplicate-resource", found=resource.name)
        by_name.setdefault(resource.name, resource)
    for index, resource in numbered:
        line = file.line_of(("resources", index, "schema", "foreignKeys"))
        at = place.at("resources", 1).at(index, 1).at("schema", 1).at("foreignKeys", line)
        for key in resource.schema.foreignKeys if resource.schema else ():
            if key.resource and key.resource not in by_name:
                names = [name for name in by_name if name]
                suggestion = nearest(key.resource, names)
                at.tell("unknown-resource", suggestion=suggestion, found=key.resource, options=options(names))
            elif key.resource:
                other = by_name[key.resource].schema
                _known(at, key.reference_fields, [field.name for field in other.fields] if other else [])


Item = TypeVar("Item", Resource, Indicator)


def numbered_of(file: YamlFile, key: str, found: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    """Each one with the number of the item it was read from; items that could not be read have none."""
    node = file.node.nodes.get(key) if isinstance(file.node, Entries) else None
    waiting = list(found)
    for index, item in enumerate(node.nodes if isinstance(node, Items) else ()):
        if waiting and waiting[0].line == item.line:
            yield index, waiting.pop(0)


def _dialect(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    for key in ("delimiter", "quoteChar", "escapeChar"):
        if key in values and len(values[key]) != 1:
            place.within(node, key).tell("not-one-character", found=values.pop(key))
    if "headerRows" in values:
        values["headerRows"] = plain(values["headerRows"])
    return Dialect(**values)


BUILDERS: Final[Mapping[str, Callable[[str, Place, Node, dict[str, Any]], object]]] = {
    "constraints": read_constraints,
    "category": _category,
    "field": _field,
    "foreign_key_reference": _foreign_key_reference,
    "foreign_key": _foreign_key,
    "schema": _schema,
    "dialect": _dialect,
}
