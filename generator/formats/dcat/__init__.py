"""The catalog as DCAT-AP 3.0, in Turtle, JSON-LD and RDF/XML: each dataset by itself, and all in pages.

In come the catalog and a dataset with what was read of it, out go files. A page of the whole catalog is put together of
the datasets' own files, so that no graph of the catalog ever stands in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from generator import urls
from generator.addresses import web
from generator.formats.dcat import parties, vocabularies
from generator.formats.dcat.datasets import dataset_address, nodes
from generator.formats.dcat.statements import Iri, Node, iris, node, texts, value
from generator.formats.dcat.syntaxes import SYNTAXES, Syntax
from generator.formats.dcat.vocabularies import refers
from generator.model import Catalog, Dataset, DatasetReading, Summary
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

MOST_AT_ONCE: Final = 500  # datasets in a catalog that is not paged
PER_PAGE: Final = 100  # of one that is; a page is made anew where one of its datasets has changed


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """The dataset in each syntax."""
    catalog = _addressed(catalog)
    base, here = urls.absolute(urls.home(), catalog.base_uri), f"/{urls.dataset(dataset.name)}"
    said = nodes(catalog, dataset, reading)
    own = tuple(one for one in said if here in one.subject)
    shared = tuple(one for one in said if here not in one.subject)
    for syntax in SYNTAXES:
        content = syntax.document(own, base, shared)
        yield Output(path=urls.dataset_dcat(dataset.name, syntax.suffix), content=content)


def parts(catalog: Catalog) -> Iterator[Part]:
    """The whole catalog in each syntax, in pages that name the next one."""
    size = len(catalog.datasets) if len(catalog.datasets) <= MOST_AT_ONCE else PER_PAGE
    starts = range(0, max(1, len(catalog.datasets)), max(1, size))
    for number, start in enumerate(starts, start=1):
        reads = catalog.datasets[start : start + size]
        yield Part(name=str(number), reads=reads, files=partial(_page_files, reads, number, len(starts)))


def _page_files(
    datasets: tuple[Dataset, ...],
    number: int,
    total: int,
    catalog: Catalog,
    _summaries: Mapping[str, Summary],
    site: Path,
) -> Iterator[Output]:
    catalog = _addressed(catalog)
    base = urls.absolute(urls.home(), catalog.base_uri)
    own = tuple(_catalog(catalog, datasets, number))
    if number == 1:
        for dataset in catalog.withdrawn:
            bare = replace(catalog, indicator_sets={})
            yield from dataset_files(bare, dataset, DatasetReading(dataset=dataset.name))
    for syntax in SYNTAXES:
        said = (*own, *_page(catalog, syntax, number, total))
        documents = (site.joinpath(urls.dataset_dcat(d.name, syntax.suffix)) for d in datasets)
        blocks = _blocks(syntax, syntax.document(said, base), documents, base)
        yield Output(path=urls.catalog_dcat(syntax.suffix, number), parts=syntax.joined(blocks, base))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    for syntax in SYNTAXES:
        if shown.kind == "dataset" or (shown.kind == "withdrawn" and shown.name):
            path = urls.dataset_dcat(shown.name, syntax.suffix)
        elif shown.kind in ("home", "datasets"):
            path = urls.catalog_dcat(syntax.suffix)
        else:
            return
        yield Alternate(path=path, mediatype=syntax.mediatype, title=syntax.title)


def _addressed(catalog: Catalog) -> Catalog:
    """With its own addresses as RDF writes them, since all others begin with these."""
    preview = None if catalog.preview_uri is None else web(catalog.preview_uri)
    return replace(catalog, base_uri=web(catalog.base_uri), preview_uri=preview)


def _blocks(syntax: Syntax, own: bytes, documents: Iterable[Path], base: str) -> Iterator[bytes]:
    """What the catalog says itself, then what its datasets say, each thing that several name once."""
    seen = set()
    for document in chain((own,), (file.read_bytes() for file in documents)):
        for block in syntax.blocks(document, base):
            digest = hashlib.blake2b(block, digest_size=16).digest()
            if digest not in seen:
                seen.add(digest)
                yield block


def _catalog(catalog: Catalog, datasets: tuple[Dataset, ...], number: int) -> Iterator[Node]:
    """The first page also holds the datasets that were withdrawn, so that harvesters hear of it."""
    address = urls.thing(urls.home(), "catalog", catalog.base_uri)
    publisher = parties.organization(catalog, catalog.organizations[catalog.publisher])
    contact = parties.contact(f"{address}-contact", catalog.contact)
    home = parties.document(urls.absolute(urls.home(), catalog.site_uri))
    languages = vocabularies.languages(catalog.languages)
    default = catalog.licenses.get(catalog.license or "")
    license_ = () if default is None else tuple(parties.license_document(catalog, default))
    listed = (*datasets, *catalog.withdrawn) if number == 1 else datasets
    schemes = (parties.theme_scheme(catalog), vocabularies.scheme("data-theme"))
    yield node(
        address,
        "dcat:Catalog",
        ("dct:title", texts(catalog.title)),
        ("dct:description", texts(catalog.description)),
        ("dct:identifier", value(address)),
        refers("dct:publisher", publisher),
        refers("dcat:contactPoint", contact),
        refers("foaf:homepage", home),
        refers("dct:language", *languages),
        refers("dct:license", *license_[:1]),
        refers("dcat:themeTaxonomy", *schemes),
        ("dct:issued", value(min((d.created for d in catalog.datasets), default=None), "xsd:date")),
        ("dct:modified", value(max((d.modified for d in catalog.datasets), default=None), "xsd:date")),
        ("dcat:dataset", tuple(Iri(dataset_address(catalog, d.name)) for d in listed)),
    )
    yield from (publisher, contact, home, *languages, *license_, *schemes)
    if number == 1:
        for dataset in catalog.withdrawn:
            yield from nodes(replace(catalog, indicator_sets={}), dataset, DatasetReading(dataset=dataset.name))


def _page(catalog: Catalog, syntax: Syntax, number: int, total: int) -> Iterator[Node]:
    """Where the other pages are (http://www.w3.org/ns/hydra/core); harvesters follow `hydra:next`."""
    if total == 1:
        return

    def address(page: int) -> str | None:
        return urls.absolute(urls.catalog_dcat(syntax.suffix, page), catalog.site_uri) if 0 < page <= total else None

    here = address(number)
    assert here is not None
    yield node(
        here,
        "hydra:PagedCollection hydra:PartialCollectionView",
        ("hydra:first", iris(address(1))),
        ("hydra:previous", iris(address(number - 1))),
        ("hydra:next", iris(address(number + 1))),
        ("hydra:last", iris(address(total))),
        ("hydra:totalItems", value(len(catalog.datasets), "xsd:integer")),
        ("hydra:itemsPerPage", value(PER_PAGE, "xsd:integer")),
    )
