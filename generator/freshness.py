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
UNSTATED: Final = 730  # days after which data of no stated frequency no longer count as current


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """`state` is `fresh`, `due`, `late`, `never` (no further change is planned) or `unknown`. `is_current` also judges
    data of no stated frequency. Nothing in it changes from one day to the next but with the state: what shows it need
    not be made anew each day."""

    state: str
    due: date | None = None
    is_current: bool = True


def freshness(dataset: Dataset, today: date) -> Freshness:
    """Held against the last change of the data."""
    frequency, changed = dataset.update_frequency, data_changed(dataset)
    if frequency.unit == "never":
        return Freshness(state="never")
    if frequency.unit not in DAYS:
        return Freshness(state="unknown", is_current=today <= changed + timedelta(days=UNSTATED))
    period = max(1, round(DAYS[frequency.unit] / (frequency.interval or 1)))
    due = changed + timedelta(days=period)
    if today > due:
        return Freshness(state="late", due=due, is_current=False)
    return Freshness(state="due" if (due - today).days * SOON < period else "fresh", due=due)


def data_changed(dataset: Dataset) -> date:
    """The newest day that a resource states for its own change, else the dataset's: words may be mended later."""
    stated = [resource.modified for resource in dataset.resources if resource.modified is not None]
    return max(stated, default=dataset.modified)
