"""Datasets out of catalogs that others keep: one module a foreign format, each with an `IMPORTER`; the next one is one
more module and one more line in `IMPORTERS`.

In come a source and the catalog, out go folders of `datasets/` and a `Report` of every record: what was written, which
liberties were taken, and what was refused, with reasons. It must not know a terminal, nor publish.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.catalog import DESCRIPTOR, FOLDER
from generator.importing import ckan, datapackage, dcat_us, gdc_xlsx, open_sdg
from generator.importing.drafts import Desk, Note, Refused
from generator.importing.fetching import Fetcher
from generator.importing.filing import Filed, FiledSet, Filing
from generator.importing.importer import Importer
from generator.importing.registries import Registrar
from generator.problems import WrongUse

__all__ = ["IMPORTERS", "Desk", "Fetcher", "Filed", "Importer", "Note", "Report", "import_source"]

IMPORTERS: Final[tuple[Importer, ...]] = (
    datapackage.IMPORTER,
    ckan.IMPORTER,
    dcat_us.IMPORTER,
    gdc_xlsx.IMPORTER,
    open_sdg.IMPORTER,
)
SCRATCH: Final = ".banchi"  # beside datasets/, on the same disk; Git ignores it


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`refused` holds records by their label, `added` names of new entries by registry, `sets` those of indicators."""

    read: int
    written: tuple[Filed, ...]
    refused: tuple[tuple[str, Note], ...]
    added: tuple[tuple[str, tuple[str, ...]], ...]
    sets: tuple[FiledSet, ...] = ()


def import_source(root: Path, into: str, importer: Importer, source: str, desk: Desk) -> Report:
    """Import every record that can be. Raises `WrongUse` where the source or the folder cannot be used."""
    target = folder_of(root, into)
    refused: list[tuple[str, Note]] = []
    read = 0
    (root / SCRATCH).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="import-", dir=root / SCRATCH) as scratch:
        downloads = Path(scratch) / "downloads"
        downloads.mkdir()
        desk = replace(desk, downloads=downloads)
        filing = Filing(root=root, into=target, scratch=Path(scratch), registrar=Registrar(desk))
        for entry in importer.entries(source, desk):
            read += 1
            try:
                filing.add(importer.draft(entry, desk))
            except Refused as error:
                refused.append((entry.label, error.note))
            except WrongUse as error:
                refused.append(
                    (entry.label, Note("unreadable", {key: str(value) for key, value in error.values.items()}))
                )
        if not read:
            raise WrongUse("import-nothing", path=source, wanted=importer.name)
        if importer.gathered is not None and filing.filed:
            filing.add_set(importer.gathered(source, [filed.draft for filed in filing.filed], desk))
        filing.put()
        added = tuple((registry, names) for registry, names in filing.added() if names)
    return Report(read=read, written=tuple(filing.filed), refused=tuple(refused), added=added, sets=tuple(filing.sets))


def folder_of(root: Path, into: str) -> str:
    """A folder of datasets/, from the catalog's root, that is no dataset itself nor within one. Raises `WrongUse`."""
    wanted = (root / into).resolve()
    top = (root / FOLDER).resolve()
    if not wanted.is_relative_to(top) or wanted == top / "indicator-sets":
        raise WrongUse("import-into", found=into, folder=FOLDER)
    above = (folder for folder in (wanted, *wanted.parents) if folder.is_relative_to(top))
    if any((folder / DESCRIPTOR).exists() for folder in above) or any(
        p.startswith(".") for p in wanted.relative_to(top).parts
    ):
        raise WrongUse("import-into", found=into, folder=FOLDER)
    return wanted.relative_to(root.resolve()).as_posix()
