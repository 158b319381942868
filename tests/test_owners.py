"""Who is asked to review a dataset stands in CODEOWNERS, below what people wrote there themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.owners import MARKER
from tests.tiny import banchi, tiny_catalog

ORGANIZATIONS = """\
ministry: {title: {th: กระทรวง, en: Ministry}, reviewers: ['@state/data', data@state.example]}
office: {title: {th: สำนักงาน, en: Office}, parent: ministry}
"""


def test_reviewers_of_an_organization_or_of_its_parent_are_asked(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, organizations=ORGANIZATIONS)
    (root / "datasets/a group").mkdir()
    (root / "datasets/roads").rename(root / "datasets/a group/roads")
    told = banchi(root, "owners")
    assert (told.exit_code, told.stdout) == (
        0,
        f"{MARKER}\n/datasets/a\\ group/roads/ @state/data data@state.example\n",
    )


def test_the_nearest_reviewers_are_asked_alone(tmp_path: Path) -> None:
    root = tiny_catalog(
        tmp_path, organizations=ORGANIZATIONS.replace("parent: ministry", "parent: ministry, reviewers: ['@me']")
    )
    assert banchi(root, "owners").stdout.splitlines()[1:] == ["/datasets/roads/ @me"]


def test_what_people_wrote_stays_and_a_file_that_is_not_current_is_told(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, organizations=ORGANIZATIONS)
    file = root / ".github/CODEOWNERS"
    file.parent.mkdir()
    file.write_text("* @all\n", "utf-8")
    outdated = banchi(root, "owners", "--check", "--lang", "en")
    assert (outdated.exit_code, "--write" in outdated.stderr) == (1, True)
    assert banchi(root, "owners", "--write").exit_code == 0
    assert file.read_text("utf-8").startswith(f"* @all\n\n{MARKER}\n/datasets/roads/")
    assert banchi(root, "owners", "--check").exit_code == 0
    (root / "datasets/organizations.yml").write_text("office: {title: {th: สำนักงาน, en: Office}}\n", "utf-8")
    assert banchi(root, "owners", "--check").exit_code == 1
    banchi(root, "owners", "--write")
    assert file.read_text("utf-8") == "* @all\n"


def test_a_catalog_without_reviewers_needs_no_file(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    assert banchi(root, "owners", "--check").exit_code == 0
    assert banchi(root, "owners", "--write").exit_code == 0
    assert not (root / ".github").exists()


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        ("bad-reviewer", "'@state/data'", "Data team"),
        ("circle", "parent: ministry", "parent: office"),
        ("unknown-reference", "parent: ministry", "parent: nowhere"),
    ],
)
def test_a_faulty_catalog_writes_nothing(told: str, before: str, after: str, tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, organizations=ORGANIZATIONS.replace(before, after))
    done = banchi(root, "owners", "--write", "--lang", "en")
    assert (done.exit_code, told in done.stderr, (root / ".github").exists()) == (1, True, False)


def test_the_marker_that_files_of_people_carry_stays_the_same() -> None:
    """Else what stands below it in their files would count as theirs."""
    assert MARKER.startswith("# Below: made by `banchi owners --write` from datasets/organizations.yml.")
