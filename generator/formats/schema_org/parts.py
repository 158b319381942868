"""Parts of what schema.org says of several things: names, terms, organizations, places, files.

In come facts of the catalog, out go plain dicts. A description has from 50 to 5,000 characters, as Google asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from generator import locales, markdown, urls
from generator.filetypes import file_type
from generator.model import Area, Catalog, Dataset, Download, License, Organization, Resource, Text, Unit
from generator.words import word

LEAST, MOST = 50, 5_000  # characters of a description that Google asks for

Document = dict[str, Any]


def named(catalog: Catalog, title: Text, page: str, kind: str, language: str) -> Document:
    """A thing with a page: one identifier for all languages, one name, and the address in this language."""
    here = urls.page(page, language, catalog.languages)
    return {
        "@id": urls.thing(page, kind, catalog.base_uri),
        "name": title.text(language),
        **with_(alternateName=other_titles(title, language)),
        "url": urls.absolute(here, catalog.site_uri),
    }


def mention(catalog: Catalog, title: Text, page: str, kind: str, language: str) -> Document:
    """The same thing where another one speaks of it."""
    return {"@id": urls.thing(page, kind, catalog.base_uri), "name": title.text(language)}


def catalog_part(catalog: Catalog, language: str) -> Document:
    home = urls.page(urls.home(), language, catalog.languages)
    return {
        "@type": "DataCatalog",
        "@id": urls.thing(urls.home(), "catalog", catalog.base_uri),
        "name": catalog.title.text(language),
        "url": urls.absolute(home, catalog.site_uri),
    }


def organization_part(catalog: Catalog, shown: Organization, language: str) -> Document:
    return {
        "@type": "Organization",
        **mention(catalog, shown.title, urls.organization(shown.name), "organization", language),
        **with_(url=shown.url),
    }


def license_part(catalog: Catalog, shown: Dataset, license_: License, language: str) -> str | Document:
    """Its address; of terms that have none their name, and where the dataset's page tells them."""
    if license_.url is not None:
        return license_.url
    page = urls.page(urls.dataset(shown.name), language, catalog.languages)
    address = f"{urls.absolute(page, catalog.site_uri)}#license"
    return {"@type": "CreativeWork", "name": license_.title.text(language), "url": address}


def unit_part(unit: Unit | None, language: str) -> Document:
    return {} if unit is None else {"unitText": unit.title.text(language), "unitCode": unit.qudt}


def json_number(value: Decimal) -> int | float | str:
    """As JSON has it; a number of more digits than that holds as text."""
    if value == value.to_integral_value() and abs(value) < 2**53:
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"


def place(area: Area, language: str) -> Document:
    return {"@type": "Place", "name": area.title.text(language), "identifier": area.name}


def distribution(catalog: Catalog, downloads: Iterable[Download]) -> Iterator[Document]:
    for each in downloads:
        yield {**download(catalog, each.path, each.format), "contentSize": f"{each.bytes} B"}


def download(catalog: Catalog, path: str, form: str) -> Document:
    return {
        "@type": "DataDownload",
        "encodingFormat": file_type(form).mediatype or form,
        "contentUrl": urls.absolute(path, catalog.site_uri),
    }


def remote(resource: Resource) -> Document:
    form = resource.mediatype or file_type(resource.format).mediatype or resource.format
    return {"@type": "DataDownload", "encodingFormat": form, "contentUrl": resource.url}


def description(catalog: Catalog, shown: Dataset, text: Text, page: str, language: str) -> str:
    organization = catalog.organizations[shown.organization]
    title = shown.title
    return lengthened(catalog, plain(text, language), title, organization, page, language)


def lengthened(catalog: Catalog, text: str, title: Text, publisher: Organization, page: str, language: str) -> str:
    """A text that is too short for a search engine says besides whose it is and where to read on."""
    if len(text) >= LEAST:
        return text
    here = urls.page(page, language, catalog.languages)
    more = word(
        "machine.more",
        language,
        title=title.text(language),
        organization=publisher.title.text(language),
        address=urls.absolute(here, catalog.site_uri),
    )
    return markdown.shortened(f"{text} {locales.spaced(more, language)}".strip(), MOST)


def plain(text: Text, language: str) -> str:
    """Without its Markdown, and no longer than Google reads."""
    return markdown.excerpt(text.text(language), MOST)


def other_titles(title: Text, language: str) -> list[str]:
    """The same title in the other languages."""
    own = title.text(language)
    return list(dict.fromkeys(words for words in title.by_language.values() if words != own))


def interval(period: tuple[str, str] | None) -> str | None:
    """ISO 8601: 2017/2025, or 2025 alone."""
    if period is None:
        return None
    return period[0] if period[0] == period[1] else "/".join(period)


def with_(**facts: object) -> Document:
    """Those that say something."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], ())}
