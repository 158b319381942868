"""The reference of problems: an index of every code, and for each area of the checks a page that explains its codes.

In come the problem texts, out go pages. It must not know who finds a problem.

A code keeps its anchor in both: `problems/#code` leads to its entry in the index, and that to its explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from generator import markdown, problems, urls, words
from generator.model import Catalog, Summary
from generator.pages.page import Page
from generator.pages.writer import Writer

AREAS: Final = (
    *("yaml", "descriptors", "resources", "references", "catalog", "publication"),
    *("files", "tables", "values", "cautions", "indicators", "observations", "indicator-sets"),
)


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
    """What one part of the checks can find; `codes` are names, and `href` leads to their explanations."""

    name: str
    title: str
    href: str
    count: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsView:
    areas: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemAreaView:
    title: str
    count: str
    codes: tuple[CodeView, ...]


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    areas = _areas()
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.problems())
        yield writer.finish(
            "problems",
            ProblemsView(areas=tuple(_area(writer, name, codes) for name, codes in areas.items())),
            title=writer.word("problems.title"),
            description=writer.word("problems.described"),
        )
        for name, codes in areas.items():
            yield _explained(Writer(catalog, language, urls.problems(name)), name, codes)


def _areas() -> dict[str, list[problems.Code]]:
    """In the order in which a beginner meets them; those that AREAS does not know follow."""
    found: dict[str, list[problems.Code]] = {area: [] for area in AREAS}
    for code in problems.codes().values():
        found.setdefault(code.area, []).append(code)
    return {area: codes for area, codes in found.items() if codes}


def _area(writer: Writer, name: str, codes: list[problems.Code]) -> AreaView:
    return AreaView(
        name=name,
        title=writer.word(f"problems.area-{name}"),
        href=writer.page(urls.problems(name)),
        count=writer.counted("count.codes", len(codes)),
        codes=tuple(code.name for code in codes),
    )


def _explained(writer: Writer, name: str, codes: list[problems.Code]) -> Page:
    title = writer.word(f"problems.area-{name}")
    view = ProblemAreaView(
        title=title,
        count=writer.counted("count.codes", len(codes)),
        codes=tuple(_code(writer, code) for code in codes),
    )
    description = writer.word("problems.area_described", area=title)
    return writer.finish("problem-area", view, title=title, description=description, trail=(urls.problems(),))


def _code(writer: Writer, code: problems.Code) -> CodeView:
    return CodeView(
        name=code.name,
        level=code.level,
        level_words=writer.word(f"problems.{code.level}"),
        message=_shown(_spoken(code.message, writer.language)),
        about=Markup(markdown.html(_spoken(code.about, writer.language), heading=3)),
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
