"""How a build runs: what it remembers, in how many processes, who hears of its progress, and what it tells of itself.

In come the environment and the choices of a command; out goes a `Running`. It must not know what is built.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from generator.cache import Cache, place_of
from generator.pool import workers
from generator.problems import CatalogError, report_words

TIMINGS: Final = "BANCHI_TIMINGS"  # a file for the summary of a build
SECONDS_EACH: Final = 0.025  # of work for one small dataset
SECONDS_A_BYTE: Final = 1.2e-6  # … and for its tables
WORTH_A_POOL: Final = 3.0  # seconds of work, below which processes would only have begun when it is over

Progress = Callable[[int, int, str], None]  # datasets done, datasets in all, name of the one that comes


class ReaderDied(CatalogError):
    """The process on one dataset was killed: by want of memory, by a crash in a library, by somebody."""

    def __init__(self, dataset: str, reason: str) -> None:
        super().__init__(dataset, reason)
        self.dataset = dataset
        self.reason = reason

    def message(self, language: str) -> str:
        """What has happened and what to do."""
        return report_words("reader-died", language, dataset=self.dataset, reason=self.reason)


class BrokenOff(Exception):
    """What `Running.pause` raises where something newer is to be done first: the work is taken up again later."""


class Work(Protocol):
    """What is counted of one finished task."""

    @property
    def validated(self) -> int: ...
    @property
    def derived(self) -> int: ...
    @property
    def rendered(self) -> int: ...
    @property
    def seconds(self) -> Mapping[str, float]: ...


@dataclass
class Timings:
    """Seconds by stage, and how much was done anew. Stages of several processes at once are told as each took."""

    stages: dict[str, float] = field(default_factory=dict)
    datasets: int = 0
    validated: int = 0
    derived: int = 0
    rendered: int = 0
    lists: int = 0

    @property
    def anew(self) -> bool:
        """Whether anything was done anew, so that the cache has grown."""
        return any((self.validated, self.rendered, self.lists))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start

    def take(self, other: Timings) -> None:
        """The stages that were timed elsewhere."""
        for name, seconds in other.stages.items():
            self.stages[name] = self.stages.get(name, 0.0) + seconds

    def add(self, done: Work) -> None:
        self.datasets += 1
        self.validated += done.validated
        self.derived += done.derived
        self.rendered += done.rendered
        for name, seconds in done.seconds.items():
            self.stages[f"datasets: {name}"] = self.stages.get(f"datasets: {name}", 0.0) + seconds

    def write(self, file: Path) -> None:
        stages = {name: round(seconds, 4) for name, seconds in self.stages.items()}
        counts = {name: getattr(self, name) for name in ("datasets", "validated", "derived", "rendered", "lists")}
        file.write_text(json.dumps({"stages": stages, **counts}, indent=1) + "\n", "utf-8")


def unheard(done: int, total: int, name: str) -> None:
    pass


def unhurried() -> None:
    pass


@dataclass
class Running:
    """One build. `workers` is the most processes that it may use; `pause` is called between pieces of the work that
    follows the datasets' own, and may raise `BrokenOff`."""

    cache: Cache = field(default_factory=lambda: Cache(None))
    workers: int = 1
    progress: Progress = unheard
    timings: Timings = field(default_factory=Timings)
    pause: Callable[[], None] = unhurried

    def tell(self, environment: Mapping[str, str]) -> None:
        """Leave a summary where BANCHI_TIMINGS asks for one."""
        if file := environment.get(TIMINGS):
            self.timings.write(Path(file))


def running(
    root: Path,
    environment: Mapping[str, str],
    *,
    cached: bool = True,
    jobs: int | None = None,
    progress: Progress = unheard,
) -> Running:
    """As a command's options say, and where they are silent, the environment. Raises `WrongUse`."""
    folder = place_of(root, environment) if cached else None
    return Running(cache=Cache(folder), workers=jobs or workers(environment), progress=progress)


def pool_size(tasks: int, size: int, most: int) -> int:
    """How many processes are worth it for so many tasks of so many bytes; none where one does it sooner."""
    seconds = tasks * SECONDS_EACH + size * SECONDS_A_BYTE
    useful = min(most, tasks)
    return useful if useful > 1 and seconds >= WORTH_A_POOL else 0
