"""One large table: how long its rows take and what memory they need, beside Frictionless alone over the same file.

In comes a number of rows, out goes a table. A second catalog with a table of 50 rows tells what starting costs; what is
above it is the rows'. It must not know how rows are read.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.bench import synthetic
from tests.bench.measurement import Cost, run
from tests.bench.report import NOTHING, megabytes, table
from tests.bench.scenarios import ENVIRONMENT, REAL

FEW = 50
FRICTIONLESS = """\
import json, sys
from frictionless import Resource, Schema, system
schema = Schema.from_descriptor(json.loads(sys.argv[2]))
report = Resource(path=sys.argv[1], schema=schema, encoding="utf-8").validate()
sys.exit(not report.valid)
"""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What a command costs over few rows and over many."""

    name: str
    few: Cost
    many: Cost


def measured(folder: Path, count: int, say: Callable[[str], None]) -> str:
    """Write both catalogs into the folder, and take each command over both."""
    catalogs = {}
    for rows in (FEW, count):
        say(f"writing a table of {rows} rows")
        catalogs[rows] = folder / str(rows)
        schema = _write_catalog(catalogs[rows], rows)
    python = [sys.executable, "-m", "generator"]
    commands: dict[str, Callable[[Path], list[str]]] = {
        "banchi check": lambda at: [*python, "check"],
        "banchi build, all downloads and a zip": lambda at: [*python, "build", "--site-dir", str(at / "site")],
        "Frictionless alone": lambda at: [sys.executable, "-c", FRICTIONLESS, _table(at).name, json.dumps(schema)],
    }
    pairs = []
    for name, command in commands.items():
        say(name)
        costs = [
            run(command(at), _table(at).parent if "Frict" in name else at, ENVIRONMENT) for at in catalogs.values()
        ]
        pairs.append(Pair(name=name, few=costs[0], many=costs[1]))
    size = _table(catalogs[count]).stat().st_size
    head = (
        "command",
        "wall s",
        "cpu s",
        f"wall s, {FEW} rows",
        "rows a s",
        "rows a cpu s",
        "peak MB",
        "above start MB",
    )
    told = table(head, [_line(pair, count) for pair in pairs])
    return f"{count} rows × 6 columns, {megabytes(size)} MB of CSV, primary key of one column\n\n{told}"


def _line(pair: Pair, count: int) -> tuple[str, ...]:
    above = pair.many.peak - pair.few.peak if pair.many.peak and pair.few.peak else None
    return (
        pair.name,
        f"{pair.many.wall:.1f}",
        f"{pair.many.cpu:.1f}",
        f"{pair.few.wall:.1f}",
        _pace(count, pair.many.wall - pair.few.wall),
        _pace(count, pair.many.cpu - pair.few.cpu),
        megabytes(pair.many.peak),
        megabytes(above),
    )


def _pace(count: int, seconds: float) -> str:
    return f"{(count - FEW) / seconds:,.0f}" if seconds > 0 else NOTHING


def _table(catalog: Path) -> Path:
    (found,) = (catalog / "datasets").glob(f"*/{synthetic.TABLE}.csv")
    return found


def _write_catalog(folder: Path, rows: int) -> dict[str, Any]:
    """A catalog of one synthetic dataset whose table is another; its schema comes back."""
    synthetic.write_catalog(REAL, folder, 1)
    table = _table(folder)
    descriptor = table.parent / "dataset.yml"
    dataset = synthetic.read(descriptor)
    names = {"id": "integer", "area": "string", "day": "date", "group": "string", "count": "integer", "share": "number"}
    titles = [field["title"] for field in dataset["resources"][0]["schema"]["fields"]]
    fields = [
        {"name": name, "type": kind, "title": title, "constraints": {"required": True}}
        for (name, kind), title in zip(names.items(), [*titles, titles[0]], strict=True)
    ]
    schema = {"fields": fields, "primaryKey": ["id"]}
    dataset["resources"][0]["schema"] = schema
    synthetic.dump(descriptor, dataset)
    _write_rows(table, list(names), rows)
    return {"fields": [{k: f[k] for k in ("name", "type", "constraints")} for f in fields], "primaryKey": ["id"]}


def _write_rows(table: Path, names: list[str], rows: int) -> None:
    random = Random(synthetic.SEED)
    areas = list(yaml.safe_load((REAL / "datasets" / "areas.yml").read_text("utf-8")))
    groups = ["ครัวเรือน", "สถานประกอบการ", "households", "establishments, 10 people and more"]
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for number in range(1, rows + 1):
            day = f"{random.randint(2015, 2024)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
            area, group = random.choice(areas), random.choice(groups)
            writer.writerow([number, area, day, group, random.randint(0, 10**6), f"{random.random() * 100:.3f}"])
