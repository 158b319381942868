"""Results as plain tables. In come costs and facts, out goes text. It must not know how anything was measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.bench.measurement import Cost
from tests.bench.scenarios import Results

NOTHING = "–"
MEGABYTE = 1_000_000

Row = Sequence[str]


def table(head: Row, rows: Sequence[Row]) -> str:
    """Columns aligned: the first to the left, the others to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    lines = []
    for row in (head, tuple("-" * width for width in widths), *rows):
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def machine() -> str:
    """What the times were taken on, and how busy it was before."""
    names = {line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")}
    packages = ", ".join(f"{name} {version(name)}" for name in ("banchi", "mkdocs", "mkdocs-material"))
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({', '.join(sorted(names)) or platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, {packages}; load before: {load}"
    )


def costs_table(results: Results) -> str:
    """One line a scenario, medians over its runs; the ratio is that of wall seconds to the baseline's."""
    base = results.costs.get("baseline")
    rows = []
    for name, costs in results.costs.items():
        wall = middle(costs, _wall)
        rows.append(
            (
                name,
                str(len(costs)),
                f"{wall:.2f}",
                f"{min(map(_wall, costs)):.2f}–{max(map(_wall, costs)):.2f}",
                f"{middle(costs, lambda c: c.cpu):.2f}",
                f"{wall / middle(base, _wall):.2f}" if base else NOTHING,
                megabytes(peak(costs)),
                *(_count(costs, kind) for kind in ("validated", "derived", "rendered")),
            )
        )
    head = ("scenario", "runs", "wall s", "from–to", "cpu s", "ratio", "peak MB", "validated", "derived", "rendered")
    return table(head, rows)


def formats_line(results: Results) -> str:
    """What the machine formats add to a cold build."""
    added = middle(results.costs["cold"], _wall) / middle(results.costs["bare"], _wall) - 1
    return f"all machine formats add {added:.0%} to a cold build"


def stages_table(results: Results) -> str:
    """Seconds per stage as the build tells them; empty where it tells none."""
    named = dict.fromkeys(stage for costs in results.costs.values() for cost in costs for stage in cost.told.stages)
    ours = {name: costs for name, costs in results.costs.items() if name != "baseline"}
    rows = [
        (stage, *(f"{middle(costs, lambda c: c.told.stages.get(stage, 0)):.2f}" for costs in ours.values()))  # noqa: B023
        for stage in named
    ]
    return table(("stage, s", *ours), rows) if rows else f"seconds per stage: {NOTHING} (the build tells none)"


def sites_table(results: Results) -> str:
    head = ("site", "MB", "files", "pages", "page kB", "most", "gzip kB", "most")
    rows = [
        (
            name,
            megabytes(facts.bytes),
            str(facts.files),
            str(facts.pages),
            *(f"{size / 1000:.1f}" for size in (*facts.page, *facts.packed)),
        )
        for name, facts in results.sites.items()
    ]
    return table(head, rows)


def likeness_line(results: Results) -> str:
    like = results.likeness
    if like is None:
        return f"the baseline shows {NOTHING} of our dataset pages' text"
    return (
        f"the baseline shows {like.words:.1%} of our dataset pages' words, {like.tables[1]} of {like.tables[0]} tables "
        f"and {like.codes[1]} of {like.codes[0]} code blocks (on {like.pages} pages)"
    )


def growth_table(first: Results, others: Sequence[Results]) -> str:
    """How time and memory grow from the first number of datasets to the others."""
    rows = []
    for other in others:
        for name in (n for n in first.costs if n in other.costs):
            few, many = first.costs[name], other.costs[name]
            memory = (peak(few), peak(many))
            rows.append(
                (
                    f"{name}, {other.datasets} against {first.datasets}",
                    f"{middle(many, _wall) / middle(few, _wall):.2f}",
                    f"{memory[1] / memory[0]:.2f}" if memory[0] and memory[1] else NOTHING,
                )
            )
    return table(("growth", "time ×", "peak ×"), rows)


def middle(costs: Sequence[Cost], of: Callable[[Cost], float]) -> float:
    return median(of(cost) for cost in costs)


def peak(costs: Sequence[Cost]) -> int | None:
    known = [cost.peak for cost in costs if cost.peak is not None]
    return round(median(known)) if known else None


def megabytes(count: int | None) -> str:
    return NOTHING if count is None else f"{count / MEGABYTE:.0f}"


def _wall(cost: Cost) -> float:
    return cost.wall


def _count(costs: Sequence[Cost], kind: str) -> str:
    found = sorted({cost.told.counts[kind] for cost in costs if kind in cost.told.counts})
    return "/".join(map(str, found)) or NOTHING


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text("utf-8").splitlines() if path.exists() else []
