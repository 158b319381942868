"""A build in several processes that is broken off: from a terminal, or by the death of one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_portal import EPOCH
from tests.tiny import FILES, tiny_catalog

NAMES = ("canals", "rivers", "roads", "tracks")
LONG = "year,length\n" + "".join(f"{1000 + n % 900},{n}\n" for n in range(400_000))
PATIENCE = 60  # seconds, on a busy machine

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Four datasets that take some seconds each, and an old site."""
    descriptor = FILES["datasets/roads/dataset.yml"].replace("    primaryKey: [year]\n", "")
    root = tiny_catalog(tmp_path, dataset=descriptor, length=LONG)
    for name in NAMES:
        place = root / "datasets" / name
        place.mkdir(exist_ok=True)
        text = descriptor.replace("ความยาวถนน", f"ความยาว {name}").replace("Length of roads", f"Length of {name}")
        place.joinpath("dataset.yml").write_text(text, "utf-8")
        place.joinpath("length.csv").write_text(LONG)
    root.joinpath("site").mkdir()
    root.joinpath("site/index.html").write_text("old")
    return root


@pytest.fixture
def build(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Running in a session of its own, with two workers."""
    environment = {**os.environ, **EPOCH, "BANCHI_WORKERS": "2", "BANCHI_LANG": "en", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "generator", "build"]
    with subprocess.Popen(
        command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        yield run
        for pid in session(run.pid):
            os.kill(pid, signal.SIGKILL)


def session(leader: int) -> list[int]:
    """Every process of a session that has not ended."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = place.read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(of) == leader and state != "Z":
            found.append(int(place.parent.name))
    return found


def until(what: str) -> Iterator[None]:
    """Look again and again, for as long as patience lasts."""
    pause = threading.Event()
    for _ in range(PATIENCE * 20):
        yield
        pause.wait(0.05)
    raise AssertionError(f"in vain: {what}")


def writers(run: subprocess.Popen[str], root: Path) -> dict[int, str]:
    """Process -> the dataset whose downloads it is writing at this moment."""
    staging = root / ".site.banchi" / "new" / "datasets"
    found = {}
    for pid in session(run.pid):
        for link in Path(f"/proc/{pid}/fd").iterdir() if Path(f"/proc/{pid}/fd").exists() else ():
            try:
                file = link.readlink()
            except OSError:
                continue
            if file.is_relative_to(staging):
                found[pid] = file.relative_to(staging).parts[0]
    return found


def at_work(run: subprocess.Popen[str], root: Path) -> dict[int, str]:
    for _ in until("two workers at work"):
        assert run.poll() is None, run.stderr and run.stderr.read()
        if len(found := writers(run, root)) == 2:
            return found
    raise AssertionError


def assert_nothing_is_left(run: subprocess.Popen[str], root: Path) -> None:
    for _ in until("every process to end"):
        if not session(run.pid):
            break
    assert [f.read_text() for f in root.joinpath("site").iterdir()] == ["old"]
    assert sorted(f.name for f in root.iterdir()) in (
        [".banchi", "datasets", "mkdocs.yml", "site"],
        ["datasets", "mkdocs.yml", "site"],
    )
    assert not list(root.glob(".banchi/cache/*/*/.new-*"))


def test_ctrl_c_ends_it_and_leaves_no_process_and_no_half_site(root: Path, build: subprocess.Popen[str]) -> None:
    at_work(build, root)
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to every process
    _, told = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert told.strip() == "Aborted!"
    assert_nothing_is_left(build, root)


def test_a_worker_that_is_killed_is_told_by_its_dataset(root: Path, build: subprocess.Popen[str]) -> None:
    pid, name = next(iter(at_work(build, root).items()))
    os.kill(pid, signal.SIGKILL)
    _, told = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert f"the dataset '{name}' died (SIGKILL)" in told
    assert "Traceback" not in told
    assert_nothing_is_left(build, root)


def test_workers_end_with_a_build_that_is_killed(root: Path, build: subprocess.Popen[str]) -> None:
    at_work(build, root)
    build.kill()
    for _ in until("every process to end"):
        if not session(build.pid):
            break
