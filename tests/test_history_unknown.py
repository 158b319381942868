"""What a repository cannot tell: without Git, cut short, damaged or not ours, the reason is told and nothing stops."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache import Cache
from tests.committed import Repo
from tests.histories import revisions, told


def without_git(repo: Repo) -> None:
    shutil.rmtree(repo.folder / ".git")


def without_commits(repo: Repo) -> None:
    without_git(repo)
    repo.git("init", "--quiet")


@pytest.mark.parametrize("change", [without_git, without_commits])
def test_without_history_a_dataset_says_its_own_day(repo: Repo, change: Callable[[Repo], None]) -> None:
    change(repo)
    found = told(repo.root)
    assert found.doubt == ""
    assert [(r.kind, r.day, r.commit) for r in found.revisions] == [("stated", "2026-01-02", "")]


def test_a_shallow_clone_is_told_and_knows_what_it_holds(repo: Repo, tmp_path: Path) -> None:
    repo.add_dataset("canals")
    repo.commit()
    repo.write("canals/length.csv", "year,length\n2024,7\n2025,12\n")
    repo.commit()
    whole = revisions(repo)
    for depth, known in ((1, 0), (2, 1)):
        clone = tmp_path / f"clone{depth}"
        repo.git("clone", "--quiet", "--depth", str(depth), f"file://{repo.folder}", str(clone))
        found = told(clone)
        assert found.doubt == "history-shallow"
        assert [r for r in found.revisions if r.commit] == list(whole[:known]), "never the cut taken for a beginning"
        assert {r.dataset for r in found.revisions} == {"roads", "canals"}


def test_a_whole_clone_elsewhere_tells_the_same(repo: Repo, tmp_path: Path) -> None:
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    repo.git("clone", "--quiet", f"file://{repo.folder}", str(tmp_path / "clone"))
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    assert told(tmp_path / "clone") == told(tmp_path / "tree") == told(repo.root)


def test_a_clone_without_old_contents_fetches_nothing_and_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--filter=blob:none", f"file://{repo.folder}", str(clone))
    cache = Cache(tmp_path / "cache")
    found = told(clone, cache).revisions
    assert [r.kind for r in found] == ["data", "new"]
    assert [file.reason for file in found[0].files] == ["absent"]
    assert told(repo.root, cache).revisions[0].files[0].changed == 1, "what was absent is not remembered"


def test_a_catalog_may_stand_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", below="open/data")
    repo.commit()
    repo.folder.joinpath("datasets").mkdir()
    repo.folder.joinpath("datasets/dataset.yml").write_text("of another project")
    repo.commit()
    assert [(r.dataset, r.kind) for r in revisions(repo)] == [("roads", "new")]


def test_a_dataset_in_a_submodule_says_its_own_day(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.commit()
    repo.git("submodule", "--quiet", "add", f"file://{other.root}", "datasets/outside")
    shutil.rmtree(repo.root / "datasets/outside/datasets/roads")
    shutil.move(repo.root / "datasets/roads", repo.root / "datasets/outside/paths")
    repo.commit()
    found = [(r.dataset, r.kind) for r in revisions(repo)]
    assert found == [("roads", "removed"), ("roads", "new"), ("paths", "stated")]


def test_without_git_on_the_path_the_reason_is_told(repo: Repo, tmp_path: Path) -> None:
    found = told(repo.root, PATH=str(tmp_path))
    assert found.doubt == "history-no-git"
    assert [r.kind for r in found.revisions] == ["stated"]


def test_a_folder_of_somebody_else_is_told(repo: Repo) -> None:
    found = told(repo.root, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")  # Git's own tests stand in for another user so
    assert found.doubt == "history-owner"
    assert [r.kind for r in found.revisions] == ["stated"]


def test_a_damaged_repository_is_told(repo: Repo) -> None:
    shutil.rmtree(repo.folder / ".git/objects")
    assert told(repo.root).doubt == "history-unreadable"


def test_a_worktree_whose_repository_is_gone_is_told(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    shutil.rmtree(repo.folder)
    assert told(tmp_path / "tree").doubt == "history-unreadable"


def test_what_a_hook_of_another_repository_says_is_not_heard(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other", length="year,length\n1999,1\n")
    other.commit()
    assert told(repo.root, GIT_DIR=str(other.folder / ".git"), GIT_WORK_TREE=str(other.folder)) == told(repo.root)
