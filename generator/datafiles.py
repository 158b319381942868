"""What a resource's file really is, by its content as well as by its name, before anything reads or publishes it.

In come a dataset and one of its resources; out go the problems of the file as a whole: that it is there, inside its
folder, of its declared format and encoding, and nothing that a reader's browser would run. It must not know rows.
"""

from __future__ import annotations

import codecs
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.cells import READERS
from generator.contents import is_utf16_marked, kind_of, pointer_of, runnable_reason
from generator.encodings import NAMES, SINGLE_BYTE, THAI, codec, is_known, reads_as_thai
from generator.model import Dataset, Resource
from generator.problems import Problem, problem
from generator.spelling import nearest
from generator.unread import leaks
from generator.urls import CSV_METADATA, DOWNLOADS

HEAD: Final = 65_536  # bytes by which a kind of file is known
CHUNK: Final = 1 << 20
TEXT_FORMATS: Final = frozenset(("csv", "tsv", "psv", "ssv", "json", "geojson", "txt"))
RESERVED: Final = (
    DOWNLOADS,
    "badge.svg",
    "croissant.json",
    "datapackage.json",
    "dcat.jsonld",
    "dcat.rdf",
    "dcat.ttl",
    "index.html",
    "index.html.md",
    "dataset.yml",
    "dataset.yaml",
)

Finding = tuple[str, dict[str, object]]


def inspect(root: Path, dataset: Dataset, resource: Resource) -> tuple[Problem, ...]:
    """Problems of the resource's file. Its rows may be read only where none of them is an error."""
    assert resource.path is not None, resource.name
    place = root / dataset.folder / resource.path
    declared = (*_of_path(root, dataset, resource, place), *_of_declaration(resource))
    if declared:
        return tuple(_told(dataset, resource, dataset.descriptor, resource.line, f) for f in declared)
    path = f"{dataset.folder}/{resource.path}"
    for check in CHECKS:
        found = check(place, resource)
        if found is not None:
            code, values = found
            line = values.pop("line", None)
            return (_told(dataset, resource, path, line if isinstance(line, int) else None, (code, values)),)
    if resource.schema is None and not _gives_reason(dataset):
        return tuple(
            _told(dataset, resource, path, row, (code, values)) for code, row, values in leaks(place, resource)
        )
    return ()


def _gives_reason(dataset: Dataset) -> bool:
    """Whether a field says why personal data may be public: the originals of the dataset's tables hold them too."""
    schemas = (resource.schema for resource in dataset.resources if resource.schema is not None)
    return any(field.personal_data is not None for schema in schemas for field in schema.fields)


def _told(dataset: Dataset, resource: Resource, path: str, line: int | None, finding: Finding) -> Problem:
    code, values = finding
    suggestion = values.pop("suggestion", None)
    subject = "" if path != dataset.descriptor else f"resources[{dataset.resources.index(resource)}]"
    shown = None if suggestion is None else str(suggestion)
    return problem(code, path, line, subject, shown, **values)


def _of_path(root: Path, dataset: Dataset, resource: Resource, place: Path) -> Iterator[Finding]:
    """Where the path leads, before anything is opened."""
    path = str(resource.path)
    folder = root / dataset.folder
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or ":" in path or ".." in parts or "\0" in path:
        yield "file-outside", {"path": path}
    elif _is_reserved(parts) or any(part.startswith(".") for part in parts) or "" in parts:
        yield "path-reserved", {"path": path}
    elif (written := _written_otherwise(folder, parts)) is not None:
        yield "file-case", {"path": path, "written": written}
    elif not _exists(place):
        yield "file-missing", {"path": path, "suggestion": _nearest_file(folder, path)}
    elif not place.resolve().is_relative_to(folder.resolve()):
        yield "file-outside", {"path": path}
    elif not stat.S_ISREG(place.stat().st_mode):
        yield "file-not-regular", {"path": path}


def _exists(place: Path) -> bool:
    try:
        place.stat()
    except (OSError, ValueError):  # also a circle of links, a name too long
        return False
    return True


def _is_reserved(parts: list[str]) -> bool:
    return parts[0].lower() in RESERVED or parts[-1].lower().endswith(f".csv{CSV_METADATA}")


def _written_otherwise(folder: Path, parts: list[str]) -> str | None:
    """The path as the folder writes it, where that differs in case: such a link works on some machines only."""
    actual: list[str] = []
    for part in parts:
        here = folder.joinpath(*actual)
        names = sorted(entry.name for entry in here.iterdir()) if here.is_dir() else []
        if part in names:
            actual.append(part)
        else:
            actual.append(next((n for n in names if n.casefold() == part.casefold()), part))
    return None if actual == parts else "/".join(actual)


