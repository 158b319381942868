"""The frame around every page: its links, its languages, its words, and that nothing a catalog says becomes markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator import fonts
from generator.model import Catalog, Contact, Organization, Text
from generator.pages.page import Page
from generator.problems import WrongUse
from generator.theme import Theme, of_material

CONFIG = Path(__file__).parents[1] / "mkdocs.yml"
HOSTILE = """"><script>x()</script><img src=x onerror=x()>{{ 7*7 }}&amp;'"""


def text(th: str, en: str) -> Text:
    return Text({"th": th, "en": en})


CATALOG = Catalog(
    title=text("บัญชีข้อมูล", "Catalog"),
    description=text("ทดสอบ", "A trial"),
    publisher="us",
    languages=("th", "en"),
    base_uri="https://data.example/a/b/",
    contact=Contact(name=text("ผู้ดูแล", "Keepers"), email="keepers@data.example"),
    issues_url="https://code.example/new",
    organizations={"us": Organization(name="us", title=text("เรา", "Us"))},
    themes={},
    licenses={},
    units={},
    areas={},
    datasets=(),
)


def page(path: str = "en/datasets/x/", language: str = "en", **what: object) -> Page:
    own = path.removeprefix("en/")
    given: Mapping[str, object] = {
        "title": "Title",
        "description": "Description",
        "body": "<h1>Title</h1>",
        "twins": {"th": own, "en": f"en/{own}"},
        "kind": "dataset",
        "breadcrumbs": (("Home", "en/"), ("Datasets", "en/datasets/")),
    }
    return Page(path=path, language=language, **{**given, **what})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme(CONFIG, CATALOG)


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html5lib")


def test_links_are_relative_to_the_page(theme: Theme) -> None:
    """A site works under any base path: only canonical and alternate links name the host."""
    soup = parsed(theme.render(page()))
    assert [a["href"] for a in soup.select(".b-breadcrumbs a")] == ["../../", "../"]
    assert soup.select_one("a.b-brand")["href"] == "../../"  # type: ignore[index]
    assert soup.select_one("link[rel=stylesheet]")["href"].startswith("../../../assets/site.")  # type: ignore[index,union-attr]
    inside = [a["href"] for a in soup.select(".b-header a, .b-breadcrumbs a")]
    assert all(str(href).startswith(("../", "./")) for href in inside)


def test_a_page_names_its_twin_and_itself(theme: Theme) -> None:
    soup = parsed(theme.render(page()))
    assert soup.html["lang"] == "en"  # type: ignore[index]
    twin = soup.select_one(".b-header a[hreflang]")
    assert twin is not None
    assert (twin["href"], twin["hreflang"], twin["lang"], twin.text) == ("../../../datasets/x/", "th", "th", "ไทย")
    assert soup.select_one("link[rel=canonical]")["href"] == "https://data.example/a/b/en/datasets/x/"  # type: ignore[index]
    assert {(str(a["hreflang"]), str(a["href"])) for a in soup.select("link[rel=alternate]")} == {
        ("th", "https://data.example/a/b/datasets/x/"),
        ("en", "https://data.example/a/b/en/datasets/x/"),
        ("x-default", "https://data.example/a/b/datasets/x/"),
    }


def test_the_menu_marks_where_the_reader_is(theme: Theme) -> None:
    """A page below a menu's folder marks it as true, the folder's own page as page; home marks nothing."""
    marks = {
        path: [a["aria-current"] for a in parsed(theme.render(page(path))).select(".b-tabs a[aria-current]")]
        for path in ("en/datasets/x/", "en/datasets/", "en/")
    }
    assert marks == {"en/datasets/x/": ["true"], "en/datasets/": ["page"], "en/": []}


def test_a_missing_twin_leads_to_that_language(theme: Theme) -> None:
    soup = parsed(theme.render(page(twins={"en": "en/datasets/x/"})))
    assert soup.select_one(".b-header a[hreflang]")["href"] == "../../../"  # type: ignore[index]
    assert not soup.select("link[rel=alternate]")


