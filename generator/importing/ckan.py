"""CKAN (https://docs.ckan.org/en/2.12/api/): answers of `package_show` and `package_search`, a folder of them, or the
address of a portal; with the fields of the Thai Government Data Catalog, which `gdc` reads.

In come packages, out go drafts. Packages of a portal of our own say which files were made of others; those are left
out. It must not know what a check would say of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from generator import codelists, gdc
from generator.addresses import is_url
from generator.filetypes import file_type
from generator.importing import files, foreign
from generator.importing.drafts import Asset, Desk, Draft, Party, Refused, Terms, Words, reasons
from generator.importing.importer import Entry, Importer, document_at, document_of, one_of_several, path_of
from generator.words import knows, word

ROWS: Final = 100  # packages of one request to a portal
TEXTS: Final = ("text", "tags", "source")  # kinds of fields that `gdc` takes for Thai
OWN: Final = ("organization", "themes", "license", "contact")  # keys that are read here
READ: Final = frozenset(
    (
        *(field.ckan for field in gdc.FIELDS),
        *("id", "name", "type", "state", "private", "isopen", "license_title", "license_url", "author", "author_email"),
        *("owner_org", "creator_user_id", "metadata_created", "metadata_modified", "num_resources", "num_tags"),
        *("resources", "extras", "revision_id", "allow_harvest", "uri", "landing_page", "version", "title_translated"),
    )
)
MEDIATYPE: Final = re.compile(r"[-\w]+/[-\w.+]+")
SIGNED: Final = re.compile(r"((md5|sha1|sha256|sha512):)?[0-9a-f]{32,128}")


def entries(source: str, desk: Desk) -> Iterator[Entry]:
    if is_url(source):
        is_file = "/api/" in source or urlsplit(source).path.endswith(".json")
        yield from _of_answer(document_at(source, desk), source) if is_file else _of_portal(source, desk)
        return
    path = path_of(source)
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield from _of_answer(one_of_several(file), file.stem)
    else:
        yield from _of_answer(foreign.read_document(path), path.stem)


def _of_portal(address: str, desk: Desk) -> Iterator[Entry]:
    """Page by page, until one holds nothing new: a portal of files gives the same page for ever."""
    seen: set[str] = set()
    for start in range(0, 1_000_000, ROWS):
        query = urlencode({"rows": ROWS, "start": start, "sort": "id asc"})
        page = f"{address.rstrip('/')}/api/3/action/package_search?{query}"
        new = [entry for entry in _of_answer(document_at(page, desk), address) if entry.label not in seen]
        yield from new
        seen |= {entry.label for entry in new}
        if len(new) < ROWS:
            return


def _of_answer(document: Any, label: str) -> Iterator[Entry]:
    """The packages of an answer, of a list, or one alone."""
    result = foreign.mapping(document).get("result", document)
    packages = result if isinstance(result, list) else foreign.mapping(result).get("results", [result])
    for package in packages if isinstance(packages, list) else [packages]:
        said = foreign.mapping(package)
        yield Entry(label=foreign.line(said.get("name")) or foreign.line(said.get("title")) or label, document=package)


def draft(entry: Entry, desk: Desk) -> Draft:
    package = foreign.kept(foreign.mapping(document_of(entry)))
    if "name" not in package and "title" not in package:
        raise Refused("no_mapping")
    if package.get("state", "active") != "active" or package.get("private") in (True, "True", "true"):
        private = "private" if package.get("private") else package["state"]
        raise Refused("not_public", state=private)
    return package_draft(package, entry.label, desk)


def package_draft(package: Mapping[str, Any], label: str, desk: Desk) -> Draft:
    """Of one package, from CKAN or from a workbook of the Thai catalog. Raises `Refused`."""
    found = Draft(label=label, name=foreign.line(package.get("name")))
    said = _said(package, found, desk)
    for key, value in said.items():
        if key not in OWN:
            found.say(key, value)
    found.say("created", foreign.day(package.get("metadata_created")))
    found.say("modified", foreign.day(package.get("metadata_modified")))
    _credit(package, said, found, desk)
    for resource in _originals(foreign.mappings(package.get("resources")), found):
        asset = _asset(foreign.kept(resource), found, desk)
        if asset is not None:
            found.assets.append(asset)
    if not found.assets and not said.get("planned") and said.get("governance_category", "public") == "public":
        raise Refused("no_data", reasons=reasons(found, desk))
    extras = [foreign.line(extra.get("key")) for extra in foreign.mappings(package.get("extras"))]
    unread = [key for key in package if key not in READ and not key.endswith(gdc.TRANSLATED)]
    unread += [f"extras.{key}" for key in extras if key not in READ and not key.endswith(gdc.TRANSLATED)]
    if unread:
        found.note("unread", keys=", ".join(unread))
    return found


def _said(package: Mapping[str, Any], found: Draft, desk: Desk) -> dict[str, Any]:
    """What the fields of the Thai catalog say; texts of other catalogs are in the language of their letters."""
    extras = [e for e in foreign.mappings(package.get("extras")) if isinstance(e.get("key"), str)]
    licenses: dict[str, str] = {}
    for name, entry in desk.catalog.licenses.items():
        licenses.setdefault(entry.gdc, name)
    units = {gdc.thai(entry.title): name for name, entry in desk.catalog.units.items()}
    registries = gdc.Registries(licenses, units)

    def refused(field: str, value: object) -> None:
        found.note("left_out", key=field, reason=foreign.line(str(value)))

    said = gdc.descriptor_of({**_known_codes(package, refused), "extras": extras}, registries, refused)
    is_thai = package.get("data_type") in _data_types() and gdc.LANGUAGE in desk.catalog.languages
    for field in gdc.FIELDS:
        if field.kind in TEXTS:
            place, _, last = field.ours.rpartition(".")
            inner = said.get(place, {}) if place else said
            if last in inner:
                inner[last] = _placed(inner[last], desk, is_thai=is_thai)
    for key in ("description", "notes", "method"):
        texts = {code: foreign.untagged(foreign.text(text)) for code, text in foreign.mapping(said.get(key)).items()}
        said[key] = foreign.kept(texts)
    homepage = foreign.url(said.pop("homepage", ""))
    return foreign.kept({**said, "homepage": homepage})


def _known_codes(package: Mapping[str, Any], refused: Callable[[str, object], None]) -> dict[str, Any]:
    """The package without codes that the Thai catalog's lists do not hold."""
    known = dict(package)
    for field in gdc.FIELDS:
        if field.kind == "codes" and field.ckan in package:
            labels = {entry.label.text(gdc.LANGUAGE) for entry in codelists.code_list(field.of)}
            written = foreign.lines(package[field.ckan])
            known[field.ckan] = [each for each in written if each in labels]
            for each in written:
                if each not in labels:
                    refused(field.ckan, each)
    return known


