"""Where the time of one cold build goes. In comes a number of datasets, out goes text: seconds per stage, then what the
profiler saw by module and by function. Stages and profile are two runs, each in a process of its own, so that neither
looks at the other. It must not know how a build works beyond the names in `stages`.
"""

from __future__ import annotations

import cProfile
import io
import multiprocessing
import os
import pstats
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from tests.bench import stages, synthetic
from tests.bench.report import table
from tests.bench.scenarios import CACHE, ENVIRONMENT, REAL, one_process

Place = tuple[str, int, str]  # file, line and function, as pstats has them
HEAD = ("stage", "calls", "wall s", "cpu s", "own cpu s", "cpu ms a dataset")

Times = dict[Place, tuple[float, float, int]]  # own and cumulative seconds, calls


def profiled(folder: Path, datasets: int, most: int, say: Callable[[str], None]) -> str:
    """Both runs over a catalog that is written into the folder."""
    synthetic.write_catalog(REAL, folder / "catalog", datasets)
    spawn = multiprocessing.get_context("spawn")
    parts = []
    for name, work in (("stages", _staged), ("profiler", _seen)):
        say(f"{datasets} datasets: {name}")
        shutil.rmtree(folder / "catalog" / CACHE, ignore_errors=True)  # else the second run builds nothing
        with spawn.Pool(1) as pool:
            parts.append(pool.apply(work, (folder, datasets, most)))
    return "\n\n".join(parts)


def _staged(folder: Path, datasets: int, _most: int) -> str:
    clock = stages.Clock()
    start = clock.begin("imports")
    import generator.cli
    import generator.plugin  # noqa: F401 - what the build will import, so that it is counted apart

    clock.end(start)
    clock.install()
    start = clock.begin("build")
    _build(folder, "staged")
    clock.end(start)
    missing = f"\nno such function, so not timed: {', '.join(clock.missing)}" if clock.missing else ""
    return table(HEAD, list(stages.lines(clock.whole, datasets))) + missing


def _seen(folder: Path, datasets: int, most: int) -> str:
    import generator.cli
    import generator.plugin  # noqa: F401 - imports are told by the run of the stages

    profiler = cProfile.Profile()  # a processor clock would be a system call for each of millions of calls
    profiler.enable()
    _build(folder, "seen")
    profiler.disable()
    seen = pstats.Stats(profiler, stream=io.StringIO()).stats  # type: ignore[attr-defined]
    times: Times = {place: (own, cumulative, calls) for place, (_, calls, own, cumulative, _) in seen.items()}
    return "\n\n".join(
        [
            f"Own seconds by module, built-in functions counted for their callers "
            f"(in all {sum(own for own, _, _ in times.values()):.2f}; the profiler makes small functions look dear)",
            _by_module(seen, most),
            f"The {most} functions with the most own seconds",
            _functions(times, most, by=0),
            f"The {most} functions of the project with the most cumulative seconds",
            _functions({p: t for p, t in times.items() if _module(p[0]).startswith("generator")}, most, by=1),
            f"The {most} functions with the most cumulative seconds",
            _functions(times, most, by=1),
        ]
    )


def _build(folder: Path, name: str) -> None:
    """`banchi build` in this process, with one worker."""
    from generator.cli import main

    os.environ.update(ENVIRONMENT)
    with chdir(folder / "catalog"):
        main.main(["build", "--site-dir", str(folder / name), *one_process()], standalone_mode=False)


def _by_module(
    seen: dict[Place, tuple[int, int, float, float, dict[Place, tuple[int, int, float, float]]]], most: int
) -> str:
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, seconds, _, callers) in seen.items():
        if file != "~" or not callers:
            own[_module(file)] += seconds  # type: ignore[assignment]  # a Counter counts seconds as well
            continue
        for (caller, _, _), (_, _, part, _) in callers.items():
            own[_module(caller)] += part  # type: ignore[assignment]
    return table(("module", "own s"), [(name, f"{seconds:.3f}") for name, seconds in own.most_common(most)])


def _functions(times: Times, most: int, by: int) -> str:
    first = sorted(times.items(), key=lambda item: -item[1][by])[:most]
    rows = [
        (f"{_module(file)}:{function}:{line}" if line else f"{function}", str(calls), f"{own:.3f}", f"{cumulative:.3f}")
        for (file, line, function), (own, cumulative, calls) in first
    ]
    return table(("function", "calls", "own s", "cumulative s"), rows)


def _module(file: str) -> str:
    """`generator.tables.columns` for a file of the project or of a package, `built-in` for what has none."""
    if file == "~":
        return "built-in"
    path = Path(file)
    for base in sorted((Path(p) for p in sys.path if p), key=lambda p: -len(p.parts)):
        if path.is_relative_to(base):
            return ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
    return path.name
