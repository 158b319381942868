"""What a revision says to people: in come revisions and titles, out go a few words and sentences in a language.

Feeds and the page of updates say the same, so both ask here. It must not know where the words come to stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import locales, urls
from generator.model import Catalog, FileRevision, Revision, Text
from generator.words import knows, word
from generator.yamlfile import UNPRINTABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`page` is that of the dataset or the indicator set, empty for one that is gone; `what` says in a few words what
    happened, `sentences` what in particular. All is text, not HTML."""

    revision: Revision
    page: str
    title: Text
    what: str
    sentences: tuple[str, ...]


def page_of(revision: Revision, name: str = "") -> str:
    """Of the dataset or the indicator set, under that name where there is one, else under its own."""
    if revision.indicator_set:
        return urls.indicator_set(name or revision.indicator_set)
    return urls.dataset(name or revision.dataset)


def titles_of(catalog: Catalog) -> Mapping[str, Text]:
    """By its page, the title of everything that revisions tell of."""
    datasets = {urls.dataset(one.name): one.title for one in (*catalog.datasets, *catalog.withdrawn)}
    return {**datasets, **{urls.indicator_set(one.name): one.title for one in catalog.indicator_sets.values()}}


def news(titles: Mapping[str, Text], revisions: Iterable[Revision], language: str) -> Iterator[News]:
    """Of those revisions whose dataset or set is published, or is gone, in their order. `titles` are those of pages."""
    for revision in revisions:
        page = page_of(revision)
        title = titles.get(page, revision.title)
        if title is not None:
            sentences = (_of_set if revision.indicator_set else _sentences)(revision, language)
            yield News(
                revision=revision,
                page=page if page in titles else "",
                title=title,
                what=word(f"news.{'set_' if revision.indicator_set else ''}{revision.kind}", language),
                sentences=tuple(UNPRINTABLE.sub("\ufffd", s) for s in sentences),
            )


def _of_set(revision: Revision, language: str) -> Iterator[str]:
    if revision.kind in ("new", "removed"):
        yield word(f"news.is_set_{revision.kind}", language)
    if revision.kind == "renamed":
        yield word("news.is_renamed", language, former=revision.former)
    if revision.keys:
        labels = [_word(f"set_key.{key}", language) for key in revision.keys]
        yield word("news.set_keys", language, keys=locales.joined(labels, language))
    if not revision.is_read:
        yield word("news.set_unread", language)


def _sentences(revision: Revision, language: str) -> Iterator[str]:
    if revision.kind in ("new", "removed", "stated", "withdrawn"):
        yield word(f"news.is_{revision.kind}", language)
    if revision.kind == "renamed":
        yield word("news.is_renamed", language, former=revision.former)
    for file in revision.files:
        name = file.path if file.title is None else file.title.text(language)
        yield word("news.file", language, file=name, what=_what(file, language))
    if revision.keys:
        labels = [_label(name, list(keys), language) for name, keys in groupby(revision.keys, _key)]
        yield word("news.keys", language, keys=locales.joined(labels, language))
    if not revision.is_read:
        yield word("news.unread", language)


def _key(key: str) -> str:
    return key.partition(".")[0]


def _label(name: str, keys: Sequence[str], language: str) -> str:
    """A key in words, with the parts of it that have changed."""
    label = _word(f"key.{name}", language)
    parts = [_word(f"part.{part}", language) for key in keys if (part := key.partition(".")[2])]
    return word("news.key_parts", language, key=label, parts=locales.joined(parts, language)) if parts else label


def _word(key: str, language: str) -> str:
    """A key of old that nobody knows any more stands for itself."""
    return word(key, language) if knows(key) else key.partition(".")[2]


def _what(file: FileRevision, language: str) -> str:
    """What happened to a file."""
    if file.change != "revised":
        return word(f"news.file_{file.change}", language)
    if file.reason:
        return word(f"news.not_{file.reason}", language)
    counts = {"added": file.added, "changed": file.changed, "removed": file.removed}
    said = [
        word(f"news.rows_{name}", language, count=locales.number(count, language))
        for name, count in counts.items()
        if count
    ]
    if file.changed is None and file.added and file.removed:
        said[-1] += f" ({word('news.rows_whole', language)})"
    for name, fields in (("added", file.fields_added), ("removed", file.fields_removed)):
        if fields:
            named = locales.joined(fields, language)
            said.append(word(f"news.fields_{name}", language, count=len(fields), fields=named))
    return locales.joined(said, language) if said else word("news.rows_same", language)
