"""Release calendars as `icalendar` reads them: every property by its own grammar, and what makes an event one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from icalendar import Calendar, Event

from tests.conformance.rows import Counts, Row, tell

WANTED = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL")  # RFC 5545, 3.6.1, and what this project promises


def check(site: Path, counts: Counts) -> Iterator[Row]:
    files = sorted(site.rglob("calendar.ics"))
    read = {file.relative_to(site): list(problems(file.read_bytes())) for file in files}
    for path, found in read.items():
        other = {event.get("UID") for event in events(site / path)} - {e.get("UID") for e in events(whole(site, path))}
        found += [f"{uid}: not in the calendar of all" for uid in other]
    some = next((file for file in files if events(file)), files[0]).read_bytes()
    yield Row(
        "iCalendar",
        f"icalendar {version('icalendar')}",
        len(files),
        (1 + counts["publishing"]) * counts["languages"],
        tuple(f"{path}: {problem}" for path, found in read.items() for problem in found),
        "no day" if list(problems(some.replace(b"\r\nDTSTART", b"\r\nX-START"))) else "",
    )


def whole(site: Path, path: Path) -> Path:
    """The calendar of every release, in the same language."""
    return site / (path.parent if "organizations" not in path.parts else Path(*path.parts[:-3])) / "calendar.ics"


def events(file: Path) -> list[Event]:
    return Calendar.from_ical(file.read_bytes()).events


def problems(source: bytes) -> Iterator[str]:
    """What the library stumbles over, and what it does not find; what it writes must read the same."""
    read = Calendar.from_ical(source)
    yield from (f"{name}: {error}" for part in read.walk() for name, error in part.errors)
    if any(part.name == "STANDARD" and "DTSTART" not in part for part in read.walk()):
        yield "a time zone without a beginning"
    for event in read.events:
        if lacking := [name for name in WANTED if name not in event]:
            yield f"{event.get('UID')}: no {', '.join(lacking)}"
        elif event.end < event.start:
            yield f"{event.get('UID')}: ends before it begins"
    if Calendar.from_ical(read.to_ical()) != read:
        yield "written anew it reads otherwise"


if __name__ == "__main__":
    tell(check)
