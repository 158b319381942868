"""The names at the ends of lines, with the newest value, and those of targets: one column that nothing overlaps.

In come drawn lines, out go names with their widths, and later layers. It must not know how the plot was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol

from generator.charts import layers, metrics, numbers, runs
from generator.charts.labels import spread
from generator.charts.palette import colour, of_peer
from generator.charts.subject import Size, Spec, Subject
from generator.words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Words in lines, bound to a value at a time; `ink` and `dash` are those of its line."""

    lead: ClassVar[int] = 26  # from the plot to the words

    lines: tuple[str, ...]
    width: float
    height: float
    time: str
    value: Decimal
    ink: str
    bold: bool


class Place(Protocol):
    """The plot beside which names stand."""

    @property
    def size(self) -> Size: ...
    @property
    def wide(self) -> int: ...
    @property
    def high(self) -> int: ...
    @property
    def endings(self) -> tuple[Ending, ...]: ...
    def x(self, time: str) -> float: ...
    def y(self, value: float) -> float: ...


def endings(subject: Subject, size: Size, lines: Sequence[runs.Drawn], newest: str) -> tuple[Ending, ...]:
    """A name for each line, and one for each target."""
    made = []
    for line in lines:
        last = line.points[-1]
        when = "" if last.time == newest else f" ({subject.words(last.time)})"
        text = f"{line.line.label} {numbers.text(last.value, subject)}{when}"
        if len(lines) == 1 and not subject.targets and line.line.leads:
            text = f"{numbers.text(last.value, subject)}{when}"
        ink = colour("focus") if line.line.leads else of_peer(line.index)[0]
        made.append(_ending(text, size, last.time, last.value, ink, bold=line.line.leads))
    for target in subject.targets:
        text = word(
            "chart.target",
            subject.language,
            value=numbers.text(target.value, subject),
            time=subject.words(target.time),
        )
        made.append(_ending(text, size, target.time, target.value, colour("text"), bold=False))
    return tuple(made)


def _ending(text: str, size: Size, time: str, value: Decimal, ink: str, *, bold: bool) -> Ending:
    lines = metrics.wrapped(text, size.width * size.share - Ending.lead, size.text, bold=bold)
    width = metrics.widest(lines, size.text, bold=bold)
    return Ending(lines=lines, width=width, height=len(lines) * size.line, time=time, value=value, ink=ink, bold=bold)


def place_endings(plot: Place) -> list[Spec]:
    """The names, each led to by a thin line from the last point of its own."""
    ends = [(layers.rounded(plot.x(e.time)), layers.rounded(plot.y(float(e.value)))) for e in plot.endings]
    half = plot.size.line / 2
    heights = [e.height for e in plot.endings]
    middles = spread([y for _, y in ends], heights, -half, max(plot.high + half, sum(heights) - half))
    column = plot.wide + Ending.lead
    rows: dict[bool, list[layers.Row]] = {False: [], True: []}
    leaders = []
    for ending, (x, y), middle in zip(plot.endings, ends, middles, strict=True):
        ink = {"ink": ending.ink}
        rows[ending.bold] += [row | ink for row in layers.stacked(ending.lines, column, middle, plot.size)]
        bend = plot.wide + 6
        if x + 8 < bend:
            leaders.append({"x": x + 6, "y": y, "x2": bend, "y2": y} | ink)
        leaders.append({"x": bend, "y": y, "x2": column - 4, "y2": layers.rounded(middle)} | ink)
    made = [layers.rules(leaders), *(layers.texts(rows[bold], plot.size, bold=bold) for bold in rows)]
    for each, channel in zip(made, ("stroke", "fill", "fill"), strict=True):
        each["encoding"][channel] = layers.drawn("ink")
    return made
