"""The calendar of releases: which data are to come, by day, the nearest first. In comes the catalog with its releases.

It must not know how a day was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from generator import formats, urls
from generator.dates import time_of_day
from generator.model import Catalog, Release, Summary
from generator.outputs import Alternate, Shown
from generator.pages.page import Page
from generator.pages.paging import Choice, Day, page_choices, page_of, paged, shown_days
from generator.pages.writer import Link, Said, Writer

PER_PAGE: Final = 50  # an entry takes up to 500 bytes in Thai
TAGS: Final[Mapping[str, str]] = {"expected": " b-tag--quiet", "planned": " b-tag--quiet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """`time` is empty for a whole day; `files` are those that come, empty for the whole dataset."""

    link: Link
    tag: str
    what: str
    time: str
    organization: Link
    files: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    place: str
    files: tuple[Alternate, ...]
    days: tuple[Day[ReleaseView], ...]
    pages: tuple[Choice, ...]


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    days = [(day, list(releases)) for day, releases in groupby(catalog.releases, lambda one: one.at[:10])]
    parts = paged(days, PER_PAGE)
    for language in catalog.languages:
        for number, groups in enumerate(parts, start=1):
            writer = Writer(catalog, language, urls.calendar(number))
            place = page_of(writer, number, len(parts))
            title = writer.word("calendar.title")
            yield writer.finish(
                "calendar",
                CalendarView(
                    place=place,
                    files=formats.alternates(catalog, Shown(kind="calendar", language=language), "calendar"),
                    days=shown_days(writer, groups, _release),
                    pages=page_choices(writer, urls.calendar, number, len(parts)),
                ),
                title=f"{title} ({place})" if place else title,
                description=writer.word("calendar.described", catalog=catalog.title.text(language)),
                trail=() if number == 1 else (urls.calendar(),),
            )


def _release(writer: Writer, one: Release) -> ReleaseView:
    publisher = writer.catalog.organizations[one.organization]
    time = time_of_day(one.at)
    return ReleaseView(
        link=Link(said=writer.said(one.title), href=writer.page(urls.dataset(one.dataset))),
        tag=TAGS.get(one.kind, ""),
        what=writer.word(f"calendar.{one.kind}"),
        time=writer.word("calendar.time", time=time[0], zone=time[1]) if time else "",
        organization=Link(said=writer.said(publisher.title), href=writer.page(urls.organization(publisher.name))),
        files=tuple(writer.said(title) for _, title in one.files),
    )
