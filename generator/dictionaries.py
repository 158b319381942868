"""The dictionary of a table as plain text cells: what each field means, in every language of the catalog.

In come a schema and the catalog that names its units; out go a heading and rows. The words of the heading stand in
`download_texts.yml`. It must not know what file the cells end in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from generator.model import Catalog, Constraints, Field, Schema, Text
from generator.values import text_of
from generator.words import FALLBACK


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`sheet` is the name of a sheet that holds it."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = "dictionary"


@cache
def download_texts() -> Mapping[str, Mapping[str, str]]:
    """The words that stand inside downloads, by key and language."""
    source = files("generator").joinpath("download_texts.yml").read_text("utf-8")
    texts: Mapping[str, Mapping[str, str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    return texts


def download_text(key: str, language: str) -> str:
    """In that language, or in the fallback where the project has no words of it."""
    by_language = download_texts()[key]
    return by_language.get(language) or by_language[FALLBACK]


def dictionary(catalog: Catalog, schema: Schema) -> Dictionary:
    """One row a field: name, type, unit, constraints, and title, description and values in each language."""
    heading = [_both("field", catalog), _both("type", catalog), _both("constraints", catalog)]
    for language in catalog.languages:
        keys = ("title", "unit", "description", "values")
        heading += [f"{download_text(key, language)} ({language})" for key in keys]
    rows = tuple(_row(catalog, schema, field) for field in schema.fields)
    return Dictionary(tuple(heading), rows)


def _row(catalog: Catalog, schema: Schema, field: Field) -> tuple[str, ...]:
    cells = [field.name, field.type, _constraints(field.constraints, key=field.name in schema.primaryKey)]
    unit = catalog.units.get(field.unit) if field.unit else None
    for language in catalog.languages:
        values = "; ".join(f"{text_of(c.value)} = {c.label.text(language)}" for c in field.categories)
        cells += [field.title.text(language), _text(unit.title if unit else None, language)]
        cells += [_text(field.description, language), values]
    return tuple(cells)


def _constraints(constraints: Constraints, *, key: bool) -> str:
    """The rules in Table Schema's own words, which no language changes."""
    said = ["primaryKey"] if key else []
    for name in Constraints.__slots__:
        value = getattr(constraints, name)
        if isinstance(value, tuple):
            said += [f"{name}: {', '.join(str(text_of(v)) for v in value)}"] if value else []
        elif value is True:
            said.append(name)
        elif value not in (None, False):
            said.append(f"{name}: {text_of(value)}")
    return "; ".join(said)


def _text(text: Text | None, language: str) -> str:
    return text.text(language) if text is not None else ""


def _both(key: str, catalog: Catalog) -> str:
    return " / ".join(dict.fromkeys(download_text(key, language) for language in catalog.languages))
