"""The door: `python -m tests.conformance SITE [CHECK …]`. In comes a built site, out goes one table.

It exits with 1 where a row fails. The numbers of documents that there must be come from the catalog, not from the site.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from generator import clock
from generator.catalog import load_catalog
from generator.model import Catalog, Dataset, Indicator, IndicatorSet
from generator.offered import offered
from tests.conformance.environments import OWN, python_of
from tests.conformance.made import write_made
from tests.conformance.rows import Counts, Row, told
from tests.conformance.sources import figures_in

ROOT = Path(__file__).parents[2]
CHECKS = {
    "data_packages": OWN,
    "dcat": "dcat",
    "ckan_dcat": "ckan",
    "ckan_api": "ckan",
    "croissant": "croissant",
    "tables": "tables",
    "schema_org": OWN,
    "listings": "listings",
    "sdmx": "sdmx",
    "twins": OWN,
    "gdc_workbooks": OWN,
    "feeds": OWN,
    "calendars": "calendars",
    "reports": OWN,
}
"""Module of this package -> the environment that it runs in; `OWN` for that of the tests."""


@click.command()
@click.argument("site", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("checks", nargs=-1, type=click.Choice(tuple(CHECKS)))
@click.option("--made", is_flag=True, help="Also a catalog made for this, with every key, hostile texts and 200 files.")
def main(*, site: Path | None, checks: tuple[str, ...], made: bool) -> None:
    """Every machine format of a site before its validators and clients."""
    rows = [] if site is None else rows_of(site.resolve(), ROOT, checks)
    if made:
        with tempfile.TemporaryDirectory() as folder:
            catalog = write_made(Path(folder))
            rows += [replace(row, format=f"{row.format} (made)") for row in rows_of(catalog / "site", catalog, checks)]
    click.echo(table(rows))
    for row in rows:
        for violation in row.violations[:10]:
            click.echo(f"{row.format}: {violation}")
    sys.exit(not all(row.holds for row in rows))


def rows_of(site: Path, root: Path, checks: tuple[str, ...]) -> list[Row]:
    loaded, _ = load_catalog(root)
    assert loaded is not None
    catalog = offered(loaded, clock.build_moment())
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder, "figures.json")
        figures.write_text(json.dumps(figures_in(root, catalog)), "utf-8")
        settings = {"CATALOG": str(root), "FIGURES": str(figures)}
        return [row for name in checks or CHECKS for row in run(name, site, counted(catalog), settings)]


def counted(catalog: Catalog) -> Counts:
    """How many of each there are, and at how many addresses: files stand under each former name too."""
    indicators = [indicator for dataset in catalog.datasets for indicator in dataset.indicators]
    tables = {d.name: sum(r.is_table for r in d.resources) for d in catalog.datasets}
    return {
        "datasets": len(catalog.datasets),
        "withdrawn": len(catalog.withdrawn),
        "tables": sum(tables.values()),
        "indicators": len(indicators),
        "sets": len(catalog.indicator_sets),
        "organizations": len(catalog.organizations),
        "publishing": len({dataset.organization for dataset in catalog.datasets}),
        "themes": len(catalog.themes),
        "languages": len(catalog.languages),
        "dataset addresses": sum(map(addresses, catalog.datasets)),
        "withdrawn addresses": sum(map(addresses, catalog.withdrawn)),
        "tabular addresses": sum(addresses(d) for d in catalog.datasets if tables[d.name]),
        "table addresses": sum(addresses(d) * tables[d.name] for d in catalog.datasets),
        "indicator addresses": sum(map(addresses, indicators)),
        "set addresses": sum(map(addresses, catalog.indicator_sets.values())),
    }


def addresses(thing: Dataset | Indicator | IndicatorSet) -> int:
    return 1 + len(thing.former_names)


def run(name: str, site: Path, counts: Counts, settings: Mapping[str, str]) -> list[Row]:
    start = time.monotonic()
    python = python_of(CHECKS[name])
    common = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "PYTHONUTF8": "1"}
    command = [python, "-m", f"tests.conformance.{name}", str(site), json.dumps(counts)]
    own = {**os.environ, **common, **settings}
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, encoding="utf-8")
    click.echo(f"{name}: {time.monotonic() - start:.0f} s")
    if done.returncode:
        reason = "\n".join(done.stderr.strip().splitlines()[-15:])
        return [Row(name, "", 0, 0, (f"the check itself has failed:\n{reason}",), "")]
    return list(told(done.stdout))


def table(rows: list[Row]) -> str:
    head = ("format", "validator", "documents", "violations", "control")
    lines = [
        (
            row.format,
            row.validator,
            f"{row.documents}" + (f" of {row.expected}" if row.documents != row.expected else ""),
            str(len(row.violations)),
            f"fails: {row.control}" if row.control else "DOES NOT FAIL",
        )
        for row in rows
    ]
    widths = [max(len(line[i]) for line in (head, *lines)) for i in range(4)]
    columns = (*widths, 0)
    shown = ["  ".join(map(str.ljust, line, columns)) for line in (head, *lines)]
    return "\n".join((shown[0], "-" * 100, *shown[1:]))


if __name__ == "__main__":
    main()
