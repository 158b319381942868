"""What is known of datasets from the repository that they stand in: what changed in them, when, and what is not known.

Each test makes a repository of its own, with fixed moments.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import history
from generator.cache import Cache
from generator.catalog import load_catalog
from generator.history import History, differences, read_history, rows
from generator.history.repository import Repository
from generator.model import FileRevision, Revision
from tests.committed import ALONE, Repo
from tests.museum import CASES
from tests.tiny import FILES

HERE = {**os.environ, **ALONE}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "repo")
    made.commit("Begin")
    return made


def told(root: Path, cache: Cache | None = None, **environment: str) -> History:
    catalog, _ = load_catalog(root)
    assert catalog is not None
    return read_history(root, catalog, {**HERE, **environment}, cache or Cache(None))


def revisions(repo: Repo) -> tuple[Revision, ...]:
    found = told(repo.root)
    assert found.doubt == ""
    return found.revisions


def newest(repo: Repo) -> Revision:
    return revisions(repo)[0]


def the_file(repo: Repo) -> FileRevision:
    revision = newest(repo)
    assert revision.kind == "data"
    (file,) = revision.files
    return file


def test_a_dataset_that_came_with_a_commit_is_new_at_the_committers_moment(repo: Repo) -> None:
    """The author's moment stays that of a first draft; here it is in 2017."""
    repo.add_dataset("canals")
    name = repo.commit(zone="+0700")
    first, second = revisions(repo)
    assert (first.dataset, first.kind, first.at, first.commit) == ("canals", "new", "2026-05-30T03:26:40+07:00", name)
    assert (second.dataset, second.kind, second.at, second.day) == (
        "roads",
        "new",
        "2026-05-28T20:26:40Z",
        "2026-05-28",
    )


@pytest.mark.parametrize(
    ("table", "counts"),
    [
        ("year,length\n2024,10\n2025,12\n2026,14\n2027,15\n", (2, 0, 0)),
        ("year,length\n2024,10\n2025,13\n", (0, 1, 0)),
        ("year,length\n2025,12\n", (0, 0, 1)),
        ("year,length\n2025,99\n2026,1\n", (1, 1, 1)),
        ("year,length\n2025,12\n2024,10\n", (0, 0, 0)),
        ('year,length\r\n"2024",10\r\n2025,12\r\n', (0, 0, 0)),
        ("length,year\n10,2024\n12,2025\n", (0, 0, 0)),
        ("year,length\n2024,10\n2025,12\n\n", (0, 0, 0)),
    ],
    ids=["added", "changed", "removed", "all three", "other order", "other writing", "other columns' order", "blank"],
)
def test_revised_rows_are_told_apart_by_the_primary_key(repo: Repo, table: str, counts: tuple[int, int, int]) -> None:
    repo.write("roads/length.csv", table)
    repo.commit()
    file = the_file(repo)
    assert (file.added, file.changed, file.removed) == counts
    assert (file.path, file.change, file.reason) == ("length.csv", "revised", "")


def test_rows_without_a_key_are_compared_whole(repo: Repo) -> None:
    repo.replace("roads/dataset.yml", "    primaryKey: [year]\n", "")
    repo.write("roads/length.csv", "year,length\n2024,10\n2024,10\n2025,12\n")
    repo.commit()
    assert (the_file(repo).added, the_file(repo).changed, the_file(repo).removed) == (1, None, 0)
    repo.write("roads/length.csv", "year,length\n2025,13\n2024,10\n2024,10\n")
    repo.commit()
    assert (the_file(repo).added, the_file(repo).changed, the_file(repo).removed) == (1, None, 1)


def test_a_key_that_a_version_does_not_keep_to_is_no_key(repo: Repo) -> None:
    repo.write("roads/length.csv", "year,length\n2024,10\n2024,11\n2025,12\n")
    repo.commit()
    assert (the_file(repo).added, the_file(repo).changed, the_file(repo).removed) == (1, None, 0)


def test_fields_that_come_and_go_are_told_and_rows_compared_without_them(repo: Repo) -> None:
    repo.write("roads/length.csv", "year,lanes\n2024,2\n2025,4\n2026,4\n")
    repo.commit()
    file = the_file(repo)
    assert (file.fields_added, file.fields_removed) == (("lanes",), ("length",))
    assert (file.added, file.changed, file.removed) == (1, 0, 0)


def test_changed_metadata_is_told_by_key_in_the_order_of_descriptors(repo: Repo) -> None:
    repo.replace("roads/dataset.yml", "How long the roads were", "How long roads were")
    repo.replace("roads/dataset.yml", "Length of roads", "Road length")
    repo.replace("roads/dataset.yml", "modified: 2026-01-02", "modified: 2026-01-03")
    repo.commit()
    assert (newest(repo).kind, newest(repo).keys, newest(repo).files) == ("metadata", ("title", "description"), ())
    repo.replace("roads/dataset.yml", "modified: 2026-01-03", "modified: 2026-01-04")
    repo.commit()
    assert newest(repo).keys == ("modified",), "told where nothing else is"


