"""The page of quality: the catalog's points, the cheapest ones to gain, and those of organizations and datasets.

In come the catalog and summaries, out go `Page`s; a long list of datasets goes on over further ones. It must not know
how points are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator import locales, urls
from generator.model import Catalog, Dataset, Quality, QualityLine, Summary
from generator.pages.judged import StepView, mean, mean_share, steps
from generator.pages.page import Page
from generator.pages.paging import Choice, page_choices, page_of, paged
from generator.pages.writer import Link, Writer
from generator.quality import CRITERIA, DIMENSIONS, telling

PER_PAGE: Final = 40  # an entry takes up to 500 bytes in Thai
CHEAPEST: Final = 8
LINE: Final = 100  # units of a bar

Judged = Sequence[tuple[Dataset, Quality]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A share in figures and as a bar of so many hundredths."""

    name: str
    words: str
    most: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheapView:
    how: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRow:
    link: Link
    datasets: str
    points: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRow:
    link: Link
    points: str
    step: StepView | None
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    dimension: str
    weight: str
    criteria: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """`mean` is empty on all pages but the first, which alone tells of the whole catalog."""

    place: str
    mean: str
    mean_of: str
    dimensions: tuple[BarView, ...]
    translations: tuple[BarView, ...]
    cheapest: tuple[CheapView, ...]
    titles: tuple[str, ...]
    organizations: tuple[OrganizationRow, ...]
    datasets: tuple[DatasetRow, ...]
    counting: tuple[CriterionRow, ...]
    pages: tuple[Choice, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    judged = [(d, s.quality) for d in catalog.datasets if (s := summaries.get(d.name)) is not None and s.quality]
    for language in catalog.languages:
        top = Writer(catalog, language, urls.quality())
        ordered = sorted(judged, key=lambda one: (one[1].points, top.key(one[0].title), one[0].name))
        parts = paged([("", ordered)], PER_PAGE)
        for number, groups in enumerate(parts, start=1):
            writer = Writer(catalog, language, urls.quality(number))
            place = page_of(writer, number, len(parts))
            title = writer.word("quality.title")
            listed = [one for _, entries in groups for one in entries]
            yield writer.finish(
                "quality",
                _view(writer, judged if number == 1 else (), listed, place, number, len(parts)),
                title=f"{title} ({place})" if place else title,
                description=writer.word("quality.described", catalog=catalog.title.text(language)),
                trail=() if number == 1 else (urls.quality(),),
            )


def _view(writer: Writer, judged: Judged, listed: Judged, place: str, number: int, total: int) -> QualityView:
    return QualityView(
        place=place,
        mean=writer.word("quality.points", points=_mean(writer, judged)) if judged else "",
        mean_of=writer.counted("quality.mean", len(judged)) if judged else "",
        dimensions=tuple(_dimension(writer, judged, name) for name in DIMENSIONS) if judged else (),
        translations=tuple(_translations(writer, judged)),
        cheapest=tuple(_cheapest(writer, judged)),
        titles=tuple(writer.word(f"dimension.{name}") for name in DIMENSIONS),
        organizations=tuple(_organizations(writer, judged)),
        datasets=tuple(_dataset(writer, *one) for one in listed),
        counting=tuple(_counting(writer, name) for name in DIMENSIONS) if number == 1 else (),
        pages=page_choices(writer, urls.quality, number, total),
    )


def _mean(writer: Writer, judged: Judged, dimension: str = "") -> str:
    return mean(writer, [quality for _, quality in judged], dimension)


def _dimension(writer: Writer, judged: Judged, name: str) -> BarView:
    share = mean_share([quality for _, quality in judged], name) or Fraction(0)
    return BarView(
        name=writer.word(f"dimension.{name}"),
        words=_mean(writer, judged, name),
        most=writer.word("quality.of_weight", points=writer.number(DIMENSIONS[name])),
        length=round(share * LINE),
    )


def _translations(writer: Writer, judged: Judged) -> Iterator[BarView]:
    there: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for _, quality in judged:
        for language, found, total in quality.translated:
            there[language] += found
            wanted[language] += total
    for language, total in wanted.items():
        share = locales.percent(there[language], total, writer.language)
        counts = {"there": writer.number(there[language]), "all": writer.number(total)}
        yield BarView(
            name=writer.language_name(language),
            words=writer.word("quality.translated", share=share, **counts),
            most="",
            length=round(Fraction(there[language] * LINE, total or 1)),
        )


def _cheapest(writer: Writer, judged: Judged) -> Iterator[CheapView]:
    """What gains the most points for each thing that is to be done."""
    lines: dict[str, list[QualityLine]] = defaultdict(list)
    for _, quality in judged:
        for line in quality.to_gain():
            lines[line.criterion].append(line)
    ranked = sorted(lines.items(), key=lambda one: Fraction(_gain(one[1]), _undone(one[1])), reverse=True)
    for criterion, found in ranked[:CHEAPEST]:
        counts = {"points": _gain(found), "datasets": len(found), "undone": _undone(found)}
        words = writer.word("quality.cheapest_line", **{name: writer.number(n) for name, n in counts.items()})
        yield CheapView(how=telling.how(criterion, writer.language), words=words)


def _gain(lines: Iterable[QualityLine]) -> int:
    return sum(line.gain for line in lines)


def _undone(lines: Iterable[QualityLine]) -> int:
    return sum(line.undone for line in lines)


def _organizations(writer: Writer, judged: Judged) -> Iterator[OrganizationRow]:
    held: dict[str, list[tuple[Dataset, Quality]]] = defaultdict(list)
    for dataset, quality in judged:
        held[dataset.organization].append((dataset, quality))
    known = writer.catalog.organizations
    for name in sorted(held, key=lambda n: (writer.key(known[n].title), n)):
        yield OrganizationRow(
            link=Link(said=writer.said(known[name].title), href=writer.page(urls.organization(name))),
            datasets=writer.number(len(held[name])),
            points=_mean(writer, held[name]),
            dimensions=tuple(_mean(writer, held[name], dimension) for dimension in DIMENSIONS),
        )


def _dataset(writer: Writer, dataset: Dataset, quality: Quality) -> DatasetRow:
    found = steps(writer, quality)
    more = quality.to_gain()[1:]
    others = {"count": writer.number(len(more)), "points": writer.number(_gain(more))}
    return DatasetRow(
        link=Link(said=writer.said(dataset.title), href=f"{writer.page(urls.dataset(dataset.name))}#quality"),
        points=writer.number(quality.points),
        step=found[0] if found else None,
        others=writer.word("quality.others", **others) if more else "",
    )


def _counting(writer: Writer, dimension: str) -> CriterionRow:
    asked = [criterion for criterion in CRITERIA if criterion.dimension == dimension]
    return CriterionRow(
        dimension=writer.word(f"dimension.{dimension}"),
        weight=writer.number(DIMENSIONS[dimension]),
        criteria=" · ".join(f"{writer.word(f'criterion.{c.name}')} {writer.number(c.weight)}" for c in asked),
    )
