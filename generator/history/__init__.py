"""How the datasets and indicator sets of a catalog came to be what they are, told by the Git repository that they stand
in.

In come a catalog's folder and its datasets, out go `Revision`s, the newest first: of what is committed, never of work
that is not. Of a dataset that no commit tells of, its own `modified` is told. Work is bounded: the newest `LATEST`
revisions of the catalog and the newest `EACH` of every dataset are looked at, and tables of up to 8 MB and 200,000 rows
are compared. Messages of commits are not read: they speak to those who keep the catalog.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator import fingerprints
from generator.cache import Cache, key_of
from generator.history.differences import ABSENT, Differences
from generator.history.repository import Blobs, Commit, NoHistoryError, repository_of
from generator.history.sets import set_revisions
from generator.history.touched import DESCRIPTOR, Touched, touched
from generator.model import Catalog, Dataset, Revision, Text

__all__ = ["History", "read_history"]

TOP: Final = "datasets"
SETS: Final = f"{TOP}/indicator-sets"
HISTORY: Final = "history"  # kind of entries in the cache
LATEST: Final = 200
EACH: Final = 10

Told = tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class History:
    """`doubt` is a key of the report's words where there is more history than could be read, else empty."""

    revisions: Told
    doubt: str = ""


def read_history(root: Path, catalog: Catalog, environment: Mapping[str, str], cache: Cache) -> History:
    """Revisions of the catalog's datasets and of those that are gone, the newest day first."""
    committed, doubt = _committed(root, catalog, environment, cache)
    committed = tuple(_withdrawals(committed, catalog))
    told = {revision.dataset for revision in committed}
    datasets = (*catalog.datasets, *catalog.withdrawn)
    stated = (_stated(dataset) for dataset in datasets if dataset.name not in told)
    return History(tuple(sorted((*committed, *stated), key=lambda r: r.day, reverse=True)), doubt)


def _withdrawals(committed: Told, catalog: Catalog) -> Iterator[Revision]:
    """Of each dataset that is withdrawn, the newest commit that says so; all others as they are."""
    waiting = {dataset.name for dataset in catalog.withdrawn}
    for revision in committed:
        if revision.dataset in waiting and "withdrawn" in {key.partition(".")[0] for key in revision.keys}:
            waiting.remove(revision.dataset)
            yield replace(revision, kind="withdrawn")
        else:
            yield revision


def _stated(dataset: Dataset) -> Revision:
    """What the dataset says of itself."""
    if dataset.withdrawn is not None:
        return Revision(dataset=dataset.name, kind="withdrawn", at=f"{dataset.withdrawn.date.isoformat()}T00:00:00Z")
    return Revision(dataset=dataset.name, kind="stated", at=f"{dataset.modified.isoformat()}T00:00:00Z")


def _committed(root: Path, catalog: Catalog, environment: Mapping[str, str], cache: Cache) -> tuple[Told, str]:
    try:
        found = repository_of(root, environment)
        if found is None:
            return (), ""
        files = None
        names = {former: one.name for one in catalog.indicator_sets.values() for former in one.former_names}
        key = key_of(fingerprints.code(), found.head, sorted(found.cut), found.prefix, catalog.languages, names)
        known: Told | None = cache.facts(HISTORY, key)
        if known is None:
            files = found.files(TOP)
            commits = tuple(found.commits(TOP))
            with Blobs(found) as blobs:
                differences = Differences(blobs, cache, catalog.languages)
                of_sets = set_revisions(commits, SETS, names, files, differences)
                known = _in_order(commits, (*_revisions(commits, files, differences), *of_sets))
            if not any(file.reason == ABSENT for revision in known for file in revision.files):
                cache.keep(HISTORY, key, known)
    except NoHistoryError as error:
        return (), error.reason
    is_cut = bool(found.cut) and bool(files if files is not None else found.files(TOP))
    return known, "history-shallow" if is_cut else ""


def _in_order(commits: Iterable[Commit], revisions: Told) -> Told:
    """The newest commit first; of one commit, datasets before sets."""
    order = {commit.name: number for number, commit in enumerate(commits)}
    return tuple(sorted(revisions, key=lambda revision: order[revision.commit]))


def _revisions(commits: Iterable[Commit], files: Mapping[str, str], differences: Differences) -> Iterator[Revision]:
    """Those of datasets that are told, the newest commit first."""
    present = {path.split("/")[-2] for path in files if path.endswith(f"/{DESCRIPTOR}")}
    last: dict[str, Touched] = {}
    known_as: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in touched(commits, files, TOP):
        name = known_as.get(one.dataset, one.dataset)
        if one.former:
            known_as[one.former] = name
        elif not one.before:
            known_as.pop(one.dataset, None)  # whatever bore the name before was another dataset
        if counts.total() >= LATEST and counts[name] >= EACH:
            continue
        revision = differences.revision(one)
        if revision is None:
            continue
        counts[name] += 1
        if name not in present:
            revision = _gone(revision, last.setdefault(name, one), differences)
        yield revision if name == one.dataset else replace(revision, dataset=name, former=one.former or one.dataset)


def _gone(revision: Revision, last: Touched, differences: Differences) -> Revision:
    """With what the dataset said last."""
    said = differences.dataset((last.before or last.after)[DESCRIPTOR], last.dataset)
    if said is None:
        return replace(revision, title=Text({"": last.dataset}))
    return replace(revision, title=said.title, organization=said.organization, themes=said.themes)
