"""The figure that leads a page: the newest value of a table in large digits, with its series as a small line.

In come a dataset and a `Figure`; out goes what views show. It must not know how the figure was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from generator import locales
from generator.amounts import behind, larger_unit
from generator.figures import UNIT_NAME
from generator.model import Dataset, Field, Figure, Resource, TableProfile
from generator.pages import drawings
from generator.pages.cells import area_title, cell, label, unit_words
from generator.pages.writer import Said, Writer

FEWEST_POINTS: Final = 3  # below that a line says nothing
RANK: Final = "rank"  # the unit whose least value is the best one
RANKED_UNITS: Final = ("economies", "countries")  # units of a field that says how many were ranked
DIGITS: Final = ((1_000, 0), (100, 1), (1, 2), (0, 4))  # from this value on so many digits are read behind the point


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """`before` and `unit` stand around the value; `full` says the value as the table has it, where this one is shorter.

    `line` is the path of a small drawing and `end` its last point; `ends` are the time and value at both of its ends,
    `axis` says in words what its height means.
    """

    title: Said
    before: str
    value: str
    unit: str
    full: str
    period: str
    area: Said | None
    labels: tuple[str, ...]
    line: str
    end: str
    ends: tuple[tuple[str, str], ...]
    axis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How the values of one figure are written: by `field`, divided by ten to `power`, in `unit`."""

    writer: Writer
    field: Field
    unit: str
    power: int = 0

    def short(self, value: str) -> str:
        """As a reader remembers it."""
        return label(self.writer, self.field, rounded(value, self.power))

    def full(self, value: str) -> str:
        """What the table has, where the short form does not say it all."""
        if self.power:
            return self.writer.word("figure.in_source", value=label(self.writer, self.field, value), unit=self.unit)
        if rounded(value) == value:
            return ""
        return self.writer.word("figure.rounded", value=label(self.writer, self.field, value))


def figure_view(
    writer: Writer, dataset: Dataset, resource_name: str, figure: Figure, ranked: str | None = None
) -> FigureView | None:
    """The figure as this page shows it; None where the dataset has changed under it. `ranked`: see `ranked_among`."""
    resource = next((r for r in dataset.resources if r.name == resource_name), None)
    fields = _fields(resource)
    field = fields.get(figure.field)
    if resource is None or field is None:
        return None
    last = figure.points[-1]
    time = fields.get(figure.time or "")
    unit = _unit(writer, fields, figure) or unit_words(writer, field.unit)
    larger = _larger_unit(writer, field, last.value)
    reading = _Reading(writer=writer, field=field, unit=unit, power=6 if larger else 0)
    is_rank = field.unit == RANK
    line = _line(figure, is_rank=is_rank)
    return FigureView(
        title=writer.said(field.title),
        before=writer.word("figure.rank") if is_rank else "",
        value=reading.short(last.value),
        unit=behind(larger or unit, writer.language) if not is_rank else _of(writer, ranked),
        full=reading.full(last.value),
        period=_period(writer, time, last.time),
        area=None if figure.area is None else area_title(writer, figure.area),
        labels=tuple(label(writer, fields[name], value) for name, value in figure.labels if name in fields),
        line=line,
        end=f"M{line.rpartition('L')[2]}h0" if line else "",
        ends=_ends(reading, figure, time) if line else (),
        axis=_axis(reading, figure, is_rank=is_rank) if line else "",
    )


def ranked_among(resource: Resource, figure: Figure, profile: TableProfile | None) -> str | None:
    """How many were ranked at the figure's time, where a field of its table says so and its row is among the first."""
    if profile is None or resource.schema is None:
        return None
    fields = resource.schema.fields
    among = next((i for i, f in enumerate(fields) if f.unit in RANKED_UNITS), None)
    if among is None or not any(f.name == figure.field and f.unit == RANK for f in fields):
        return None
    last = figure.points[-1]
    known = {figure.field: last.value, **dict(figure.labels)}
    if figure.time is not None:
        known[figure.time] = last.time
    for row in profile.preview:
        named = dict(zip((f.name for f in fields), row, strict=False))
        of_area = figure.area is None or figure.area in row
        if of_area and all(named.get(name) == value for name, value in known.items()):
            return row[among]
    return None


def _of(writer: Writer, ranked: str | None) -> str:
    return "" if ranked is None else f" {writer.word('figure.ranked_among', count=writer.number(ranked))}"


def _larger_unit(writer: Writer, field: Field, value: str) -> str:
    """A unit a million times as large, where the value has so many millions and the catalog knows the unit."""
    larger = larger_unit(field.unit or "")
    if larger not in writer.catalog.units:
        return ""
    try:
        return unit_words(writer, larger) if abs(Decimal(value)) >= 1_000_000 else ""
    except InvalidOperation:
        return ""


def _unit(writer: Writer, fields: Mapping[str, Field], figure: Figure) -> str:
    """The unit that the row itself names, by the label of its category where it has one."""
    if figure.unit is None:
        return ""
    field = fields.get(UNIT_NAME)
    return figure.unit if field is None else label(writer, field, figure.unit)


def rounded(value: str, power: int = 0) -> str:
    """The value over ten to `power`, with the digits of DIGITS; text that is no number as it stands."""
    try:
        exact = Decimal(value).scaleb(-power)
    except InvalidOperation:
        return value
    if not exact.is_finite():
        return value
    digits = 3 if power else next(d for least, d in DIGITS if abs(exact) >= least)
    if -int(exact.as_tuple().exponent) <= digits:
        return f"{exact:f}"
    return f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"


def _fields(resource: Resource | None) -> dict[str, Field]:
    return {f.name: f for f in resource.schema.fields} if resource is not None and resource.schema else {}


def _period(writer: Writer, field: Field | None, time: str) -> str:
    """The time with the name of its era."""
    if field is None:
        return ""
    shown = cell(writer, field, time)
    return shown.text if shown.time is None else locales.period(time, writer.language)


def _line(figure: Figure, *, is_rank: bool) -> str:
    if len(figure.points) < FEWEST_POINTS:
        return ""
    try:
        values = [float(Decimal(p.value)) for p in figure.points]
    except InvalidOperation:
        return ""
    places = [_place(p.time) for p in figure.points]
    known = [p for p in places if p is not None]
    return drawings.line(values, known if len(known) == len(places) else list(range(len(values))), downward=is_rank)


def _place(time: str) -> float | None:
    """Where a year, month or day stands on a line of years."""
    parts = time.split("-")
    if not all(p.isascii() and p.isdigit() for p in parts) or not 1 <= len(parts) <= 3:
        return None
    numbers = [int(p) for p in parts]
    return sum(n / d for n, d in zip(numbers, (1, 12, 365), strict=False))


def _ends(reading: _Reading, figure: Figure, time: Field | None) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_period(reading.writer, time, point.time), reading.short(point.value))
        for point in (figure.points[0], figure.points[-1])
    )


def _axis(reading: _Reading, figure: Figure, *, is_rank: bool) -> str:
    """How many values the line joins, and what its lowest and highest points stand for: it need not start at zero."""
    values = sorted((p.value for p in figure.points), key=Decimal, reverse=is_rank)
    return reading.writer.word(
        "figure.axis",
        count=reading.writer.number(len(values)),
        bottom=reading.short(values[0]),
        top=reading.short(values[-1]),
    )
