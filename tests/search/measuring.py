"""How well a search finds what it should: in come queries and what was found for each, out come shares of them.

It must not know which engine found it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.search.wanted import Wanted

FIRST = 5  # results that a reader looks at

Hits = Sequence[Sequence[str]]
"""Results in their order, each under all names that it answers to: `dataset:x`, and `field:x/y` for a field shown."""


@dataclass(frozen=True)
class Measured:
    """`found` is the share of queries that find what they should among the first five, `rank` the mean reciprocal
    rank among the first ten (E. Voorhees, TREC-8 question answering track, 1999), `missed` the other queries."""

    queries: int
    found: float
    rank: float
    missed: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.queries} queries: {self.found:.1%} among the first {FIRST}, mean reciprocal rank {self.rank:.3f}"


def measured(wanted: Sequence[Wanted], hits: Sequence[Hits]) -> Measured:
    ranks = [_rank(one, found) for one, found in zip(wanted, hits, strict=True)]
    return Measured(
        queries=len(wanted),
        found=sum(0 < rank <= FIRST for rank in ranks) / len(wanted),
        rank=sum(1 / rank for rank in ranks if rank) / len(wanted),
        missed=tuple(one.query for one, rank in zip(wanted, ranks, strict=True) if not 0 < rank <= FIRST),
    )


def _rank(one: Wanted, found: Hits) -> int:
    """1 for the first; 0 where it is not among them."""
    return next((place for place, names in enumerate(found, start=1) if one.found & set(names)), 0)
