"""Areas against each other over many indicators, as cells of a table that a page writes in HTML.

A table reads better than a picture on a phone and aloud: every cell keeps its number, and the tint only helps the eye.
In come subjects and the keys of areas, out go rows. It must not know how a cell is tinted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.charts import bars, numbers
from generator.charts.subject import LOWER, Subject

TINTS: Final = 4  # from the best (1) to the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`text` is the value, None where there is none; `place` is its rank among the row's areas, equal ones sharing the
    better; `tint` is 0 where nothing can be compared."""

    text: str | None = None
    place: int = 0
    tint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """An indicator at its newest time, with a cell for each area; `among` counts the areas with a value."""

    label: str
    time: str | None
    among: int
    cells: tuple[Cell, ...]


def heat(subjects: Sequence[Subject], areas: Sequence[str]) -> tuple[HeatRow, ...]:
    """A row for each subject, cells in the order of areas; what is best is told by the subject's direction."""
    return tuple(_row(subject, areas) for subject in subjects)


def _row(subject: Subject, areas: Sequence[str]) -> HeatRow:
    time = bars.newest(subject)
    lines = {line.key: line for line in subject.lines}
    values = [lines[area].at(time) if area in lines and time is not None else None for area in areas]
    known = sorted((v for v in values if v is not None), reverse=subject.direction != LOWER)
    return HeatRow(
        label=subject.title,
        time=None if time is None else subject.words(time),
        among=len(known),
        cells=tuple(Cell() if v is None else _cell(v, known, subject) for v in values),
    )


def _cell(value: Decimal, known: Sequence[Decimal], subject: Subject) -> Cell:
    place = known.index(value)
    spread = len(known) - 1
    differs = known[0] != known[-1] and subject.direction != "neutral"
    tint = 1 + min(TINTS - 1, TINTS * place // (spread + 1)) if differs else 0
    return Cell(text=numbers.text(value, subject), place=place + 1, tint=tint)
