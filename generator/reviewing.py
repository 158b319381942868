"""The one comment on a pull request: what is wrong and what it does to the data, for who decides and who wrote it.

In come problems, a difference and languages, out goes Markdown: the first language in full, the others folded below it.
It must not know where the comment is posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator import locales, reports
from generator.differences import Difference, markdown
from generator.model import Catalog
from generator.problems import Problem
from generator.words import word

LIMIT: Final = 60_000
"""Letters of a comment; GitHub takes 65,536."""

OURS: Final = "<!-- banchi review -->"
"""The first line, by which the comment is found again and kept up to date."""


def comment(
    problems: Sequence[Problem],
    difference: Difference | None,
    catalog: Catalog | None,
    languages: Sequence[str],
    unasked: int = 0,
) -> str:
    """The whole comment, each language having an equal share of its letters. Without a difference problems alone.
    `unasked` counts new links of which nobody knows whether they answer."""
    share = (LIMIT - 400 * len(languages)) // len(languages)
    told = [_told(problems, difference, catalog, language, share) for language in languages]
    if unasked:
        counted = [word("review.unasked", one, count=locales.number(unasked, one)) for one in languages]
        told = [f"{text}\n\n_{left}_" for text, left in zip(told, counted, strict=True)]
    folded = [
        f"<details>\n<summary>{word('review.language', language)}</summary>\n\n{text}\n\n</details>"
        for language, text in zip(languages[1:], told[1:], strict=True)
    ]
    return "\n\n".join((OURS, told[0], *folded)) + "\n"


def _told(
    problems: Sequence[Problem], difference: Difference | None, catalog: Catalog | None, language: str, share: int
) -> str:
    parts = [word("review.signs", language)] if problems or (difference and difference.changes) else []
    share -= sum(map(len, parts))
    fine = f"✅ {word('review.fine', language)}"
    if difference is None or catalog is None:
        return "\n\n".join((*parts, reports.markdown(problems, language, share) or fine))
    wrong = reports.markdown(problems, language, share // 2) or fine
    return "\n\n".join((*parts, wrong, _unmarked(markdown(difference, catalog, language, share - len(wrong)))))


def _unmarked(told: str) -> str:
    """Without the line by which a comment of `banchi diff` alone is found."""
    return told.partition("\n")[2].strip()
