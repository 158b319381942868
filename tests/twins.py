"""What pages link as their machine twins, held against the files that stand there.

In comes a built site; out come the twins of its pages, and what is wrong with them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree
from zipfile import is_zipfile

import pyoxigraph
from bs4 import BeautifulSoup, Tag

BASE = "https://twins.example/"  # of relative addresses within RDF


def rows(file: Path) -> bool:
    with file.open(encoding="utf-8", newline="") as stream:
        return len({len(row) for row in csv.reader(stream)}) == 1


def is_json(file: Path, **wanted: object) -> bool:
    told = json.loads(file.read_text("utf-8"))
    return all(told.get(key) == value for key, value in wanted.items())


def statements(syntax: pyoxigraph.RdfFormat) -> Callable[[Path], bool]:
    return lambda file: any(pyoxigraph.parse(file.read_bytes(), syntax, base_iri=BASE))


def is_text(file: Path) -> bool:
    return file.read_text("utf-8").startswith("# ")


FORMS: Mapping[str, Callable[[Path], bool]] = {  # a media type -> whether a file is one of that
    "application/json": is_json,
    "application/ld+json": is_json,
    "application/csvm+json": lambda file: (
        "http://www.w3.org/ns/csvw" in json.loads(file.read_text("utf-8"))["@context"]
    ),
    "application/vnd.datapackage+json": lambda file: (
        "datapackage.json" in json.loads(file.read_text("utf-8"))["$schema"]
    ),
    "application/vnd.oai.openapi+json;version=3.1": lambda file: is_json(file, openapi="3.1.1"),
    "text/turtle": statements(pyoxigraph.RdfFormat.TURTLE),
    "application/rdf+xml": statements(pyoxigraph.RdfFormat.RDF_XML),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": is_zipfile,
    "text/csv": rows,
    "application/vnd.sdmx.data+csv;version=2.0.0": rows,
    "application/vnd.sdmx.structure+json;version=2.0.0": lambda file: (
        "sdmx-json-structure-schema.json" in json.loads(file.read_text("utf-8"))["meta"]["schema"]
    ),
    "text/markdown": is_text,
    "application/atom+xml": lambda file: ElementTree.parse(file).getroot().tag == "{http://www.w3.org/2005/Atom}feed",
    "application/feed+json": lambda file: is_json(file, version="https://jsonfeed.org/version/1.1"),
    "text/plain": is_text,
    "text/calendar": lambda file: file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n"),
}


def twins_of(page: Path) -> list[Tag]:
    return list(BeautifulSoup(page.read_text("utf-8"), "html.parser").select("link[rel=alternate][type]"))


def wrong(site: Path, page: Path) -> Iterator[str]:
    """A twin that is not there, is no file of its type, or shares its type and title with another one."""
    name = page.relative_to(site).as_posix()
    linked = twins_of(page)
    told = [(link["type"], link.get("title", "")) for link in linked if link["type"] != "application/csvm+json"]
    yield from (f"{name}: {each} is there twice" for each in sorted({str(t) for t in told if told.count(t) > 1}))
    for link in linked:
        kind, href = str(link["type"]), str(link["href"])
        file = site / unquote(urljoin(f"/{name}", href)).lstrip("/")
        if not file.is_file():
            yield f"{name}: {href} is not there"
        elif kind not in FORMS or not FORMS[kind](file):
            yield f"{name}: {href} is no {kind}"
