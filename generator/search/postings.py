"""Where each word stands: in come records, out go the postings of every word, as the browser reads them.

A posting is one record that has the word, and the best place where it has it (`PLACES`); of words of a title also
where in it they stand, so that a phrase and a whole title are known without opening the record. Numbers are written
in digits to the base of 32, the lowest first, 32 added to all but the last (the variable-length quantities of source
maps). It must not know in which files they come to stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from generator import markdown
from generator.model import Text
from generator.search.records import Record
from generator.search.synonyms import Synonyms
from generator.search.text import REMEMBERED, Vocabulary, Word, joined, words

PLACES: Final = (
    "area",  # an area or a year that it covers
    "context",  # the organization, theme, dataset or set that it belongs to
    "field",
    "description-part",  # a word within a longer one, or one that means the same
    "description",
    "keyword-part",
    "keyword",
    "title-part",
    "title",
)
_AREA, _CONTEXT, _FIELD, _, _DESCRIPTION, _, _KEYWORD, _, _TITLE = range(len(PLACES))
_SHADED: Final = frozenset((_DESCRIPTION, _KEYWORD, _TITLE))  # places with one of parts before them
_LONGEST: Final = 64  # words of a title that have a place of their own
_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass
class Postings:
    """What was indexed. `lists` are postings by word, `counts` in how many records each stands, `titles` by record the
    lengths in words of its title in each language and of its other names."""

    vocabulary: Vocabulary
    synonyms: Synonyms
    lists: dict[str, bytearray] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    titles: list[tuple[int, ...]] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = lru_cache(REMEMBERED)(self._known)

    def sequence(self, text: str) -> list[Word]:
        return words(text, self.vocabulary)

    def _known(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a text, each once, and those that stand beside them: their parts and what means the same."""
        sequence = self.sequence(text)
        own = dict.fromkeys(term for word in sequence for term in (word.term, word.joined) if term)
        parts = (part for word in sequence for part in word.parts)
        return tuple(own), tuple(dict.fromkeys((*parts, *self.synonyms.beside(sequence))))

    def add(self, record: Record) -> None:
        """Index one record; their order is that of their numbers, from 0 on."""
        number = len(self.titles)
        found = _Found(self)
        lengths = []
        for variant, text in enumerate(_titles(record)):
            lengths.append(found.title(text, variant))
        found.alias(joined(record.name), len(lengths))
        self.titles.append((*lengths, 1))
        for place, texts in _places(record):
            for text in texts:
                found.text(text, place)
        for year in record.facets.get("year", ()):
            found.put(year, _AREA)
        for term, place in found.places.items():
            self._write(term, number, place, found.positions.get(term, ()))

    def _write(self, term: str, number: int, place: int, positions: Iterable[int]) -> None:
        target = self.lists.setdefault(term, bytearray())
        target += written((number - self._last.get(term, -1) - 1) * 16 + place)
        if place == _TITLE:
            ordered = sorted(positions)
            for position in ordered[:-1]:
                target += written(position * 2 + 1)
            target += written(ordered[-1] * 2)
        self._last[term] = number
        self.counts[term] = self.counts.get(term, 0) + 1


class _Found:
    """The words of one record, each with its best place."""

    def __init__(self, postings: Postings) -> None:
        self._sequence, self._known = postings.sequence, postings.known
        self.places: dict[str, int] = {}
        self.positions: dict[str, set[int]] = {}

    def title(self, text: str, variant: int) -> int:
        """The number of its words."""
        sequence = self._sequence(text)
        for place, word in enumerate(sequence):
            self._position(word.term, variant, place)
            if word.joined:
                self._position(word.joined, variant, place)
        self._beside(self._known(text)[1], _TITLE)
        return min(len(sequence), _LONGEST - 1)

    def alias(self, term: str, variant: int) -> None:
        self._position(term, variant, 0)

    def text(self, text: str, place: int) -> None:
        own, beside = self._known(text)
        for term in own:
            self.put(term, place)
        self._beside(beside, place)

    def put(self, term: str, place: int) -> None:
        if self.places.get(term, -1) < place:
            self.places[term] = place

    def _position(self, term: str, variant: int, place: int) -> None:
        self.put(term, _TITLE)
        self.positions.setdefault(term, set()).add(variant * _LONGEST + min(place, _LONGEST - 1))

    def _beside(self, terms: Iterable[str], place: int) -> None:
        """Parts of its words, and what means the same."""
        shaded = place - 1 if place in _SHADED else place
        for term in terms:
            self.put(term, shaded)


def _titles(record: Record) -> Iterator[str]:
    yield from dict.fromkeys((*record.title.by_language.values(), *record.aliases))


def _places(record: Record) -> Iterator[tuple[int, Iterable[str]]]:
    yield _KEYWORD, (*record.keywords, record.name)
    if record.description is not None:
        yield _DESCRIPTION, (markdown.plain(text) for text in record.description.by_language.values())
    yield _FIELD, (text for f in record.fields for text in (f.name, *f.title.by_language.values()))
    yield _CONTEXT, _every(record.context)
    yield _AREA, (*_every(record.areas), *(a for a in record.facets.get("area", ())))


def _every(texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        yield from text.by_language.values()


_WRITTEN: Final[dict[int, bytes]] = {}


def written(number: int) -> bytes:
    """A number that is not negative, in digits."""
    known = _WRITTEN.get(number)
    if known is not None:
        return known
    digits, rest = "", number
    while rest > 31:
        digits, rest = digits + _DIGITS[(rest & 31) | 32], rest >> 5
    made = (digits + _DIGITS[rest]).encode()
    if number < 1 << 16:
        _WRITTEN[number] = made
    return made


def frequent_first(counts: Mapping[str, int]) -> list[str]:
    """Words that stand in most records first."""
    return sorted(counts, key=lambda term: (-counts[term], term))