def test_what_changed_in_a_list_is_told_by_the_keys_of_its_things(repo: Repo) -> None:
    repo.replace(
        "roads/dataset.yml", "title: {th: ความยาว, en: Length}\n  schema", "title: {th: ยาว, en: Length}\n  schema"
    )
    repo.commit()
    assert newest(repo).keys == ("resources.title",)
    more = "- {name: more, url: https://roads.example/more.csv, title: {th: เพิ่ม, en: More}}\n"
    repo.replace("roads/dataset.yml", "resources:\n", f"resources:\n{more}")
    repo.commit()
    assert newest(repo).keys == ("resources.name",)
    text = (repo.root / "datasets/roads/dataset.yml").read_text("utf-8")
    repo.write("roads/dataset.yml", text.replace(more, "") + more)
    repo.commit()
    assert newest(repo).keys == ("resources",), "only their order"


def test_a_comment_in_a_descriptor_and_a_file_beside_the_data_are_no_news(repo: Repo) -> None:
    repo.replace("roads/dataset.yml", "data_type: statistics", "# what kind it is\ndata_type: statistics")
    repo.commit()
    repo.write("roads/README.md", "How we made this")
    repo.commit()
    assert [r.kind for r in revisions(repo)] == ["new"]


def test_a_removed_dataset_is_told_by_its_last_words(repo: Repo) -> None:
    repo.add_dataset("canals")
    repo.commit()
    repo.write("canals/length.csv", "year,length\n2024,7\n2025,12\n")
    repo.commit()
    repo.git("rm", "-r", "--quiet", "datasets/canals")
    repo.commit()
    found = [r for r in revisions(repo) if r.dataset == "canals"]
    assert [r.kind for r in found] == ["removed", "data", "new"]
    for one in found:
        assert one.title is not None and one.title.text("en") == "Length of canals"
        assert (one.organization, one.themes) == ("office", ("roads",))


def test_a_renamed_folder_keeps_its_history_under_the_new_name(repo: Repo) -> None:
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    repo.git("mv", "datasets/roads", "datasets/highways")
    repo.commit()
    found = revisions(repo)
    assert [(r.dataset, r.kind, r.former) for r in found] == [
        ("highways", "renamed", "roads"),
        ("highways", "data", "roads"),
        ("highways", "new", "roads"),
    ]


def test_a_dataset_moved_to_another_group_is_no_news(repo: Repo) -> None:
    (repo.root / "datasets/transport").mkdir()
    repo.git("mv", "datasets/roads", "datasets/transport/roads")
    repo.commit()
    repo.write("transport/roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    assert [(r.dataset, r.kind) for r in revisions(repo)] == [("roads", "data"), ("roads", "new")]


def test_a_merge_is_one_change_at_its_own_moment(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "-b", "draft")
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,13\n2026,1\n")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.add_dataset("canals")
    repo.commit()
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "draft")
    found = [r for r in revisions(repo) if r.dataset == "roads"]
    assert [r.kind for r in found] == ["data", "new"]
    assert found[0].commit == repo.git("rev-parse", "HEAD")
    assert (found[0].files[0].added, found[0].files[0].changed) == (1, 2)


def test_work_that_is_not_committed_is_no_news(repo: Repo) -> None:
    repo.write("roads/length.csv", "year,length\n2024,99\n")
    repo.replace("roads/dataset.yml", "Length of roads", "Not yet")
    repo.add_dataset("canals")
    found = {r.dataset: r for r in revisions(repo)}
    assert found["roads"].kind == "new"
    assert (found["canals"].kind, found["canals"].at) == ("stated", "2026-01-02T00:00:00Z")


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


@pytest.mark.parametrize(
    "broken", ["title: [", "- a list", "\0", "x: &a [*a]", "", "a: 1\na: 2\n", "resources: nothing\n"]
)
def test_a_descriptor_of_old_that_cannot_be_read_is_said(repo: Repo, broken: str) -> None:
    sound = (repo.root / "datasets/roads/dataset.yml").read_text("utf-8")
    repo.write("roads/dataset.yml", broken)
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    repo.write("roads/dataset.yml", sound)
    repo.commit()
    last, middle, first = revisions(repo)
    assert (first.kind, last.kind) == ("new", "metadata")
    assert not last.is_read or "resources" in last.keys
    assert [file.reason for file in middle.files] in (["unreadable"], [""])
    assert not middle.is_read or middle.keys


