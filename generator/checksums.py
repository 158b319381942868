"""The digests of every file of a site in one, as `sha256sum -c` and `shasum -a 256 -c` read it.

In comes a site that is otherwise whole, out goes an `Output`. Digests that the makers of files have told are taken as
they stand, the other files are read. It must not know what a file holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator import urls
from generator.digests import sha256_of
from generator.outputs import Output
from generator.site import Site


def checksums(site: Site) -> Output:
    """A line a file, in the order of paths: all but this one, which can not tell its own."""
    paths = sorted(path for path in _files(site.folder) if path != urls.checksums())
    return Output(path=urls.checksums(), parts=(_line(site, path) for path in paths))


def _files(folder: Path) -> Iterator[str]:
    root = str(folder)
    for here, _, names in os.walk(root):
        inside = f"{here[len(root) + 1 :]}/".replace(os.sep, "/").lstrip("/")
        yield from (f"{inside}{name}" for name in names)


def _line(site: Site, path: str) -> bytes:
    """A name with a line break or a backslash is written as the tools write it, with a backslash before the line."""
    digest = site.digests.get(path) or sha256_of(site.folder / path)[1]
    written = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if written == path else chr(92)}{digest}  {written}\n".encode("utf-8", "surrogateescape")
