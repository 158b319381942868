"""The files of a dataset as distributions. In come a dataset and what was read of it, out go nodes.

Each file that a reader can take is one; a file elsewhere is described and never fetched. It must not know syntaxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator import urls
from generator.addresses import web
from generator.filetypes import file_type
from generator.formats.dcat import parties, vocabularies
from generator.formats.dcat.statements import Iri, Literal, Node, iris, node, texts, value
from generator.formats.dcat.vocabularies import refers
from generator.model import Catalog, Dataset, DatasetReading, Download, Resource, Text
from generator.words import word

DECLARED_HASH: Final = re.compile(r"(?:(?P<algorithm>[a-z0-9]+):)?(?P<digest>(?:[0-9a-fA-F]{2})+)")

Described = tuple[list[tuple[str, tuple[Iri, ...]]], list[Node]]  # facts, and the nodes that they refer to


def distributions(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[tuple[Node, list[Node]]]:
    """Each distribution with the nodes that it refers to."""
    terms = _terms(catalog, dataset)
    for resource in dataset.resources:
        if resource.is_remote:
            yield _remote(catalog, dataset, resource, terms)
        else:
            for download in reading.of(resource).downloads:
                yield _local(catalog, dataset, reading.package, download, resource, terms)
    if reading.bundle is not None:
        yield _local(catalog, dataset, None, reading.bundle, None, terms)


def _local(
    catalog: Catalog,
    dataset: Dataset,
    package: Download | None,
    download: Download,
    resource: Resource | None,
    terms: Described,
) -> tuple[Node, list[Node]]:
    named = f"file-{download.kind}" if resource is None else f"file-{resource.name}-{download.kind}"
    address = urls.thing(urls.dataset(dataset.name), named, catalog.base_uri)
    page = urls.absolute(urls.dataset(dataset.name), catalog.site_uri)
    file = urls.absolute(download.path, catalog.site_uri)
    declared = resource.mediatype if resource is not None and download.kind == "original" else None
    mediatype = declared or file_type(download.format).mediatype
    standard = [_schema(catalog, package)] if package is not None and download.kind == "csv" else []
    form = _form(catalog, download.format, mediatype)
    checksum = _checksum(address, "sha256", download.sha256)
    found = node(
        address,
        "dcat:Distribution",
        ("dct:title", _title(catalog, dataset, resource, download)),
        ("dct:description", () if resource is None else texts(resource.description)),
        ("dcat:accessURL", iris(page)),
        ("dcat:downloadURL", iris(file)),
        ("dcat:byteSize", value(download.bytes, "xsd:nonNegativeInteger")),
        refers("spdx:checksum", checksum[0]),
        ("dct:issued", value(None if resource is None else resource.created, "xsd:date")),
        ("dct:modified", value((resource and resource.modified) or dataset.modified, "xsd:date")),
        refers("dct:conformsTo", *standard),
        *form[0],
        *terms[0],
    )
    shared = [*checksum, *standard, parties.resource(page), parties.resource(file), *form[1], *terms[1]]
    return found, shared


def _remote(catalog: Catalog, dataset: Dataset, resource: Resource, terms: Described) -> tuple[Node, list[Node]]:
    assert resource.url is not None
    address = urls.thing(urls.dataset(dataset.name), f"file-{resource.name}", catalog.base_uri)
    file = web(resource.url)
    mediatype = resource.mediatype or file_type(resource.format).mediatype
    form = _form(catalog, resource.format, mediatype)
    match = DECLARED_HASH.fullmatch(resource.hash or "")
    algorithm = (match["algorithm"] or "md5") if match else ""  # Data Package: a hash without a name is MD5
    checksum = _checksum(address, algorithm, match["digest"]) if match and algorithm in vocabularies.ALGORITHMS else ()
    found = node(
        address,
        "dcat:Distribution",
        ("dct:title", texts(resource.title)),
        ("dct:description", texts(resource.description)),
        ("dcat:accessURL", iris(file)),
        ("dcat:byteSize", value(resource.bytes, "xsd:nonNegativeInteger")),
        refers("spdx:checksum", *checksum[:1]),
        ("dct:issued", value(resource.created, "xsd:date")),
        ("dct:modified", value(resource.modified, "xsd:date")),
        *form[0],
        *terms[0],
    )
    return found, [*checksum, parties.resource(file), *form[1], *terms[1]]


def _form(catalog: Catalog, format_: str, mediatype: str) -> Described:
    form = vocabularies.file_format(catalog, format_)
    media = [vocabularies.media_type(mediatype)] if mediatype else []
    return [refers("dct:format", form), refers("dcat:mediaType", *media)], [form, *media]


def _terms(catalog: Catalog, dataset: Dataset) -> Described:
    """What all distributions of a dataset share."""
    license_ = list(parties.license_document(catalog, catalog.licenses[dataset.license]))
    available = vocabularies.authority("planned-availability", "AVAILABLE")
    rights = _rights(catalog, dataset)
    facts = [
        refers("dct:license", license_[0]),
        refers("dct:rights", *rights),
        refers("dcatap:availability", available),
    ]
    return facts, [*license_, *rights, available]


def _rights(catalog: Catalog, dataset: Dataset) -> list[Node]:
    """What the license of this dataset needs to be told beside, and under which conditions it can be had."""
    labels = (*texts(dataset.license_note), *texts(dataset.access_condition))
    address = urls.thing(urls.dataset(dataset.name), "rights", catalog.base_uri)
    return [node(address, "dct:RightsStatement", ("rdfs:label", labels))] if labels else []


def _checksum(address: str, algorithm: str, digest: str) -> tuple[Node, Node]:
    used = vocabularies.algorithm(algorithm)
    said = ("spdx:checksumValue", value(digest.lower(), "xsd:hexBinary"))
    return node(f"{address}-checksum", "spdx:Checksum", refers("spdx:algorithm", used), said), used


def _schema(catalog: Catalog, package: Download) -> Node:
    """The Data Package holds the Table Schema of each CSV."""
    title = value("Table Schema (Data Package 2.0)")
    return node(urls.absolute(package.path, catalog.site_uri), "dct:Standard rdfs:Resource", ("dct:title", title))


def _title(catalog: Catalog, dataset: Dataset, resource: Resource | None, download: Download) -> tuple[Literal, ...]:
    """The resource's title with what kind of file it is."""
    title = dataset.title if resource is None else resource.title
    return texts(
        Text(
            {
                language: f"{words} – {word(f'kind.{download.kind}', language, format=download.format.upper())}"
                for language, words in title.by_language.items()
            }
        )
    )
