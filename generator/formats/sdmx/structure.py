"""What the SDMX-CSV of a set follows, as a structure message of SDMX-JSON 2.0.0: its dataflow, data structure, concepts
and code lists (https://github.com/sdmx-twg/sdmx-json/tree/master/structure-message).

In come the catalog, a set and its members, out goes one document, with names in every language of the catalog. All
that it names stands in it, so that a program asks no registry. It must not know a single observation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from generator.formats.sdmx.members import (
    FREQUENCIES,
    MISSING,
    NOT_APPLICABLE,
    STATUS,
    VERSION,
    YEARLY,
    Member,
    agency,
    flow,
)
from generator.model import Area, Catalog, IndicatorSet, Text, Unit
from generator.words import word

SCHEMA: Final = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
DIMENSIONS: Final = ("FREQ", "INDICATOR", "REF_AREA")
TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
OF_INDICATOR: Final = {"dimensions": ["INDICATOR"]}
OF_OBSERVATION: Final[Mapping[str, object]] = {"observation": {}}
ATTRIBUTES: Final = {  # what each belongs to, and whether there is always one
    "OBS_STATUS": (OF_OBSERVATION, "mandatory"),
    "UNIT_MEASURE": (OF_INDICATOR, "mandatory"),
    "DECIMALS": (OF_INDICATOR, "mandatory"),
    "COMMENT_OBS": (OF_OBSERVATION, "optional"),
}
TYPES: Final = {TIME: "ObservationalTimePeriod", VALUE: "Decimal", "DECIMALS": "Integer", "COMMENT_OBS": "String"}
PACKAGES: Final = {"DataStructure": "datastructure", "Concept": "conceptscheme", "Codelist": "codelist"}

Document = Mapping[str, object]


def structure(catalog: Catalog, shown: IndicatorSet, members: Collection[Member]) -> Document:
    """The message; it was prepared on the day on which a dataset of the set changed last."""
    return {
        "meta": {
            "schema": SCHEMA,
            "id": flow(shown),
            "test": False,
            "prepared": f"{max(member.dataset.modified for member in members).isoformat()}T00:00:00Z",
            "contentLanguages": list(catalog.languages),
            "sender": {"id": agency(shown)},
        },
        "data": {
            "dataflows": [_kept(catalog, shown, "", shown.title, structure=_urn("DataStructure", shown, "DSD"))],
            "dataStructures": [_kept(catalog, shown, "DSD", shown.title, dataStructureComponents=_components(shown))],
            "conceptSchemes": [_kept(catalog, shown, "CS", shown.title, concepts=list(_concepts(catalog)))],
            "codelists": [
                _kept(catalog, shown, f"CL_{concept}", _said(catalog, concept), codes=_codes(catalog, titles))
                for concept, titles in _code_lists(catalog, members).items()
            ],
        },
    }


def _components(shown: IndicatorSet) -> Document:
    def component(concept: str, **more: object) -> Document:
        form: Document = {"format": {"dataType": TYPES[concept]}} if concept in TYPES else {}
        represented = form or {"enumeration": _urn("Codelist", shown, f"CL_{concept}")}
        identity = f"{_urn('Concept', shown, 'CS')}.{concept}"
        return {"id": concept, "conceptIdentity": identity, "localRepresentation": represented, **more}

    attributes = [
        component(concept, attributeRelationship=owner, usage=usage) for concept, (owner, usage) in ATTRIBUTES.items()
    ]
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [component(concept, position=i) for i, concept in enumerate(DIMENSIONS)],
            "timeDimension": component(TIME),
        },
        "measureList": {"id": "MeasureDescriptor", "measures": [component(VALUE, usage="optional")]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
    }


def _concepts(catalog: Catalog) -> Iterator[Document]:
    for concept in (*DIMENSIONS, TIME, VALUE, *ATTRIBUTES):
        yield {"id": concept, **_named(catalog, _said(catalog, concept))}


def _code_lists(catalog: Catalog, members: Collection[Member]) -> Mapping[str, Mapping[str, Text]]:
    """By concept, its codes with their titles: all of a list of SDMX that may occur, of others those that do."""
    areas = {series.area or NOT_APPLICABLE for member in members for series in member.series}
    return {
        "FREQ": _spoken(catalog, "FREQ", (YEARLY, *FREQUENCIES.values())),
        "INDICATOR": {member.indicator.name: member.indicator.title for member in members},
        "REF_AREA": _titles(catalog, catalog.areas, areas),
        "OBS_STATUS": _spoken(catalog, "OBS_STATUS", (*STATUS.values(), MISSING)),
        "UNIT_MEASURE": _titles(catalog, catalog.units, {member.unit for member in members}),
    }


def _spoken(catalog: Catalog, concept: str, codes: Iterable[str]) -> Mapping[str, Text]:
    return {code: _said(catalog, f"{concept}_{code}") for code in codes}


def _titles(catalog: Catalog, registry: Mapping[str, Area | Unit], codes: Iterable[str]) -> dict[str, Text]:
    """In the order of the codes. One that the registry lacks has itself as its title."""
    none = _said(catalog, "not_applicable")
    return {
        code: none if code == NOT_APPLICABLE else registry[code].title if code in registry else Text({"": code})
        for code in sorted(codes)
    }


def _codes(catalog: Catalog, titles: Mapping[str, Text]) -> list[Document]:
    return [{"id": code, **_named(catalog, title)} for code, title in titles.items()]


def _said(catalog: Catalog, key: str) -> Text:
    """Words of the interface, in every language of the catalog."""
    return Text({language: word(f"sdmx.{key.lower()}", language) for language in catalog.languages})


def _kept(catalog: Catalog, shown: IndicatorSet, prefix: str, title: Text, **more: object) -> Document:
    """Something that has a version and that an agency keeps."""
    head = {"id": _id(shown, prefix), "agencyID": agency(shown), "version": VERSION}
    return {**head, **_named(catalog, title), **more}


def _named(catalog: Catalog, title: Text) -> Document:
    """`name` for programs that know one language, `names` for the others."""
    names = {language: text for language, text in title.by_language.items() if language in catalog.languages}
    return {"name": title.text(catalog.language), "names": names}


def _urn(kind: str, shown: IndicatorSet, prefix: str) -> str:
    """Of something in the same message."""
    return f"urn:sdmx:org.sdmx.infomodel.{PACKAGES[kind]}.{kind}={agency(shown)}:{_id(shown, prefix)}({VERSION})"


def _id(shown: IndicatorSet, prefix: str) -> str:
    """An agency may keep several sets, each with lists of its own."""
    return f"{prefix}_{flow(shown)}" if prefix else flow(shown)
