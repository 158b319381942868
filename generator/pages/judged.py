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
    """`lines` has each dimension with its points, and what they are for; `exempt` tells what is not counted, and why;
    `badge` is empty where there are none."""

    points: str
    heading: str
    to_gain: str
    steps: tuple[StepView, ...]
    lines: tuple[tuple[str, str], ...]
    exempt: tuple[str, ...]
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
        lines=tuple(_dimension(writer, quality, name) for name in DIMENSIONS if quality.of(name)[1]),
        exempt=telling.exempt(quality, writer.language),
        badge=f"[![{short}]({picture})]({page}#quality)" if writer.catalog.publishes("badges") else "",
        all=writer.page(urls.quality()),
    )


def mean(writer: Writer, qualities: Sequence[Quality], dimension: str = "") -> str:
    """The average of points, or of those of a dimension, to a tenth. A dimension weighs the same for all datasets that
    it can be asked of, and is a dash where there is none."""
    if not dimension:
        return _tenth(writer, Fraction(sum(quality.points for quality in qualities), len(qualities)))
    share = mean_share(qualities, dimension)
    return "–" if share is None else _tenth(writer, share * DIMENSIONS[dimension])


def mean_share(qualities: Sequence[Quality], dimension: str) -> Fraction | None:
    """The average share of a dimension's points, over the datasets that it can be asked of."""
    shares = [Fraction(points, most) for points, most in (quality.of(dimension) for quality in qualities) if most]
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def _tenth(writer: Writer, points: Fraction) -> str:
    return writer.number(str(round(points * 10) / 10))


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
