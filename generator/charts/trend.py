"""Series over time: the leading one strong, the others thin, each named at its end.

In comes a `Subject`, out goes a chart, or None where no line has a value. It must not know which series are worth
showing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.charts import layers, metrics, numbers, runs
from generator.charts.endings import Ending, endings, place_endings
from generator.charts.palette import colour, of_peer
from generator.charts.subject import RANK, Chart, Size, Spec, Subject
from generator.words import word

KIND: Final = "trend"
GAP: Final = 8  # between the plot and what is written beside it
STRONG, THIN = 3.25, 1.75  # widths of lines
DOTS: Final = 16  # a leading line with more values than this shows only those that stand out


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The plot of a trend: its room, its axes, and the lines with a value in their order."""

    subject: Subject
    size: Size
    lines: tuple[runs.Drawn, ...]
    axis: numbers.Axis
    times: tuple[str, ...]
    span: tuple[float, float]
    endings: tuple[Ending, ...]
    left: int
    top: int
    right: int
    high: int

    @property
    def wide(self) -> int:
        return self.size.width - self.left - self.right

    def x(self, time: str) -> float:
        return self.wide * (self.subject.place(time) - self.span[0]) / (self.span[1] - self.span[0])

    def y(self, value: float) -> float:
        part = self.axis.part(value)
        return self.high * (part if self.subject.kind == RANK else 1 - part)


def trend(subject: Subject, size: Size) -> Chart | None:
    """A line for each series that has a value; the leading one is drawn last, above the others."""
    lines = runs.drawn(subject)
    if not lines:
        return None
    plot = _plot(subject, size, lines)
    spec = layers.whole(
        size,
        [
            *_grid(plot),
            *_breaks(plot),
            *_targets(plot),
            *_lines(plot),
            *_points(plot),
            *place_endings(plot),
            *_note(plot),
        ],
        left=plot.left,
        top=plot.top,
        right=plot.right,
        bottom=_bottom(plot),
        high=plot.high,
    )
    return Chart(kind=KIND, size=size, spec=spec, title=subject.title, description=_description(subject, lines))


def _plot(subject: Subject, size: Size, lines: tuple[runs.Drawn, ...]) -> Plot:
    values = [p.value for line in lines for p in line.points] + [t.value for t in subject.targets]
    axis = numbers.axis(values, subject)
    observed = {p.time for line in lines for p in line.points}
    known = sorted({*observed, *(t.time for t in subject.targets)}, key=subject.place)
    span = subject.place(known[0]), subject.place(known[-1])
    names = endings(subject, size, lines, sorted(observed, key=subject.place)[-1])
    first, last = (metrics.width(subject.words(time), size.text) / 2 for time in (known[0], known[-1]))
    column = max((ending.width for ending in names), default=0)
    title = metrics.wrapped(axis.title, size.width - layers.EDGE, size.text)
    return Plot(
        subject=subject,
        size=size,
        lines=lines,
        axis=axis,
        times=tuple(known),
        span=span if span[0] < span[1] else (span[0] - 1, span[1] + 1),
        endings=names,
        left=math.ceil(max(metrics.widest((text for _, text in axis.ticks), size.text) + GAP, first)),
        top=size.line * (len(title) + (1 if subject.breaks else 0)) + size.line // 2 + 2,
        right=math.ceil(max(column + Ending.lead, last)) + 1,
        high=max(size.height, math.ceil(sum(e.height for e in names))),
    )


def _bottom(plot: Plot) -> int:
    rows = 2 if any(p.flagged for line in plot.lines for p in line.points) else 1
    return plot.size.line * rows + plot.size.line // 2 + 8


