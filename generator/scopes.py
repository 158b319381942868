"""What a command is about: in come paths that a user wrote, out goes whether they cover a dataset or a file.

Paths are relative to the catalog's root, with slashes; no path at all means everything. It must not open a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.model import Dataset
from generator.problems import WrongUse


def inside(root: Path, path: Path) -> str:
    """The path from the root. Raises `WrongUse` where nothing is there, or where it leads out of the catalog."""
    if not path.exists():
        raise WrongUse("no-such-path", path=path)
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise WrongUse("outside-catalog", path=path, root=root)
    return resolved.relative_to(root).as_posix()


def covers(asked: Sequence[str], dataset: Dataset) -> bool:
    """Whether a dataset stands at or below one of the paths, or one of the paths is a file of it."""
    return touches(asked, dataset.folder) or any(_below(path, dataset.folder) for path in asked)


def touches(asked: Sequence[str], path: str) -> bool:
    """Whether a path is one of those asked for, or below one."""
    return not asked or any(_below(path, place) for place in asked)


def _below(path: str, place: str) -> bool:
    return place == "." or path == place or path.startswith(f"{place}/")
