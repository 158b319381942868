"""The scenes of the guides: what they show is what the program says today, and it is shown as text."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator import templates
from generator.scenes import set_in
from tests.scenes import LANGUAGES, SCENES, scenes


@dataclass(frozen=True)
class Made:
    """The scenes as they come out today, and the site that was built for one of them."""

    texts: dict[str, str]
    site: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    pytest.importorskip("pty", reason="a terminal is made by the system, which this one cannot")
    folder = tmp_path_factory.mktemp("scenes")
    return Made(scenes(folder), folder / "new-en" / "site")


def test_what_a_guide_shows_is_what_the_program_says(made: Made) -> None:
    """Where this fails, `make scenes` writes them anew; read the difference, and what the guides say around it."""
    assert {file.name: file.read_text("utf-8") for file in SCENES.iterdir()} == made.texts


@pytest.mark.parametrize("place", ["contribute", "en/contribute"])
def test_a_guide_with_its_scenes_stays_a_light_page(made: Made, place: str) -> None:
    """As it travels, compressed, no heavier than a page of a dataset may be: Thai letters take three bytes before."""
    html = (made.site / place / "index.html").read_bytes()
    page = BeautifulSoup(html, "html.parser")
    assert len(page.select("article > figure.b-scene > figcaption")) == 4
    assert "banchi.scene" not in page.get_text() and len(gzip.compress(html, 6)) < 12_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scene_stands_in_the_guide_of_its_language(language: str) -> None:
    guide = (templates.folder("pages") / f"contribute.{language}.md").read_text("utf-8")
    shown = re.findall(r"^\{\{ banchi\.scene (\S+) \}\} \S", guide, flags=re.MULTILINE)
    assert sorted(shown) == sorted(file.stem for file in SCENES.glob(f"*.{language}.*"))
    assert "banchi.scene" not in set_in(guide)


def test_a_terminal_is_shown_letter_by_letter_with_its_caption() -> None:
    page = BeautifulSoup(set_in("Before\n\n{{ banchi.scene check.en }} A <line> & a cure\n\nAfter\n"), "html.parser")
    (figure,) = page("figure")
    assert [piece.name for piece in figure(recursive=False)] == ["figcaption", "pre"]
    assert figure.figcaption and figure.figcaption.get_text() == "A <line> & a cure"
    assert figure.pre and figure.pre.get_text() == (SCENES / "check.en.txt").read_text("utf-8").strip()
    assert [typed.get_text() for typed in figure("b")] == ["$ banchi check"]


def test_the_headings_of_another_page_are_none_of_the_guide() -> None:
    page = BeautifulSoup(set_in("{{ banchi.scene review.th }} A comment\n"), "html.parser")
    assert re.search(r"^## ", (SCENES / "review.th.md").read_text("utf-8"), flags=re.MULTILINE)
    assert page.select("figure strong") and not page.find_all(re.compile(r"h\d"))
    assert "https://courses.example/reprot" in page.get_text() and "<!--" not in page.get_text()
    assert not page("a"), "an address that leads nowhere is no link"


@pytest.mark.parametrize("line", ["{{ banchi.scene nothing.en }} A caption", "{{ banchi.scene check.en }}"])
def test_a_line_that_names_no_scene_stays_as_written(line: str) -> None:
    assert set_in(line) == line
