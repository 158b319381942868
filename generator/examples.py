"""Real names in guides: what `{{ banchi.dataset }}` and the like stand for in hand-written pages of this catalog.

In come Markdown and the catalog, out goes Markdown with addresses that can be copied and run, without what stands
between `{{ banchi.with dcat }}` and `{{ banchi.end }}` (each a line, no pair inside another) where the catalog does not
publish that format or that kind of download. It must not know which page it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.codelists import code_list
from generator.model import Catalog

_HOLE = re.compile(r"\{\{ banchi\.(address|dataset|indicator|set) \}\}")

_CHOICE = re.compile(r"^\{\{ banchi\.with ([a-z -]+) \}\}\n(.*?)^\{\{ banchi\.end \}\}\n", re.DOTALL | re.MULTILINE)

_CHOSEN: Mapping[str, Callable[[Catalog, str], bool]] = {
    **{entry.id: Catalog.publishes for entry in code_list("format")},
    **{entry.id: Catalog.derives for entry in code_list("download")},
}


def filled(markdown: str, catalog: Catalog) -> str:
    """Every hole with the catalog's own: the address it is read at, and names of things that it has."""
    known = _known(catalog)
    markdown = _CHOICE.sub(lambda part: part[2] if _has(catalog, part[1]) else "", markdown)
    return _HOLE.sub(lambda hole: known[hole[1]], markdown)


def _has(catalog: Catalog, names: str) -> bool:
    """Whether it publishes any of them, formats and kinds of downloads alike. Raises KeyError for a name of neither."""
    return any(_CHOSEN[name](catalog, name) for name in names.split())


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
