"""The releases that are to come, for calendar programs: iCalendar (RFC 5545), one file a language for all of them, and
one for each organization that publishes.

In come the catalog with its releases, out go bytes. It must not know how a day was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Final

from generator import urls
from generator.dates import moment, time_of_day
from generator.model import Catalog, Release, Summary, Text
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part
from generator.words import word

MEDIATYPE: Final = "text/calendar"
PRODUCT: Final = "-//Banchi//Release calendar//EN"
NEWLINE: Final = "\n"
OCTETS: Final = 75  # of a line, its end apart (RFC 5545, 3.1)
ESCAPED: Final = re.compile(r"[\\;,]")
CERTAIN: Final = {"fixed": "CONFIRMED", "planned": "TENTATIVE", "expected": "TENTATIVE"}
NOTHING: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The smallest component that no program shows (3.6.5)."""


def parts(_catalog: Catalog) -> Iterator[Part]:
    yield Part(name="releases", reads=(), files=_files)


def _files(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    publishing = {dataset.organization for dataset in catalog.datasets}
    organizations = [one for one in catalog.organizations.values() if one.name in publishing]
    for language in catalog.languages:
        path = urls.page(urls.calendar_file(), language, catalog.languages)
        yield Output(path=path, content=document(catalog, language, catalog.title, catalog.releases))
        for one in organizations:
            path = urls.page(urls.calendar_file(one.name), language, catalog.languages)
            own = [release for release in catalog.releases if release.organization == one.name]
            yield Output(path=path, content=document(catalog, language, one.title, own))


def alternates(shown: Shown, languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.kind in ("calendar", "updates"):
        path = urls.page(urls.calendar_file(), shown.language, languages)
        yield Alternate(path=path, mediatype=MEDIATYPE, title=word("calendar.file", shown.language))


def document(catalog: Catalog, language: str, owner: Text, releases: Iterable[Release]) -> bytes:
    """A `VCALENDAR` with an event for each release (sections 3.4 and 3.6). It is named after its owner.

    At least one component must stand in it (3.6). Where no release is to come it has a time zone, which shows nothing:
    who follows the calendar keeps its address.
    """
    title = f"{word('calendar.title', language)} – {owner.text(language)}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(title)}",  # RFC 7986, 5.1; the next line is what most programs read
        f"X-WR-CALNAME:{_text(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *([line for release in releases for line in _event(catalog, release, language)] or NOTHING),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(catalog: Catalog, release: Release, language: str) -> Iterator[str]:
    """The same event has the same identifier in whichever language and on whichever day."""
    what = word(f"calendar.{release.kind}", language)
    page = urls.absolute(urls.page(urls.dataset(release.dataset), language, catalog.languages), catalog.site_uri)
    summary = word("calendar.summary", language, title=release.title.text(language), what=what)
    identifier = "-".join(("release", *(name for name, _ in release.files)))
    about = [catalog.organizations[release.organization].title.text(language)]
    about += [title.text(language) for _, title in release.files]
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(urls.thing(urls.dataset(release.dataset), identifier, catalog.base_uri))}"
    yield f"DTSTAMP:{release.stated.replace('-', '')}T000000Z"
    yield from _times(release.at)
    yield f"SUMMARY;LANGUAGE={language}:{_text(summary)}"
    yield f"DESCRIPTION;LANGUAGE={language}:{_text(NEWLINE.join(about))}"
    yield f"URL:{page}"
    yield f"STATUS:{CERTAIN[release.kind]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(at: str) -> Iterator[str]:
    """A whole day, or a moment without length, in UTC (3.6.1)."""
    if time_of_day(at) is None:
        day = date.fromisoformat(at)
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART:{moment(at).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A value of the type TEXT (3.3.11); other control characters are not allowed in it."""
    escaped = ESCAPED.sub(r"\\\g<0>", words).replace("\n", "\\n")
    return escaped if escaped.isprintable() else "".join(c if c.isprintable() else " " for c in escaped)


def _folded(line: str) -> bytes:
    """Cut between characters into lines of at most `OCTETS`; each but the first begins with a blank."""
    content, rows, start, room = line.encode(), [], 0, OCTETS
    while len(content) - start > room:
        end = start + room
        while content[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        rows.append(content[start:end])
        start, room = end, OCTETS - 1
    return b"\r\n ".join((*rows, content[start:])) + b"\r\n"
