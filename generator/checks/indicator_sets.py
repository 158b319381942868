"""Rules of indicator sets: leaves that are there, once each, weights that make a whole, editions that differ.

In come the catalog and its lines, out go problems. It must not know how an indicator is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.checks.indicators import each, nearest_indicator, subject
from generator.checks.sources import Sources
from generator.model import Catalog, IndicatorSet, Node
from generator.problems import Problem, problem
from generator.spelling import nearest

WHOLES: Final = (Decimal(1), Decimal(100))
ROUNDED: Final = Decimal("0.01")  # share of the whole by which rounded weights may miss it: three thirds of 33.3

Steps = tuple[str | int, ...]


def path_of(indicator_set: IndicatorSet) -> str:
    return f"datasets/indicator-sets/{indicator_set.name}.yml"


def leaves_are_indicators(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """What a set names as an indicator is one of this catalog."""
    known = {indicator.name for _, indicator in each(catalog)}
    for indicator_set in catalog.indicator_sets.values():
        for steps, name in _names(indicator_set):
            if name not in known:
                yield _unknown(catalog, sources, path_of(indicator_set), steps, name)


def _names(indicator_set: IndicatorSet) -> Iterator[tuple[Steps, str]]:
    yield from ((("headline",), name) for name in indicator_set.headline)
    for steps, node in _nodes(indicator_set.children):
        if node.indicator is not None:
            yield (*steps, "indicator"), node.indicator


def _nodes(children: tuple[Node, ...], above: Steps = ()) -> Iterator[tuple[Steps, Node]]:
    for number, node in enumerate(children):
        steps = (*above, "children", number)
        yield steps, node
        yield from _nodes(node.children, steps)


def _unknown(catalog: Catalog, sources: Sources, path: str, steps: Steps, name: str) -> Problem:
    meant = nearest_indicator(catalog, name)
    return problem("unknown-indicator", path, sources.line(path, *steps), subject(*steps), meant, found=name)


def leaves_differ(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A tree that holds an indicator twice would count it twice."""
    for indicator_set in catalog.indicator_sets.values():
        path = path_of(indicator_set)
        first: dict[str, int | None] = {}
        for steps, node in _nodes(indicator_set.children):
            if node.indicator is None:
                continue
            if node.indicator in first:
                line = sources.line(path, *steps, "indicator")
                at = subject(*steps, "indicator")
                yield problem(
                    "indicator-twice-in-set", path, line, at, found=node.indicator, first=first[node.indicator]
                )
            first.setdefault(node.indicator, node.line)


def weights_make_a_whole(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Where each sibling has a weight, together they make 1 or 100."""
    for indicator_set in catalog.indicator_sets.values():
        path = path_of(indicator_set)
        levels: list[tuple[Steps, tuple[Node, ...]]] = [((), indicator_set.children)]
        levels += [(steps, node.children) for steps, node in _nodes(indicator_set.children)]
        for above, siblings in levels:
            weights = [node.weight for node in siblings if node.weight is not None]
            if not siblings or len(weights) < len(siblings):
                continue
            total = sum(weights, Decimal(0))
            if all(abs(total - whole) > whole * ROUNDED for whole in WHOLES) or min(weights) < 0:
                steps = (*above, "children")
                told = ", ".join(map(str, weights))
                yield problem(
                    "weights-sum", path, sources.line(path, *steps), subject(*steps), found=total, weights=told
                )


def size_holds_the_tree(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """The publisher counts at least as many indicators as the tree names at its ends."""
    for indicator_set in catalog.indicator_sets.values():
        leaves = sum(not node.children and not node.part for node in indicator_set.walk())
        if indicator_set.size is not None and indicator_set.size < leaves:
            path = path_of(indicator_set)
            line = sources.line(path, "size")
            yield problem("set-size-too-small", path, line, "size", found=indicator_set.size, leaves=leaves)


def editions_differ(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Two editions of one time would show the same figures."""
    for indicator_set in catalog.indicator_sets.values():
        path = path_of(indicator_set)
        seen: set[str] = set()
        for number, edition in enumerate(indicator_set.editions):
            steps = ("editions", number, "time")
            if edition.time in seen:
                yield problem("repeated-value", path, sources.line(path, *steps), subject(*steps), found=edition.time)
            seen.add(edition.time)


def featured_are_there(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """What the home page leads with is in the catalog."""
    path = "datasets/catalog.yml"
    known = {indicator.name for _, indicator in each(catalog)}
    for name in catalog.featured_indicators:
        if name not in known:
            yield _unknown(catalog, sources, path, ("featured_indicators",), name)
    sets = {name: tuple(found.title.by_language.values()) for name, found in catalog.indicator_sets.items()}
    for name in catalog.featured_sets:
        if name not in sets:
            line, meant = sources.line(path, "featured_sets"), nearest(name, sets)
            yield problem("unknown-indicator-set", path, line, "featured_sets", meant, found=name)
