"""What pages are about as schema.org has it: Dataset, StatisticalVariable with its newest Observation, DataCatalog.

In come facts of the catalog and a language, out go plain dicts for the head of a page, complete for Google Dataset
Search (https://developers.google.com/search/docs/appearance/structured-data/dataset). Identifiers begin with the
catalog's own base, links to follow with the site's. It must not know how a page holds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator import markdown, urls
from generator.amounts import unit_of
from generator.changes import Leading, leading
from generator.codelists import code_entry
from generator.coverage import areas_of, iso_date, iso_duration, period_of
from generator.figures import home_area
from generator.formats.schema_org.parts import (
    Document,
    catalog_part,
    description,
    distribution,
    download,
    interval,
    json_number,
    lengthened,
    license_part,
    mention,
    named,
    organization_part,
    other_titles,
    place,
    plain,
    remote,
    unit_part,
    with_,
)
from generator.model import (
    Catalog,
    Dataset,
    DatasetReading,
    Download,
    Field,
    Indicator,
    IndicatorReading,
    IndicatorSet,
    Text,
    Unit,
)
from generator.values import NUMBER_TYPES

CONTEXT: Final = "https://schema.org"
MOST_LISTED: Final = 30  # files and variables in the head of one page; datapackage.json and Croissant name all
MOST_METHOD: Final = 200  # characters of a method, which the page itself tells whole
PUBLIC: Final = "public"


def dataset(catalog: Catalog, shown: Dataset, reading: DatasetReading, language: str) -> Document:
    """Of a dataset's page."""
    files = [d for d in (reading.bundle, *(d for r in reading.resources for d in r.downloads)) if d is not None]
    elsewhere = [r for r in shown.resources if r.url is not None]
    page = urls.dataset(shown.name)
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        **named(catalog, shown.title, page, "dataset", language),
        "description": description(catalog, shown, shown.description, page, language),
        **_terms(catalog, shown, language),
        **_origin(catalog, shown, language),
        **with_(
            sameAs=shown.homepage,
            keywords=list(shown.keywords.words(language)),
            about=[mention(catalog, catalog.themes[t].title, urls.theme(t), "theme", language) for t in shown.themes],
            measurementTechnique=_method(shown.method, language),
            variableMeasured=[*_variables(catalog, shown, language)][:MOST_LISTED],
            distribution=[*distribution(catalog, files), *map(remote, elsewhere)][:MOST_LISTED],
            temporalCoverage=interval(period_of(shown, reading)),
            spatialCoverage=[place(a, language) for a in areas_of(catalog, shown, reading)],
        ),
    }


def indicator(
    catalog: Catalog,
    shown: Dataset,
    one: Indicator,
    reading: IndicatorReading,
    downloads: Sequence[Download],
    language: str,
) -> Document:
    """Of an indicator's page: a Dataset of its values, the variable, and the newest observation where there is one.

    What defines the indicator describes the Dataset, once.
    """
    unit = unit_of(catalog, shown, one)
    variable = _variable(catalog, one, language)
    values = _values(catalog, shown, one, reading, downloads, language) | {"variableMeasured": {"@id": variable["@id"]}}
    variable |= {
        "statType": code_entry("indicator_kind", one.kind).label.text(language),
        **with_(measurementTechnique=_method(one.method or shown.method, language)),
    }
    lead = leading(one, reading, home_area(catalog.areas))
    observed = [] if lead is None else [_observation(catalog, lead, variable["@id"], unit, language)]
    return {"@context": CONTEXT, "@graph": [values, variable, *observed]}


def _values(
    catalog: Catalog,
    shown: Dataset,
    one: Indicator,
    reading: IndicatorReading,
    downloads: Sequence[Download],
    language: str,
) -> Document:
    page = urls.indicator(one.name)
    whole = DatasetReading(dataset=shown.name, indicators=(reading,))
    return {
        "@type": "Dataset",
        **named(catalog, one.title, page, "values", language),
        "description": description(catalog, shown, one.definition, page, language),
        "isPartOf": {
            "@type": "Dataset",
            **mention(catalog, shown.title, urls.dataset(shown.name), "dataset", language),
        },
        **_terms(catalog, shown, language),
        **_origin(catalog, shown, language),
        **with_(
            keywords=list(shown.keywords.words(language)),
            distribution=[*distribution(catalog, downloads)][:MOST_LISTED],
            temporalCoverage=interval(_edges(o.time for s in reading.series for o in s.observations)),
            spatialCoverage=[place(a, language) for a in areas_of(catalog, shown, whole)],
        ),
    }