def _placed(value: Any, desk: Desk, *, is_thai: bool) -> Any:
    """A text, words or sources in languages of the catalog."""
    if isinstance(value, list):
        return [{**each, "title": _placed(each.get("title", {}), desk, is_thai=is_thai)} for each in value]
    texts = dict(foreign.mapping(value))
    if not is_thai and (written := texts.pop(gdc.LANGUAGE, None)):
        for one in written if isinstance(written, list) else [written]:
            for code, text in desk.words(foreign.untagged(foreign.text(one))).items():
                if isinstance(written, list):
                    texts.setdefault(code, []).append(text)
                else:
                    texts.setdefault(code, text)
    known = {code: texts[code] for code in desk.catalog.languages if texts.get(code)}
    return {code: foreign.lines(text) if isinstance(text, list) else foreign.text(text) for code, text in known.items()}


def _credit(package: Mapping[str, Any], said: Mapping[str, Any], found: Draft, desk: Desk) -> None:
    """Organization, groups, license and contact."""
    publisher = foreign.mapping(package.get("organization"))
    found.publisher = _party(publisher, desk) if publisher else None
    found.themes = [_party(group, desk) for group in foreign.mappings(package.get("groups"))]
    title = desk.words(foreign.line(package.get("license_title")))
    name = said.get("license") or foreign.line(package.get("license_id"))
    found.license = Terms(name=name, title=title, url=foreign.url(package.get("license_url")))
    contact = foreign.mapping(said.get("contact"))
    author = desk.words(foreign.line(package.get("author")))
    name = contact.get("name") or author or (found.publisher.title if found.publisher else {})
    email = foreign.email(contact.get("email")) or foreign.email(package.get("author_email"))
    reached = foreign.kept({"email": email, "url": foreign.url(contact.get("url"))})
    if name and reached:
        found.say("contact", {"name": name, **reached})
    elif name:
        found.note("contact_unreachable", name=next(iter(name.values())))


