"""Which indicators and sets stand beside an indicator, and why. In comes the catalog, out go names and titles.

It must not know how a page shows them, nor any figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.model import Catalog, Dataset, Indicator, IndicatorSet, Node, Text
from generator.pages.related import Identity

MOST: Final = 8
DECLARED, DATASET, SET = "declared", "dataset", "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """`reason` is one of those above; `shared` is the title of the set that both stand in."""

    name: str
    title: Text
    reason: str
    shared: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlace:
    """A set that an indicator stands in, with the titles of the nodes above it; empty for one that leads the set."""

    name: str
    title: Text
    above: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """`leads` says whether the indicator leads the home page or a set: then links to it show a picture."""

    indicator: str
    leads: bool = False
    sets: tuple[SetPlace, ...] = ()
    related: tuple[Neighbour, ...] = ()


def neighbours(catalog: Catalog, dataset: Dataset) -> tuple[Neighbours, ...]:
    """Of each indicator of a dataset, in their order; those that it names first, then those that name it, then its
    dataset's, then those nearest in its sets."""
    if not dataset.indicators:
        return ()
    titles, namers, places = _index(Identity(catalog))
    leading = catalog.leading_indicators()
    found = []
    for indicator in dataset.indicators:
        sets = places.get(indicator.name, ())
        related: dict[str, Neighbour] = {}
        for name, reason, shared in _candidates(catalog, dataset, indicator, namers, sets):
            if name in titles and name != indicator.name and name not in related and len(related) < MOST:
                related[name] = Neighbour(name=name, title=titles[name], reason=reason, shared=shared)
        leads = indicator.name in leading
        found.append(Neighbours(indicator=indicator.name, leads=leads, sets=sets, related=tuple(related.values())))
    return tuple(found)


def _candidates(
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    namers: Mapping[str, tuple[str, ...]],
    sets: tuple[SetPlace, ...],
) -> Iterator[tuple[str, str, Text | None]]:
    for name in (*indicator.related, *namers.get(indicator.name, ())):
        yield name, DECLARED, None
    for other in dataset.indicators:
        yield other.name, DATASET, None
    for place in sets:
        for name in (*catalog.indicator_sets[place.name].headline, *catalog.indicator_sets[place.name].indicators()):
            yield name, SET, place.title


@lru_cache(maxsize=1)
def _index(
    identity: Identity,
) -> tuple[Mapping[str, Text], Mapping[str, tuple[str, ...]], Mapping[str, tuple[SetPlace, ...]]]:
    """Titles by name, who names whom, and where each indicator stands."""
    titles: dict[str, Text] = {}
    namers: dict[str, tuple[str, ...]] = {}
    for dataset in identity.catalog.datasets:
        for indicator in dataset.indicators:
            titles[indicator.name] = indicator.title
            for name in indicator.related:
                namers[name] = (*namers.get(name, ()), indicator.name)
    places: dict[str, tuple[SetPlace, ...]] = {}
    for one in identity.catalog.indicator_sets.values():
        for name, above in {**dict.fromkeys(one.headline, ()), **dict(_nodes(one))}.items():
            places[name] = (*places.get(name, ()), SetPlace(name=one.name, title=one.title, above=above))
    return titles, namers, places


def _nodes(one: IndicatorSet) -> Iterator[tuple[str, tuple[Text, ...]]]:
    waiting: list[tuple[Node, tuple[Text, ...]]] = [(node, ()) for node in reversed(one.children)]
    while waiting:
        node, above = waiting.pop()
        if node.indicator is not None:
            yield node.indicator, above
        below = above if node.title is None else (*above, node.title)
        waiting += [(child, below) for child in reversed(node.children)]
