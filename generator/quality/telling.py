"""Lines of a score in words: what is gained by what, and what is left. In comes a line and a language, out goes text.

It must not know where the text is shown.
"""

from __future__ import annotations

from generator import locales
from generator.model import QualityLine
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
    """`texts 5/6`, by the criterion's name."""
    got, most = locales.number(line.points, language), locales.number(line.weight, language)
    return f"{word(f'criterion.{line.criterion}', language)} {got}/{most}"
