"""Data Packages before Frictionless: valid, and every figure read through them equal to the catalog's own files."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from frictionless import Package, system
from frictionless.fields.yearmonth import yearmonth

from tests.conformance.rows import Counts, Row, tell

CATALOG = Path(os.environ["CATALOG"])


def check(site: Path, counts: Counts) -> Iterator[Row]:
    files = sorted(site.glob("datasets/*/datapackage.json"))
    read = [one for file in files for one in tables_of(file)]
    yield Row(
        "Data Package v2, a dataset",
        "Frictionless: valid, rows and all",
        len(files),
        counts["dataset addresses"],
        tuple(problem for file in files for problem in invalid(file)),
        "no name" if any(lacking(files[0], "name")) else "",
    )
    plain = [(name, source, rows) for name, source, rows in read if source.is_file()]
    yield Row(
        "Data Package v2, figures",
        f"Frictionless: {len(plain)} of {len(read)} tables are the source",
        len(read),
        counts["table addresses"],
        tuple(problem for name, source, rows in plain for problem in differing(name, source, rows)),
        "a changed cell" if plain and any(differing(plain[0][0], plain[0][1], changed(plain[0][2]))) else "",
    )
    whole = Package(str(site / "datapackage.json"))
    named = {site / (resource.path or "") for resource in whole.resources}
    current = {file for file in files if file.parent.name == name_in(file)}
    yield Row(
        "Data Package v2, the catalog",
        "Frictionless: each resource a package",
        len(whole.resources),
        counts["datasets"],
        tuple(sorted(map(str, named ^ current))),
        "no name" if any(lacking(site / "datapackage.json", "name")) else "",
    )


def invalid(file: Path) -> Iterator[str]:
    """Of the whole descriptor, and of every file that stands here."""
    package = Package(str(file))
    for resource in list(package.resources):
        if (resource.path or "").startswith("http") and len(package.resources) > 1:
            package.remove_resource(resource.name)
    if (package.resources[0].path or "").startswith("http"):
        return
    with system.use_context(trusted=True):
        report = package.validate()
    yield from (f"{file}: {row}" for row in report.flatten(["type", "message"]))


def lacking(file: Path, key: str) -> Iterator[str]:
    """What is found in a copy whose first resource has lost a property."""
    told = json.loads(file.read_text("utf-8"))
    del told["resources"][0][key]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        copy.write_text(json.dumps(told), "utf-8")
        try:
            yield from (f"{error}" for error in Package(str(copy)).validate().errors)
        except Exception as error:  # Frictionless refuses to read it
            yield str(error)


def name_in(file: Path) -> str:
    """What the dataset is called today, of which this may be a copy under a former name."""
    return str(json.loads(file.read_text("utf-8"))["name"])


def tables_of(file: Path) -> Iterator[tuple[str, Path, list[list[Any]]]]:
    """Each table's name, where its file would stand in the catalog, and its rows as Frictionless reads them."""
    for resource in Package(str(file)).resources:
        if resource.schema.fields:
            rows = [list(row.values()) for row in resource.read_rows()]
            source = CATALOG / "datasets" / name_in(file) / (resource.path or "")
            yield f"{file.parent.name}/{resource.name}", source, rows


def differing(name: str, source: Path, rows: list[list[Any]]) -> Iterator[str]:
    with source.open(encoding="utf-8-sig", newline="") as stream:
        cells = list(csv.reader(stream))[1:]
    if len(cells) != len(rows):
        yield f"{name}: {len(rows)} rows of {len(cells)}"
    for number, (row, own) in enumerate(zip(rows, cells, strict=False), start=1):
        yield from (f"{name}, row {number}: {a!r} of {b!r}" for a, b in zip(row, own, strict=True) if not same(a, b))


def same(value: Any, text: str) -> bool:
    if value is None:
        return text == ""
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, yearmonth):
        return text == f"{value.year:04}-{value.month:02}"
    if isinstance(value, int | Decimal):
        return value == Decimal(text)
    return text == (value.isoformat() if isinstance(value, date) else str(value))


def changed(rows: list[list[Any]]) -> list[list[Any]]:
    return [["another", *rows[0][1:]], *rows[1:]]


if __name__ == "__main__":
    tell(check)
