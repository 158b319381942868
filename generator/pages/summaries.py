"""What lists remember of a dataset once its reading is dropped. In comes a reading, out goes a small `Summary`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Dataset, DatasetReading, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A dataset in a few facts. `rows` are those of all its tables, `bytes` those of its own files as published.

    `formats` are the formats of its files, in their order; `figure` comes with the name of the resource that gave it.
    """

    dataset: str
    rows: int = 0
    tables: int = 0
    files: int = 0
    remote: int = 0
    formats: tuple[str, ...] = ()
    bytes: int = 0
    figure: tuple[str, Figure] | None = None


def summary(dataset: Dataset, reading: DatasetReading) -> Summary:
    """The facts that lists show of one dataset."""
    profiles = [r.profile for r in reading.resources if r.profile is not None]
    figures = [(r.resource, r.figure) for r in reading.resources if r.figure is not None]
    originals = [d for r in reading.resources for d in r.downloads if d.kind == "original"]
    return Summary(
        dataset=dataset.name,
        rows=sum(p.rows for p in profiles),
        tables=len(profiles),
        files=len(originals),
        remote=sum(r.is_remote for r in dataset.resources),
        formats=tuple(dict.fromkeys(r.format for r in dataset.resources)),
        bytes=sum(d.bytes for d in originals),
        figure=figures[0] if figures else None,
    )
