"""Charts to look into: their rows, their texts, and subjects to draw. In comes a chart, out go plain facts.

It must not know what a test expects of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.charts import CHARTS, in_sizes
from generator.charts.subject import Chart
from generator.model import Text
from generator.model.indicators import Break, Target
from tests.drawn import LONG_NAMES, line, shapes, subject

RANKS = {"2022": "40", "2023": "35", "2024": "37", "2025": "38"}


def two_lines(language: str = "th", **more: Any) -> Any:
    other = line("MYS", "มาเลเซีย", {"2022": "31", "2023": "33", "2024": "36", "2025": "34"})
    return subject([line("THA", "ไทย", RANKS, leads=True), other], language, **more)


def rows(chart: Chart | None, *, mark: str) -> list[dict[str, Any]]:
    """The rows of all layers of one kind of mark."""
    assert chart is not None
    return [row for each in chart.spec["layer"] if each["mark"]["type"] == mark for row in each["data"]["values"]]


def said(chart: Chart | None) -> list[str]:
    return [row["text"] for row in rows(chart, mark="text")]


def every_chart() -> list[Chart]:
    """One of each kind and size, with all that a kind can show."""
    keys = list(shapes())[:9]
    facts = subject(
        [
            line(
                key,
                label,
                {"2021": str(i + 1), "2023": None, "2024": "7", "2025": str(50 - i)},
                leads=i == 0,
                flags={"2024": "e"},
            )
            for i, (key, label) in enumerate(zip(keys, LONG_NAMES["th"], strict=False))
        ],
        targets=(Target(time="2027", value=Decimal(30)),),
        breaks=(Break(time="2024", note=Text({"th": "x"})),),
        shapes=shapes(),
    )
    return [chart for draw in CHARTS for chart in in_sizes(draw, facts)]
