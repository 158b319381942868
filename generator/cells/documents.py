"""JSON and GeoJSON as tables: an array of objects, an array of arrays (the first is the header), or features.

Numbers keep the digits that the file writes. A document is read whole, so its size is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from generator.cells.cut import Cut, UnreadableTable
from generator.encodings import codec
from generator.model import Resource

LARGEST: Final = 256 << 20  # bytes


class _Digits(str):
    """A number of the document, as its text."""


@contextmanager
def open_json(file: Path, resource: Resource) -> Iterator[Cut]:
    """Raises `UnreadableTable` (json-invalid, json-shape, file-too-large, encoding-error)."""
    document = _document(file, resource)
    for step in (resource.dialect.property or "").split("."):
        if step:
            document = document.get(step) if isinstance(document, Mapping) else None
    if not isinstance(document, list):
        raise UnreadableTable("json-shape", None, {"found": _kind(document)})
    if document and all(isinstance(entry, list) for entry in document):
        labels = [_text(cell) or "" for cell in document[0]]
        yield Cut(labels=labels, line=None, rows=((None, [_text(c) for c in row]) for row in document[1:]))
        return
    if not all(isinstance(entry, Mapping) for entry in document):
        found = next(entry for entry in document if not isinstance(entry, Mapping))
        raise UnreadableTable("json-shape", None, {"found": _kind(found)})
    yield _of_objects(document, resource)


@contextmanager
def open_geojson(file: Path, resource: Resource) -> Iterator[Cut]:
    """The properties of each feature; its `geometry` and `id` where the schema has fields for them (RFC 7946)."""
    document = _document(file, resource)
    features = document.get("features") if isinstance(document, Mapping) else None
    if not isinstance(features, list) or not all(isinstance(f, Mapping) for f in features):
        raise UnreadableTable("json-shape", None, {"found": _kind(document)})
    fields = resource.schema.fields if resource.schema else ()
    rows = []
    for feature in features:
        row = dict(feature.get("properties") or {})
        for field in fields:
            if field.name not in row and (field.type == "geojson" or field.name == "geometry"):
                row[field.name] = feature.get("geometry")
            elif field.name == "id" and "id" not in row and "id" in feature:
                row["id"] = feature["id"]
        rows.append(row)
    yield _of_objects(rows, resource)


def _document(file: Path, resource: Resource) -> Any:  # any JSON
    if file.stat().st_size > LARGEST:
        raise UnreadableTable("file-too-large", None, {"bytes": file.stat().st_size, "limit": LARGEST})
    try:
        text = file.read_text(codec(resource.encoding))
        document = json.loads(text, parse_int=_Digits, parse_float=_Digits, parse_constant=_refuse)
        json.dumps(document, ensure_ascii=False).encode()  # half a surrogate pair cannot be written again
    except json.JSONDecodeError as error:
        raise UnreadableTable("json-invalid", error.lineno, {"reason": error.msg}) from error
    except UnicodeDecodeError as error:
        values: dict[str, object] = {"encoding": resource.encoding, "byte": f"0x{error.object[error.start]:02X}"}
        raise UnreadableTable("encoding-error", None, values) from error
    except UnicodeEncodeError as error:
        raise UnreadableTable("json-invalid", None, {"reason": "lone surrogate"}) from error
    except RecursionError as error:
        raise UnreadableTable("json-invalid", None, {"reason": "nested too deeply"}) from error
    return document


def _refuse(constant: str) -> None:
    raise UnreadableTable("json-invalid", None, {"reason": constant})


def _of_objects(rows: list[Any], resource: Resource) -> Cut:
    labels: dict[str, None] = (
        {} if rows else {f.name: None for f in (resource.schema.fields if resource.schema else ())}
    )
    for row in rows:
        labels.update(dict.fromkeys(row))
    names = list(labels)
    return Cut(labels=names, line=None, rows=((None, [_text(row.get(n)) for n in names]) for row in rows), by_name=True)


def _text(value: Any) -> str | None:  # any JSON
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _dumped(value)


def _dumped(value: Any) -> str:
    """A nested value as JSON, its numbers with the digits as written (`json` would quote them: they are texts)."""
    if isinstance(value, _Digits):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {_dumped(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_dumped(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _kind(value: object) -> str:
    return {dict: "object", list: "array", type(None): "null", bool: "boolean", _Digits: "number"}.get(
        type(value), "string"
    )
