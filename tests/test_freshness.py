"""When data count as fresh, due or late: by their own schedule and their last change."""

from __future__ import annotations

from datetime import date

import pytest

from generator.freshness import freshness
from generator.model import UpdateFrequency
from tests import pages_made as made


@pytest.mark.parametrize(
    ("unit", "interval", "today", "state"),
    [
        ("year", 1, date(2026, 6, 1), "fresh"),
        ("year", 1, date(2026, 12, 20), "due"),
        ("year", 1, date(2027, 1, 4), "late"),
        ("year", 4, date(2026, 6, 1), "late"),
        ("month", None, date(2026, 2, 3), "late"),
        ("never", None, date(2036, 1, 1), "never"),
        ("unknown", None, date(2036, 1, 1), "unknown"),
        ("other", 3, date(2036, 1, 1), "unknown"),
    ],
)
def test_freshness_is_held_against_the_datasets_own_schedule(
    unit: str, interval: int | None, today: date, state: str
) -> None:
    """Changed on 3 January 2026."""
    dataset = made.dataset("d", update_frequency=UpdateFrequency(unit=unit, interval=interval))
    assert freshness(dataset, today).state == state
