"""The folder that a site is written into. In come outputs, each at a path of its own; out go files.

It must not know what makes them, nor where readers will see the folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import write_file
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

    def anew(self) -> Site:
        """Another one of the same folder, of which nothing more is known."""
        return Site(self.folder, self.host, twins=list(self.twins))

    def claim(self, path: str) -> Path:
        if path in self.host:
            raise WrongUse("path-taken", path=path)
        assert path not in self.paths, f"two things to publish at {path!r}"
        self.paths.add(path)
        return self.folder / path

    def hold(self, files: Mapping[str, str]) -> None:
        """Claim files that stand here already, with their digests where they are known."""
        for path, digest in files.items():
            self.claim(path)
            if digest:
                self.digests[path] = digest

    def write(self, output: Output) -> None:
        self.claim(output.path)
        self.put(output)

    def put(self, output: Output) -> Path:
        """Write what is claimed elsewhere."""
        return put(self.folder, output)


def put(folder: Path, output: Output) -> Path:
    """The file that now stands below the folder."""
    target = folder / output.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if output.source is not None:
        shutil.copyfile(output.source, target)
    elif output.parts is not None:
        with target.open("wb") as file:
            file.writelines(output.parts)
    else:
        assert output.content is not None
        write_file(str(target), output.content)
    return target


def remove(folder: Path | None, paths: Iterable[str]) -> None:
    """Files of a build before, never written over: the cache may hold the same file under another name."""
    if folder is not None:
        for path in paths:
            (folder / path).unlink(missing_ok=True)
