"""Words that somebody planted in every text of a catalog, and what may differ between a site with them and one without.

In come words, out go a catalog, its site, and pages compared two by two. It must not know which words are tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import strategies as st
from markupsafe import escape

from generator import lists, portal
from generator.addresses import is_email, is_url
from generator.catalog import load_catalog
from generator.model import Catalog
from generator.pages import PAGES
from generator.pages.usage import LATEX
from generator.problems import has_errors, report_text
from generator.running import Running
from generator.site import Site
from generator.theme import Theme
from tests import every_key, keyed

Element = ElementTree.Element
EPOCH = "1790000000"  # a day after every date in the catalog
FRAGMENTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)//",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></textarea></pre></code><svg/onload=alert(1)>",
    "<!-- --!>]]>",
    "&lt;b&gt;&#60;i&#62;&nbsp;&copy",
    "{{ 7*7 }}{% raw %}{# #}${7*7}",
    "%s %(x)s {0} {title} \\0 \\u003c",
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example/>",
    "`code` **bold** _it_ ~~no~~ | a | b |",
    "javascript:alert(1)",
    "=1+1 @SUM(A1) -1 +1",
    "\u202e\u2066right to left\u2069\u200f\u200b\ufeff",
    "กิ่๊์ี้ำ ก็็็็ น้้้ำ",
    "👩‍👩‍👧 🇹🇭 \U0001f1f9",
    "w" * 300,
    "\u2028\u2029\x85\xa0",
    "../../etc/passwd //evil.example/ ?a=b&c=d#e %3Cb%3E",
)
PRINTABLE = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\x85"
)
MARKDOWN = (
    "# Title\n\n## Lower\n\n###### Lowest",
    "<div onclick=alert(1)>\n\n<script>alert(1)</script>\n\n</div>",
    "[x](javascript:alert(1)) [y](data:text/html,x) [z](vbscript:x) [w](//evil.example/)",
    '[v](https://a.example/ "t\\" onx=y")',
    "![pixel](https://evil.example/x.png) [![x](data:image/svg+xml,x)](https://a.example/)",
    '<javascript:alert(1)> <https://a.example/?"onmouseover=x> <a@b.example>',
    "[x]: javascript:alert(1)\n\n[x] [X][x]",
    "```html\n<script>alert(1)</script>\n",
    '~~~ onclick=x"y\n</code></pre><b>\n',
    "    <b>indented</b>\n\n\tmore",
    "- one\n  1. two\n     > three\n\n* * *\n",
    "| a | b |\n|---|:-:|\n| <b> | [x](javascript:x) |",
    "a  \nb\\\nc &lt;i&gt; &#x6a;avascript:",
    "<!-- open",
    "<![CDATA[ open",
    "</article></div></main><style>*{display:none}</style><base href=//evil.example>",
)
ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br", "hr"}


ALLOWED |= {"h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}


ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}
REL = "nofollow ugc noopener"
NOT_SHOWN = {"dialect.property", "dialect.sheetName", "field.missingValues", "schema.missingValues"}  # rules of reading


NOT_SHOWN |= {"licenses.spdx", "resources.mediatype", "themes.eu", "themes.icon"}  # for programs


NOT_SHOWN |= {"field.example", "units.description"}


PARTS = 60  # characters of the words that stand in a category's value, in a name of a file and such
CUT = re.compile(r"(.{15,})…( \([\d,]+ [^()]+\))?", re.DOTALL)  # a long text, and how long it is
SIZES = re.compile(r"[0-9a-f]{64}|\d[\d.,]*\s[kMGT]?B\b")  # what must differ where the files differ
BARE = ("problems", "problem-area", "reference")  # pages in which no word of a catalog stands, but in the frame


@dataclass(frozen=True)
class Words:
    """What stands in the catalog in place of the placeholders: `line`, `cell` and `prose` as readers shall see them.

    With `markdown` the Markdown is that text as it stands, and what becomes of it is not foretold.
    """

    line: str
    cell: str
    prose: str
    markdown: str | None = None

    @cached_property
    def source(self) -> Mapping[str, str]:
        """The words as files write them."""
        return {
            **self.shown,
            keyed.PROSE: re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", self.prose)
            if self.markdown is None
            else f"begins.\n\n{self.markdown}\n\n",
            keyed.PATTERN: re.escape(self.line),
        }

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """The words as the parser of a page gives them back: it has no carriage returns."""
        return {
            keyed.LINE: self.line,
            keyed.CELL: self.cell,
            keyed.PROSE: self.prose,
            keyed.WORD: self.line[:PARTS],
            keyed.JSON: json.dumps(self.line, ensure_ascii=False)[1:-1],
            keyed.PATTERN: re.escape(self.line),
            keyed.ADDRESS: "".join(c for c in self.line if is_url(f"https://a.example/{c}"))[:PARTS],
            keyed.EMAIL: "".join(c for c in self.line if is_email(f"a{c}@a.example"))[:PARTS],
            keyed.FILE: re.sub(r"[/\\:]", "", self.line)[:PARTS],
        }


def build(folder: Path, words: Mapping[str, str], theme: Theme | None = None) -> Path:
    """The site of the catalog with these words, without the pages that say nothing of a catalog."""
    every_key.write(folder, every_key.trees(), words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setattr(lists, "PAGES", tuple(kind for kind in PAGES if kind.name not in BARE))
        catalog = loaded(folder)
        theme = theme or Theme(folder / "mkdocs.yml", catalog)
        theme.catalog = catalog
        site = Site(folder / "site")
        found = portal.build(folder, catalog, site, theme, Running()).problems
    assert not has_errors(found), report_text(found, "en")
    return site.folder


def loaded(folder: Path) -> Catalog:
    catalog, found = load_catalog(folder)
    assert catalog is not None
    assert not has_errors(found), report_text([p for p in found if p.level == "error"], "en")
    return catalog


SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "g", "path", "text", "title", "desc", "circle"}
DRAWN_ATTRIBUTES = {
    *("class", "viewBox", "role", "aria-labelledby", "id", "font-size", "font-weight", "text-anchor"),
    *("d", "x", "y", "cx", "cy", "r", "fill", "stroke", "stroke-width", "stroke-dasharray"),
    *("stroke-linejoin", "stroke-linecap"),
}


@dataclass(frozen=True)
class Twins:
    """Compares what stands in the page of placeholders with what stands in the page of other words."""

    words: Words

    def pages(self, plain: Path, found: Path) -> None:
        """Every page, and what is made for programs, of two sites."""
        assert paths_of(plain) == paths_of(found)
        for path in paths_of(plain):
            self.elements(parsed_once(plain / path), parsed(found / path), path)
            for drawing in re.findall("<svg.*?</svg>", found.joinpath(path).read_text("utf-8"), re.DOTALL):
                ElementTree.fromstring(drawing)
        for name in ("sitemap.xml", "robots.txt"):
            assert found.joinpath(name).read_bytes() == plain.joinpath(name).read_bytes()

    def elements(self, plain: Element, found: Element, at: str) -> None:
        at = f"{at} > {plain.tag}"
        if plain.get("class") == "charts":
            self.drawings(found, at)
            return
        assert (found.tag, sorted(found.attrib)) == (plain.tag, sorted(plain.attrib)), at
        for name, value in plain.attrib.items():
            self.text(value, found.attrib[name], f"{at}[{name}]")
        if plain.tag.endswith("script") and plain.get("type") in ("application/ld+json", "application/json"):
            self.json(json.loads(plain.text or ""), json.loads(found.text or ""), at)
        else:
            self.text(plain.text or "", found.text or "", at)
        self.children(list(plain), list(found), at)

    def drawings(self, found: Element, at: str) -> None:
        """Charts place their texts by their length; what they may hold is a short list, and text stays text."""
        assert found.get("class") == "charts" and set(found.attrib) <= {"class", "data-chart"}, at
        for drawing in found:
            assert drawing.tag == f"{SVG}svg", at
            for element in drawing.iter():
                assert str(element.tag).removeprefix(SVG) in DRAWN, at
                assert {str(name) for name in element.attrib} <= DRAWN_ATTRIBUTES, at

    def children(self, plain: list[Element], found: list[Element], at: str) -> None:
        """One beside the other; the elements of Markdown that is not foretold stand in the place of its paragraph."""
        prose = [number for number, child in enumerate(plain) if self.words.markdown is not None and is_prose(child)]
        if prose:
            (first,) = prose
            behind = len(found) - (len(plain) - first - 1)
            self.markdown(plain[first], found[first:behind], at)
            plain, found = [*plain[:first], *plain[first + 1 :]], [*found[:first], *found[behind:]]
        assert [child.tag for child in found] == [child.tag for child in plain], at
        for one, other in zip(plain, found, strict=True):
            self.elements(one, other, at)
            self.text(one.tail or "", other.tail or "", f"behind {at} > {one.tag}")

    def markdown(self, plain: Element, found: list[Element], at: str) -> None:
        """Nothing but what Markdown may hold, all of it between the siblings of the plain paragraph."""
        assert found[0].tag == "p", at
        assert found[0].text == f"{label(plain.text or '')}begins.", at
        for element in found:
            assert not (element.tail or "").strip(), at
            for inner in element.iter():
                assert inner.tag in ALLOWED, at
                assert set(inner.attrib) <= ATTRIBUTES.get(str(inner.tag), set()), at
                if inner.tag == "a":
                    assert urlsplit(inner.get("href", "https:")).scheme in ("http", "https", "mailto"), at
                    assert inner.get("rel") == REL, at

    def json(self, plain: object, found: object, at: str) -> None:
        assert type(found) is type(plain), at
        if isinstance(plain, dict) and isinstance(found, dict):
            assert list(found) == list(plain), at
            for key, value in plain.items():
                self.json(value, found[key], f"{at}.{key}")
        elif isinstance(plain, list) and isinstance(found, list):
            for one, other in zip(plain, found, strict=True):
                self.json(one, other, at)
        elif isinstance(plain, str) and isinstance(found, str):
            self.text(plain, found, at)
        else:
            assert found == plain, at

    def text(self, plain: str, found: str, at: str) -> None:
        """The words stand where the placeholder stood, and all else is as it was."""
        if keyed.PROSE in plain and self.words.markdown is not None:
            assert found.startswith(label(plain)), at
            return
        plain, found = plain.strip(), found.strip()
        whole = f"{label(plain)}{keyed.PROSE}. {keyed.PADDING}".strip()
        if keyed.PROSE in plain and whole != plain and whole.startswith(plain.removesuffix("…")):
            assert self.filled(whole).startswith(found.removesuffix("…")), (at, found)
            assert len(found) > len(label(plain)), at
            return
        assert any(found == way.strip() for way in self.ways(plain, found)), (at, found, self.filled(plain))

    def filled(self, plain: str) -> str:
        """What a reader shall see; the parser of a page has turned carriage returns into new lines."""
        return re.sub("\r\n?", "\n", every_key.filled(plain, self.words.shown))

    def ways(self, plain: str, found: str) -> Iterator[str]:
        """The words themselves; and where that is right, in capitals, within an address, in BibTeX or beside a size."""
        yield self.filled(plain)
        yield plain.replace(keyed.LINE.upper(), self.words.line.lower().upper())
        if cut := CUT.fullmatch(found):
            yield found if self.filled(plain).strip().startswith(cut[1]) else ""
        if "%20" in plain:
            yield every_key.filled(plain, {keyed.FILE: quote(self.words.shown[keyed.FILE])})
        if SIZES.search(plain):
            yield found if SIZES.sub("", found) == SIZES.sub("", self.filled(plain)) else ""
        if plain.startswith("@misc{"):
            latex = "".join(LATEX.get(c, c) for c in self.words.line)
            yield found if found.split() == every_key.filled(plain, {keyed.LINE: latex}).split() else ""
        if "".join(found.split()) == "".join(self.filled(plain).split()):
            yield found  # sentences part what is not Thai from what is by a space
        if plain.startswith("<iframe "):
            yield every_key.filled(plain, {keyed.LINE: str(escape(self.words.line))})
        if "?title=" in plain:
            yield found if self.asked(found) == [self.filled(text) for text in self.asked(plain)] else ""

    @staticmethod
    def asked(address: str) -> list[str]:
        """The title and the body of the report that an address asks for."""
        query = parse_qs(urlsplit(address).query)
        return [query["title"][-1], query["body"][-1]]


def label(text: str) -> str:
    """What stands before the Markdown in a text of the plain site."""
    return text.partition(keyed.PROSE)[0]


def is_prose(element: Element) -> bool:
    """Whether it is a whole paragraph of Markdown, rather than an excerpt of one."""
    return element.tag == "p" and (element.text or "").endswith(keyed.PADDING.strip())


def paths_of(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


@cache
def parsed_once(file: Path) -> Element:
    return parsed(file)


def parsed(file: Path) -> Element:
    root: Element = html5lib.parse(file.read_bytes(), transport_encoding="utf-8", namespaceHTMLElements=False)
    return root
