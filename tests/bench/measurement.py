"""What a command costs as a whole: seconds, processor seconds and memory of the process and all its descendants.

In comes a command with its folder, out goes a `Cost`. Memory is the sum of PSS (proportional set size: a page shared by
n processes counts 1/n in each) over the process tree, looked at every 50 ms in `/proc/<pid>/smaps_rollup`; the highest
sum counts. A peak shorter than that may be missed; on systems without that file memory is unknown. Looking costs up to
a few per cent of the time of one core, in the baseline as much as in ours. What earlier commands wrote is on the disk
before the clock starts. It must not know what the command does.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

INTERVAL = 0.05
TIMINGS = "BANCHI_TIMINGS"  # names a file for the build's own summary
PR_SET_CHILD_SUBREAPER = 36  # prctl(2)


class CommandFailed(Exception):
    """The measured command ended with an error; the message holds what it said."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the build says of itself: `{"stages": {name: seconds}, "validated": n, "derived": n, "rendered": n}`.

    Empty where it says nothing. Counts are datasets read and checked, datasets whose downloads were made, and pages.
    """

    stages: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """`wall` and `cpu` (user and system, descendants included) in seconds; `peak` in bytes, None where unknown."""

    wall: float
    cpu: float
    peak: int | None
    told: Told


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end in a folder. Raises `CommandFailed` where it fails."""
    with tempfile.NamedTemporaryFile("w+b") as said, tempfile.TemporaryDirectory() as beside:
        timings = Path(beside) / "timings.json"
        given = {**os.environ, **environment, TIMINGS: str(timings)}
        _adopt_orphans()
        os.sync()
        start = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=given, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        watch = _MemoryWatch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            watch.stop()
        wall = time.monotonic() - start
        cpu = usage.ru_utime + usage.ru_stime + _cpu_of_orphans(process.pid)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise CommandFailed(f"{' '.join(command)}: {process.returncode}\n{said.read().decode(errors='replace')}")
        return Cost(wall=wall, cpu=cpu, peak=watch.peak, told=_told(timings))


def put_aside(place: Path, aside: Path) -> None:
    """Out of the way of the next run, on the same disk, and not removed: for minutes afterwards ext4 gives no new file
    the number of a removed one, and looks past all of them each time (`recently_deleted` in the kernel), so that twenty
    thousand small files cost whoever makes them next a quarter of all its time. Nobody's first build has that."""
    if place.exists():
        aside.mkdir(exist_ok=True)
        place.rename(aside / str(sum(1 for _ in aside.iterdir())))


def _adopt_orphans() -> None:
    """A server of workers outlives for a moment the command that began it; what it has used is known to its parent
    alone, which this process becomes (Linux only; elsewhere `cpu` lacks the workers)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _cpu_of_orphans(group: int) -> float:
    seconds = 0.0
    while True:
        try:
            _, _, usage = os.wait4(-group, 0)
        except ChildProcessError:
            return seconds
        seconds += usage.ru_utime + usage.ru_stime


class _MemoryWatch:
    """Looks at the memory of a process tree until told to stop; `peak` is the highest sum seen."""

    def __init__(self, root: int) -> None:
        self.peak: int | None = None
        self._root = root
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            sizes = [size for pid in _tree(self._root) if (size := _pss(pid)) is not None]
            if sizes:
                self.peak = max(self.peak or 0, sum(sizes))
            self._over.wait(INTERVAL)


def _tree(root: int) -> list[int]:
    """A process and all its descendants that are there at this moment."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for thread in _listed(Path(f"/proc/{pid}/task")):
            waiting += [int(child) for child in _text(thread / "children").split()]
    return found


def _pss(pid: int) -> int | None:
    for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return None


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []  # the process has ended


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def _told(file: Path) -> Told:
    if not file.exists():
        return Told()
    said = json.loads(file.read_text("utf-8"))
    counts = {name: said[name] for name in ("validated", "derived", "rendered") if name in said}
    return Told(stages=said.get("stages", {}), counts=counts)
