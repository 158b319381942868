"""How an indicator has moved and how far its target is, in words with an arrow: never by colour alone.

In come what `changes` and `standings` found, out go views for cards and pages. It must not know which page shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator import locales, periods
from generator.amounts import Amounts, amounts
from generator.changes import DOWN, EQUAL, STEADY, UP, Leading, value_of
from generator.figures import home_area
from generator.model import Catalog, Dataset, Indicator
from generator.pages import drawings
from generator.pages.subjects import place
from generator.pages.writer import Said, Writer
from generator.standings import next_target, progress
from generator.voice import Voice

RANK: Final = "rank"
ARROWS: Final = {UP: "▲", DOWN: "▼", EQUAL: "＝", STEADY: "≈"}
FEWEST_POINTS: Final = 3  # below that a line says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementView:
    """`verdict` is `better`, `worse`, `same` or `neither`; `words` say the change, `meaning` whether it is good."""

    arrow: str
    words: str
    verdict: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """`share` is how much of the way is done, from 0 to 100, None where that cannot be said."""

    words: str
    state: str
    title: Said | None
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkView:
    """A small line of the comparable values: its path, its last point, and what stands at both ends."""

    line: str
    end: str
    ends: tuple[tuple[str, str], ...]


def movement_view(
    writer: Writer, dataset: Dataset, indicator: Indicator, written: Amounts, lead: Leading
) -> MovementView | None:
    """The change since the value before; None where there is none that compares."""
    if lead.previous is None or lead.before is None or lead.course is None:
        return None
    course = lead.course
    if indicator.kind == RANK and course in (UP, DOWN):
        course = DOWN if course == UP else UP  # a rank rises as its number falls
    kind = "rank" if indicator.kind == RANK and course in (UP, DOWN) else "value"
    voice = Voice(
        catalog=writer.catalog,
        dataset=dataset,
        indicator=indicator,
        lead=lead,
        amounts=written,
        language=writer.language,
    )
    words = writer.word(
        f"movement.{kind}_{course}",
        amount="" if lead.difference is None else written.change(lead.difference),
        before=written.value(lead.before),
        when=voice.when(lead.previous.time),
    )
    verdict = lead.verdict or "neither"
    return MovementView(
        arrow=ARROWS[course],
        words=locales.spaced(words, writer.language),
        verdict=verdict,
        meaning=writer.word(f"movement.{verdict}"),
    )


def target_view(writer: Writer, indicator: Indicator, written: Amounts, lead: Leading) -> TargetView | None:
    """How the newest value stands to the target that comes next, else to the last one that was."""
    target = next_target(indicator, lead)
    if target is None:
        return None
    found = progress(target, indicator, lead)
    words = writer.word(
        f"target.{found.state}",
        value=written.value(target.value),
        time=periods.words(target.time, writer.language),
        distance=written.change(found.distance),
    )
    title = None if target.title is None else writer.said(target.title)
    return TargetView(
        words=locales.spaced(words, writer.language), state=found.state, title=title, source=target.source
    )


def spark_view(writer: Writer, indicator: Indicator, written: Amounts, lead: Leading) -> SparkView | None:
    known = [o for o in lead.comparable if o.value is not None]
    if len(known) < FEWEST_POINTS:
        return None
    values = [float(o.value or 0) for o in known]
    line = drawings.line(values, [place(o.time) for o in known], downward=indicator.kind == RANK)
    ends = tuple(
        (periods.short(o.time, writer.language), written.value(Decimal(o.value or 0))) for o in (known[0], known[-1])
    )
    return SparkView(line=line, end=f"M{line.rpartition('L')[2]}h0" if line else "", ends=ends)


def home_of(catalog: Catalog) -> str | None:
    """The catalog's own country."""
    return home_area(catalog.areas)


def amounts_of(catalog: Catalog, dataset: Dataset, indicator: Indicator, lead: Leading, language: str) -> Amounts:
    """How the leading series is written: every comparable value with the same digits."""
    return amounts(catalog, dataset, indicator, map(value_of, lead.comparable), language)
