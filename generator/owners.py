"""Who is asked to review a change to a dataset, as code hosts read it: in comes a catalog, out goes `CODEOWNERS`.

A dataset is its organization's, whose `reviewers` are asked, or those of the one it belongs to. Lines above the
marker are people's own. It must not know where the file lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model import Catalog

MARKER: Final = "# Below: made by `banchi owners --write` from datasets/organizations.yml. Do not edit by hand."
SPECIAL: Final = re.compile(r"[\\ #*?\[\]!]")


def with_owners(old: str, catalog: Catalog) -> str:
    """The whole file. Without any reviewers it is what people wrote, and nothing below."""
    own = old.partition(MARKER)[0].rstrip()
    made = list(_lines(catalog))
    parts = [own] if own else []
    parts += ["\n".join((MARKER, *made))] if made else []
    return "\n\n".join(parts) + "\n" if parts else ""


def _lines(catalog: Catalog) -> Iterator[str]:
    for dataset in sorted(catalog.datasets, key=lambda one: one.folder):
        if reviewers := _reviewers(catalog, dataset.organization):
            place = SPECIAL.sub(r"\\\g<0>", dataset.folder)
            yield f"/{place}/ {' '.join(reviewers)}"


def _reviewers(catalog: Catalog, name: str | None) -> Sequence[str]:
    """Of a catalog without errors: each parent is there, and none is its own."""
    while name is not None:
        organization = catalog.organizations[name]
        if organization.reviewers:
            return organization.reviewers
        name = organization.parent
    return ()
