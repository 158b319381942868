"""What became of datasets by the repository that they stand in: what changed in them, and when.

Each test makes a repository of its own, with fixed moments.
"""

from __future__ import annotations

import pytest

from tests.committed import Repo
from tests.histories import newest, revisions, the_file


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
