"""The whole catalog as `data.json`: DCAT-US 1.1 (https://resources.data.gov/resources/dcat-us/), a dataset a line.

In come the catalog and the site, where each dataset's `datapackage.json` tells its files; out goes one file in the
catalog's first language, for the format has one. What only offices of the United States must say is left out. It must
not know rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from generator import codelists, markdown, urls
from generator.addresses import web
from generator.filetypes import file_type
from generator.model import Catalog, Contact, Dataset, Summary
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

SCHEMA: Final = "https://project-open-data.cio.gov/v1.1/schema"
UNKNOWN: Final = "application/octet-stream"  # a file without a media type may not be named
MEDIATYPE: Final = re.compile(r"[-\w]+/[-\w]+(\.[-\w]+)*([+][-\w]+)?")  # as the schema takes it
EMAIL: Final = re.compile(r"[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+")  # … and an address
MOST_RIGHTS: Final = 255  # characters
ACCESS: Final = {
    "PUBLIC": "public",
    "RESTRICTED": "restricted public",
    "NON_PUBLIC": "non-public",
}  # by those of the EU

Document = dict[str, Any]


def parts(catalog: Catalog) -> Iterator[Part]:
    yield Part(name="catalog", reads=catalog.datasets, files=_files)


def _files(catalog: Catalog, _summaries: Mapping[str, Summary], site: Path) -> Iterator[Output]:
    yield Output(path=urls.data_json(), parts=_written(catalog, site))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.kind == "home":
        yield Alternate(path=urls.data_json(), mediatype="application/json", title="DCAT-US")


def _written(catalog: Catalog, site: Path) -> Iterator[bytes]:
    head = {
        "@context": f"{SCHEMA}/catalog.jsonld",
        "@id": urls.absolute(urls.data_json(), catalog.base_uri),
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": f"{SCHEMA}/catalog.json",
    }
    yield _line(head)[:-1] + b',"dataset":['
    for number, dataset in enumerate(catalog.datasets):
        package = json.loads(site.joinpath(urls.data_package(dataset.name)).read_bytes())
        yield (b",\n" if number else b"\n") + _line(_dataset(catalog, dataset, package))
    yield b"\n]}\n"


def _dataset(catalog: Catalog, dataset: Dataset, package: Document) -> Document:
    language = catalog.language
    license_ = catalog.licenses[dataset.license]
    access = codelists.code_entry("governance_category", dataset.governance_category).more["eu_access_right"]
    files = package.get("resources", ()) if dataset.resources else ()
    found = {
        "@type": "dcat:Dataset",
        "identifier": urls.thing(urls.dataset(dataset.name), "dataset", catalog.base_uri),
        "title": dataset.title.text(language),
        "description": markdown.plain(dataset.description.text(language)) or dataset.title.text(language),
        "keyword": list(dict.fromkeys(dataset.keywords.words(language))),
        "modified": dataset.modified.isoformat(),
        "issued": (dataset.release_date or dataset.created).isoformat(),
        "publisher": {
            "@type": "org:Organization",
            "name": catalog.organizations[dataset.organization].title.text(language),
        },
        "contactPoint": _contact(dataset.contact, language),
        "accessLevel": ACCESS[str(access).rsplit("/", 1)[-1]],
        "rights": _rights(dataset, language),
        "license": web(license_.url) if license_.url else None,
        "landingPage": urls.absolute(urls.dataset(dataset.name), catalog.site_uri),
        "language": list(catalog.languages),
        "accrualPeriodicity": _frequency(dataset),
        "temporal": _temporal(dataset),
        "spatial": codelists.code_entry("geo_coverage", dataset.geo_coverage).label.text(language),
        "theme": list(dict.fromkeys(catalog.themes[name].title.text(language) for name in dataset.themes)),
        "describedBy": urls.absolute(urls.data_package(dataset.name), catalog.site_uri),
        "describedByType": "application/json",
        "distribution": [_distribution(catalog, dataset, resource) for resource in files],
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def _contact(contact: Contact, language: str) -> Document:
    said = {"@type": "vcard:Contact", "fn": contact.name.text(language)}
    email = contact.email or ""
    return {**said, "hasEmail": f"mailto:{email}"} if EMAIL.fullmatch(email) else said


def _rights(dataset: Dataset, language: str) -> str:
    """What must be known of the license, and how the data can be had."""
    texts = (dataset.license_note, dataset.access_condition)
    said = " ".join(markdown.plain(text.text(language)) for text in texts if text is not None)
    return markdown.shortened(said, MOST_RIGHTS)


def _frequency(dataset: Dataset) -> str:
    """How long it takes from one update to the next, as ISO 8601 repeats it."""
    lasting = codelists.code_entry("frequency_unit", dataset.update_frequency.unit).more.get("iso8601")
    return f"R/{lasting}" if lasting and dataset.update_frequency.interval in (None, 1) else "irregular"


def _temporal(dataset: Dataset) -> str | None:
    covered = dataset.temporal_coverage
    return None if covered is None else f"{covered.start}/{covered.end}"


def _distribution(catalog: Catalog, dataset: Dataset, resource: Document) -> Document:
    folder = urls.absolute(urls.dataset(dataset.name), catalog.site_uri)
    path = str(resource["path"])
    mediatype = resource.get("mediatype") or file_type(resource["format"]).mediatype
    found = {
        "@type": "dcat:Distribution",
        "title": resource["title"],
        "description": markdown.plain(resource.get("description", "")),
        "downloadURL": web(path) if "://" in path else urljoin(folder, urls.quoted(path)),
        "mediaType": mediatype if MEDIATYPE.fullmatch(mediatype) else UNKNOWN,
        "format": resource["format"].upper(),
    }
    return {key: value for key, value in found.items() if value}


def _line(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
