"""CSVW by the csvw package, JSON-stat by jsonstat-validator and pyjstat, the plain API by openapi-spec-validator."""

from __future__ import annotations

import csv
import json
import math
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from csvw import CSVW
from jsonstat_validator import validate_jsonstat
from openapi_spec_validator import validate
from pyjstat import pyjstat

from tests.conformance.rows import Counts, Row, tell
from tests.contract import broken

Cells = dict[tuple[str, ...], float]

FIGURES = json.loads(Path(os.environ["FIGURES"]).read_text("utf-8"))  # as `sources.Figure` has them


def check(site: Path, counts: Counts) -> Iterator[Row]:
    copies = {(file.parent, file.read_bytes()): file for file in sorted(site.rglob("*.csv-metadata.json"))}
    described = list(copies.values())  # beside a file, the same stands under its former name
    yield Row(
        "CSVW",
        "csvw: every cell",
        len(described),
        counts["table addresses"] + counts["indicators"],
        tuple(problem for file in described for problem in cells_that_differ(file)),
        another_type(described[0]),
    )
    yield from json_stat(site, counts)
    yield from plain_api(site, counts)


def cells_that_differ(file: Path) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = CSVW(str(file), validate=True)
        valid = found.is_valid
    return [] if valid else [f"{file.name}: {' '.join(str(w.message) for w in (*found.warnings, *caught))[:300]}"]


def another_type(file: Path) -> str:
    """What is found where a column of text is said to be one of numbers."""
    told = json.loads(file.read_text("utf-8"))
    column = next(c for c in told["tableSchema"]["columns"] if c["datatype"] in ("string", "anyURI"))
    column["datatype"] = "integer"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        copy.write_text(json.dumps(told), "utf-8")
        copy.with_name(told["url"]).write_bytes(file.with_name(told["url"]).read_bytes())
        return "another datatype" if cells_that_differ(copy) else ""


def json_stat(site: Path, counts: Counts) -> Iterator[Row]:
    cubes = sorted(site.glob("indicators/*/*.jsonstat.json"))
    whole = [*sorted(site.glob("indicator-sets/*/*.jsonstat.json")), *sorted(site.glob("indicators/jsonstat.*.json"))]
    yield Row(
        "JSON-stat, an indicator",
        "jsonstat-validator; pyjstat: the source's figures",
        len(cubes),
        counts["indicator addresses"] * counts["languages"],
        tuple(problem for cube in cubes for problem in (*invalid(read(cube)), *other_numbers(site, cube))),
        lacking(cubes[0], "size") and changed_figure(site, cubes[0]),
    )
    yield Row(
        "JSON-stat, sets and the list",
        "jsonstat-validator; pyjstat: the source's figures",
        len(whole),
        (counts["set addresses"] + 1) * counts["languages"],
        tuple(problem for file in whole for problem in (*invalid(read(file)), *other_sets(file))),
        lacking(whole[0], "dimension"),
    )


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def invalid(document: Any) -> list[str]:
    try:
        validate_jsonstat(document)
    except Exception as error:  # the validator's own and pydantic's
        return [f"{document.get('href')}: {' '.join(str(error).split())[:300]}"]
    return []


def lacking(file: Path, key: str) -> str:
    document = read(file)
    del document[key]
    return f"no {key}" if invalid(document) else ""


def cells(file: Path) -> Cells:
    """As pyjstat reads them."""
    frame = pyjstat.Dataset.read(file.read_text("utf-8")).write("dataframe", naming="id")
    rows = frame.itertuples(index=False, name=None)
    return {row[:-1]: float(row[-1]) for row in rows if row[-1] is not None and not math.isnan(row[-1])}


def other_numbers(site: Path, cube: Path) -> Iterator[str]:
    """Against the source file, and against the indicator's CSV, whose columns stand in the order of the dimensions."""
    document, found = read(cube), cells(cube)
    (name,) = document["dimension"]["indicator"]["category"]["index"]
    area = (0,) if "area" in document["id"] else ()
    source = {(name, *(f[0] for _ in area), *f[1], f[3]): float(f[4]) for f in FIGURES[name]}
    if found != source:
        yield f"{cube.name}: not the figures of the source file"
    with (site / f"api/indicators/{cube.parent.name}.csv").open(encoding="utf-8", newline="") as stream:
        wanted = {
            (name, *(row[d] or "_T" for d in document["id"][1:])): float(row["value"])
            for row in csv.DictReader(stream)
            if row["value"]
        }
    if found != wanted:
        yield f"{cube.name}: not the numbers of its CSV"


def changed_figure(site: Path, cube: Path) -> str:
    """What is found where one figure is another."""
    document = read(cube)
    values = document["value"]
    place = next(iter(values)) if isinstance(values, dict) else next(n for n, v in enumerate(values) if v is not None)
    values[place] += 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, cube.parent.name, cube.name)
        copy.parent.mkdir()
        copy.write_text(json.dumps(document), "utf-8")
        return "no size; a changed figure" if list(other_numbers(site, copy)) else ""


def other_sets(file: Path) -> Iterator[str]:
    if read(file)["class"] != "dataset":
        return
    found = cells(file)
    with (file.parent / f"{file.parent.name}.csv").open(encoding="utf-8", newline="") as stream:
        wanted = {
            (row["indicator"], row["area"] or "_Z", row["time"]): float(row["value"])
            for row in csv.DictReader(stream)
            if row["value"]
        }
    if found != wanted:
        yield f"{file.name}: not the numbers of its CSV"
    for name in {key[0] for key in found}:
        own = {(*key[1:], value) for key, value in found.items() if key[0] == name}
        every = {(f[0], f[3], float(f[4])) for f in FIGURES[name]}
        whole = {(f[0], f[3], float(f[4])) for f in FIGURES[name] if f[2]}
        if own != whole if whole else not own <= every:  # without a whole, a set shows the first of its categories
            yield f"{file.name}: {name}: not the figures of the source file"


def plain_api(site: Path, counts: Counts) -> Iterator[Row]:
    document = read(site / "api/openapi.json")
    yield Row("OpenAPI 3.1", "openapi-spec-validator", 1, 1, tuple(wrong(document)), without_responses(document))
    walked, found = broken(site)
    things = counts["datasets"] * 3 + counts["withdrawn"] + counts["indicators"] * 3 + counts["sets"]
    yield Row("plain API", "its OpenAPI document (jsonschema)", walked, things + 10, tuple(found), other_key(site))


def wrong(document: Any) -> list[str]:
    try:
        validate(document)
    except Exception as error:  # one of several libraries'
        return [" ".join(str(error).split())[:300]]
    return []


def without_responses(document: Any) -> str:
    copy = json.loads(json.dumps(document))
    next(iter(copy["paths"].values()))["get"]["responses"] = 7
    return "no responses" if wrong(copy) else ""


def other_key(site: Path) -> str:
    """What is found where a document has another key: beside the site, whose other files are linked."""
    with tempfile.TemporaryDirectory() as folder:
        for entry in site.iterdir():
            if entry.name != "api":
                Path(folder, entry.name).symlink_to(entry)
        shutil.copytree(site / "api", Path(folder, "api"))
        file = Path(folder, "api/datasets.json")
        file.write_text(file.read_text("utf-8").replace('"rows"', '"lines"'), "utf-8")
        found = broken(Path(folder))[1]
    return f"a renamed key ({len(found)})" if found else ""


if __name__ == "__main__":
    tell(check)
