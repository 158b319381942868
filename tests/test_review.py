"""The comment on a pull request: what must be put right is red, all else is told, in plain words."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment
from markdown_it import MarkdownIt

from generator.problems import problem
from generator.reviewing import LIMIT, OURS, comment
from tests.committed import ALONE, Repo
from tests.proposal import ID, propose, published
from tests.tiny import banchi


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    made = published(tmp_path_factory.mktemp("proposal") / "repo")
    propose(made)
    return made


def test_a_change_gets_one_comment_in_which_only_two_things_are_red(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)  # as any network says of a name that is not
    checked = banchi(repo.root, "check", "--format", "github", "--lang", "en", **ALONE)
    red = [line for line in checked.stdout.splitlines() if line.startswith("::error ")]
    assert (checked.exit_code, ID in checked.stdout) == (1, False)
    assert ID not in banchi(repo.root, "check", "--format", "sarif", **ALONE).stdout
    assert sorted(re.findall(r"file=(\S+?),line=(\d+),title=([a-z-]+)", "\n".join(red))) == [
        ("datasets/courses/dataset.yml", "34", "unknown-field"),
        ("datasets/courses/learners.csv", "3", "personal-id"),
    ]
    done = banchi(repo.root, "review", "main", "--links", "--output", "comment.md", **ALONE)
    told = (repo.root / "comment.md").read_text("utf-8")
    assert (done.exit_code, done.stdout, told.count(OURS)) == (1, "", 1)
    thai, _, english = told.partition("<details>")
    for part in (thai, english):
        problems, _, changes = part.partition("\n## ")[2].partition("\n## ")
        assert problems.count("🛑 `") == 2, "the number and the field, and nothing else, must be put right"
        assert problems.count("⚠️ `") == problems.count("//courses.example/reprot") == 1, "told, not stopped"
        assert ID not in part, "a comment must not publish what it warns of"
        assert "nothing → `12•••••••••••`" in part or "ไม่มีค่า → `12•••••••••••`" in part
        assert changes.count("🛑 ") == 3, "the verdict, and the field: first of all, and in its place"
        for year in ("2563", "2564", "2565") if part is thai else ("2020", "2021", "2022"):
            assert re.search(rf"{year}`: 1,1\d\d → 1,1\d\d", changes), "each revised figure, with its old value"
    assert "3 revised and 1 gone" in english and "1 row removed" in english
    assert "`year=2010`: `length` `1000`" in english, "what the row held that is gone"
    assert "https://courses.example/report` → `https://courses.example/reprot" in english
    assert "is renamed `learners`; indicators that read it: `learners`" in english
    assert "แก้ไข 3 ค่า" in thai and "ลบ 1 แถว" in thai


def test_a_good_change_is_said_to_be_good(tmp_path: Path) -> None:
    repo = published(tmp_path / "repo")
    done = banchi(repo.root, "review", **ALONE)
    assert done.exit_code == 0
    assert "✅ The check found nothing wrong." in done.stdout and "✅ ตรวจข้อมูลแล้ว ไม่พบปัญหา" in done.stdout


def test_a_catalog_that_cannot_be_read_is_told_without_a_difference(tmp_path: Path) -> None:
    repo = published(tmp_path / "repo")
    repo.write("catalog.yml", "title: [\n")
    done = banchi(repo.root, "review", **ALONE)
    assert done.exit_code == 1
    assert "`datasets/catalog.yml`" in done.stdout and "What this does" not in done.stdout


def test_a_base_that_there_is_not_is_wrong_use(tmp_path: Path) -> None:
    repo = published(tmp_path / "repo")
    assert banchi(repo.root, "review", "no-such-branch", **ALONE).exit_code == 2


def test_no_comment_is_too_long_to_post() -> None:
    many = [problem("unknown-file", f"datasets/{'x' * 90}/{n}.csv", found="y" * 70, options="z") for n in range(2000)]
    told = comment(many, None, None, ("th", "en"))
    assert LIMIT // 2 < len(told) < LIMIT < 65_536
    assert told.count("Not shown here") == 1 and told.rstrip().endswith("</details>")


def test_no_problem_is_good_news_also_without_a_difference() -> None:
    assert "✅ The check found nothing wrong." in comment([], None, None, ("en",))


def test_nothing_of_a_file_is_markup() -> None:
    hostile = "`</details><img src=x> @everyone #1 https://evil.example ![x](y)"
    told = comment([problem("unknown-file", hostile, found=hostile, options=hostile)], None, None, ("en",))
    page = BeautifulSoup(MarkdownIt("commonmark", {"html": True}).render(told), "html.parser")
    assert [tag.name for tag in page.find_all(["img", "a", "details"])] == []
    for code in page.find_all("code"):
        code.decompose()
    pieces = [str(piece) for piece in page.find_all(string=lambda text: not isinstance(text, Comment))]
    assert pieces and not any(re.search(r"@\w|#\d|://", piece) for piece in pieces), "GitHub would make links of them"
