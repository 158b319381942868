"""Nodes as Turtle, JSON-LD and RDF/XML. In come statements, out go bytes; parts of a large document can be joined.

A document is a head, blocks with a glue between them, and a foot; a block is one thing with all that is said of it.
No text can hold what separates blocks, since every syntax escapes it. It must not know what is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import quoteattr

import pyoxigraph

from generator.formats.dcat.statements import PREFIXES, Iri, Node, Term, expanded

Nodes = tuple[Node, ...]

TYPE: Final = "rdf:type"
PREFIX_LINES: Final = re.compile(rb"(@(base|prefix) [^\n]*\n)*")

_string: Final = json.encoder.encode_basestring


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """`cut` is the pattern of the glue between two blocks of a document; `title` is the format's own name.

    `base` is the address that addresses of the catalog's own things are shortened by; the head tells it.
    """

    suffix: str
    mediatype: str
    title: str
    head: Callable[[str], bytes]
    glue: bytes
    foot: bytes
    cut: re.Pattern[bytes]
    write: Callable[[Nodes, str], bytes]

    def document(self, nodes: Nodes, base: str, shared: Nodes = ()) -> bytes:
        """Those of `shared` stand in many documents, and are written once for all of them."""
        blocks = (self.write(nodes, base), *(_block(self.write, one, base) for one in shared))
        return b"".join((self.head(base), self.glue.join(blocks), self.foot))

    def blocks(self, document: bytes, base: str) -> list[bytes]:
        """Of a document that `document` has made."""
        return self.cut.split(document[len(self.head(base)) : len(document) - len(self.foot)])

    def joined(self, blocks: Iterable[bytes], base: str) -> Iterator[bytes]:
        """A document of blocks, piece by piece."""
        yield self.head(base)
        for number, block in enumerate(blocks):
            yield self.glue + block if number else block
        yield self.foot


@lru_cache(maxsize=4096)
def _block(write: Callable[[Nodes, str], bytes], one: Node, base: str) -> bytes:
    return write((one,), base)


def _turtle(nodes: Nodes, base: str) -> bytes:
    """Our own head stands in for the serializer's, whose prefixes come in any order."""
    written = _serialized(nodes, base, pyoxigraph.RdfFormat.TURTLE)
    match = PREFIX_LINES.match(written)
    return written[match.end() if match else 0 :].removesuffix(b" .\n")


def _rdf_xml(nodes: Nodes, base: str) -> bytes:
    written = _serialized(nodes, base, pyoxigraph.RdfFormat.RDF_XML)
    return written[written.index(b"\n\t<") + 1 : written.rindex(b"\n</rdf:RDF>")]


def _serialized(nodes: Nodes, base: str, form: pyoxigraph.RdfFormat) -> bytes:
    return pyoxigraph.serialize(_triples(nodes), format=form, prefixes=PREFIXES, base_iri=base) or b""


def _json_ld(nodes: Nodes, base: str) -> bytes:
    """One object a line, its keys prefixed names as the other syntaxes have them. It is put together of texts: to make
    dicts first, which are then encoded, takes twice the time."""
    return ",\n".join(_object(node, base) for node in nodes).encode()


def _object(node: Node, base: str) -> str:
    found: dict[str, list[str]] = {"@id": [_string(_relative(node.subject, base))]}
    for predicate, term in node.facts:
        if predicate == TYPE:
            found.setdefault("@type", []).append(_string(_shortened(term)))
        else:
            found.setdefault(predicate, []).append(_json(term, base))
    members = (f'"{key}":{values[0] if len(values) == 1 else _list(values)}' for key, values in found.items())
    return f"{{{','.join(members)}}}"


def _list(values: list[str]) -> str:
    return f"[{','.join(values)}]"


def _json(term: Term, base: str) -> str:
    if isinstance(term, Iri):
        return f'{{"@id":{_string(_relative(term.value, base))}}}'
    if term.language:
        return f'{{"@value":{_string(term.text)},"@language":{_string(term.language)}}}'
    if term.datatype:
        return f'{{"@value":{_string(term.text)},"@type":{_string(term.datatype)}}}'
    return _string(term.text)


def _relative(address: str, base: str) -> str:
    """Seen from the base, where nothing else could be read in the rest."""
    rest = address.removeprefix(base)
    return address if ":" in rest or rest.startswith("/") else rest


@lru_cache(maxsize=256)
def _shortened(kind: Term) -> str:
    """A class by its prefixed name."""
    address = kind[0]
    return next(f"{p}:{address.removeprefix(start)}" for p, start in PREFIXES.items() if address.startswith(start))


@lru_cache(maxsize=1)  # Turtle and RDF/XML of one document are written one after the other
def _triples(nodes: Nodes) -> tuple[pyoxigraph.Triple, ...]:
    return tuple(
        pyoxigraph.Triple(subject, _predicate(predicate), _object_of(term))
        for node in nodes
        for subject in (pyoxigraph.NamedNode(node.subject),)
        for predicate, term in node.facts
    )


@lru_cache(maxsize=256)
def _predicate(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(expanded(name))


def _object_of(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if isinstance(term, Iri):
        return pyoxigraph.NamedNode(term.value)
    if term.language:
        return pyoxigraph.Literal(term.text, language=term.language)
    return pyoxigraph.Literal(term.text, datatype=_predicate(term.datatype)) if term.datatype else _plain(term.text)


def _plain(text: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(text)


def _turtle_head(base: str) -> bytes:
    prefixes = "".join(f"@prefix {name}: <{start}> .\n" for name, start in PREFIXES.items())
    return f"@base <{base}> .\n{prefixes}\n".encode()


def _json_ld_head(base: str) -> bytes:
    context = json.dumps({"@base": base, **PREFIXES}, ensure_ascii=False, separators=(",", ":"))
    return f'{{"@context":{context},\n"@graph":[\n'.encode()


def _rdf_xml_head(base: str) -> bytes:
    names = "".join(f'\n\txmlns:{name}="{start}"' for name, start in PREFIXES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xml:base={quoteattr(base)}{names}>\n'.encode()


SYNTAXES: Final = (
    Syntax(
        suffix=".ttl",
        mediatype="text/turtle",
        title="",
        head=_turtle_head,
        glue=b" .\n",
        foot=b" .\n",
        cut=re.compile(rb" \.\n"),
        write=_turtle,
    ),
    Syntax(
        suffix=".jsonld",
        mediatype="application/ld+json",
        title="DCAT",
        head=_json_ld_head,
        glue=b",\n",
        foot=b"\n]}\n",
        cut=re.compile(rb",\n"),
        write=_json_ld,
    ),
    Syntax(
        suffix=".rdf",
        mediatype="application/rdf+xml",
        title="",
        head=_rdf_xml_head,
        glue=b"\n",
        foot=b"\n</rdf:RDF>\n",
        cut=re.compile(rb"\n(?=\t<[^/])"),
        write=_rdf_xml,
    ),
)
