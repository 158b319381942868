"""Indicator sets as the plain API has them: `/api/sets.json` and `/api/sets/<name>.json`.

In come a set and its indicators, out go plain dicts: the tree, the editions, and each indicator's newest value.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator import urls
from generator.figures import home_area
from generator.formats.api.indicators import identity
from generator.formats.api.things import Document, address, digits, latest, organization, texts
from generator.indicator_files import set_kinds
from generator.model import Catalog, Dataset, Edition, Indicator, IndicatorReading, IndicatorSet, Node

Known = Mapping[str, tuple[Dataset, Indicator, IndicatorReading]]


def entry(catalog: Catalog, shown: IndicatorSet, known: Known) -> Document:
    """A set in the list of all."""
    return {
        **_identity(catalog, shown),
        "publisher": shown.publisher,
        "indicators": [name for name in shown.indicators() if name in known],
        "api": address(catalog, urls.api_set(shown.name)),
    }


def document(catalog: Catalog, shown: IndicatorSet, known: Known) -> Document:
    """`known` are the catalog's indicators by name; leaves without one keep their place in the tree."""
    names = [name for name in dict.fromkeys((*shown.headline, *shown.indicators())) if name in known]
    focus = shown.focus or home_area(catalog.areas)
    return {
        **_identity(catalog, shown),
        "description": texts(shown.description),
        "publisher": organization(catalog, catalog.organizations[shown.publisher]),
        "homepage": shown.homepage,
        "focus": focus,
        "size": shown.size,
        "editions": [_edition(edition) for edition in shown.editions],
        "headline": [name for name in shown.headline if name in known],
        "indicators": [_indicator(catalog, *known[name], focus) for name in names],
        "tree": [_node(node) for node in shown.children],
        "files": _files(catalog, shown, names, known),
    }


def _identity(catalog: Catalog, shown: IndicatorSet) -> Document:
    return {
        "name": shown.name,
        "id": urls.thing(urls.indicator_set(shown.name), "set", catalog.base_uri),
        "title": texts(shown.title),
        "abbreviation": texts(shown.abbreviation),
        "url": address(catalog, urls.indicator_set(shown.name)),
    }


def _edition(edition: Edition) -> Document:
    return {
        "name": texts(edition.name),
        "time": edition.time,
        "published": None if edition.published is None else edition.published.isoformat(),
        "ranked": edition.ranked,
        "url": edition.url,
    }


def _indicator(
    catalog: Catalog, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, focus: str | None
) -> Document:
    return {
        **identity(catalog, indicator),
        "dataset": dataset.name,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "unit": dataset.unit_of(indicator),
        "latest": latest(indicator, reading, focus),
        "api": address(catalog, urls.api_indicator(indicator.name)),
    }


def _node(node: Node) -> Document:
    return {
        "title": texts(node.title),
        "code": node.code,
        "weight": digits(None if node.weight is None else f"{node.weight:f}"),
        "indicator": node.indicator,
        "children": [_node(child) for child in node.children],
    }


def _files(catalog: Catalog, shown: IndicatorSet, names: list[str], known: Known) -> list[Document]:
    """Those beside its dashboard."""
    count = sum(len(series.observations) for name in names for series in known[name][2].series)
    return [
        {"kind": kind, "url": address(catalog, urls.indicator_set_file(shown.name, f".{kind}"))}
        for kind in set_kinds(catalog, count)
    ]
