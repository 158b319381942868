"""How sentences on one indicator name its values, its times and its areas, in one language.

In come the facts of the indicator and what leads it, out go phrases for sentences. It must not know the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator import locales, periods
from generator.amounts import Amounts
from generator.changes import Leading, flag_meaning
from generator.model import Catalog, Dataset, Field, Indicator, Observation
from generator.words import word

NAMED_FLAGS: Final = ("estimated", "provisional", "forecast")
FORMS: Final = {
    periods.MONTH: ("in_month", "the_month"),
    periods.QUARTER: ("in_part", "the_part"),
    periods.HALF: ("in_part", "the_part"),
    periods.DAY: ("on_day", "the_day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Says what there is to say of `lead`."""

    catalog: Catalog
    dataset: Dataset
    indicator: Indicator
    lead: Leading
    amounts: Amounts
    language: str

    def say(self, key: str, **values: object) -> str:
        return word(key, self.language, **values)

    def when(self, time: str) -> str:
        """`in 2025`, `ใน พ.ศ. 2568`, `in the first quarter of 2025`, `on 20 December 2018`."""
        return self._timed(time, 0)

    def time(self, time: str) -> str:
        """The same where another word leads to it: `by 2025`, `from the first quarter of 2025 on`."""
        return self._timed(time, 1)

    def times(self, times: tuple[str, ...]) -> str:
        """One after the other, or from the first to the last."""
        if len(times) <= 2:
            return locales.joined([self.time(t) for t in times], self.language)
        first, last = times[0], times[-1]
        if first.isdecimal() and last.isdecimal():
            return locales.period_range(first, last, self.language)
        return self.say("sentence.from_to", start=self.time(first), end=self.time(last))

    def flagged(self, text: str, observation: Observation) -> str:
        """A value with what its flag says, where that is an estimate or the like."""
        flag = "" if flag_meaning(observation.flag) is None else self._flag(observation)
        return self.aside(text, flag) if flag else text

    def noted(self, text: str, observation: Observation) -> str:
        """A time with what else the flag says, in the catalog's own words: they tell of the observation as a whole, so
        that behind the value they would be read as another name for it."""
        note = self._flag(observation) if flag_meaning(observation.flag) is None else ""
        return self.aside(text, note) if note else text

    def aside(self, text: str, aside: str) -> str:
        return self.say("sentence.aside", text=text, aside=aside)

    def seen(self, observation: Observation, value: Decimal) -> str:
        """A value with its flag."""
        return self.flagged(self.amounts.prose(value), observation)

    def area(self, code: str) -> str:
        """The name of an area within a sentence."""
        return locales.in_a_sentence(self.area_title(code), self.language)

    def area_title(self, code: str) -> str:
        area = self.catalog.areas.get(code)
        return code if area is None else area.title.text(self.language)

    def areas(self, codes: Iterable[str]) -> str:
        return locales.joined([self.area(code) for code in codes], self.language)

    def categories(self) -> tuple[str, ...]:
        """What the series is of, where it is not of the whole."""
        chosen = zip(self.indicator.dimensions, self.lead.series.categories, strict=False)
        return tuple(self.label(dimension.field, value) for dimension, value in chosen if value is not None)

    def label(self, field: str, value: str) -> str:
        """A category of a field in words."""
        found = self.field(field)
        label = next((c.label for c in found.categories if c.value == value), None) if found is not None else None
        return value if label is None else label.text(self.language)

    def field(self, name: str | None) -> Field | None:
        """A field of the indicator's table."""
        resource = next((r for r in self.dataset.resources if r.name == self.indicator.resource), None)
        fields = resource.schema.fields if resource is not None and resource.schema is not None else ()
        return next((f for f in fields if f.name == name), None)

    def _flag(self, observation: Observation) -> str:
        meaning = flag_meaning(observation.flag)
        if meaning in NAMED_FLAGS and len(observation.flag or "") <= len(meaning):
            return self.say(f"sentence.{meaning}")
        known = meaning is not None and meaning not in NAMED_FLAGS
        return "" if known else self.label(self.indicator.flags or "", observation.flag or "")

    def _timed(self, time: str, form: int) -> str:
        period = periods.read(time)
        key = FORMS.get("" if period is None else period.kind, ("in", "the"))[form]
        return self.say(f"sentence.{key}", period=periods.words(time, self.language))
