"""What names an event of a calendar: programs keep it apart from others, and know it again, by nothing else."""

from __future__ import annotations

from dataclasses import replace

from generator.formats.calendar import document
from generator.model import Release
from tests import made
from tests.test_embargo import events_of

CATALOG = made.catalog(made.dataset())
WHOLE = Release(
    dataset="roads",
    title=made.text("Roads"),
    organization="office",
    kind="fixed",
    at="2031-01-01",
    stated="2026-01-02",
)
FIRST = replace(WHOLE, files=(("first", made.text("First")),))
SECOND = replace(WHOLE, at="2031-02-01", files=(("second", made.text("Second")),))


def names(*releases: Release, language: str = "en") -> list[str]:
    return [event["UID"] for event in events_of(document(CATALOG, language, CATALOG.title, releases))]


def test_releases_of_one_dataset_are_events_of_their_own() -> None:
    assert len(set(names(WHOLE, FIRST, SECOND))) == 3


def test_an_event_is_the_same_in_another_language_and_when_its_day_is_put_off() -> None:
    assert names(FIRST) == names(FIRST, language="th") == names(replace(FIRST, at="2032-01-01", stated="2026-03-04"))


def test_the_time_zone_of_an_empty_calendar_has_all_that_one_must_have() -> None:
    """RFC 5545, section 3.6.5: its name, and of its standard time when it began and what it was and became."""
    lines = document(CATALOG, "en", CATALOG.title, ()).decode().splitlines()
    begin, end = lines.index("BEGIN:STANDARD"), lines.index("END:STANDARD")
    assert "TZID:Etc/UTC" in lines[lines.index("BEGIN:VTIMEZONE") : begin]
    assert {line.partition(":")[0] for line in lines[begin + 1 : end]} == {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}
