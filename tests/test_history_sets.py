"""What became of indicator sets by the history of their own files: what was edited in them, and when."""

from __future__ import annotations

import pytest

from generator.history import sets
from generator.model import Revision, Text
from tests.committed import Repo
from tests.fed import INDICATOR, SET
from tests.histories import revisions
from tests.tiny import FILES

INDEX = "indicator-sets/index.yml"


@pytest.fixture
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A dataset and a set, which came with one commit."""
    made = Repo(tmp_path_factory.mktemp("sets") / "repo")
    made.write("roads/dataset.yml", FILES["datasets/roads/dataset.yml"] + INDICATOR)
    made.write(INDEX, SET)
    made.commit()
    return made


def of_sets(repo: Repo) -> list[Revision]:
    return [revision for revision in revisions(repo) if revision.indicator_set]


def test_a_set_that_came_with_a_commit_is_new_and_stands_behind_the_datasets_of_that_commit(repo: Repo) -> None:
    first, second = revisions(repo)
    assert (first.dataset, first.indicator_set, first.kind) == ("roads", "", "new")
    assert (second.dataset, second.indicator_set, second.kind, second.at) == ("", "index", "new", first.at)
    assert second.commit == first.commit == repo.git("rev-parse", "HEAD")


def test_edits_are_told_by_key_in_the_order_of_the_file_and_by_the_order_of_commits(repo: Repo) -> None:
    repo.write(INDEX, SET.replace("Of roads.", "Of all roads.").replace("Roads index", "Index of roads"))
    repo.commit()
    repo.write("roads/length.csv", "year,length\n2024,11\n2025,12\n")
    repo.commit()
    repo.write(INDEX, SET.replace("[{indicator: road-length}]", "[{indicator: road-length, weight: 2}]"))
    repo.commit()
    told = [(r.dataset or r.indicator_set, r.kind, r.keys) for r in revisions(repo)]
    assert told[:3] == [
        ("index", "metadata", ("title", "description", "children")),
        ("roads", "data", ()),
        ("index", "metadata", ("title", "description")),
    ]
    assert [r.at for r in revisions(repo)] == sorted((r.at for r in revisions(repo)), reverse=True)


def test_a_comment_and_another_style_are_no_news(repo: Repo) -> None:
    repo.write(INDEX, f"# Of the office.\n{SET}".replace("publisher: office", 'publisher: "office"'))
    repo.write("indicator-sets/notes.txt", "Not a set.\n")
    repo.commit()
    assert [r.kind for r in of_sets(repo)] == ["new"]


def test_what_is_not_committed_is_no_news(repo: Repo) -> None:
    repo.write(INDEX, SET.replace("Of roads.", "Of all roads."))
    assert [r.kind for r in of_sets(repo)] == ["new"]


def test_a_set_that_is_gone_is_told_by_its_last_words(repo: Repo) -> None:
    repo.write(INDEX, SET.replace("Roads index", "Index of roads"))
    repo.commit()
    repo.git("rm", "--quiet", f"datasets/{INDEX}")
    repo.commit()
    found = of_sets(repo)
    assert [r.kind for r in found] == ["removed", "metadata", "new"]
    assert {r.title.text("en") for r in found if r.title is not None} == {"Index of roads"}
    assert {r.organization for r in found} == {"office"}, "of all that is told of it, not of its removal alone"
    assert all(r.title is not None and r.title.text("th") == "ชุดถนน" for r in found)


def test_a_set_under_another_name_keeps_its_history(repo: Repo) -> None:
    repo.write(INDEX, SET.replace("Of roads.", "Of all roads."))
    repo.commit()
    repo.git("mv", f"datasets/{INDEX}", "datasets/indicator-sets/ways.yml")
    repo.write("indicator-sets/ways.yml", f"{SET}former_names: [index]\n")
    repo.commit()
    assert [(r.indicator_set, r.kind, r.former) for r in of_sets(repo)] == [
        ("ways", "renamed", "index"),
        ("ways", "metadata", "index"),
        ("ways", "new", "index"),
    ]


def test_a_set_that_is_gone_and_said_nothing_readable_is_told_by_its_name(repo: Repo) -> None:
    repo.write(INDEX, "title: 3\npublisher: [office]\n")
    repo.commit()
    repo.git("rm", "--quiet", f"datasets/{INDEX}")
    repo.commit()
    newest = of_sets(repo)[0]
    assert (newest.kind, newest.title, newest.organization) == ("removed", Text({"": "index"}), "")


@pytest.mark.parametrize("broken", ["title: [\n", "- a list\n", "\x00"])
def test_a_version_that_cannot_be_read_is_said(repo: Repo, broken: str) -> None:
    repo.write(INDEX, broken)
    repo.commit()
    repo.write(INDEX, SET)
    repo.commit()
    assert [(r.kind, r.is_read, r.keys) for r in of_sets(repo)] == [
        ("metadata", False, ()),
        ("metadata", False, ()),
        ("new", True, ()),
    ]


def test_only_the_newest_are_looked_at(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "EACH", 2)
    for number in range(3):
        repo.write(INDEX, SET.replace("Of roads.", f"Of {number} roads."))
        repo.commit()
    assert [r.kind for r in of_sets(repo)] == ["metadata", "metadata"]