def indicator_set(
    catalog: Catalog, shown: IndicatorSet, indicators: Iterable[Indicator], files: Iterable[str], language: str
) -> Document:
    """Of a set's dashboard; `files` are paths of what holds all of its values."""
    page = urls.indicator_set(shown.name)
    publisher = catalog.organizations[shown.publisher]
    described = lengthened(catalog, plain(shown.description, language), shown.title, publisher, page, language)
    formats = ((path, path.rpartition(".")[2]) for path in files)
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        **named(catalog, shown.title, page, "set", language),
        "description": described,
        "creator": organization_part(catalog, publisher, language),
        "inLanguage": list(catalog.languages),
        **with_(
            alternateName=[*other_titles(shown.title, language), *_all(shown.abbreviation)],
            sameAs=shown.homepage,
            temporalCoverage=interval(_edges([edition.time for edition in shown.editions])),
            variableMeasured=[_variable(catalog, one, language) for one in indicators][:MOST_LISTED],
            distribution=[download(catalog, path, form) for path, form in formats],
        ),
        "includedInDataCatalog": catalog_part(catalog, language),
    }


def data_catalog(catalog: Catalog, language: str) -> Document:
    """Of the home page."""
    publisher = catalog.organizations[catalog.publisher]
    text = plain(catalog.description, language)
    return {
        "@context": CONTEXT,
        **catalog_part(catalog, language),
        "description": lengthened(catalog, text, catalog.title, publisher, urls.home(), language),
        "publisher": organization_part(catalog, publisher, language),
        "inLanguage": list(catalog.languages),
        **with_(alternateName=other_titles(catalog.title, language)),
    }


def script(document: Document) -> str:
    """JSON-LD that may stand inside a script element: no text in it can end that."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _terms(catalog: Catalog, shown: Dataset, language: str) -> Document:
    """Under which terms it can be had."""
    condition = shown.access_condition
    return {
        "license": license_part(catalog, shown, catalog.licenses[shown.license], language),
        "isAccessibleForFree": bool(shown.resources) and shown.governance_category == PUBLIC,
        **with_(conditionsOfAccess=None if condition is None else plain(condition, language)),
    }


def _origin(catalog: Catalog, shown: Dataset, language: str) -> Document:
    """Who made it out of what, when, and where it is published."""
    spoken = [str(code_entry("data_language", code).more.get("bcp47", code)) for code in shown.languages]
    return {
        "identifier": urls.thing(urls.dataset(shown.name), "dataset", catalog.base_uri),
        "creator": {
            **organization_part(catalog, catalog.organizations[shown.organization], language),
            "contactPoint": {
                "@type": "ContactPoint",
                "name": shown.contact.name.text(language),
                **with_(email=shown.contact.email, url=shown.contact.url),
            },
        },
        "publisher": organization_part(catalog, catalog.organizations[catalog.publisher], language),
        "dateCreated": shown.created.isoformat(),
        "datePublished": (shown.release_date or shown.created).isoformat(),
        "dateModified": shown.modified.isoformat(),
        "version": shown.modified.isoformat(),
        "inLanguage": spoken or list(catalog.languages),
        "isBasedOn": [source.path for source in shown.sources[:MOST_LISTED]],
        "includedInDataCatalog": catalog_part(catalog, language),
    }


def _variables(catalog: Catalog, shown: Dataset, language: str) -> Iterator[Document]:
    """Its indicators, and the fields of numbers that no indicator is read from."""
    told = {(i.resource, i.value) for i in shown.indicators}
    for one in shown.indicators:
        yield _variable(catalog, one, language)
    for resource in shown.resources:
        for field in resource.schema.fields if resource.schema else ():
            if field.type in NUMBER_TYPES and (resource.name, field.name) not in told:
                yield _property(catalog, field, language)


def _variable(catalog: Catalog, one: Indicator, language: str) -> Document:
    page = urls.indicator(one.name)
    return {"@type": "StatisticalVariable", **mention(catalog, one.title, page, "indicator", language)}


def _method(text: Text | None, language: str) -> str | None:
    return None if text is None else markdown.excerpt(text.text(language), MOST_METHOD)


def _property(catalog: Catalog, field: Field, language: str) -> Document:
    return {
        "@type": "PropertyValue",
        "name": field.title.text(language),
        **with_(
            description=None if field.description is None else plain(field.description, language),
            **unit_part(catalog.units.get(field.unit or ""), language),
        ),
    }


def _observation(catalog: Catalog, lead: Leading, variable: str, unit: Unit | None, language: str) -> Document:
    area = catalog.areas.get(lead.series.area or "")
    return {
        "@type": "Observation",
        "variableMeasured": {"@id": variable},
        "value": json_number(lead.value),
        **with_(
            observationAbout=None if area is None else place(area, language),
            observationDate=iso_date(lead.latest.time) or lead.latest.time,
            observationPeriod=iso_duration(lead.latest.time),
            **unit_part(unit, language),
        ),
    }


def _all(text: Text | None) -> list[str]:
    return [] if text is None else list(dict.fromkeys(text.by_language.values()))


def _edges(times: Iterable[str]) -> tuple[str, str] | None:
    known = sorted(date for time in times if (date := iso_date(time)) is not None)
    return (known[0], known[-1]) if known else None
