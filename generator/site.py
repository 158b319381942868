"""The folder that a site is written into. In come outputs, each at a path of its own; out go files.

It must not know what makes them, nor where readers will see the folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import write_file
from generator.digests import copy_with_digest
from generator.outputs import Output
from generator.problems import WrongUse

Twins = Mapping[str, str]  # language -> path of one page in each of its languages


@dataclass
class Site:
    """The folder that is being filled. Each path may be written once: two pages of ours for one address are a bug.

    `host` are the paths at which the catalog's keeper has put files of their own; `claim` raises `WrongUse` for them.
    `digests` (SHA-256) are those that the makers of files have told.
    """

    folder: Path
    host: frozenset[str] = frozenset()
    paths: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)
    twins: list[Twins] = field(default_factory=list)

    def claim(self, path: str) -> None:
        if path in self.host:
            raise WrongUse("path-taken", path=path)
        assert path not in self.paths, f"two things to publish at {path!r}"
        self.paths.add(path)

    def hold(self, files: Mapping[str, str]) -> None:
        """Claim files that stand here already, with their digests where they are known."""
        for path, digest in files.items():
            self.claim(path)
            if digest:
                self.digests[path] = digest

    def write(self, output: Output) -> None:
        self.claim(output.path)
        self.put(output)

    def put(self, output: Output) -> str:
        """Write what is claimed elsewhere; its digest."""
        return put(self.folder, output)


def put(folder: Path, output: Output) -> str:
    """The SHA-256 of the file that now stands below the folder, taken of the bytes while they are at hand."""
    target = f"{folder}/{output.path}"
    if output.content is not None:
        _write(target, output.content)
        return hashlib.sha256(output.content).hexdigest()
    if output.source is not None:
        return copy_with_digest(output.source, Path(target))[1]
    assert output.parts is not None
    return _write_parts(Path(target), output.parts)


def _write(target: str, content: bytes) -> None:
    """Most folders are there already: to make them first would take as long as the file."""
    try:
        write_file(target, content)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        write_file(target, content)


def _write_parts(target: Path, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()


def remove(folder: Path | None, paths: Iterable[str]) -> None:
    """Files of a build before, never written over: the cache may hold the same file under another name."""
    if folder is not None:
        for path in paths:
            (folder / path).unlink(missing_ok=True)
