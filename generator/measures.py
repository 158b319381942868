"""Indicators and trees of them as YAML declares them: the builders, and the rules within one descriptor.

In come the values that `descriptors` read by level, with the nodes they stood in; out go the model's classes, or a
problem. Which indicators other files have, `checks` knows. It must not read files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.kinds import Place, options, shown
from generator.model import Dimension, Field, Indicator, Resource
from generator.model import Node as Branch
from generator.schemas import numbered_of
from generator.spelling import nearest
from generator.values import NUMBER_TYPES
from generator.yamlfile import Entries, Node, Scalar, YamlFile

MOST_DIGITS: Final = 12  # behind the decimal point


def _indicator(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    if values.get("precision", 0) > MOST_DIGITS:
        place.within(node, "precision").tell("precision-too-large", found=values.pop("precision"), limit=MOST_DIGITS)
    return Indicator(**values, line=place.line)


def _dimension(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    total = values.get("total")
    if total is not None and not isinstance(total, Scalar):
        return place.within(node, "total").tell("not-text", found=shown(total))
    text = None if total is None else total.text
    return Dimension(field=values["field"], total=text, adds_up=values.get("adds_up", False))


def _branch(_level: str, place: Place, node: Node, values: dict[str, Any]) -> object:
    written = node.nodes if isinstance(node, Entries) else {}
    if "title" not in written and "indicator" not in written:
        return place.tell("node-without-name")
    return Branch(**values, line=place.line)


BUILDERS: Final[Mapping[str, Callable[[str, Place, Node, dict[str, Any]], object]]] = {
    "indicator": _indicator,
    "dimension": _dimension,
    "node": _branch,
}


@dataclass(frozen=True, slots=True)
class _Use:
    """A field as an indicator names it, and where."""

    steps: tuple[str | int, ...]
    name: str


def tell_indicators(
    place: Place, file: YamlFile, indicators: Sequence[Indicator], resources: Sequence[Resource]
) -> None:
    """Rules between the indicators of a dataset and its tables: each field is there and is what it is taken for."""
    by_name = {resource.name: resource for resource in resources if resource.name}
    for index, indicator in numbered_of(file, "indicators", indicators):
        if not indicator.resource:
            continue  # told already
        at = _Places(place, file, ("indicators", index))
        resource = by_name.get(indicator.resource)
        if resource is None:
            suggestion = nearest(indicator.resource, list(by_name))
            at("resource").tell(
                "unknown-resource", suggestion=suggestion, found=indicator.resource, options=options(by_name)
            )
        elif resource.path is None or resource.schema is None:
            at("resource").tell("indicator-without-table", found=indicator.resource)
        else:
            _tell_fields(at, indicator, {field.name: field for field in resource.schema.fields})


@dataclass(frozen=True, slots=True)
class _Places:
    """Places below one item of a file, each with its line."""

    place: Place
    file: YamlFile
    steps: tuple[str | int, ...]

    def __call__(self, *steps: str | int) -> Place:
        found, walked = self.place, self.steps + steps
        for count, step in enumerate(walked, start=1):
            found = found.at(step, self.file.line_of(walked[:count]))
        return found


def _tell_fields(at: _Places, indicator: Indicator, fields: Mapping[str, Field]) -> None:
    known: dict[tuple[str | int, ...], Field] = {}
    for use in _uses(indicator):
        if use.name in fields:
            known[use.steps] = fields[use.name]
        elif use.name:
            suggestion = nearest(use.name, list(fields))
            at(*use.steps).tell("unknown-field", suggestion=suggestion, found=use.name, options=options(fields))
    for steps, field in known.items():
        _tell_misfit(at(*steps), str(steps[0]), field)
    for chosen in indicator.where:
        if ("where", chosen.field) in known:
            _tell_value(at("where", chosen.field), known["where", chosen.field], chosen.value)
    for index, dimension in enumerate(indicator.dimensions):
        steps = ("dimensions", index, "field")
        if steps in known and dimension.total is not None:
            _tell_value(at("dimensions", index, "total"), known[steps], dimension.total)


def _uses(indicator: Indicator) -> Iterator[_Use]:
    for key in ("value", "area", "flags", "notes", "ranked"):
        yield _Use((key,), getattr(indicator, key) or "")
    yield from (_Use(("time", index), name) for index, name in enumerate(indicator.time))
    yield from (_Use(("where", chosen.field), chosen.field) for chosen in indicator.where)
    yield from (
        _Use(("dimensions", index, "field"), dimension.field) for index, dimension in enumerate(indicator.dimensions)
    )


def _tell_misfit(place: Place, key: str, field: Field) -> None:
    if key in ("value", "ranked") and field.type not in NUMBER_TYPES:
        place.tell("indicator-of-no-numbers", found=field.name, type=field.type)
    if key == "area" and field.codes is None:
        place.tell("indicator-without-codes", found=field.name)
    if key in ("flags", "dimensions") and not field.categories and field.codes is None:
        place.tell("indicator-without-categories", found=field.name)


def _tell_value(place: Place, field: Field, value: str) -> None:
    """A value that no cell can hold picks no row."""
    listed = [category.value for category in field.categories]
    if listed and value not in listed:
        suggestion = nearest(value, {c.value: tuple(c.label.by_language.values()) for c in field.categories})
        place.tell("unlisted-selection", suggestion=suggestion, found=value, field=field.name, options=options(listed))
