"""Real names in guides: what `{{ banchi.dataset }}` and the like stand for in hand-written pages of this catalog.

In come Markdown and the catalog, out goes Markdown with addresses that can be copied and run. It must not know which
page it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model import Catalog

_HOLE = re.compile(r"\{\{ banchi\.(address|dataset|indicator|set) \}\}")


def filled(markdown: str, catalog: Catalog) -> str:
    """Every hole with the catalog's own: the address it is read at, and names of things that it has."""
    known = _known(catalog)
    return _HOLE.sub(lambda hole: known[hole[1]], markdown)


def _known(catalog: Catalog) -> Mapping[str, str]:
    """Featured things first; a plain word in angle brackets where there is none."""
    indicators = (*catalog.featured_indicators, *(i.name for d in catalog.datasets for i in d.indicators))
    datasets = (*catalog.featured, *(dataset.name for dataset in catalog.datasets))
    return {
        "address": catalog.site_uri if catalog.site_uri.endswith("/") else f"{catalog.site_uri}/",
        "dataset": next(iter(datasets), "<dataset>"),
        "indicator": next(iter(indicators), "<indicator>"),
        "set": next(iter((*catalog.featured_sets, *catalog.indicator_sets)), "<set>"),
    }
