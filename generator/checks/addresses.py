"""Rules of addresses that outlive their things: a former name leads to one page, a successor is another dataset.

In come the catalog and its lines, out go problems. It must not know what stands at an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from generator import urls
from generator.checks.indicator_sets import path_of
from generator.checks.indicators import subject
from generator.checks.sources import Sources
from generator.model import Catalog, Dataset, Resource
from generator.problems import Problem, problem

PAGE: Final = re.compile(r"page-[0-9]+")  # indicators/page-2/ is the second page of the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A thing that has a name or a path, and had others: `formers` stand under `key`. It is declared in the file at
    `path`; where that is a list, in its item that begins on that line."""

    name: str
    path: str
    formers: tuple[str, ...]
    key: str = "former_names"
    items: str = ""
    line: int | None = None


def former_names_are_free(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A former name is no other thing's of the same sort, be it of today or a former one."""
    datasets = [Claim(name=d.name, path=d.descriptor, formers=d.former_names) for d in catalog.datasets]
    yield from _clashes(datasets, sources, urls.dataset)
    indicators = [
        Claim(name=i.name, path=d.descriptor, formers=i.former_names, items="indicators", line=i.line)
        for d in catalog.datasets
        for i in d.indicators
    ]
    yield from _clashes(indicators, sources, urls.indicator)
    sets = [Claim(name=s.name, path=path_of(s), formers=s.former_names) for s in catalog.indicator_sets.values()]
    yield from _clashes(sets, sources, urls.indicator_set)
    for dataset in catalog.datasets:
        yield from _clashes(_resources(dataset, "former_names", lambda r: r.name), sources)
        yield from _clashes(_resources(dataset, "former_paths", lambda r: r.path or ""), sources)


def _resources(dataset: Dataset, key: str, name: Callable[[Resource], str]) -> list[Claim]:
    return [
        Claim(
            name=name(resource),
            path=dataset.descriptor,
            formers=getattr(resource, key),
            key=key,
            items="resources",
            line=resource.line,
        )
        for resource in dataset.resources
    ]


def _clashes(
    claims: Iterable[Claim], sources: Sources, page: Callable[[str], str] = lambda name: name
) -> Iterator[Problem]:
    """Former names that somebody else bears, or bore; and those of the pages of a list."""
    claims = list(claims)
    taken = {claim.name: claim for claim in reversed(claims) if claim.name}
    for claim in claims:
        for number, former in enumerate(claim.formers):
            if former in taken or PAGE.fullmatch(former):
                other = taken[former].name if former in taken else page(former)
                yield _told("former-name-taken", claim, number, sources, found=former, other=other)
            taken.setdefault(former, claim)


def _told(code: str, claim: Claim, number: int, sources: Sources, **found: object) -> Problem:
    steps: tuple[str | int, ...] = (claim.key, number)
    if claim.items:
        steps = (claim.items, sources.item(claim.path, claim.items, claim.line), *steps)
    return problem(code, claim.path, sources.line(claim.path, *steps), subject(*steps), None, **found)


def former_paths_can_be_served(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Today's file is put at its former paths too: inside the dataset's folder, under an extension that tells the
    truth, and where nothing else of the site stands."""
    for dataset in catalog.datasets:
        for claim in _resources(dataset, "former_paths", lambda r: r.path or ""):
            for number, former in enumerate(claim.formers):
                path = PurePosixPath(former)
                is_plain = path.as_posix() == former and not path.is_absolute() and ".." not in path.parts
                if not is_plain or path.parts[0] == urls.DOWNLOADS or path.suffix != PurePosixPath(claim.name).suffix:
                    yield _told("bad-former-path", claim, number, sources, found=former, path=claim.name)


def successors_are_others(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Nobody is led from a withdrawn dataset to itself."""
    for dataset in catalog.datasets:
        if dataset.withdrawn is not None and dataset.withdrawn.successor == dataset.name:
            steps = ("withdrawn", "successor")
            line = sources.line(dataset.descriptor, *steps)
            yield problem("successor-is-itself", dataset.descriptor, line, ".".join(steps), found=dataset.name)
