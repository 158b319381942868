"""A long list on several pages: its groups cut into pages, what each page is called, and links between them.

In come groups of whatever is listed, out go pages of them. It must not know what is listed, nor what a page looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from generator.pages.writer import Writer

PER_PAGE: Final = 200

Heading = TypeVar("Heading")
Entry = TypeVar("Entry")
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several links to lists; `is_here` marks the page itself."""

    words: str
    href: str
    is_here: bool


def paged(
    groups: Iterable[tuple[Heading, Sequence[Entry]]], most: int | None = None
) -> list[list[tuple[Heading, Sequence[Entry]]]]:
    """At least one page, of at most so many entries each (else `PER_PAGE`); a group that does not fit goes on, under
    its heading, on the next."""
    parts: list[list[tuple[Heading, Sequence[Entry]]]] = [[]]
    room = most = most or PER_PAGE
    for heading, entries in groups:
        rest = entries
        while rest:
            if room == 0:
                parts.append([])
                room = most
            parts[-1].append((heading, rest[:room]))
            room, rest = max(0, room - len(rest)), rest[room:]
    return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Generic[Entry]):
    """`day` is YYYY-MM-DD; `entries` are what stands below it."""

    day: str
    words: str
    entries: tuple[Entry, ...]


def shown_days(
    writer: Writer, groups: Iterable[tuple[str, Sequence[Given]]], shown: Callable[[Writer, Given], Entry]
) -> tuple[Day[Entry], ...]:
    """A page of groups whose heading is a day."""
    return tuple(
        Day(day=day, words=writer.day(date.fromisoformat(day)), entries=tuple(shown(writer, one) for one in entries))
        for day, entries in groups
    )


def page_of(writer: Writer, number: int, total: int) -> str:
    """`page 2 of 5`; nothing of a list on one page."""
    return writer.word("list.page_of", number=number, total=total) if total > 1 else ""


def page_choices(writer: Writer, path: Callable[[int], str], here: int, total: int) -> tuple[Choice, ...]:
    """Links to every page, by its number; none of a list on one page."""
    if total == 1:
        return ()
    return tuple(
        Choice(words=writer.word("list.page", number=n), href=writer.page(path(n)), is_here=n == here)
        for n in range(1, total + 1)
    )