def _nearest_file(folder: Path, path: str) -> str | None:
    if not folder.is_dir():
        return None
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return nearest(path, [f for f in files if f not in RESERVED])


def _of_declaration(resource: Resource) -> Iterator[Finding]:
    """What the descriptor says of the file that cannot be so, whatever the file holds."""
    if not is_known(resource.encoding):
        yield "encoding-unknown", {"encoding": resource.encoding, "suggestion": nearest(resource.encoding, NAMES)}
    if resource.schema is not None and resource.format not in READERS:
        yield "table-format", {"format": resource.format, "formats": ", ".join(READERS)}


def _is_not_empty(place: Path, resource: Resource) -> Finding | None:
    return None if place.stat().st_size else ("file-empty", {})


def _is_no_pointer(place: Path, resource: Resource) -> Finding | None:
    pointer = pointer_of(_head(place))
    return None if pointer is None else ("file-pointer", {"kind": pointer})


def _runs_in_no_browser(place: Path, resource: Resource) -> Finding | None:
    reason = runnable_reason(place, resource.format, resource.mediatype)
    return None if reason is None else ("file-runnable", {"reason": reason})


def _is_of_its_format(place: Path, resource: Resource) -> Finding | None:
    found = kind_of(_head(place), place)
    wanted = resource.format
    if found == "encrypted":
        return "file-encrypted", {"format": wanted}
    if found == wanted or found in OF_ONE_KIND.get(wanted, ()):
        return None
    if wanted in TEXT_FORMATS and found == "":
        return None
    if wanted in TEXT_FORMATS or wanted in OF_ONE_KIND:
        return "format-mismatch", {"format": wanted, "found": found or "text"}
    return None


OF_ONE_KIND: Final = {  # declared format -> what content may be seen; formats without a line are taken as they are
    "xlsx": ("xlsx",),
    "xlsm": ("xlsx",),
    "docx": ("docx", "zip"),
    "pptx": ("pptx", "zip"),
    "ods": ("ods",),
    "odt": ("odt", "zip"),
    "xls": ("ole",),
    "doc": ("ole",),
    "zip": ("zip", "xlsx", "ods", "odt", "docx", "pptx"),
    "parquet": ("parquet",),
    "pdf": ("pdf",),
    "png": ("png",),
    "jpg": ("jpeg",),
    "jpeg": ("jpeg",),
    "gif": ("gif",),
    "gz": ("gzip",),
    "7z": ("7z",),
    "gpkg": ("sqlite",),
    "sqlite": ("sqlite",),
}


def _decodes(place: Path, resource: Resource) -> Finding | None:
    """The whole file, so that one bad byte far down is told with its line before any row is read."""
    if resource.format not in TEXT_FORMATS:
        return None
    name = codec(resource.encoding)
    if name == "utf-16" and not is_utf16_marked(_head(place)):
        return "encoding-undeclared", {"encoding": resource.encoding, "actual": "utf-16le", "line": 1}
    broken = _undecodable(place, name)
    if broken is not None:
        line, byte = broken
        actual = encoding_of(place)
        if actual is not None:
            return "encoding-undeclared", {"encoding": resource.encoding, "actual": actual, "line": line}
        return "encoding-error", {"encoding": resource.encoding, "line": line, "byte": byte}
    if name in SINGLE_BYTE and not _head(place).isascii() and _undecodable(place, "utf-8") is None:
        return "encoding-undeclared", {"encoding": resource.encoding, "actual": "utf-8", "line": 1}
    return None


def _undecodable(place: Path, name: str) -> tuple[int, str] | None:
    """The line and the byte on which decoding fails, or None where the file decodes to its end."""
    decoder = codecs.getincrementaldecoder(name)()
    lines = 1
    with place.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                lines += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeDecodeError as error:
                bad = error.object[error.start] if error.start < len(error.object) else 0
                return lines + error.object[: error.start].count(b"\n"), f"0x{bad:02X}"
            if not chunk:
                return None


def encoding_of(place: Path) -> str | None:
    """The encoding that a person most likely forgot to declare: UTF-16 by its mark, Thai by its letters, else none."""
    head = _head(place)
    if is_utf16_marked(head):
        return "utf-16"
    if _undecodable(place, "utf-8") is None:
        return "utf-8"
    if _undecodable(place, codec(THAI)) is None and reads_as_thai(place.read_bytes()[:CHUNK]):
        return THAI
    return None


def _head(place: Path) -> bytes:
    with place.open("rb") as stream:
        return stream.read(HEAD)


CHECKS: Final[tuple[Callable[[Path, Resource], Finding | None], ...]] = (
    _is_not_empty,
    _is_no_pointer,
    _runs_in_no_browser,
    _is_of_its_format,
    _decodes,
)
