"""How to cite a dataset, load it, and report an error in it: texts to copy, with the real addresses of the files.

In come a dataset and its downloads; out go snippets and links. It must not know where on the page they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from generator import locales, urls
from generator.model import Dataset, Download, Indicator
from generator.pages.writer import Writer

LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """`name` is a key of the words `load.*`; `code` is to be copied as it stands."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    text: str
    url: str
    bibtex: str


def dataset_address(writer: Writer, dataset: Dataset) -> str:
    path = urls.page(urls.dataset(dataset.name), writer.language, writer.catalog.languages)
    return urls.absolute(path, writer.catalog.site_uri)


def citation(writer: Writer, dataset: Dataset) -> Citation:
    """Who, when, what, where: the order of the DataCite recommendation."""
    organization = writer.catalog.organizations[dataset.organization].title.text(writer.language)
    title = dataset.title.text(writer.language)
    address = dataset_address(writer, dataset)
    year = locales.year(dataset.modified.year, writer.language, era=False)
    text = writer.word(
        "cite.text",
        organization=organization,
        year=year,
        title=title,
        catalog=writer.catalog.title.text(writer.language),
    )
    return Citation(text=text, url=address, bibtex=_bibtex(dataset, organization, title, address))


def indicator_citation(writer: Writer, dataset: Dataset, indicator: Indicator) -> Citation:
    """The same for one indicator of the dataset."""
    organization = writer.catalog.organizations[dataset.organization].title.text(writer.language)
    title = indicator.title.text(writer.language)
    path = urls.page(urls.indicator(indicator.name), writer.language, writer.catalog.languages)
    address = urls.absolute(path, writer.catalog.site_uri)
    text = writer.word(
        "cite.text",
        organization=organization,
        year=locales.year(dataset.modified.year, writer.language, era=False),
        title=title,
        catalog=writer.catalog.title.text(writer.language),
    )
    return Citation(text=text, url=address, bibtex=_bibtex(dataset, organization, title, address, indicator.name))


def _bibtex(dataset: Dataset, organization: str, title: str, address: str, name: str = "") -> str:
    rows = (
        ("author", f"{{{_latex(organization)}}}"),
        ("title", f"{{{_latex(title)}}}"),
        ("year", str(dataset.modified.year)),
        ("month", str(dataset.modified.month)),
        ("howpublished", r"Data set"),
        ("url", address),
    )
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in rows)
    return f"@misc{{{name or dataset.name}-{dataset.modified.year},\n{body}\n}}"


def _latex(text: str) -> str:
    return "".join(LATEX.get(c, c) for c in re.sub(r"\s+", " ", text))


def snippets(writer: Writer, downloads: Sequence[Download]) -> tuple[Snippet, ...]:
    """How to load one resource: a table into Python, R and Excel, any file with curl."""
    address = {d.kind: urls.absolute(d.path, writer.catalog.site_uri) for d in downloads}
    found = []
    if "csv" in address:
        found.append(Snippet(name="python", code=f'import pandas as pd\n\ndata = pd.read_csv("{address["csv"]}")'))
        found.append(Snippet(name="r", code=f'data <- read.csv("{address["csv"]}", fileEncoding = "UTF-8")'))
    excel = address.get("xlsx") or address.get("csv-excel")
    if excel:
        found.append(Snippet(name="excel", code=excel))
    plain = plain_address(writer, downloads)
    if plain:
        found.append(Snippet(name="curl", code=f'curl -LO "{plain}"'))
    return tuple(found)


def plain_address(writer: Writer, downloads: Iterable[Download]) -> str:
    """Where programs find one resource: its plain CSV, else the file itself; nothing for a remote one."""
    address = {d.kind: urls.absolute(d.path, writer.catalog.site_uri) for d in downloads}
    return address.get("csv") or address.get("original") or ""


def _asked(text: str) -> str:
    """A value of a query. Letters of any script stay (an IRI, RFC 3987): escaped, Thai would be three times as long."""
    return "".join(c if c > "\x7f" and unicodedata.category(c)[0] in "LMN" else quote(c, safe="") for c in text)


def report_link(writer: Writer, dataset: Dataset) -> str | None:
    """A new issue with title and body filled in, where the catalog says where its issues are."""
    base = writer.catalog.issues_url
    if base is None:
        return None
    body = writer.word("report.body", address=dataset_address(writer, dataset), file=dataset.descriptor)
    asked = f"title={_asked(writer.word('report.title', name=dataset.name))}&body={_asked(body)}"
    parts = urlsplit(base)
    return urlunsplit(parts._replace(query=f"{parts.query}&{asked}" if parts.query else asked))
