"""Pages at addresses that things had before: each names the new one, and leads there at once.

In comes the catalog, out go `Page`s for former names of datasets, indicators and sets. A file of a static host cannot
answer with a redirection (RFC 9110, 15.4.2); a refresh after 0 seconds is what browsers, readers' aids (WCAG 2.2,
technique H76) and search engines take for one. It must not know what stands at the new address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.model import Catalog, Dataset, Indicator, IndicatorSet, Summary
from generator.pages.page import Page
from generator.pages.writer import Said, Writer

EMBED: Final = "embed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerView:
    title: Said
    former: str
    name: str
    href: str


class Moved(NamedTuple):
    """A thing with its former names, and where pages of its sort stand."""

    thing: Dataset | Indicator | IndicatorSet
    address: Callable[[str], str]
    trail: str


def pages(catalog: Catalog, _summaries: Mapping[str, Summary]) -> Iterator[Page]:
    for moved in _moved(catalog):
        for former in moved.thing.former_names:
            for language in catalog.languages:
                yield _page(Writer(catalog, language, moved.address(former)), moved, former)
                if moved.address is urls.indicator:
                    framed = moved._replace(address=urls.indicator_embed)
                    page = _page(Writer(catalog, language, urls.indicator_embed(former)), framed, former)
                    yield replace(page, kind=EMBED)


def _moved(catalog: Catalog) -> Iterator[Moved]:
    for dataset in (*catalog.datasets, *catalog.withdrawn):
        yield Moved(dataset, urls.dataset, urls.datasets())
        for indicator in dataset.indicators:
            yield Moved(indicator, urls.indicator, urls.indicators())
    for shown in catalog.indicator_sets.values():
        yield Moved(shown, urls.indicator_set, urls.indicator_sets())


def _page(writer: Writer, moved: Moved, former: str) -> Page:
    target = moved.address(moved.thing.name)
    href = writer.page(target)
    view = FormerView(title=writer.said(moved.thing.title), former=former, name=moved.thing.name, href=href)
    page = writer.finish(
        "former",
        view,
        title=moved.thing.title.text(writer.language),
        description=writer.word("former.lead"),
        trail=(moved.trail,),
        head=str(Markup('<meta http-equiv="refresh" content="0; url={}">').format(href)),
        is_listed=False,
    )
    return replace(page, canonical=urls.page(target, writer.language, writer.catalog.languages))
