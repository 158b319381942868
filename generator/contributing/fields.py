"""Fields of a new schema: from one surveyed column to the values of its level, and how lists of choices are written.

In come a survey, a place in it and answers, out go values for `layout`. It must not know the rest of a descriptor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

from generator.contributing.answers import Answers, untitled_in
from generator.contributing.labels import name_of
from generator.contributing.survey import Survey
from generator.model import Text
from generator.values import NUMBER_TYPES
from generator.words import word

WIDTH: Final = 110  # of a comment


class Chosen(Protocol):
    """An entry of a registry."""

    @property
    def title(self) -> Text: ...


Said = Mapping[str, Mapping[str, str]]
"""Titles that somebody answered, by label and language."""


def said_titles(surveys: Sequence[Survey], answers: Answers) -> Said:
    found: dict[str, dict[str, str]] = {}
    for language, texts in answers.field_titles.items():
        for label, text in zip(untitled_in(language, surveys), texts, strict=False):
            found.setdefault(label, {})[language] = text
    return found


def field_names(surveyed: Survey, said: Said) -> tuple[str, ...]:
    """Names of the columns: their labels where the file stays as it is, else in small Latin letters, each once."""
    if surveyed.is_kept:
        return surveyed.opened.labels
    names: list[str] = []
    for place, label in enumerate(surveyed.labels):
        name = label.name or name_of(said.get(label.written, {})) or f"column_{place + 1}"
        names.append(name if name not in names else f"{name}_{place + 1}")
    return tuple(names)


def field_values(surveyed: Survey, place: int, name: str, said: Said, languages: Sequence[str]) -> dict[str, object]:
    """What is known of one field; titles by language, in the catalog's order."""
    label, column = surveyed.labels[place], surveyed.columns[place]
    titles = {**said.get(label.written, {}), **label.titles}
    if not titles:
        titles = {language: word("new.column", language, number=place + 1) for language in languages}
    values: dict[str, object] = {
        "name": name,
        "type": column.type,
        "title": {language: titles[language] for language in languages if language in titles},
    }
    unit = label.unit or (surveyed.unit if not (label.has_unit or column.is_percent) else "")
    if column.type in NUMBER_TYPES and unit:
        values["unit"] = unit
    if column.codes:
        values["codes"] = column.codes
    if column.calendar:
        values["calendar"] = column.calendar
    if place in surveyed.key:
        values["constraints"] = {"required": True}
    return values


def listed(options: Mapping[str, str], reader: str) -> Iterator[str]:
    """The allowed values with what they mean, on lines that are not too long."""
    line = word("new.allowed", reader)
    for name, title in options.items():
        entry = f" {name} ({title});"
        if len(line) + len(entry) > WIDTH:
            yield line
            line = " "
        line += entry
    yield line.rstrip(";")
