"""Other words in the shape of real texts. In come the texts of a catalog, out go texts of the same length, punctuation,
Markdown and numbers with words of like length drawn from the same vocabulary. It must not know what texts are about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from random import Random

# Begins with a letter and ends before punctuation or a digit; Thai vowels and tone marks are no letters to `\w`.
WORD = re.compile(r"[^\W\d_][^\s\d_.,;:!?()\[\]{}<>*`|#\"“”/\\–—…+=%&-]*")
VERBATIM = re.compile(r"\S*(?:://|`|@|\]\()\S*")  # addresses, code and links keep what they say

NEAR = 50  # how many words to either side of one of the same length may take its place

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
    """The words of a catalog by language, each as often as it occurs, the shortest first."""

    def __init__(self, texts: Iterable[Bilingual]) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for text in texts:
            for language, wording in text.items():
                for part in _parts(wording):
                    if not VERBATIM.fullmatch(part):
                        found[language] += WORD.findall(part)
        self._words = {language: sorted(words, key=lambda w: (len(w), w)) for language, words in found.items()}

    def reworded(self, text: Bilingual, random: Random) -> dict[str, str]:
        """The text with every word replaced by one of its language; numbers, marks and lines stay where they are."""
        return {language: self._other(wording, language, random) for language, wording in text.items()}

    def phrase(self, language: str, count: int, random: Random) -> str:
        return " ".join(random.choice(self._words[language]) for _ in range(count))

    def _like(self, word: str, language: str, random: Random) -> str:
        """A word of about the same length. Thai is written without spaces: its words here are whole phrases."""
        words = self._words[language]
        same = range(bisect_left(words, len(word), key=len), bisect_right(words, len(word), key=len))
        place = random.choice(same) if same else same.start
        return words[min(max(place + random.randint(-NEAR, NEAR), 0), len(words) - 1)]

    def _other(self, wording: str, language: str, random: Random) -> str:
        def drawn(match: re.Match[str]) -> str:
            word = self._like(match[0], language, random)
            return word[0].upper() + word[1:] if match[0][0].isupper() else word

        parts = _parts(wording)
        return "".join(part if VERBATIM.fullmatch(part) else WORD.sub(drawn, part) for part in parts)


def _parts(wording: str) -> list[str]:
    """Words with what clings to them, and the white space between."""
    return re.split(r"(\s+)", wording)
