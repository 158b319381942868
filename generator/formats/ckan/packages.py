"""A dataset as CKAN's `package_show` has it (API version 3, CKAN 2.12), with the fields of the Thai Government Data
Catalog. In come a dataset and what was read of it, out goes a plain dict. It must not know how answers are published.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from generator import gdc, urls
from generator.filetypes import file_type
from generator.model import Catalog, Dataset, DatasetReading, Download, Organization, Resource, Text, Theme
from generator.words import word

Document = dict[str, Any]

# Fields of a resource that the Thai catalog takes from its dataset: field, field of the dataset, types that have it.
INHERITED: Final = (
    ("resource_accessible_condition", "accessible_condition", "RSGMO"),
    ("resource_data_collect", "data_collect", "RMO"),
    ("resource_first_year_of_data", "first_year_of_data", "S"),
    ("resource_last_year_of_data", "last_year_of_data", "S"),
    ("resource_data_release_calendar", "data_release_calendar", "S"),
    ("resource_disaggregate", "disaggregate", "S"),
    ("resource_unit_of_measure", "unit_of_measure", "S"),
    ("resource_unit_of_multiplier", "unit_of_multiplier", "S"),
    ("resource_official_statistics", "official_statistics", "S"),
)


def identifier(address: str) -> str:
    """CKAN knows things by UUIDs: that of the thing's own address (RFC 9562, version 5), which stays the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, address))


def package(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Document:
    address = urls.thing(urls.dataset(dataset.name), "dataset", catalog.base_uri)
    license_ = catalog.licenses[dataset.license]
    fields = gdc.stored(catalog, dataset)
    own = identifier(address)
    resources = list(_resources(catalog, dataset, reading, fields, own))
    publisher = organization(catalog, catalog.organizations[dataset.organization])
    page = urls.absolute(urls.dataset(dataset.name), catalog.site_uri)
    ours = {"uri": address, "landing_page": page, **_withdrawal(catalog, dataset)}
    extras = [*fields.pop("extras"), *({"key": key, "value": told} for key, told in ours.items())]
    return {
        "id": own,
        "name": dataset.name,
        "type": "dataset",
        "state": "active" if dataset.withdrawn is None else "deleted",
        "private": False,
        "isopen": license_.open,
        "license_title": gdc.thai(license_.title),
        "license_url": license_.url or "",
        "version": dataset.modified.isoformat(),
        "author": "",
        "author_email": "",
        "owner_org": publisher["id"],
        "creator_user_id": "",
        "metadata_created": _moment(dataset.created),
        "metadata_modified": _moment(dataset.modified),
        "allow_harvest": str(dataset.governance_category == "public"),
        **fields,
        "organization": publisher,
        "groups": [group(catalog, catalog.themes[name]) for name in dataset.themes],
        "tags": [{**entry, "display_name": entry["name"]} for entry in fields["tags"]],
        "extras": extras,
        "relationships_as_subject": [],
        "relationships_as_object": [],
        "num_resources": len(resources),
        "num_tags": len(fields["tags"]),
        "resources": resources,
    }


def _withdrawal(catalog: Catalog, dataset: Dataset) -> dict[str, str]:
    """CKAN knows of a deleted package no more than that it is: when, why and what to use instead are extras."""
    told = dataset.withdrawn
    if told is None:
        return {}
    found = {"withdrawn_date": told.date.isoformat(), "withdrawn_reason": gdc.thai(told.reason)}
    if told.successor is not None:
        found["successor"] = urls.thing(urls.dataset(told.successor), "dataset", catalog.base_uri)
    return found


def organization(catalog: Catalog, entry: Organization) -> Document:
    """As it stands inside a package."""
    return {
        "id": identifier(urls.thing(urls.organization(entry.name), "organization", catalog.base_uri)),
        "name": entry.name,
        "title": gdc.thai(entry.title),
        **_translated("title", entry.title),
        "type": "organization",
        "description": "",  # stands in `organization_show`, once for all packages
        "image_url": "",
        "created": _moment(min((d.created for d in catalog.datasets), default=date(1970, 1, 1))),
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def group(catalog: Catalog, entry: Theme) -> Document:
    """A theme is a group of CKAN."""
    return {
        "id": identifier(urls.thing(urls.theme(entry.name), "theme", catalog.base_uri)),
        "name": entry.name,
        "title": gdc.thai(entry.title),
        **_translated("title", entry.title),
        "display_name": gdc.thai(entry.title),
        "description": "",  # stands in `group_show`
        "image_display_url": "",
    }


def _resources(
    catalog: Catalog, dataset: Dataset, reading: DatasetReading, fields: Document, owner: str
) -> Iterator[Document]:
    inherited = {own: fields[of] for own, of, letters in INHERITED if gdc.letter_of(dataset) in letters}
    position = 0
    for resource in dataset.resources:
        files: tuple[Download | None, ...] = (None,) if resource.is_remote else reading.of(resource).downloads
        for download in files:
            is_own = download is None or download.is_original
            said = _file(catalog, dataset, resource, download)
            more = {**inherited, **_told(resource)} if is_own else {}
            yield {**said, **more, "package_id": owner, "position": position, "state": "active"}
            position += 1


def _file(catalog: Catalog, dataset: Dataset, resource: Resource, download: Download | None) -> Document:
    """One file of a resource, or the one elsewhere."""
    part = resource.name if download is None else f"{resource.name}-{download.kind}"
    address = urls.thing(urls.dataset(dataset.name), f"file-{part}", catalog.base_uri)
    modified = resource.modified or dataset.modified
    title = resource.title if download is None else _title(resource.title, download)
    form = resource.format if download is None else download.format
    mediatype = resource.mediatype if download is None or download.kind == "original" else None
    created = resource.created or dataset.created
    return {
        "id": identifier(address),
        "name": gdc.thai(title),
        "description": "",
        "url": resource.url if download is None else urls.absolute(download.path, catalog.site_uri),
        "format": form.upper(),
        "mimetype": mediatype or file_type(form).mediatype,
        "size": resource.bytes if download is None else download.bytes,
        "hash": resource.hash or "" if download is None else f"sha256:{download.sha256}",
        "created": _moment(created),
        "last_modified": _moment(modified),
        "metadata_modified": _moment(modified),
        "resource_type": "file",
        "resource": resource.name,
        "kind": "remote" if download is None else download.kind,
        "url_type": None,
        "cache_url": None,
        "datastore_active": False,
        "resource_private": "False",
        "resource_last_updated_date": modified.isoformat(),
        **({"resource_created_date": created.isoformat()} if gdc.letter_of(dataset) in "RGMO" else {}),
    }


def _told(resource: Resource) -> Document:
    """What is not said again of each file that was made of it."""
    described = resource.description
    translated = _translated("description", described) if described is not None else {}
    return {**_translated("name", resource.title), "description": gdc.thai(described), **translated}


def _title(title: Text, download: Download) -> Text:
    """The resource's title with what kind of file it is."""
    return Text(
        {
            language: f"{words} – {word(f'kind.{download.kind}', language, format=download.format.upper())}"
            for language, words in title.by_language.items()
        }
    )


def _translated(key: str, text: Text) -> Document:
    others = gdc.translations(text)
    return {key + gdc.TRANSLATED: others} if others else {}


def _moment(day: date) -> str:
    """CKAN writes UTC without a zone, with microseconds."""
    return f"{day.isoformat()}T00:00:00.000000"