def test_what_a_catalog_says_is_text(theme: Theme) -> None:
    """Hostile words in every place of the frame give the same elements and attributes as plain ones."""

    def shape(words: str) -> list[tuple[str, list[str]]]:
        wild = replace(
            CATALOG,
            title=text(words, words),
            contact=Contact(name=text(words, words), url="https://code.example/"),
            organizations={"us": Organization(name="us", title=text(words, words))},
        )
        html = Theme(CONFIG, wild).render(page(title=words, description=words, breadcrumbs=((words, "en/"),)))
        soup = parsed(html)
        assert soup.title is not None and words in soup.title.text
        assert words in soup.select_one("meta[name=description]")["content"]  # type: ignore[index,operator]
        assert words in soup.select_one("meta[property='og:title']")["content"]  # type: ignore[index,operator]
        assert words in soup.select_one(".b-brand").text  # type: ignore[union-attr]
        return [(e.name, sorted(e.attrs)) for e in soup.select("*")]

    assert shape(HOSTILE) == shape("plain")


def test_head_of_a_page_stands_in_the_head(theme: Theme) -> None:
    soup = parsed(theme.render(page(head='<script type="application/ld+json">{"a": 1}</script>')))
    assert soup.head is not None
    assert soup.head.select_one("script[type='application/ld+json']") is not None


def test_no_script_stands_in_the_page(theme: Theme) -> None:
    """One script file and no inline handler: a host may forbid everything else."""
    html = theme.render(page())
    scripts = parsed(html).select("script")
    assert len(scripts) == 1 and scripts[0]["src"] and not scripts[0].text
    assert not re.search(r"\son\w+=", html)


def test_outputs_are_what_the_frame_links(theme: Theme) -> None:
    """Every file that a page's head asks for is published, under the same name and with the same bytes each time."""
    outputs = {o.path: o for o in theme.outputs()}
    soup = parsed(theme.render(page("", "th")))
    asked = [
        str(e.get("href") or e.get("src")) for e in soup.select("link[rel]:not([hreflang], [rel=search]), script[src]")
    ]
    local = {a for a in asked if not a.startswith("https:")}
    assert local and local <= set(outputs)
    again = {o.path: o for o in Theme(CONFIG, CATALOG).outputs()}
    assert {p: o.content for p, o in outputs.items()} == {p: o.content for p, o in again.items()}


def test_style_names_only_fonts_that_are_published(theme: Theme) -> None:
    outputs = {o.path: o.content or b"" for o in theme.outputs()}
    (style,) = (content.decode() for path, content in outputs.items() if path.endswith(".css"))
    named = {name for name in re.findall(r'url\("?([^)"]+)"?\)', style) if not name.startswith("data:")}
    assert {f"assets/{name}" for name in named} <= set(outputs)
    assert "http://" not in re.sub(r"http://www\.w3\.org/\d+/svg", "", style)


@pytest.mark.parametrize("face", fonts.FACES)
def test_faces_hold_thai_and_weigh_little(face: str) -> None:
    """Cut fonts stay below 26 KB, begin as WOFF2 does, and come out the same twice."""
    first = fonts.woff2(face)
    fonts.woff2.cache_clear()
    assert first.startswith(b"wOF2") and len(first) < 26_000
    assert fonts.woff2(face) == first


def test_the_page_for_wrong_addresses(theme: Theme) -> None:
    """It speaks every language and its links hold at any depth below the site's base path."""
    (lost,) = (o.content.decode() for o in theme.outputs() if o.path == "404.html" and o.content)
    soup = parsed(lost)
    assert [s["lang"] for s in soup.select("section[lang]")] == ["th", "en"]
    assert len(soup.select("h1")) == 1
    inside = [str(e.get("href") or e.get("src")) for e in soup.select("a, link, script")]
    assert all(a.startswith(("/a/b/", "https:", "mailto:", "#")) for a in inside), inside
    assert soup.select_one("link[rel=canonical]") is None


def test_stock_files_are_told_from_ours() -> None:
    material = Path(str(distribution("mkdocs-material").locate_file("material/templates/base.html")))
    assert material.is_file()
    assert of_material(str(material))
    assert not of_material(str(CONFIG.parent / "site_templates" / "theme" / "main.html"))


def test_a_wrong_configuration_is_told(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\ntheme: {name: nothing-of-the-kind}\n", "utf-8")
    (tmp_path / "docs").mkdir()
    with pytest.raises(WrongUse, match=r"mkdocs\.yml"):
        Theme(config, CATALOG)
