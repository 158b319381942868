"""The Thai words of a catalog, by which its texts and every query are cut. In come texts, out goes a `Vocabulary`.

ICU, which knows a dictionary, tells where words end, and whether the two halves of a long word are words themselves:
then somebody may look for either. It must not know what the texts are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from icu4py.breakers import WordBreaker

from generator.search.text import FOLLOWING, LEADING, Vocabulary, folded, thai_runs

SHORTEST: Final = 2  # letters of a word
SHORTEST_NAME: Final = 4  # … of one that no dictionary knows


def vocabulary_of(texts: Iterable[str], whole: Iterable[str] = ()) -> Vocabulary:
    """Every word of some texts, and its halves where both are words; each run of Thai in `whole` is one word."""
    found: set[str] = set()
    for run in {run for text in texts for run in thai_runs(folded(text))}:
        found.update(piece for piece in WordBreaker(run, "th") if len(piece) >= SHORTEST_NAME or _is_known(piece))
    found = {piece for piece in found if _is_word(piece)}
    found |= {run for text in whole for run in thai_runs(folded(text)) if _is_word(run)}
    halves = {half for word in found for half in _halves(word)}
    return Vocabulary(found | halves)


def _is_word(piece: str) -> bool:
    return len(piece) >= SHORTEST and piece[0] not in FOLLOWING and piece[-1] not in LEADING


def _halves(word: str) -> Iterator[str]:
    for place in range(SHORTEST, len(word) - SHORTEST + 1):
        halves = word[:place], word[place:]
        if all(_is_word(half) and _is_known(half) for half in halves):
            yield from halves


@cache
def _is_known(piece: str) -> bool:
    """Whether ICU's dictionary has it: letters that are no word would run together with what follows."""
    return list(WordBreaker(f"{piece}{piece}", "th")) == [piece, piece]
