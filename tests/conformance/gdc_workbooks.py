"""The Thai catalog's workbooks as an importer reads them: back to the descriptors that the packages themselves give."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from generator import gdc, gdc_sheets
from generator.catalog import load_catalog
from tests.conformance.rows import Counts, Row, tell
from tests.gdc_workbook import headings_in, packages_in


def check(site: Path, counts: Counts) -> Iterator[Row]:
    files = sorted(site.glob("organizations/*/*.gdc.xlsx"))
    registries = read_registries()
    found = [problem for file in files for problem in differing(site, file, registries)]
    read = sum(len(list(packages_in(file))) for file in files)
    yield Row(
        "Thai GDC workbook",
        f"openpyxl: {read} of {counts['datasets']} datasets back",
        len(files),
        counts["organizations"],
        tuple(found if read == counts["datasets"] else [*found, f"{read} datasets"]),
        without_coverage(site, next(file for file in files if any(packages_in(file))), registries),
    )


def read_registries() -> gdc.Registries:
    catalog, _ = load_catalog(Path(os.environ["CATALOG"]))
    assert catalog is not None
    licenses = {entry.gdc: entry.name for entry in reversed(catalog.licenses.values())}
    units = {unit.title.text(gdc.LANGUAGE): unit.name for unit in reversed(catalog.units.values())}
    return gdc.Registries(licenses, units)


def differing(site: Path, file: Path, registries: gdc.Registries) -> Iterator[str]:
    if headings_in(file) != {sheet.name: sheet.columns for sheet in gdc_sheets.SHEETS}:
        yield f"{file.name}: other sheets or columns"
    for package in packages_in(file):
        shown = json.loads(site.joinpath("api/3/action/package_show", package["name"]).read_text("utf-8"))["result"]
        if gdc.descriptor_of(package, registries) != gdc.descriptor_of(shown, registries):
            yield f"{file.name}: {package['name']} differs"
        if [r["url"] for r in package["resources"]] != [r["url"] for r in shown["resources"]]:
            yield f"{file.name}: {package['name']} has other files"


def without_coverage(site: Path, file: Path, registries: gdc.Registries) -> str:
    """What is found where a cell has lost its code."""
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        if sheet.title.startswith("Temp2") and sheet.cell(gdc_sheets.FIRST_ROW, 1).value:
            sheet.cell(gdc_sheets.FIRST_ROW, headings_in(file)[sheet.title].index("geo_coverage") + 1).value = None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        book.save(copy)
        return "no geo_coverage" if list(differing(site, copy, registries)) else ""


if __name__ == "__main__":
    tell(check)
