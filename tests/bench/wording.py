"""Other words in the shape of real texts. In come the texts of a catalog, out go texts of the same length, punctuation,
Markdown and numbers with words drawn from the same vocabulary. It must not know what the texts are about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from random import Random

# Begins with a letter and ends before punctuation or a digit; Thai vowels and tone marks are no letters to `\w`.
WORD = re.compile(r"[^\W\d_][^\s\d_.,;:!?()\[\]{}<>*`|#\"“”/\\–—…+=%&-]*")
VERBATIM = re.compile(r"\S*(?:://|`|@|\]\()\S*")  # addresses, code and links keep what they say

Bilingual = Mapping[str, str]


def is_bilingual(value: object, languages: Iterable[str]) -> bool:
    """Whether a value of a descriptor is a text in several languages."""
    return isinstance(value, dict) and bool(value) and set(value) <= set(languages)


def texts_in(value: object, languages: tuple[str, ...]) -> Iterator[Bilingual]:
    """Every text in several languages below a value, keyword lists left out."""
    if is_bilingual(value, languages):
        assert isinstance(value, dict)
        if all(isinstance(text, str) for text in value.values()):
            yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from texts_in(below, languages)
    elif isinstance(value, list):
        for below in value:
            yield from texts_in(below, languages)


class Vocabulary:
    """The words of a catalog by language, each as often as it occurs."""

    def __init__(self, texts: Iterable[Bilingual]) -> None:
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for text in texts:
            for language, wording in text.items():
                for part in _parts(wording):
                    if not VERBATIM.fullmatch(part):
                        self._words[language] += WORD.findall(part)

    def reworded(self, text: Bilingual, random: Random) -> dict[str, str]:
        """The text with every word replaced by one of its language; numbers, marks and lines stay where they are."""
        return {language: self._other(wording, language, random) for language, wording in text.items()}

    def phrase(self, language: str, count: int, random: Random) -> str:
        return " ".join(random.choice(self._words[language]) for _ in range(count))

    def _other(self, wording: str, language: str, random: Random) -> str:
        def drawn(match: re.Match[str]) -> str:
            word = random.choice(self._words[language])
            return word[0].upper() + word[1:] if match[0][0].isupper() else word

        parts = _parts(wording)
        return "".join(part if VERBATIM.fullmatch(part) else WORD.sub(drawn, part) for part in parts)


def _parts(wording: str) -> list[str]:
    """Words with what clings to them, and the white space between."""
    return re.split(r"(\s+)", wording)
