"""How fresh a dataset is: when its next change is due by its own frequency, and whether that day has passed.

In come a dataset and the day of the build; out goes a `Freshness`. It must not know words nor any clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generator.model import Dataset

DAYS: Final = {"year": 365, "half-year": 182, "quarter": 91, "month": 30, "week": 7, "day": 1, "working-day": 3}
SOON: Final = 12  # a change is due when less than a twelfth of the period is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """`state` is `fresh`, `due`, `late`, `never` (no further change is planned) or `unknown`; `days` how late it is."""

    state: str
    due: date | None = None
    days: int = 0


def freshness(dataset: Dataset, today: date) -> Freshness:
    """Held against the last change of the dataset in this catalog, the only one that is known."""
    frequency = dataset.update_frequency
    if frequency.unit == "never":
        return Freshness(state="never")
    if frequency.unit not in DAYS:
        return Freshness(state="unknown")
    period = max(1, round(DAYS[frequency.unit] / (frequency.interval or 1)))
    due = dataset.modified + timedelta(days=period)
    if today > due:
        return Freshness(state="late", due=due, days=(today - due).days)
    return Freshness(state="due" if (due - today).days * SOON < period else "fresh", due=due)
