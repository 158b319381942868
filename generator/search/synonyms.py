"""Words that search treats alike, put beside each other when records are indexed: who types one finds what has the
other. In come groups of words and the words of one text, out go those that mean the same as some of them.

It must not know where the groups were written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.search.text import Vocabulary, Word, words


class Synonyms:
    """Groups of words or phrases; each phrase is known by the words that it is cut into."""

    def __init__(self, groups: Iterable[Sequence[str]], vocabulary: Vocabulary) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._terms: list[dict[tuple[str, ...], tuple[str, ...]]] = []
        for number, group in enumerate(groups):
            cut = [words(phrase, vocabulary) for phrase in group]
            phrases = {tuple(w.term for w in sequence): tuple(_terms(sequence)) for sequence in cut if sequence}
            self._terms.append(phrases)
            for phrase in phrases:
                self._by_first.setdefault(phrase[0], []).append((phrase, number))

    def beside(self, sequence: Sequence[Word]) -> Iterator[str]:
        """The words of every phrase that means the same as one that stands in the text."""
        terms = [word.term for word in sequence]
        for place, word in enumerate(sequence):
            for start in dict.fromkeys((word.term, *word.parts)):
                for phrase, number in self._by_first.get(start, ()):
                    if start == word.term and tuple(terms[place : place + len(phrase)]) != phrase:
                        continue
                    if start != word.term and len(phrase) > 1:
                        continue
                    for other, their in self._terms[number].items():
                        if other != phrase:
                            yield from their


def _terms(sequence: Sequence[Word]) -> Iterator[str]:
    for word in sequence:
        yield word.term
        if word.joined:
            yield word.joined
