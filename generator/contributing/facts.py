"""What is known of a new dataset: from surveys, answers and the catalog to the values of a descriptor, key by key.

What was guessed and what is still to be chosen carries a comment in the contributor's language with the values that are
allowed. In come facts, out go values for `layout`. It must not write a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator import codelists, locales, periods
from generator.cells.delimited import DELIMITERS
from generator.contributing.answers import Answers, organization_of, title_of
from generator.contributing.fields import Chosen, Said, field_values, listed, said_titles
from generator.contributing.labels import language_of
from generator.contributing.layout import Noted
from generator.contributing.survey import Survey
from generator.keys import LEVELS, Key
from generator.model import Catalog, Text
from generator.values import NUMBER_TYPES
from generator.words import word

FREQUENCIES: Final = {
    periods.YEAR: "year",
    periods.SPAN: "year",
    periods.HALF: "half-year",
    periods.QUARTER: "quarter",
    periods.MONTH: "month",
}
STORED: Final = {**dict.fromkeys(DELIMITERS, "csv"), "xlsx": "xls", "json": "json", "geojson": "json"}
AREA_KINDS: Final = ("province", "region", "country")  # from the smallest
SOURCE: Final = re.compile(r"\s*(?:แหล่ง)?(?:ที่มา|sources?)\s*[:：]\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of the dataset: the names of its resource, of the file that is read, and of the original beside it."""

    survey: Survey
    name: str
    path: str
    original: str = ""
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    catalog: Catalog
    answers: Answers
    parts: tuple[Part, ...]
    reader: str
    day: date

    @property
    def surveys(self) -> tuple[Survey, ...]:
        return tuple(part.survey for part in self.parts)

    @property
    def said(self) -> Said:
        return said_titles(self.surveys, self.answers)

    @property
    def organization(self) -> str:
        return self.answers.organization or organization_of(self.surveys, self.catalog)

    @property
    def title(self) -> Mapping[str, str]:
        found = {**title_of(self.surveys, self.catalog), **self.answers.title}
        return {language: found[language] for language in self.catalog.languages if language in found}


def descriptor(facts: Facts) -> dict[str, object]:
    """The values of a dataset's descriptor; those that are guessed, and those to be chosen, with a comment."""
    given = _given(facts)
    guessed = _guessed(facts)
    values: dict[str, object] = {}
    for key in LEVELS["dataset"]:
        if key.name in given:
            values[key.name] = given[key.name]
        elif key.name in guessed:
            values[key.name] = Noted(guessed[key.name], tuple(_comment("guess", key, facts)))
        elif key.required:
            values[key.name] = Noted(None, tuple(_comment("needed", key, facts)))
        elif key.kind in ("code", "codes"):
            values[key.name] = Noted(None, tuple(_comment("optional", key, facts)))
    return values


def _given(facts: Facts) -> dict[str, object]:
    """What a person or a file has said, and what cannot be otherwise."""
    answers, stored = facts.answers, [STORED.get(p.survey.opened.format, "other") for p in facts.parts]
    published = ["csv"] * any(not part.survey.is_kept for part in facts.parts)
    found: dict[str, object] = {
        "title": facts.title,
        "description": answers.description,
        "organization": facts.organization,
        "themes": [answers.theme] if answers.theme else [],
        "license": answers.license,
        "storage_formats": list(dict.fromkeys([*published, *stored])),
        "temporal_coverage": _coverage(facts.surveys),
        "created": facts.day.isoformat(),
        "modified": facts.day.isoformat(),
        "resources": [resource for part in facts.parts for resource in _resources(part, facts)],
    }
    return {name: value for name, value in found.items() if value}


def _guessed(facts: Facts) -> dict[str, object]:
    """What holds for most datasets of that kind; a comment asks to look at it."""
    catalog = facts.catalog
    contact = catalog.contact
    reached = {name: value for name in ("email", "url") if (value := getattr(contact, name))}
    found: dict[str, object] = {
        "description": {language: _description(facts, language) for language in facts.title},
        "keywords": _keywords(facts),
        "license": catalog.license or "",
        "contact": {"name": dict(contact.name.by_language), **reached},
        "sources": _sources(facts),
        "data_type": _data_type(facts.surveys),
        "objectives": ["unknown"],
        "update_frequency": _frequency(facts.surveys),
        "geo_coverage": _geo_coverage(facts),
        "governance_category": "public",
        "languages": _languages(facts),
    }
    return {name: value for name, value in found.items() if value}


def _comment(why: str, key: Key, facts: Facts) -> Iterator[str]:
    """Why somebody should look here, and what may stand there."""
    example = "" if why == "guess" else f" ({key.name}: {key.example})"
    yield word(f"new.{why}", facts.reader, help=key.help[facts.reader]) + example
    options: Mapping[str, str] = {}
    if key.kind in ("code", "codes"):
        options = {entry.id: entry.label.text(facts.reader) for entry in codelists.code_list(key.of)}
    elif key.kind in ("reference", "references"):
        entries: Mapping[str, Chosen] = getattr(facts.catalog, key.of, {})
        options = {name: entry.title.text(facts.reader) for name, entry in entries.items()}
    elif key.name == "update_frequency":
        options = {entry.id: entry.label.text(facts.reader) for entry in codelists.code_list("frequency_unit")}
    if options:
        yield from listed(options, facts.reader)


def _description(facts: Facts, language: str) -> str:
    times = sorted({time for one in facts.surveys for time in one.times}, key=periods.order)
    fields = [str(_title(part, i, facts, language)) for part in facts.parts for i in range(len(part.fields))]
    values = {
        "title": facts.title[language],
        "rows": locales.number(sum(one.rows for one in facts.surveys), language),
        "fields": locales.joined(list(dict.fromkeys(fields)), language),
    }
    if not times:
        return word("new.description", language, **values)
    first, last = (periods.words(time, language) for time in (times[0], times[-1]))
    return word("new.description_of_times", language, first=first, last=last, **values)


