"""Which datasets each commit touched. In come commits, the newest first, and the files of the last one; out go the
names of what each dataset's files held before and after each of them.

A dataset is the folder of a `dataset.yml` and known by that folder's name, wherever it stood at the time. It must not
know what is in any file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from generator.history.repository import Change, Commit

DESCRIPTOR: Final = "dataset.yml"
Contents = Mapping[str, str]  # path in the dataset -> name of a content


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One dataset in one commit. `before` and `after` hold the files that differ, and the descriptor in any case where
    there is one: without it the dataset was not there. `former` is the name that it had before."""

    dataset: str
    commit: Commit
    before: Contents = field(default_factory=dict)
    after: Contents = field(default_factory=dict)
    former: str = ""


def touched(commits: Iterable[Commit], files: Mapping[str, str], top: str) -> Iterator[Touched]:
    """The newest first; those of one commit by name. `top` is the folder that all datasets stand in."""
    tree = dict(files)
    folders = {path.rpartition("/")[0] for path in tree if _describes(path, top)}
    for commit in commits:
        after = _by_dataset(commit.changes, folders, tree, after=True)
        for change in commit.changes:
            _undo(change, tree, folders, top)
        before = _by_dataset(commit.changes, folders, tree, after=False)
        names = sorted(before.keys() | after.keys())
        found = [
            Touched(dataset=name, commit=commit, before=before.get(name, {}), after=after.get(name, {}))
            for name in names
        ]
        yield from _with_renamed(found)


def _describes(path: str, top: str) -> bool:
    """Whether it is a dataset's descriptor; what stands on top belongs to the catalog."""
    folder, _, name = path.rpartition("/")
    return name == DESCRIPTOR and folder.startswith(f"{top}/")


def _undo(change: Change, tree: dict[str, str], folders: set[str], top: str) -> None:
    if change.before is not None:
        tree[change.path] = change.before
    else:
        tree.pop(change.path, None)
    if _describes(change.path, top):
        folder = change.path.rpartition("/")[0]
        (folders.discard if change.before is None else folders.add)(folder)


def _by_dataset(
    changes: Iterable[Change], folders: set[str], tree: Mapping[str, str], *, after: bool
) -> dict[str, dict[str, str]]:
    """Each dataset's changed files on one side of a commit, with its descriptor."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for change in changes:
        folder = _folder_of(change.path, folders)
        if folder is None:
            continue
        inside = found[folder.rpartition("/")[2]]
        inside[DESCRIPTOR] = tree[f"{folder}/{DESCRIPTOR}"]
        content = change.after if after else change.before
        if content is not None:
            inside[change.path[len(folder) + 1 :]] = content
    return found


def _folder_of(path: str, folders: set[str]) -> str | None:
    """The nearest folder above a file that is a dataset's."""
    while path := path.rpartition("/")[0]:
        if path in folders:
            return path
    return None


def _with_renamed(found: list[Touched]) -> Iterator[Touched]:
    """One that went and one that came with a file of its own in common are one dataset under a new name."""
    gone = {t.dataset: t for t in found if not t.after}
    taken: dict[str, str] = {}
    for one in found:
        if one.after and not one.before:
            former = next((g for g, t in gone.items() if set(t.before.values()) & set(one.after.values())), None)
            if former is not None:
                taken[one.dataset] = former
                gone.pop(former)
    for one in found:
        if one.dataset in taken:
            yield replace(one, former=taken[one.dataset])
        elif one.after or one.dataset in gone:
            yield one
