"""Rules across indicators: their names and titles, those they relate to, their targets.

In come the catalog and its lines, out go problems. It must not read data files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator import values
from generator.checks.sources import Sources
from generator.model import Catalog, Dataset, Indicator, Target
from generator.problems import Problem, problem
from generator.spelling import nearest

RESERVED_NAME: Final = re.compile(r"page-[0-9]+")  # indicators/page-2/ is the second page of the list


def each(catalog: Catalog) -> Iterator[tuple[Dataset, Indicator]]:
    """Every indicator with the dataset that it is read from."""
    for dataset in catalog.datasets:
        yield from ((dataset, indicator) for indicator in dataset.indicators)


def nearest_indicator(catalog: Catalog, written: str) -> str | None:
    """The name of the indicator that was meant, by its name or its title."""
    names = {indicator.name: tuple(indicator.title.by_language.values()) for _, indicator in each(catalog)}
    return nearest(written, names)


def names_differ(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """An indicator's name is the address of its page."""
    first: dict[str, Dataset] = {}
    for dataset, indicator in each(catalog):
        name = indicator.name
        if not name:
            continue  # told already
        if RESERVED_NAME.fullmatch(name):
            yield _told("reserved-indicator", dataset, indicator, sources, "name", found=name)
        if name in first:
            path = first[name].descriptor
            yield _told("duplicate-indicator", dataset, indicator, sources, "name", found=name, first=path)
        first.setdefault(name, dataset)


def titles_differ(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Two indicators of one title cannot be told apart in a list."""
    first: dict[tuple[str, str], Indicator] = {}
    for dataset, indicator in each(catalog):
        for language, title in indicator.title.by_language.items():
            other = first.setdefault((language, title.casefold()), indicator).name
            if other != indicator.name:
                steps = ("title", language)
                yield _told("same-indicator-title", dataset, indicator, sources, *steps, found=title, other=other)


def related_to_others(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Related indicators are there, and are other ones."""
    known = {indicator.name for _, indicator in each(catalog)}
    for dataset, indicator in each(catalog):
        for name in indicator.related:
            if name == indicator.name:
                yield _told("indicator-related-to-itself", dataset, indicator, sources, "related", found=name)
            elif name not in known:
                meant = nearest_indicator(catalog, name)
                yield _told("unknown-indicator", dataset, indicator, sources, "related", meant=meant, found=name)


def targets_can_be_reached(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A target is a value that its unit allows, and of a rank one that somebody can have."""
    for dataset, indicator in each(catalog):
        unit = catalog.units.get(dataset.unit_of(indicator) or "")
        for number, target in enumerate(indicator.targets):
            steps = ("targets", number, "value")
            if indicator.kind == "rank" and not _is_rank(target):
                yield _told("target-no-rank", dataset, indicator, sources, *steps, found=target.value)
            elif unit is not None and not values.is_within(target.value, unit):
                limits = values.bounds(unit)
                yield _told(
                    "target-out-of-range",
                    dataset,
                    indicator,
                    sources,
                    *steps,
                    found=target.value,
                    unit=unit.name,
                    bounds=limits,
                )


def bounds_in_order(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Every unit allows some value."""
    path = "datasets/units.yml"
    for unit in catalog.units.values():
        low, high = unit.minimum, unit.maximum
        if low is not None and high is not None and low > high:
            line = sources.line(path, unit.name, "maximum")
            at = f"{unit.name}.maximum"
            yield problem("constraints-crossed", path, line, at, least="minimum", low=low, most="maximum", high=high)


def _is_rank(target: Target) -> bool:
    return target.value >= 1 and target.value == int(target.value)


def _told(
    code: str,
    dataset: Dataset,
    indicator: Indicator,
    sources: Sources,
    *steps: str | int,
    meant: str | None = None,
    **found: object,
) -> Problem:
    """A problem at a key of an indicator; its file is read again only here."""
    path = dataset.descriptor
    walked = ("indicators", sources.item(path, "indicators", indicator.line), *steps)
    return problem(code, path, sources.line(path, *walked), subject(*walked), meant, **found)


def subject(*steps: str | int) -> str:
    """indicators[0].title.th"""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
