"""What results can be narrowed by: in come records and the catalog, out go one document with every record's values and,
for each language, one with the values' names. It must not know in which files they come to stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from generator import codelists, locales, words
from generator.model import Catalog
from generator.search.postings import written
from generator.search.records import FACETS, Record


def facets(records: Sequence[Record]) -> dict[str, object]:
    """Each facet's values, the combinations of them that occur, and which of these each record has, in digits."""
    return {name: _facet([record.facets.get(name, ()) for record in records]) for name in FACETS}


def _facet(values_of: Sequence[tuple[str, ...]]) -> dict[str, object]:
    values = sorted({value for values in values_of for value in values})
    numbers = {value: number for number, value in enumerate(values)}
    often = Counter(tuple(sorted(numbers[value] for value in values)) for values in values_of)
    combinations = sorted(often, key=lambda c: (-often[c], c))
    known = {combination: number for number, combination in enumerate(combinations)}
    chosen = b"".join(written(known[tuple(sorted(numbers[v] for v in values))]) for values in values_of)
    return {"values": values, "combinations": combinations, "of": chosen.decode()}


def names(catalog: Catalog, records: Iterable[Record], language: str) -> dict[str, dict[str, str]]:
    """What readers of a language see of each value that occurs."""
    found: dict[str, set[str]] = {name: set() for name in FACETS}
    for record in records:
        for name, values in record.facets.items():
            found[name].update(values)
    return {name: {value: _NAMES[name](catalog, value, language) for value in sorted(found[name])} for name in FACETS}


def _code(code_list: str) -> Callable[[Catalog, str, str], str]:
    def name(_catalog: Catalog, value: str, language: str) -> str:
        label = codelists.code_entry(code_list, value).label
        return label.by_language.get(language) or label.text(words.FALLBACK)

    return name


_NAMES: Final[Mapping[str, Callable[[Catalog, str, str], str]]] = {
    "kind": lambda catalog, value, language: words.word(f"search.kind_{value}", language),
    "organization": lambda catalog, value, language: catalog.organizations[value].title.text(language),
    "theme": lambda catalog, value, language: catalog.themes[value].title.text(language),
    "format": lambda catalog, value, language: value.upper(),
    "license": lambda catalog, value, language: catalog.licenses[value].title.text(language),
    "frequency": _code("frequency_unit"),
    "data_type": _code("data_type"),
    "set": lambda catalog, value, language: catalog.indicator_sets[value].title.text(language),
    "area": lambda catalog, value, language: catalog.areas[value].title.text(language),
    "year": lambda catalog, value, language: locales.year(int(value), language, era=False),
}
