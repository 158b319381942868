"""What a descriptor needs and a record does not say: filled from what is known of it, of the catalog and of its files.

In come a draft and the names of its registries' entries, out go values for every required key; the draft notes which
ones its source has not said. It must not write a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from generator.importing import foreign
from generator.importing.drafts import Asset, Desk, Draft, Words
from generator.importing.registries import Registrar
from generator.keys import LEVELS
from generator.model import Catalog

STORED: Final = {  # formats of files -> the Thai catalog's storage formats
    **{name: name for name in ("csv", "xml", "json", "html", "pdf", "rdf", "gml", "geotiff")},
    **dict.fromkeys(("tsv", "psv", "ssv"), "csv"),
    **dict.fromkeys(("xls", "xlsx"), "xls"),
    **dict.fromkeys(("doc", "docx", "odt"), "doc"),
    **dict.fromkeys(("geojson", "jsonld", "topojson"), "json"),
    **dict.fromkeys(("ttl", "nt"), "rdf"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "tiff"), "image"),
    "txt": "text",
    "shp": "shapefile",
}
GEOSPATIAL: Final = ("geojson", "shp", "gpkg", "kml", "gml", "geotiff", "topojson")


def complete(draft: Draft, registrar: Registrar) -> dict[str, object]:
    """The values of the whole descriptor."""
    desk = registrar.desk
    draft.notes = [note for note in draft.notes if note.code != "completed"]  # of an earlier run
    values = dict(draft.values)
    values["organization"] = values.get("organization") or registrar.organization(draft)
    values["themes"] = values.get("themes") or registrar.themes(draft)
    values["license"] = values.get("license") or registrar.license(draft)
    registrar.add_units(draft)
    values["resources"] = [asset.values for asset in draft.assets]
    values["title"] = values.get("title") or desk.words(draft.label)
    _order_dates(draft, values, desk.day)
    found = _assumed(draft, values, registrar)
    missing = [key.name for key in LEVELS["dataset"] if key.required and not values.get(key.name)]
    for key in missing:
        values[key] = found[key]
    covered = foreign.mapping(values.get("temporal_coverage"))
    if covered:
        values["temporal_coverage"] = {key: int(e) if str(e).isdecimal() else e for key, e in covered.items()}
    if missing:
        shown = "; ".join(f"{key}: {_shown(found[key], desk.reader)}" for key in missing)
        draft.note("completed", keys=shown)
    values["sources"] = [_source(draft, source, values, desk) for source in foreign.mappings(values["sources"])]
    if not values["resources"]:
        del values["resources"]
    if (values["governance_category"] != "public" or values.get("planned")) and "access_condition" not in values:
        values["access_condition"] = desk.spoken("import.access")
    return values


def _assumed(draft: Draft, values: Mapping[str, Any], registrar: Registrar) -> dict[str, Any]:
    """What stands in, by key."""
    catalog, day = registrar.desk.catalog, registrar.desk.day.isoformat()
    formats = [str(asset.values.get("format", "")) for asset in draft.assets]
    return {
        "description": values["title"],
        "keywords": _keywords(registrar.catalog(), values),
        "contact": _contact(catalog),
        "sources": [{"title": values["title"]}],
        "data_type": _data_type(draft, formats),
        "objectives": ["unknown"],
        "update_frequency": {"unit": "unknown"},
        "geo_coverage": "unknown",
        "storage_formats": list(dict.fromkeys(STORED.get(form, "other") for form in formats)) or ["unknown"],
        "governance_category": "public",
        "created": values.get("modified") or day,
        "modified": values.get("created") or day,
    }


def _order_dates(draft: Draft, values: dict[str, Any], today: date) -> None:
    """Nothing changes on a day that has not come, nor before it was made."""
    for key in ("created", "modified"):
        if values.get(key) and str(values[key]) > today.isoformat():
            draft.note("date_future", key=key, found=values[key])
            values[key] = today.isoformat()
    if values.get("created") and values.get("modified") and values["modified"] < values["created"]:
        draft.note("dates_crossed", created=values["created"], modified=values["modified"])
        values["created"] = values["modified"]


def _keywords(catalog: Catalog, values: Mapping[str, Any]) -> dict[str, list[str]]:
    entries = [catalog.themes[name] for name in values["themes"] if name in catalog.themes]
    if values["organization"] in catalog.organizations:
        entries.append(catalog.organizations[values["organization"]])  # type: ignore[arg-type]
    languages = [code for code in catalog.languages if code in values["title"]] or [catalog.language]
    return {code: list(dict.fromkeys(entry.title.text(code) for entry in entries)) for code in languages}


def _contact(catalog: Catalog) -> dict[str, object]:
    contact = catalog.contact
    reached = {key: value for key in ("email", "url") if (value := getattr(contact, key))}
    return {"name": dict(contact.name.by_language), **reached}


def _data_type(draft: Draft, formats: list[str]) -> str:
    if any(form in GEOSPATIAL for form in formats):
        return "geospatial"
    return "statistics" if any(_is_statistics(asset) for asset in draft.assets) else "record"


def _is_statistics(asset: Asset) -> bool:
    """A table with a time and a number in each row."""
    types = {field.get("type") for field in foreign.mappings(foreign.mapping(asset.values.get("schema")).get("fields"))}
    return bool(types & {"year", "yearmonth", "date"}) and bool(types & {"integer", "number"})


def _source(draft: Draft, source: Mapping[str, Any], values: Mapping[str, Any], desk: Desk) -> dict[str, object]:
    """With the address and the day that every source has."""
    address = source.get("path")
    if not address:
        address = next(_addresses(draft, values, desk))
        draft.note("source_address", url=address)
    title: Words = source.get("title") or values["title"]
    return {**source, "title": title, "path": address, "accessed": source.get("accessed") or desk.day.isoformat()}


def _addresses(draft: Draft, values: Mapping[str, Any], desk: Desk) -> Iterator[str]:
    """Where somebody would look for the record, the nearest first."""
    if values.get("homepage"):
        yield values["homepage"]
    yield from (str(asset.values["url"]) for asset in draft.assets if asset.values.get("url"))
    if draft.publisher is not None and draft.publisher.url:
        yield draft.publisher.url
    yield desk.catalog.base_uri


def _shown(value: object, language: str) -> str:
    """A value in a sentence."""
    if isinstance(value, Mapping):
        inner = value.get(language) or next(iter(value.values()), "")
        return _shown(inner, language)
    if isinstance(value, list):
        return ", ".join(_shown(each, language) for each in value)
    return str(value)
