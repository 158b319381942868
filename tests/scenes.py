"""The scenes that the guides show (generator/scenes.py), made by the real commands on the small examples of the tests.

In comes an empty folder to work in, out go texts by the names of their files. Run: `make scenes`.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
from pathlib import Path
from typing import Final
from unittest import mock

from bs4 import BeautifulSoup, Tag

from generator import templates
from tests.committed import ALONE
from tests.museum import SMALLEST
from tests.proposal import ID, propose, published
from tests.terminal import DAY, NEW, catalog, typed
from tests.tiny import MKDOCS, banchi

LANGUAGES: Final = ("th", "en")
SCENES: Final = templates.folder("scenes")

MISTAKES: Final = (  # file, what stands there, what a beginner writes
    ("dataset.yml", "organization: statistics-office", "organization: statistic-ofice"),
    ("internet-users.csv", "VNM,2024,90\n", "VNM,2024,ninety\n"),
)


def scenes(folder: Path) -> dict[str, str]:
    """Every scene in every language."""
    made = _review(folder / "review")
    for language in LANGUAGES:
        made[f"check.{language}.txt"] = _check(folder / f"check-{language}", language)
        made[f"new.{language}.txt"] = _new(folder / f"new-{language}", language)
    return {**made, **_page(folder / "new-en")}


def _new(root: Path, language: str) -> str:
    """A workbook with a title, a note, Thai labels, years of the Buddhist Era and commas for thousands."""
    case = NEW / "excel-thai"
    (workbook,) = (case / "input").iterdir()
    shutil.copy(workbook, catalog(root) / "users.xlsx")
    answers = (case / "answers.txt").read_text("utf-8").splitlines()
    code, screen = typed(root, answers, "new", "users.xlsx", language=language)
    assert code == 0, screen
    return _screen("banchi new users.xlsx", screen)


def _page(root: Path) -> dict[str, str]:
    """How the page of that workbook begins: who, what, and the first facts beside it."""
    assert banchi(root, "build", "--site-dir", "site", **DAY).exit_code == 0
    (name,) = (f.name for f in (root / "datasets").iterdir() if f.name.startswith("people-who"))
    return {
        f"page.{language}.md": _beginning((root / "site" / place / "datasets" / name / "index.html").read_text("utf-8"))
        for language, place in zip(LANGUAGES, ("", "en"), strict=True)
    }


def _beginning(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    by, title, lead = (page.select_one(at) for at in (".b-dataset__by", "h1", ".b-lead"))
    assert by and title and lead
    for link in lead("a"):
        link.decompose()
    facts = [(fact.dt, fact.dd) for fact in page.select(".b-facts > div")[:2]]
    told = (f"- **{_words(label)}** {_words(value)}" for label, value in facts if label and value)
    parts = (_words(by), f"# {_words(title)}", _words(lead), "\n".join(told))
    return "\n\n".join(parts) + "\n"


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def _check(root: Path, language: str) -> str:
    shutil.copytree(SMALLEST, root)
    for name, right, wrong in MISTAKES:
        file = root / "datasets" / "internet-users" / name
        text = file.read_text("utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong), "utf-8")
    root.joinpath("mkdocs.yml").write_text(MKDOCS, "utf-8")
    checked = banchi(root, "check", BANCHI_LANG=language, **DAY)
    assert checked.exit_code == 1
    return _screen("banchi check", checked.stdout)


def _screen(command: str, said: str) -> str:
    lines = (line.rstrip() for line in said.splitlines())
    return "\n".join((f"$ {command}", *lines)).rstrip() + "\n"


def _review(folder: Path) -> dict[str, str]:
    """The comment on the change of tests/proposal.py: its part in each language."""
    repo = published(folder)
    propose(repo)
    with mock.patch("socket.getaddrinfo", side_effect=socket.gaierror):  # as any network says of a name that is not
        told = banchi(repo.root, "review", "main", "--links", **ALONE, **DAY)
    assert (told.exit_code, ID in told.stdout) == (1, False)
    first, _, folded = told.stdout.partition("<details>")
    parts = (first.partition("-->")[2], folded.partition("</summary>")[2].partition("</details>")[0])
    return {f"review.{language}.md": f"{part.strip()}\n" for language, part in zip(LANGUAGES, parts, strict=True)}


def main() -> None:
    """Write every scene."""
    with tempfile.TemporaryDirectory() as folder:
        made = scenes(Path(folder))
    for old in SCENES.iterdir():
        old.unlink()
    for name, text in made.items():
        (SCENES / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
