"""The dashboard of a set in the making: its page, the set and its indicators, each shown once.

In come a writer, a set and every indicator of the catalog; out go views of single indicators. It must not know which
part of the dashboard asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from generator import urls
from generator.amounts import RANK
from generator.changes import Leading
from generator.model import Edition, IndicatorSet
from generator.pages.followed import Followed, Found, of_set
from generator.pages.newest import NewestView, newest_view
from generator.pages.writer import Link, Writer
from generator.steps import period


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`found` are the set's own indicators that the catalog has, the ones that lead first."""

    writer: Writer
    shown: IndicatorSet
    found: Found
    _views: dict[str, NewestView | None] = field(default_factory=dict)

    def newest(self, name: str | None) -> NewestView | None:
        """What is said of an indicator's newest value; None without one."""
        if name is None or name not in self.found:
            return None
        if name not in self._views:
            one = self.found[name]
            self._views[name] = newest_view(self.writer, one, ranked=self.ranked(one))
        return self._views[name]

    def ranked(self, one: Followed) -> int | None:
        """How many the set's edition of the newest value ranked."""
        if one.lead is None or one.indicator.kind != RANK or one.indicator.name not in self.shown.headline:
            return None
        return next((e.ranked for e in self.shown.editions if e.time == one.lead.latest.time), None)

    def led(self, names: Iterable[str]) -> tuple[tuple[str, Followed, Leading], ...]:
        """Those that have a value."""
        known = ((name, self.found.get(name)) for name in dict.fromkeys(names))
        return tuple((name, one, one.lead) for name, one in known if one is not None and one.lead is not None)

    def link(self, name: str) -> Link:
        """To the page of an indicator, by what the tree calls it."""
        called = next((n.title for n in self.shown.walk() if n.indicator == name and n.title is not None), None)
        title = called or self.found[name].indicator.title
        return Link(said=self.writer.said(title), href=self.writer.page(urls.indicator(name)))

    def editions(self) -> tuple[Edition, ...]:
        """The newest first."""
        return tuple(sorted(self.shown.editions, key=lambda e: period(e.time).start, reverse=True))


def board_of(writer: Writer, shown: IndicatorSet, found: Found) -> Board:
    return Board(writer=writer, shown=shown, found=of_set(shown, found))


def as_share(value: Decimal | float, low: float, high: float) -> float:
    """Where a value stands between two bounds, from 0 to 100; to a tenth."""
    whole = high - low
    part = (float(value) - low) / whole if whole else 1.0
    return round(100 * max(0.0, min(1.0, part)), 1) if isfinite(part) else 0.0
