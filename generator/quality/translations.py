"""Every text of a dataset, wherever it stands, and the languages it is missing in.

In come frozen facts, out go places of texts as a descriptor names them. It must not know what a missing text costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple

from generator.model import Dataset, Field, Resource, Schema, Text


class Place(NamedTuple):
    """A text: where it stands, and the languages in which it is there."""

    path: str
    languages: frozenset[str]


def of_dataset(dataset: Dataset) -> Iterator[Place]:
    """Every text but keywords and titles of fields."""
    return _texts(dataset, "")


def of_fields(resource: Resource, schema: Schema) -> Iterator[Place]:
    """Titles of its fields."""
    for field in schema.fields:
        yield Place(f"{resource.name}.{field.name}", _told(field.title))


def missing(places: Iterable[Place], languages: Sequence[str]) -> Iterator[str]:
    """`notes (en)` for each text and each language that it is not in."""
    for place in places:
        yield from (f"{place.path} ({language})" for language in languages if language not in place.languages)


def counted(dataset: Dataset, languages: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """Each language with the number of texts in it, and of those there should be."""
    places = [*of_dataset(dataset)]
    for resource in dataset.resources:
        places += of_fields(resource, resource.schema) if resource.schema is not None else ()
    found = Counter(language for place in places for language in place.languages)
    return tuple((language, found[language], len(places)) for language in languages)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if not (kind is Field and field.name == "title"))


def _told(text: Text) -> frozenset[str]:
    return frozenset(language for language, said in text.by_language.items() if said)


def _texts(thing: object, path: str) -> Iterator[Place]:
    if isinstance(thing, Text):
        yield Place(path, _told(thing))
    elif isinstance(thing, tuple):
        for number, item in enumerate(thing):
            name = getattr(item, "name", None) or getattr(item, "value", None) or number
            yield from _texts(item, f"{path}.{name}")
    elif is_dataclass(thing):
        for name in _names(thing.__class__):
            yield from _texts(getattr(thing, name), f"{path}.{name}" if path else name)
