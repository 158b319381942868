"""What the history of a repository tells: in comes a repository, out go revisions.

It must not know what they should be.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.cache import Cache
from generator.catalog import load_catalog
from generator.history import History, read_history
from generator.model import FileRevision, Revision
from tests.committed import ALONE, Repo

HERE = {**os.environ, **ALONE}


def told(root: Path, cache: Cache | None = None, **environment: str) -> History:
    catalog, _ = load_catalog(root)
    assert catalog is not None
    return read_history(root, catalog, {**HERE, **environment}, cache or Cache(None))


def revisions(repo: Repo) -> tuple[Revision, ...]:
    found = told(repo.root)
    assert found.doubt == ""
    return found.revisions


def newest(repo: Repo) -> Revision:
    return revisions(repo)[0]


def the_file(repo: Repo) -> FileRevision:
    revision = newest(repo)
    assert revision.kind == "data"
    (file,) = revision.files
    return file
