"""Which datasets belong together, and why. In comes the catalog; out go the names of a dataset's relatives, the nearest
first, each with its reason. It must not know how a page shows them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.model import Catalog, Dataset, Text

MOST: Final = 6
CROWD: Final = 60  # a keyword or source that more datasets share says nothing about two of them
SHARED_KEYWORDS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """`reason` is `declared`, `source`, `keywords` or `theme`; `shared` holds the keywords by language."""

    name: str
    title: Text
    reason: str
    shared: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Index:
    by_name: Mapping[str, Dataset]
    declared: Mapping[str, tuple[str, ...]]  # who names it
    sources: Mapping[str, tuple[str, ...]]
    keywords: Mapping[tuple[str, str], tuple[str, ...]]
    kin: Mapping[tuple[str, str], tuple[str, ...]]  # (theme, organization)


class Identity:
    """A catalog as a key: two are one only when they are the same object."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __hash__(self) -> int:
        return id(self.catalog)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and other.catalog is self.catalog


def relatives(catalog: Catalog, dataset: Dataset) -> tuple[Relative, ...]:
    """At most MOST: declared by either, of one source, sharing keywords, of one theme and organization."""
    index = _index(Identity(catalog))
    found: dict[str, Relative] = {}
    for name, reason in _candidates(index, dataset):
        if len(found) == MOST:
            break
        if name != dataset.name and name in index.by_name and name not in found:
            other = index.by_name[name]
            shared = _shared(dataset, other) if reason == "keywords" else {}
            found[name] = Relative(name=name, title=other.title, reason=reason, shared=shared)
    return tuple(found.values())


def _candidates(index: _Index, dataset: Dataset) -> Iterable[tuple[str, str]]:
    for name in (*dataset.related, *index.declared.get(dataset.name, ())):
        yield name, "declared"
    for source in dataset.sources:
        for name in _few(index.sources[source.path]):
            yield name, "source"
    counts: Counter[str] = Counter()
    for key in _keywords(dataset):
        if key[0] == _own(dataset):
            counts.update(_few(index.keywords[key]))
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= SHARED_KEYWORDS:
            yield name, "keywords"
    for theme in dataset.themes:
        for name in index.kin[(theme, dataset.organization)]:
            yield name, "theme"


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if len(names) <= CROWD else ()


def _own(dataset: Dataset) -> str:
    return next(iter(dataset.keywords.by_language), "")


def _keywords(dataset: Dataset) -> Iterable[tuple[str, str]]:
    for language, words in dataset.keywords.by_language.items():
        for word in dict.fromkeys(w.casefold() for w in words):
            yield language, word


def _shared(one: Dataset, other: Dataset) -> Mapping[str, tuple[str, ...]]:
    shared = {}
    for language, words in one.keywords.by_language.items():
        theirs = {w.casefold() for w in other.keywords.by_language.get(language, ())}
        shared[language] = tuple(w for w in words if w.casefold() in theirs)
    return shared


@lru_cache(maxsize=1)
def _index(identity: Identity) -> _Index:
    declared: defaultdict[str, list[str]] = defaultdict(list)
    sources: defaultdict[str, list[str]] = defaultdict(list)
    keywords: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    kin: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for dataset in identity.catalog.datasets:
        for name in dataset.related:
            declared[name].append(dataset.name)
        for path in dict.fromkeys(s.path for s in dataset.sources):
            sources[path].append(dataset.name)
        for key in _keywords(dataset):
            keywords[key].append(dataset.name)
        for theme in dataset.themes:
            kin[(theme, dataset.organization)].append(dataset.name)
    return _Index(
        by_name={d.name: d for d in identity.catalog.datasets},
        declared={k: tuple(v) for k, v in declared.items()},
        sources=defaultdict(tuple, {k: tuple(v) for k, v in sources.items()}),
        keywords=defaultdict(tuple, {k: tuple(v) for k, v in keywords.items()}),
        kin=defaultdict(tuple, {k: tuple(v) for k, v in kin.items()}),
    )
