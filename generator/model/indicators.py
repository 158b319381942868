"""Indicators as a dataset's descriptor declares them: what is followed over time, where, and against what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Rows of a table: those whose `field` holds `value`, as the file writes it."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A field that breaks an indicator down (sex, age, region …). `total` is its value for the whole; None where an
    empty cell stands for it. `adds_up` says that the values of its categories make the whole's."""

    field: str
    total: str | None = None
    adds_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A value to be reached at a time; `time` as `periods` reads it, Common Era."""

    time: str
    value: Decimal
    title: Text | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """From `time` on values do not compare with earlier ones; `note` says why."""

    time: str
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure followed over time, read from one field of a resource of its dataset.

    `time` names one field or several that together tell the time (year, quarter); `where` picks rows of a long table;
    `ranked` names the field that says how many were ranked. `focus` is the area whose figure leads, `peers` areas or
    groups of areas shown beside it. `precision` counts the digits behind the decimal point that readers are shown.
    """

    name: str
    title: Text
    definition: Text
    kind: str
    direction: str
    resource: str
    value: str
    time: tuple[str, ...]
    area: str | None = None
    where: tuple[Selection, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    unit: str | None = None
    flags: str | None = None
    notes: str | None = None
    ranked: str | None = None
    focus: str | None = None
    peers: tuple[str, ...] = ()
    precision: int | None = None
    targets: tuple[Target, ...] = ()
    breaks: tuple[Break, ...] = ()
    method: Text | None = None
    related: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    line: int | None = None
