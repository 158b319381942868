"""What leads through a site: sitemap by its schema, data.json by GSA's schema, texts, OpenSearch, checksums."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4
from xmlschema import XMLSchema

from tests.conformance.environments import node_modules
from tests.conformance.rows import Counts, Row, tell

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LINK = re.compile(r"(?<!\\)\[(?:[^\]\\]|\\.)*\]\((?:<([^>]*)>|([^)<]*))\)")
LENGTHS = {"ShortName": 16, "LongName": 48, "Description": 1024}
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def check(site: Path, counts: Counts) -> Iterator[Row]:
    yield sitemap(site)
    yield data_json(site, counts)
    yield from texts(site, counts)
    yield opensearch(site, counts)
    yield checksums(site)


def sitemap(site: Path) -> Row:
    """The published schema takes no element of another's: there, as everywhere, search engines read `xhtml:link`."""
    strict = (node_modules("sitemap") / "sitemap/schema/sitemap.xsd").read_text("utf-8")
    schema = XMLSchema(strict.replace('processContents="strict"', 'processContents="lax"'))
    files = sorted(site.glob("sitemap-*.xml")) or [site / "sitemap.xml"]
    documents = [ElementTree.parse(file) for file in files]
    pages = [
        page for page in site.rglob("index.html") if 'name="robots" content="noindex"' not in page.read_text("utf-8")
    ]
    copy = deepcopy(documents[0])
    first = copy.getroot()[0]
    first.remove(next(first.iter(LOCATION)))
    return Row(
        "sitemap",
        "sitemaps.org XSD (xmlschema)",
        sum(len(list(document.iter(LOCATION))) for document in documents),
        len(pages),
        tuple(str(error.reason)[:300] for document in documents for error in schema.iter_errors(document)),
        "no loc" if list(schema.iter_errors(copy)) else "",
    )


def data_json(site: Path, counts: Counts) -> Row:
    told = json.loads(site.joinpath("data.json").read_text("utf-8"))
    without = deepcopy(told)
    del without["dataset"][0]["title"]
    return Row(
        "DCAT-US 1.1 (data.json)",
        "schema of ckanext-datajson, not federal",
        len(told["dataset"]),
        counts["datasets"],
        tuple(schema_errors(told)),
        "no title" if list(schema_errors(without)) else "",
    )


def schema_errors(document: Any) -> Iterator[str]:
    found = find_spec("ckanext")
    assert found is not None
    folder = Path(next(iter(found.submodule_search_locations or ()))) / "datajson/pod_schema/non-federal-v1.1"
    schemas = {file.name: json.loads(file.read_text("utf-8")) for file in folder.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (schema["id"].rstrip("#"), DRAFT4.create_resource(schema)) for schema in schemas.values()
    )
    validator = Draft4Validator(schemas["catalog.json"], registry=registry, format_checker=FormatChecker())
    for error in validator.iter_errors(document):
        yield f"{error.json_path}: {error.message}"[:300]


def texts(site: Path, counts: Counts) -> Iterator[Row]:
    found = sorted(site.rglob("index.html.md"))
    overviews = [*site.glob("llms.txt"), *site.glob("??/llms.txt")]
    base = next(iter(ElementTree.parse(site / "sitemap.xml").iter(LOCATION))).text or ""
    things = counts["datasets"] + counts["indicators"]
    yield Row(
        "plain texts (Markdown)",
        "one title; each own link leads to a file",
        len(found),
        (counts["dataset addresses"] + counts["indicator addresses"]) * counts["languages"],
        tuple(problem for file in found for problem in misled(site, base, file.read_text("utf-8"))),
        "a wrong link" if list(misled(site, base, f"# A\n[b]({base}gone)")) else "",
    )
    yield Row(
        "llms.txt",
        "parts of llmstxt.org; each text named",
        sum(overview.read_text("utf-8").count("index.html.md)") for overview in overviews),
        things * counts["languages"],
        tuple(problem for file in overviews for problem in misled(site, base, file.read_text("utf-8"), quoted=True)),
        "no summary" if list(misled(site, base, "# A\n\n## B\n", quoted=True)) else "",
    )


def misled(site: Path, base: str, text: str, *, quoted: bool = False) -> Iterator[str]:
    title = text.partition("\n")[0]
    if not title.startswith("# "):
        yield f"no title: {title[:80]!r}"
    if quoted and not re.match(r"# .+\n\n> .+\n\n[^#]", text):
        yield f"{title}: no summary behind the title"
    for bracketed, bare in LINK.findall(text):
        place = bracketed or bare
        if place.startswith(base) and not (site / unquote(place.removeprefix(base))).is_file():
            yield f"{title}: {place} leads to nothing"


def opensearch(site: Path, counts: Counts) -> Row:
    files = [*site.glob("opensearch.xml"), *site.glob("??/opensearch.xml")]
    roots = [ElementTree.parse(file).getroot() for file in files]
    without = deepcopy(roots[0])
    without.remove(next(without.iter(f"{SEARCH}ShortName")))
    return Row(
        "OpenSearch",
        "OpenSearch 1.1: elements and lengths",
        len(files),
        counts["languages"],
        tuple(problem for root in roots for problem in undescribed(root)),
        "no ShortName" if list(undescribed(without)) else "",
    )


def undescribed(root: ElementTree.Element) -> Iterator[str]:
    for name, most in LENGTHS.items():
        text = root.findtext(f"{SEARCH}{name}", "")
        if not 0 < len(text) <= most:
            yield f"{name} of {len(text)} characters"
    if not any("{searchTerms}" in url.get("template", "") for url in root.iter(f"{SEARCH}Url")):
        yield "no template for the words of a reader"


def checksums(site: Path) -> Row:
    listed = site.joinpath("sha256sums.txt").read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        for line in listed[:2]:
            copy = Path(folder, line.partition("  ")[2])
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text("changed")
        Path(folder, "sha256sums.txt").write_text("\n".join(listed[:2]) + "\n", "utf-8")
        changed = unequal(Path(folder))
    return Row(
        "checksums",
        "sha256sum --check",
        len(listed),
        sum(file.is_file() for file in site.rglob("*")) - 1,
        tuple(unequal(site)),
        "a changed file" if changed else "",
    )


def unequal(folder: Path) -> list[str]:
    command = ["sha256sum", "--check", "--quiet", "--strict", "sha256sums.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    said = [line for line in (done.stdout + done.stderr).splitlines() if line]
    return said or ([f"exit {done.returncode}"] if done.returncode else [])


if __name__ == "__main__":
    tell(check)
