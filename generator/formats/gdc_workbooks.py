"""The datasets of each organization in the workbook that agencies fill for the Thai Government Data Catalog.

In come the catalog and the site, where each dataset stands as CKAN stores it (`package_show`); out goes a workbook an
organization, for who keeps such a catalog to import. The same facts give the same bytes. It must not know the fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter

from generator import gdc, gdc_sheets, urls, words
from generator.model import Catalog, Dataset, Organization, Summary
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part
from generator.sheets import Sheet
from generator.workbooks import CREATED

MEDIATYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def parts(catalog: Catalog) -> Iterator[Part]:
    """One for each organization, also where it has no dataset yet: then the template to fill."""
    for organization in catalog.organizations.values():
        reads = tuple(dataset for dataset in catalog.datasets if dataset.organization == organization.name)
        yield Part(name=organization.name, reads=reads, files=partial(_files, organization, reads))


def _files(
    organization: Organization,
    datasets: tuple[Dataset, ...],
    catalog: Catalog,
    _summaries: Mapping[str, Summary],
    site: Path,
) -> Iterator[Output]:
    answers = (site.joinpath(urls.ckan_show("package", dataset.name)).read_bytes() for dataset in datasets)
    with TemporaryDirectory() as folder:
        file = Path(folder, "gdc.xlsx")
        _write(file, catalog, organization, [json.loads(answer)["result"] for answer in answers])
        yield Output(path=urls.gdc_workbook(organization.name), content=file.read_bytes())


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.kind == "organization":
        yield Alternate(path=urls.gdc_workbook(shown.name), mediatype=MEDIATYPE)


def _write(file: Path, catalog: Catalog, organization: Organization, packages: list[dict[str, Any]]) -> None:
    """A heading for people in the first row; the rows that an importer leaves out hold the Thai names of columns."""
    book = xlsxwriter.Workbook(str(file), {"in_memory": True})
    book.set_properties({"created": CREATED})
    bold = book.add_format({"bold": True})
    rows = gdc_sheets.rows_of(packages)
    for sheet in gdc_sheets.SHEETS:
        written: Sheet = book.add_worksheet(sheet.name, worksheet_class=Sheet)
        above: list[None] = [None] * (gdc_sheets.HEADING_ROW - 1)
        below: list[None] = [None] * (gdc_sheets.FIRST_ROW - gdc_sheets.HEADING_ROW - 2)
        title = f"{gdc.thai(organization.title)} – {gdc.thai(catalog.title)}"
        written.take([[title, *above[1:]], *[above for _ in sheet.columns[1:]]])
        written.take([[name] for name in sheet.columns], words=bold)
        written.take([[_label(name), *below] for name in sheet.columns])
        written.take([[cell or None for cell in column] for column in zip(*rows[sheet.name], strict=True)])
    book.close()


def _label(column: str) -> str:
    key = f"core.{column}"
    return words.word(key, gdc.LANGUAGE) if words.knows(key) else ""
