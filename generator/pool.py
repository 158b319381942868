"""Work in several processes, one task at a time in each. In come small picklable tasks, out come their results.

The parent knows at every moment which worker is on which task: one that is killed, runs out of memory or crashes in a
library takes one task with it, by name, and another takes its place. Workers are copies of the parent where that is
safe, and begin at once; a parent that has threads is never copied, and they begin afresh (forkserver, else spawn). They
cannot be interrupted, and end with the parent, however that ends. It must not know what a task is.
"""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from generator.problems import WrongUse

VARIABLE: Final = "BANCHI_WORKERS"
PATIENCE: Final = 5  # seconds for a worker that has nothing more to do
OUT_OF_MEMORY: Final = "out of memory"
YOUNG: Final = 50_000  # new objects after which a worker looks for garbage: a task leaves little, and looking costs 3 %
THREADS: Final = "/proc/self/task"  # of Linux: a folder for each thread
MEMORY: Final = "/proc/self/statm"  # … and pages of memory, the second number those that are in use (proc(5))
MOST_COPIED: Final = 160 << 20  # bytes: what either process changes afterwards takes its memory twice

Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes in place of a result when the worker died; `reason` is the name of a signal, or a few words."""

    reason: str


class RaisedInWorker(Exception):
    """A bug: what a task raised in its worker, as that one's traceback."""


@dataclass(eq=False, slots=True)
class Ticket:
    """One task that was handed in; `result` is there once it is `done`."""

    task: Any
    result: Any = None
    done: bool = False


@dataclass(eq=False, slots=True)
class _Worker:
    process: Any  # multiprocessing has no public type for the processes of a context
    line: Connection
    ticket: Ticket | None = None


@dataclass(eq=False)
class Pool:
    """Up to `size` workers. Each calls `make` once (picklable; it makes what all its tasks need) and gets the function
    that does a task; `preload` names modules that all of them need."""

    make: Callable[[], Work]
    size: int
    preload: Sequence[str] = ()
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: deque[Ticket] = field(default_factory=deque)

    def __post_init__(self) -> None:
        known = multiprocessing.get_all_start_methods()
        method = "fork" if can_be_copied() else "forkserver" if "forkserver" in known else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(self.preload))

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        """Ends every worker: gently after the work, at once where it was broken off."""
        for worker in self._workers:
            if kind is not None:
                worker.process.kill()
            worker.line.close()
        for worker in self._workers:
            worker.process.join(PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self._workers.clear()

    def submit(self, task: Any) -> Ticket:
        """Hand in a task; it begins when a worker is free. Whoever hands in bounds how many wait."""
        ticket = Ticket(task)
        self._waiting.append(ticket)
        self._distribute()
        return ticket

    def result(self, ticket: Ticket) -> Any:
        """Wait for one result; `Lost` where its worker died. What the task raised is raised here."""
        while not ticket.done:
            self._listen()
        if isinstance(ticket.result, _Raised):
            raise RaisedInWorker(ticket.result.traceback)
        return ticket.result

    def _distribute(self) -> None:
        while self._waiting:
            free = next((w for w in self._workers if w.ticket is None), None)
            if free is None:
                if len(self._workers) == self.size:
                    return
                free = self._begin()
            free.ticket = self._waiting.popleft()
            with suppress(OSError):  # it has died already: told when its end is noticed
                free.line.send(free.ticket.task)

    def _begin(self) -> _Worker:
        here, there = self._context.Pipe()
        is_copy = self._context.get_start_method() == "fork"
        copied = [here, *(w.line for w in self._workers)] if is_copy else []
        process = self._context.Process(target=_serve, args=(there, self.make, copied), daemon=True)
        with uninterrupted():
            process.start()
        there.close()
        self._workers.append(_Worker(process, here))
        return self._workers[-1]

    def _listen(self) -> None:
        """Take what has arrived, and note who has died."""
        ready = wait([*(w.line for w in self._workers), *(w.process.sentinel for w in self._workers)])
        for worker in [w for w in self._workers if w.line in ready or w.process.sentinel in ready]:
            try:
                result = worker.line.recv() if worker.line.poll() else None
                ended = result is None
            except (EOFError, OSError):
                result, ended = None, True
            if ended:
                result = Lost(self._bury(worker))
            if worker.ticket is not None:
                worker.ticket.result, worker.ticket.done = result, True
                worker.ticket = None
        self._distribute()

    def _bury(self, worker: _Worker) -> str:
        worker.process.join(PATIENCE)
        code = worker.process.exitcode
        worker.line.close()
        self._workers.remove(worker)
        if code is not None and code < 0:
            with suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit code {code}"


@dataclass(frozen=True, slots=True)
class _Raised:
    traceback: str


def workers(environment: Mapping[str, str]) -> int:
    """How many: BANCHI_WORKERS, else as many as there are cores for this process. Raises `WrongUse`."""
    written = environment.get(VARIABLE)
    if written is None or not written.strip():
        return cores()
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 1000):
        raise WrongUse("bad-workers", variable=VARIABLE, found=written)
    return int(written)


def can_be_copied() -> bool:
    """Whether a copy of this process would be whole, which it is not where there are threads, those of libraries among
    them; and small."""
    try:
        pages = int(Path(MEMORY).read_text("ascii").split()[1])
        return len(os.listdir(THREADS)) == 1 and pages * mmap.PAGESIZE <= MOST_COPIED  # noqa: PTH208 - names are enough
    except OSError:
        return False  # other systems have no such folder, nor copies that are safe


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def done_or_lost(work: Work, task: Any) -> Any:
    """The same bargain in this process: a task that wants more memory than there is comes back as `Lost`."""
    try:
        return work(task)
    except MemoryError:
        return Lost(OUT_OF_MEMORY)


def _serve(line: Connection, make: Callable[[], Work], copied: Sequence[Connection]) -> None:
    """A worker's whole life. Of a line whose other end somebody still holds, here too, no end would ever be seen."""
    for other in copied:
        other.close()
    gc.freeze()  # what the parent has left here is not searched for garbage, nor its memory written to
    gc.set_threshold(YOUNG)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    work: Work | None = None
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return  # the parent has no more, or is gone
        try:
            work = work or make()
            reply = done_or_lost(work, task)
        except Exception:  # raised again in the parent
            reply = _Raised(traceback.format_exc())
        try:
            line.send(reply)
        except OSError:
            return


def end_with_parent() -> None:
    """From now on: else a process whose parent was killed would finish its work for nobody."""
    threading.Thread(target=_wait_for_end_of_parent, daemon=True).start()


def _wait_for_end_of_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What is started meanwhile never sees Ctrl-C: a terminal sends it to every process, and ending is the parent's."""
    resource_tracker.ensure_running()  # else it is started in between, and lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
