"""SDMX-CSV by pysdmx: each set is read back to the figures of its CSV, and keeps to the structure beside it."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pysdmx.io import get_datasets, read_sdmx

from tests.conformance.rows import Counts, Row, tell

SPAN = re.compile(r"(\d{4})/\d{4}")
EDITION = re.compile(r"\D*(\d{4})\D*")
TIMES = re.compile(r"\d{4}(-[HQ]\d|-\d\d(-\d\d)?)?")
CODED = ("FREQ", "INDICATOR", "REF_AREA", "OBS_STATUS", "UNIT_MEASURE")

Figures = Counter[tuple[str, str, str, Decimal]]


def check(site: Path, counts: Counts) -> Iterator[Row]:
    files = sorted(site.glob("indicator-sets/*/*.sdmx.csv"))
    yield Row(
        "SDMX-CSV 2.0, a set",
        "pysdmx: the CSV's figures",
        len(files),
        counts["set addresses"],
        tuple(problem for file in files for problem in differing(file)),
        without_structure(files[0]),
    )
    structures = sorted(site.glob("indicator-sets/*/*.sdmx.json"))
    yield Row(
        "SDMX-JSON 2.0 structure, a set",
        "pysdmx: the schema; columns and codes of the SDMX-CSV",
        len(structures),
        counts["set addresses"],
        tuple(problem for file in structures for problem in unfitting(file)),
        without_a_code(structures[0]),
    )


def differing(file: Path) -> list[str]:
    try:
        (dataset,) = read_sdmx(file, validate=True).data
    except Exception as error:  # pysdmx's own and pandas'
        return [f"{file.name}: {' '.join(str(error).split())[:300]}"]
    columns = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE")
    rows = dataset.data[list(columns)].itertuples(index=False, name=None)
    found = Figures((i, area, time[:4] if "/" in time else time, Decimal(v)) for i, area, time, v in rows if v)
    wanted = figures(file.with_name(f"{file.parent.name}.csv"))
    return [] if found == wanted else [f"{file.name}: not the figures of its CSV"]


def figures(file: Path) -> Figures:
    with file.open(encoding="utf-8", newline="") as stream:
        return Figures(
            (row["indicator"], row["area"] or "_Z", time(row["time"]), Decimal(row["value"]))
            for row in csv.DictReader(stream)
            if row["value"]
        )


def time(written: str) -> str:
    """As SDMX writes it; of several years, and of an edition, the first year."""
    if TIMES.fullmatch(written):
        return written.replace("H", "S")
    span = SPAN.fullmatch(written) or EDITION.fullmatch(written)
    return span[1] if span else written


def without_structure(file: Path) -> str:
    """What is found where the file does not say which structure it follows."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        copy.write_text(file.read_text("utf-8").replace("STRUCTURE_ID", "STRUCTURE_NAME", 1), "utf-8")
        return "no STRUCTURE_ID" if differing(copy) else ""


def unfitting(file: Path, structure: Path | None = None) -> list[str]:
    """What is wrong with the structure of a set, and what its SDMX-CSV holds that the structure does not allow."""
    try:
        (dataset,) = get_datasets(file.with_suffix(".csv"), structure or file, validate=True)
    except Exception as error:  # pysdmx's own and those of what it reads with
        return [f"{file.name}: {' '.join(str(error).split())[:300]}"]
    known = {component.id: component for component in dataset.structure.components}
    columns = set(dataset.data.columns)
    found = [f"{file.name}: column {name}" for name in sorted(known.keys() ^ columns)]
    for name in sorted(known.keys() & columns):
        component, values = known[name], set(dataset.data[name].dropna())
        if component.required and (dataset.data[name].isna().any() or "" in values):
            found.append(f"{file.name}: {name} is empty")
        if name in CODED:
            codes = {code.id for code in component.enumeration or ()}
            found += [f"{file.name}: {name} {value}" for value in sorted(values - codes)]
    return found


def without_a_code(file: Path) -> str:
    """What is found where a code list has another code in the place of its first one; a list may have no more."""
    message = json.loads(file.read_text("utf-8"))
    lacking = next(each for each in message["data"]["codelists"] if each["id"].startswith("CL_REF_AREA"))
    code, lacking["codes"][0]["id"] = lacking["codes"][0]["id"], "NOWHERE"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        copy.write_text(json.dumps(message), "utf-8")
        told = unfitting(file, copy)
    return f"REF_AREA without {code}" if any(each.endswith(f"REF_AREA {code}") for each in told) else ""


if __name__ == "__main__":
    tell(check)
