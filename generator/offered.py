"""What of a catalog stands on its site at a moment: withdrawn datasets are set apart, data whose release is to come are
taken out, and nobody refers to either; nor do problems of such data tell a value to others.

In comes the catalog as its files declare it, out goes the one that is published: whatever lists, counts, searches,
reads or derives sees no withdrawn dataset, and knows not even where a file lies before its time. It must not know pages
nor formats.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from generator.dates import moment
from generator.freshness import freshness
from generator.model import Awaited, Catalog, Dataset, Indicator, IndicatorSet, Node, Release, Resource, Revision, Text
from generator.problems import Problem

COVER: Final = "•••"


def offered(catalog: Catalog, now: datetime) -> Catalog:
    """What is offered already stays as it is."""
    withdrawn = tuple(replace(d, resources=(), digest="") for d in catalog.datasets if d.withdrawn is not None)
    living = tuple(dataset for dataset in catalog.datasets if dataset.withdrawn is None)
    shown = tuple(_released(dataset, now) for dataset in living)
    if withdrawn or shown != living:
        catalog = replace(_closed(catalog, shown), withdrawn=(*catalog.withdrawn, *withdrawn))
    return replace(catalog, releases=tuple(sorted(_releases(catalog, now), key=_when)))


def held_back(catalog: Catalog, now: datetime) -> tuple[Dataset, ...]:
    """The datasets with data whose release is to come, as declared: what is wrong in these is told before that day."""
    return tuple(d for d in catalog.datasets if d.withdrawn is None and _released(d, now) is not d)


def awaited_names(dataset: Dataset, now: datetime) -> frozenset[str]:
    """The names of its resources whose release is to come."""
    is_due = _is_due(dataset.release_at, now)
    return frozenset(r.name for r in dataset.resources if not (is_due and _is_due(r.release_at, now)))


def covered_problems(problems: Iterable[Problem], datasets: Iterable[Dataset], now: datetime) -> tuple[Problem, ...]:
    """Problems of files under embargo still say where and of what kind they are, and no value.

    Where a `release_at` cannot be read, every file of its dataset counts as held: whoever wrote it meant to hold some.
    """
    problems = tuple(problems)
    unclear = {p.path for p in problems if "release_at" in (p.subject.rpartition(".")[2], p.suggestion)}
    files = {
        f"{d.folder}/{r.path}"
        for d in datasets
        for r in d.resources
        if r.path is not None and (d.descriptor in unclear or r.name in awaited_names(d, now))
    }
    return tuple(_without_values(p) if p.path in files else p for p in problems)


def _without_values(found: Problem) -> Problem:
    return replace(found, values=dict.fromkeys(found.values, COVER), suggestion=None)


def told(catalog: Catalog, revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """Revisions without those of files that are to come: that they were put there is no news yet."""
    awaited = {d.name: {a.path for a in d.awaited} for d in catalog.datasets if d.awaited}
    return tuple(_told(r, awaited[r.dataset]) if r.dataset in awaited else r for r in revisions)


def _told(revision: Revision, awaited: Collection[str]) -> Revision:
    files = tuple(file for file in revision.files if file.path not in awaited)
    return revision if files == revision.files else replace(revision, files=files)


def _is_due(at: str | None, now: datetime) -> bool:
    return at is None or moment(at) <= now


def _released(dataset: Dataset, now: datetime) -> Dataset:
    """The dataset without resources whose time has not come, and without indicators that are read from these."""
    is_due = _is_due(dataset.release_at, now)
    names = awaited_names(dataset, now)
    awaited = tuple(_awaited(r, dataset) for r in dataset.resources if r.name in names)
    if not awaited and is_due:
        return dataset
    resources = tuple(r for r in dataset.resources if r.name not in names)
    shown = replace(
        dataset,
        resources=resources,
        indicators=tuple(i for i in dataset.indicators if is_due and i.resource not in names),
        awaited=(*dataset.awaited, *awaited),
        digest="",
    )
    if resources:
        return shown
    first = min((one.at for one in awaited), default=dataset.release_at or "", key=moment)
    return replace(shown, planned=True, release_date=date.fromisoformat(first[:10]))


def _awaited(resource: Resource, dataset: Dataset) -> Awaited:
    """The later of the two moments counts."""
    at = max((at for at in (dataset.release_at, resource.release_at) if at is not None), key=moment)
    return Awaited(name=resource.name, title=resource.title, at=at, path=resource.path or "")


def _releases(catalog: Catalog, now: datetime) -> Iterator[Release]:
    for dataset in catalog.datasets:
        moments = dict.fromkeys(one.at for one in dataset.awaited)
        for at in moments:
            files = tuple((one.name, one.title) for one in dataset.awaited if one.at == at)
            yield _release(dataset, "fixed", at, files if dataset.resources or len(moments) > 1 else ())
        if moments:
            continue
        due = freshness(dataset, now.date()).due
        if dataset.release_at is not None and not _is_due(dataset.release_at, now):
            yield _release(dataset, "fixed", dataset.release_at)
        elif dataset.planned and dataset.release_date is not None and dataset.release_date >= now.date():
            yield _release(dataset, "planned", dataset.release_date.isoformat())
        elif not dataset.planned and due is not None and due >= now.date():
            yield _release(dataset, "expected", due.isoformat())


def _release(dataset: Dataset, kind: str, at: str, files: tuple[tuple[str, Text], ...] = ()) -> Release:
    return Release(
        dataset=dataset.name,
        title=dataset.title,
        organization=dataset.organization,
        kind=kind,
        at=at,
        stated=dataset.modified.isoformat(),
        files=files,
    )


def _when(release: Release) -> tuple[object, ...]:
    return release.at[:10], moment(release.at), release.dataset


def _closed(catalog: Catalog, datasets: tuple[Dataset, ...]) -> Catalog:
    """The catalog with these datasets alone, of which each thing that is named is there."""
    names = {dataset.name for dataset in datasets}
    indicators = {indicator.name for dataset in datasets for indicator in dataset.indicators}
    titles = {i.name: i.title for d in catalog.datasets for i in d.indicators}
    return replace(
        catalog,
        datasets=tuple(_dataset(dataset, names, indicators) for dataset in datasets),
        featured=_known(catalog.featured, names),
        boundaries=catalog.boundaries if catalog.boundaries in names else None,
        featured_indicators=_known(catalog.featured_indicators, indicators),
        indicator_sets={name: _set(one, indicators, titles) for name, one in catalog.indicator_sets.items()},
    )


def _dataset(dataset: Dataset, names: Collection[str], indicators: Collection[str]) -> Dataset:
    related = _known(dataset.related, names)
    shown = tuple(_indicator(indicator, indicators) for indicator in dataset.indicators)
    if related == dataset.related and shown == dataset.indicators:
        return dataset
    return replace(dataset, related=related, indicators=shown, digest="")


def _indicator(indicator: Indicator, indicators: Collection[str]) -> Indicator:
    return replace(indicator, related=_known(indicator.related, indicators))


def _set(shown: IndicatorSet, indicators: Collection[str], titles: dict[str, Text]) -> IndicatorSet:
    children = tuple(_node(node, indicators, titles) for node in shown.children)
    return replace(shown, headline=_known(shown.headline, indicators), children=children)


def _node(node: Node, indicators: Collection[str], titles: dict[str, Text]) -> Node:
    """A leaf whose indicator is not there counts as one without open data, under the same title."""
    children = tuple(_node(child, indicators, titles) for child in node.children)
    if node.indicator is None or node.indicator in indicators:
        return replace(node, children=children)
    return replace(node, title=node.title or titles.get(node.indicator), indicator=None, children=children)


def _known(names: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)
