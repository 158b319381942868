"""The door: `python -m tests.bench catalog | indicators | rows | preview | search | profile`. In come arguments, out go
tables on standard output and what is going on on standard error. It must not know how anything is measured.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.bench import preview, profiling, report, rows
from tests.bench.scenarios import SCENARIOS, bench, known_scenarios


@click.group()
def main() -> None:
    """How long a build takes and what it costs."""


@main.command()
@click.option("--datasets", "numbers", default="1000", help="How many; several separated by commas.")
@click.option("--repeats", default=3, help="Runs of each scenario.")
@click.option("--scenarios", "named", default="", help=f"Some of {','.join(SCENARIOS)}; else all.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder to work in and leave; else a temporary one.")
def catalog(numbers: str, repeats: int, named: str, keep: Path | None) -> None:
    """Builds of a synthetic catalog beside plain MkDocs over the same pages."""
    known = known_scenarios()
    names = _list(named) or list(known)
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"{', '.join(unknown)}: not among {', '.join(known)}")
    click.echo(report.machine())
    every = []
    for number in map(int, _list(numbers)):
        with _folder(keep) as folder:
            results = bench(folder / str(number), number, repeats, names, _say)
        every.append(results)
        parts = [report.costs_table(results), report.stages_table(results), report.sites_table(results)]
        if {"bare", "cold"} <= set(names):
            parts.append(report.formats_line(results))
        if "baseline" in names:
            parts.append(report.likeness_line(results))
        click.echo("\n\n".join([f"\n{number} datasets", *parts]))
    if len(every) > 1:
        click.echo(f"\n{report.growth_table(every[0], every[1:])}")


@main.command()
@click.option("--indicators", "number", default=1000, help="How many, each over ten areas and twenty-five years.")
@click.option("--repeats", default=3, help="Runs of each scenario.")
def indicators(number: int, repeats: int) -> None:
    """Builds of a synthetic catalog of indicators; `draw` in the stages is what charts take, over all processes."""
    click.echo(report.machine())
    with _folder(None) as folder:
        results = bench(folder, number, repeats, ["cold", "unchanged"], _say, indicators=True)
    parts = [report.costs_table(results), report.stages_table(results), report.sites_table(results)]
    click.echo("\n\n".join([f"\n{number} indicators", *parts]))


@main.command("rows")
@click.option("--rows", "count", default=1_000_000, help="Rows of the table.")
def large_table(count: int) -> None:
    """One large table: Banchi beside Frictionless alone."""
    click.echo(report.machine())
    with _folder(None) as folder:
        click.echo(f"\n{rows.measured(folder, count, _say)}")


@main.command("preview")
@click.option("--datasets", default=1000, help="How many.")
@click.option("--repeats", default=3, help="Rounds of changes.")
def follow(datasets: int, repeats: int) -> None:
    """How soon a change is on its page while `banchi serve` runs."""
    click.echo(report.machine())
    with _folder(None) as folder:
        click.echo(f"\n{preview.measured(folder, datasets, repeats, _say)}")


@main.command("search")
@click.option("--datasets", default=10_000, help="How many.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder to work in and leave; else a temporary one.")
def find(datasets: int, keep: Path | None) -> None:
    """What search costs, when a site is built and when a reader types."""
    from tests.bench import search  # with a browser, which the other benchmarks do without

    click.echo(report.machine())
    with _folder(keep) as folder:
        click.echo(f"\n{search.measured(folder, datasets, _say)}")


@main.command()
@click.option("--datasets", default=200, help="How many.")
@click.option("--most", default=40, help="Lines of each list of functions.")
def profile(datasets: int, most: int) -> None:
    """Where the time of one cold build goes."""
    click.echo(report.machine())
    with _folder(None) as folder:
        click.echo(profiling.profiled(folder, datasets, most, _say))


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _say(text: str) -> None:
    click.echo(f"… {text}", err=True)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """A folder outside the checkout, gone afterwards unless it is to be kept."""
    if keep is not None:
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="banchi-bench-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    main(prog_name="python -m tests.bench")
