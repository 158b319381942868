"""What a link to a page shows in a chat: the words of the source files, on every kind of page and in each language."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from generator import markdown
from generator.open_graph import locale_name, open_graph
from tests import every_key, keyed, made
from tests.test_hostile_text import EPOCH
from tests.tiny import banchi

BASE: Final = "https://catalog.example/"
SUBJECTS: Final = {  # address of a page -> the file that its words stand in, and the way there
    "datasets/full/": ("datasets/full/dataset.yml",),
    "datasets/bare/": ("datasets/bare/dataset.yml",),
    "datasets/closed/": ("datasets/closed/dataset.yml",),
    "datasets/gone/": ("datasets/gone/dataset.yml",),
    "organizations/office/": ("datasets/organizations.yml", "office"),
    "themes/roads/": ("datasets/themes.yml", "roads"),
    "indicators/followed-over-time/": ("datasets/followed/dataset.yml", "indicators", 0),
    "indicator-sets/tree/": ("datasets/indicator-sets/tree.yml",),
    "": ("datasets/catalog.yml",),
}
DESCRIBED: Final = ("datasets/full/", "datasets/bare/", "datasets/closed/", "themes/roads/")
LOCALES: Final = {"th": "th_TH", "en": "en_US"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built catalog of every kind of thing, each with words of its own."""
    root = tmp_path_factory.mktemp("shared")
    every_key.write(root, every_key.trees(), {keyed.LINE: 'a "line" & <more>', keyed.PROSE: "*prose*"})
    done = banchi(root, "build", SOURCE_DATE_EPOCH=EPOCH)
    assert done.exit_code == 0, done.stdout + done.stderr
    return root


def head_of(root: Path, address: str) -> Tag:
    head = BeautifulSoup(root.joinpath("site", address, "index.html").read_text("utf-8"), "html5lib").head
    assert head is not None
    return head


def shared(head: Tag) -> dict[str, str]:
    """What is said of a page once."""
    told = [(str(tag["property"]), str(tag["content"])) for tag in head.select("meta[property]")]
    assert len({name for name, _ in told}) == len(told)
    return dict(told)


def source(root: Path, file: str, *way: str | int) -> dict[str, Any]:
    found: Any = yaml.safe_load(root.joinpath(file).read_text("utf-8"))
    for step in way:
        found = found[step]
    assert isinstance(found, dict)
    return found


def in_language(text: dict[str, str], language: str) -> str:
    """A text of a file; the other language's where it has none in this."""
    return text.get(language) or next(iter(text.values()))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("address", SUBJECTS)
def test_a_link_shows_the_title_that_stands_in_the_file(address: str, language: str, root: Path) -> None:
    page = address if language == "th" else f"en/{address}"
    told = shared(head_of(root, page))
    (other,) = LOCALES.keys() - {language}
    assert told["og:title"] == in_language(source(root, *SUBJECTS[address])["title"], language)
    assert told["og:site_name"] == source(root, "datasets/catalog.yml")["title"][language]
    assert told["og:url"] == f"{BASE}{page}"
    assert (told["og:locale"], told["og:locale:alternate"]) == (LOCALES[language], LOCALES[other])
    assert told["og:type"] == "website"


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("address", DESCRIBED)
def test_a_link_shows_how_the_description_of_the_file_begins(address: str, language: str, root: Path) -> None:
    told = shared(head_of(root, address if language == "th" else f"en/{address}"))
    whole = markdown.plain(in_language(source(root, *SUBJECTS[address])["description"], language))
    begun = told["og:description"].removesuffix("…").rstrip()
    assert len(begun) > 60 and whole.startswith(begun)


@pytest.mark.parametrize("language", LOCALES)
def test_a_link_to_a_dataset_that_is_withdrawn_says_why(language: str, root: Path) -> None:
    told = shared(head_of(root, "datasets/gone/" if language == "th" else "en/datasets/gone/"))
    assert source(root, "datasets/gone/dataset.yml", "withdrawn")["reason"][language] in told["og:description"]


def test_a_link_to_an_organization_or_the_home_page_names_it_in_a_sentence(root: Path) -> None:
    for page, address in (("organizations/office/", "organizations/office/"), ("", ""), ("en/", "")):
        title = source(root, *SUBJECTS[address])["title"]["en" if page == "en/" else "th"]
        described = shared(head_of(root, page))["og:description"]
        assert title in described and described != title


def test_a_link_to_an_indicator_shows_the_newest_figure_of_its_file(root: Path) -> None:
    """A 2 in the second quarter of 2024, up from 1; in Thai the year is 2567. It leads, so it has a picture."""
    with root.joinpath("datasets/followed/followed.csv").open(encoding="utf-8", newline="") as file:
        newest = [row for row in csv.DictReader(file) if row["area"] == "TH-10"][-1]
    assert (newest["year"], newest["quarter"], newest["value"]) == ("2024", "Q2", "2")
    for page, told in (
        ("en/indicators/followed-over-time/", ("2.000", "second quarter of 2024", "100%")),
        ("indicators/followed-over-time/", ("2.000", "ไตรมาส 2 ปี 2567", "ร้อยละ 100")),
    ):
        facts = shared(head_of(root, page))
        assert [words for words in told if words not in facts["og:description"]] == []
        assert root.joinpath("site", facts["og:image"].removeprefix(BASE)).is_file()


def test_every_page_that_has_an_address_tells_it(root: Path) -> None:
    """Lists, guides and pages of the catalog's own too: what the page says of itself, and nothing twice. Charts for
    frames on other sites are no pages to pass on, and nobody knows where the page for wrong addresses stands."""
    site = root / "site"
    pages = [file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")]
    assert len(pages) > 80
    for page in pages:
        head, told = head_of(root, page), shared(head_of(root, page))
        if page.endswith("/embed"):
            assert told.keys() <= {"og:description"}
            continue
        assert told["og:url"] == head.select_one("link[rel=canonical]")["href"]  # type: ignore[index]
        assert head.title is not None and head.title.get_text().startswith(told["og:title"])
        described = head.select_one("meta[name=description]")
        assert told.get("og:description", "") == ("" if described is None else described["content"])
    assert "og:" not in site.joinpath("404.html").read_text("utf-8")


def test_a_language_is_written_with_its_land() -> None:
    """By Unicode's table where the catalog's code names none; what that does not know stays as it is."""
    written = {"th": "th_TH", "en": "en_US", "pt-BR": "pt_BR", "pt": "pt_BR", "zh-Hant": "zh_TW", "qya": "qya"}
    assert {code: locale_name(code) for code in written} == written


def test_a_page_without_an_address_or_a_twin_says_nothing_of_it() -> None:
    words = {"title": "Title", "language": "en"}
    assert open_graph(made.catalog(), **words, url="", twins=("en", "th")) == ()
    told = dict(open_graph(made.catalog(), **words, url="https://a.example/", twins=("en",)))
    assert "og:locale:alternate" not in told
