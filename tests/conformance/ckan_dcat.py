"""What CKAN itself reads: DCAT by the parser of ckanext-dcat, as its harvester calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ckanext.dcat.processors import RDFParser

from tests.conformance.rows import Counts, Row, tell

TYPES = {".ttl": "text/turtle", ".jsonld": "application/ld+json", ".rdf": "application/rdf+xml"}  # as servers say them


def check(site: Path, counts: Counts) -> Iterator[Row]:
    yield from (harvested(site, suffix, counts) for suffix in TYPES)


def harvested(site: Path, suffix: str, counts: Counts) -> Row:
    """Page after page, each dataset with its title, its text and every resource with an address."""
    wrong: list[str] = []
    found = {}
    page: Path | None = site / f"catalog{suffix}"
    while page is not None:
        parser = parsed(page.read_text("utf-8"), suffix)
        for dataset in parser.datasets():
            name = said(dataset, "uri")
            found[name] = dataset
            expected = set(distributions(site, name))
            read = {resource["uri"] for resource in dataset["resources"]}
            if read != expected:
                wrong.append(f"{name}: {len(read)} resources of {len(expected)}")
            wrong += [f"{name}: no {key}" for key in ("title", "notes") if not dataset.get(key)]
            wrong += [f"{r['uri']}: no address" for r in dataset["resources"] if not r.get("url")]
        following = parser.next_page()
        page = None if following is None else site / following.rpartition("/")[2]
    title = f"DCAT harvest, {TYPES[suffix]}"
    control = without_a_title(site / f"catalog{suffix}", suffix)
    told = counts["datasets"] + counts["withdrawn"]
    return Row(title, "ckanext-dcat RDFParser", len(found), told, tuple(wrong), control)


def parsed(text: str, suffix: str) -> RDFParser:
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    parser.parse(text, _format=TYPES[suffix])
    return parser


def said(dataset: dict, key: str) -> str:  # type: ignore[type-arg]
    return next((extra["value"] for extra in dataset["extras"] if extra["key"] == key), "")


def distributions(site: Path, dataset: str) -> Iterator[str]:
    """As the dataset's own file names them, read by hand."""
    name = dataset.partition("/datasets/")[2].partition("/")[0]
    text = site.joinpath(f"datasets/{name}/dcat.ttl").read_text("utf-8")
    base = text.partition("<")[2].partition(">")[0]
    yield from (base + address for address in re.findall(r"^<([^>]+)> a dcat:Distribution ;$", text, re.MULTILINE))


def without_a_title(page: Path, suffix: str) -> str:
    """What is missed in a catalog without a single title."""
    text = page.read_text("utf-8").replace("dct:title", "dct:alternative")
    found = [d for d in parsed(text, suffix).datasets() if not d.get("title")]
    return f"no title ({len(found)})" if found else ""


if __name__ == "__main__":
    tell(check)
