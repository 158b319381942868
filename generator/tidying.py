"""The files of a catalog that people write, put into canonical form, and the schemas that editors read beside them.

In come the root and paths, out go what changes or changed, and the problems that keep a file as it is. It must not know
what the canonical form is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.canonical import canonical
from generator.catalog import DESCRIPTOR, FOLDER, SETS
from generator.editors import FOLDER as SCHEMAS
from generator.editors import MODELINE, json_schema, kinds, modeline
from generator.forms import form_of
from generator.keys import REGISTRIES
from generator.problems import Problem
from generator.scopes import touches
from generator.yamlfile import MAX_BYTES, parse_yaml, read_yaml

NO_LANGUAGES: Final[tuple[str, ...]] = ()


def tidied(root: Path, asked: Sequence[str]) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Every file at or below the paths asked for that is not in canonical form, with what it should be."""
    languages = _languages(root)
    changed: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in written_files(root, asked):
        source = (root / path).read_bytes()
        made = canonical(source, form_of(path, languages))
        if made is None:
            problems.extend(parse_yaml(source, path)[1])
        elif made != source:
            changed[path] = made
    return changed, tuple(problems)


def schemas(root: Path | None) -> Mapping[str, bytes]:
    """A JSON Schema for each kind of file, by kind. Of the catalog at `root`, editors offer the names of registries."""
    names = {} if root is None else {name: _names(root, f"{FOLDER}/{name}.yml") for name in REGISTRIES}
    return {kind: _json(json_schema(kind, names)) for kind in kinds()}


def with_schemas(root: Path) -> Mapping[str, bytes]:
    """What to write so that editors know every file: the schemas, and the line that names one in each file."""
    found = {f"{FOLDER}/{SCHEMAS}/{kind}.json": content for kind, content in schemas(root).items()}
    for path in written_files(root, ()):
        line, source = f"{modeline(path)}\n".encode(), (root / path).read_bytes()
        first, end, rest = source.partition(b"\n")
        found[path] = line + (rest if first.startswith(MODELINE.encode()) and end else source)
    return {path: content for path, content in found.items() if not _holds(root / path, content)}


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Put each file in the old one's place in one step."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.banchi")
        beside.write_bytes(content)
        if file.exists():
            beside.chmod(file.stat().st_mode)
        beside.replace(file)


def written_files(root: Path, asked: Sequence[str]) -> Iterator[str]:
    """Paths of what people write, in order. Links and files that are too large to be read are passed over."""
    named = {f"{name}.yml" for name in ("catalog", *REGISTRIES)}
    for folder, folders, files in os.walk(root / FOLDER):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        place = Path(folder).relative_to(root).as_posix()
        for name in sorted(files):
            path = f"{place}/{name}"
            is_set = place == f"{FOLDER}/{SETS}" and name.endswith(".yml") and not name.startswith(".")
            is_ours = name == DESCRIPTOR or is_set or (place == FOLDER and name in named)
            if is_ours and touches(asked, path) and _is_plain(root / path):
                yield path


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink() and file.stat().st_size <= MAX_BYTES


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _languages(root: Path) -> Sequence[str]:
    file, _ = read_yaml(root, f"{FOLDER}/catalog.yml")
    value = file.value.get("languages") if file is not None and isinstance(file.value, dict) else None
    return [str(language) for language in value] if isinstance(value, list) else NO_LANGUAGES


def _names(root: Path, path: str) -> Sequence[str]:
    file, _ = read_yaml(root, path)
    return list(file.value) if file is not None and isinstance(file.value, dict) else []


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
