"""Feeds of changes as Atom and JSON Feed: of the catalog, each dataset, organization, theme and indicator set, in each
language of the catalog.

In come the catalog with its revisions, out go files below `updates/`. It must not know how revisions were found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator import urls
from generator.formats.feeds import atom, json_feed
from generator.formats.feeds.feed import Subject, commit_address, feed
from generator.model import Catalog, Dataset, DatasetReading, Revision, Summary, Text
from generator.news import page_of, titles_of
from generator.outputs import Alternate, Output, Shown, json_output
from generator.parts import Part
from generator.words import word

__all__ = ["alternates", "commit_address", "dataset_files", "parts"]

FOLDERS: Final[Mapping[str, str]] = {  # kind of a page -> folder of the feeds of what it shows
    "home": "",
    "updates": "",
    "dataset": "datasets",
    "withdrawn": "datasets",
    "organization": "organizations",
    "theme": "themes",
    "indicator-set": "indicator-sets",
}


def dataset_files(catalog: Catalog, dataset: Dataset, _reading: DatasetReading) -> Iterator[Output]:
    """The dataset's own feeds; `catalog` holds no revisions but its own."""
    yield from _files(catalog, _own(dataset), {urls.dataset(dataset.name): dataset.title}, catalog.revisions)


def parts(_catalog: Catalog) -> Iterator[Part]:
    """All others, which see nothing of the datasets' files."""
    yield Part(name="catalog", reads=(), files=_catalog_files)


def _catalog_files(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    titles = titles_of(catalog)
    for subject, pages in _subjects(catalog):
        own = [r for r in catalog.revisions if pages is None or _concerns(r, subject, pages)]
        yield from _files(catalog, subject, titles, own)


def _own(dataset: Dataset) -> Subject:
    return Subject(kind="datasets", name=dataset.name, title=dataset.title, page=urls.dataset(dataset.name))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    """The feeds of what a page shows, in the page's language."""
    if shown.kind in FOLDERS and (shown.name or shown.kind != "withdrawn"):
        for title, form in (("atom", atom), ("json", json_feed)):
            path = urls.feed(FOLDERS[shown.kind], shown.name, shown.language, form.SUFFIX)
            yield Alternate(path=path, mediatype=form.MEDIATYPE, title=word(f"news.{title}", shown.language))


def _subjects(catalog: Catalog) -> Iterator[tuple[Subject, Collection[str] | None]]:
    """Each with the pages of the datasets and sets that it tells of; the whole catalog with None."""
    yield Subject(), None
    datasets, sets = (*catalog.datasets, *catalog.withdrawn), catalog.indicator_sets.values()
    yield from ((_own(dataset), {urls.dataset(dataset.name)}) for dataset in catalog.withdrawn)
    for organization in catalog.organizations.values():
        pages = {urls.dataset(d.name) for d in datasets if d.organization == organization.name}
        pages |= {urls.indicator_set(s.name) for s in sets if s.publisher == organization.name}
        page = urls.organization(organization.name)
        yield Subject(kind="organizations", name=organization.name, title=organization.title, page=page), pages
    for theme in catalog.themes.values():
        pages = {urls.dataset(d.name) for d in datasets if theme.name in d.themes}
        yield Subject(kind="themes", name=theme.name, title=theme.title, page=urls.theme(theme.name)), pages
    homes = {indicator.name: urls.dataset(d.name) for d in catalog.datasets for indicator in d.indicators}
    for shown in sets:
        page = urls.indicator_set(shown.name)
        pages = {page, *(homes[i] for i in shown.indicators() if i in homes)}
        yield Subject(kind="indicator-sets", name=shown.name, title=shown.title, page=page), pages


def _concerns(revision: Revision, subject: Subject, pages: Collection[str]) -> bool:
    """Of a dataset or a set that is gone, what it said of itself last decides."""
    gone = {"organizations": (revision.organization,), "themes": revision.themes}
    return page_of(revision) in pages or subject.name in gone.get(subject.kind, ())


def _files(
    catalog: Catalog, subject: Subject, titles: Mapping[str, Text], revisions: Collection[Revision]
) -> Iterator[Output]:
    for language in catalog.languages:
        shown = feed(catalog, subject, titles, revisions, language)
        path = urls.feed(subject.kind, subject.name, language, atom.SUFFIX)
        yield Output(path=path, content=atom.document(catalog, shown))
        path = urls.feed(subject.kind, subject.name, language, json_feed.SUFFIX)
        yield json_output(path, json_feed.document(catalog, shown))
