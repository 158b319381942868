"""JSON-LD in the heads of pages: schema.org's terms by the types of schema-dts, and what Google asks of a Dataset."""

from __future__ import annotations

import html.parser
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conformance.environments import node_modules
from tests.conformance.rows import Counts, Row, tell

KINDS = ("index.html", "datasets/*/index.html", "indicators/*/index.html", "indicator-sets/*/index.html")
OPTIONS = ("--noEmit", "--skipLibCheck", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext")
REQUIRED = ("name", "description", "url", "license", "creator", "inLanguage", "includedInDataCatalog", "keywords")
DESCRIPTION = range(50, 5_001)  # characters

Documents = list[tuple[str, Any]]


def check(site: Path, counts: Counts) -> Iterator[Row]:
    documents = [found for page in pages(site) for found in inside(site, page)]
    things = counts["datasets"] + counts["indicators"] + counts["sets"] + 1
    yield Row(
        "schema.org in pages",
        "schema-dts: types of TypeScript",
        len(documents),
        things * counts["languages"],
        tuple(untyped(documents)),
        other_term(documents),
    )
    datasets = [d for d in documents if d[0].startswith(("datasets/", "en/datasets/", "indicators/", "en/indicators/"))]
    yield Row(
        "schema.org for Google",
        "the Dataset list of Google Search Central",
        len(datasets),
        (counts["datasets"] + counts["indicators"]) * counts["languages"],
        tuple(lack for name, document in datasets for lack in lacking(name, document)),
        without_license(datasets[0]),
    )


def pages(site: Path) -> Iterator[Path]:
    """Those that say what they are about, in each language."""
    for kind in KINDS:
        yield from sorted(site.glob(kind))
        yield from sorted(site.glob(f"??/{kind}"))


class Scripts(html.parser.HTMLParser):
    """The texts of JSON-LD scripts, as a browser parts them from the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_open = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.found.append(data)
            self._is_open = False


def inside(site: Path, page: Path) -> Iterator[tuple[str, Any]]:
    parser = Scripts()
    parser.feed(page.read_text("utf-8"))
    for text in parser.found:
        yield page.relative_to(site).as_posix(), json.loads(text)


def untyped(documents: Documents) -> list[str]:
    """What TypeScript says of a constant a document."""
    lines = ['import type {WithContext, Dataset, DataCatalog, Graph} from "schema-dts";']
    for number, (_, document) in enumerate(documents):
        kind = "Graph" if "@graph" in document else f"WithContext<{document['@type']}>"
        lines.append(f"export const x{number}: {kind} = {json.dumps(document)};")
    modules = node_modules("schema-org")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "node_modules").symlink_to(modules)
        Path(folder, "all.ts").write_text("\n".join(lines), "utf-8")
        command = [str(modules / ".bin" / "tsc"), *OPTIONS, "all.ts"]
        done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, encoding="utf-8")
    problems = [line[:300] for line in done.stdout.splitlines() if line.startswith("all.ts(")]
    return problems or ([done.stdout[-300:] + done.stderr[-300:]] if done.returncode else [])


def other_term(documents: Documents) -> str:
    """What is found where a term is misspelt."""
    name, document = next((n, d) for n, d in documents if d.get("@type") == "Dataset")
    return "a misspelt term" if untyped([(name, {**document, "licence": document["license"]})]) else ""


def lacking(name: str, document: Any) -> Iterator[str]:
    """Of the Dataset in it."""
    told = document["@graph"][0] if "@graph" in document else document
    if told["@type"] != "Dataset":
        yield f"{name}: no Dataset"
    yield from (f"{name}: no {key}" for key in REQUIRED if not told.get(key))
    if len(told.get("description", "")) not in DESCRIPTION:
        yield f"{name}: a description of {len(told.get('description', ''))} characters"
    yield from (f"{name}: a file without address" for f in told.get("distribution", ()) if not f.get("contentUrl"))
    if told.get("isAccessibleForFree") and not told.get("distribution"):
        yield f"{name}: free, but no file"


def without_license(found: tuple[str, Any]) -> str:
    name, document = found
    return "no license" if list(lacking(name, {**document, "license": None})) else ""


if __name__ == "__main__":
    tell(check)
