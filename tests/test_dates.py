"""Dates of descriptors: ISO 8601 in the Common Era, and what was meant by another writing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import dates


@pytest.mark.parametrize(
    "written", ["2026-11-31", "2026-1-1", "20261121", "2026-11-21T00:00", "๒๐๒๖-๑๑-๒๑", "2026-11", ""]
)
def test_no_day_is_read_out_of_another_writing(written: str) -> None:
    assert dates.as_date(written) is None


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert dates.as_date(day.isoformat()) == day
    assert dates.is_period(day.isoformat())


@pytest.mark.parametrize("written", ["2024", "2024-06", "2024-06-30"])
def test_years_months_and_days_are_periods(written: str) -> None:
    assert dates.is_period(written)


@pytest.mark.parametrize("written", ["2024-13", "2017/18", "24", "2024-", "2023-02-29", "-2000"])
def test_anything_else_is_none(written: str) -> None:
    assert not dates.is_period(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("21/11/2569", "2026-11-21"),
        ("1.2.2026", "2026-02-01"),
        ("๒๕๖๙-๑๑-๒๑", "2026-11-21"),
        ("๒๕๖๘", "2025"),
        ("31/02/2026", None),
        ("tomorrow", None),
        ("2017/18", None),
    ],
)
def test_what_was_meant_is_seen(written: str, meant: str | None) -> None:
    assert dates.meant_period(written) == meant


def test_a_leap_day_of_the_buddhist_era_is_a_day() -> None:
    assert dates.is_buddhist("2567-02-29") and dates.common_era("2567-02-29") == "2024-02-29"
    assert not dates.is_buddhist("2568-02-29") and not dates.is_buddhist("2026-02-28")
