"""The values of an indicator as tables that people read: times down, areas or categories across, marks explained below.

In come an indicator and its series, out go views. It must not know what stands around a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator import locales, periods
from generator.amounts import Amounts, amounts
from generator.changes import Leading, flag_meaning
from generator.model import Dataset, Indicator, IndicatorReading, Observation, Series
from generator.pages.subjects import category_title
from generator.pages.writer import Said, Writer

MOST_COLUMNS: Final = 13  # more areas than this stand in rows
MOST_ROWS: Final = 80
MOST_NOTES: Final = 40
MARKS: Final = "abcdefghijklmnop"
NORMAL: Final = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """`mark` refers to the flags below the table; `time` is ISO 8601 where the cell is a row's own period."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """`corner` names what stands in the first column; `more` says that rows were left out."""

    name: str
    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellView, ...]], ...]
    more: str


def tables(
    writer: Writer, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, lead: Leading | None
) -> tuple[TableView, ...]:
    """Areas beside each other over time; and, where the indicator is broken down, the focus area's categories. Where
    the focus has no value, those of the others."""
    marks = _marks(reading)
    if lead is None:
        others = with_values(reading)
        alike = [s for s in others if s.categories == min((o.categories for o in others), key=any)]
        return (_table(writer, dataset, indicator, "areas", alike, marks, _area_name(writer)),) if alike else ()
    own = [s for s in reading.series if s.categories == lead.series.categories]
    own.sort(key=lambda s: s is not lead.series)
    is_narrowed = any(lead.series.categories)  # then it is one category among others, and named as such
    found = []
    if not is_narrowed or len(own) > 1:
        found.append(_table(writer, dataset, indicator, "areas", own, marks, _area_name(writer)))
    by_category = [s for s in reading.series if s.area == lead.series.area and (is_narrowed or s not in own)]
    if by_category:
        by_name = _category_name(writer, dataset, indicator)
        found.append(_table(writer, dataset, indicator, "categories", by_category, marks, by_name))
    return tuple(found)


def with_values(reading: IndicatorReading) -> tuple[Series, ...]:
    """The series that have any value."""
    return tuple(s for s in reading.series if any(o.value is not None for o in s.observations))


def flag_views(
    writer: Writer, dataset: Dataset, indicator: Indicator, reading: IndicatorReading
) -> tuple[tuple[str, Said], ...]:
    """Each mark with what it means."""
    field = dataset.field(indicator.resource, indicator.flags or "")
    labels = {} if field is None else {c.value: c.label for c in field.categories}
    return tuple(
        (mark, writer.said(labels[flag]) if flag in labels else Said(text=flag))
        for flag, mark in _marks(reading).items()
    )


def note_views(writer: Writer, reading: IndicatorReading) -> tuple[tuple[str, str], ...]:
    """What the table says of single values: their time and area, and the note."""
    found = []
    for series in reading.series:
        area = writer.catalog.areas.get(series.area or "")
        name = "" if area is None else area.title.text(writer.language)
        for one in series.observations:
            if one.note:
                found.append((f"{name} {periods.short(one.time, writer.language)}".strip(), one.note))
    return tuple(dict.fromkeys(found[:MOST_NOTES]))


def _table(
    writer: Writer,
    dataset: Dataset,
    indicator: Indicator,
    name: str,
    series: Sequence[Series],
    marks: dict[str, str],
    named: Callable[[Series], str],
) -> TableView:
    values = [Decimal(o.value) for s in series for o in s.observations if o.value is not None]
    written = amounts(writer.catalog, dataset, indicator, values, writer.language, as_stated=True)
    times = sorted({o.time for s in series for o in s.observations}, key=periods.order, reverse=True)
    at = [{o.time: o for o in s.observations} for s in series]
    wide = len(series) <= MOST_COLUMNS
    if wide:
        columns = tuple(named(s) for s in series)
        rows = [
            (
                periods.words(time, writer.language),
                tuple(_cell(writer, written, cells.get(time), marks) for cells in at),
            )
            for time in times
        ]
    else:
        times = times[:MOST_COLUMNS]
        columns = tuple(periods.short(time, writer.language) for time in times)
        rows = [
            (named(s), tuple(_cell(writer, written, cells.get(time), marks) for time in times))
            for s, cells in zip(series, at, strict=True)
        ]
    shown = rows[:MOST_ROWS]
    counts = {"shown": writer.number(len(shown)), "all": writer.number(len(rows))}
    return TableView(
        name=name,
        caption=_caption(writer, dataset, indicator, written, name),
        corner=writer.word("indicator.time" if wide else "indicator.area"),
        columns=columns,
        rows=tuple(shown),
        more=writer.word("indicator.more_rows", **counts) if len(shown) < len(rows) else "",
    )


def _caption(writer: Writer, dataset: Dataset, indicator: Indicator, written: Amounts, name: str) -> str:
    if name == "categories":
        part = by_category(writer, dataset, indicator)
        return writer.word("indicator.table_part", part=part, unit=written.unit) if written.unit else part
    if written.unit:
        return writer.word("indicator.table_unit", unit=written.unit)
    return indicator.title.text(writer.language)


def by_category(writer: Writer, dataset: Dataset, indicator: Indicator) -> str:
    """By what an indicator is broken down; empty for one that is not."""
    if not indicator.dimensions:
        return ""
    field = dataset.field(indicator.resource, indicator.dimensions[0].field)
    title = "" if field is None else field.title.text(writer.language)
    return writer.word("indicator.by_category", field=locales.lowered(title, writer.language))


def _cell(writer: Writer, written: Amounts, seen: Observation | None, marks: dict[str, str]) -> CellView:
    if seen is None or seen.value is None:
        return CellView(text=writer.word("page.no_value"))
    return CellView(text=written.number(Decimal(seen.value)), mark=marks.get(seen.flag or "", ""))


def _marks(reading: IndicatorReading) -> dict[str, str]:
    """A letter for each flag that says more than that a value is normal, in the order in which they come."""
    flags = dict.fromkeys(o.flag for s in reading.series for o in s.observations if o.flag)
    telling = [flag for flag in flags if flag_meaning(flag) != NORMAL]
    return dict(zip(telling, MARKS, strict=False))


def _area_name(writer: Writer) -> Callable[[Series], str]:
    def named(series: Series) -> str:
        area = writer.catalog.areas.get(series.area or "")
        return writer.word("indicator.value") if area is None else area.title.text(writer.language)

    return named


def _category_name(writer: Writer, dataset: Dataset, indicator: Indicator) -> Callable[[Series], str]:
    def named(series: Series) -> str:
        return " · ".join(_parts(series))

    def _parts(series: Series) -> Iterator[str]:
        for i, value in enumerate(series.categories):
            if value is not None:
                yield category_title(dataset, indicator, i, value, writer.language)

    return named
