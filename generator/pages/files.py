"""The files that a reader can take: what a dataset's page says of each. In come resources and their readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.model import Dataset, DatasetReading, Download, Resource, TableProfile
from generator.pages.usage import Snippet, plain_address, snippets
from generator.pages.writer import Prose, Said, Writer

FIRST: Final[tuple[str, ...]] = ("csv", "xlsx")  # kinds of a table that the first screen offers
FIRST_OF: Final = {"geojson": ("original", "csv")}  # … of a map its own format, by the resource's format
NAMES: Final = {"geojson": "GeoJSON", "parquet": "Parquet"}  # formats that are no abbreviations


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """One download. `kind` says in words what it is and is good for."""

    href: str
    name: str
    kind: str
    note: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """One resource and its files; a remote one has an address instead and was not checked."""

    name: str
    title: Said
    description: Prose | None
    format: str
    facts: tuple[str, ...]
    files: tuple[FileView, ...]
    omitted: tuple[str, ...]
    url: str | None
    hash: str | None
    snippets: tuple[Snippet, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonView:
    """A download of the first screen."""

    href: str
    words: str
    size: str
    is_remote: bool = False


def resource_views(writer: Writer, dataset: Dataset, reading: DatasetReading) -> tuple[ResourceView, ...]:
    return tuple(_resource_view(writer, r, reading) for r in dataset.resources)


def whole_views(writer: Writer, reading: DatasetReading) -> tuple[FileView, ...]:
    """The files of the whole dataset: the zip and the Data Package."""
    return tuple(file_view(writer, d) for d in (reading.bundle, reading.package) if d is not None)


def kinds_of(files: Iterable[FileView]) -> tuple[FileView, ...]:
    """One file of each kind that has something to be said of it."""
    return tuple({f.kind: f for f in files if f.note}.values())


def first_buttons(writer: Writer, dataset: Dataset, reading: DatasetReading) -> tuple[ButtonView, ...]:
    """What the first screen offers: one resource's best formats, or the whole dataset where it has several."""
    if len(dataset.resources) == 1:
        return _buttons_of(writer, dataset.resources[0], reading)
    buttons = []
    if reading.bundle is not None:
        words = writer.word("download.whole")
        buttons.append(
            ButtonView(href=writer.file(reading.bundle.path), words=words, size=writer.size(reading.bundle.bytes))
        )
    elif dataset.resources:
        buttons += _buttons_of(writer, dataset.resources[0], reading)
    return tuple(buttons)


def _buttons_of(writer: Writer, resource: Resource, reading: DatasetReading) -> tuple[ButtonView, ...]:
    if resource.url is not None:
        words = writer.word("download.at_source", format=format_name(resource.format))
        size = "" if resource.bytes is None else writer.size(resource.bytes)
        return (ButtonView(href=resource.url, words=words, size=size, is_remote=True),)
    downloads = {d.kind: d for d in reading.of(resource).downloads}
    kinds = [k for k in FIRST_OF.get(resource.format, FIRST) if k in downloads] or [
        k for k in ("original",) if k in downloads
    ]
    return tuple(
        ButtonView(
            href=writer.file(downloads[k].path),
            words=writer.word("download.one", format=_format(downloads[k])) if k == kinds[0] else _format(downloads[k]),
            size=writer.size(downloads[k].bytes),
        )
        for k in kinds
    )


def _resource_view(writer: Writer, resource: Resource, reading: DatasetReading) -> ResourceView:
    read = next((r for r in reading.resources if r.resource == resource.name), None)
    downloads = () if read is None else read.downloads
    return ResourceView(
        name=resource.name,
        title=writer.said(resource.title),
        description=None if resource.description is None else writer.prose(resource.description, heading=4),
        format=format_name(resource.format),
        facts=tuple(_facts(writer, resource, None if read is None else read.profile)),
        files=tuple(file_view(writer, d) for d in downloads),
        omitted=()
        if read is None
        else tuple(_omitted(writer, kind, why) for kind, why in sorted(read.omitted.items())),
        url=resource.url,
        hash=resource.hash if resource.is_remote else None,
        snippets=snippets(writer, downloads),
        address=plain_address(writer, downloads),
    )


def _facts(writer: Writer, resource: Resource, profile: TableProfile | None) -> list[str]:
    facts = []
    if profile is not None:
        facts.append(writer.counted("count.rows", profile.rows))
    if resource.is_remote and resource.bytes is not None:
        facts.append(writer.size(resource.bytes))
    if resource.path is not None and resource.encoding.lower() not in ("utf-8", "utf8"):
        facts.append(writer.word("download.encoding", encoding=resource.encoding))
    if resource.modified is not None:
        facts.append(writer.word("download.modified", date=writer.day(resource.modified)))
    return facts


def file_view(writer: Writer, download: Download) -> FileView:
    is_both = download.is_original and download.kind == "csv"
    note = "kind_note.csv_original" if is_both else f"kind_note.{download.kind}"
    return FileView(
        href=writer.file(download.path),
        name=download.path.rsplit("/", 1)[-1],
        kind=writer.word(f"kind.{download.kind}", format=_format(download)),
        note=writer.word(note) if writer.knows(note) else "",
        size=writer.size(download.bytes),
        sha256=download.sha256,
    )


def _format(download: Download) -> str:
    return format_name(download.format)


def format_name(name: str) -> str:
    """A format as people write it: `CSV`, `GeoJSON`."""
    return NAMES.get(name, name.upper())


def _omitted(writer: Writer, kind: str, why: str) -> str:
    what = writer.word(f"kind.{kind}", format=kind.upper())
    return writer.word("download.omitted", kind=what, why=writer.word(f"omitted.{why}"))
