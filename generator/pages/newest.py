"""What a page says of an indicator's newest value: the value with its unit and time, its change in words, a small line.

In comes an indicator with what leads it, out goes what views show. It must not know whether that becomes a card, a row
or a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import isfinite
from typing import Final

from generator import locales, periods, urls
from generator.amounts import COUNT, RANK, SCORE, Amounts, amounts, behind, relative
from generator.changes import (
    AMOUNT,
    BETTER,
    DOWN,
    EQUAL,
    NEITHER,
    SAME,
    STEADY,
    UP,
    WORSE,
    Leading,
    flag_meaning,
    value_of,
)
from generator.model import Observation
from generator.pages import drawings
from generator.pages.cells import area_title
from generator.pages.followed import Followed
from generator.pages.writer import Link, Said, Writer
from generator.steps import period
from generator.voice import NAMED_FLAGS, Voice

FEWEST_POINTS: Final = 3  # below that a line says nothing
MOST_POINTS: Final = 40  # of a line of 120 pixels
LEVEL, NONE = "level", "none"
OTHER_WAY: Final = {UP: DOWN, DOWN: UP}  # a rank whose number falls moves up


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """`arrow` is `up`, `down`, `level` or `none`, `verdict` one of `changes`; `words` say how far, `since` from what,
    `against` the same in a narrow column, and `judged` whether that is good."""

    arrow: str
    verdict: str
    words: str
    since: str = ""
    against: str = ""
    judged: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestView:
    """`before` and `unit` stand around `value`, with their spaces. `line` is the path of a small drawing and `end` its
    last point; `ends` are time and value at both of its ends. `of` names its categories, if it is not of the whole."""

    link: Link
    before: str
    value: str
    unit: str
    period: str
    short: str
    area: Said | None
    of: str
    change: ChangeView
    line: str = ""
    end: str = ""
    ends: tuple[tuple[str, str], ...] = ()


def newest_view(writer: Writer, one: Followed, *, ranked: int | None = None) -> NewestView | None:
    """None where the indicator has no value. `ranked` is how many were ranked, where its table does not say so."""
    lead = one.lead
    if lead is None:
        return None
    voice = voice_of(writer, one, lead)
    among = lead.latest.ranked or ranked
    view = NewestView(
        link=Link(said=writer.said(one.indicator.title), href=writer.page(urls.indicator(one.indicator.name))),
        before=f"{writer.word('figure.rank')} " if one.indicator.kind == RANK else "",
        value=voice.amounts.number(lead.value),
        unit=unit_behind(writer, voice.amounts, among),
        period=voice.noted(voice.flagged(periods.words(lead.latest.time, writer.language), lead.latest), lead.latest),
        short=_short(voice, lead.latest),
        area=None if lead.series.area is None else area_title(writer, lead.series.area),
        of=", ".join(voice.categories()),
        change=change_view(voice),
    )
    return _with_line(view, voice, lead.comparable)


def _short(voice: Voice, seen: Observation) -> str:
    """The time in a narrow column; what else a flag says stands where there is room."""
    time = periods.short(seen.time, voice.language)
    return voice.flagged(time, seen) if flag_meaning(seen.flag) in NAMED_FLAGS else time


def voice_of(writer: Writer, one: Followed, lead: Leading) -> Voice:
    """Writes the values of what leads, the newest with the one that it is compared with."""
    values = tuple(v for v in (lead.value, lead.before) if v is not None)
    return Voice(
        catalog=writer.catalog,
        dataset=one.dataset,
        indicator=one.indicator,
        lead=lead,
        amounts=amounts(writer.catalog, one.dataset, one.indicator, values, writer.language),
        language=writer.language,
    )


def unit_behind(writer: Writer, written: Amounts, ranked: int | None = None) -> str:
    """What stands behind a value: its unit, or of how many where it is a rank or a score."""
    if written.kind == RANK:
        return "" if ranked is None else f" {writer.word('figure.ranked_among', count=writer.number(ranked))}"
    if written.kind == SCORE and not written.unit and written.maximum is not None:
        return f" {writer.word('figure.ranked_among', count=locales.number(written.maximum, writer.language))}"
    return behind(written.unit, writer.language)


def change_view(voice: Voice) -> ChangeView:
    """How the newest value differs from the one before."""
    lead, say = voice.lead, voice.say
    if lead.previous is None or lead.before is None or lead.course is None:
        key = "forecast" if lead.is_forecast else "first" if lead.break_from is None else "broken"
        return ChangeView(arrow=NONE, verdict=NEITHER, words=say(f"moved.{key}"))
    against = say("moved.against", period=periods.short(lead.previous.time, voice.language))
    if lead.course in (EQUAL, STEADY):
        since = locales.spaced(say("moved.as", when=voice.when(lead.previous.time)), voice.language)
        return ChangeView(arrow=LEVEL, verdict=SAME, words=say(f"moved.{lead.course}"), since=since, against=against)
    is_rank = voice.indicator.kind == RANK
    arrow = OTHER_WAY[lead.course] if is_rank else lead.course
    words = say(f"moved.{'rank_' if is_rank else ''}{arrow}", by=_distance(voice))
    since = say("moved.from", before=voice.amounts.value(lead.before), when=voice.when(lead.previous.time))
    return ChangeView(
        arrow=arrow,
        verdict=lead.verdict or NEITHER,
        words=locales.spaced(words, voice.language),
        since=locales.spaced(since, voice.language),
        against=against,
        judged=say(f"moved.{lead.verdict}") if lead.verdict in (BETTER, WORSE) else "",
    )


def _distance(voice: Voice) -> str:
    """Of amounts and counts the share says more than the difference."""
    lead = voice.lead
    if voice.indicator.kind in (AMOUNT, COUNT) and lead.relative is not None:
        return relative(lead.relative, voice.language)
    return voice.amounts.change(lead.difference or Decimal(0))


def _with_line(view: NewestView, voice: Voice, seen: Sequence[Observation]) -> NewestView:
    if len(seen) < FEWEST_POINTS:
        return view
    drawn = _thinned(seen)
    values = [float(value_of(o)) for o in drawn]
    if not all(isfinite(v) for v in values):
        return view
    places = [period(o.time).start.toordinal() for o in drawn]
    line = drawings.line(values, places, downward=voice.indicator.kind == RANK)
    ends = tuple(
        (periods.short(o.time, voice.language), voice.amounts.number(value_of(o))) for o in (seen[0], seen[-1])
    )
    return replace(view, line=line, end=f"M{line.rpartition('L')[2]}h0", ends=ends)


def _thinned(seen: Sequence[Observation]) -> Sequence[Observation]:
    """Each n-th one, counted from the newest; the first stays."""
    step = -(-len(seen) // MOST_POINTS)
    kept = seen[::-1][::step][::-1]
    return kept if kept[0] == seen[0] else (seen[0], *kept)
