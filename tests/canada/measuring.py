"""What it costs to check and to build the converted catalog, beside Open SDG. In come the catalog's folder and how
often to measure, out go tables in text. It must not know how the catalog was made.

Open SDG's figures are those of its own data step and site for the same data on 2 cores: 83 and 69 seconds, 493 MB.
Check and build begin from nothing, without site and cache; a build after a check takes from the cache what the check
has read. A build checks everything that it publishes, so whoever has Open SDG's two steps beside it has the build from
nothing; what a check before it adds is told as well.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.measurement import Cost, put_aside, run

OPEN_SDG_SECONDS: Final = 83 + 69
OPEN_SDG_BYTES: Final = 493_000_000
OPEN_SDG_PAGES: Final = 2_569
LEFT: Final = ("site", ".banchi")  # what commands leave behind
ENVIRONMENT: Final = {"SOURCE_DATE_EPOCH": "1798761600", "NO_MKDOCS_2_WARNING": "1", "BANCHI_LANG": "en"}
BANCHI: Final = (sys.executable, "-m", "generator")


def measured(catalog: Path, repeats: int) -> str:
    """Seconds of check and build, their stages, and where the bytes of the site go."""
    costs: dict[str, list[Cost]] = {"check": [], "build after it": [], "build from nothing": []}
    for _ in range(repeats):
        _forget(catalog)
        costs["check"].append(_run(catalog, "check"))
        costs["build after it"].append(_run(catalog, "build"))
        _forget(catalog)
        costs["build from nothing"].append(_run(catalog, "build"))
    whole = median(
        first.wall + second.wall for first, second in zip(costs["check"], costs["build after it"], strict=True)
    )
    lines = [f"{os.cpu_count()} cores, median of {repeats}", *_times(costs), *_stages(costs["build from nothing"])]
    alone = median(cost.wall for cost in costs["build from nothing"])
    for name, seconds in (("build from nothing", alone), ("check, then build", whole)):
        lines.append(f"{name}: {seconds:.1f} s, Open SDG {OPEN_SDG_SECONDS} s, {seconds / OPEN_SDG_SECONDS:.3f} of it")
    return "\n".join([*lines, *site_lines(catalog / "site")])


def site_lines(site: Path) -> Iterator[str]:
    """Pages and bytes of a site, and which kinds of files they are."""
    files = [file for file in site.rglob("*") if file.is_file()]
    sizes: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for file in files:
        kind = _kind(file.relative_to(site))
        sizes[kind] += file.stat().st_size
        numbers[kind] += 1
    total = sum(sizes.values())
    pages = sum(file.suffix == ".html" for file in files)
    yield f"site: {pages} pages (Open SDG {OPEN_SDG_PAGES}), {len(files)} files"
    yield f"      {total / 1e6:.1f} MB, Open SDG {OPEN_SDG_BYTES / 1e6:.0f} MB, {total / OPEN_SDG_BYTES:.3f} of it"
    for kind, size in sizes.most_common():
        yield f"  {kind:<28}{numbers[kind]:>6} files {size / 1e6:>8.2f} MB"


def _kind(path: Path) -> str:
    """The kind of a file: a page by its place and language, a download by its format."""
    if path.suffix == ".html":
        parts = path.parts[1:] if path.parts[0] == "fr" else path.parts
        return f"pages of {parts[0]}" if len(parts) > 1 else "pages, others"
    if path.parts[0] in ("assets", "search"):
        return path.parts[0]
    return "".join(path.suffixes[-1:]) or path.name


def _run(catalog: Path, command: str) -> Cost:
    environment = {**ENVIRONMENT, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return run([*BANCHI, command], catalog, environment)


def _forget(catalog: Path) -> None:
    for name in LEFT:
        put_aside(catalog / name, catalog.with_name("aside"))


def _times(costs: dict[str, list[Cost]]) -> Iterator[str]:
    for name, runs in costs.items():
        wall = [cost.wall for cost in runs]
        peak = max(cost.peak or 0 for cost in runs)
        cpu = median(cost.cpu for cost in runs)  # hardly more on a busy machine, where the wall clock goes on
        yield (
            f"{name:<20}{median(wall):>7.1f} s ({min(wall):.1f}–{max(wall):.1f}){cpu:>7.1f} s of processors"
            f"{peak / 1e6:>7.0f} MB"
        )


def _stages(runs: Sequence[Cost]) -> Iterator[str]:
    """The build's own summary; stages of tasks are summed over all processes."""
    stages = {name: median(cost.told.stages.get(name, 0.0) for cost in runs) for name in runs[0].told.stages}
    for name, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        yield f"  {name:<18}{seconds:>7.2f} s"
