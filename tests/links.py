"""Walks a built site and tells every link that leads nowhere. In comes a folder, out go lines and an exit code.

Checked: links, sources, forms, styles' `url(…)`, anchors, the sitemap, and that nothing is fetched from another origin.
Links to other sites are not followed. Run: `python tests/links.py site`.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

REFERENCES = ("href", "src", "srcset", "action", "data", "poster")
NOT_FETCHED_RELS = {"canonical", "alternate", "license", "author", "help", "next", "prev"}
CSS_URL = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""")


@dataclass
class Document(HTMLParser):
    """The references and anchors of one page: `(reference, line, whether the browser fetches it)`."""

    references: list[tuple[str, int, bool]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    canonical: str = ""
    styled: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.styled = tag == "style"
        self.anchors.update(given[name] for name in ("id", "name") if name in given and (name == "id" or tag == "a"))
        rel = set(given.get("rel", "").split())
        if tag == "link" and "canonical" in rel:
            self.canonical = given["href"]
        fetched = tag != "a" and not (tag == "link" and rel & NOT_FETCHED_RELS)
        for name in REFERENCES:
            if name in given:
                parts = given[name].split(",") if name == "srcset" else [given[name]]
                self.references += [
                    (part.split()[0] if part.split() else "", self.getpos()[0], fetched) for part in parts
                ]
        self._styles(given.get("style", ""))

    def handle_data(self, data: str) -> None:
        if self.styled:
            self._styles(data)

    def _styles(self, text: str) -> None:
        self.references += [(url, self.getpos()[0], True) for url in CSS_URL.findall(text)]


@dataclass(frozen=True)
class Walk:
    """`base` is the full address of the site's root, known from the home page's canonical link."""

    site: Path
    base: str

    def problems(self) -> Iterator[str]:
        for file in sorted(self.site.rglob("*")):
            path = file.relative_to(self.site).as_posix()
            if file.suffix == ".html":
                for reference, line, fetched in _document(file).references:
                    yield from (f"{path}:{line}: {text}" for text in self._wrong(path, reference, fetched=fetched))
            elif file.suffix == ".css":
                for reference in CSS_URL.findall(file.read_text("utf-8")):
                    yield from (f"{path}: {text}" for text in self._wrong(path, reference, fetched=True))
        yield from self._sitemap()

    def _wrong(self, page: str, reference: str, *, fetched: bool) -> Iterator[str]:
        """What is wrong with one reference of a page, both as paths of the site."""
        address, anchor = urldefrag(reference)
        parts = urlsplit(address)
        if address.startswith(self.base):
            target = address.removeprefix(self.base)
        elif parts.scheme or parts.netloc:
            if parts.scheme == "javascript":
                yield f"{reference!r} is a script"
            elif fetched and parts.scheme in ("http", "https", ""):
                yield f"{reference!r} would be fetched from another origin"
            return
        else:
            target = self._path(page, parts.path)
        yield from self._missing(reference, unquote(target.partition("?")[0]), unquote(anchor), page)

    def _path(self, page: str, path: str) -> str:
        base_path = urlsplit(self.base).path
        if path.startswith("/"):
            return path.removeprefix(base_path) if path.startswith(base_path) else f"..{path}"
        if not path:
            return page
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        return f"{target}/" if path.endswith("/") else target

    def _missing(self, reference: str, target: str, anchor: str, page: str) -> Iterator[str]:
        if target.startswith(".."):
            yield f"{reference!r} leads out of the site"
            return
        file = self.site / target
        if target.endswith("/") or target in ("", "."):
            file = file / "index.html"
        if not file.is_file():
            yield f"{reference!r} leads to nothing"
        elif anchor and anchor != "top" and file.suffix == ".html" and anchor not in _document(file).anchors:
            yield f"{reference!r}: there is no {anchor!r} on that page"

    def _sitemap(self) -> Iterator[str]:
        listed = set()
        for element in self._elements("sitemap.xml"):
            address = element.get("href") or (element.text or "").strip()
            if address:
                listed.add(address)
                if not address.startswith(self.base):
                    yield f"sitemap.xml: {address!r} is not an address of this site"
                else:
                    yield from (f"sitemap.xml: {text}" for text in self._wrong("sitemap.xml", address, fetched=False))
        for file in sorted(self.site.rglob("index.html")):
            if '<meta name="robots" content="noindex">' in file.read_text("utf-8"):
                continue  # a chart alone, for frames on other sites
            if (address := _document(file).canonical) not in listed:
                yield f"sitemap.xml: {address!r} of {file.relative_to(self.site)} is missing"

    def _elements(self, path: str) -> Iterator[ElementTree.Element]:
        """Those of a sitemap; of an index those of every part too."""
        root = ElementTree.parse(self.site / path).getroot()
        yield from root.iter()
        if root.tag.endswith("}sitemapindex"):
            for place in root.itertext():
                if place.strip():
                    yield from self._elements(place.strip().removeprefix(self.base))


@cache
def _document(file: Path) -> Document:
    document = Document()
    document.feed(file.read_text("utf-8"))
    return document


def problems(site: Path) -> list[str]:
    """Every broken link of a built site, one line each."""
    return list(Walk(site, _document(site / "index.html").canonical).problems())


def main() -> int:
    site = Path(sys.argv[1])
    found = problems(site)
    pages = sum(1 for _ in site.rglob("*.html"))
    sys.stdout.write("\n".join([*found, f"{pages} pages: {len(found)} broken links", ""]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
