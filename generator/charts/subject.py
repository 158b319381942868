"""What a chart is of and what comes out: plain facts in the words of one language, and a drawing's specification.

In come series that somebody has chosen and named; nothing is computed here. It must not know how any chart looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from generator.model.indicators import Break, Target
from generator.model.observed import Observation

RANK: Final = "rank"
LOWER: Final = "lower-is-better"

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series under the name that readers are shown. `key` is its area's code or its category; `leads` is true of
    the one that the chart is about. `ranked` says among how many the newest rank was given."""

    key: str
    label: str
    observations: tuple[Observation, ...]
    leads: bool = False
    ranked: int | None = None

    def at(self, time: str) -> Decimal | None:
        """Its value at a time, None where there is none."""
        found = next((o.value for o in self.observations if o.time == time), None)
        return None if found is None else Decimal(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one chart is drawn from.

    `words` writes a time for an axis in the page's language and `place` puts it on a scale of years; `time` is the one
    that charts of a single time show; `shapes` are GeoJSON geometries by key, of charts that are maps. `is_scaled` lets
    an axis count in millions and more, as it may not where the unit does so already.
    """

    title: str
    language: str
    kind: str
    direction: str
    unit: str
    lines: tuple[Line, ...]
    words: Callable[[str], str]
    place: Callable[[str], float]
    precision: int | None = None
    is_scaled: bool = True
    time: str | None = None
    targets: tuple[Target, ...] = ()
    breaks: tuple[Break, ...] = ()
    shapes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A layout: `width` of the whole drawing, `height` of its plot at least, `text` and `line` of its type, in units of
    the viewBox; `share` of the width that a column of names may take."""

    name: str
    width: int
    height: int
    text: int
    line: int
    share: float


WIDE: Final = Size(name="wide", width=680, height=300, text=15, line=24, share=0.3)
NARROW: Final = Size(name="narrow", width=360, height=250, text=14, line=22, share=0.38)
SIZES: Final = (WIDE, NARROW)
ANY: Final = Size(name="any", width=360, height=560, text=14, line=22, share=0.5)  # of drawings that fit both


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing before it is drawn: a Vega-Lite specification, and what a reader who does not see it is told."""

    kind: str
    size: Size
    spec: Spec
    title: str
    description: str
