"""The day of the build comes from SOURCE_DATE_EPOCH where that is set."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from generator.clock import build_date
from generator.problems import WrongUse


@pytest.mark.parametrize(("seconds", "day"), [("0", date(1970, 1, 1)), ("1795305599", date(2026, 11, 21))])
def test_the_epoch_names_a_day_in_utc(seconds: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert build_date() == day


@pytest.mark.parametrize("written", ["yesterday", "-1", "1.5", "๑", "99999999999999999999"])
def test_another_value_is_wrong_use(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    with pytest.raises(WrongUse, match="SOURCE_DATE_EPOCH"):
        build_date()


def test_without_it_the_machine_says_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(tz=UTC).date()
    assert before <= build_date() <= datetime.now(tz=UTC).date()
