"""How good a dataset is, as its page tells it: the points, what gains the others, every line, and a badge to copy.

In comes the dataset's quality, out goes a view. It must not know how points are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator import urls
from generator.model import Dataset, Quality
from generator.pages.writer import Writer
from generator.quality import DIMENSIONS, telling


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """Something to do: the points that it gains, and where."""

    points: str
    how: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """`lines` has each dimension with its points, and what they are for; `badge` is empty where there are none."""

    points: str
    heading: str
    to_gain: str
    steps: tuple[StepView, ...]
    lines: tuple[tuple[str, str], ...]
    badge: str
    all: str


def quality_view(writer: Writer, dataset: Dataset, quality: Quality) -> QualityView:
    points = writer.number(quality.points)
    site = writer.catalog.site_uri
    page = urls.absolute(writer.path, site)
    picture = urls.absolute(urls.badge(dataset.name), site)
    short = writer.word("quality.short", points=points)
    return QualityView(
        points=short,
        heading=writer.word("quality.heading", points=points),
        to_gain=writer.word("quality.to_gain", points=writer.number(100 - quality.points)),
        steps=steps(writer, quality),
        lines=tuple(_dimension(writer, quality, name) for name in DIMENSIONS),
        badge=f"[![{short}]({picture})]({page}#quality)" if writer.catalog.publishes("badges") else "",
        all=writer.page(urls.quality()),
    )


def mean(writer: Writer, qualities: Sequence[Quality], dimension: str = "") -> str:
    """The average of points, or of those of a dimension, to a tenth."""
    total = sum(quality.of(dimension)[0] if dimension else quality.points for quality in qualities)
    return writer.number(str(round(Fraction(total, len(qualities)) * 10) / 10))


def steps(writer: Writer, quality: Quality) -> tuple[StepView, ...]:
    """What gains points, the most first."""
    return tuple(
        StepView(
            points=f"+{writer.number(line.gain)}",
            how=telling.how(line.criterion, writer.language),
            left=telling.left(line, writer.language),
        )
        for line in quality.to_gain()
    )


def _dimension(writer: Writer, quality: Quality, name: str) -> tuple[str, str]:
    """A dimension that has all its points needs no more words: what they are for, the page of quality tells."""
    got, most = quality.of(name)
    told = (telling.points(line, writer.language) for line in quality.lines if line.dimension == name)
    words = writer.word("quality.whole") if got == most else " · ".join(told)
    return f"{writer.word(f'dimension.{name}')} {writer.number(got)}/{writer.number(most)}", words
