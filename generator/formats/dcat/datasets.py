"""One dataset as DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) and, where it holds statistics, as
StatDCAT-AP 1.0.1. In come a dataset and what was read of its files, out go nodes. It must not know syntaxes.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.addresses import web
from generator.formats.dcat import parties, vocabularies
from generator.formats.dcat.distributions import distributions
from generator.formats.dcat.statements import Iri, Literal, Node, iris, node, texts, value
from generator.formats.dcat.vocabularies import refers
from generator.model import Catalog, Dataset, DatasetReading, Field

Facts = list[tuple[str, tuple[Iri | Literal, ...]]]

WITHDRAWN = vocabularies.authority("dataset-status", "WITHDRAWN")
MOST_PLACES = 40  # beyond which a list of places tells nothing that the data do not


def nodes(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> tuple[Node, ...]:
    """The dataset first, then everything that it refers to, each once."""
    found = [*_dataset(catalog, dataset, reading)]
    return tuple(dict.fromkeys(found))


def _dataset(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Node]:
    address = dataset_address(catalog, dataset.name)
    publisher = parties.organization(catalog, catalog.organizations[dataset.organization])
    contact = parties.contact(f"{address}-contact", dataset.contact)
    themes = [list(parties.theme(catalog, catalog.themes[name])) for name in dataset.themes]
    pages = [parties.document(_page(catalog, dataset, language)) for language in catalog.languages]
    homepage = [parties.document(web(dataset.homepage))] if dataset.homepage else []
    series = [list(parties.series(catalog, s, catalog.organizations)) for s in catalog.indicator_sets.values()]
    files = list(distributions(catalog, dataset, reading))
    facts, others = _context(catalog, dataset, reading, address)
    yield node(
        address,
        "dcat:Dataset",
        ("dct:title", texts(dataset.title)),
        ("dct:description", texts(dataset.description)),
        ("dct:identifier", value(address)),
        ("dcat:keyword", _keywords(dataset)),
        refers("dct:publisher", publisher),
        refers("dcat:contactPoint", contact),
        refers("dcat:theme", *(nodes[0] for nodes in themes), *(n for ns in themes for n in ns[2:])),
        refers("dcat:landingPage", pages[0]),
        refers("foaf:page", *pages[1:], *homepage),
        ("dct:issued", value(dataset.created, "xsd:date")),
        ("dct:modified", value(dataset.modified, "xsd:date")),
        ("dcat:version", value(dataset.modified)),
        refers("dcat:inSeries", *(nodes[0] for nodes in series)),
        ("dct:relation", tuple(Iri(dataset_address(catalog, name)) for name in dataset.related)),
        *facts,
        *_withdrawal(catalog, dataset),
        refers("dcat:distribution", *(file for file, _ in files)),
    )
    yield from (file for file, _ in files)
    yield from (publisher, contact, *pages, *homepage, *others)
    yield from (one for group in (*themes, *series, *(shared for _, shared in files)) for one in group)
    yield from (parties.resource(dataset_address(catalog, name)) for name in dataset.datasets())
    if dataset.withdrawn is not None:
        yield WITHDRAWN


def _withdrawal(catalog: Catalog, dataset: Dataset) -> Facts:
    """DCAT 3, 6.4.2: the status of a resource, what replaces it, and why."""
    told = dataset.withdrawn
    if told is None:
        return []
    successor = () if told.successor is None else (Iri(dataset_address(catalog, told.successor)),)
    return [
        refers("adms:status", WITHDRAWN),
        ("adms:versionNotes", texts(told.reason)),
        ("dct:isReplacedBy", successor),
    ]


def dataset_address(catalog: Catalog, name: str) -> str:
    return urls.thing(urls.dataset(name), "dataset", catalog.base_uri)


def _page(catalog: Catalog, dataset: Dataset, language: str) -> str:
    return urls.absolute(urls.page(urls.dataset(dataset.name), language, catalog.languages), catalog.site_uri)


def _keywords(dataset: Dataset) -> tuple[Literal, ...]:
    return tuple(
        Literal(words.text, language)
        for language, several in dataset.keywords.by_language.items()
        for one in several
        for words in value(one)
    )


def _context(catalog: Catalog, dataset: Dataset, reading: DatasetReading, address: str) -> tuple[Facts, list[Node]]:
    """Time, place, rhythm, rights, origin and measure of the data, each a fact with the nodes that it needs."""
    single = {
        "dct:accessRights": [vocabularies.access_right(dataset.governance_category)],
        "dct:accrualPeriodicity": [vocabularies.frequency(dataset.update_frequency)],
        "dct:type": _type(dataset),
        "dct:temporal": _period(dataset, address),
        "dct:conformsTo": _standard(dataset, address),
        "dct:language": list(vocabularies.languages(dataset.languages)),
        "dct:spatial": _places(catalog, reading),
        "dct:provenance": _origins(dataset, address),
        **_statistics(catalog, dataset, address),
    }
    facts: Facts = [refers(predicate, *found) for predicate, found in single.items()]
    count = sum(len(each.series) for each in reading.indicators)
    facts.append(("stat:numSeries", value(count, "xsd:integer") if count else ()))
    return facts, [one for found in single.values() for one in found]


def _type(dataset: Dataset) -> list[Node]:
    code = vocabularies.DATASET_TYPES.get(dataset.data_type)
    return [vocabularies.authority("dataset-type", code)] if code else []


def _period(dataset: Dataset, address: str) -> list[Node]:
    covered = dataset.temporal_coverage
    if covered is None:
        return []
    return [node(f"{address}-period", "dct:PeriodOfTime", *vocabularies.period(covered.start, covered.end))]


def _standard(dataset: Dataset, address: str) -> list[Node]:
    if dataset.standard is None:
        return []
    return [node(f"{address}-standard", "dct:Standard", ("dct:title", texts(dataset.standard)))]


def _origins(dataset: Dataset, address: str) -> list[Node]:
    """Where the data come from and how they were made."""
    found = [
        node(
            f"{address}-source-{number}",
            "dct:ProvenanceStatement",
            ("rdfs:label", texts(source.title)),
            ("rdfs:seeAlso", iris(web(source.path))),
            ("dct:date", value(source.accessed, "xsd:date")),
        )
        for number, source in enumerate(dataset.sources, start=1)
    ]
    if dataset.method is not None:
        found.append(node(f"{address}-method", "dct:ProvenanceStatement", ("rdfs:label", texts(dataset.method))))
    return found


def _places(catalog: Catalog, reading: DatasetReading) -> list[Node]:
    """The areas that its indicators have figures of; for parts of a country, the country."""
    seen = dict.fromkeys(s.area for each in reading.indicators for s in each.series if s.area in catalog.areas)
    areas = [catalog.areas[name] for name in seen if name is not None]
    wide = dict.fromkeys(area.within if area.within in catalog.areas else area.name for area in areas)
    places = [parties.area(catalog, catalog.areas[name]) for name in wide if name is not None]
    return places if len(places) <= MOST_PLACES else []


def _statistics(catalog: Catalog, dataset: Dataset, address: str) -> dict[str, list[Node]]:
    """StatDCAT-AP 1.0.1, 4.3: what the figures of the dataset are broken down by, and their units."""
    fields: dict[str, list[tuple[str, Field | None]]] = {"stat:dimension": [], "stat:attribute": []}
    units = dict.fromkeys([dataset.unit])
    for each in dataset.indicators:
        named = (*each.time, *([each.area] if each.area else ()), *(d.field for d in each.dimensions))
        fields["stat:dimension"] += [(each.resource, dataset.field(each.resource, name)) for name in named]
        if each.flags:
            fields["stat:attribute"].append((each.resource, dataset.field(each.resource, each.flags)))
        units[dataset.unit_of(each)] = None
    if dataset.data_type == "statistics" and not dataset.indicators:
        for resource in dataset.resources:
            keys = resource.schema.primaryKey if resource.schema is not None else ()
            fields["stat:dimension"] += [(resource.name, dataset.field(resource.name, key)) for key in keys]
            units |= dict.fromkeys(f.unit for f in (resource.schema.fields if resource.schema is not None else ()))
    classes = {"stat:dimension": "qb:DimensionProperty", "stat:attribute": "qb:AttributeProperty"}
    found = {
        predicate: list(dict.fromkeys(_component(address, classes[predicate], r, f) for r, f in named if f is not None))
        for predicate, named in fields.items()
    }
    known = [catalog.units[name] for name in units if name is not None and name in catalog.units]
    return {**found, "stat:statUnitMeasure": [parties.unit(catalog, unit) for unit in known]}


def _component(address: str, kind: str, resource: str, field: Field) -> Node:
    own = f"{address}-field-{urls.quoted(f'{resource}-{field.name}')}"
    return node(own, kind, ("rdfs:label", texts(field.title)), ("dct:identifier", value(field.name)))
