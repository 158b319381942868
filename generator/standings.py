"""Where an area stands: among its peers at one time, and on the way to a target.

In come an indicator and its series, out go places and distances as exact decimals. It must not know any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.amounts import RANK, difference
from generator.changes import DOWN, FORECAST, HIGHER, LOWER, UP, Leading, course_of, flag_meaning, value_of
from generator.model import Area, Indicator, IndicatorReading, Observation, Series, Target
from generator.steps import ends_by, period

GROUP: Final = "group"
UNPLACED: Final = (GROUP, "world")  # kinds of areas that are the sum of others and take no place among them
OPEN, REACHED, KEPT, LATE, MISSED, LOST = "open", "reached", "kept", "late", "missed", "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Equal values share a place, and the next one stands as many places behind."""

    area: str
    value: Decimal
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Every area with a value at that time, from first to last; `own` is the focus area's, `group` the one that all of
    them are members of, if they were declared by it."""

    time: str
    own: Place
    places: tuple[Place, ...]
    group: str | None = None

    @property
    def tied(self) -> tuple[Place, ...]:
        return tuple(p for p in self.places if p.place == self.own.place and p.area != self.own.area)

    @property
    def ahead(self) -> tuple[Place, ...]:
        return tuple(p for p in self.places if p.place < self.own.place)

    @property
    def behind(self) -> tuple[Place, ...]:
        return tuple(p for p in self.places if p.place > self.own.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How the newest value stands to a target; `distance` is what is left, without a sign and exact.

    `state`: `open` and `reached` while there is time; when it is over, `kept` where the target was reached in time and
    still is, `lost` where it no longer is, `late` where it is and was not known to be then, `missed` where it is not.
    """

    target: Target
    distance: Decimal
    state: str


def members(codes: Iterable[str], areas: Mapping[str, Area]) -> tuple[str, ...]:
    """The areas that codes stand for: a group for its members, any other for itself; each once."""
    found: dict[str, None] = {}
    for code in codes:
        is_group = code in areas and areas[code].kind == GROUP
        found |= dict.fromkeys(_members_of(code, areas) if is_group else (code,))
    return tuple(found)


def among(
    indicator: Indicator, reading: IndicatorReading, areas: Mapping[str, Area], focus: Series, time: str
) -> Standing | None:
    """The place of the focus among its peers at a time; None without a value of its own or of any other.

    First is the best one; where neither way is better the highest, and of ranks the one with the least number.
    """
    peers = members(indicator.peers, areas)
    wanted = {code for code in (*peers, focus.area) if code is not None}
    values: dict[str, Decimal] = {}
    for series in reading.series:
        seen = _at(series, time)
        if seen is None or series.area is None or series.categories != focus.categories:
            continue
        if series.area in wanted and _is_placed(series.area, areas):
            values[series.area] = value_of(seen)
    if focus.area not in values or len(values) < 2:
        return None
    places = _placed(values, is_highest_first=is_highest_first(indicator))
    own = next(p for p in places if p.area == focus.area)
    return Standing(time=time, own=own, places=places, group=_group(indicator, areas, values))


def is_highest_first(indicator: Indicator) -> bool:
    """Whether the highest value takes the first place."""
    if indicator.direction in (HIGHER, LOWER):
        return indicator.direction == HIGHER
    return indicator.kind != RANK


def next_target(indicator: Indicator, lead: Leading) -> Target | None:
    """The first target that is still to come at the newest value; else the last one that was."""
    latest = period(lead.latest.time)
    by_time = sorted(indicator.targets, key=lambda t: period(t.time).start)
    ahead = (t for t in by_time if not ends_by(period(t.time), latest))
    return next(ahead, by_time[-1] if by_time else None)


def progress(target: Target, indicator: Indicator, lead: Leading) -> Progress:
    """How the newest value stands to that target."""
    end = period(target.time)
    now = _reaches(indicator, lead.value, target.value)
    if not ends_by(end, period(lead.latest.time)):
        state = REACHED if now else OPEN
    else:
        in_time = [o for o in lead.comparable if ends_by(period(o.time), end)]
        then = bool(in_time) and _reaches(indicator, value_of(in_time[-1]), target.value)
        state = (KEPT if then else LATE) if now else (LOST if then else MISSED)
    distance = Decimal(0) if now else difference(target.value, lead.value).copy_abs()
    return Progress(target=target, distance=distance, state=state)


def _reaches(indicator: Indicator, value: Decimal, target: Decimal) -> bool:
    """At least as good; where neither way is better, as far as readers see the same."""
    if indicator.direction == HIGHER:
        return value >= target
    if indicator.direction == LOWER:
        return value <= target
    return course_of(indicator, target, value) not in (UP, DOWN)


def _members_of(group: str, areas: Mapping[str, Area]) -> tuple[str, ...]:
    return tuple(code for code, area in areas.items() if group in area.groups)


def _group(indicator: Indicator, areas: Mapping[str, Area], values: Iterable[str]) -> str | None:
    if len(indicator.peers) != 1 or areas.get(indicator.peers[0]) is None:
        return None
    group = indicator.peers[0]
    return group if set(values) <= set(_members_of(group, areas)) else None


def _at(series: Series, time: str) -> Observation | None:
    """What was observed at that time; forecasts were not."""
    known = (o for o in series.observations if o.time == time and o.value is not None)
    return next((o for o in known if flag_meaning(o.flag) != FORECAST), None)


def _is_placed(area: str, areas: Mapping[str, Area]) -> bool:
    return area not in areas or areas[area].kind not in UNPLACED


def _placed(values: Mapping[str, Decimal], *, is_highest_first: bool) -> tuple[Place, ...]:
    ordered = sorted(values.items(), key=lambda entry: entry[1], reverse=is_highest_first)
    placed: list[Place] = []
    for position, (area, value) in enumerate(ordered, 1):
        shares = bool(placed) and placed[-1].value == value
        placed.append(Place(area=area, value=value, place=placed[-1].place if shares else position))
    return tuple(placed)
