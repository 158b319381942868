"""What an indicator's newest value means, in two sentences: where it is and how it changed, and what it compares with.

In come an indicator, its dataset and its series, out go sentences of one language, made by rules from `words.yml`. It
must not know on which page they stand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from generator import locales
from generator.amounts import COUNT, RANK, SCORE, amounts, relative
from generator.changes import AMOUNT, BETTER, DOWN, EQUAL, HIGHER, LOWER, STEADY, UP, WORSE, Leading, leading
from generator.comparisons import comparison
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, Observation
from generator.voice import Voice
from generator.words import word

SUBJECTS: Final = {SCORE: "score", COUNT: "number", AMOUNT: "number"}  # what the value is called, by kind
RANK_WORDS: Final = {  # a lower number stands higher in the list, whether or not that is better
    (LOWER, DOWN): "rank_better",
    (LOWER, UP): "rank_worse",
    (HIGHER, DOWN): "rank_higher",
    (HIGHER, UP): "rank_lower",
}


def summary(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, home: str | None, language: str
) -> tuple[str, ...]:
    """Two sentences on the newest value of the focus area; one where there is nothing to compare, none without a value.

    `home` is the catalog's own country, which is the focus of indicators that name none.
    """
    lead = leading(indicator, reading, home)
    if lead is None:
        return ()
    values = tuple(v for v in (lead.value, lead.before) if v is not None)
    voice = Voice(
        catalog=catalog,
        dataset=dataset,
        indicator=indicator,
        lead=lead,
        amounts=amounts(catalog, dataset, indicator, values, language),
        language=language,
    )
    parts = (_first(voice), comparison(voice, reading))
    return tuple(_finished(text, language) for text in parts if text)


def _finished(text: str, language: str) -> str:
    """As a sentence begins, is spaced and ends."""
    text = locales.spaced(text, language)
    return word("sentence.finished", language, text=text[:1].upper() + text[1:])


def _first(voice: Voice) -> str:
    """Where it is, and how it changed."""
    lead = voice.lead
    if lead.is_forecast:
        return _only_forecast(voice)
    if lead.previous is None or lead.before is None:
        return _alone(voice)
    if voice.indicator.kind == RANK:
        return _rank_changed(voice, lead.previous, lead.before)
    return _value_changed(voice, lead.previous, lead.before)


def _only_forecast(voice: Voice) -> str:
    area, lead = voice.lead.series.area, voice.lead
    owner = "" if area is None else voice.say("sentence.forecast_owner", area=voice.area(area))
    value = voice.amounts.full(lead.value)
    return voice.say("sentence.only_forecast", owner=owner, period=voice.time(lead.latest.time), value=value)


def _alone(voice: Voice) -> str:
    """The value with the reason why it is compared with none."""
    lead, prefix = voice.lead, "rank_" if voice.indicator.kind == RANK else ""
    now = _now(voice)
    if lead.break_from is None:
        return voice.say(f"sentence.{prefix}first", lead=now)
    text = voice.say(f"sentence.{prefix}broken", lead=now, period=voice.time(lead.break_from))
    note = lead.break_note.text(voice.language).rstrip(".") if lead.break_note is not None else ""
    return voice.aside(text, note) if note else text


def _now(voice: Voice) -> str:
    """The newest value by itself."""
    key = "sentence.ranked" if voice.indicator.kind == RANK else "sentence.stood"
    return voice.say(key, time=_time(voice), subject=_subject(voice), value=_value(voice))


def _time(voice: Voice) -> str:
    """The newest time, with what the catalog notes of it."""
    return voice.noted(voice.when(voice.lead.latest.time), voice.lead.latest)


def _rank_changed(voice: Voice, previous: Observation, before: Decimal) -> str:
    lead, now = voice.lead, _now(voice)
    when = _then(voice, previous)
    if lead.course == EQUAL:
        return voice.say("sentence.rank_equal", lead=now, when=when)
    earlier = voice.amounts.prose(before)
    if previous.ranked is not None and previous.ranked != lead.latest.ranked:
        ranked = locales.number(previous.ranked, voice.language)
        earlier = voice.say("sentence.of_others", rank=earlier, ranked=ranked)
    earlier = voice.flagged(earlier, previous)
    if lead.course == STEADY:
        return voice.say("sentence.rank_steady", lead=now, before=earlier, when=when)
    direction = voice.indicator.direction
    key = RANK_WORDS.get((direction, str(lead.course)), "rank_lower" if lead.course == UP else "rank_higher")
    text = voice.say(f"sentence.{key}", lead=now, by=_by(voice), before=earlier, when=when)
    if direction != HIGHER:
        return text
    return voice.say("sentence.although_better" if lead.course == UP else "sentence.although_worse", lead=text)


def _value_changed(voice: Voice, previous: Observation, before: Decimal) -> str:
    lead = voice.lead
    when, earlier = _then(voice, previous), voice.seen(previous, before)
    if lead.course == EQUAL:
        return voice.say("sentence.equal", lead=_now(voice), when=when)
    if lead.course == STEADY:
        return voice.say("sentence.steady", lead=_now(voice), before=earlier, when=when)
    by = _by(voice)
    key = _course_key(lead, by=by)
    change = voice.say(f"sentence.{lead.course}", by=by) if by else ""
    return voice.say(
        f"sentence.{key}",
        time=_time(voice),
        subject=_subject(voice),
        value=_value(voice),
        by=by,
        change=change,
        before=earlier,
        when=when,
    )


def _course_key(lead: Leading, *, by: str) -> str:
    """Which sentence tells the change; `by` is how much it was, if that is to be said."""
    went = "rose" if lead.course == UP else "fell"
    key = lead.verdict if lead.verdict in (BETTER, WORSE) else went
    return key if by else f"{key}_to"


def _by(voice: Voice) -> str:
    """How much it changed; nothing where one of the two is shown as zero, since the other one says it then."""
    lead, written = voice.lead, voice.amounts
    if lead.difference is None or lead.before is None:
        return ""
    if voice.indicator.kind != RANK and not (written.shown(lead.value) and written.shown(lead.before)):
        return ""
    if voice.indicator.kind in (COUNT, AMOUNT) and lead.relative is not None and not written.is_percent:
        return relative(lead.relative, voice.language)
    return written.change(lead.difference)


def _then(voice: Voice, previous: Observation) -> str:
    """The time of the earlier value, with the times between that have none."""
    when, missing = voice.when(previous.time), voice.lead.missing
    if not missing:
        return when
    return voice.aside(when, voice.say("sentence.gap", count=len(missing), periods=voice.times(missing)))


def _value(voice: Voice) -> str:
    """The newest value as it is said first: a rank with the number ranked, a score with the highest there can be."""
    latest, value = voice.lead.latest, voice.amounts.full(voice.lead.value)
    if voice.indicator.kind == RANK and latest.ranked is not None:
        ranked = locales.number(latest.ranked, voice.language)
        value = voice.say("sentence.of_ranked", rank=value, ranked=ranked, things=_ranked_things(voice))
    return voice.flagged(value, latest)


def _ranked_things(voice: Voice) -> str:
    """What was ranked: the unit of the field that counts it."""
    field = voice.field(voice.indicator.ranked)
    unit = voice.catalog.units.get(field.unit) if field is not None and field.unit is not None else None
    return voice.say("sentence.economies") if unit is None else unit.title.text(voice.language)


def _subject(voice: Voice) -> str:
    """Whose value it is, and of what part where the series is not of the whole."""
    area, parts = voice.lead.series.area, voice.categories()
    if voice.indicator.kind == RANK:
        subject = voice.say("sentence.it") if area is None else voice.area(area)
    else:
        name = SUBJECTS.get(voice.indicator.kind, "value")
        owner = "" if area is None else locales.owner(voice.area_title(area), voice.language)
        subject = voice.say(f"sentence.{name}_of", owner=owner) if owner else voice.say(f"sentence.{name}")
    return voice.aside(subject, voice.say("sentence.parts").join(parts)) if parts else subject
