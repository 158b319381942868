"""The reference of problems: every code with what it says, why, an example and the cure. In come the problem texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from generator import markdown, problems, urls, words
from generator.model import Catalog, Summary
from generator.pages.page import Page
from generator.pages.writer import Writer

AREAS: Final = ("yaml", "descriptors", "references", "catalog", "files", "tables", "indicators")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """`message` and `cure` keep their placeholders, shown as `…`."""

    name: str
    level: str
    level_words: str
    message: str
    about: Markup
    cure: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What one part of the checks can find."""

    name: str
    title: str
    count: str
    codes: tuple[CodeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsView:
    areas: tuple[AreaView, ...]


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.problems())
        yield writer.finish(
            "problems",
            ProblemsView(areas=tuple(_area(writer, name) for name in _areas())),
            title=writer.word("problems.title"),
            description=writer.word("problems.described"),
        )


def _areas() -> list[str]:
    """In the order in which a beginner meets them; those that AREAS does not know follow."""
    known = dict.fromkeys(code.area for code in problems.codes().values())
    return [*(a for a in AREAS if a in known), *(a for a in known if a not in AREAS)]


def _area(writer: Writer, name: str) -> AreaView:
    codes = tuple(_code(writer, c) for c in problems.codes().values() if c.area == name)
    return AreaView(
        name=name,
        title=writer.word(f"problems.area-{name}"),
        count=writer.counted("count.codes", len(codes)),
        codes=codes,
    )


def _code(writer: Writer, code: problems.Code) -> CodeView:
    return CodeView(
        name=code.name,
        level=code.level,
        level_words=writer.word(f"problems.{code.level}"),
        message=_shown(_spoken(code.message, writer.language)),
        about=Markup(markdown.html(_spoken(code.about, writer.language), heading=4)),
        cure=_shown(_spoken(code.cure, writer.language)),
        wrong=code.example.get("wrong", "").rstrip("\n"),
        right=code.example.get("right", "").rstrip("\n"),
    )


def _spoken(by_language: Mapping[str, str], language: str) -> str:
    return by_language.get(language) or by_language[words.FALLBACK]


def _shown(template: str) -> str:
    """The sentence with `…` where a finding puts its own values."""
    return template.format_map(_Anything())


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