def _grid(plot: Plot) -> list[Spec]:
    """The axes: rules with their numbers, the unit above them, and times below."""
    size = plot.size
    heights = [(layers.rounded(plot.y(tick)), text) for tick, text in plot.axis.ticks]
    lines = [{"x": 0, "x2": plot.wide, "y": y, "y2": y} for y, _ in heights]
    ticks = [{"x": -GAP, "y": y, "text": text} for y, text in heights]
    title = metrics.wrapped(plot.axis.title, size.width - layers.EDGE, size.text)
    above = [
        {"x": layers.EDGE - plot.left, "y": size.line // 2 - plot.top + size.line * i, "text": text}
        for i, text in enumerate(title)
    ]
    at = [layers.rounded(plot.x(time)) for time in plot.times]
    room = metrics.width("00", size.text)
    named = numbers.times(plot.times, plot.subject.words, at, lambda text: metrics.width(text, size.text) + room)
    low = plot.high + size.line
    below = [{"x": at[i], "y": low + 4, "text": plot.subject.words(plot.times[i])} for i in named]
    strokes = [{"x": at[i], "x2": at[i], "y": plot.high, "y2": plot.high + 5} for i in named]
    return [
        layers.rules(lines),
        layers.rules(strokes, ink="muted"),
        layers.texts(ticks, size, align="right", ink="muted"),
        layers.texts(above, size, ink="muted"),
        layers.texts(below, size, align="center", ink="muted"),
    ]


def _breaks(plot: Plot) -> list[Spec]:
    """A rule between the last value that does not compare and the first that does, with its words where they fit."""
    subject, size = plot.subject, plot.size
    rows, names, end = [], [], float("-inf")
    for place in runs.break_places(subject, plot.lines):
        x = layers.rounded(plot.wide * (place - plot.span[0]) / (plot.span[1] - plot.span[0]))
        rows.append({"x": x, "x2": x, "y": -size.line // 2, "y2": plot.high})
        text = word("chart.break", subject.language)
        half = metrics.width(text, size.text) / 2
        middle = min(max(x, half - plot.left), plot.wide + plot.right - half)
        if middle - half > end:
            names.append({"x": layers.rounded(middle), "y": -size.line - 2, "text": text})
            end = middle + half + GAP
    return [
        layers.rules(rows, ink="muted", dash=(2, 3)),
        layers.texts(names, size, align="center", ink="muted"),
    ]


def _targets(plot: Plot) -> list[Spec]:
    """A dashed rule from the last value, or from an earlier target, to the edge where its words stand."""
    newest = max(plot.x(p.time) for line in plot.lines for p in line.points)
    rows = []
    for target in plot.subject.targets:
        x, y = layers.rounded(plot.x(target.time)), layers.rounded(plot.y(float(target.value)))
        rows.append({"at": x, "x": layers.rounded(min(x, newest)), "x2": plot.wide, "y": y, "y2": y})
    points = [{"x": row["at"], "y": row["y"]} for row in rows]
    mark = {"type": "point", "shape": "diamond", "size": 90, "opacity": 1, "strokeWidth": 2}
    inks = {"stroke": colour("text"), "fill": colour("ground")}
    return [
        layers.rules(rows, ink="text", width=1.5, dash=(5, 4)),
        layers.layer(points, mark | inks, x=layers.place("x"), y=layers.place("y")),
    ]


def _scaled(plot: Plot) -> dict[str, Spec]:
    """The channels of values: the only ones whose places are not computed here."""
    bounds = plot.axis.ticks[0][0], plot.axis.ticks[-1][0]
    return {
        "x": layers.scaled("at", plot.span),
        "y": layers.scaled("value", bounds, reverse=plot.subject.kind == RANK),
    }


def _lines(plot: Plot) -> list[Spec]:
    """The thin lines, and above them the strong one: few layers, since each costs a live chart time."""
    made = []
    for leads in (False, True):
        rows = [
            _row(plot, line, point, style(line))
            for line in plot.lines
            if line.line.leads is leads
            for point in line.points
            if point.joined
        ]
        mark = {"type": "line", "strokeWidth": STRONG if leads else THIN, "strokeJoin": "round"}
        styled = {"stroke": layers.drawn("ink"), "strokeDash": layers.drawn("dash")}
        detail = {"detail": layers.told("run")}
        made.append(layers.layer(rows, mark, **_scaled(plot), **styled, **detail, **layers.said()))
    return made


def _points(plot: Plot) -> list[Spec]:
    """Values that stand alone, that carry a flag, the newest; of a leading line with few values every one."""
    made = []
    for leads, mark in ((False, {"size": 22, "strokeWidth": 1.5}), (True, {"size": 50, "strokeWidth": 2})):
        rows = []
        for line in plot.lines:
            every = leads and len(line.points) <= DOTS
            for point in line.points if line.line.leads is leads else ():
                if every or point.flagged or not point.joined or point is line.points[-1]:
                    row = _row(plot, line, point, style(line))
                    rows.append(row | {"fill": colour("ground") if point.flagged else row["ink"]})
        inks = {"stroke": layers.drawn("ink"), "fill": layers.drawn("fill")}
        circle = {"type": "point", "shape": "circle", "opacity": 1}
        made.append(layers.layer(rows, circle | mark, **_scaled(plot), **inks, **layers.said()))
    return made


def _row(plot: Plot, line: runs.Drawn, point: runs.Point, style: tuple[str, list[int]]) -> layers.Row:
    ink, dash = style
    written = numbers.text(point.value, plot.subject)
    return {
        "at": point.at,
        "value": float(point.value),
        "series": line.line.label,
        "run": f"{line.line.key} {point.run}",
        "said": f"{line.line.label}, {plot.subject.words(point.time)}: {written}",
        "ink": ink,
        "dash": dash,
    }


def _note(plot: Plot) -> list[Spec]:
    if not any(p.flagged for line in plot.lines for p in line.points):
        return []
    size = plot.size
    y = plot.high + 2 * size.line + 6
    circle = {"type": "point", "shape": "circle", "size": 50, "opacity": 1, "strokeWidth": 2}
    inks = {"stroke": colour("muted"), "fill": colour("ground")}
    text = word("chart.flagged", plot.subject.language)
    return [
        layers.layer([{"x": 6 - plot.left, "y": y}], circle | inks, x=layers.place("x"), y=layers.place("y")),
        layers.texts([{"x": 18 - plot.left, "y": y, "text": text}], size, ink="muted"),
    ]


def style(line: runs.Drawn) -> tuple[str, list[int]]:
    """Colour and dashes of a line."""
    return (colour("focus"), []) if line.line.leads else of_peer(line.index)


def _description(subject: Subject, lines: Sequence[runs.Drawn]) -> str:
    """What the chart shows, in a sentence or two: who, from when to when, and how the leading series ended."""
    chosen = next((line for line in lines if line.line.leads), lines[0])
    first, last = chosen.points[0], chosen.points[-1]
    others = len(lines) - 1
    told = word(
        "chart.trend" if len(chosen.points) > 1 else "chart.trend_one",
        subject.language,
        label=chosen.line.label,
        first=subject.words(first.time),
        first_value=numbers.text(first.value, subject),
        last=subject.words(last.time),
        last_value=numbers.text(last.value, subject),
        unit=numbers.in_unit(subject),
    )
    return f"{told} {word('chart.beside', subject.language, count=others)}" if others else told
