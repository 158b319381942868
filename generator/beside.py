"""Work in a second process beside that of this one: a copy of it, which knows all that this one knows, so that nothing
large need be sent to it.

In comes a function, out comes what it returns. A process that keeps threads cannot be copied safely, and some systems
copy none: there, and wherever the copy fails in any way, the work is done here once its result is asked for, so that
whatever is wrong shows as if there had been one process. It must not know what the work is.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from generator.pool import can_be_copied, end_with_parent, uninterrupted

FAILED: Final = object()

Result = TypeVar("Result")


@contextmanager
def beside(work: Callable[[], Result], *, is_worth_it: bool) -> Iterator[Callable[[], Result]]:
    """Begin the work, and do what stands in the block meanwhile; what comes is asked for the result, and waits for it.

    The result can be pickled. What the work does to objects of this process is lost, so it must say all in its result.
    """
    if not is_worth_it or not can_be_copied():
        yield work
        return
    context: Any = multiprocessing.get_context("fork")  # what is not the same type on every system
    here, there = context.Pipe(duplex=False)
    copy = context.Process(target=_do, args=(there, here, work), daemon=True)
    with uninterrupted():  # nor is what the copy does: it keeps the signals that were held back when it began
        copy.start()
    there.close()

    def result() -> Result:
        received = _received(here)
        copy.join()
        return work() if received is FAILED else received

    try:
        yield result
    finally:
        here.close()
        copy.kill()  # it has ended already but where something was raised here
        copy.join()
        copy.close()


def _received(line: Connection) -> Any:
    try:
        return line.recv()
    except (EOFError, OSError):
        return FAILED


def _do(line: Connection, other_end: Connection, work: Callable[[], object]) -> None:
    """The whole life of a copy. What is raised in it is raised again in the process that it is a copy of."""
    other_end.close()
    gc.freeze()  # to look for garbage in what is known here would write to all of it, and so copy it
    end_with_parent()
    with suppress(Exception):
        line.send(work())
