"""What of the catalog concerns one dataset: slices of which keys are made, so that nothing else can enter its pages.

In come the catalog and a dataset, out go smaller catalogs, and the digests of its files. It must not know who keeps
what by them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from generator.digests import sha256_of
from generator.model import Catalog, Contact, Dataset, Text

NOTHING: Final = Text({"": ""})


def page_slice(catalog: Catalog, dataset: Dataset) -> Catalog:
    """What the pages of one dataset may show of the catalog."""
    fields = [f for r in dataset.resources if r.schema is not None for f in r.schema.fields]
    return replace(
        catalog,
        datasets=(),
        featured=(),
        featured_indicators=(),
        featured_sets=(),
        indicator_sets={},
        synonyms={},
        organizations=_only(catalog.organizations, (dataset.organization, catalog.publisher)),
        themes=_only(catalog.themes, dataset.themes),
        licenses=_only(catalog.licenses, (dataset.license,)),
        units=_only(catalog.units, (dataset.unit, *(f.unit for f in fields), *(i.unit for i in dataset.indicators))),
        areas=catalog.areas if dataset.indicators or any(f.codes for f in fields) else {},
    )


def reading_slice(catalog: Catalog, dataset: Dataset) -> Catalog:
    """What the files made of one dataset may hold of the catalog: nothing that only pages show."""
    return replace(
        page_slice(catalog, dataset),
        title=NOTHING,
        description=NOTHING,
        publisher="",
        preview_uri=None,
        license=None,
        contact=Contact(name=NOTHING),
        issues_url=None,
        repository_url=None,
        organizations=_only(catalog.organizations, (dataset.organization,)),
        themes={},
    )


def files_of(root: Path, dataset: Dataset) -> list[tuple[str, int, str]] | None:
    """Path, size and digest of every file that a resource names, and the names of all others beside them.

    None where any is missing, behind a link or no plain file: such a dataset is looked at anew each time.
    """
    folder = str(root / dataset.folder)
    wanted = {r.path for r in dataset.resources if r.path is not None}
    found = []
    for here, folders, names in os.walk(folder):
        folders.sort()
        inside = f"{here[len(folder) + 1 :]}/".replace(os.sep, "/").lstrip("/")
        for name in sorted(names):
            path = f"{inside}{name}"
            if path not in wanted:
                found.append((path, 0, ""))
                continue
            file = Path(here, name)
            try:
                if not stat.S_ISREG(file.lstat().st_mode):
                    return None
                found.append((path, *sha256_of(file)))
            except OSError:
                return None
    return found if wanted <= {path for path, _, digest in found if digest} else None


def _only(registry: Mapping[str, Any], names: Iterable[str | None]) -> dict[str, Any]:
    return {name: registry[name] for name in dict.fromkeys(names) if name is not None and name in registry}
