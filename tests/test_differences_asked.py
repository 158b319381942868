"""`banchi diff`: what it compares with, and what it refuses to."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.differing import DESCRIPTOR, moved
from tests.tiny import banchi, tiny_catalog


def committed(root: Path) -> Path:
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    return root


def test_the_command_compares_with_what_is_committed(tmp_path: Path) -> None:
    root = committed(tiny_catalog(tmp_path))
    assert banchi(root, "diff", "--lang", "en").stdout == "Nothing in the catalog changes.\n"
    (root / "datasets/roads/length.csv").write_text("year,length\n2024,10\n2025,13\n", "utf-8")
    done = banchi(root, "diff", "--lang", "en")
    assert (done.exit_code, "'length' '12' → '13'" in done.stdout) == (0, True)
    thai = banchi(root, "diff", "HEAD", "--lang", "th", "--format", "markdown")
    assert (thai.exit_code, "แก้ไข 1 แถว" in thai.stdout) == (0, True)
    (root / "datasets/roads/dataset.yml").write_text(DESCRIPTOR.replace(", unit: km", ""), "utf-8")
    assert banchi(root, "diff").exit_code == 1


def test_the_command_compares_a_catalog_below_the_top_of_its_repository(tmp_path: Path) -> None:
    tiny_catalog(tmp_path / "below/catalog")
    committed(tmp_path)
    assert banchi(tmp_path / "below/catalog", "diff", "--lang", "en").stdout == "Nothing in the catalog changes.\n"


def test_the_command_compares_with_another_folder(tmp_path: Path) -> None:
    old, new = tiny_catalog(tmp_path / "old"), moved(tiny_catalog(tmp_path / "new"), "streets")
    done = banchi(new, "diff", str(old), "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["changes"][0]["former"]) == (1, "roads")


@pytest.mark.parametrize("base", ["nothing-like-it", "--output=x"])
def test_a_base_that_there_is_not_is_refused(tmp_path: Path, base: str) -> None:
    root = committed(tiny_catalog(tmp_path))
    done = banchi(root, "diff", "--lang", "en", "--", base)
    assert (done.exit_code, done.stdout, base in done.stderr) == (2, "", True)


def test_a_base_without_a_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", "utf-8")
    committed(tmp_path)
    tiny_catalog(tmp_path)
    done = banchi(tmp_path, "diff", "--lang", "en")
    assert (done.exit_code, "'HEAD'" in done.stderr) == (2, True)


def test_a_file_outside_of_its_dataset_is_never_shown(tmp_path: Path) -> None:
    """A comment on a pull request must not print what the pull request only points at."""
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new")
    (tmp_path / "secret.csv").write_text("year,length\n2024,10\n2025,4242\n", "utf-8")
    (new / "datasets/roads/length.csv").unlink()
    (new / "datasets/roads/length.csv").symlink_to(tmp_path / "secret.csv")
    done = banchi(new, "diff", str(old), "--format", "json")
    assert "4242" not in done.stdout


def test_a_catalog_with_errors_says_that_the_report_may_not_be_whole(tmp_path: Path) -> None:
    old, new = (
        tiny_catalog(tmp_path / "old"),
        tiny_catalog(tmp_path / "new", dataset=DESCRIPTOR.replace("title:", "titel:", 1)),
    )
    assert "banchi check" in banchi(new, "diff", str(old), "--lang", "en").stderr


def test_a_link_in_what_is_committed_is_passed_over(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    (root / "datasets/roads/link.csv").symlink_to("/etc/hostname")
    committed(root)
    assert banchi(root, "diff", "--lang", "en").stdout == "Nothing in the catalog changes.\n"
