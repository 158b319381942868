"""Metadata of the Thai Government Data Catalog (ckanext-thai_gdc, schema 2.2.4): one table, read in both directions.

In come a dataset and its registries, out go the fields as CKAN stores them; or in come such fields, and out go the keys
of a descriptor. Codes are stored as their Thai labels byte for byte, years as texts of the Buddhist era, truth as
"True" and "False", nothing as "" or []. A field holds one language, the Thai one; others stand beside it by their codes
under `<field>_translated` (as ckanext-fluent has them), where an empty Thai one says that the field has borrowed. What
the catalog has no field for, or not for that type of data, goes into CKAN's `extras`: nothing is lost there and back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from generator import codelists
from generator.model import Catalog, Dataset, Keywords, Text
from generator.values import BUDDHIST_OFFSET

LANGUAGE: Final = "th"  # in which the Thai catalog stores every text
TRANSLATED: Final = "_translated"
LETTERS: Final = {"record": "R", "statistics": "S", "geospatial": "G", "mixed": "M", "other": "O"}
ALL: Final = "RSGMO"
EXTRA: Final = ""  # of types: the schema has no such field
LISTS: Final = ("codes", "names", "tags")  # kinds that an extra holds as JSON

Fields = dict[str, Any]


class Field(NamedTuple):
    """`ckan` is the field, `ours` the key of the descriptor (with a dot inside a mapping), `types` the letters of the
    types of data that have the field. Where several fields hold one key, the first that says anything is read."""

    ckan: str
    ours: str
    kind: str
    of: str = ""
    types: str = ALL


FIELDS: Final = (
    Field("data_type", "data_type", "code", "data_type"),
    Field("data_type_other", "data_type_note", "text", types="O"),
    Field("title", "title", "text"),
    Field("organization", "organization", "named"),
    Field("maintainer", "contact.name", "text"),
    Field("maintainer_email", "contact.email", "string"),
    Field("contact_url", "contact.url", "string", types=EXTRA),
    Field("tags", "keywords", "tags"),
    Field("notes", "description", "text"),
    Field("objective", "objectives", "codes", "objective"),
    Field("update_frequency_unit", "update_frequency.unit", "code", "frequency_unit"),
    Field("update_frequency_interval", "update_frequency.interval", "integer"),
    Field("geo_coverage", "geo_coverage", "code", "geo_coverage"),
    Field("sources", "sources", "json", types=EXTRA),
    Field("data_source", "sources", "source"),
    Field("data_format", "storage_formats", "codes", "storage_format"),
    Field("data_category", "governance_category", "code", "governance_category"),
    Field("data_classification", "classification", "classification", "classification"),
    Field("license_name", "license", "string", types=EXTRA),
    Field("license_id", "license", "license"),
    Field("license_note", "license_note", "text", types=EXTRA),
    Field("groups", "themes", "names"),
    Field("accessible_condition", "access_condition", "text"),
    Field("data_support", "support", "code", "support", "RMO"),
    Field("data_collect", "collection_unit", "code", "collection_unit", "RMO"),
    Field("url", "homepage", "string"),
    Field("data_language", "languages", "codes", "data_language"),
    Field("created_date", "created", "date", types="RMO"),
    Field("last_updated_date", "modified", "date"),
    Field("data_release_calendar", "release_date", "date", types="SG"),
    Field("temporal_start", "temporal_coverage.start", "string", types=EXTRA),
    Field("temporal_end", "temporal_coverage.end", "string", types=EXTRA),
    Field("first_year_of_data", "temporal_coverage.start", "buddhist year", types="S"),
    Field("last_year_of_data", "temporal_coverage.end", "buddhist year", types="S"),
    Field("disaggregate", "disaggregation", "codes", "disaggregation", "S"),
    Field("unit_name", "unit", "string", types=EXTRA),
    Field("unit_of_measure", "unit", "unit", types="S"),
    Field("unit_of_multiplier", "multiplier", "code", "multiplier", "S"),
    Field("calculation_method", "method", "text", types="S"),
    Field("standard", "standard", "text", types="S"),
    Field("official_statistics", "official_statistics", "flag", types="S"),
    Field("high_value_dataset", "high_value", "flag", types="RMO"),
    Field("reference_data", "reference_data", "flag", types="RMO"),
    Field("planned", "planned", "flag", types=EXTRA),
    Field("remarks", "notes", "text", types=EXTRA),
    Field("related", "related", "json", types=EXTRA),
)


class Registries(NamedTuple):
    """By what the Thai catalog stores: names of licenses (the first of several counts) and of units."""

    licenses: Mapping[str, str]
    units: Mapping[str, str]


def stored(catalog: Catalog, dataset: Dataset) -> Fields:
    """Every field that the dataset's type has; others that say something stand in `extras`."""
    found: Fields = {}
    extras: dict[str, str] = {}
    for field in FIELDS:
        value = _value(dataset, field.ours)
        written = KINDS[field.kind].store(value, field, catalog, dataset)
        others = translations(value)
        if LETTERS[dataset.data_type] in field.types:
            found[field.ckan] = written
            if others:
                found[field.ckan + TRANSLATED] = others
        elif others or (value is not False and written not in ("", [])):
            extras[field.ckan] = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
            if others:
                extras[field.ckan + TRANSLATED] = json.dumps(others, ensure_ascii=False)
    return {**found, "extras": [{"key": key, "value": value} for key, value in sorted(extras.items())]}


