"""Rules of the words that search treats alike: in come the catalog and its lines, out go problems.

It must not know how search cuts or compares words.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Sources
from generator.model import Catalog, Synonym
from generator.problems import Problem, problem

PATH = "datasets/synonyms.yml"


def groups_have_several(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A word alone is like nothing."""
    for group in catalog.synonyms.values():
        if len({word.casefold() for _, _, word in _words(group)}) < 2:
            yield problem("synonyms-too-few", PATH, sources.line(PATH, group.name), group.name, found=group.name)


def words_stand_once(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """Two groups that share a word are one group, or a slip."""
    first: dict[str, str] = {}
    for group in catalog.synonyms.values():
        for language, index, word in _words(group):
            other = first.setdefault(word.casefold(), group.name)
            if other != group.name:
                line = sources.line(PATH, group.name, "words", language, index)
                subject = f"{group.name}.words.{language}[{index}]"
                yield problem("synonym-twice", PATH, line, subject, found=word, first=other)


def _words(group: Synonym) -> Iterator[tuple[str, int, str]]:
    for language, words in group.words.by_language.items():
        for index, word in enumerate(words):
            yield language, index, word
