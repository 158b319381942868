"""Charts of indicators: a `Subject` and a size in, a Vega-Lite specification out, and its drawing as SVG.

The next kind is one module and one line of `CHARTS`. None of them knows a page or a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generator.charts.pillars import pillars
from generator.charts.provinces import provinces
from generator.charts.ranking import ranking
from generator.charts.subject import SIZES, Chart, Size, Subject
from generator.charts.trend import trend

Draw = Callable[[Subject, Size], Chart | None]

CHARTS: Final[tuple[Draw, ...]] = (trend, ranking, pillars, provinces)


def in_sizes(draw: Draw, subject: Subject) -> tuple[Chart, ...]:
    """The chart in each layout that differs; nothing where there is nothing to draw."""
    made = [chart for size in SIZES if (chart := draw(subject, size)) is not None]
    return tuple(chart for i, chart in enumerate(made) if chart not in made[:i])
