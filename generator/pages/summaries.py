"""What lists remember of a dataset once its reading is dropped. In comes a reading, out goes a small `Summary`."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Dataset, DatasetReading, Figure, IndicatorReading, Summary
from generator.pages.leading import ranked_among


def summary(dataset: Dataset, reading: DatasetReading) -> Summary:
    """The facts that lists show of one dataset."""
    profiles = [r.profile for r in reading.resources if r.profile is not None]
    leading = leading_figure(dataset, reading)
    originals = [d for r in reading.resources for d in r.downloads if d.kind == "original"]
    return Summary(
        dataset=dataset.name,
        rows=sum(p.rows for p in profiles),
        tables=len(profiles),
        files=len(originals),
        remote=sum(r.is_remote for r in dataset.resources),
        formats=tuple(dict.fromkeys(r.format for r in dataset.resources)),
        areas=tuple(sorted(_areas(dataset, reading))),
        bytes=sum(d.bytes for d in originals),
        figure=None if leading is None else leading[:2],
        ranked=None if leading is None else leading[2],
        indicators=tuple(_whole(read) for read in reading.indicators),
        quality=reading.quality,
        overdue=reading.overdue,
    )


def _areas(dataset: Dataset, reading: DatasetReading) -> set[str]:
    found: set[str] = set()
    for read in reading.resources:
        for profile in () if read.profile is None else read.profile.fields:
            column = dataset.field(read.resource, profile.name)
            if column is not None and column.codes == "areas":
                found.update(profile.coded)
    return found


def _whole(reading: IndicatorReading) -> IndicatorReading:
    whole = tuple(s for s in reading.series if not any(s.categories))
    first = reading.series[0].categories if reading.series else ()
    return replace(reading, series=whole or tuple(s for s in reading.series if s.categories == first))


def leading_figure(dataset: Dataset, reading: DatasetReading) -> tuple[str, Figure, str | None] | None:
    """The first figure that a resource gave: the resource's name, the figure, and how many were ranked."""
    resources = {r.name: r for r in dataset.resources}
    for read in reading.resources:
        if read.figure is not None and read.resource in resources:
            ranked = ranked_among(resources[read.resource], read.figure, read.profile)
            return read.resource, read.figure, ranked
    return None
