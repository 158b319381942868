"""Tasks for tests of the pool; worker processes import them from here."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

Task = tuple[str, Any]


def make() -> Callable[[Task], object]:
    return lambda task: TASKS[task[0]](task[1])


def make_noting(folder: Path) -> Callable[[Task], object]:
    (folder / str(os.getpid())).touch(exist_ok=False)
    return make()


def make_nothing() -> Callable[[Task], object]:
    os._exit(4)


def lives(pid: int) -> bool:
    """Whether there is such a process that has not ended (a zombie has)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _kill(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _memory(_: object) -> None:
    raise MemoryError


def _bug(_: object) -> None:
    raise LookupError("no such thing")


def _sleep(note: str) -> None:
    """Ends with its process only."""
    Path(f"{note}.new").write_text(str(os.getpid()))
    Path(f"{note}.new").rename(note)
    threading.Event().wait()


def _await(note: str) -> None:
    while not Path(note).exists():
        os.sched_yield()


def _interrupt(_: object) -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return "still here"


TASKS: dict[str, Callable[[Any], object]] = {
    "square": lambda n: n * n,
    "who": lambda _: os.getpid(),
    "kill": _kill,
    "segfault": lambda _: ctypes.string_at(0),
    "abort": lambda _: os.abort(),
    "exit": lambda _: sys.stdout.flush() or os._exit(3),
    "memory": _memory,
    "bug": _bug,
    "sleep": _sleep,
    "await": _await,
    "interrupt": _interrupt,
}
