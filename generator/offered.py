"""What of a catalog stands on its site: datasets that were withdrawn are set apart, and nobody refers to them.

In comes the catalog as its files declare it, out goes the one that is published: whatever lists, counts, searches or
reads `Catalog.datasets` sees no withdrawn one. It must not know pages nor formats.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.model import Catalog, Dataset, Indicator, IndicatorSet, Node, Text


def offered(catalog: Catalog) -> Catalog:
    """The same catalog where nothing is to be left out."""
    withdrawn = tuple(replace(d, resources=(), digest="") for d in catalog.datasets if d.withdrawn is not None)
    if not withdrawn:
        return catalog
    datasets = tuple(dataset for dataset in catalog.datasets if dataset.withdrawn is None)
    return replace(_closed(catalog, datasets), withdrawn=withdrawn)


def _closed(catalog: Catalog, datasets: tuple[Dataset, ...]) -> Catalog:
    """The catalog with these datasets alone, of which each thing that is named is there."""
    names = {dataset.name for dataset in datasets}
    indicators = {indicator.name for dataset in datasets for indicator in dataset.indicators}
    titles = {i.name: i.title for d in catalog.datasets for i in d.indicators}
    return replace(
        catalog,
        datasets=tuple(_dataset(dataset, names, indicators) for dataset in datasets),
        featured=_known(catalog.featured, names),
        boundaries=catalog.boundaries if catalog.boundaries in names else None,
        featured_indicators=_known(catalog.featured_indicators, indicators),
        indicator_sets={name: _set(one, indicators, titles) for name, one in catalog.indicator_sets.items()},
    )


def _dataset(dataset: Dataset, names: Collection[str], indicators: Collection[str]) -> Dataset:
    related = _known(dataset.related, names)
    shown = tuple(_indicator(indicator, indicators) for indicator in dataset.indicators)
    if related == dataset.related and shown == dataset.indicators:
        return dataset
    return replace(dataset, related=related, indicators=shown, digest="")


def _indicator(indicator: Indicator, indicators: Collection[str]) -> Indicator:
    return replace(indicator, related=_known(indicator.related, indicators))


def _set(shown: IndicatorSet, indicators: Collection[str], titles: dict[str, Text]) -> IndicatorSet:
    children = tuple(_node(node, indicators, titles) for node in shown.children)
    return replace(shown, headline=_known(shown.headline, indicators), children=children)


def _node(node: Node, indicators: Collection[str], titles: dict[str, Text]) -> Node:
    """A leaf whose indicator is not there counts as one without open data, under the same title."""
    children = tuple(_node(child, indicators, titles) for child in node.children)
    if node.indicator is None or node.indicator in indicators:
        return replace(node, children=children)
    return replace(node, title=node.title or titles.get(node.indicator), indicator=None, children=children)


def _known(names: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)
