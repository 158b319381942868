"""The door: `python -m tests.canada SOURCE TARGET`. In come arguments, out goes a catalog, or what it costs. It must
not know how anything is converted or measured.
"""

from __future__ import annotations

import time
from pathlib import Path

import click

from tests.canada.measuring import measured
from tests.canada.writing import write_catalog


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--build", is_flag=True, help="Check and build the catalog, and print what it costs.")
@click.option("--repeats", default=3, help="Builds that are measured; the median counts.")
def main(*, source: Path, target: Path, build: bool, repeats: int) -> None:
    """Convert Canada's SDG indicators into a catalog in an empty folder."""
    if target.exists() and any(target.iterdir()):
        raise click.UsageError(f"{target} is not empty")
    start = time.monotonic()
    write_catalog(source, target)
    seconds = time.monotonic() - start
    click.echo(f"converted in {seconds:.1f} s: {target}")
    if build:
        click.echo(measured(target, repeats))


main()
