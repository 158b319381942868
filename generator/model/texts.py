"""Texts of a catalog in its languages: frozen values, which fall back on another language where one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Wording(NamedTuple):
    """A text as one page shows it: `language` differs from the page's where the page's own is missing."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages, in the catalog's order of languages."""

    by_language: Mapping[str, str]

    def wording(self, language: str) -> Wording:
        """In that language, or in the first other one that there is."""
        if language in self.by_language:
            return Wording(self.by_language[language], language)
        other, text = next(iter(self.by_language.items()))
        return Wording(text, other)

    def text(self, language: str) -> str:
        return self.wording(language).text


@dataclass(frozen=True, slots=True)
class Keywords:
    """Lists of keywords by language; the same fallback as `Text`."""

    by_language: Mapping[str, tuple[str, ...]]

    def words(self, language: str) -> tuple[str, ...]:
        return self.by_language.get(language) or next(iter(self.by_language.values()), ())
