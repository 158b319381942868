"""The 14 core fields of the Thai Government Data Catalog standard (metadata 2.2.4), with its own labels.

In comes a dataset, out go pairs of a label and its value as text. It must not know how the rest of the page says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model import Contact, Dataset
from generator.pages.writer import Said, Writer

SECTIONS: Final = {"tag_string": "keywords", "notes": "about", "data_source": "sources"}  # of the dataset's page


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreField:
    """`key` is the name in the Thai catalog's own records. What the page tells at length stands in a section of it."""

    key: str
    label: str
    values: tuple[Said, ...]
    section: str = ""


def core_fields(writer: Writer, dataset: Dataset) -> tuple[CoreField, ...]:
    """In the order of the standard's form."""
    organization = writer.catalog.organizations[dataset.organization]
    license_ = writer.catalog.licenses[dataset.license]
    values: tuple[tuple[str, tuple[Said, ...]], ...] = (
        ("data_type", _codes(writer, "data_type", (dataset.data_type,))),
        ("title", (writer.said(dataset.title),)),
        ("owner_org", (writer.said(organization.title),)),
        ("maintainer", (writer.said(dataset.contact.name),)),
        ("maintainer_email", (Said(text=_address(dataset.contact) or writer.word("page.no_value")),)),
        ("tag_string", (Said(text=writer.word("fact.keywords")),)),
        ("notes", (Said(text=writer.word("dataset.about")),)),
        ("objective", _codes(writer, "objective", dataset.objectives)),
        ("update_frequency_unit", (Said(text=frequency_words(writer, dataset)),)),
        ("geo_coverage", _codes(writer, "geo_coverage", (dataset.geo_coverage,))),
        ("data_source", (Said(text=writer.word("dataset.sources")),)),
        ("data_format", _codes(writer, "storage_format", dataset.storage_formats)),
        ("data_category", _codes(writer, "governance_category", (dataset.governance_category,))),
        ("license_id", (writer.said(license_.title), Said(text=license_.gdc))),
    )
    return tuple(
        CoreField(key=k, label=writer.word(f"core.{k}"), values=v, section=SECTIONS.get(k, "")) for k, v in values
    )


def frequency_words(writer: Writer, dataset: Dataset) -> str:
    """How often it changes: the unit's label, and how many times in each where that is not once."""
    frequency = dataset.update_frequency
    unit = writer.label("frequency_unit", frequency.unit)
    if frequency.interval is None or frequency.unit in ("unknown", "never", "other", "real-time"):
        return unit
    if frequency.interval == 1:
        return writer.word("frequency.once", unit=unit.lower())
    return writer.word("frequency.times", count=writer.number(frequency.interval), unit=unit.lower())


def _address(contact: Contact) -> str | None:
    return contact.email or contact.url


def _codes(writer: Writer, code_list: str, codes: tuple[str, ...]) -> tuple[Said, ...]:
    return tuple(Said(text=writer.label(code_list, code)) for code in codes)
