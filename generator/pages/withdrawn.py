"""The page that a withdrawn dataset leaves at its address, and at those of its indicators: what it was, when and why it
was withdrawn, and what to use instead.

In comes the catalog, out go `Page`s. It must not know any data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator import urls
from generator.model import Catalog, Dataset, Summary, Text
from generator.pages.page import Page
from generator.pages.terms import ContactView, contact_view
from generator.pages.writer import Link, Prose, Said, Writer

EMBED: Final = "embed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnView:
    """`dataset` is a link to the dataset's own page, None on that page itself."""

    title: Said
    organization: Link
    lead: str
    reason: Said
    successor: Link | None
    dataset: Link | None
    about: Prose
    contact: ContactView


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for dataset in catalog.withdrawn:
        for language in catalog.languages:
            writer = Writer(catalog, language, urls.dataset(dataset.name))
            yield _page(writer, dataset, dataset.title, dataset.description, urls.datasets(), name=dataset.name)
            for one in dataset.indicators:
                facts = dataset, one.title, one.definition, urls.indicators()
                yield _page(Writer(catalog, language, urls.indicator(one.name)), *facts)
                framed = _page(Writer(catalog, language, urls.indicator_embed(one.name)), *facts)
                yield replace(framed, kind=EMBED)


def _page(writer: Writer, dataset: Dataset, title: Text, about: Text, trail: str, *, name: str = "") -> Page:
    withdrawal = dataset.withdrawn
    assert withdrawal is not None
    key = "withdrawn.dataset" if name else "withdrawn.indicator"
    lead = writer.word(key, date=writer.day(withdrawal.date))
    organization = writer.catalog.organizations[dataset.organization]
    view = WithdrawnView(
        title=writer.said(title),
        organization=Link(said=writer.said(organization.title), href=writer.page(urls.organization(organization.name))),
        lead=lead,
        reason=writer.said(withdrawal.reason),
        successor=_dataset(writer, withdrawal.successor),
        dataset=None if name else _dataset(writer, dataset.name),
        about=writer.prose(about),
        contact=contact_view(writer, dataset.contact),
    )
    return writer.finish(
        "withdrawn",
        view,
        title=title.text(writer.language),
        description=f"{lead} {withdrawal.reason.text(writer.language)}",
        name=name,
        trail=(trail,),
        is_listed=False,
    )


def _dataset(writer: Writer, name: str | None) -> Link | None:
    known = {d.name: d for d in (*writer.catalog.datasets, *writer.catalog.withdrawn)}
    if name is None or name not in known:
        return None
    return Link(said=writer.said(known[name].title), href=writer.page(urls.dataset(name)))
