"""The reference of descriptors: every key of every level, and every code list, from the table that checks use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import codelists, urls, words
from generator.keys import LEVELS, Key
from generator.model import Catalog, Summary
from generator.pages.page import Page
from generator.pages.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyView:
    """`of` names the level or list that `of_href` leads to, where the value comes from one."""

    anchor: str
    name: str
    kind: str
    of: str
    of_href: str
    is_required: bool
    core: str
    help: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    name: str
    title: str
    keys: tuple[KeyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeListView:
    name: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    levels: tuple[LevelView, ...]
    lists: tuple[CodeListView, ...]


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.descriptor_reference())
        yield writer.finish(
            "reference",
            ReferenceView(
                levels=tuple(_level(writer, name, keys) for name, keys in LEVELS.items()),
                lists=tuple(_list(writer, name) for name in codelists.code_lists()),
            ),
            title=writer.word("reference.title"),
            description=writer.word("reference.described"),
            trail=("contribute/",),
        )


def _level(writer: Writer, name: str, keys: tuple[Key, ...]) -> LevelView:
    return LevelView(name=name, title=writer.word(f"level.{name}"), keys=tuple(_key(writer, name, k) for k in keys))


def _key(writer: Writer, level: str, key: Key) -> KeyView:
    return KeyView(
        anchor=f"{level}.{key.name}",
        name=key.name,
        kind=writer.word(f"key_kind.{key.kind}"),
        of=key.of,
        of_href=_of_href(key),
        is_required=key.required,
        core="" if key.core is None else writer.word("reference.core", number=key.core),
        help=key.help.get(writer.language) or key.help.get(words.FALLBACK, ""),
        example=str(key.example).rstrip("\n"),
    )


def _of_href(key: Key) -> str:
    if key.of in LEVELS:
        return f"#{key.of}"
    return f"#list-{key.of}" if key.of in codelists.code_lists() else ""


def _list(writer: Writer, name: str) -> CodeListView:
    entries = codelists.code_list(name)
    return CodeListView(name=name, codes=tuple((e.id, writer.label(name, e.id)) for e in entries))
