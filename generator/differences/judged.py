"""Points of quality that a change gains or loses. In comes a `Difference` with its two catalogs; out goes the same with
what became of each dataset's points, line by line.

Both sides are judged at one moment, so that no point goes because time went by, and as the site offers them then, so
that the points are those of its pages. It must not know how points are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from generator.differences.facts import Change, Difference, LineChange, QualityChange
from generator.model import Catalog, Quality
from generator.offered import offered
from generator.quality import quality_of


def with_quality(difference: Difference, old: Catalog, new: Catalog, now: datetime) -> Difference:
    """A dataset whose points alone changed, as by another license in the registry, counts as changed."""
    old, new = offered(old, now), offered(new, now)
    before = {dataset.name: dataset for dataset in old.datasets}
    today = now.date()
    told = {change.name: change for change in difference.changes if change.sort == "dataset"}
    found: dict[str, Change] = {}
    for dataset in new.datasets:
        change = told.get(dataset.name)
        was = before.get(change.former or dataset.name if change is not None else dataset.name)
        if was is not None and change is None and old.licenses == new.licenses:
            continue
        quality = _change(None if was is None else quality_of(old, was, today), quality_of(new, dataset, today))
        if quality is not None:
            change = change or Change(sort="dataset", name=dataset.name, kind="changed", title=dataset.title)
            found[dataset.name] = replace(change, quality=quality)
    kept = [found.pop(c.name, c) if c.sort == "dataset" else c for c in difference.changes]
    return replace(difference, changes=(*kept, *found.values()))


def _change(old: Quality | None, new: Quality) -> QualityChange | None:
    """None where no line has other points than before."""
    if old is None:
        return QualityChange(before=None, after=new.points)
    lines = tuple(_lines(old, new))
    return QualityChange(before=old.points, after=new.points, lines=lines) if lines else None


def _lines(old: Quality, new: Quality) -> Iterator[LineChange]:
    for was, now in zip(old.lines, new.lines, strict=True):
        if was.points != now.points:
            yield LineChange(
                criterion=now.criterion, before=was.points, after=now.points, left=now.left, exempt=now.exempt
            )
