"""History that is broken, large or long: it stops no build, costs no more than allowed, and is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import history
from generator.cache import Cache
from generator.history import differences, rows
from generator.history.repository import Repository
from tests.committed import Repo
from tests.histories import revisions, the_file, told
from tests.museum import CASES
from tests.tiny import FILES


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