def _title(part: Part, place: int, facts: Facts, language: str) -> str:
    titles = field_values(part.survey, place, part.fields[place], facts.said, facts.catalog.languages)["title"]
    assert isinstance(titles, Mapping)
    return Text(titles).text(language)


def _keywords(facts: Facts) -> dict[str, list[str]]:
    entries: list[Chosen] = []
    if facts.answers.theme:
        entries.append(facts.catalog.themes[facts.answers.theme])
    if facts.organization:
        entries.append(facts.catalog.organizations[facts.organization])
    languages = facts.catalog.languages if entries else ()
    return {language: [entry.title.text(language) for entry in entries] for language in languages}


def _sources(facts: Facts) -> list[dict[str, object]]:
    """The organization's own site, under the name that a note below the table gives the source. Where the note names
    somebody else it stands in every language: beside the organization's name, two languages would tell two sources."""
    organization = facts.catalog.organizations.get(facts.organization)
    path = facts.answers.source_url or (organization.url if organization else None)
    if organization is None or path is None:
        return []
    names = organization.title.by_language
    title = dict(names)
    for note in (note for one in facts.surveys for note in one.notes):
        if found := SOURCE.fullmatch(note):
            language = language_of(found[1], facts.catalog.languages)
            is_ours = names.get(language, found[1]) in found[1]
            title = {**names, language: found[1]} if is_ours else dict.fromkeys(names, found[1])
    return [{"title": title, "path": path, "accessed": facts.day.isoformat()}]


def _data_type(surveys: Sequence[Survey]) -> str:
    if any(one.opened.format == "geojson" for one in surveys):
        return "geospatial"
    counted = any(one.times and any(c.type in NUMBER_TYPES for c in one.columns) for one in surveys)
    return "statistics" if counted else "record"


def _frequency(surveys: Sequence[Survey]) -> dict[str, object]:
    """As often as the times of a table follow one another, where it has several."""
    kinds = [one.kind for one in surveys if len(one.times) > 1 and one.kind in FREQUENCIES]
    return {"unit": FREQUENCIES[kinds[0]], "interval": 1} if kinds else {"unit": "unknown"}


def _geo_coverage(facts: Facts) -> str:
    kinds = {
        facts.catalog.areas[code].kind for one in facts.surveys for code in one.areas if code in facts.catalog.areas
    }
    return next((kind for kind in AREA_KINDS if kind in kinds), "unknown")


def _coverage(surveys: Sequence[Survey]) -> dict[str, object]:
    """The first and the last period, as years unless all are months or days."""
    found = sorted((time for one in surveys for time in one.times), key=periods.order)
    if not found:
        return {}
    exact = {one.kind for one in surveys if one.times} <= {periods.MONTH, periods.DAY}
    ends = (found[0], found[-1])
    if exact:
        return dict(zip(("start", "end"), ends, strict=True))
    first, last = (re.findall(r"\d{4}", end) for end in ends)
    return {"start": int(first[0]), "end": int(last[-1])}


def _languages(facts: Facts) -> list[str]:
    known = {entry.id for entry in codelists.code_list("data_language")}
    found = {language for one in facts.surveys for language in one.languages}
    return [language for language in facts.catalog.languages if language in found and language in known]


def _resources(part: Part, facts: Facts) -> Iterator[dict[str, object]]:
    surveyed, languages = part.survey, facts.catalog.languages
    titles = facts.title if len(facts.parts) == 1 else title_of((surveyed,), facts.catalog)
    stem = surveyed.opened.file.stem
    titles = titles or {language_of(stem, languages): stem}
    fields: list[dict[str, object]] = []
    for place, name in enumerate(part.fields):
        values = field_values(surveyed, place, name, facts.said, languages)
        if surveyed.columns[place].type in NUMBER_TYPES and "unit" not in values:
            values["unit"] = Noted(None, tuple(_unit_comment(facts, is_first=not any("unit" in f for f in fields))))
        fields.append(values)
    schema: dict[str, object] = {"fields": fields}
    if surveyed.key:
        schema["primaryKey"] = [part.fields[place] for place in surveyed.key]
    marks = dict.fromkeys(mark for column in surveyed.columns for mark in column.marks)
    if marks:
        schema["missingValues"] = ["", *marks]
    inside = surveyed.opened.rows_at if surveyed.is_kept else None
    dialect = {"dialect": {"property": inside}} if inside else {}
    yield {"name": part.name, "path": part.path, "title": titles, **dialect, "schema": schema}
    if part.original:
        yield _original(part, facts)


def _original(part: Part, facts: Facts) -> dict[str, object]:
    """The file as it came, published beside the table but not read."""
    opened = part.survey.opened
    titles = {code: word("new.original", code, format=opened.format.upper()) for code in facts.catalog.languages}
    comment = word("new.about_original", facts.reader)
    values = {"name": Noted(f"{part.name}-original", (comment,)), "path": part.original, "title": titles}
    if opened.file.suffix.lstrip(".").lower() != opened.format:
        values["format"] = opened.format
    return {**values, "encoding": opened.encoding} if opened.encoding != "utf-8" else values


def _unit_comment(facts: Facts, *, is_first: bool) -> Iterator[str]:
    key = next(key for key in LEVELS["field"] if key.name == "unit")
    yield word("new.optional", facts.reader, help=key.help[facts.reader]) + f" (unit: {key.example})"
    if is_first:
        yield from listed(
            {name: unit.title.text(facts.reader) for name, unit in facts.catalog.units.items()}, facts.reader
        )
