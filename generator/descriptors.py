"""YAML becomes the model: in come nodes of one file, out go frozen dataclasses, and every problem with its line.

Which keys a level has, `keys` declares; what a single value is, `kinds` knows. A required value that is missing or
wrong is told and stood in for, so that the rest of the dataset, its files too, is checked in the same run: what comes
out beside an error is good for checking only. It must not know other files than the one it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from generator import measures, model, schemas
from generator.keys import LEVELS, Key
from generator.kinds import INVALID, KINDS, Context, Place, options, shown
from generator.model import Dataset, Resource, Text
from generator.spelling import nearest
from generator.yamlfile import Entries, Items, Node, Scalar, YamlFile

UNKNOWN_DATE: Final = date.min
"""Stands in for a date that is missing or wrong; checks of dates pass over it."""


def read_entry(level: str, context: Context, node: Node, name: str, subject: str = "", line: int = 1) -> Any:
    """One entry of a registry as the dataclass of that level; None where it is no mapping."""
    place = Place(context=context, subject=subject, line=line)
    values = read_level(level, place, node, name)
    return None if values is None else CLASSES[level](**({"name": name} if name else {}), **values)


def read_catalog(context: Context, node: Node) -> Mapping[str, Any] | None:
    """What catalog.yml says, by key: the arguments of `Catalog` that stand there."""
    return read_level("catalog", Place(context=context, subject="", line=1), node, "")


def read_dataset(context: Context, file: YamlFile, name: str, license_name: str | None) -> Dataset | None:
    """The dataset that a `dataset.yml` describes; `license_name`, the catalog's own, stands in where it names none."""
    place = Place(context=context, subject="", line=1)
    stand_ins = {} if license_name is None else {"license": license_name}
    values = read_level("dataset", place, file.node, name, stand_ins)
    if values is None:
        return None
    folder = file.path.rpartition("/")[0]
    resources: tuple[Resource, ...] = values.get("resources", ())
    schemas.tell_resources(place, file, resources)
    measures.tell_indicators(place, file, values.get("indicators", ()), resources)
    return Dataset(name=name, folder=folder, descriptor=file.path, **values)


def read_level(
    level: str, place: Place, node: Node, name: str, stand_ins: Mapping[str, object] | None = None
) -> dict[str, Any] | None:
    """The values of one mapping by key; None where it is no mapping. `name` is shown for a title that is missing."""
    if not isinstance(node, Entries):
        required = options(key.name for key in LEVELS[level] if key.required)
        place.tell("not-a-mapping", found=shown(node), options=required)
        return None
    keys = {key.name: key for key in LEVELS[level]}
    values: dict[str, Any] = dict(stand_ins or {})
    present = set(values)
    for written, child in node.nodes.items():
        key = keys.get(written) or _meant(written, keys, node, place)
        if key is not None:
            present.add(key.name)
            value = read_value(key, place.at(key.name, node.key_lines[written]), child)
            if value is not INVALID:
                values[key.name] = value
    for key in keys.values():
        if key.required and key.name not in values:
            if key.name not in present:
                place.tell("missing-key", key=key.name)
            values[key.name] = _stand_in(key, place, name)
    return values


def _meant(written: str, keys: Mapping[str, Key], node: Entries, place: Place) -> Key | None:
    """Tell of an unknown key; the key it stands for is read in its place if nothing else gives that."""
    suggestion = nearest(written, [name for name in keys if name not in node.nodes])
    place.at(written, node.key_lines[written]).tell(
        "unknown-key", suggestion=suggestion, found=written, options=options(keys)
    )
    return keys[suggestion] if suggestion else None


def read_value(key: Key, place: Place, node: Node) -> object:
    if isinstance(node, Scalar) and node.value is None:
        return place.tell("empty-value")
    if key.kind == "map":
        return _read_map(key.of, place, node)
    if key.kind == "maps":
        return _read_maps(key.of, place, node)
    return KINDS[key.kind](place, key, node)


def _read_map(level: str, place: Place, node: Node) -> object:
    values = read_level(level, place, node, place.subject)
    if values is None:
        return INVALID
    return BUILDERS.get(level, _built)(level, place, node, values)


def _read_maps(level: str, place: Place, node: Node) -> object:
    if not isinstance(node, Items):
        return place.tell("not-a-list", found=shown(node))
    if not node.nodes:
        return place.tell("empty-value")
    found = [_read_map(level, place.at(index, child.line), child) for index, child in enumerate(node.nodes)]
    return tuple(value for value in found if value is not INVALID)


def _built(level: str, _place: Place, _node: Node, values: dict[str, Any]) -> object:
    return CLASSES[level](**values)


def _contact(level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    written = node.nodes if isinstance(node, Entries) else {}
    if "email" not in {*written, *values} and "url" not in {*written, *values}:
        place.tell("contact-out-of-reach")
    return CLASSES[level](**values)


def _resource(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    written = node.nodes if isinstance(node, Entries) else {}
    if "path" in written and "url" in written:
        return place.tell("path-and-url")
    if "path" not in written and "url" not in written:
        return place.tell("no-path-or-url")
    if "path" not in values and "url" not in values:
        return INVALID  # told already
    last = str(values.get("path", "")).rpartition("/")[2]
    suffix = last.rpartition(".")[2].lower() if "." in last else ""
    values["format"] = str(values.get("format", suffix)).lower().removeprefix(".")
    if not values["format"]:
        return place.tell("missing-format")
    return Resource(**values, line=place.line)


def _stand_in(key: Key, place: Place, name: str) -> object:
    """Something of the right kind for a required value that is missing; never published, since the problem is told."""
    if key.kind in ("text", "markdown"):
        return Text({(place.context.languages or ("",))[0]: name or key.name})
    if key.kind == "map":
        return MAP_STAND_INS[key.of]
    return STAND_INS.get(key.kind, "")


STAND_INS: Final[Mapping[str, object]] = {
    "date": UNKNOWN_DATE,
    "boolean": False,
    "integer": 0,
    "decimal": Decimal(0),
    "keywords": model.Keywords({}),
    "strings": (),
    "names": (),
    "identifiers": (),
    "paths": (),
    "codes": (),
    "references": (),
    "maps": (),
}

MAP_STAND_INS: Final[Mapping[str, object]] = {
    "contact": model.Contact(name=Text({"": ""})),
    "update_frequency": model.UpdateFrequency(unit=""),
    "foreign_key_reference": ("", ()),
}

CLASSES: Final[Mapping[str, Callable[..., object]]] = {
    "contact": model.Contact,
    "source": model.Source,
    "update_frequency": model.UpdateFrequency,
    "temporal_coverage": model.TemporalCoverage,
    "withdrawal": model.Withdrawal,
    "dialect": model.Dialect,
    "organization": model.Organization,
    "theme": model.Theme,
    "license": model.License,
    "unit": model.Unit,
    "area": model.Area,
    "synonym": model.Synonym,
    "target": model.Target,
    "break": model.Break,
    "edition": model.Edition,
    "indicator_set": model.IndicatorSet,
}

BUILDERS: Final[Mapping[str, Callable[[str, Place, Node, dict[str, Any]], object]]] = {
    "contact": _contact,
    "resource": _resource,
    **schemas.BUILDERS,
    **measures.BUILDERS,
}