def descriptor_of(
    package: Mapping[str, Any], registries: Registries, refused: Callable[[str, object], None] | None = None
) -> Fields:
    """Keys of a descriptor as YAML would have them. What the package leaves empty is left out.

    A value that the Thai catalog does not have, such as a code of somebody's own, is told to `refused` and left out.
    Raises KeyError, ValueError or TypeError for it where nobody wants to be told.
    """
    extras = {extra["key"]: extra["value"] for extra in package.get("extras", ())}
    found: Fields = {}
    for field in FIELDS:
        try:
            value = _read(field, package, extras, registries)
        except (KeyError, ValueError, TypeError, AttributeError):
            if refused is None:
                raise
            refused(field.ckan, package.get(field.ckan, extras.get(field.ckan)))
            continue
        if value is not None:
            place, _, last = field.ours.rpartition(".")
            (found.setdefault(place, {}) if place else found).setdefault(last, value)
    return found


def _read(field: Field, package: Mapping[str, Any], extras: Mapping[str, Any], registries: Registries) -> Any:
    """What one field says; None where it says nothing."""
    written, others = package.get(field.ckan), package.get(field.ckan + TRANSLATED)
    if written is None and field.ckan in extras:
        written = json.loads(extras[field.ckan]) if field.kind in LISTS else extras[field.ckan]
        others = json.loads(extras.get(field.ckan + TRANSLATED, "null"))
    if not written and not others:
        return None
    return KINDS[field.kind].read(written, field, registries, others)


def letter_of(dataset: Dataset) -> str:
    return LETTERS[dataset.data_type]


def thai(text: Text | None) -> str:
    """The text as a field of the Thai catalog holds it."""
    return "" if text is None else text.text(LANGUAGE)


def label(code_list: str, code: str) -> str:
    """A code as the Thai catalog stores it."""
    return codelists.code_entry(code_list, code).label.text(LANGUAGE)


def buddhist_year(period: str) -> str:
    return str(int(period[:4]) + BUDDHIST_OFFSET)


def _value(dataset: Dataset, key: str) -> Any:
    value: Any = dataset
    for step in key.split("."):
        value = None if value is None else getattr(value, step)
    return value


def translations(value: object) -> dict[str, Any]:
    """A text in its other languages; the Thai one too where the field can not hold it as it stands."""
    if not isinstance(value, Text | Keywords):
        return {}
    found = {code: _plain(words) for code, words in value.by_language.items()}
    if LANGUAGE not in found:
        return {LANGUAGE: _plain(()) if isinstance(value, Keywords) else "", **found}
    if isinstance(value, Text) or all(tag(word) == word for word in value.by_language[LANGUAGE]):
        del found[LANGUAGE]
    return found


def _all_languages(written: Any, others: Mapping[str, Any] | None) -> dict[str, Any]:
    """What `translations` has parted."""
    found = {LANGUAGE: written, **(others or {})}
    return {code: words for code, words in found.items() if words}


