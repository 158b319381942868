"""The pages of organizations: the list of all, and one for each with what it publishes.

In come the catalog and summaries, out go `Page`s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import urls
from generator.model import Catalog, Organization, Summary
from generator.pages.entries import EntryView, by_title, entry_views
from generator.pages.judged import mean
from generator.pages.page import Page
from generator.pages.writer import Link, Prose, Said, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationsView:
    publishing: tuple[Link, ...]
    without: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationView:
    title: Said
    abbreviation: Said | None
    text: Prose | None
    url: str | None
    parent: Link | None
    children: tuple[Link, ...]
    count: str
    quality: Link | None
    calendar: Link | None
    entries: tuple[EntryView, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for language in catalog.languages:
        yield _list_page(Writer(catalog, language, urls.organizations()))
        for organization in catalog.organizations.values():
            yield _page(Writer(catalog, language, urls.organization(organization.name)), organization, summaries)


def organization_links(writer: Writer) -> tuple[Link, ...]:
    """Every organization with a dataset, in dictionary order, the number of its datasets beside it."""
    counts = Counter(d.organization for d in writer.catalog.datasets)
    return tuple(_link(writer, o, counts[o.name]) for o in _ordered(writer) if counts[o.name])


def _ordered(writer: Writer) -> list[Organization]:
    return sorted(writer.catalog.organizations.values(), key=lambda o: (writer.key(o.title), o.name))


def _link(writer: Writer, organization: Organization, count: int) -> Link:
    return Link(
        said=writer.said(organization.title),
        href=writer.page(urls.organization(organization.name)),
        note=writer.counted("count.datasets", count),
    )


def _list_page(writer: Writer) -> Page:
    used = {d.organization for d in writer.catalog.datasets}
    view = OrganizationsView(
        publishing=organization_links(writer),
        without=tuple(_link(writer, o, 0) for o in _ordered(writer) if o.name not in used),
    )
    title = writer.word("organization.title")
    return writer.finish("organizations", view, title=title, description=writer.word("organization.lead"))


def _page(writer: Writer, organization: Organization, summaries: Mapping[str, Summary]) -> Page:
    parent = writer.catalog.organizations.get(organization.parent or "")
    datasets = by_title(writer, (d for d in writer.catalog.datasets if d.organization == organization.name))
    counts = Counter(d.organization for d in writer.catalog.datasets)
    children = [o for o in _ordered(writer) if o.parent == organization.name]
    view = OrganizationView(
        title=writer.said(organization.title),
        abbreviation=None if organization.abbreviation is None else writer.said(organization.abbreviation),
        text=None if organization.description is None else writer.prose(organization.description),
        url=organization.url,
        parent=None if parent is None else _link(writer, parent, 0),
        children=tuple(_link(writer, o, counts[o.name]) for o in children),
        count=writer.counted("count.datasets", len(datasets)),
        quality=_quality(writer, [summaries[d.name] for d in datasets if d.name in summaries]),
        calendar=_calendar(writer, organization) if datasets and writer.catalog.publishes("calendar") else None,
        entries=entry_views(writer, datasets, summaries),
    )
    title = organization.title.text(writer.language)
    return writer.finish(
        "organization",
        view,
        title=title,
        description=writer.word("organization.described", title=title),
        name=organization.name,
        trail=(urls.organizations(),),
    )


def _calendar(writer: Writer, organization: Organization) -> Link:
    path = urls.page(urls.calendar_file(organization.name), writer.language, writer.catalog.languages)
    return Link(said=Said(text=writer.word("calendar.own_file")), href=writer.file(path))


def _quality(writer: Writer, summaries: Iterable[Summary]) -> Link | None:
    """The points of its datasets, with a link to what they are for."""
    found = [summary.quality for summary in summaries if summary.quality is not None]
    if not found:
        return None
    return Link(
        said=Said(text=writer.word("quality.heading", points=mean(writer, found))),
        href=f"{writer.page(urls.quality())}#organizations",
        note=writer.counted("quality.mean", len(found)),
    )
