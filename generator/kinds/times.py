"""Days, moments, periods and times of the Common Era. In comes a node, out goes what the model holds, or a problem that
tells what may have been meant.
"""

from __future__ import annotations

from generator import dates, periods
from generator.keys import Key
from generator.kinds.place import Place, shown
from generator.yamlfile import Node, Scalar


def read_date(place: Place, _key: Key, node: Node) -> object:
    """A day of the Common Era, YYYY-MM-DD."""
    written = shown(node)
    if dates.is_buddhist(written):
        return place.tell("buddhist-date", found=written, suggestion=dates.common_era(written))
    day = dates.as_date(written)
    return place.tell("bad-date", found=written, suggestion=dates.meant_period(written)) if day is None else day


def read_moment(place: Place, _key: Key, node: Node) -> object:
    """A day of the Common Era, or a time of one with its zone; stays as written."""
    written = shown(node)
    day = written[:10]
    if dates.is_buddhist(day):
        return place.tell("buddhist-date", found=written, suggestion=dates.common_era(written))
    if dates.as_moment(written) is None:
        return place.tell("bad-moment", found=written, suggestion=dates.meant_period(written))
    return written


def read_period(place: Place, _key: Key, node: Node) -> object:
    """A year, a month or a day of the Common Era; stays as written."""
    written = shown(node)
    if dates.is_buddhist(written):
        return place.tell("buddhist-date", found=written, suggestion=dates.common_era(written))
    if not dates.is_period(written):
        return place.tell("bad-period", found=written, suggestion=dates.meant_period(written))
    return written


def read_time(place: Place, _key: Key, node: Node) -> object:
    """A time of the Common Era in its one spelling, such as 2024-Q1."""
    written = shown(node)
    period = periods.read(written) if isinstance(node, Scalar) else None
    if period is None:
        return place.tell("bad-time", found=written, suggestion=dates.meant_period(written))
    if periods.is_buddhist(period):
        return place.tell("buddhist-date", found=written, suggestion=periods.common_era(period))
    return period.text
