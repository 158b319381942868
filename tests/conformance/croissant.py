"""Croissant by mlcroissant: each document validated, every row of every record set loaded and held against its CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import mlcroissant

from tests.conformance.rows import Counts, Row, tell

CATALOG = Path(os.environ["CATALOG"])


def check(site: Path, counts: Counts) -> Iterator[Row]:
    documents = sorted(site.glob("datasets/*/croissant.json"))
    yield Row(
        "Croissant 1.1",
        "mlcroissant validate",
        len(documents),
        counts["tabular addresses"],
        tuple(told for document in documents for told in violations(document)),
        without_a_digest(documents[0]),
    )
    found = [different(site, document) for document in documents]
    yield Row(
        "Croissant 1.1, records",
        "mlcroissant load: rows equal the source file",
        sum(tables for tables, _ in found),
        counts["table addresses"],
        tuple(problem for _, problems in found for problem in problems),
        another_row(site, documents[0]),
    )


def violations(document: Path) -> list[str]:
    """Errors and warnings."""
    try:
        issues = mlcroissant.Dataset(jsonld=str(document)).metadata.ctx.issues
    except mlcroissant.ValidationError as error:
        return [f"{document.parent.name}: {' '.join(str(error).split())[:300]}"]
    return [f"{document.parent.name}: {told}" for told in (*issues.errors, *issues.warnings)]


def without_a_digest(document: Path) -> str:
    told = json.loads(document.read_text("utf-8"))
    del told["distribution"][0]["sha256"]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, document.name)
        copy.write_text(json.dumps(told), "utf-8")
        found = violations(copy)
    return f"no sha256 ({len(found)})" if found else ""


def different(site: Path, document: Path, cells: tuple[str, str] = ("\n", "\n")) -> tuple[int, list[str]]:
    """How many record sets were read, and those whose rows are not those of the source file, or of the plain CSV where
    the source is no such CSV. `cells` changes its text."""
    told = json.loads(document.read_text("utf-8"))
    base, _, name = told["url"].rstrip("/").rpartition("datasets/")
    files = {f["@id"]: site / unquote(f["contentUrl"].removeprefix(base)) for f in told["distribution"]}
    dataset = mlcroissant.Dataset(jsonld=str(document), mapping={name: str(file) for name, file in files.items()})
    plain = {r["name"]: source(document, name, r["path"]) for r in package(document)["resources"] if "schema" in r}
    problems = []
    for records in told["recordSet"]:
        types = {field["@id"]: field["dataType"] for field in records["field"]}
        found = [list(record.values()) for record in dataset.records(record_set=records["@id"])]
        text = plain[unquote(records["@id"])].read_bytes().decode("utf-8-sig").replace(*cells)
        _, *rows = csv.reader(io.StringIO(text, newline=""))
        wanted = [[value(cell, kind) for cell, kind in zip(row, types.values(), strict=False)] for row in rows]
        if [[plainly(cell) for cell in row] for row in found] != wanted:
            problems.append(f"{document.parent.name}: {records['@id']} is not what its CSV holds")
    return len(told["recordSet"]), problems


def source(document: Path, name: str, path: str) -> Path:
    own = CATALOG / "datasets" / name / path
    return own if own.is_file() else document.parent / path


def package(document: Path) -> Any:
    return json.loads((document.parent / "datapackage.json").read_text("utf-8"))


def value(cell: str, kind: str) -> object:
    if cell == "":
        return None
    typed = {"sc:Integer": int, "sc:Float": float, "sc:Boolean": lambda text: text == "true"}
    try:
        return typed.get(kind, str)(cell)
    except ValueError:  # of the control
        return cell


def plainly(found: object) -> object:
    if isinstance(found, bytes):
        return found.decode() or None
    if isinstance(found, datetime):
        return str(found.date()) if found.time() == time() else found.isoformat()
    return found.isoformat() if isinstance(found, time) else found


def another_row(site: Path, document: Path) -> str:
    """What is found where the CSV says something else in one cell."""
    return "a changed cell" if different(site, document, ("\n", "\nX"))[1] else ""


if __name__ == "__main__":
    tell(check)
