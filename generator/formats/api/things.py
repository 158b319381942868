"""Small things as the plain API has them: texts in every language, addresses, units, files, the newest value.

In come facts, out go plain dicts. A key that the OpenAPI document names stands in every document; what is not known is
null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from generator import urls
from generator.amounts import unit_of
from generator.changes import leading
from generator.filetypes import file_type
from generator.model import (
    Catalog,
    Dataset,
    Download,
    Indicator,
    IndicatorReading,
    License,
    Organization,
    Text,
)

INDENT: Final = 1

Document = dict[str, Any]


class Digits(str):
    """A number by its own digits, which a float might lose."""

    __slots__ = ()


def digits(value: str | None) -> Digits:
    """JSON knows neither NaN nor infinity."""
    return Digits(value if value is not None and Decimal(value).is_finite() else "null")


def texts(text: Text | None) -> Mapping[str, str] | None:
    return None if text is None else dict(text.by_language)


def address(catalog: Catalog, path: str) -> str:
    """Where a program finds a page or a file."""
    return urls.absolute(path, catalog.site_uri)


def organization(catalog: Catalog, shown: Organization) -> Document:
    return {
        "name": shown.name,
        "title": texts(shown.title),
        "url": address(catalog, urls.organization(shown.name)),
    }


def license_(shown: License) -> Document:
    return {
        "name": shown.name,
        "title": texts(shown.title),
        "url": shown.url,
        "spdx": shown.spdx,
        "open": shown.open,
    }


def unit(catalog: Catalog, dataset: Dataset, indicator: Indicator) -> Document | None:
    return unit_named(catalog, None if (found := unit_of(catalog, dataset, indicator)) is None else found.name)


def unit_named(catalog: Catalog, name: str | None) -> Document | None:
    found = catalog.units.get(name or "")
    return None if found is None else {"name": found.name, "title": texts(found.title), "symbol": texts(found.symbol)}


def file(catalog: Catalog, download: Download) -> Document:
    return {
        "kind": download.kind,
        "url": address(catalog, download.path),
        "format": download.format,
        "mediatype": file_type(download.format).mediatype or None,
        "bytes": download.bytes,
        "sha256": download.sha256,
    }


def latest(indicator: Indicator, reading: IndicatorReading, focus: str | None) -> Document | None:
    """The value that leads its page; `focus` is the area that leads where it names none."""
    lead = leading(indicator, reading, focus)
    if lead is None:
        return None
    return {"area": lead.series.area, "time": lead.latest.time, "value": digits(lead.latest.value)}


def written(document: object) -> bytes:
    """UTF-8 JSON, indented; numbers in `Digits` as they stand."""
    return f"{_json(document, 0)}\n".encode()


def rows(documents: Iterable[object]) -> Iterator[str]:
    """Each on a line of its own, without spaces, with what stands between two of them."""
    before = ""
    for document in documents:
        yield f"{before}{_line(document)}"
        before = ",\n"


def _line(document: object) -> str:
    if isinstance(document, Digits):
        return document
    if isinstance(document, str):
        return _string(document)
    if isinstance(document, dict):
        return "{" + ",".join(f"{_string(str(key))}:{_line(value)}" for key, value in document.items()) + "}"
    if isinstance(document, list | tuple):
        return "[" + ",".join(map(_line, document)) + "]"
    return _plain(document)


def _json(document: object, depth: int) -> str:
    inner, outer = "\n" + " " * (depth + INDENT), "\n" + " " * depth
    if isinstance(document, Rows):
        return "[\n" + "".join(rows(document.documents)) + f"{outer}]" if document.documents else "[]"
    if isinstance(document, dict) and document:
        pairs = (f"{_string(str(key))}: {_json(value, depth + INDENT)}" for key, value in document.items())
        return "{" + inner + f",{inner}".join(pairs) + outer + "}"
    if isinstance(document, list | tuple) and document:
        return "[" + inner + f",{inner}".join(_json(each, depth + INDENT) for each in document) + outer + "]"
    return _line(document)


_string: Final = json.encoder.encode_basestring  # a tenth of the time of an encoder, which is made for each call
_plain: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class Rows:
    """A long list, each of its documents on one line."""

    def __init__(self, documents: Iterable[object]) -> None:
        self.documents = tuple(documents)
