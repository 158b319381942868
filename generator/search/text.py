"""How texts and queries become words: the same rules here and in `site_templates/assets/search/text.js`, tested on the
same cases (tests/search/words.json).

In comes a text, out go `Word`s in their order. It must not know what the text belongs to, nor who looks for it.

What differs only in how it was typed is made equal: compatibility forms and accents (NFKD), case, Thai digits, SARA AM
in either form, marks that are doubled or out of order, two SARA E for one SARA AE. Thai, which has no spaces, is cut by
the fewest words of a vocabulary that leave the fewest letters over; English nouns lose their plural.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

LEADING: Final = frozenset("เแโใไ")  # vowels that are written before their consonant
FOLLOWING: Final = frozenset("ะาำๅ" + "ัิีึืฺุู็่้๊๋์ํ๎")  # what can begin no word
_MARKS: Final = "ัิีึืฺุู็่้๊๋์ํ๎"
_RANKS: Final = {mark: 1 if mark in "่้๊๋" else 2 if mark in "์ํ๎" else 0 for mark in _MARKS}  # vowel, tone, the rest
_HIDDEN: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_CLUSTER: Final = re.compile(f"เเ+|.[\u0300-\u036fาำๅ{_MARKS}{_HIDDEN}]*", re.DOTALL)
_DROPPED: Final = re.compile(f"[\u0300-\u036f{_HIDDEN}]")
_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LETTERS: Final = "[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]*"  # no mark stands alone
_RUN: Final = re.compile(rf"{_LETTERS}|(?:(?![ก-๛])[^\W_])+")
_LINK: Final = frozenset("-_.&'’")  # between two runs, makes a compound of them
_THAI: Final = re.compile(_LETTERS)
REMEMBERED: Final = 1 << 14  # titles of organizations, areas and fields come again and again
_UNKNOWN: Final = 1000  # a letter that no word covers weighs more than any number of words


@dataclass(frozen=True, slots=True)
class Word:
    """One word at one place. `parts` are words of the vocabulary within it; `joined` is the compound that begins here,
    written as one, and `span` how many words it takes."""

    term: str
    parts: tuple[str, ...] = ()
    joined: str = ""
    span: int = 1


class Vocabulary:
    """Thai words by which texts are cut.

    `cut` gives a run of Thai letters in words, letters between them that no word covers in one piece; `parts` gives
    shorter words of the vocabulary within a word, from its beginning on.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.parts = lru_cache(REMEMBERED)(self._parts)
        self.cut = lru_cache(REMEMBERED)(self._cut)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:n] for word in self.words for n in range(1, len(word) + 1))

    def _cut(self, run: str) -> tuple[str, ...]:
        size = len(run)
        cost, end, known = [0] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        for start in range(size - 1, -1, -1):
            cost[start] = 1 << 30
            if not _parts_at(run, start):
                continue
            for stop in self._stops(run, start):
                if cost[stop] + 1 <= cost[start]:
                    cost[start], end[start], known[start] = cost[stop] + 1, stop, True
            stop = next(n for n in range(start + 1, size + 1) if _parts_at(run, n))
            if cost[stop] + _UNKNOWN * (stop - start) < cost[start]:
                cost[start], end[start], known[start] = cost[stop] + _UNKNOWN * (stop - start), stop, False
        return tuple(_pieces(run, end, known))

    def _stops(self, run: str, start: int) -> Iterator[int]:
        """Where words that begin there end, the shortest first."""
        for stop in range(start + 1, len(run) + 1):
            piece = run[start:stop]
            if piece not in self._beginnings:
                return
            if piece in self.words and _parts_at(run, stop):
                yield stop

    def _parts(self, word: str) -> tuple[str, ...]:
        starts = (n for n in range(len(word)) if _parts_at(word, n))
        return tuple(dict.fromkeys(word[s:e] for s in starts for e in self._stops(word, s) if e - s < len(word)))


