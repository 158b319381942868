"""Lines of a score in words: what is gained by what, what is left, and what is not counted. In comes a line, or all of
them, and a language; out goes text.

It must not know where the text is shown.
"""

from __future__ import annotations

from generator import locales
from generator.model import Quality, QualityLine
from generator.words import word


def how(criterion: str, language: str) -> str:
    """What to do, without its points."""
    return word(f"gaining.{criterion}", language)


def left(line: QualityLine, language: str) -> str:
    """Where it is to be done: the first places by name, the others counted; empty where the line itself says it."""
    names = ", ".join(line.left)
    more = line.undone - len(line.left)
    return word("quality.left_more", language, names=names, count=locales.number(more, language)) if more else names


def points(line: QualityLine, language: str) -> str:
    """`texts 5/6`, by the criterion's name; `texts –` where it is not counted."""
    if line.exempt:
        return f"{word(f'criterion.{line.criterion}', language)} –"
    got, most = locales.number(line.points, language), locales.number(line.weight, language)
    return f"{word(f'criterion.{line.criterion}', language)} {got}/{most}"


def exempt(quality: Quality, language: str) -> tuple[str, ...]:
    """A sentence for each reason for which criteria are not counted."""
    reasons = dict.fromkeys(line.exempt for line in quality.lines if line.exempt)
    return tuple(_exempt(quality, reason, language) for reason in reasons)


def reason(line: QualityLine, language: str) -> str:
    """Why it is not counted; empty where it is."""
    return word(f"exempt.{line.exempt}", language) if line.exempt else ""


def _exempt(quality: Quality, reason: str, language: str) -> str:
    names = [word(f"criterion.{line.criterion}", language) for line in quality.lines if line.exempt == reason]
    told = {"criteria": locales.joined(names, language), "reason": word(f"exempt.{reason}", language)}
    return word("quality.exempt", language, **told)
