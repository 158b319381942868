"""What a criterion looks at, and what it says: a dataset with its day, and a share with the names of what is left.

It must not know any criterion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from generator.freshness import Freshness
from generator.model import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Subject:
    """A dataset, its catalog (registries suffice), and how fresh it is."""

    catalog: Catalog
    dataset: Dataset
    fresh: Freshness

    @property
    def languages(self) -> tuple[str, ...]:
        return self.catalog.languages

    @property
    def is_closed(self) -> bool:
        """Not open to the public, and without a file here: how to ask for the data is all that can be told."""
        return self.dataset.governance_category not in ("public", "") and not self.dataset.resources


class Measure(NamedTuple):
    """From 0 to 1, exactly; `left` names what keeps it from 1, in words of the descriptor. `exempt` is the reason for
    which nobody can ask this of the dataset (`exempt` of the words tells it): then the share says nothing."""

    share: Fraction
    left: tuple[str, ...] = ()
    exempt: str = ""


CLOSED: Final = Measure(Fraction(0), exempt="closed")
"""What only data that are open, or files, can have."""


def share(total: int, left: Sequence[str]) -> Measure:
    """Of so many things those that are not left; nothing where there is none."""
    return Measure(Fraction(total - len(left), total) if total else Fraction(0), tuple(left))
