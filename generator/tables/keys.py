"""Keys of tables: primary and unique ones while rows pass, foreign ones once every table of the dataset has passed.

Rows come in with their place, problems go out. Foreign keys need no second reading: each table leaves its distinct key
values behind, those that point and those that are pointed at, whatever the order of tables and also in circles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model import Dataset, ForeignKey, Resource, Schema
from generator.tables.finding import Finding
from generator.values import text_of

Key = tuple[object, ...]
Place = tuple[int, int | None]  # row number from 1, line of the file


class UniqueKeys:
    """The primary key, the unique keys and the unique fields of one table."""

    def __init__(self, schema: Schema) -> None:
        names = [f.name for f in schema.fields]
        self._keys: list[tuple[str, tuple[int, ...], dict[Key, int]]] = []
        if schema.primaryKey:
            self._keys.append(("repeated-primary-key", _places(schema.primaryKey, names), {}))
        for unique in dict.fromkeys((*schema.uniqueKeys, *((f.name,) for f in schema.fields if f.constraints.unique))):
            if unique != schema.primaryKey:
                self._keys.append(("repeated-unique-value", _places(unique, names), {}))
        self._names = names

    def findings(self, row: Sequence[object], number: int) -> Iterator[tuple[str, Finding]]:
        """Keys of this row that an earlier row has. A key with a missing part is left to `required`."""
        for code, places, seen in self._keys:
            key = tuple(row[i] for i in places)
            if None in key:
                continue
            first = seen.setdefault(key, number)
            if first != number:
                subject = ", ".join(self._names[i] for i in places)
                yield subject, Finding(code, {"value": ", ".join(str(text_of(v)) for v in key), "first": first})


@dataclass(slots=True)
class _Reference:
    key: ForeignKey
    places: tuple[int, ...]
    pointing: dict[Key, Place] = field(default_factory=dict)


@dataclass(slots=True)
class _Target:
    places: tuple[int, ...]
    values: set[Key] = field(default_factory=set)


class KeyCheck:
    """The foreign keys of one dataset. `add` sees every row of every table; `broken` tells what points nowhere."""

    def __init__(self, dataset: Dataset) -> None:
        tables = {r.name: r for r in dataset.resources if r.is_table}
        self._references: dict[str, list[_Reference]] = {name: [] for name in tables}
        self._targets: dict[str, dict[tuple[str, ...], _Target]] = {name: {} for name in tables}
        self._names = {name: _field_names(resource) for name, resource in tables.items()}
        for name, resource in tables.items():
            for key in resource.schema.foreignKeys if resource.schema else ():
                target = key.resource or name
                if _knows(self._names.get(target), key.reference_fields) and _knows(self._names[name], key.fields):
                    self._references[name].append(_Reference(key, _places(key.fields, self._names[name])))
                    places = _places(key.reference_fields, self._names[target])
                    self._targets[target].setdefault(key.reference_fields, _Target(places))

    def add(self, table: str, row: Sequence[object], place: Place) -> None:
        for target in self._targets[table].values():
            target.values.add(tuple(row[i] for i in target.places))
        for reference in self._references[table]:
            key = tuple(row[i] for i in reference.places)
            if None not in key:
                reference.pointing.setdefault(key, place)

    def broken(self, table: str, whole: Collection[str]) -> Iterator[tuple[str, Place, Finding]]:
        """Each key value that points nowhere once: the fields, its first place, the finding.

        `whole` names the tables read to their end; what points into another one cannot be judged.
        """
        for reference in self._references.get(table, ()):
            target = reference.key.resource or table
            if target not in whole:
                continue
            known = self._targets[target][reference.key.reference_fields].values
            for key, place in reference.pointing.items():
                if key not in known:
                    shown = ", ".join(str(text_of(v)) for v in key)
                    fields = ", ".join(reference.key.reference_fields)
                    values = {"value": shown, "resource": target, "fields": fields, "row": place[0]}
                    yield ", ".join(reference.key.fields), place, Finding("foreign-key", values)


def _field_names(resource: Resource) -> list[str]:
    return [f.name for f in resource.schema.fields] if resource.schema else []


def _knows(names: Sequence[str] | None, fields: Sequence[str]) -> bool:
    return names is not None and set(fields) <= set(names)


def _places(fields: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    return tuple(names.index(name) for name in fields if name in names)
