"""How good a dataset is: points out of a hundred, each line with what it was given for and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityLine:
    """What one criterion gave. `left` names the first things that keep it from its full weight (a key, a field, a text
    with its language), in words of the descriptor; `undone` counts all of them. `exempt` is the reason for which it is
    not counted, and then it has no weight; weights of the others make a hundred."""

    criterion: str
    dimension: str
    weight: int
    points: int
    left: tuple[str, ...] = ()
    undone: int = 0
    exempt: str = ""

    @property
    def gain(self) -> int:
        """Points that doing all that is left adds."""
        return self.weight - self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """A dataset's lines, in the order of the criteria; `translated` are its texts by language: how many there are in
    it, and how many there should be."""

    lines: tuple[QualityLine, ...]
    translated: tuple[tuple[str, int, int], ...] = ()

    @property
    def points(self) -> int:
        """Out of a hundred."""
        return sum(line.points for line in self.lines)

    def of(self, dimension: str) -> tuple[int, int]:
        """Points and weight of a dimension."""
        lines = [line for line in self.lines if line.dimension == dimension]
        return sum(line.points for line in lines), sum(line.weight for line in lines)

    def to_gain(self) -> tuple[QualityLine, ...]:
        """Lines that are not full, the largest gain first."""
        return tuple(sorted((line for line in self.lines if line.gain), key=lambda line: -line.gain))
