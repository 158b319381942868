"""Machine formats in RDF, read back for tests: a document's statements as a set."""

from __future__ import annotations

import pyoxigraph

FORMS = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
}
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
HYDRA = "http://www.w3.org/ns/hydra/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Statement = tuple[str, str, str]


def statements(document: bytes, suffix: str) -> set[Statement]:
    """Each as three texts; an object keeps its language and its datatype."""
    return {
        (q.subject.value, q.predicate.value, str(q.object))
        for q in pyoxigraph.parse(document, format=FORMS[suffix])
        if isinstance(q.subject, pyoxigraph.NamedNode)
    }


def objects(found: set[Statement], subject: str, predicate: str) -> set[str]:
    return {o for s, p, o in found if (s, p) == (subject, predicate)}


def of_type(found: set[Statement], kind: str) -> set[str]:
    return {s for s, p, o in found if p == TYPE and o == f"<{kind}>"}
