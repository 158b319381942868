"""What a catalog writes once and refers to by name: organizations, themes, licenses, units, areas, codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.model.texts import Keywords, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers questions: a unit or a group, reached by e-mail or by a page."""

    name: Text
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    name: str
    title: Text
    abbreviation: Text | None = None
    description: Text | None = None
    url: str | None = None
    parent: str | None = None
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    name: str
    title: Text
    description: Text
    icon: str | None = None
    eu: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """`gdc` is the value that the Thai catalog stores; the four flags say what the license allows."""

    name: str
    title: Text
    description: Text
    url: str | None = None
    spdx: str | None = None
    gdc: str
    eu: str | None = None
    open: bool
    attribution: bool
    commercial: bool
    derivatives: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """`minimum` and `maximum` bound every value in the unit; None where nothing does."""

    name: str
    title: Text
    symbol: Text | None = None
    description: Text | None = None
    qudt: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place with a code: ISO 3166-1 alpha-3 for countries, ISO 3166-2 for provinces."""

    name: str
    title: Text
    kind: str
    within: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """Words and phrases, of any language, that search treats alike."""

    name: str
    words: Keywords


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """One value of a code list: `id` is what YAML writes, `label` what pages show; `more` holds its addresses."""

    id: str
    label: Text
    more: Mapping[str, object] = field(default_factory=dict)
