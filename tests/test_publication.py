"""Readers see the whole old or the whole new site, at whatever moment the run that replaces it is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.problems import WrongUse
from generator.publication import Publication, exchange

# A run in a process of its own that kills itself just before its n-th change to the file system (Python tells each one
# to its audit hooks), or tells how many there were.
RUN = """
import os, signal, sys
from pathlib import Path
from generator.publication import Publication, exchange

site, last, how = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
changes = 0

def watch(event, arguments):
    global changes
    if event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "open", "shutil.rmtree", "ctypes.dlopen"):
        changes += 1
        if changes == last:
            os.kill(os.getpid(), signal.SIGKILL)

def step(one, other):
    watch("os.rename", ())
    done = exchange(one, other)
    watch("os.rename", ())
    return done

def never(one, other):
    return False

p = Publication(site, step if how == "exchange" else never)
sys.addaudithook(watch)
p.begin()
for name in ("index.html", "a.txt"):
    p.staging.joinpath(name).write_text("new")
p.publish()
print(changes)
"""


def run(site: Path, last: int, how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", RUN, str(site), str(last), how], capture_output=True, text=True)


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("index.html", "a.txt"):
        folder.joinpath(name).write_text(text)
    return folder


def seen(site: Path) -> set[str]:
    return {file.read_text() for file in site.rglob("*") if file.is_file()}


def published(site: Path, how: str = "exchange") -> None:
    p = Publication(site, None if how == "exchange" else lambda one, other: False)
    p.begin()
    for name in ("index.html", "a.txt"):
        p.staging.joinpath(name).write_text("next")
    p.publish()


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_killed_at_every_step_of_the_swap(tmp_path: Path, how: str) -> None:
    steps = int(run(written(tmp_path / "count" / "site", "old"), 0, how).stdout)
    assert steps >= 8
    outcomes = []
    for last in range(1, steps + 1):
        site = written(tmp_path / f"{last}" / "site", "old")
        assert run(site, last, how).returncode == -signal.SIGKILL
        outcomes.append(seen(site))
        published(site, how)  # the next run mends whatever the killed one left
        assert seen(site) == {"next"}
        assert [entry.name for entry in site.parent.iterdir()] == ["site"]
    whole = [{"old"}, {"new"}]
    if how == "renames":
        assert outcomes.count(set()) == 1, "only between the two renames is there no site"
        whole.append(set())
    assert all(outcome in whole for outcome in outcomes)
    assert outcomes == sorted(outcomes, key=whole.index) or how == "renames"


def test_a_run_killed_between_two_renames_gives_the_old_site_back_even_if_the_next_fails(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "old")
    work = tmp_path / ".site.banchi"
    work.mkdir()
    site.rename(work / "old")
    p = Publication(site)
    p.begin()
    p.discard()
    assert seen(site) == {"old"}


def test_the_first_site_appears_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    published(tmp_path / "www" / "site")
    assert seen(tmp_path / "www") == {"next"}
    assert [entry.name for entry in (tmp_path / "www").iterdir()] == ["site"]


def test_a_failed_run_leaves_the_old_site(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "old")
    p = Publication(site)
    p.begin()
    p.staging.joinpath("index.html").write_text("half")
    p.discard()
    p.discard()
    assert seen(tmp_path) == {"old"}


def test_two_runs_do_not_meet(tmp_path: Path) -> None:
    first, second = Publication(tmp_path / "site"), Publication(tmp_path / "site")
    first.begin()
    with pytest.raises(WrongUse, match="another build"):
        second.begin()
    first.discard()
    second.begin()
    second.discard()


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    thesis = tmp_path / "thesis"
    thesis.mkdir()
    thesis.joinpath("chapter-1.txt").write_text("years of work")
    worktree = written(tmp_path / "worktree", "old")
    worktree.joinpath(".git").write_text("gitdir: elsewhere")
    for folder in (thesis, worktree, thesis / "chapter-1.txt"):
        with pytest.raises(WrongUse):
            Publication(folder).begin()
    assert thesis.joinpath("chapter-1.txt").read_text() == "years of work"


def test_a_site_behind_a_link_is_exchanged_where_it_is(tmp_path: Path) -> None:
    real = written(tmp_path / "real" / "site", "old")
    link = tmp_path / "current"
    link.symlink_to(real)
    published(link)
    assert link.is_symlink()
    assert seen(real) == {"next"}


def test_the_mode_of_the_folder_stays(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "old")
    site.chmod(0o750)
    published(site)
    assert site.stat().st_mode & 0o777 == 0o750


def test_exchange_tells_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "b")
