"""Values of the vocabularies that DCAT-AP 3.0 names (http://publications.europa.eu/resource/authority/).

In come codes of the catalog, out go addresses, each with the node that tells its class and its name: a validator that
may not ask the network knows no more of them than a document says. It must not know datasets.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from generator import codelists, urls
from generator.filetypes import file_type
from generator.formats.dcat.statements import Iri, Literal, Node, iris, node, texts, value
from generator.model import Catalog, Text, UpdateFrequency

EU: Final = "http://publications.europa.eu/resource/authority/"
IANA: Final = "http://www.iana.org/assignments/media-types/"
ALGORITHM: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_"
ALGORITHMS: Final = ("md5", "sha1", "sha256", "sha384", "sha512")

# How often a year, a month … brings an update, where the frequencies of the EU have a name for it.
FREQUENCIES: Final[Mapping[tuple[str, int], str]] = {
    ("year", 2): "ANNUAL_2",
    ("year", 3): "ANNUAL_3",
    ("year", 4): "QUARTERLY",
    ("year", 6): "BIMONTHLY",
    ("year", 12): "MONTHLY",
    ("half-year", 2): "QUARTERLY",
    ("quarter", 3): "MONTHLY",
    ("month", 2): "MONTHLY_2",
    ("month", 3): "MONTHLY_3",
    ("week", 2): "WEEKLY_2",
    ("week", 3): "WEEKLY_3",
    ("week", 7): "DAILY",
    ("day", 2): "DAILY_2",
}
# Those whose values are concepts.
SCHEMES: Final = ("data-theme", "planned-availability", "dataset-type", "dataset-status")
CLASSES: Final[Mapping[str, str]] = {
    "language": "dct:LinguisticSystem",
    "file-type": "dct:MediaTypeOrExtent",
    "frequency": "dct:Frequency",
    "access-right": "dct:RightsStatement",
    "country": "dct:Location",
    **dict.fromkeys(SCHEMES, "skos:Concept"),
}
DATASET_TYPES: Final = {"statistics": "STATISTICAL", "geospatial": "GEOSPATIAL"}  # of our data types


def authority(vocabulary: str, code: str, label: Text | None = None) -> Node:
    """A value of a vocabulary of the EU; without a label it goes by its code."""
    return _authority(vocabulary, code, texts(label) or (Literal(code, "en"),))


@lru_cache(maxsize=1024)
def _authority(vocabulary: str, code: str, names: tuple[Literal, ...]) -> Node:
    predicate = "skos:prefLabel" if vocabulary in SCHEMES else "rdfs:label"
    scheme = iris(f"{EU}{vocabulary}") if vocabulary in SCHEMES else ()
    return node(f"{EU}{vocabulary}/{code}", CLASSES[vocabulary], (predicate, names), ("skos:inScheme", scheme))


def data_theme(address: str) -> Node:
    """One of the EU's themes, or what else a catalog has named instead."""
    code = address.removeprefix(f"{EU}data-theme/")
    if code.isalnum():
        return authority("data-theme", code)
    return node(address, "skos:Concept", ("skos:prefLabel", value(address)))


def scheme(vocabulary: str) -> Node:
    return node(f"{EU}{vocabulary}", "skos:ConceptScheme", ("dct:title", value(vocabulary)))


def frequency(update: UpdateFrequency) -> Node:
    """Of updates; `interval` of them in each unit."""
    entry = codelists.code_entry("frequency_unit", update.unit)
    usual = str(entry.more["eu_frequency"]).rpartition("/")[2]
    if update.interval in (None, 1):
        return authority("frequency", usual)
    return authority("frequency", FREQUENCIES.get((update.unit, update.interval or 1), "OTHER"))


def access_right(category: str) -> Node:
    address = str(codelists.code_entry("governance_category", category).more["eu_access_right"])
    return authority("access-right", address.rpartition("/")[2])


def languages(codes: tuple[str, ...]) -> tuple[Node, ...]:
    """Of codes of `data_language`; those that the vocabulary does not know are left out."""
    entries = (codelists.code_entry("data_language", code) for code in codes if is_language(code))
    known = ((str(entry.more.get("eu_language", "")).rpartition("/")[2], entry.label) for entry in entries)
    return tuple(authority("language", eu, label) for eu, label in known if eu)


def is_language(code: str) -> bool:
    return any(entry.id == code for entry in codelists.code_list("data_language"))


def file_format(catalog: Catalog, name: str) -> Node:
    """The EU's file type, or one of the catalog's own."""
    eu = file_type(name).eu
    if eu:
        return authority("file-type", eu)
    address = urls.thing(urls.home(), f"format-{name}", catalog.base_uri)
    return node(address, "dct:MediaTypeOrExtent", ("rdfs:label", value(name.upper())))


@lru_cache(maxsize=1024)
def media_type(name: str) -> Node:
    return node(IANA + urls.quoted(name), "dct:MediaType", ("rdfs:label", value(name)))


@lru_cache(maxsize=len(ALGORITHMS))
def algorithm(name: str) -> Node:
    """One of `ALGORITHMS`."""
    return node(ALGORITHM + name, "spdx:ChecksumAlgorithm")


def period(start: str, end: str) -> tuple[tuple[str, tuple[Literal, ...]], ...]:
    """Facts of a `dct:PeriodOfTime`; both ends as a year, a month or a day."""
    datatypes = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
    return tuple(
        (predicate, value(time, datatypes[len(time)]))
        for predicate, time in (("dcat:startDate", start), ("dcat:endDate", end))
        if len(time) in datatypes
    )


def refers(predicate: str, *nodes: Node) -> tuple[str, tuple[Iri, ...]]:
    """A fact whose objects are other nodes."""
    return predicate, tuple(Iri(n.subject) for n in nodes)
