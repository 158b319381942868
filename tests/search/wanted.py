"""What is searched for, and what must be found: queries that people wrote down (`queries.tsv`), and those made from the
catalog itself. It must not know what an engine finds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model import Catalog, Dataset, Text

FILE = Path(__file__).with_name("queries.tsv")
SEED = 20261126
SHORTEST_EDITED = 5  # letters of a word that is misspelt
WITH_PROVINCES = frozenset(
    ("dataset:thailand-provinces", "indicator:province-population", "dataset:thailand-province-boundaries")
)
_THAI_LETTERS = "กขคงจชดตถทนบปผพมยรลวสหอ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Wanted:
    """One query. `found` are records (`dataset:name`, of a field `field:dataset/name`), any of which will do; `sort`
    says what sort of query it is."""

    query: str
    found: frozenset[str]
    sort: str


def written() -> list[Wanted]:
    """Those of people."""
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Wanted(query, frozenset(found.split()), sort) for query, found, sort in (line.split("\t") for line in lines)
    ]


def titles(catalog: Catalog) -> list[Wanted]:
    """Every title, in every language, finds the very thing."""
    return [
        Wanted(text, frozenset((record,)), "title")
        for record, title in _titled(catalog)
        for text in dict.fromkeys(title.by_language.values())
    ]


def generated(catalog: Catalog) -> list[Wanted]:
    """Every title, province, abbreviation and keyword."""
    return [*titles(catalog), *_provinces(catalog), *_abbreviations(catalog), *_keywords(catalog)]


def misspelt(catalog: Catalog) -> list[Wanted]:
    """Every title, once for each of its words of five letters or more, with one slip of the finger in that word."""
    slips = random.Random(SEED)
    return [
        Wanted(text[: word.start()] + _slip(word.group(), slips) + text[word.end() :], wanted.found, "misspelt")
        for wanted in titles(catalog)
        for text in (wanted.query,)
        for word in re.finditer(r"[a-zA-Z]+|[\u0e01-\u0e4e]+", text)
        if len(word.group()) >= SHORTEST_EDITED
    ]


def _titled(catalog: Catalog) -> Iterator[tuple[str, Text]]:
    for dataset in catalog.datasets:
        yield f"dataset:{dataset.name}", dataset.title
        yield from ((f"indicator:{indicator.name}", indicator.title) for indicator in dataset.indicators)
    yield from ((f"set:{one.name}", one.title) for one in catalog.indicator_sets.values())
    yield from ((f"organization:{one.name}", one.title) for one in catalog.organizations.values())
    yield from ((f"theme:{one.name}", one.title) for one in catalog.themes.values())


def _provinces(catalog: Catalog) -> Iterator[Wanted]:
    for area in catalog.areas.values():
        if area.kind == "province":
            yield from (Wanted(text, WITH_PROVINCES, "province") for text in area.title.by_language.values())


def _abbreviations(catalog: Catalog) -> Iterator[Wanted]:
    for one in catalog.organizations.values():
        yield from _short(one.abbreviation, f"organization:{one.name}")
    for one in catalog.indicator_sets.values():
        yield from _short(one.abbreviation, f"set:{one.name}")


def _short(text: Text | None, record: str) -> Iterator[Wanted]:
    for short in dict.fromkeys(() if text is None else text.by_language.values()):
        yield Wanted(short, frozenset((record,)), "abbreviation")


def _keywords(catalog: Catalog) -> Iterator[Wanted]:
    """A keyword finds a dataset that has it, an indicator of such a one, or what has it in its title."""
    with_keyword: dict[str, set[str]] = {}
    for dataset in catalog.datasets:
        for word in _every(dataset):
            own = (f"indicator:{indicator.name}" for indicator in dataset.indicators)
            with_keyword.setdefault(word, set()).update((f"dataset:{dataset.name}", *own))
    texts = [(record, " ".join(title.by_language.values()).casefold()) for record, title in _titled(catalog)]
    for word, found in with_keyword.items():
        found.update(record for record, text in texts if word.casefold() in text)
        yield Wanted(word, frozenset(found), "keyword")


def _every(dataset: Dataset) -> Iterable[str]:
    return dict.fromkeys(word for words in dataset.keywords.by_language.values() for word in words)


def _slip(word: str, slips: random.Random) -> str:
    """One letter left out, put in, changed, or in the wrong order with the next."""
    letters = _THAI_LETTERS if "\u0e01" <= word[0] <= "\u0e4e" else _LATIN_LETTERS
    while True:
        place, kind = slips.randrange(len(word)), slips.randrange(4)
        one, two, rest = word[place], word[place + 1 : place + 2], word[place + 1 :]
        made = (
            rest,
            slips.choice(letters) + one + rest,
            slips.choice(letters) + rest,
            two + one + word[place + 2 :],
        )[kind]
        if word[:place] + made != word:
            return word[:place] + made
