"""DCAT-US 1.1 (https://resources.data.gov/resources/dcat-us/): a `data.json`, or the address of one.

In come datasets as offices of the United States and portals describe them, out go drafts. It must not know what a check
would say of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator import codelists
from generator.importing import files, foreign
from generator.importing.drafts import Asset, Desk, Draft, Party, Refused, Terms, reasons
from generator.importing.importer import Entry, Importer, document_at

READ: Final = frozenset(
    (
        *("@type", "title", "identifier", "description", "keyword", "modified", "issued", "publisher", "contactPoint"),
        *("accessLevel", "rights", "license", "landingPage", "language", "accrualPeriodicity", "temporal", "spatial"),
        *("theme", "distribution"),
    )
)
CLOSED: Final = ("restricted public", "non-public")


def entries(source: str, desk: Desk) -> Iterator[Entry]:
    document = document_at(source, desk)
    datasets = document if isinstance(document, list) else foreign.mapping(document).get("dataset", [document])
    for number, dataset in enumerate(datasets if isinstance(datasets, list) else [datasets], start=1):
        said = foreign.mapping(dataset)
        label = foreign.line(said.get("title")) or foreign.line(said.get("identifier")) or f"dataset[{number - 1}]"
        yield Entry(label=label, document=dataset)


def draft(entry: Entry, desk: Desk) -> Draft:
    dataset = foreign.kept(foreign.mapping(entry.document))
    title = desk.words(foreign.line(dataset.get("title")))
    if not title:
        raise Refused("no_title" if dataset else "no_mapping")
    found = Draft(label=entry.label, values={"title": title})
    if not isinstance(dataset["title"], str):
        found.note("title_number", title=entry.label)
    _describe(dataset, found, desk)
    _credit(dataset, found, desk)
    for distribution in foreign.mappings(dataset.get("distribution")):
        asset = _asset(foreign.kept(distribution), found, desk)
        if asset is not None:
            found.assets.append(asset)
    page = foreign.url(dataset.get("landingPage"))
    if not found.assets and page:
        found.note("landing_page", url=page)
        found.assets.append(Asset(values={"title": title, "url": page, "format": "html"}))
    if not found.assets and found.values["governance_category"] == "public":
        raise Refused("no_data", reasons=reasons(found, desk))
    unread = [key for key in dataset if key not in READ]
    if unread:
        found.note("unread", keys=", ".join(unread))
    return found


def _describe(dataset: Mapping[str, Any], found: Draft, desk: Desk) -> None:
    found.say("description", desk.words(foreign.untagged(foreign.text(dataset.get("description")))))
    keywords: dict[str, list[str]] = {}
    for each in foreign.lines(dataset.get("keyword")):
        keywords.setdefault(next(iter(desk.words(each))), []).append(each)
    found.say("keywords", keywords)
    found.say("modified", foreign.day(dataset.get("modified")))
    found.say("created", foreign.day(dataset.get("issued")))
    found.say("homepage", foreign.url(dataset.get("landingPage")))
    access = foreign.line(dataset.get("accessLevel")).lower()
    found.say("governance_category", "internal" if access in CLOSED else "public")
    if access in CLOSED:
        found.note("access_closed", level=access)
    found.say("access_condition", desk.words(foreign.text(dataset.get("rights"))))
    found.say("update_frequency", _frequency(foreign.line(dataset.get("accrualPeriodicity"))))
    start, _, end = foreign.line(dataset.get("temporal")).partition("/")
    covered = {"start": foreign.period(start[:10]), "end": foreign.period(end[:10])}
    found.say("temporal_coverage", covered if all(covered.values()) else {})
    found.say("languages", [code for each in foreign.lines(dataset.get("language")) if (code := _language(each))])
    _cover(dataset.get("spatial"), found)


def _cover(spatial: object, found: Draft) -> None:
    """The level of areas, where a label of ours says it; other places have no key here."""
    written = foreign.line(spatial)
    for entry in codelists.code_list("geo_coverage"):
        if written and written in entry.label.by_language.values():
            found.say("geo_coverage", entry.id)
            return
    if spatial:
        found.note("unread", keys=f"spatial: {written[:80] or type(spatial).__name__}")


def _frequency(written: str) -> dict[str, object]:
    """R/P1Y is once a year."""
    lasting = written.upper().removeprefix("R/")
    units = codelists.code_list("frequency_unit")
    unit = next((entry.id for entry in units if lasting and entry.more.get("iso8601") == lasting), "")
    return {"unit": unit, "interval": 1} if unit else {}


def _language(written: str) -> str:
    """en-US is en."""
    code = written.replace("_", "-").partition("-")[0].lower()
    return code if any(entry.id == code for entry in codelists.code_list("data_language")) else ""


def _credit(dataset: Mapping[str, Any], found: Draft, desk: Desk) -> None:
    publisher = foreign.line(foreign.mapping(dataset.get("publisher")).get("name"))
    if publisher:
        found.publisher = Party(title=desk.words(publisher))
    found.themes = [Party(title=desk.words(theme)) for theme in foreign.lines(dataset.get("theme"))]
    license_ = foreign.line(dataset.get("license"))
    if license_:
        url = foreign.url(license_)
        found.license = Terms(url=url, name="" if url else license_)
    contact = foreign.mapping(dataset.get("contactPoint"))
    name, email = desk.words(foreign.line(contact.get("fn"))), foreign.email(contact.get("hasEmail"))
    if name and email:
        found.say("contact", {"name": name, "email": email})
    elif name:
        found.note("contact_unreachable", name=foreign.line(contact.get("fn")))


def _asset(distribution: Mapping[str, Any], found: Draft, desk: Desk) -> Asset | None:
    url = foreign.text(distribution.get("downloadURL") or distribution.get("accessURL"))
    form = files.format_of(distribution.get("format"), url, distribution.get("mediaType"))
    values = foreign.kept(
        {
            "title": desk.words(foreign.line(distribution.get("title"))) or found.values["title"],
            "description": desk.words(foreign.untagged(foreign.text(distribution.get("description")))),
            "format": form,
        }
    )
    return files.remote(values, url, desk, found, desk.downloads)


IMPORTER: Final = Importer("dcat-us", entries, draft)
