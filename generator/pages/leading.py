"""The figure that leads a page: the newest value of a table in large digits, with its series as a small line.

In come a dataset and a `Figure`; out goes what views show. It must not know how the figure was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from generator import locales
from generator.figures import UNIT_NAME
from generator.model import Dataset, Field, Figure, Resource
from generator.pages import drawings
from generator.pages.cells import area_title, cell, label, unit_words
from generator.pages.writer import Said, Writer

SYMBOLS: Final = "%°"  # units that stand at the number without a space
FEWEST_POINTS: Final = 3  # below that a line says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """`line` is the path of a small drawing, `words` says in a sentence what it shows."""

    title: Said
    value: str
    unit: str
    period: str
    area: Said | None
    labels: tuple[str, ...]
    line: str
    words: str
    count: int


def figure_view(writer: Writer, dataset: Dataset, resource_name: str, figure: Figure) -> FigureView | None:
    """The figure as this page shows it; None where the dataset has changed under it."""
    resource = next((r for r in dataset.resources if r.name == resource_name), None)
    fields = _fields(resource)
    field = fields.get(figure.field)
    if resource is None or field is None:
        return None
    last = figure.points[-1]
    time = fields.get(figure.time or "")
    unit = _unit(writer, fields, figure) or unit_words(writer, field.unit)
    return FigureView(
        title=writer.said(field.title),
        value=label(writer, field, _rounded(last.value)),
        unit=unit if unit[:1] in SYMBOLS else f" {unit}".rstrip(),
        period=_period(writer, time, last.time),
        area=None if figure.area is None else area_title(writer, figure.area),
        labels=tuple(label(writer, fields[name], value) for name, value in figure.labels if name in fields),
        line=_line(figure),
        words=_words(writer, figure, field, time),
        count=len(figure.points),
    )


def _unit(writer: Writer, fields: Mapping[str, Field], figure: Figure) -> str:
    """The unit that the row itself names, by the label of its category where it has one."""
    if figure.unit is None:
        return ""
    field = fields.get(UNIT_NAME)
    return figure.unit if field is None else label(writer, field, figure.unit)


def _rounded(value: str) -> str:
    """As a reader remembers it: two digits behind the point, four below one; the table keeps them all."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    digits = 2 if abs(exact) >= 1 else 4
    if not exact.is_finite() or -int(exact.as_tuple().exponent) <= digits:
        return value
    return f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"


def _fields(resource: Resource | None) -> dict[str, Field]:
    return {f.name: f for f in resource.schema.fields} if resource is not None and resource.schema else {}


def _period(writer: Writer, field: Field | None, time: str) -> str:
    """The time with the name of its era."""
    if field is None:
        return ""
    shown = cell(writer, field, time)
    return shown.text if shown.time is None else locales.period(time, writer.language)


def _line(figure: Figure) -> str:
    if len(figure.points) < FEWEST_POINTS:
        return ""
    try:
        values = [float(Decimal(p.value)) for p in figure.points]
    except InvalidOperation:
        return ""
    places = [_place(p.time) for p in figure.points]
    known = [p for p in places if p is not None]
    return drawings.line(values, known if len(known) == len(places) else list(range(len(values))))


def _place(time: str) -> float | None:
    """Where a year, month or day stands on a line of years."""
    parts = time.split("-")
    if not all(p.isascii() and p.isdigit() for p in parts) or not 1 <= len(parts) <= 3:
        return None
    numbers = [int(p) for p in parts]
    return sum(n / d for n, d in zip(numbers, (1, 12, 365), strict=False))


def _words(writer: Writer, figure: Figure, field: Field, time: Field | None) -> str:
    if len(figure.points) < FEWEST_POINTS:
        return ""
    first, last = figure.points[0], figure.points[-1]
    return writer.word(
        "figure.from_to",
        first=label(writer, field, _rounded(first.value)),
        start=_period(writer, time, first.time),
        last=label(writer, field, _rounded(last.value)),
        end=_period(writer, time, last.time),
        count=writer.number(len(figure.points)),
    )