def _party(document: Mapping[str, Any], desk: Desk) -> Party:
    name = foreign.line(document.get("name"))
    title = _told(document, "title", foreign.line(document.get("title") or document.get("display_name")), desk)
    description = {code: foreign.untagged(text) for code, text in desk.texts(document, "description").items()}
    return Party(name=name, title=title, description=description)


def _told(document: Mapping[str, Any], key: str, written: str, desk: Desk) -> Words:
    """A text in every language: Thai where others stand beside it, or where a portal of our own has written it."""
    beside = foreign.mapping(document.get(key + gdc.TRANSLATED))
    is_thai = gdc.LANGUAGE in desk.catalog.languages and (bool(beside) or bool(document.get("kind")))
    texts: Words = ({gdc.LANGUAGE: written} if written else {}) if is_thai else desk.words(written)
    texts |= {code: foreign.text(text) for code, text in beside.items()}
    return {code: texts[code] for code in desk.catalog.languages if texts.get(code)}


def _originals(resources: list[Mapping[str, Any]], found: Draft) -> list[Mapping[str, Any]]:
    """Without files that a portal of our own has made of others: the first of each resource is the one they are of."""
    kept: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    for resource in resources:
        name = resource.get("resource") if resource.get("kind") else None
        if resource.get("state", "active") != "active" or (name and name in seen):
            found.note("derived_left_out", url=resource.get("url"))
            continue
        seen |= {str(name)} if name else set()
        kept.append(resource)
    return kept


def _asset(resource: Mapping[str, Any], found: Draft, desk: Desk) -> Asset | None:
    url = foreign.text(resource.get("url"))
    form = files.format_of(resource.get("format"), url, resource.get("mimetype"))
    title = _told(resource, "name", _title(resource, form), desk)
    mediatype = foreign.line(resource.get("mimetype"))
    size = foreign.text(resource.get("size"))
    digest = foreign.line(resource.get("hash")).lower()
    days = {
        "created": foreign.day(resource.get("resource_created_date") or resource.get("created")),
        "modified": foreign.day(resource.get("resource_last_updated_date") or resource.get("last_modified")),
    }
    written = foreign.untagged(foreign.text(resource.get("description")))
    values = foreign.kept(
        {
            "name": foreign.line(resource.get("resource")),
            "title": title or dict(foreign.mapping(found.values.get("title"))),
            "description": _told(resource, "description", written, desk),
            "format": form,
            "mediatype": mediatype if MEDIATYPE.fullmatch(mediatype) and mediatype != file_type(form).mediatype else "",
            "bytes": int(size) if size.isdecimal() else None,
            "hash": digest if SIGNED.fullmatch(digest) else "",
            **{key: day for key, day in days.items() if day != found.values.get(key) and day <= desk.day.isoformat()},
        }
    )
    return files.remote(values, url, desk, found, desk.downloads)


def _title(resource: Mapping[str, Any], form: str) -> str:
    """Without what a portal of our own writes behind it."""
    title = foreign.line(resource.get("name"))
    key = f"kind.{resource.get('kind')}"
    return title.removesuffix(f" – {word(key, gdc.LANGUAGE, format=form.upper())}") if knows(key) else title


@cache
def _data_types() -> frozenset[str]:
    return frozenset(gdc.label("data_type", entry.id) for entry in codelists.code_list("data_type"))


IMPORTER: Final = Importer("ckan", entries, draft)