def _parts_at(run: str, place: int) -> bool:
    """Whether a word may end or begin there: never within a syllable's letters."""
    if place in (0, len(run)):
        return True
    return run[place] not in FOLLOWING and run[place - 1] not in LEADING


def _pieces(run: str, end: list[int], known: list[bool]) -> list[str]:
    pieces: list[str] = []
    start, before = 0, True
    while start < len(run):
        piece = run[start : end[start]]
        if pieces and not before and not known[start]:
            pieces[-1] += piece
        else:
            pieces.append(piece)
        before, start = known[start], end[start]
    return pieces


def folded(text: str) -> str:
    """The text with all that differs only in how it was typed made equal."""
    return "".join(_folded(cluster) for cluster in _CLUSTER.findall(text))


@lru_cache(maxsize=1 << 14)
def _folded(cluster: str) -> str:
    if cluster.startswith("เเ"):
        return "แ"
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", cluster)).lower().translate(_DIGITS)
    head = plain.rstrip("าๅ")
    base = head.rstrip(_MARKS)
    marks = "".join(sorted(dict.fromkeys(head[len(base) :]), key=_RANKS.__getitem__))
    tail = plain[len(head) :]
    if tail and base not in ("ฤ", "ฦ"):
        tail = "า"
    if tail and marks.endswith("ํ"):
        marks, tail = marks[:-1], "ำ"
    return base + marks + tail


def words(text: str, vocabulary: Vocabulary) -> list[Word]:
    """The words of a text, in order."""
    return [word for compound in _compounds(folded(text)) for word in _words(compound, vocabulary)]


def thai_runs(text: str) -> list[str]:
    """Stretches of Thai letters of a folded text, without those of dotted abbreviations."""
    compounds = _compounds(text)
    return [run for c in compounds if not _is_abbreviation(c) for run in c[::2] if _THAI.fullmatch(run)]


def joined(text: str) -> str:
    """All letters and digits of a text, as one word."""
    return "".join(_RUN.findall(folded(text)))


def singular(term: str) -> str:
    """An English noun without its plural (D. Harman, How effective is suffixing?, 1991: the S stemmer)."""
    if len(term) < 4 or not term.isascii() or not term.endswith("s"):
        return term
    if term.endswith("ies"):
        return term if term[-4] in "ae" else f"{term[:-3]}y"
    if term.endswith("es"):
        return term if term[-3] in "aeo" else term[:-1]
    return term if term[-2] in "us" else term[:-1]


def _compounds(text: str) -> list[list[str]]:
    """Runs of letters and digits, those that one link holds together in one list: run, link, run …"""
    found: list[list[str]] = []
    end = -1
    for match in _RUN.finditer(text):
        if match.start() == end + 1 and text[end] in _LINK and found:
            found[-1] += [text[end], match.group()]
        else:
            found.append([match.group()])
        end = match.end()
    return found


def _is_abbreviation(compound: list[str]) -> bool:
    """พ.ศ., ผท.ทหาร: Thai with a dot behind a few letters."""
    return (
        len(compound) > 1
        and all(link == "." for link in compound[1::2])
        and all(_THAI.fullmatch(run) for run in compound[::2])
        and len(compound[0]) < 4
    )


def _words(compound: list[str], vocabulary: Vocabulary) -> list[Word]:
    if _is_abbreviation(compound):
        return [Word("".join(compound[::2]))]
    found: list[Word] = []
    for number in range(0, len(compound), 2):
        run = compound[number]
        if number and run == "s" and compound[number - 1] in "'’":
            continue
        if _THAI.fullmatch(run):
            found += [Word(piece, vocabulary.parts(piece)) for piece in vocabulary.cut(run)]
        else:
            found.append(Word(singular(run)))
    if len(found) > 1 and len(compound) > 1 and not any(_THAI.fullmatch(run) for run in compound[::2]):
        found[0] = Word(found[0].term, found[0].parts, singular("".join(compound[::2])), len(found))
    return found
