"""Problems as Markdown, for a comment or an issue of a code host: in come problems, out go its paragraphs.

Files may hold anything: what is told of them is escaped, so that none of it is a link, a picture or a call to somebody.
It must not know where the text is posted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator import locales
from generator.problems import LEVELS, Problem, in_order
from generator.words import word

LIMIT: Final = 30_000
"""Letters: half of a comment, of which GitHub takes 65,536."""

MARKS: Final = {"error": "🛑", "warning": "⚠️", "notice": "🕒"}
SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>()!|~&$]|^[-+=.]")
CALLS: Final = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)")


def markdown(problems: Iterable[Problem], language: str, limit: int = LIMIT) -> str:
    """A heading and a line for each problem, the gravest first; what does not fit is counted. Nothing without any."""
    ordered = sorted(in_order(problems), key=lambda p: LEVELS.index(p.level))
    if not ordered:
        return ""
    errors = sum(p.level == "error" for p in ordered)
    verdict = word("review.stops", language, count=locales.number(errors, language)) if errors else ""
    parts = [f"## {word('review.problems', language)}", f"{MARKS['error']} **{verdict}**" if errors else ""]
    told: list[str] = []
    for p in ordered:
        line = f"- {MARKS[p.level]} {_place(p, language)} {_plain(p.message(language))}; {_plain(p.cure(language))}"
        limit -= len(line) + 1
        if limit < 0:
            break
        told.append(line)
    if left := len(ordered) - len(told):
        told.append(f"- _{word('difference.left_out', language, count=left)}_")
    return "\n\n".join(part for part in (*parts, "\n".join(told)) if part)


def _place(p: Problem, language: str) -> str:
    line = "" if p.line is None else f" {word('difference.line', language, number=p.line)}"
    subject = f" {_code(p.subject)}" if p.subject else ""
    return f"{_code(p.path)}{line}{subject}:"


def _code(text: str) -> str:
    """A code span; a grave accent, which would end it, is told as another sign."""
    return f"`{''.join(sign if sign.isprintable() else '?' for sign in text).replace('`', 'ˋ')}`"


def _plain(text: str) -> str:
    """Shown letter by letter: signs of Markdown are escaped, and an empty comment parts what would become a link."""
    return CALLS.sub("<!-- -->", SIGNS.sub(r"\\\g<0>", text))
