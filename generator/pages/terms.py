"""Under which terms data can be had: the license, the reason for a missing file, and whom to ask.

In come a dataset and its license, out go views. It must not know the rest of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.dates import moment
from generator.model import Contact, Dataset, License
from generator.pages.writer import Prose, Said, Writer

PUBLIC: Final = "public"
FLAGS: Final = ("commercial", "derivatives")


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseView:
    title: Said
    text: Prose
    note: Said | None
    url: str | None
    is_open: bool
    allows: tuple[tuple[str, bool, str], ...]  # what, whether, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView:
    """Why there is no open file, who holds the data and how to ask."""

    why: tuple[str, ...]
    condition: Prose | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    name: Said
    email: str | None
    url: str | None


def license_view(writer: Writer, dataset: Dataset, license_: License) -> LicenseView:
    """What the license allows, in plain words."""
    flags = tuple(
        (
            writer.word(f"license.{name}"),
            bool(getattr(license_, name)),
            writer.word("license.granted" if getattr(license_, name) else "license.not_granted"),
        )
        for name in FLAGS
    )
    credit = writer.word("license.must" if license_.attribution else "license.need_not")
    return LicenseView(
        title=writer.said(license_.title),
        text=writer.prose(license_.description),
        note=None if dataset.license_note is None else writer.said(dataset.license_note),
        url=license_.url,
        is_open=license_.open,
        allows=(*flags, (writer.word("license.attribution"), True, credit)),
    )


def access_view(writer: Writer, dataset: Dataset) -> AccessView | None:
    """Of a dataset that has no resource; None for others."""
    if dataset.resources:
        return None
    why = []
    if dataset.awaited or (dataset.planned and dataset.release_at):
        at = min((one.at for one in dataset.awaited), default=dataset.release_at or "", key=moment)
        why.append(writer.word("access.held_back", at=writer.moment(at)))
    elif dataset.planned:
        due = dataset.release_date
        why.append(
            writer.word("access.planned") if due is None else writer.word("access.planned_for", date=writer.day(due))
        )
    if dataset.governance_category != PUBLIC:
        category = writer.label("governance_category", dataset.governance_category)
        why.append(writer.word("access.not_public", category=category))
    return AccessView(
        why=tuple(why) or (writer.word("access.no_file"),),
        condition=None if dataset.access_condition is None else writer.prose(dataset.access_condition),
    )


def contact_view(writer: Writer, contact: Contact) -> ContactView:
    return ContactView(name=writer.said(contact.name), email=contact.email, url=contact.url)