@pytest.mark.parametrize("wrong", ["delimiter: ';;'", "delimiter: ''", "quoteChar: ab", "header: 3"])
def test_a_table_is_not_read_by_what_a_descriptor_of_old_says_wrongly(repo: Repo, wrong: str) -> None:
    sound = (repo.root / "datasets/roads/dataset.yml").read_text("utf-8")
    repo.write("roads/dataset.yml", sound.replace("  schema:", f"  dialect: {{{wrong}}}\n  schema:"))
    repo.commit()
    repo.write("roads/dataset.yml", sound)
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    assert the_file(repo).reason == "unreadable"


def test_no_descriptor_of_old_stops_a_build(repo: Repo) -> None:
    """Every descriptor that is wrong in some way, one after another."""
    wrong = [file for file in sorted((CASES / "bad").glob("*/datasets/**/dataset.yml")) if file.is_file()]
    assert len(wrong) > 50
    for number, file in enumerate(wrong):
        repo.folder.joinpath("datasets/roads/dataset.yml").write_bytes(file.read_bytes())
        repo.write("roads/internet-users.csv", f"year,share\n2024,{number}\n")
        repo.commit()
    repo.write("roads/dataset.yml", FILES["datasets/roads/dataset.yml"])
    found = revisions(repo)
    assert {r.dataset for r in found} == {"roads"} and len(found) > 100
    assert {f.reason for r in found for f in r.files} >= {"", "unreadable"}, "some were read, and their tables compared"


def test_large_files_of_old_are_not_read(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "MOST_BYTES", 1_000)
    repo.write("roads/length.csv", "year,length\n" + "".join(f"{1000 + n},1\n" for n in range(200)))
    repo.commit()
    assert (the_file(repo).reason, the_file(repo).added) == ("large", None)


def test_long_tables_are_not_compared(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n2026,13\n")
    repo.commit()
    assert the_file(repo).reason == "large"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "elsewhere"),
        ('year,length\n2024,"10\n', "unreadable"),
        ("", ""),
    ],
    ids=["pointer", "quotes", "empty"],
)
def test_a_version_that_is_no_table_is_said(repo: Repo, content: str, reason: str) -> None:
    repo.write("roads/length.csv", content)
    repo.commit()
    assert the_file(repo).reason == reason


def test_messages_of_commits_are_not_read(repo: Repo) -> None:
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit("<script>alert(1)</script>\n\n\x01fake 1 +0000\n:100644 100644 a b M\n")
    assert "script" not in repr(revisions(repo))
    assert [r.kind for r in revisions(repo)] == ["data", "new"]


@pytest.mark.parametrize("name", ["a b", "ถนน", "a\nb", "a\tb", '"q"', ":100644", "\x01x"])
def test_any_name_of_a_file_is_read(repo: Repo, name: str) -> None:
    repo.write(f"roads/{name}", "x")
    repo.write(f"{name}/dataset.yml", "title: {th: ก, en: Gone}\n")
    repo.commit()
    repo.git("rm", "-r", "--quiet", f"datasets/{name}")
    repo.commit()
    assert [(r.dataset, r.kind) for r in revisions(repo)] == [(name, "removed"), (name, "new"), ("roads", "new")]


def test_only_the_newest_are_looked_at(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the catalog so many, and of each dataset so many more."""
    monkeypatch.setattr(history, "LATEST", 3)
    monkeypatch.setattr(history, "EACH", 2)
    repo.add_dataset("canals")
    repo.commit()
    for number in range(5):
        repo.write("roads/length.csv", f"year,length\n2024,{number}\n2025,12\n")
        repo.commit()
    assert [r.dataset for r in revisions(repo)] == ["roads", "roads", "roads", "canals"]


def test_what_was_found_is_remembered_and_told_the_same(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    cache = Cache(tmp_path / "cache")
    first = told(repo.root, cache)
    asked = count_processes(monkeypatch)
    assert told(repo.root, cache) == first
    assert {each.partition(" ")[0] for each in asked} == {"rev-parse"}, "which commit it is, and nothing else"
    assert told(repo.root) == first
    repo.add_dataset("canals")
    repo.commit()
    monkeypatch.setattr(rows, "revised", lambda *_: pytest.fail("compared anew"))
    assert told(repo.root, cache).revisions[1:] == first.revisions


def test_processes_do_not_grow_with_history(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_processes(monkeypatch)
    told(repo.root)
    few = len(asked)
    for number in range(10):
        repo.add_dataset(f"canals{number}")
        repo.write("roads/length.csv", f"year,length\n2024,{number}\n2025,12\n")
        repo.commit()
    asked.clear()
    told(repo.root)
    assert len(asked) == few + 2, "two that answer for all contents"


def count_processes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `git` is asked from now on."""
    asked: list[str] = []
    command = Repository.command

    def counted(self: Repository, *arguments: str) -> list[str]:
        asked.append(" ".join(arguments[:2]))
        return command(self, *arguments)

    monkeypatch.setattr(Repository, "command", counted)
    return asked
