"""Sets of indicators as files of `datasets/indicator-sets/` declare them: trees with editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.model.datasets import Source
from generator.model.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication of a set: `name` is its label (WDCR 2025), `time` the time of its data, `ranked` how many
    economies it ranked."""

    name: Text
    time: str
    published: date | None = None
    ranked: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A pillar, a factor or a leaf of a set. A node without `indicator` and children stands for a figure that the set
    counts and the catalog has no open data of. `weight` counts among its siblings.

    `part` is set at a leaf that the publisher divides further than the tree does (a sub-factor): its own figure is none
    of those that the set counts.
    """

    title: Text | None = None
    code: str | None = None
    description: Text | None = None
    weight: Decimal | None = None
    indicator: str | None = None
    part: bool = False
    children: tuple[Node, ...] = ()
    line: int | None = None

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSet:
    """A tree of indicators under one name, with its editions. `headline` are the indicators that lead its dashboard.

    `size` is the number of indicators that the publisher counts, where the tree names only those that were found.
    """

    name: str
    title: Text
    description: Text
    publisher: str
    abbreviation: Text | None = None
    homepage: str | None = None
    sources: tuple[Source, ...] = ()
    editions: tuple[Edition, ...] = ()
    headline: tuple[str, ...] = ()
    size: int | None = None
    focus: str | None = None
    peers: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    former_names: tuple[str, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every node of the tree, in its order."""
        for child in self.children:
            yield from child.walk()

    def indicators(self) -> tuple[str, ...]:
        """The names of all indicators in the tree, each once."""
        return tuple(dict.fromkeys(n.indicator for n in self.walk() if n.indicator is not None))
