"""The pages of updates: what became of datasets and indicator sets, by day, the newest first. In comes the catalog with
its revisions.

They say what the feeds say, in the same words. It must not know how revisions were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from generator import formats, urls
from generator.formats.feeds import commit_address
from generator.model import Catalog, Summary
from generator.news import News, news, titles_of
from generator.outputs import Alternate, Shown
from generator.pages.page import Page
from generator.pages.paging import Choice, Day, page_choices, page_of, paged, shown_days
from generator.pages.writer import Said, Writer

MOST: Final = 200  # entries of all pages
PER_PAGE: Final = 40  # an entry takes up to 800 bytes in Thai
TAGS: Final[Mapping[str, str]] = {
    "metadata": " b-tag--quiet",
    "stated": " b-tag--quiet",
    "renamed": " b-tag--quiet",
    "removed": " b-tag--mark",
    "withdrawn": " b-tag--mark",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """`href` is empty where the thing is gone, `commit` where no repository shows it; `tag` is a class of a tag."""

    title: Said
    href: str
    tag: str
    what: str
    sentences: tuple[str, ...]
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesView:
    place: str
    feeds: tuple[Alternate, ...]
    days: tuple[Day[UpdateView], ...]
    pages: tuple[Choice, ...]
    has_older: bool
    calendar: str


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    titles = titles_of(catalog)
    for language in catalog.languages:
        told = list(news(titles, catalog.revisions, language))
        days = [(day, list(entries)) for day, entries in groupby(told[:MOST], lambda one: one.revision.day)]
        parts = paged(days, PER_PAGE)
        for number, groups in enumerate(parts, start=1):
            writer = Writer(catalog, language, urls.updates(number))
            place = page_of(writer, number, len(parts))
            title = writer.word("news.page")
            yield writer.finish(
                "updates",
                UpdatesView(
                    place=place,
                    feeds=formats.alternates(catalog, Shown(kind="updates", language=language), "feeds"),
                    days=shown_days(writer, groups, _update),
                    pages=page_choices(writer, urls.updates, number, len(parts)),
                    calendar=writer.page(urls.calendar()),
                    has_older=len(told) > MOST and number == len(parts),
                ),
                title=f"{title} ({place})" if place else title,
                description=writer.word("news.described", catalog=catalog.title.text(language)),
                trail=() if number == 1 else (urls.updates(),),
            )


def _update(writer: Writer, one: News) -> UpdateView:
    return UpdateView(
        title=writer.said(one.title),
        href=writer.page(one.page) if one.page else "",
        tag=TAGS.get(one.revision.kind, ""),
        what=one.what,
        sentences=one.sentences,
        commit=commit_address(writer.catalog, one.revision),
    )
