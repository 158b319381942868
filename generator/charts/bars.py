"""Rows with a name, a bar and its value; of ranks a point on a track, since a longer bar would say that more is better.

In come rows in their order, out goes a chart. It must not know why they stand in that order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.charts import layers, metrics, numbers
from generator.charts.palette import colour
from generator.charts.subject import RANK, Chart, Size, Spec, Subject
from generator.words import word

GAP: Final = 8  # between a name, a bar and a value
AIR: Final = 8  # between rows
THICK: Final = 14  # of a bar
INSET: Final = 7  # from the ends of a track, so that points lie within it


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row. Without a value it says so; without a value and `told` false it is a line of text, such as what is left
    out."""

    label: str
    value: Decimal | None = None
    leads: bool = False
    ranked: int | None = None
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows with their places: `lines` are the names as they are broken, `middles` where each row stands, `first` and
    `last` where the least and the greatest value stand, so that numbers have room beside them."""

    subject: Subject
    size: Size
    rows: tuple[Bar, ...]
    lines: tuple[tuple[str, ...], ...]
    middles: tuple[float, ...]
    left: int
    high: int
    low: float
    top: float
    first: float
    last: float

    @property
    def wide(self) -> int:
        return self.size.width - self.left - 1

    @property
    def values(self) -> tuple[tuple[Bar, Decimal, float], ...]:
        return tuple(
            (row, row.value, middle)
            for row, middle in zip(self.rows, self.middles, strict=True)
            if row.value is not None
        )

    def text(self, value: Decimal) -> str:
        return numbers.text(value, self.subject)

    def x(self, value: float) -> float:
        """Where a value stands; the first rank stands at the right, as the greatest value does."""
        part = (value - self.low) / (self.top - self.low)
        if self.subject.kind == RANK:
            part = 1 - part
        return layers.rounded(self.first + (self.last - self.first) * part)


def bars(kind: str, subject: Subject, size: Size, rows: Sequence[Bar], notes: Sequence[str], description: str) -> Chart:
    """The chart of rows, one of them at least with a value; `notes` stand below."""
    table = _table(subject, size, rows)
    title = metrics.wrapped(_heading(subject), size.width - layers.EDGE, size.text)
    below = [line for note in notes for line in metrics.wrapped(note, size.width - layers.EDGE, size.text)]
    marks = _track(table) if subject.kind == RANK else _bars(table)
    head = size.line * (len(title) + (1 if subject.kind == RANK else 0)) + 6
    spec = layers.whole(
        size,
        [
            *marks,
            *_names(table),
            *_values(table),
            layers.texts(_block(title, table, -head), size, ink="muted"),
            layers.texts(_block(below, table, table.high + 6), size, ink="muted"),
        ],
        left=table.left,
        top=head,
        right=1,
        bottom=len(below) * size.line + 8,
        high=table.high,
    )
    return Chart(kind=kind, size=size, spec=spec, title=subject.title, description=description)


def newest(subject: Subject) -> str | None:
    """The time that the subject names, else the last one at which any of its lines has a value."""
    known = {o.time for line in subject.lines for o in line.observations if o.value is not None}
    return subject.time or max(known, key=subject.place, default=None)


def _heading(subject: Subject) -> str:
    time = newest(subject)
    return numbers.dated(subject, time) if time else subject.unit


def _table(subject: Subject, size: Size, rows: Sequence[Bar]) -> Table:
    most = size.width * (size.share + 0.02)
    lines = tuple(
        metrics.wrapped(row.label, most if row.told else size.width / 2, size.text, bold=row.leads) for row in rows
    )
    middles, high = [], 0.0
    for names in lines:
        own = len(names) * size.line + AIR
        middles.append(high + own / 2)
        high += own
    column = max(
        metrics.widest(names, size.text, bold=row.leads) for row, names in zip(rows, lines, strict=True) if row.told
    )
    values = [row.value for row in rows if row.value is not None]
    low, top = (
        (Decimal(1), _last(rows)) if subject.kind == RANK else (min(Decimal(0), *values), max(Decimal(0), *values))
    )
    left = math.ceil(column + GAP) + layers.EDGE
    first, last = _ends(values, subject, size, size.width - left - 1)
    return Table(
        subject=subject,
        size=size,
        rows=tuple(rows),
        lines=lines,
        middles=tuple(middles),
        left=left,
        high=math.ceil(high),
        low=float(low),
        top=float(top) if top > low else float(low) + 1,
        first=first,
        last=last,
    )


def _ends(values: Sequence[Decimal], subject: Subject, size: Size, wide: int) -> tuple[float, float]:
    """Where the longest bars of both sides end, so that their values have room beside them."""

    def room(texts: Sequence[str]) -> float:
        return metrics.widest(texts, size.text, bold=True) + GAP if texts else 0

    before = room([numbers.text(value, subject) for value in values if value < 0])
    behind = room([numbers.text(value, subject) for value in values if value >= 0])
    return (INSET, wide - behind - 2 * INSET) if subject.kind == RANK else (before + 1, wide - behind)


def _last(rows: Sequence[Bar]) -> Decimal:
    """The last rank that a track has: how many were ranked, where that is known."""
    return max(max(row.value or Decimal(1), Decimal(row.ranked or 1)) for row in rows)


def _bars(table: Table) -> list[Spec]:
    zero = table.x(0)
    made = [layers.rules([{"x": zero, "x2": zero, "y": 0, "y2": table.high}], ink="muted")]
    for leads in (False, True):
        rows = [
            {"x": zero, "x2": table.x(float(value)), "y": y - THICK / 2, "y2": y + THICK / 2} | _said(table, row, value)
            for row, value, y in table.values
            if row.leads is leads
        ]
        made.append(layers.rects(rows, {"fill": colour("focus" if leads else "bar")}, **layers.said()))
    return made


def _track(table: Table) -> list[Spec]:
    """A track for each row, with the first and the last rank named above."""
    ends = [layers.rounded(table.x(rank)) for rank in (table.top, table.low)]
    tracks = [{"x": ends[0], "x2": ends[1], "y": y, "y2": y} for _, _, y in table.values]
    names = [table.text(Decimal(int(rank))) for rank in (table.top, table.low)]
    upright = [{"x": x, "x2": x, "y": -4, "y2": table.high} for x in ends]
    above = [{"x": x, "y": -table.size.line / 2 - 4, "text": text} for x, text in zip(ends, names, strict=True)]
    made = [layers.rules(upright), layers.rules(tracks), layers.texts(above, table.size, align="center", ink="muted")]
    for leads in (False, True):
        rows = [
            {"x": table.x(float(value)), "y": y} | _said(table, row, value)
            for row, value, y in table.values
            if row.leads is leads
        ]
        ink = colour("focus" if leads else "bar")
        inks = {"fill": ink, "stroke": ink, "strokeWidth": 2}
        mark = {"type": "point", "shape": "circle", "size": 130, "opacity": 1} | inks
        made.append(layers.layer(rows, mark, x=layers.place("x"), y=layers.place("y"), **layers.said()))
    return made


def _said(table: Table, row: Bar, value: Decimal) -> layers.Row:
    return {"name": row.label, "value": float(value), "said": f"{row.label}: {table.text(value)}"}


def _names(table: Table) -> list[Spec]:
    made = []
    for leads in (False, True):
        rows = [
            line
            for row, names, y in zip(table.rows, table.lines, table.middles, strict=True)
            if row.leads is leads and row.told
            for line in layers.stacked(names, -GAP, y, table.size)
        ]
        made.append(layers.texts(rows, table.size, align="right", bold=leads))
    between = [
        line
        for row, names, y in zip(table.rows, table.lines, table.middles, strict=True)
        if not row.told
        for line in layers.stacked(names, GAP, y, table.size)
    ]
    return [*made, layers.texts(between, table.size, ink="muted")]


def _values(table: Table) -> list[Spec]:
    """Each value behind the end of its bar, those of ranks in a column; or that there is none."""
    ranks = table.subject.kind == RANK
    rows: dict[tuple[bool, bool], list[layers.Row]] = {}
    for row, value, y in table.values:
        x = table.x(float(value))
        x = table.wide if ranks else x - GAP if value < 0 else x + GAP
        rows.setdefault((row.leads, value < 0), []).append({"x": layers.rounded(x), "y": y, "text": table.text(value)})
    none = word("chart.no_value", table.subject.language)
    x = layers.rounded(table.x(table.top if ranks else 0) + GAP)
    missing = [
        {"x": x, "y": y, "text": none}
        for row, y in zip(table.rows, table.middles, strict=True)
        if row.value is None and row.told
    ]
    return [
        *(
            layers.texts(part, table.size, align="right" if negative or ranks else "left", bold=leads)
            for (leads, negative), part in rows.items()
        ),
        layers.texts(missing, table.size, ink="muted"),
    ]


def _block(lines: Sequence[str], table: Table, top: float) -> list[layers.Row]:
    """Lines of text from the left edge of the drawing, below one another."""
    step = table.size.line
    return [{"x": layers.EDGE - table.left, "y": top + step * (i + 0.5), "text": line} for i, line in enumerate(lines)]
