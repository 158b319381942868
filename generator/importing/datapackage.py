"""Data Packages (https://datapackage.org/, versions 1 and 2): a descriptor, a folder that holds one or several, or the
address of one.

In come descriptors as people write them, out go drafts: names are invented where absent, nulls are read as absent. It
must not know what a check would say of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from generator.addresses import is_url
from generator.importing import files, foreign
from generator.importing.drafts import Asset, Desk, Draft, Party, Refused, Terms, reasons
from generator.importing.importer import Entry, Importer, document_at, document_of, one_of_several, path_of
from generator.importing.tabling import declared_schema
from generator.problems import WrongUse
from generator.words import word

NAMES: Final = ("datapackage.json", "datapackage.yml", "datapackage.yaml")
OF_PACKAGES: Final = "application/vnd.datapackage+json"
READ: Final = (
    *("$schema", "profile", "name", "id", "title", "description", "homepage", "version", "created", "modified"),
    *("last_modified", "updated", "keywords", "licenses", "license", "contributors", "publisher", "sources"),
    *("resources", "datapackage_version", "format"),
)
READ_OF_RESOURCES: Final = (
    *("name", "title", "description", "path", "url", "format", "mediatype", "encoding", "dialect", "schema", "bytes"),
    *("hash", "profile", "type", "scheme", "data"),
)
TEXTS: Final = ("title_", "description_")
DIALECT: Final = ("delimiter", "quoteChar", "doubleQuote", "escapeChar", "skipInitialSpace", "commentChar", "header")


def entries(source: str, desk: Desk) -> Iterator[Entry]:
    if is_url(source):
        yield from _of_document(document_at(source, desk), source.rstrip("/").rpartition("/")[0], None, source)
        return
    path = path_of(source)
    found = [path] if path.is_file() else sorted(f for name in NAMES for f in path.rglob(name))
    if not found:
        raise WrongUse("import-nothing", path=source, wanted=", ".join(NAMES))
    for file in found:
        label = file.parent.name if path.is_dir() or file.name in NAMES else file.stem
        document = one_of_several(file) if path.is_dir() else foreign.read_document(file)
        yield from _of_document(document, label, file.parent, "")


def _of_document(document: Any, label: str, folder: Path | None, base: str) -> Iterator[Entry]:
    """The package itself, or each package that it is a catalog of."""
    parts = foreign.mappings(foreign.mapping(document).get("resources"))
    if folder is None or not parts or any(part.get("mediatype") != OF_PACKAGES for part in parts):
        yield Entry(label=label, document=document, folder=folder, base=base)
        return
    for part in parts:
        file = folder / foreign.line(part.get("path"))
        if file.is_file():
            yield Entry(label=file.parent.name, document=one_of_several(file), folder=file.parent)


def draft(entry: Entry, desk: Desk) -> Draft:
    package = foreign.kept(foreign.mapping(document_of(entry)))
    if not package:
        raise Refused("no_mapping")
    found = Draft(label=foreign.line(package.get("name")) or entry.label, name=foreign.line(package.get("name")))
    _describe(package, found, desk)
    _credit(package, found, desk)
    for resource in foreign.mappings(package.get("resources")):
        asset = _asset(foreign.kept(resource), entry, found, desk)
        if asset is not None:
            found.assets.append(asset)
    if not found.assets:
        raise Refused("no_data", reasons=reasons(found, desk))
    unread = [key for key in package if key not in READ and not key.startswith(TEXTS)]
    inner = [key for one in foreign.mappings(package["resources"]) for key in one if key not in READ_OF_RESOURCES]
    unread += list(dict.fromkeys(f"resources.{key}" for key in inner if not key.startswith(TEXTS)))
    if unread:
        found.note("unread", keys=", ".join(unread))
    return found


def _describe(package: Mapping[str, Any], found: Draft, desk: Desk) -> None:
    found.say("title", desk.lines(package, "title"))
    found.say(
        "description", {code: foreign.untagged(text) for code, text in desk.texts(package, "description").items()}
    )
    found.say("homepage", foreign.url(package.get("homepage")))
    found.say("created", foreign.day(package.get("created")))
    dates = (foreign.day(package.get(key)) for key in ("modified", "last_modified", "updated", "version"))
    found.say("modified", next(filter(None, dates), ""))
    by_language: dict[str, list[str]] = {}
    for each in foreign.lines(package.get("keywords")):
        by_language.setdefault(next(iter(desk.words(each))), []).append(each)
    found.say("keywords", by_language)


def _credit(package: Mapping[str, Any], found: Draft, desk: Desk) -> None:
    """Who made it, under which license, and from what."""
    licenses = foreign.mappings(package.get("licenses")) or foreign.mappings(package.get("license"))
    if isinstance(package.get("license"), str):
        licenses = [{"name": package["license"]}]
    if licenses:
        first = licenses[0]
        name = foreign.line(first.get("name") or first.get("type") or first.get("id"))
        terms = {"url": foreign.url(first.get("path") or first.get("url")), "title": desk.lines(first, "title")}
        found.license = Terms(name=name.removeprefix("LicenseRef-"), **terms)  # type: ignore[arg-type]
    if len(licenses) > 1:
        found.note("license_several", names=", ".join(foreign.line(one.get("name")) for one in licenses[1:]))
    for person in [*foreign.mappings(package.get("contributors")), *foreign.mappings(package.get("publisher"))]:
        roles = foreign.lines(person.get("roles")) or foreign.lines(person.get("role")) or ["publisher"]
        title = desk.lines(person, "title") or desk.lines(person, "name")
        email = foreign.email(person.get("email"))
        if "publisher" in roles and found.publisher is None and title:
            found.publisher = Party(title=title, url=foreign.url(person.get("path")))
        elif title and email:
            found.say("contact", {"name": title, "email": email})
    sources = [_source(one, desk) for one in foreign.mappings(package.get("sources"))]
    found.say("sources", [source for source in sources if source])


def _source(source: Mapping[str, Any], desk: Desk) -> dict[str, object]:
    title = desk.lines(source, "title") or desk.lines(source, "name")
    path = foreign.url(source.get("path") or source.get("web") or source.get("link"))
    day = foreign.day(source.get("accessed") or source.get("retrievedDate"))
    publisher = desk.lines(source, "publisher") or desk.lines(source, "dataPublishedBy")
    return foreign.kept({"title": title, "path": path, "accessed": day, "publisher": publisher})


def _asset(resource: Mapping[str, Any], entry: Entry, found: Draft, desk: Desk) -> Asset | None:
    path = resource.get("path", resource.get("url"))
    paths = foreign.lines(path) if isinstance(path, list) else [foreign.text(path)] if path else []
    name = foreign.line(resource.get("name"))
    data = resource.get("data")
    if not paths and isinstance(data, str | list | Mapping):
        inside, form = files.inline(data, files.format_of(resource.get("format"), ""), desk.downloads)
        found.note("inline", resource=name)
        return Asset(values=_values(resource, name, form, found, desk), file=inside)
    if len(paths) != 1:
        several = word("import.many_paths", desk.reader, count=len(paths))
        reason = several if paths else word("import.no_path", desk.reader)
        found.note("resource_refused", resource=name, reason=reason)
        return None
    form = files.format_of(resource.get("format"), paths[0], resource.get("mediatype"))
    values = _values(resource, name, form, found, desk)
    if is_url(paths[0]) or entry.folder is None:
        told = {key: value for key in ("bytes", "hash", "mediatype") if (value := resource.get(key))}
        address = urljoin(entry.base, paths[0])
        asset = files.remote({**values, **told}, address, desk, found, desk.downloads)
        if asset is not None and asset.file is None:
            for key in ("encoding", "dialect", "schema"):
                asset.values.pop(key, None)
        return asset
    file = files.local_file(entry.folder, paths[0], found, [a.file for a in found.assets if a.file is not None])
    return Asset(values=values, file=file) if file is not None and files.usable(file, paths[0], found) else None


def _values(resource: Mapping[str, Any], name: str, form: str, found: Draft, desk: Desk) -> dict[str, object]:
    return foreign.kept(
        {
            "name": name,
            "title": desk.lines(resource, "title") or desk.words(name) or found.values.get("title"),
            "description": desk.texts(resource, "description"),
            "format": form,
            "encoding": foreign.line(resource.get("encoding")).lower(),
            "dialect": _dialect(foreign.mapping(resource.get("dialect")), form),
            "schema": declared_schema(foreign.mapping(resource.get("schema")), desk, found),
        }
    )


def _dialect(dialect: Mapping[str, Any], form: str) -> dict[str, object]:
    """As far as it differs from how a file of that format is read anyhow."""
    usual = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "skipInitialSpace": False}
    kept = {key: dialect[key] for key in DIALECT if key in dialect and dialect[key] != usual.get(key)}
    return foreign.kept(kept) if form in ("csv", "tsv", "psv", "ssv") else {}


IMPORTER: Final = Importer("datapackage", entries, draft)
