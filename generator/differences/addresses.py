"""Which addresses of a published catalog lead nowhere in the next one: in come both, out go paths of the site.

What has another name and names the old one stays, and so does what was withdrawn, except for its data. Data that are
out cannot be held back any more. It must not know
what else has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator import clock, urls
from generator.model import Catalog, Dataset
from generator.offered import offered


def vanished(old: Catalog, new: Catalog) -> set[str]:
    """Addresses of pages and of data files that the older one has and the newer one has not, today."""
    old, new = (offered(catalog, clock.build_moment()) for catalog in (old, new))
    withdrawn = tuple(urls.dataset(name) for d in new.withdrawn for name in _names(d.name, d.former_names))
    gone = {*_pages(old), *_files(old)} - {*_pages(new), *_files(new)}
    return {path for path in gone if not path.startswith(withdrawn)}


def _pages(catalog: Catalog) -> Iterator[str]:
    """Where a reader finds a thing that has a name, or is led to it."""
    for dataset in (*catalog.datasets, *catalog.withdrawn):
        yield from _under(urls.dataset, dataset.name, dataset.former_names)
        for indicator in dataset.indicators:
            yield from _under(urls.indicator, indicator.name, indicator.former_names)
    for shown in catalog.indicator_sets.values():
        yield from _under(urls.indicator_set, shown.name, shown.former_names)
    yield from (urls.organization(name) for name in catalog.organizations)
    yield from (urls.theme(name) for name in catalog.themes)


def _files(catalog: Catalog) -> Iterator[str]:
    """Where a program finds data: a resource's own file, and for the files made of a table its JSON."""
    for dataset in catalog.datasets:
        for name in _names(dataset.name, dataset.former_names):
            yield from _resources(name, dataset)


def _resources(name: str, dataset: Dataset) -> Iterator[str]:
    for resource in dataset.resources:
        if resource.path is not None:
            yield from (urls.original(name, path) for path in _names(resource.path, resource.former_paths))
        if resource.is_table:
            known = _names(resource.name, resource.former_names)
            yield from (urls.derived(name, resource_name, ".json") for resource_name in known)


def _under(address: Callable[[str], str], name: str, formers: Iterable[str]) -> Iterator[str]:
    return (address(known) for known in _names(name, formers))


def _names(name: str, formers: Iterable[str]) -> tuple[str, ...]:
    return (name, *formers)
