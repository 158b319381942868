"""The plain API as an OpenAPI 3.1 document, out of the table in `openapi.yml`.

In comes the catalog, for its title, address and examples; out goes a plain dict. Texts stand in every language, for the
format has none. It must not know what the documents hold but by that table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from generator import markdown
from generator.model import Catalog, Contact
from generator.words import FALLBACK

VERSION: Final = "1.0.0"  # of the API: its first number grows when a reader of today would fail
MEDIATYPE: Final = "application/vnd.oai.openapi+json;version=3.1"
TYPES: Final = ("string", "integer", "number", "boolean")
FORMATS: Final = ("date", "uri")
SHARED: Final = "+"

Document = dict[str, Any]


def document(catalog: Catalog) -> Document:
    declared = _declared()
    languages = catalog.languages
    return {
        "openapi": "3.1.1",
        "info": {
            "title": _said(dict(catalog.title.by_language), languages),
            "description": markdown.plain(catalog.description.text(catalog.language)),
            "version": VERSION,
            "contact": _contact(catalog.contact, catalog.language),
        },
        "servers": [{"url": catalog.site_uri.rstrip("/")}],
        "tags": [{"name": tag, "description": _said(text, languages)} for tag, text in declared["tags"].items()],
        "paths": {path: {"get": _operation(catalog, path, told)} for path, told in declared["paths"].items()},
        "components": {
            "schemas": {
                **{name: _schema(name, declared["schemas"]) for name in declared["schemas"]},
                **{name: _written(told, languages) for name, told in declared["written"].items()},
            }
        },
    }


@cache
def _declared() -> Mapping[str, Any]:
    text = files("generator.formats.api").joinpath("openapi.yml").read_text("utf-8")
    declared: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return declared


def _said(text: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """In each of the catalog's languages, once."""
    fallback = text.get(FALLBACK) or next(iter(text.values()))
    return " / ".join(dict.fromkeys(text.get(language, fallback) for language in languages))


def _contact(contact: Contact, language: str) -> Document:
    told = {"name": contact.name.text(language), "email": contact.email, "url": contact.url}
    return {key: value for key, value in told.items() if value is not None}


def _operation(catalog: Catalog, path: str, told: Mapping[str, Any]) -> Document:
    mediatype = told.get("mediatype", "application/json")
    schema = {"$ref": _reference(told["schema"])} if "schema" in told else None
    absent = {"404": {"description": _said(told["absent"], catalog.languages)}} if "absent" in told else {}
    parameters = [_parameter(catalog, name) for name in _declared()["parameters"] if f"{{{name}}}" in path]
    return {
        "operationId": "".join(part.capitalize() for part in path.replace("{", "").replace("}", "").split("/"))
        .replace(".", "_")
        .replace("-", "_"),
        "tags": [told["tag"]],
        "summary": _said(told["text"], catalog.languages),
        **({"parameters": parameters} if parameters else {}),
        "responses": {
            "200": {"description": "OK", "content": {mediatype: {"schema": schema} if schema else {}}},
            **absent,
        },
    }


def _parameter(catalog: Catalog, name: str) -> Document:
    example = next(_names(catalog, name), None)
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": _said(_declared()["parameters"][name], catalog.languages),
        "schema": {"type": "string"},
        **({"example": example} if example is not None else {}),
    }


def _names(catalog: Catalog, parameter: str) -> Iterator[str]:
    if parameter == "set":
        yield from catalog.indicator_sets
    elif parameter == "dataset":
        yield from (dataset.name for dataset in catalog.datasets)
    else:
        yield from catalog.featured_indicators
        yield from (indicator.name for dataset in catalog.datasets for indicator in dataset.indicators)


def _schema(name: str, declared: Mapping[str, Mapping[str, str]]) -> Document:
    keys = _keys(name, declared)
    return {
        "type": "object",
        "required": list(keys),
        "properties": {key: _type(kind) for key, kind in keys.items()},
        "additionalProperties": False,
    }


def _keys(name: str, declared: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    told = declared[name]
    shared = _keys(told[SHARED], declared) if SHARED in told else {}
    return {**shared, **{key: kind for key, kind in told.items() if key != SHARED}}


def _type(kind: str) -> Document:
    if kind.endswith("?"):
        inner = _type(kind[:-1])
        if isinstance(inner.get("type"), str) and inner["type"] in TYPES:
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}
    if kind.endswith("[]"):
        return {"type": "array", "items": _type(kind[:-2])}
    if kind in FORMATS:
        return {"type": "string", "format": kind}
    return {"type": kind} if kind in TYPES else {"$ref": _reference(kind)}


def _written(told: Mapping[str, Any], languages: tuple[str, ...]) -> Document:
    text = told.get("description")
    return {**told, **({"description": _said(text, languages)} if text is not None else {})}


def _reference(name: str) -> str:
    return f"#/components/schemas/{name}"
