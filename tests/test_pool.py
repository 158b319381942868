"""Tasks come back in the order in which they are asked for, and a worker that dies takes one task with it, by name."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from generator.pool import OUT_OF_MEMORY, Lost, Pool, RaisedInWorker, done_or_lost, workers
from generator.problems import WrongUse
from tests import labour


def test_results_belong_to_their_tasks() -> None:
    with Pool(labour.make, 2) as pool:
        tickets = [pool.submit(("square", n)) for n in range(20)]
        assert [pool.result(t) for t in reversed(tickets)] == [n * n for n in reversed(range(20))]


def test_each_worker_makes_what_it_needs_once(tmp_path: Path) -> None:
    with Pool(partial(labour.make_noting, tmp_path), 2) as pool:
        for ticket in [pool.submit(("square", n)) for n in range(10)]:
            pool.result(ticket)
        assert 1 <= len(list(tmp_path.iterdir())) <= 2


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("kill", "SIGKILL"),
        ("segfault", "SIGSEGV"),
        ("abort", "SIGABRT"),
        ("exit", "exit code 3"),
        ("memory", OUT_OF_MEMORY),
    ],
)
def test_a_worker_that_dies_loses_its_own_task_and_no_other(way: str, reason: str) -> None:
    with Pool(labour.make, 2) as pool:
        before = [pool.submit(("square", n)) for n in range(3)]
        lost = pool.submit((way, 0))
        after = [pool.submit(("square", n)) for n in range(3)]
        assert pool.result(lost) == Lost(reason)
        assert [pool.result(t) for t in (*before, *after)] == [0, 1, 4, 0, 1, 4]


def test_a_worker_that_dies_while_it_begins_loses_the_task_it_was_for() -> None:
    with Pool(labour.make_nothing, 1) as pool:
        assert pool.result(pool.submit(("square", 1))) == Lost("exit code 4")


def test_an_idle_worker_that_dies_loses_nothing() -> None:
    with Pool(labour.make, 1) as pool:
        os.kill(pool.result(pool.submit(("who", 0))), signal.SIGKILL)
        results = [pool.result(pool.submit(("square", n))) for n in range(1, 4)]
    assert [r for r in results if not isinstance(r, Lost)] in ([1, 4, 9], [4, 9])  # it may be sent a task as it dies


def test_a_bug_in_a_task_is_raised_with_its_traceback() -> None:
    with Pool(labour.make, 1) as pool, pytest.raises(RaisedInWorker, match="in _bug\n"):
        pool.result(pool.submit(("bug", 0)))


def test_no_worker_outlives_the_pool() -> None:
    with Pool(labour.make, 2) as pool:
        pids = [pool.result(t) for t in [pool.submit(("who", n)) for n in range(8)]]
    assert not any(labour.lives(pid) for pid in pids)


def test_no_worker_outlives_a_pool_that_is_broken_off(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Pool(labour.make, 2) as pool:
        busy = pool.submit(("sleep", str(tmp_path / "pid")))
        pool.result(pool.submit(("await", str(tmp_path / "pid"))))
        raise KeyboardInterrupt
    assert not busy.done
    assert not labour.lives(int((tmp_path / "pid").read_text()))


def test_workers_do_not_hear_ctrl_c() -> None:
    with Pool(labour.make, 1) as pool:
        assert pool.result(pool.submit(("interrupt", 0))) == "still here"


def test_memory_wanted_in_this_process_is_told_the_same_way() -> None:
    assert done_or_lost(labour.make(), ("memory", 0)) == Lost(OUT_OF_MEMORY)


def test_the_environment_says_how_many() -> None:
    assert workers({"BANCHI_WORKERS": "3"}) == 3
    assert workers({}) >= 1
    for wrong in ("0", "-1", "two", "๒"):
        with pytest.raises(WrongUse, match="BANCHI_WORKERS"):
            workers({"BANCHI_WORKERS": wrong})
