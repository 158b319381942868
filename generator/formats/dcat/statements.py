"""Statements about things, from which all three syntaxes are written: so they can not say different things.

A `Node` is one thing with all that is said of it; whoever describes something makes nodes and knows no syntax. Every
thing has an address of its own, blank nodes are not used, so that parts can be put together without renaming.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from generator.model import Text

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "stat": "http://data.europa.eu/s1n/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NOT_IN_XML: Final = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char


class Iri(NamedTuple):
    """An address that names something."""

    value: str


class Literal(NamedTuple):
    """A text in a language, or a value of a datatype (`xsd:date`), or a plain text."""

    text: str
    language: str = ""
    datatype: str = ""


Term = Iri | Literal


class Node(NamedTuple):
    """One thing: its address, and each predicate (`dct:title`) with one object."""

    subject: str
    facts: tuple[tuple[str, Term], ...]


def node(subject: str, kinds: str, *facts: tuple[str, Iterable[Term]]) -> Node:
    """`kinds` are names of classes, apart by spaces; each fact has any number of objects."""
    said = [(predicate, term) for predicate, terms in facts for term in terms]
    return Node(subject, (*_classes(kinds), *(dict.fromkeys(said) if len(said) > 1 else said)))


@lru_cache(maxsize=256)
def _classes(kinds: str) -> tuple[tuple[str, Term], ...]:
    return tuple(("rdf:type", Iri(expanded(kind))) for kind in kinds.split())


def expanded(name: str) -> str:
    """The address behind a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def texts(text: Text | None) -> tuple[Literal, ...]:
    """In every language that there is."""
    if text is None:
        return ()
    return tuple(Literal(plain(words), language) for language, words in text.by_language.items())


def value(content: object, datatype: str = "") -> tuple[Literal, ...]:
    """One value; none for None."""
    return () if content is None else (Literal(plain(str(content)), datatype=datatype),)


def iris(*addresses: str | None) -> tuple[Iri, ...]:
    """Those that there are."""
    return tuple(Iri(address) for address in addresses if address)


def plain(words: str) -> str:
    """Without what XML can not carry, and with one kind of line ends, so that all syntaxes hold the same text."""
    return NOT_IN_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
