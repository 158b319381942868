"""What only a person can say of a new dataset: the questions that a survey leaves open, and the answers to them.

In come surveys and the catalog, out go `Question`s, none whose answer stands in the files or the catalog; each is an
option of the command too. It must not know how somebody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from generator import codelists
from generator.addresses import is_url
from generator.contributing.labels import is_unit_line, language_of
from generator.contributing.survey import Survey
from generator.model import Catalog
from generator.spelling import nearest
from generator.words import word

_TABLE_NUMBER: Final = re.compile(r"(?:ตาราง(?:ที่)?|table)\s*[\d๐-๙]+(?:[.\-][\d๐-๙]+)*\s*[:.]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`title`, `description` and `field_titles` by language; the last in the order in which they are asked for."""

    name: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    organization: str = ""
    theme: str = ""
    license: str = ""
    source_url: str = ""
    field_titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`about` is an attribute of `Answers`, `language` an entry in it; `options` are the names allowed, with titles.
    `shown` is what the question speaks of, line by line."""

    about: str
    text: str
    language: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    count: int = 1  # how many texts, parted by commas
    shown: tuple[str, ...] = ()


def questions(surveys: Sequence[Survey], catalog: Catalog, answers: Answers, reader: str) -> tuple[Question, ...]:
    """What is still to be said, in words of the reader's language."""
    return tuple(_questions(surveys, catalog, answers, reader))


def _questions(surveys: Sequence[Survey], catalog: Catalog, answers: Answers, reader: str) -> Iterator[Question]:
    titles = {**title_of(surveys, catalog), **answers.title}
    for language in catalog.languages:
        if language not in titles:
            text = word("new.ask_title", reader, language=_name_of(language, reader))
            yield Question(about="title", language=language, text=text, shown=tuple(titles.values()))
    if not (answers.organization or organization_of(surveys, catalog)):
        options = {name: entry.title.text(reader) for name, entry in catalog.organizations.items()}
        yield Question(about="organization", text=word("new.ask_organization", reader), options=options)
    if not answers.theme:
        options = {name: entry.title.text(reader) for name, entry in catalog.themes.items()}
        yield Question(about="theme", text=word("new.ask_theme", reader), options=options)
    if not (answers.license or catalog.license):
        options = {name: entry.title.text(reader) for name, entry in catalog.licenses.items()}
        yield Question(about="license", text=word("new.ask_license", reader), options=options)
    for language in catalog.languages:
        untitled = untitled_in(language, surveys)
        if untitled and language not in answers.field_titles:
            count = len(untitled)
            text = word("new.ask_fields", reader, count=count, language=_name_of(language, reader))
            yield Question(about="field_titles", language=language, text=text, count=count, shown=untitled)
    organization = catalog.organizations.get(answers.organization or organization_of(surveys, catalog))
    if organization is not None and organization.url is None and not answers.source_url:
        yield Question(about="source_url", text=word("new.ask_source", reader))


def _name_of(language: str, reader: str) -> str:
    known = {entry.id: entry.label for entry in codelists.code_list("data_language")}
    return known[language].text(reader) if language in known else language


def answered(answers: Answers, question: Question, said: str) -> Answers | None:
    """The answers with one more; None where what was said is no answer to that question."""
    text = " ".join(said.split())
    if question.options:
        text = meant(text, question.options)
    if not text or (question.about == "source_url" and not is_url(text)):
        return None
    if not question.language:
        values: dict[str, Any] = {question.about: text}
        return replace(answers, **values)
    if question.about == "title":
        return replace(answers, title={**answers.title, question.language: text})
    texts = tuple(part.strip() for part in text.split(","))
    if len(texts) != question.count or not all(texts):
        return None
    return replace(answers, field_titles={**answers.field_titles, question.language: texts})


def meant(text: str, options: Mapping[str, str]) -> str:
    """The name of an option by its name, its title or its place in the list (from 1); empty where there is none."""
    names = list(options)
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(names):
        return names[int(text) - 1]
    found = nearest(text, {name: (title,) for name, title in options.items()}) if text else None
    return found or ""


def title_of(surveys: Sequence[Survey], catalog: Catalog) -> dict[str, str]:
    """The title that a file tells above its table, by language, without the table's number."""
    found: dict[str, str] = {}
    for line in surveys[0].opened.titles:
        title = _TABLE_NUMBER.sub("", line)
        if title and not is_unit_line(line):
            found.setdefault(language_of(title, catalog.languages), title)
    return found


def organization_of(surveys: Sequence[Survey], catalog: Catalog) -> str:
    """The one organization that stands in the catalog, or whose title stands beside a table; empty where none does."""
    if len(catalog.organizations) == 1:
        return next(iter(catalog.organizations))
    beside = "\n".join(line for one in surveys for line in (*one.opened.titles, *one.notes)).casefold()
    titles = [
        (len(title), name)
        for name, entry in catalog.organizations.items()
        for title in entry.title.by_language.values()
        if title.casefold() in beside
    ]
    return max(titles, default=(0, ""))[1]


def untitled_in(language: str, surveys: Sequence[Survey]) -> tuple[str, ...]:
    """Labels of columns that have no title in that language, each once, in the order of the files."""
    labels = (label for one in surveys for label in one.labels)
    return tuple(dict.fromkeys(label.written for label in labels if label.written and language not in label.titles))
