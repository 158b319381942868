"""The whole catalog in three files: a table with one row a dataset, as CSV and XLSX, and a zip of all Data Packages.

In come the catalog, summaries of its datasets and the site, where their `datapackage.json` stand; out go files. The
same facts give the same bytes. It must not know rows.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator import urls
from generator.batches import batches
from generator.bundles import MEMBER_TIME
from generator.dictionaries import dictionary
from generator.model import Catalog, Dataset, Field, Schema, Summary, Text
from generator.outputs import Alternate, Output
from generator.parts import Part
from generator.words import words
from generator.workbooks import XlsxWriter
from generator.writers import CsvWriter, Writer

WRITERS: Final[tuple[tuple[str, type[Writer]], ...]] = ((".csv", CsvWriter), (".xlsx", XlsxWriter))
APART: Final = "; "  # between the values of one cell

Row = tuple[object, ...]


def parts(catalog: Catalog) -> Iterator[Part]:
    yield Part(name="table", reads=(), files=_tables, sees=lambda summary: (summary.rows, summary.formats))
    yield Part(name="zip", reads=catalog.datasets, files=_archive)


def _tables(catalog: Catalog, summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    fields = tuple(_fields(catalog))
    rows = [_row(catalog, dataset, summaries[dataset.name]) for dataset in catalog.datasets]
    with TemporaryDirectory() as folder:
        for suffix, kind in WRITERS:
            file = Path(folder, f"catalog{suffix}")
            writer = kind(file, fields, dictionary(catalog, Schema(fields=fields)))
            for batch in batches(fields, rows):
                writer.add(batch)
            writer.close()
            if not writer.omitted:
                yield Output(path=urls.catalog_table(suffix), source=file)


def _archive(catalog: Catalog, _summaries: Mapping[str, Summary], site: Path) -> Iterator[Output]:
    with TemporaryDirectory() as folder:
        packed = Path(folder, "catalog.zip")
        _pack(catalog, site, packed)
        yield Output(path=urls.catalog_descriptors(), source=packed)


def alternates(kind: str, _name: str) -> Iterator[Alternate]:
    if kind in ("home", "datasets"):
        yield Alternate(path=urls.catalog_table(".csv"), mediatype="text/csv", title="CSV")


def _pack(catalog: Catalog, site: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for dataset in catalog.datasets:
            path = urls.data_package(dataset.name)
            member = zipfile.ZipInfo(path, MEMBER_TIME)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, site.joinpath(path).read_bytes(), compresslevel=1)


def _fields(catalog: Catalog) -> Iterator[Field]:
    """Every column with its meaning: the second sheet of the workbook."""
    for name, kind, spoken in COLUMNS:
        for each in [f"{name}_{language}" for language in catalog.languages] if spoken else [name]:
            title = words()[f"whole.{name}"]
            yield Field(name=each, type=kind, title=Text({key: str(text) for key, text in title.items()}))


COLUMNS: Final = (  # name, type, whether there is one a language
    ("name", "string", False),
    ("title", "string", True),
    ("description", "string", True),
    ("organization", "string", False),
    ("organization_title", "string", True),
    ("themes", "string", False),
    ("keywords", "string", True),
    ("license", "string", False),
    ("data_type", "string", False),
    ("update_frequency", "string", False),
    ("geo_coverage", "string", False),
    ("governance_category", "string", False),
    ("start", "string", False),
    ("end", "string", False),
    ("created", "date", False),
    ("modified", "date", False),
    ("resources", "integer", False),
    ("rows", "integer", False),
    ("formats", "string", False),
    ("indicators", "integer", False),
    ("url", "string", False),
    ("datapackage", "string", False),
)


def _row(catalog: Catalog, dataset: Dataset, summary: Summary) -> Row:
    """In the order of the columns."""
    organization = catalog.organizations[dataset.organization]
    covered = dataset.temporal_coverage
    return (
        dataset.name,
        *_spoken(catalog, dataset.title),
        *_spoken(catalog, dataset.description),
        organization.name,
        *_spoken(catalog, organization.title),
        APART.join(dataset.themes),
        *(APART.join(dataset.keywords.by_language.get(language, ())) for language in catalog.languages),
        dataset.license,
        dataset.data_type,
        dataset.update_frequency.unit,
        dataset.geo_coverage,
        dataset.governance_category,
        None if covered is None else covered.start,
        None if covered is None else covered.end,
        dataset.created,
        dataset.modified,
        len(dataset.resources),
        summary.rows,
        APART.join(summary.formats),
        len(dataset.indicators),
        urls.absolute(urls.dataset(dataset.name), catalog.site_uri),
        urls.absolute(urls.data_package(dataset.name), catalog.site_uri),
    )


def _spoken(catalog: Catalog, text: Text) -> Iterator[str | None]:
    """In each language; nothing where that is missing."""
    return (text.by_language.get(language) for language in catalog.languages)
