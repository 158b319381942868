"""The part of CKAN's Action API that files without a server can answer (https://docs.ckan.org/en/2.12/api/).

In come the catalog and the datasets, out go files without an extension that hold pure ASCII, since a host does not say
how they are encoded. A file answers the same whatever the query says: `package_search` holds every dataset, and what a
query would choose stands under a path of its own, `package_show/<name>`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from generator import gdc, urls
from generator.formats.ckan.packages import Document, group, organization, package
from generator.model import Catalog, Dataset, DatasetReading, Summary, Text
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

VERSION: Final = "2.12.0"  # of the CKAN whose answers these are
FOLDERS: Final = ("api/3/action", "api/action")  # clients leave the version out
SHOWN: Final = {
    "dataset": "package",
    "withdrawn": "package",
    "organization": "organization",
    "theme": "group",
}  # kinds of pages
LISTED: Final = {"organizations": "organization_list", "themes": "group_list"}


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    document = package(catalog, dataset, reading)
    yield Output(path=urls.ckan_show("package", dataset.name), content=b"".join(_answer(catalog, [_ascii(document)])))


def parts(catalog: Catalog) -> Iterator[Part]:
    yield Part(name="lists", reads=(), files=_list_files)
    yield Part(name="search", reads=catalog.datasets, files=_search_files)


def _search_files(catalog: Catalog, _summaries: Mapping[str, Summary], site: Path) -> Iterator[Output]:
    answer = b"".join(_answer(catalog, _search(catalog, site)))
    for folder in FOLDERS:
        yield Output(path=f"{folder}/package_search", content=answer)


def _list_files(catalog: Catalog, _summaries: Mapping[str, Summary], _site: Path) -> Iterator[Output]:
    for name, result in _lists(catalog).items():
        for folder in FOLDERS:
            yield Output(path=f"{folder}/{name}", content=b"".join(_answer(catalog, [_ascii(result)])))
    for dataset in catalog.withdrawn:
        answer = _answer(catalog, [_ascii(package(catalog, dataset, DatasetReading(dataset=dataset.name)))])
        yield Output(path=urls.ckan_show("package", dataset.name), content=b"".join(answer))
    for publisher in catalog.organizations.values():
        names = [d.name for d in catalog.datasets if d.organization == publisher.name]
        shown = _described(organization(catalog, publisher), publisher.description, names)
        path = urls.ckan_show("organization", publisher.name)
        yield Output(path=path, content=b"".join(_answer(catalog, [_ascii(shown)])))
    for theme in catalog.themes.values():
        names = [d.name for d in catalog.datasets if theme.name in d.themes]
        shown = _described(group(catalog, theme), theme.description, names)
        yield Output(path=urls.ckan_show("group", theme.name), content=b"".join(_answer(catalog, [_ascii(shown)])))


def alternates(shown: Shown, _languages: tuple[str, ...]) -> Iterator[Alternate]:
    if shown.kind in SHOWN and shown.name:
        yield Alternate(path=urls.ckan_show(SHOWN[shown.kind], shown.name), mediatype="application/json", title="CKAN")
    elif shown.kind in LISTED:
        yield Alternate(path=f"{FOLDERS[0]}/{LISTED[shown.kind]}", mediatype="application/json", title="CKAN")


def _lists(catalog: Catalog) -> Document:
    """What each action answers, by its name."""
    tags = sorted({tag["name"] for d in catalog.datasets for tag in gdc.tags(d.keywords)})
    return {
        "package_list": [d.name for d in catalog.datasets],
        "organization_list": list(catalog.organizations),
        "group_list": list(catalog.themes),
        "tag_list": tags,
        "license_list": _licenses(catalog),
        "status_show": {
            "site_title": gdc.thai(catalog.title),
            "site_description": gdc.thai(catalog.description),
            "site_url": urls.absolute(urls.home(), catalog.site_uri).rstrip("/"),
            "ckan_version": VERSION,
            "error_emails_to": catalog.contact.email,
            "locale_default": catalog.language,
            "extensions": [],
        },
        "site_read": True,
    }


def _licenses(catalog: Catalog) -> list[Document]:
    """By what the Thai catalog stores; several licenses may be one there, and the first stands for all."""
    found: dict[str, Document] = {}
    for entry in catalog.licenses.values():
        conformance = "approved" if entry.open else "not reviewed"
        found.setdefault(
            entry.gdc,
            {
                "id": entry.gdc,
                "title": gdc.thai(entry.title),
                "url": entry.url or "",
                "status": "active",
                "is_generic": False,
                "od_conformance": conformance,
                "domain_content": False,
                "domain_data": True,
                "domain_software": False,
                "family": "",
                "maintainer": "",
            },
        )
    return list(found.values())


def _search(catalog: Catalog, site: Path) -> Iterator[bytes]:
    """Every package, out of the answers that the datasets' tasks have left."""
    head = {"count": len(catalog.datasets), "sort": "id asc", "facets": {}, "search_facets": {}}
    yield _ascii(head)[:-1] + b',"results":['
    before, after = (len(part) for part in _around(catalog))
    for number, dataset in enumerate(catalog.datasets):
        answer = site.joinpath(urls.ckan_show("package", dataset.name)).read_bytes()
        yield (b"," if number else b"") + answer[before : len(answer) - after]
    yield b"]}"


def _described(shown: Document, description: Text | None, names: list[str]) -> Document:
    """What `organization_show` and `group_show` tell besides what stands in each package."""
    packages = [{"name": name} for name in names]
    return {**shown, "description": gdc.thai(description), "package_count": len(names), "packages": packages}


def _answer(catalog: Catalog, result: Iterable[bytes]) -> Iterator[bytes]:
    head, foot = _around(catalog)
    yield head
    yield from result
    yield foot


def _around(catalog: Catalog) -> tuple[bytes, bytes]:
    page = urls.absolute(urls.developers(), catalog.site_uri)
    return b'{"help":' + _ascii(page) + b',"success":true,"result":', b"}\n"


def _ascii(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")