class Kind(NamedTuple):
    """How a value is stored (of the value, its field, the catalog and the dataset) and read back (of what is stored,
    its field, the registries and the translations beside it)."""

    store: Callable[[Any, Field, Catalog, Dataset], Any]
    read: Callable[[Any, Field, Registries, Any], Any]


@cache
def _codes(code_list: str) -> Mapping[str, str]:
    return {entry.label.text(LANGUAGE): entry.id for entry in codelists.code_list(code_list)}


def _store_classification(value: str | None, field: Field, _catalog: Catalog, dataset: Dataset) -> str:
    """Where the category allows no other, that one."""
    allowed = codelists.code_entry("governance_category", dataset.governance_category).more["classifications"]
    assert isinstance(allowed, list)
    code = value or (allowed[0] if len(allowed) == 1 else None)
    return label(field.of, code) if code else ""


def tags(value: Keywords, *_: object) -> list[dict[str, str]]:
    """Keywords as CKAN takes them, each once."""
    cleaned = (tag(word) for word in value.words(LANGUAGE))
    return [{"name": name} for name in dict.fromkeys(cleaned) if name]


@lru_cache(maxsize=4096)
def tag(word: str) -> str:
    """The word as CKAN takes it, 2 to 100 letters, digits, spaces and `-_.`; empty for one too short."""
    kept = "".join(sign if sign.isalnum() or _is_mark(sign) or sign in " -_." else " " for sign in word)
    name = " ".join(kept.split())[:100].strip()
    return name if len(name) > 1 else ""


def _is_mark(sign: str) -> bool:
    return "\u0e00" <= sign <= "\u0e7f"  # vowels and tones of Thai are no letters to Python


def _plain(value: Any) -> Any:
    """A value of the model as YAML would have it."""
    if isinstance(value, Text | Keywords):
        return {code: _plain(words) for code, words in value.by_language.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        every = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: _plain(each) for name, each in every if each is not None}
    return value.isoformat() if isinstance(value, date) else value


def _store_source(value: Any, *_: object) -> str:
    return thai(value[0].title) if value else ""


KINDS: Final[Mapping[str, Kind]] = {
    "string": Kind(lambda value, *_: value or "", lambda written, *_: written),
    "text": Kind(
        lambda value, *_: thai(value),
        lambda written, field, registries, others: _all_languages(written, others),
    ),
    "tags": Kind(
        tags,
        lambda written, field, registries, others: _all_languages([each["name"] for each in written], others),
    ),
    "code": Kind(
        lambda value, field, *_: label(field.of, value) if value else "",
        lambda written, field, *_: _codes(field.of)[written],
    ),
    "codes": Kind(
        lambda value, field, *_: [label(field.of, code) for code in value],
        lambda written, field, *_: [_codes(field.of)[each] for each in written],
    ),
    "classification": Kind(_store_classification, lambda written, field, *_: _codes(field.of)[written]),
    "integer": Kind(lambda value, *_: "" if value is None else str(value), lambda written, *_: int(written)),
    "flag": Kind(lambda value, *_: str(value), lambda written, *_: True if str(written) == "True" else None),
    "date": Kind(lambda value, *_: "" if value is None else value.isoformat(), lambda written, *_: written[:10]),
    "buddhist year": Kind(
        lambda value, *_: buddhist_year(value) if value else "",
        lambda written, *_: str(int(written) - BUDDHIST_OFFSET) if str(written).isdigit() else None,
    ),
    "json": Kind(
        lambda value, *_: json.dumps(_plain(value), ensure_ascii=False) if value else "",
        lambda written, *_: json.loads(written),
    ),
    "source": Kind(
        _store_source,
        lambda written, field, registries, others: [{"title": {LANGUAGE: written}}],
    ),
    "license": Kind(
        lambda value, field, catalog, _: catalog.licenses[value].gdc,
        lambda written, field, registries, _: registries.licenses.get(written),
    ),
    "unit": Kind(
        lambda value, field, catalog, _: thai(catalog.units[value].title) if value in catalog.units else "",
        lambda written, field, registries, _: registries.units.get(written),
    ),
    "named": Kind(lambda value, *_: {"name": value}, lambda written, *_: written["name"]),
    "names": Kind(
        lambda value, *_: [{"name": name} for name in value],
        lambda written, *_: [each["name"] for each in written],
    ),
}
