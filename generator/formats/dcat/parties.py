"""Who and what datasets refer to, as nodes: organizations, contacts, licenses, themes, units, areas, sets.

In comes the catalog with one of its entries, out goes its node, the same wherever it is named. It must not know
datasets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from generator import urls
from generator.addresses import web
from generator.formats.dcat import vocabularies
from generator.formats.dcat.statements import Node, iris, node, texts, value
from generator.formats.dcat.vocabularies import refers
from generator.model import Area, Catalog, Contact, IndicatorSet, License, Organization, Theme, Unit

LICENSE_TYPES: Final = "http://purl.org/adms/licencetype/"
COUNTRY_CODE: Final = 3  # letters
MAILBOX: Final = "@!$'*+"  # RFC 6068, besides letters, digits and `-._~`


def organization(catalog: Catalog, entry: Organization) -> Node:
    return node(
        urls.thing(urls.organization(entry.name), "organization", catalog.base_uri),
        "foaf:Agent",
        ("foaf:name", texts(entry.title)),
        ("foaf:homepage", iris(web(entry.url) if entry.url else None)),
        ("skos:altLabel", texts(entry.abbreviation)),
        ("dct:identifier", value(entry.name)),
    )


def contact(address: str, entry: Contact) -> Node:
    return node(
        address,
        "vcard:Organization vcard:Kind",
        ("vcard:fn", texts(entry.name)),
        ("vcard:hasEmail", iris(f"mailto:{quote(entry.email, safe=MAILBOX)}" if entry.email else None)),
        ("vcard:hasURL", iris(web(entry.url) if entry.url else None)),
    )


def license_document(catalog: Catalog, entry: License) -> Iterator[Node]:
    """Named by the vocabulary of the EU where it knows it, else by its own text, else by the catalog."""
    address = entry.eu or entry.url
    own = urls.thing(urls.home(), f"license-{entry.name}", catalog.base_uri)
    kinds = [_license_type(name) for name in _license_types(entry)]
    yield node(
        web(address) if address else own,
        "dct:LicenseDocument",
        ("dct:title", texts(entry.title)),
        ("rdfs:label", value(entry.spdx)),
        ("skos:exactMatch", iris(web(entry.url) if entry.url and entry.eu else None)),
        refers("dct:type", *kinds),
    )
    yield from kinds


def _license_types(entry: License) -> Iterator[str]:
    """Of ADMS (http://purl.org/adms/licencetype/1.1)."""
    if entry.attribution:
        yield "Attribution"
    if not entry.commercial:
        yield "NonCommercialUseOnly"
    if not entry.derivatives:
        yield "NoDerivativeWork"


def _license_type(name: str) -> Node:
    return node(
        LICENSE_TYPES + name,
        "skos:Concept",
        ("skos:prefLabel", value(name)),
        ("skos:inScheme", iris(f"{LICENSE_TYPES}1.1")),
    )


def theme(catalog: Catalog, entry: Theme) -> Iterator[Node]:
    """The catalog's own theme, with the one of the EU that it belongs to."""
    scheme = theme_scheme(catalog)
    wide = () if entry.eu is None else (vocabularies.data_theme(web(entry.eu)),)
    yield node(
        urls.thing(urls.theme(entry.name), "theme", catalog.base_uri),
        "skos:Concept",
        ("skos:prefLabel", texts(entry.title)),
        refers("skos:inScheme", scheme),
        refers("skos:broadMatch", *wide),
    )
    yield scheme
    yield from wide


def theme_scheme(catalog: Catalog) -> Node:
    address = urls.thing(urls.themes(), "themes", catalog.base_uri)
    return node(address, "skos:ConceptScheme", ("dct:title", texts(catalog.title)))


def unit(catalog: Catalog, entry: Unit) -> Node:
    own = urls.thing(urls.home(), f"unit-{entry.name}", catalog.base_uri)
    return node(
        web(entry.qudt) if entry.qudt else own,
        "skos:Concept",
        ("skos:prefLabel", texts(entry.title)),
        ("skos:notation", value(entry.name)),
    )


def area(catalog: Catalog, entry: Area) -> Node:
    """A country by its ISO code in the vocabulary of the EU, any other place by the catalog."""
    if entry.kind == "country" and len(entry.name) == COUNTRY_CODE and entry.name.isalpha():
        return vocabularies.authority("country", entry.name, entry.title)
    address = urls.thing(urls.home(), f"area-{entry.name}", catalog.base_uri)
    return node(address, "dct:Location", ("rdfs:label", texts(entry.title)), ("dct:identifier", value(entry.name)))


def series(catalog: Catalog, entry: IndicatorSet, organizations: Mapping[str, Organization]) -> Iterator[Node]:
    """A set of indicators with its editions as a `dcat:DatasetSeries` (DCAT 3, 6.7)."""
    address = urls.thing(urls.indicator_set(entry.name), "set", catalog.base_uri)
    published = sorted(e.published for e in entry.editions if e.published is not None)
    times = sorted(e.time for e in entry.editions)
    facts = vocabularies.period(times[0][:4], times[-1][:4]) if times else ()
    covered = (node(f"{address}-period", "dct:PeriodOfTime", *facts),) if facts else ()
    known = organizations.get(entry.publisher)
    publisher = () if known is None else (organization(catalog, known),)
    page = document(urls.absolute(urls.indicator_set(entry.name), catalog.site_uri))
    yield node(
        address,
        "dcat:DatasetSeries",
        ("dct:title", texts(entry.title)),
        ("dct:description", texts(entry.description)),
        ("dct:issued", value(published[0], "xsd:date") if published else ()),
        ("dct:modified", value(published[-1], "xsd:date") if published else ()),
        refers("dct:publisher", *publisher),
        refers("dct:temporal", *covered),
        refers("dcat:landingPage", page),
        ("dcat:version", texts(max(entry.editions, key=lambda e: e.time).name) if entry.editions else ()),
    )
    yield from (*covered, *publisher, page)


def document(address: str) -> Node:
    """A page on the web."""
    return node(address, "foaf:Document")


def resource(address: str) -> Node:
    """Anything that an address names: the shapes of DCAT-AP 3.0.0 ask for the class."""
    return node(address, "rdfs:Resource")
