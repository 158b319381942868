"""What each commit did to the files of indicator sets. In come commits, the newest first, out go `Revision`s; those of
one commit by name.

A set is one file and known by its name. What became of the data of its indicators is told of their datasets. It must
not know tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from generator.history.differences import Differences
from generator.history.repository import Change, Commit
from generator.history.versions import Version
from generator.model import Revision, Text

EACH: Final = 10  # revisions of one set that are looked at, the newest ones

Changes = Mapping[str, Change]  # by the name that the set had then


def set_revisions(
    commits: Iterable[Commit], folder: str, names: Mapping[str, str], present: Collection[str], differences: Differences
) -> Iterator[Revision]:
    """`folder` holds a file for each set, `names` gives the present name of each that had another one, and `present`
    are the files of the last commit."""
    counts: Counter[str] = Counter()
    newest: dict[str, Revision] = {}
    for commit in commits:
        for name, changes in sorted(_by_set(commit, folder, names).items()):
            if counts[name] >= EACH:
                continue
            revision = _revision(name, commit, changes, differences)
            if revision is None:
                continue
            counts[name] += 1
            if f"{folder}/{name}.yml" not in present:  # all that is told of it bears what it said of itself last
                last = newest.setdefault(name, revision)
                revision = replace(revision, title=last.title or Text({"": name}), organization=last.organization)
            yield revision


def _by_set(commit: Commit, folder: str, names: Mapping[str, str]) -> dict[str, dict[str, Change]]:
    """By the set's present name; under two names where it was renamed."""
    found: dict[str, dict[str, Change]] = defaultdict(dict)
    for change in commit.changes:
        where, _, file = change.path.rpartition("/")
        if where == folder and file.endswith(".yml"):
            name = file.removesuffix(".yml")
            found[names.get(name, name)][name] = change
    return found


def _revision(name: str, commit: Commit, changes: Changes, differences: Differences) -> Revision | None:
    """None where nothing but the writing differs."""
    then, change = next(iter(changes.items()))
    about = Revision(
        dataset="",
        indicator_set=name,
        kind="metadata",
        at=commit.at,
        commit=commit.name,
        former=then if then != name else "",
    )
    gone = [each for each, one in changes.items() if one.after is None]
    if gone and len(changes) > 1:
        return replace(about, kind="renamed", former=gone[0])
    if change.before is None:
        return replace(about, kind="new")
    if change.after is None:
        return _removed(about, differences.version(change.before))
    keys = differences.keys(change.before, change.after, "indicator_set")
    if keys is None:
        return replace(about, is_read=False)
    return replace(about, keys=tuple(dict.fromkeys(key.partition(".")[0] for key in keys))) if keys else None


def _removed(about: Revision, said: Version | None) -> Revision:
    """With the title and the publisher that the file had last; the set's name where it had no title."""
    keys: Mapping[str, object] = {} if said is None else said.keys
    title, publisher = keys.get("title"), keys.get("publisher")
    texts = title if isinstance(title, dict) else {"": title}
    found = {str(language): text for language, text in texts.items() if isinstance(text, str)}
    return replace(
        about,
        kind="removed",
        title=Text(found or {"": about.indicator_set}),
        organization=publisher if isinstance(publisher, str) else "",
    )
