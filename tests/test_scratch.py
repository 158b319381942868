"""A folder for one run is gone after it, at the latest while the next one runs; no other folder is touched."""

from __future__ import annotations

import fcntl
import tempfile
import threading
from pathlib import Path

import pytest

from generator import scratch as module
from generator.scratch import LOCK, remove_abandoned, scratch

PREFIX = "banchi-test-"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system has temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_afterwards(place: Path) -> None:
    with scratch(PREFIX, moment=60) as folder:
        folder.joinpath("site").mkdir()
        folder.joinpath("site/index.html").write_text("a page")
    assert list(place.iterdir()) == []


def test_a_run_ends_before_a_long_removal_and_the_next_one_takes_it_up(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never, others = threading.Event(), {*threading.enumerate()}
    with monkeypatch.context() as patch:
        patch.setattr(module, "_remove", lambda folder: never.wait())
        with scratch(PREFIX, moment=0) as folder:
            folder.joinpath("page").write_text("half")
    assert folder.exists()
    never.set()
    for thread in {*threading.enumerate()} - others:
        thread.join(60)
    remove_abandoned(PREFIX)
    assert not folder.exists()


def test_a_run_takes_up_what_was_left_when_it_begins(place: Path) -> None:
    left = place / f"{PREFIX}left"
    left.mkdir()
    left.joinpath(LOCK).touch()
    others = {*threading.enumerate()}  # as a server that another test has begun
    with scratch(PREFIX, moment=60):
        for thread in {*threading.enumerate()} - others:
            thread.join(60)
        assert not left.exists()


def test_a_folder_that_was_looked_at_is_not_held_open(place: Path) -> None:
    used = place / f"{PREFIX}used"
    used.mkdir()
    with used.joinpath(LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = len(list(Path("/dev/fd").iterdir()))
        remove_abandoned(PREFIX)
        assert len(list(Path("/dev/fd").iterdir())) == before


def test_what_is_in_use_or_not_ours_stays(place: Path) -> None:
    other, strange, elsewhere = (place / name for name in ("another-tool", f"{PREFIX}without-a-lock", "elsewhere"))
    for folder in (other, strange, elsewhere):
        folder.mkdir()
    elsewhere.joinpath(LOCK).touch()
    place.joinpath(f"{PREFIX}link").symlink_to(elsewhere)
    with scratch(PREFIX, moment=60) as used:
        remove_abandoned(PREFIX)
        assert used.is_dir()
        with used.joinpath(LOCK).open() as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert other.is_dir() and strange.is_dir() and elsewhere.joinpath(LOCK).is_file()
