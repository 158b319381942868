"""The table of a resource: the schema that came with it, as ours has it, and what its file itself shows.

In come a declared schema or none and a file, out go values of our levels `schema` and `field`, from the survey that
`banchi new` makes of files. It must not know where a schema came from, nor whether its rows keep to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator import codelists
from generator.cells import READERS, UnreadableTable
from generator.contributing.fields import field_names, field_values
from generator.contributing.labels import read_label
from generator.contributing.opened import open_file
from generator.contributing.survey import Survey, survey, write_csv
from generator.datafiles import encoding_of
from generator.encodings import is_known
from generator.importing import foreign
from generator.importing.drafts import Asset, Desk, Draft
from generator.keys import LEVELS
from generator.problems import WrongUse

ALIASES: Final = {
    **dict.fromkeys(("float", "decimal", "double", "numeric", "currency"), "number"),
    **dict.fromkeys(("int", "bigint", "long", "smallint"), "integer"),
    **dict.fromkeys(("text", "str", "varchar", "categorical"), "string"),
    "bool": "boolean",
    "timestamp": "datetime",
    "geo_point": "geopoint",
    "gyear": "year",
    "gyearmonth": "yearmonth",
}
KEPT: Final = ("decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "missingValues")
TRANSLATED: Final = ("title_", "description_", "label_", "unit_title", "personal_data_")
DELIMITED: Final = ("csv", "tsv", "psv", "ssv")


def declared_schema(schema: Mapping[str, Any], desk: Desk, draft: Draft) -> dict[str, object]:
    """A Table Schema with nulls read as absent and the types of others by our names; empty where it has no fields."""
    fields = [
        _field(field, desk, draft)
        for field in foreign.mappings(schema.get("fields"))
        if foreign.text(field.get("name"))
    ]
    if not fields:
        return {}
    _tell_unread(schema, draft)
    keys = schema.get("primaryKey")
    marks = schema.get("missingValues")
    return foreign.kept(
        {
            "fields": fields,
            "primaryKey": [keys] if isinstance(keys, str) and keys else keys,
            "uniqueKeys": schema.get("uniqueKeys"),
            "foreignKeys": [_foreign_key(key) for key in foreign.mappings(schema.get("foreignKeys"))],
            "missingValues": [str(mark) for mark in marks] if isinstance(marks, list) else None,
        }
    )


def _tell_unread(schema: Mapping[str, Any], draft: Draft) -> None:
    known = {key.name for key in LEVELS["field"]} | {"label", "format"}
    given = {key for field in foreign.mappings(schema["fields"]) for key in foreign.kept(field)}
    unread = sorted(key for key in given - known if not key.startswith(TRANSLATED))
    if unread:
        draft.note("unread", keys=", ".join(f"fields.{key}" for key in unread))


def _field(field: Mapping[str, Any], desk: Desk, draft: Draft) -> dict[str, object]:
    name = str(field["name"])
    written = foreign.line(field.get("type")).lower()
    kind = ALIASES.get(written, written or "any")
    if kind not in _types():
        draft.note("type_unknown", field=name, type=written)
        kind = "any"
    label = read_label(foreign.line(name), desk.catalog.languages, desk.catalog.units)
    titles = desk.lines(field, "title") or desk.lines(field, "label") or dict(label.titles) or desk.words(name)
    unit = foreign.line(field.get("unit"))
    if unit and unit not in desk.catalog.units:
        draft.note("unit_unknown", field=name, unit=unit)
        unit = ""
    form = foreign.line(field.get("format")).removeprefix("fmt:")
    found = {
        "name": name,
        "type": kind,
        "title": titles,
        "description": desk.texts(field, "description"),
        "format": "" if form == "default" else form,
        "unit": unit,
        "categories": _categories(field.get("categories"), desk),
        "example": field.get("example"),
        "rdfType": foreign.url(field.get("rdfType")),
        "personal_data": desk.lines(field, "personal_data"),
        "constraints": _constraints(field.get("constraints")),
        **{key: field.get(key) for key in KEPT},
    }
    return foreign.kept(found)


def _constraints(written: object) -> dict[str, object]:
    known = [key.name for key in LEVELS["constraints"]]
    found = {key: value for key, value in foreign.mapping(written).items() if key in known}
    return foreign.kept({key: value for key, value in found.items() if value is not False})


def _categories(written: object, desk: Desk) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for each in written if isinstance(written, list) else []:
        entry = each if isinstance(each, Mapping) else {"value": each}
        value = foreign.line(entry.get("value"))
        if value:
            found.append({"value": value, "label": desk.lines(entry, "label") or desk.words(value)})
    return found


def _foreign_key(key: Mapping[str, Any]) -> dict[str, object]:
    reference = foreign.mapping(key.get("reference"))
    of = {"resource": foreign.line(reference.get("resource")), "fields": reference.get("fields")}
    return {"fields": key.get("fields"), "reference": foreign.kept(of)}


def read_file(asset: Asset, desk: Desk, draft: Draft, scratch: Path) -> None:
    """Add what only the file of a resource shows: its encoding, and a schema or types of fields where none is declared.

    A table that cannot be read as it stands is written plainly into `scratch`.
    """
    values, file = asset.values, asset.file
    assert file is not None
    form = str(values.get("format", ""))
    if form in DELIMITED and not is_known(str(values.get("encoding") or "utf-8")):
        values.pop("encoding")
    found = encoding_of(file) if form in DELIMITED and "encoding" not in values else None
    if found and found != "utf-8":
        values["encoding"] = found
        draft.note("encoding_found", resource=values["name"], encoding=found)
    if form not in READERS:
        if values.pop("schema", None):
            draft.note("schema_unused", resource=values["name"], format=form)
        return
    schema = foreign.mapping(values.get("schema"))
    open_types = [field for field in foreign.mappings(schema.get("fields")) if field.get("type") == "any"]
    if schema and not open_types:
        return
    surveyed = survey_of(file, desk)
    if surveyed is None:
        return
    if schema:
        _type(open_types, schema, surveyed, desk)
        draft.note("types_found", resource=values["name"], count=len(open_types))
    elif surveyed.is_kept:
        values["schema"] = surveyed_schema(surveyed, surveyed.opened.labels, desk)
        draft.note("schema_found", resource=values["name"])
    else:
        write_plain(asset, surveyed, desk, draft, scratch)
        draft.note("written_plain", resource=values["name"])


def survey_of(file: Path, desk: Desk) -> Survey | None:
    """What `banchi new` would make of the file; None where it is no table for it."""
    try:
        return survey(open_file(file), desk.catalog)
    except (WrongUse, UnreadableTable, UnicodeDecodeError):
        return None


def surveyed_schema(surveyed: Survey, names: Sequence[str], desk: Desk) -> dict[str, object]:
    """The schema of a table of which none was declared."""
    languages = desk.catalog.languages
    fields = [field_values(surveyed, place, name, {}, languages) for place, name in enumerate(names)]
    marks = list(dict.fromkeys(mark for column in surveyed.columns for mark in column.marks))
    return foreign.kept(
        {
            "fields": fields,
            "primaryKey": [names[place] for place in surveyed.key],
            "missingValues": ["", *marks] if marks else None,
        }
    )


def write_plain(asset: Asset, surveyed: Survey, desk: Desk, draft: Draft, scratch: Path) -> None:
    """The table in plain form in place of the file, which is published beside it as the original."""
    assert asset.file is not None
    values = asset.values
    declared = foreign.mapping(values.get("schema"))
    before = {field["name"]: field for field in foreign.mappings(declared.get("fields"))}
    is_declared = set(before) == set(surveyed.opened.labels)
    names = surveyed.opened.labels if is_declared else field_names(surveyed, {})
    plain = scratch / f"plain-{len(list(scratch.iterdir()))}.csv"
    write_csv(surveyed, names, plain)
    _keep_original(asset, desk, draft)
    schema = dict(declared) if is_declared else surveyed_schema(surveyed, names, desk)
    for key in ("encoding", "dialect", "mediatype", "bytes", "hash"):
        values.pop(key, None)
    values |= {"format": "csv", "schema": schema, "path": f"{values['name']}.csv"}
    asset.file = plain


def _keep_original(asset: Asset, desk: Desk, draft: Draft) -> None:
    """The file as it came, published but not read."""
    values = asset.values
    form = str(values["format"])
    name = foreign.unique(f"{values['name']}-original"[:70], (str(each.values.get("name")) for each in draft.assets))
    titles = desk.spoken("new.original", format=form.upper())
    encoding = {"encoding": values["encoding"]} if "encoding" in values else {}
    original = {"name": name, "path": f"{name}.{form}", "format": form, "title": titles, **encoding}
    draft.assets.append(Asset(values=original, file=asset.file))


def add_marks(asset: Asset, field: str, desk: Desk) -> bool:
    """Whether the cells that are not of the field's type turn out to be marks of missing values, now declared."""
    schema: Any = asset.values.get("schema", {})
    surveyed = survey_of(asset.file, desk) if asset.file is not None else None
    if surveyed is None or field not in surveyed.opened.labels:
        return False
    marks = surveyed.columns[surveyed.opened.labels.index(field)].marks
    known = schema.get("missingValues", [""])
    if set(marks) <= set(known):
        return False
    schema["missingValues"] = list(dict.fromkeys([*known, *marks]))
    return True


def _type(fields: Sequence[Mapping[str, Any]], schema: Mapping[str, Any], surveyed: Survey, desk: Desk) -> None:
    """Types for those fields, and marks of missing values, from columns whose cells stay as they are."""
    rewritten = {cells.label for cells in surveyed.rewritten}
    places = {label: place for place, label in enumerate(surveyed.opened.labels)}
    marks: list[str] = []
    for field in fields:
        place = places.get(field["name"])
        if place is None or field["name"] in rewritten:
            continue
        column = surveyed.columns[place]
        found = field_values(surveyed, place, field["name"], {}, desk.catalog.languages)
        field.update({key: found[key] for key in ("type", "codes", "calendar") if key in found})  # type: ignore[attr-defined]
        marks += column.marks
    if marks:
        schema["missingValues"] = list(dict.fromkeys(["", *schema.get("missingValues", ()), *marks]))  # type: ignore[index]


@cache
def _types() -> frozenset[str]:
    return frozenset(entry.id for entry in codelists.code_list("field_type"))
