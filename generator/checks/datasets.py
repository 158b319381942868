"""Rules across datasets and registries: dates, openness, files, titles, circles.

In come the catalog and its lines, out go problems. It must not read data files, though it may see which ones there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from generator.checks.sources import Sources
from generator.codelists import code_list
from generator.descriptors import UNKNOWN_DATE
from generator.freshness import data_changed, freshness
from generator.kinds import options
from generator.model import Catalog, Dataset
from generator.problems import Problem, problem

A_DAY: Final = timedelta(days=1)  # it is tomorrow already where the sun rises before it does at the build


def dates_in_order(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Nothing is modified before it was created, nor on a day that has not come."""
    for dataset in catalog.datasets:
        created, modified = dataset.created, dataset.modified
        if UNKNOWN_DATE not in (created, modified) and modified < created:
            line = sources.line(dataset.descriptor, "modified")
            yield problem(
                "modified-before-created", dataset.descriptor, line, "modified", modified=modified, created=created
            )
        for subject, steps, day in _dates(dataset):
            if day > sources.today + A_DAY:
                line = sources.line(dataset.descriptor, *steps)
                yield problem("date-in-future", dataset.descriptor, line, subject, found=day, today=sources.today)


def _dates(dataset: Dataset) -> Iterator[tuple[str, tuple[str | int, ...], date]]:
    yield "created", ("created",), dataset.created
    yield "modified", ("modified",), dataset.modified
    if dataset.withdrawn is not None:
        yield "withdrawn.date", ("withdrawn", "date"), dataset.withdrawn.date
    for index, source in enumerate(dataset.sources):
        yield f"sources[{index}].accessed", ("sources", index, "accessed"), source.accessed
    for index, resource in enumerate(dataset.resources):
        for key, day in (("created", resource.created), ("modified", resource.modified)):
            if day is not None:
                yield f"resources[{index}].{key}", ("resources", index, key), day


def up_to_date(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Data change as often as their dataset says; of planned ones there are none yet."""
    for dataset in catalog.datasets:
        fresh = freshness(dataset, sources.today)
        if fresh.state == "late" and not dataset.planned and dataset.modified != UNKNOWN_DATE:
            line = sources.line(dataset.descriptor, "modified")
            changed = data_changed(dataset)
            yield problem("overdue", dataset.descriptor, line, "modified", due=fresh.due, changed=changed)


def coverage_in_order(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """What is covered ends after it begins."""
    for dataset in catalog.datasets:
        covered = dataset.temporal_coverage
        if covered and covered.start and covered.end:
            shared = min(len(covered.start), len(covered.end))  # 2017 and 2017-06 begin together
            if covered.end[:shared] < covered.start[:shared]:
                line = sources.line(dataset.descriptor, "temporal_coverage", "end")
                yield problem(
                    "coverage-order",
                    dataset.descriptor,
                    line,
                    "temporal_coverage.end",
                    start=covered.start,
                    end=covered.end,
                )


def classification_allowed(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """The Thai catalog's forms offer each category of governance its own classifications."""
    allowed = {entry.id: entry.more["classifications"] for entry in code_list("governance_category")}
    for dataset in catalog.datasets:
        offered = allowed.get(dataset.governance_category)
        if isinstance(offered, list) and dataset.classification and dataset.classification not in offered:
            yield problem(
                "classification-not-allowed",
                dataset.descriptor,
                sources.line(dataset.descriptor, "classification"),
                "classification",
                found=dataset.classification,
                category=dataset.governance_category,
                options=options(offered),
            )


def openness(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A public dataset has resources unless it is planned or withdrawn; any other has none of its own, and says how to
    ask."""
    for dataset in catalog.datasets:
        path = dataset.descriptor
        has_key = bool(dataset.resources) or sources.has(path, "resources")  # all of them may be faulty
        closed = dataset.governance_category not in ("public", "")
        if dataset.withdrawn is not None:
            continue
        if not closed and not dataset.planned and not has_key:
            yield problem("resources-missing", path, 1)
        if (closed or dataset.planned) and dataset.access_condition is None and not dataset.resources:
            line = sources.line(path, "planned" if dataset.planned else "governance_category")
            yield problem("access-condition-missing", path, line)
        for index, resource in enumerate(dataset.resources if closed else ()):
            if resource.path is not None:
                line = sources.line(path, "resources", index, "path")
                subject = f"resources[{index}].path"
                yield problem(
                    "closed-with-file", path, line, subject, found=resource.path, category=dataset.governance_category
                )


def each_file_once(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """No file is published twice."""
    for dataset in catalog.datasets:
        first: dict[str, str] = {}
        for index, resource in enumerate(dataset.resources):
            if resource.path is None:
                continue
            subject = f"resources[{index}].path"
            folded = resource.path.removeprefix("./").casefold()
            if folded in first:
                line = sources.line(dataset.descriptor, "resources", index, "path")
                yield problem(
                    "same-file-twice", dataset.descriptor, line, subject, found=resource.path, first=first[folded]
                )
            first.setdefault(folded, resource.name)


def every_file_used(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A file beside a descriptor that no resource names was likely forgotten."""
    for dataset in catalog.datasets:
        named = {resource.path.removeprefix("./") for resource in dataset.resources if resource.path is not None}
        folder = sources.root / dataset.folder
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            hidden = any(part.startswith(".") for part in path.split("/"))
            if file.is_file() and path not in named and file.name != "dataset.yml" and not hidden:
                yield problem("unused-file", f"{dataset.folder}/{path}", None, found=path)


def titles_differ(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Two datasets of one title cannot be told apart in a list."""
    first: dict[tuple[str, str], Dataset] = {}
    for dataset in catalog.datasets:
        for language, title in dataset.title.by_language.items():
            other = first.setdefault((language, title.casefold()), dataset)
            if other is not dataset:
                steps = ("title", language)
                line = sources.line(dataset.descriptor, *steps)
                yield problem("same-title", dataset.descriptor, line, ".".join(steps), found=title, other=other.name)


def related_to_others(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A dataset is not related to itself."""
    for dataset in catalog.datasets:
        if dataset.name in dataset.related:
            line = sources.line(dataset.descriptor, "related")
            yield problem("related-to-itself", dataset.descriptor, line, "related", found=dataset.name)


def no_circles(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """No organization is its own parent, and no area lies within itself, however many steps away."""
    parents = {name: organization.parent for name, organization in catalog.organizations.items()}
    outer = {name: area.within for name, area in catalog.areas.items()}
    for registry, key, upward in (("organizations", "parent", parents), ("areas", "within", outer)):
        path = f"datasets/{registry}.yml"
        for name in upward:
            seen, above = {name}, upward[name]
            while above is not None and above not in seen:
                seen.add(above)
                above = upward.get(above)
            if above == name:
                yield problem("circle", path, sources.line(path, name, key), f"{name}.{key}", found=name, key=key)
