"""The files that a reader's browser searches: in come the catalog and what was read of its datasets, out go `Output`s.

`manifest.json` stands at a fixed place and names the folder of all others, which changes with their content: words in
shards of a few kilobytes in the order of words, records in chunks of a few for each language, the vocabularies, facets
and the order of titles. All are text, for the host to compress. It must not know which pages search, nor rank anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator import locales, markdown, urls
from generator.model import Catalog, Summary
from generator.outputs import Output
from generator.search import facets
from generator.search.postings import PLACES, Postings, frequent_first, written
from generator.search.records import KINDS, Record, records
from generator.search.synonyms import Synonyms
from generator.search.vocabulary import vocabulary_of

SHARD: Final = 10_000  # letters, after which another shard begins
CHUNK: Final = 4  # records in one file
SHOWN: Final = 400  # letters of a description that results are shown with
SPOKEN: Final = 4  # letters of the shortest word that has near spellings


def files(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Output | None]:
    """Everything below `search/index/`; the same bytes for the same catalog.

    All of it is known only at the end: None comes while it is being made, so that whoever asked may leave.
    """
    found = records(catalog, summaries)
    postings = yield from _indexed(catalog, found)
    made = dict(_files(catalog, found, postings))
    folder = hashlib.sha256(b"\0".join(part for name in made for part in (name.encode(), made[name]))).hexdigest()[:12]
    manifest = {
        "folder": folder,
        "records": len(found),
        "chunk": CHUNK,
        "kinds": KINDS,
        "places": PLACES,
        "shards": [shard[0] for shard in _shards(postings)],
    }
    yield Output(path=f"{urls.search_index()}manifest.json", content=_json(manifest))
    for name, content in made.items():
        yield Output(path=f"{urls.search_index()}{folder}/{name}", content=content)


def _indexed(catalog: Catalog, found: Sequence[Record]) -> Generator[None, None, Postings]:
    groups = list(_groups(catalog))
    whole = [
        *(word for group in groups for word in group),
        *(text for area in catalog.areas.values() for text in area.title.by_language.values()),
        *(alias for record in found for alias in record.aliases),
    ]
    yield
    vocabulary = vocabulary_of((*_texts(found), *whole), whole)
    postings = Postings(vocabulary, Synonyms(groups, vocabulary))
    for record in found:
        postings.add(record)
        yield
    return postings


def _groups(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """Words that mean the same, and what organizations and sets are called for short."""
    for group in catalog.synonyms.values():
        yield tuple(word for words in group.words.by_language.values() for word in words)
    called = [(one.title, one.abbreviation) for one in catalog.organizations.values()]
    called += [(one.title, one.abbreviation) for one in catalog.indicator_sets.values()]
    for title, short in called:
        if short is not None:
            yield (*title.by_language.values(), *short.by_language.values())


def _texts(found: Iterable[Record]) -> Iterator[str]:
    """Every text of the records, for the vocabulary."""
    for record in found:
        yield from record.keywords
        titles = (record.title, *record.context, *record.areas, *(f.title for f in record.fields))
        for text in (*titles, *(() if record.description is None else (record.description,))):
            yield from text.by_language.values()


def _files(catalog: Catalog, found: Sequence[Record], postings: Postings) -> Iterator[tuple[str, bytes]]:
    for number, shard in enumerate(_shards(postings)):
        lists = {term: postings.lists[term].decode("ascii") for term in shard}
        yield f"words/{number}.json", _json(lists)
    frequent = frequent_first(postings.counts)
    thai = postings.vocabulary.words
    yield "thai.txt", "\n".join((*(t for t in frequent if t in thai), *sorted(thai - postings.counts.keys()))).encode()
    latin = [t for t in frequent if len(t) >= SPOKEN and t.isascii() and not t.isdecimal()]
    yield "latin.txt", "\n".join(latin).encode()
    yield "records.json", _json(_outline(found, postings))
    yield "facets.json", _json(facets.facets(found))
    for language in catalog.languages:
        yield f"names.{language}.json", _json(facets.names(catalog, found, language))
        yield f"titles.{language}.json", _json(_ranks(found, language))
        for start in range(0, len(found), CHUNK):
            chunk = [_shown(catalog, record, language) for record in found[start : start + CHUNK]]
            yield f"records/{language}/{start // CHUNK}.json", _json(chunk)


def _shards(postings: Postings) -> list[list[str]]:
    """Words in the order of their UTF-16, which is that of JavaScript, in groups of about one size."""
    shards: list[list[str]] = []
    size = SHARD
    for term in sorted(postings.lists, key=lambda t: t.encode("utf-16-be")):
        if size >= SHARD:
            shards.append([])
            size = 0
        shards[-1].append(term)
        size += len(postings.lists[term]) + len(term) + 6
    return shards


def _outline(found: Sequence[Record], postings: Postings) -> dict[str, str]:
    """What ranking needs of every record: its kind and the lengths of its titles, each list behind its own length."""
    lengths = b"".join(written(n) for titles in postings.titles for n in (len(titles), *titles))
    return {"kinds": "".join(str(KINDS.index(record.kind)) for record in found), "titles": lengths.decode()}


def _ranks(found: Sequence[Record], language: str) -> list[int]:
    """Records in the dictionary order of their titles."""
    return sorted(range(len(found)), key=lambda n: (locales.collation_key(found[n].title.text(language), language), n))


def _shown(catalog: Catalog, record: Record, language: str) -> list[object]:
    """One record as a result shows it: kind, name, title, path, description, organization, day of its last change,
    fields by name, title and table."""
    organization = catalog.organizations.get(record.organization or "")
    text = "" if record.description is None else markdown.excerpt(record.description.text(language), SHOWN)
    return [
        KINDS.index(record.kind),
        record.name,
        record.title.text(language),
        urls.page(record.path, language, catalog.languages),
        text,
        "" if organization is None or record.kind == "organization" else organization.title.text(language),
        "" if record.modified is None else record.modified.isoformat(),
        [[f.name, f.title.text(language), f.table] for f in record.fields],
    ]


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
