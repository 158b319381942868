"""The second sentence on an indicator: its place among peers, its way to a target, what is forecast, or its range.

In come a voice and the series of the indicator, out goes one sentence without its full stop. It must not know what the
first sentence says.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from generator import locales
from generator.amounts import RANK, ordinal, spelled
from generator.changes import HIGHER, LOWER, extremes, value_of
from generator.model import IndicatorReading
from generator.standings import GROUP, Place, Standing, among, is_highest_first, next_target, progress
from generator.voice import Voice

MOST_NAMED: Final = 3  # areas that stand before the own one
FEWEST: Final = 3  # values that make a range
SMALL: Final = 10  # places up to here are written in words
THINGS: Final = {"country": "countries", "province": "provinces", "region": "regions"}  # kinds of areas


def comparison(voice: Voice, reading: IndicatorReading) -> str:
    """Empty where there is nothing to compare with."""
    parts = [text for text in (_among(voice, reading), _target(voice), _forecast(voice)) if text]
    return voice.say("compared.joint").join(parts or [_range(voice)])


def _among(voice: Voice, reading: IndicatorReading) -> str:
    """Its place among its peers at the same time."""
    lead = voice.lead
    if lead.is_forecast:
        return ""
    standing = among(voice.indicator, reading, voice.catalog.areas, lead.series, lead.latest.time)
    if standing is None:
        return ""
    if len(standing.places) == 2:
        return _beside_one(voice, standing)
    if standing.tied:
        with_whom = _areas(voice, standing, standing.tied)
        return voice.say(
            "compared.shared",
            whom=_counted(voice, _whom(voice, standing), "shared_"),
            it=_it(voice),
            place=_place(voice, standing.own.place),
            others=_others(voice, standing),
            **{"with": with_whom},
        )
    place = _place(voice, standing.own.place)
    if not standing.behind:
        place = voice.say("compared.last", place=place)
    return voice.say(
        "compared.stood",
        whom=_whom(voice, standing),
        it=_it(voice),
        place=_counted(voice, place, ""),
        others=_others(voice, standing),
    )


def _beside_one(voice: Voice, standing: Standing) -> str:
    other = next(p for p in standing.places if p.area != standing.own.area)
    if standing.tied:
        return voice.say("compared.level_with_one", it=_it(voice), area=voice.area(other.area))
    is_ahead = not standing.ahead
    if voice.indicator.kind == RANK or voice.indicator.direction in (HIGHER, LOWER):
        key = "ahead_of_one" if is_ahead else "behind_one"
    else:
        key = "above_one" if is_ahead else "below_one"
    return voice.say(f"compared.{key}", it=_it(voice), area=_with_value(voice, other))


def _with_value(voice: Voice, place: Place) -> str:
    return voice.aside(voice.area(place.area), voice.amounts.prose(place.value))


def _it(voice: Voice) -> str:
    """The focus area, said a second time."""
    return voice.say("sentence.it") or voice.area(voice.lead.series.area or "")


def _place(voice: Voice, place: int) -> str:
    return voice.say(f"place.{place}") if place <= SMALL else ordinal(place, voice.language)


def _counted(voice: Voice, text: str, form: str) -> str:
    """Which value comes first, where readers may not expect it."""
    direction, is_rank = voice.indicator.direction, voice.indicator.kind == RANK
    if direction == (LOWER if is_rank else HIGHER) or (is_rank and direction != HIGHER):
        return text
    key = "highest_first" if is_highest_first(voice.indicator) else "lowest_first"
    name = "whom" if form else "place"
    return voice.say(f"compared.{form}{key}", **{name: text})


def _whom(voice: Voice, standing: Standing) -> str:
    """Those that were compared, by the name of their group if they are all of one."""
    values = {"count": spelled(len(standing.places), voice.language), "things": _things(voice, standing)}
    if standing.group is None:
        return voice.say("compared.compared", **values)
    key = "compared.ranked_in" if voice.indicator.kind == RANK else "compared.known_in"
    return voice.say(key, group=voice.area_title(standing.group), **values)


def _things(voice: Voice, standing: Standing) -> str:
    areas = (voice.catalog.areas.get(p.area) for p in standing.places)
    kinds = {GROUP if area is None else area.kind for area in areas}
    return voice.say(f"compared.{THINGS.get(kinds.pop(), 'areas') if len(kinds) == 1 else 'areas'}")


def _others(voice: Voice, standing: Standing) -> str:
    """Who is ahead; for the first who comes next. Of many only the first is named."""
    has_verdict = voice.indicator.direction in (HIGHER, LOWER) or voice.indicator.kind == RANK
    ahead, behind = standing.ahead, standing.behind
    if not ahead:
        following = tuple(p for p in behind if p.place == behind[0].place)
        key = "compared.before" if has_verdict else "compared.followed"
        return voice.say(key, areas=_areas(voice, standing, following)) if following else ""
    if len(ahead) <= MOST_NAMED:
        key = "compared.behind" if has_verdict else "compared.after"
        return voice.say(key, areas=_areas(voice, standing, ahead))
    first = tuple(p for p in ahead if p.place == 1)
    return voice.say("compared.led_by", areas=_areas(voice, standing, first))


def _areas(voice: Voice, standing: Standing, places: tuple[Place, ...]) -> str:
    """Their names; of many the first ones and how many more."""
    if len(places) <= MOST_NAMED:
        return voice.areas(p.area for p in places)
    named = [voice.area(p.area) for p in places[: MOST_NAMED - 1]]
    more = len(places) - len(named)
    number = spelled(more, voice.language)
    rest = voice.say("compared.others", number=number, things=_things(voice, standing))
    return locales.joined([*named, rest], voice.language)


def _target(voice: Voice) -> str:
    """How far it is to the next target, or what became of the last one."""
    target = next_target(voice.indicator, voice.lead)
    if target is None or voice.lead.is_forecast:
        return ""
    made = progress(target, voice.indicator, voice.lead)
    return voice.say(
        f"compared.{made.state}",
        it=_it(voice),
        target=voice.amounts.prose(target.value),
        period=voice.time(target.time),
        distance=_distance(voice, made.distance),
    )


def _distance(voice: Voice, distance: Decimal) -> str:
    if distance and not voice.amounts.shown(distance):
        return voice.say("amount.less_than", amount=voice.amounts.least())
    return voice.amounts.change(distance)


def _forecast(voice: Voice) -> str:
    """The first value behind the newest that is only forecast."""
    ahead = voice.lead.forecast
    if ahead is None:
        return ""
    value = voice.amounts.prose(value_of(ahead))
    return voice.say("compared.forecast", period=voice.time(ahead.time), value=value)


def _range(voice: Voice) -> str:
    """What the newest value is among the earlier ones, where there is no other thing to compare it with."""
    lead = voice.lead
    if len(lead.comparable) < FEWEST:
        return ""
    since = voice.time(lead.comparable[0].time)
    thing = voice.say("compared.ranks" if voice.indicator.kind == RANK else "compared.figures")
    low, high = extremes(lead)
    shown = {o: voice.amounts.prose(value_of(o)) for o in (low, high)}
    if shown[low] == shown[high]:
        return voice.say("compared.unchanged", thing=thing, period=since)
    key = _record(voice)
    if key:
        count = spelled(len(lead.comparable), voice.language)
        return voice.say(f"compared.{key}", thing=thing, count=count, period=since)
    low_time, high_time = voice.time(low.time), voice.time(high.time)
    ends = {"low": shown[low], "high": shown[high], "low_time": low_time, "high_time": high_time}
    return voice.say("compared.ranged", thing=thing, period=since, **ends)


def _record(voice: Voice) -> str:
    """Whether no earlier value was so high or so low, as readers see them."""
    *earlier, newest = [voice.amounts.shown(value_of(o)) for o in voice.lead.comparable]
    direction = voice.indicator.direction
    if all(newest > value for value in earlier):
        return {HIGHER: "best", LOWER: "worst"}.get(direction, "" if voice.indicator.kind == RANK else "highest")
    if all(newest < value for value in earlier):
        return {HIGHER: "worst", LOWER: "best"}.get(direction, "" if voice.indicator.kind == RANK else "lowest")
    return ""
