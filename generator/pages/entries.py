"""One dataset as an entry of a list: title, first words, who, when, how much. In come a dataset and its `Summary`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import locales, urls
from generator.model import Dataset, Summary
from generator.pages.dataset import coverage_words, state_marks
from generator.pages.files import format_name
from generator.pages.writer import Link, Said, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    link: Link
    words: Said
    organization: Link
    coverage: str
    modified: str
    rows: str
    formats: tuple[str, ...]
    marks: tuple[str, ...]


def entry_views(writer: Writer, datasets: Iterable[Dataset], summaries: Mapping[str, Summary]) -> tuple[EntryView, ...]:
    return tuple(_entry(writer, d, summaries.get(d.name) or Summary(dataset=d.name)) for d in datasets)


def by_title(writer: Writer, datasets: Iterable[Dataset]) -> list[Dataset]:
    """In the dictionary order of the page's language."""
    return sorted(datasets, key=lambda d: (writer.key(d.title), d.name))


def by_newest(writer: Writer, datasets: Iterable[Dataset]) -> list[Dataset]:
    """The last change first; those of one day by title."""
    return sorted(by_title(writer, datasets), key=lambda d: d.modified, reverse=True)


def _entry(writer: Writer, dataset: Dataset, summary: Summary) -> EntryView:
    organization = writer.catalog.organizations[dataset.organization]
    return EntryView(
        link=Link(said=writer.said(dataset.title), href=writer.page(urls.dataset(dataset.name))),
        words=writer.excerpt(dataset.description, 120),
        organization=Link(
            said=writer.said(organization.abbreviation or organization.title),
            href=writer.page(urls.organization(organization.name)),
        ),
        coverage="" if dataset.temporal_coverage is None else coverage_words(writer, dataset),
        modified=writer.word("list.changed", date=locales.date_short(dataset.modified, writer.language)),
        rows=writer.counted("count.rows", summary.rows) if summary.tables else "",
        formats=tuple(format_name(f) for f in summary.formats),
        marks=(*state_marks(writer, dataset), *([writer.word("mark.overdue")] if summary.overdue else ())),
    )
