"""Work beside that of a process is done by a copy of it where one is safe, else by itself, and comes to the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_portal import EPOCH, digest
from tests.tiny import FILES, tiny_catalog

BEGIN = """\
import json, os, signal, sys, threading
from generator.beside import beside

def told(*facts):
    print(json.dumps(facts))

"""
MANY = 110  # datasets: more than the two processes need to share them
FORKS = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system's processes are not copied")


def fresh(code: str) -> Any:
    """What a process tells that has no threads, as one of a test runner has."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEGIN + code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@FORKS
def test_a_copy_does_the_work_and_knows_what_this_process_knows() -> None:
    here, there, known, seen = fresh("""
known = ["before"]
def work():
    known.append("there")
    return os.getpid(), known
with beside(work, is_worth_it=True) as result:
    known.append("here")
    told(os.getpid(), *result(), known)
""")
    assert here != there
    assert known == ["before", "there"] and seen == ["before", "here"]


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(
            "threading.Thread(target=threading.Event().wait, daemon=True).start()\nworth = True", id="threads"
        ),
        pytest.param("worth = False", id="not worth it"),
        pytest.param("large = b'x' * (300 << 20)\nworth = True", id="much memory"),
    ],
)
def test_without_a_copy_it_is_done_here(begin: str) -> None:
    here, there = fresh(f"""
{begin}
with beside(os.getpid, is_worth_it=worth) as result:
    told(os.getpid(), result())
""")
    assert here == there


@FORKS
def test_what_a_copy_that_dies_leaves_undone_is_done_here() -> None:
    here, there = fresh("""
me = os.getpid()
def work():
    if os.getpid() != me:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()
with beside(work, is_worth_it=True) as result:
    told(me, result())
""")
    assert here == there


def test_what_is_raised_beside_is_raised_here_and_can_be_mended() -> None:
    assert fresh("""
def work():
    raise LookupError("no such thing")
try:
    with beside(work, is_worth_it=True) as result:
        result()
except LookupError as error:
    told(str(error))
""") == ["no such thing"]


@FORKS
def test_a_copy_ends_with_the_block_that_is_broken_off() -> None:
    assert fresh("""
line, other = os.pipe()
def work():
    os.write(other, b"%d" % os.getpid())
    threading.Event().wait()
try:
    with beside(work, is_worth_it=True) as result:
        pid = int(os.read(line, 20))
        raise KeyboardInterrupt
except KeyboardInterrupt:
    try:
        os.kill(pid, 0)
        told("lives")
    except ProcessLookupError:
        told("gone")
""") == ["gone"]


@FORKS
def test_a_copy_does_not_hear_ctrl_c() -> None:
    here, there = fresh("""
def work():
    os.kill(os.getpid(), signal.SIGINT)
    return os.getpid()
with beside(work, is_worth_it=True) as result:
    told(os.getpid(), result())
""")
    assert here != there


@FORKS
def test_what_holds_for_workers_that_begin_afresh_holds_for_copies() -> None:
    """The tests of the pool once more, in a process without threads."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "test_pool.py"]
    begin = "import sys, pytest; from generator.pool import can_be_copied; assert can_be_copied(); "
    done = subprocess.run(
        [sys.executable, "-c", f"{begin}sys.exit(pytest.main({command[3:]}))"],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    """In each half of the descriptors one is odd."""
    root = tiny_catalog(tmp_path / "catalog")
    for number in range(MANY):
        place = root / "datasets" / f"way-{number:03}"
        place.mkdir()
        odd = "colour: red\n" if number in (7, MANY - 7) else ""
        named = FILES["datasets/roads/dataset.yml"].replace("Length of roads", f"Length of way {number}")
        place.joinpath("dataset.yml").write_text(named.replace("ความยาวถนน", f"ความยาวทาง {number}") + odd, "utf-8")
        place.joinpath("length.csv").write_text("year,length\n2024,10\n", "utf-8")
    checked = [banchi(root, "check", "--jobs", jobs) for jobs in ("1", "2")]
    assert checked[0] == checked[1]
    assert checked[0].count("colour") >= 2


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path / "catalog")
    sites = []
    for jobs in ("1", "2"):
        told = banchi(root, "build", "--no-cache", "--jobs", jobs, "--site-dir", str(tmp_path / jobs))
        sites.append(digest(tmp_path / jobs))
        assert "Traceback" not in told
    assert sites[0] == sites[1]


def banchi(root: Path, *arguments: str) -> str:
    """As from a terminal, in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "generator", *arguments]
    environment = {**os.environ, **EPOCH, "BANCHI_LANG": "en"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr
