"""The link checker finds what leads nowhere, and finds nothing in the site of the real catalog."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.links import problems
from tests.tiny import banchi

ROOT = Path(__file__).parents[1]
HOME = (
    '<html><head><link rel="canonical" href="https://host.example/b/"><link rel="stylesheet" href="a.css"></head>'
    '<body id="top"><a href="page/">page</a> <a href="page/#part">part</a> <a href="https://elsewhere.example/">x</a> '
    '<a href="mailto:a@b.example">m</a> <a href="page/%E0%B8%81.csv">file</a>'
    '<img src="data:image/png;base64,AA=="></body>'
)
PAGE = (
    '<html><head><link rel="canonical" href="https://host.example/b/page/"></head>'
    '<body><p id="part"><a href="../">home</a> <a href="/b/page/">rooted</a> <a href="#part">here</a></p></body>'
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://host.example/b/</loc></url><url><loc>https://host.example/b/page/</loc></url></urlset>"
)


def small_site(folder: Path, home: str = HOME, page: str = PAGE, sitemap: str = SITEMAP, style: str = "") -> Path:
    folder.joinpath("page").mkdir()
    folder.joinpath("index.html").write_text(home, "utf-8")
    folder.joinpath("page/index.html").write_text(page, "utf-8")
    folder.joinpath("page/ก.csv").write_text("a")
    folder.joinpath("a.css").write_text(style)
    folder.joinpath("sitemap.xml").write_text(sitemap)
    return folder


def test_a_whole_site_has_no_broken_link(tmp_path: Path) -> None:
    assert problems(small_site(tmp_path)) == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('<a href="nowhere/">x</a>', "'nowhere/' leads to nothing"),
        ('<a href="page">x</a>', "'page' leads to nothing"),  # a folder without its slash costs a redirect
        ('<a href="page/#gone">x</a>', "'page/#gone': there is no 'gone' on that page"),
        ('<a href="#gone">x</a>', "'#gone': there is no 'gone' on that page"),
        ('<a href="../up/">x</a>', "'../up/' leads out of the site"),
        ('<a href="/page/">x</a>', "'/page/' leads out of the site"),
        ('<a href="https://host.example/b/gone/">x</a>', "'https://host.example/b/gone/' leads to nothing"),
        ('<a href="javascript:alert(1)">x</a>', "'javascript:alert(1)' is a script"),
        ('<img src="gone.png">', "'gone.png' leads to nothing"),
        ('<img srcset="gone.png 1x, a.css 2x">', "'gone.png' leads to nothing"),
        ('<script src="https://cdn.example/x.js"></script>', "would be fetched from another origin"),
        ('<img src="//cdn.example/x.png">', "would be fetched from another origin"),
        ('<p style="background: url(gone.svg)">x</p>', "'gone.svg' leads to nothing"),
        ("<style>p { background: url('gone.svg') }</style>", "'gone.svg' leads to nothing"),
    ],
)
def test_each_kind_of_broken_link_is_told(tmp_path: Path, broken: str, told: str) -> None:
    (problem,) = problems(small_site(tmp_path, home=HOME.replace("</body>", f"{broken}</body>")))
    assert problem.startswith("index.html:1: ")
    assert told in problem


def test_a_style_sheet_and_the_sitemap_are_read_too(tmp_path: Path) -> None:
    site = small_site(tmp_path, style="p { src: url(gone.woff2) }", sitemap=SITEMAP.replace("/page/", "/other/"))
    assert problems(site) == [
        "a.css: 'gone.woff2' leads to nothing",
        "sitemap.xml: 'https://host.example/b/other/' leads to nothing",
        "sitemap.xml: 'https://host.example/b/page/' of page/index.html is missing",
    ]


def test_the_parts_that_an_index_of_sitemaps_names_are_read(tmp_path: Path) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>https://host.example/b/sitemap-1.xml</loc></sitemap></sitemapindex>"
    site = small_site(tmp_path, sitemap=index)
    part = site / "sitemap-1.xml"
    part.write_text(SITEMAP)
    assert problems(site) == []
    part.write_text(SITEMAP.replace("/page/", "/other/"))
    assert "sitemap.xml: 'https://host.example/b/other/' leads to nothing" in problems(site)


def test_every_link_anchor_and_download_of_the_real_catalog_resolves(tmp_path: Path) -> None:
    ready = os.environ.get("BANCHI_SITE")
    site = Path(ready) if ready else tmp_path / "site"
    if not ready:
        done = banchi(ROOT, "build", "--site-dir", str(site))
        assert done.exit_code == 0, done.stderr
    assert problems(site) == []
