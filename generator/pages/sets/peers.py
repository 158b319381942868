"""The focus beside its peers over every indicator of a set that has both: one table, a column for each area.

In comes a board, out go columns and rows. It must not know how places are found, nor how a cell is tinted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator import locales, periods
from generator.amounts import EXACT, RANK, Amounts, amounts, ordinal
from generator.changes import FORECAST, Leading, flag_meaning, value_of
from generator.charts.heat import Cell, heat
from generator.charts.subject import Line, Subject
from generator.model import Observation
from generator.pages.cells import area_title
from generator.pages.followed import Followed
from generator.pages.newest import unit_behind
from generator.pages.sets.board import Board
from generator.pages.writer import Link, Said
from generator.standings import UNPLACED, members
from generator.steps import period

MOST_AREAS: Final = 24  # columns; of more peers the first ones
SCALES: Final = ((9, "billions"), (6, "millions"))  # powers of ten by which long numbers are shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerCell:
    """`place` is in words and empty where nothing is compared; `tint` is 0 there."""

    text: str
    place: str
    tint: int
    is_focus: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    link: Link
    unit: str
    time: str
    cells: tuple[PeerCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeersView:
    """`areas` begin with the focus."""

    title: str
    areas: tuple[Said, ...]
    rows: tuple[PeerRow, ...]


def peers_view(board: Board) -> PeersView | None:
    """None where no indicator of the set has a value of a peer at the time of its own newest one."""
    compared = tuple(_compared(board))
    areas = _areas(board, [subject for _, subject in compared])
    if len(areas) < 2:
        return None
    rows = zip(compared, heat([subject for _, subject in compared], areas), strict=True)
    return PeersView(
        title=_title(board, areas[0], [name for name, _ in compared]),
        areas=tuple(area_title(board.writer, code) for code in areas),
        rows=tuple(
            PeerRow(
                link=board.link(name),
                unit=subject.unit,
                time=row.time or "",
                cells=tuple(_cell(board, c, i) for i, c in enumerate(row.cells)),
            )
            for (name, subject), row in rows
        ),
    )


def _title(board: Board, focus: str, names: list[str]) -> str:
    """Names the group, where all is compared within one."""
    writer = board.writer
    named = {code for name in names for code in board.found[name].indicator.peers or board.shown.peers}
    if len(named) != 1:
        return writer.word("sets.peers")
    area, group = (area_title(writer, code).text for code in (focus, named.pop()))
    return locales.spaced(writer.word("sets.peers_in", area=area, group=group), writer.language)


def _compared(board: Board) -> Iterator[tuple[str, Subject]]:
    """Indicators with the values of their areas at one time, two at least; the focus comes first."""
    for name, one, lead in board.led(board.found):
        wanted = _wanted(board, one, lead)
        values = {code: o for code, o in _at(one, lead) if code in wanted}
        if lead.series.area in values and len(values) > 1:
            yield name, _subject(board, one, lead, values)


def _wanted(board: Board, one: Followed, lead: Leading) -> tuple[str, ...]:
    registry = board.writer.catalog.areas
    codes = members(one.indicator.peers or board.shown.peers, registry)
    placed = (c for c in codes if c not in registry or registry[c].kind not in UNPLACED)
    return (*([] if lead.series.area is None else [lead.series.area]), *placed)


def _at(one: Followed, lead: Leading) -> Iterator[tuple[str, Observation]]:
    """What was observed of each area when the newest value was; forecasts were not."""
    for series in one.reading.series:
        if series.area is not None and series.categories == lead.series.categories:
            for seen in series.observations:
                is_known = seen.value is not None and flag_meaning(seen.flag) != FORECAST
                if seen.time == lead.latest.time and is_known:
                    yield series.area, seen


def _subject(board: Board, one: Followed, lead: Leading, values: dict[str, Observation]) -> Subject:
    writer = board.writer
    written = amounts(
        writer.catalog, one.dataset, one.indicator, [value_of(o) for o in values.values()], writer.language
    )
    power, unit, places = _scale(board, written, values)
    return Subject(
        title=one.indicator.title.text(writer.language),
        language=writer.language,
        kind=one.indicator.kind,
        direction=one.indicator.direction,
        unit=unit,
        lines=tuple(
            Line(key=code, label=code, observations=(_divided(seen, power),), leads=code == lead.series.area)
            for code, seen in values.items()
        ),
        words=lambda time: periods.short(time, writer.language),
        place=lambda time: period(time).start.toordinal(),
        precision=places,
        time=lead.latest.time,
    )


def _scale(board: Board, written: Amounts, values: dict[str, Observation]) -> tuple[int, str, int]:
    """The power of ten that numbers are divided by, their unit in words, and how many digits stand behind the point."""
    if written.kind == RANK:
        return 0, board.writer.word("figure.rank"), 0
    unit = unit_behind(board.writer, written).strip()
    most = max(abs(value_of(o)) for o in values.values())
    power, scale = next(((p, s) for p, s in SCALES if most >= 10**p), (0, ""))
    if written.power or not scale:
        return written.power, unit, written.places
    return power, locales.spaced(board.writer.word(f"chart.{scale}", unit=unit), board.writer.language), 1


def _divided(seen: Observation, power: int) -> Observation:
    return replace(seen, value=f"{value_of(seen).scaleb(-power, context=EXACT):f}")


def _areas(board: Board, subjects: list[Subject]) -> tuple[str, ...]:
    """Columns: the focus, then the others in the order of the registry."""
    focus = dict.fromkeys(line.key for s in subjects for line in s.lines if line.leads)
    others = {line.key for s in subjects for line in s.lines} - focus.keys()
    known = [code for code in board.writer.catalog.areas if code in others]
    return (*focus, *known, *sorted(others - set(known)))[:MOST_AREAS]


def _cell(board: Board, cell: Cell, column: int) -> PeerCell:
    if cell.text is None:
        return PeerCell(text=board.writer.word("page.no_value"), place="", tint=0, is_focus=column == 0)
    place = board.writer.word("sets.place", nth=ordinal(cell.place, board.writer.language)) if cell.tint else ""
    return PeerCell(text=cell.text, place=place, tint=cell.tint, is_focus=column == 0)
