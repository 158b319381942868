"""How good a dataset is, out of a hundred points, and how each missing point is gained.

In come a catalog, a dataset and a day; out goes a `Quality`. Dimensions and their weights are those of the
quality control for the Thai Government Data Catalog (https://github.com/kriwitj/nso-gdcatalog-quality-control-system:
metadata 20, timeliness 20, accessibility 15, machine-readability 20, validity 25); criteria within them follow the
Metadata Quality Assessment of data.europa.eu (https://data.europa.eu/mqa/methodology), and add what only tables tell.
What cannot be asked of a dataset is not counted, and the other criteria share the hundred points by their weights.
The next criterion is one more function and one line in `CRITERIA`. It must not know rows, words or pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from generator.freshness import freshness
from generator.model import Catalog, Dataset, DatasetReading, Quality, QualityLine
from generator.quality import metadata, tables, translations
from generator.quality.subject import Measure, Subject

__all__ = ["CRITERIA", "DIMENSIONS", "judged", "quality_of"]

NAMED: Final = 3  # things left that a line names; the others it counts


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked for: what it is called and how it is gained stand in the words, under its name."""

    name: str
    dimension: str
    weight: int
    measure: Callable[[Subject], Measure]


CRITERIA: Final = (
    Criterion("texts", "metadata", 6, metadata.texts),
    Criterion("keywords", "metadata", 3, metadata.keywords),
    Criterion("coverage", "metadata", 3, metadata.coverage),
    Criterion("level", "metadata", 2, metadata.level),
    Criterion("method", "metadata", 4, metadata.method),
    Criterion("notes", "metadata", 2, metadata.notes),
    Criterion("frequency", "timeliness", 6, metadata.frequency),
    Criterion("on_time", "timeliness", 14, metadata.on_time),
    Criterion("license", "accessibility", 5, metadata.license_),
    Criterion("files", "accessibility", 7, tables.files),
    Criterion("sources", "accessibility", 3, metadata.sources),
    Criterion("open_format", "machine", 6, tables.open_format),
    Criterion("tables", "machine", 8, tables.tables),
    Criterion("units", "machine", 6, tables.units),
    Criterion("keys", "validity", 6, tables.keys),
    Criterion("required", "validity", 5, tables.required),
    Criterion("limits", "validity", 6, tables.limits),
    Criterion("field_titles", "validity", 4, tables.field_titles),
    Criterion("field_meaning", "validity", 4, tables.field_meaning),
)
DIMENSIONS: Final[Mapping[str, int]] = {
    name: sum(criterion.weight for criterion in CRITERIA if criterion.dimension == name)
    for name in dict.fromkeys(criterion.dimension for criterion in CRITERIA)
}
"""Each with its weight."""
WHOLE: Final = 100


def quality_of(catalog: Catalog, dataset: Dataset, today: date) -> Quality:
    """Each criterion gives its weight by the share of what it asks for, rounded down: a line is full once all is done.

    Whoever tells points to people gives the catalog that is `offered`, so that all tell the same."""
    subject = Subject(catalog, dataset, freshness(dataset, today))
    measures = [criterion.measure(subject) for criterion in CRITERIA]
    weights = _shared(WHOLE, [0 if m.exempt else c.weight for c, m in zip(CRITERIA, measures, strict=True)])
    lines = tuple(map(_line, CRITERIA, measures, weights))
    return Quality(lines=lines, translated=translations.counted(dataset, catalog.languages))


def judged(catalog: Catalog, dataset: Dataset, reading: DatasetReading, today: date) -> DatasetReading:
    """The reading with all that hangs on the day of the build."""
    fresh = freshness(dataset, today)
    overdue = fresh.due if fresh.state == "late" else None
    return replace(reading, quality=quality_of(catalog, dataset, today), overdue=overdue)


def _shared(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """The whole in whole parts, as near to the weights as parts that add up to it can be (largest remainders)."""
    exact = [Fraction(whole * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    nearest = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in nearest[: whole - sum(parts)]:
        parts[n] += 1
    return tuple(parts)


def _line(criterion: Criterion, measure: Measure, weight: int) -> QualityLine:
    return QualityLine(
        criterion=criterion.name,
        dimension=criterion.dimension,
        weight=weight,
        points=int(weight * measure.share),
        left=measure.left[:NAMED],
        undone=len(measure.left),
        exempt=measure.exempt,
    )
