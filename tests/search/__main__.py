"""The door: `python -m tests.search SITE [--pagefind PROGRAM]`. In comes a built site of the real catalog, out goes a
table of how well it is searched, beside Material's own search and Pagefind as they come.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from generator.catalog import load_catalog
from generator.pages import Summary
from generator.search import program
from generator.search.records import records
from tests.browser.test_found import FIND, hits
from tests.search import stock, wanted
from tests.search.measuring import Hits, measured

ROOT = Path(__file__).parents[2]


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pagefind", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Pagefind's program.")
def main(site: Path, pagefind: Path | None) -> None:
    """Shares of queries that find what they should, of three engines."""
    catalog, _ = load_catalog(ROOT)
    assert catalog is not None
    found = records(catalog, {dataset.name: Summary(dataset=dataset.name) for dataset in catalog.datasets})
    of_people, of_catalog = wanted.written(), wanted.generated(catalog)
    queries = [one.query for one in (*of_people, *of_catalog)]
    engines: dict[str, list[Hits]] = {"Banchi": hits(stock.ours(program.path(), queries, "th", site, FIND))}
    with tempfile.TemporaryDirectory() as folder:
        engines["Material"] = stock.material(catalog, found, queries, Path(folder))
    if pagefind is not None:
        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copytree(site, Path(folder) / "site")
            engines["Pagefind"] = stock.pagefind(catalog, found, queries, copy, pagefind)
    click.echo("| | queries of people | rank | made from the catalog | rank |\n|---|---:|---:|---:|---:|")
    for name, answers in engines.items():
        people = measured(of_people, answers[: len(of_people)])
        made = measured(of_catalog, answers[len(of_people) :])
        click.echo(f"| {name} | {people.found:.1%} | {people.rank:.2f} | {made.found:.1%} | {made.rank:.2f} |")


if __name__ == "__main__":
    main()
