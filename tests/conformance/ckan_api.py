"""CKAN's clients before the static answers, over HTTP on this machine: harvester, ckanapi, CKAN's validators."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import ckanapi
from ckan.lib.navl.dictization_functions import Invalid
from ckan.logic import validators
from ckanext.harvest.harvesters.ckanharvester import CKANHarvester

from tests.conformance.rows import Counts, Row, tell

CATALOG = Path(os.environ["CATALOG"])
SEARCH = "api/3/action/package_search"
Package = dict[str, Any]


def check(site: Path, counts: Counts) -> Iterator[Row]:
    with served(site) as address:
        packages = harvested(address)
        yield Row(
            "CKAN, harvest",
            "ckanext-harvest CKANHarvester",
            len(packages),
            counts["datasets"],
            tuple(wrong for package in packages for wrong in files_of(package, site, address)),
            without(site, lambda answer: answer["result"]["results"][0].pop("id")),
        )
        client = ckanapi.RemoteCKAN(address, get_only=True)
        names = client.action.package_list()
        yield Row(
            "CKAN, Action API",
            "ckanapi (GET)",
            len(names),
            counts["datasets"],
            tuple(asked(client, site, names, packages)),
            refused(site),
        )
    shown = sorted(site.glob("api/3/action/package_show/*"))
    answers = [json.loads(file.read_text("ascii"))["result"] for file in shown]
    yield Row(
        "CKAN, package_show",
        "CKAN's own validators; what was harvested",
        len(answers),
        counts["dataset addresses"] + counts["withdrawn addresses"],
        tuple(wrong for each in answers for wrong in (*broken_rules(each), *not_harvested(each, packages))),
        next(broken_rules({**packages[0], "name": "No Name"}), ""),
    )


def harvested(address: str) -> list[Package]:
    """What the harvester's class finds with its default configuration."""
    harvester = CKANHarvester.__new__(CKANHarvester)
    harvester._set_config("{}")
    found: list[Package] = harvester._search_for_datasets(address, [])
    return found


def files_of(package: Package, site: Path, address: str) -> Iterator[str]:
    """Each file of a package, fetched, against what is said of it and against the file in the catalog's sources."""
    for resource in package["resources"]:
        if resource["kind"] == "remote":
            continue
        with urllib.request.urlopen(f"{address}{urlsplit(resource['url']).path}") as answer:
            content = answer.read()
        if (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") != (resource["size"], resource["hash"]):
            yield f"{resource['url']}: not the file that was told"
        if resource["kind"] == "original":
            inside = unquote(urlsplit(resource["url"]).path.partition(f"/datasets/{package['name']}/")[2])
            folders = (*CATALOG.glob(f"datasets/{package['name']}"), *CATALOG.glob(f"datasets/*/{package['name']}"))
            sources = [folder / inside for folder in folders if (folder / inside).is_file()]
            if [source.read_bytes() for source in sources] != [content]:
                yield f"{resource['url']}: not the bytes of its source"


def asked(client: ckanapi.RemoteCKAN, site: Path, names: list[str], packages: list[Package]) -> Iterator[str]:
    """Every action that the guide names, and every file that is told of."""
    search = client.action.package_search(q="anything", rows=1)
    if search["count"] != len(names) or search["results"] != packages:
        yield "package_search: other packages than the harvester's"
    yield from (wrong for package in search["results"] for wrong in files_of(package, site, client.address))
    if names != [package["name"] for package in packages]:
        yield "package_list: other names than the harvester's"
    for action, of in (("organization_list", "organization"), ("group_list", "groups"), ("tag_list", "tags")):
        listed = set(getattr(client.action, action)())
        used = {each["name"] for p in packages for each in (p[of] if isinstance(p[of], list) else [p[of]])}
        if not used <= listed:
            yield f"{action}: lacks {sorted(used - listed)[:3]}"
    licenses = {each["id"] for each in client.action.license_list()}
    yield from (f"{p['name']}: license {p['license_id']}" for p in packages if p["license_id"] not in licenses)
    if not client.action.site_read() or not client.action.status_show()["ckan_version"]:
        yield "status_show or site_read"


def not_harvested(shown: Package, packages: list[Package]) -> Iterator[str]:
    """An active package is what a harvester reads; a deleted one, of a withdrawn dataset, is to be read by none."""
    found = [package for package in packages if package["id"] == shown["id"]]
    if found != ([shown] if shown["state"] == "active" else []):
        yield f"{shown['name']}: {shown['state']}, but harvested otherwise"


def broken_rules(package: Package) -> Iterator[str]:
    rules: list[tuple[Callable[..., Any], str]] = [(validators.name_validator, package["name"])]
    for tag in package["tags"]:
        # The Thai catalog's extension takes all Thai signs; to CKAN alone a vowel above its consonant is no letter.
        name = re.sub("[\u0e00-\u0e7f]", "ก", tag["name"])
        rules += [(validators.tag_name_validator, name), (validators.tag_length_validator, name)]
    for rule, value in rules:
        try:
            rule(value, {})
        except Invalid as error:
            yield f"{package['name']}: {value!r}: {error}"


def refused(site: Path) -> str:
    """ckanapi must not take an answer that does not say it was a success."""

    def fail(answer: Package) -> None:
        answer["success"] = False
        answer["error"] = {"__type": "Not Found Error", "message": "none"}

    with changed(site, fail) as address:
        try:
            ckanapi.RemoteCKAN(address, get_only=True).action.package_search()
        except ckanapi.errors.CKANAPIError as error:
            return f"no success ({type(error).__name__})"
        except ckanapi.NotFound:
            return "no success (NotFound)"
    return ""


def without(site: Path, change: Callable[[Package], object]) -> str:
    """What the harvester says of an answer that lacks the id of a package."""
    with changed(site, change) as address:
        try:
            found = harvested(address)
        except Exception as error:
            return f"no id ({type(error).__name__})"
    return "" if all("id" in package for package in found) else "no id"


@contextmanager
def changed(site: Path, change: Callable[[Package], object]) -> Iterator[str]:
    """A site of one answer, changed, at both addresses."""
    answer = json.loads(site.joinpath(SEARCH).read_text("ascii"))
    change(answer)
    with tempfile.TemporaryDirectory() as folder:
        for path in (SEARCH, SEARCH.replace("/3/", "/")):
            file = Path(folder, path)
            file.parent.mkdir(parents=True)
            file.write_text(json.dumps(answer), "ascii")
        with served(Path(folder)) as address:
            yield address


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    tell(check)
