"""A `Difference` as text for a terminal, as JSON for programs, and as Markdown for a comment on a pull request.

Values come from files that anybody may have written: on a terminal they cannot command it, and in Markdown they are
code, so that none is a link, a picture or a call to somebody. It must not know what changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

from generator.differences.facts import Difference
from generator.differences.telling import Section, Telling
from generator.model import Catalog, Text

LIMIT: Final = 60_000
"""Letters of a comment; GitHub takes 65,536."""

REST: Final = 400
"""Letters kept for the sentence on what was left out."""

OURS: Final = "<!-- banchi diff -->"
"""The first line of a comment, by which it is found again and kept up to date."""

MARKS: Final = {"stop": "🛑 ", "check": "⚠️ ", "": ""}


def text(difference: Difference, catalog: Catalog, language: str) -> str:
    """Lines for a terminal."""
    telling = Telling(language, "'{}'".format, catalog.areas)
    if not difference.changes and not difference.vanished:
        return telling.say("none")
    marks = {"stop": f"{telling.say('stop')}: ", "check": f"{telling.say('check')}: ", "": ""}
    lines = []
    for section in telling.sections(difference):
        lines.append(section.heading)
        lines += [f"{'  ' * (line.depth + 1)}{marks[line.mark]}{line.text}" for line in section.lines]
    return "\n".join((*lines, "", *telling.summary(difference)))


def markdown(difference: Difference, catalog: Catalog, language: str, limit: int = LIMIT) -> str:
    """A comment of less than `limit` letters; what does not fit is counted at its end."""
    telling = Telling(language, _code, catalog.areas)
    parts = [OURS, f"## {telling.say('title')}"]
    if not difference.changes and not difference.vanished:
        return "\n\n".join((*parts, telling.say("none"))) + "\n"
    parts += [f"{MARKS['stop']}**{telling.say('stops')}** {telling.say('stops_cure')}"] if difference.stops else []
    parts.append("\n".join(f"- {line}" for line in telling.summary(difference)))
    room = limit - REST - sum(len(part) + 2 for part in parts)
    left = 0
    for section in telling.sections(difference):
        written, dropped = _section(section, room)
        left += dropped
        room -= len(written) + 2 if written else 0
        parts += [written] if written else []
    if left:
        parts.append(f"_{telling.say('left_out', count=left)}_")
    return "\n\n".join(parts) + "\n"


def _section(section: Section, room: int) -> tuple[str, int]:
    """As many of its lines as there is room for, and how many were left out, the heading being one."""
    heading = f"### {section.heading}\n"
    lines = [f"\n{'  ' * line.depth}- {MARKS[line.mark]}{line.text}" for line in section.lines]
    sizes = accumulate(map(len, lines), initial=len(heading))
    fitting = sum(size <= room for size in sizes) - 1
    if fitting < 1:
        return "", len(lines) + 1
    return heading + "".join(lines[:fitting]), len(lines) - fitting


def _code(value: str) -> str:
    """A code span that holds the value whatever is in it (CommonMark 0.31, section 6.1)."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", value)), default=0))
    pad = " " if not value or "`" in (value[0], value[-1]) else ""
    return f"{ticks}{pad}{value}{pad}{ticks}"


def as_json(difference: Difference, _catalog: Catalog, _language: str) -> str:
    """Every fact, with texts in all languages; whether it stops comes first."""
    document = {"stops": difference.stops, **_plain(difference)}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.by_language)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


PRINTERS: Final[Mapping[str, Callable[[Difference, Catalog, str], str]]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
}
