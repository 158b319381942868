"""A table as a dataset's page shows it: its first rows, the dictionary of its fields, and what their values look like.

In come a resource and its profile; out goes a `TableView`. It must not know the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from generator import locales, markdown
from generator.amounts import first_digits
from generator.model import Constraints, Field, FieldProfile, Resource, Schema, TableProfile
from generator.pages import drawings
from generator.pages.cells import Cell, cell, label, unit_words
from generator.pages.writer import Prose, Said, Writer
from generator.values import NUMBER_TYPES, TIME_TYPES

MOST_TOP: Final = 3
DIGITS_TOLD: Final = 6
GLANCE: Final = 3  # rows and fields of the corner that the first screen shows
LONGEST_GLANCE: Final = 32
LONGEST_CELL: Final = 110  # characters of a text that a preview shows; the files have it all
IDENTIFIER: Final = re.compile(r"[A-Za-z0-9._/-]+")
MOST_LISTED: Final = 40  # categories that the dictionary lists before it counts the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """`rules` are sentences; `categories` pairs of code and label."""

    name: str
    title: Said
    type: str
    unit: str
    description: Prose | None
    rules: tuple[str, ...]
    personal_data: Said | None
    categories: tuple[tuple[str, Said], ...]
    more_categories: str
    is_number: bool
    is_part_of_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """What was seen of one field. `top` pairs values with how often they occur; `bars` is the path of a histogram."""

    title: Said
    values: str
    missing: str
    distinct: str
    bounds: tuple[tuple[str, Cell], ...]
    top: tuple[tuple[Cell, str], ...]
    bars: str
    bars_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    name: str
    title: Said
    description: Prose | None
    size: str
    fields: tuple[FieldView, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: str
    profiles: tuple[ProfileView, ...]


def table_view(
    writer: Writer, resource: Resource, schema: Schema, profile: TableProfile | None, most_rows: int
) -> TableView:
    """One table with at most so many rows. Without a profile (a remote one) it has a dictionary only."""
    fields = schema.fields
    preview = () if profile is None else profile.preview[:most_rows]
    rows = 0 if profile is None else profile.rows
    return TableView(
        name=resource.name,
        title=writer.said(resource.title),
        description=None if resource.description is None else writer.prose(resource.description, heading=4),
        size="" if profile is None else _size(writer, rows, len(fields)),
        fields=tuple(_field_view(writer, f, schema) for f in fields),
        rows=tuple(
            tuple(_cut(writer, cell(writer, f, v)) for f, v in zip(fields, row, strict=False)) for row in preview
        ),
        shown=_shown(writer, len(preview), rows),
        profiles=()
        if profile is None
        else tuple(_profile_view(writer, f, p) for f, p in zip(fields, profile.fields, strict=False)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceView:
    """A corner of a table, small enough for the first screen of a phone."""

    caption: str
    titles: tuple[Said, ...]
    rows: tuple[tuple[Cell, ...], ...]


def glance_view(writer: Writer, tables: Iterable[TableView]) -> GlanceView | None:
    """The first rows of the first table that has any, of the fields that say most."""
    table = next((t for t in tables if t.rows), None)
    if table is None:
        return None
    rows = table.rows[:GLANCE]
    shown = _telling(writer, table, rows)
    return GlanceView(
        caption=writer.word("table.preview", title=table.title.text),
        titles=tuple(table.fields[n].title for n in shown),
        rows=tuple(
            tuple(replace(row[n], text=markdown.shortened(row[n].text, LONGEST_GLANCE)) for n in shown) for row in rows
        ),
    )


def _telling(writer: Writer, table: TableView, rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    """Places of the fields that say most: words and numbers of this page's language that differ from row to row.

    Behind them stand those that repeat another column, identifiers, addresses and words of other languages. A part of
    the key counts also where it is the same in these rows: a figure of one province must not look like the country's.
    """
    seen: set[tuple[str, ...]] = set()
    ranked = []
    for place, field in enumerate(table.fields):
        texts = tuple(row[place].text for row in rows)
        plain = [c for c in (row[place] for row in rows) if not (c.is_number or c.time or c.extra)]
        is_named = field.categories or field.is_part_of_key
        faults = (
            4 * all(row[place].is_missing for row in rows),
            3 * (texts in seen),
            3 * any(row[place].href for row in rows),
            2 * (bool(plain) and all(IDENTIFIER.fullmatch(c.text) for c in plain) and not is_named),
            2 * (bool(plain) and not any(locales.is_own_script(c.text, writer.language) for c in plain)),
            len(set(texts)) == 1 and len(rows) > 1 and not field.is_part_of_key,
        )
        seen.add(texts)
        ranked.append((sum(faults), not field.is_part_of_key, place))
    return sorted(place for *_, place in sorted(ranked)[:GLANCE])


def _cut(writer: Writer, shown: Cell) -> Cell:
    """A long text by its first words and its length, so that no row is taller than a screen."""
    if len(shown.text) <= LONGEST_CELL or shown.href:
        return shown
    text = markdown.shortened(shown.text, LONGEST_CELL)
    return replace(shown, text=writer.word("table.cut", text=text, count=writer.number(len(shown.text))))


def _size(writer: Writer, rows: int, fields: int) -> str:
    return f"{writer.counted('count.rows', rows)} × {writer.counted('count.fields', fields)}"


def _shown(writer: Writer, shown: int, rows: int) -> str:
    if rows == 0:
        return writer.word("table.empty")
    if shown >= rows:
        return writer.counted("table.all_rows", rows)
    return writer.word("table.first_rows", shown=writer.number(shown), rows=writer.number(rows))


def _field_view(writer: Writer, field: Field, schema: Schema) -> FieldView:
    listed = field.categories[:MOST_LISTED]
    rest = len(field.categories) - len(listed)
    return FieldView(
        name=field.name,
        title=writer.said(field.title),
        type=writer.word(f"type.{field.type}"),
        unit=unit_words(writer, field.unit),
        description=None if field.description is None else writer.prose(field.description, heading=5),
        rules=tuple(_rules(writer, field, schema)),
        personal_data=None if field.personal_data is None else writer.said(field.personal_data),
        categories=tuple((c.value, writer.said(c.label)) for c in listed),
        more_categories=writer.counted("table.more_categories", rest) if rest else "",
        is_number=field.type in NUMBER_TYPES and not field.codes and not field.categories,
        is_part_of_key=len(schema.primaryKey) > 1 and field.name in schema.primaryKey,
    )


def _rules(writer: Writer, field: Field, schema: Schema) -> list[str]:
    """What every value of the field keeps to, one sentence a rule."""
    limits = field.constraints
    rules = []
    if field.name in schema.primaryKey:
        rules.append(writer.word("rule.key" if len(schema.primaryKey) == 1 else "rule.part_of_key"))
    elif limits.required:
        rules.append(writer.word("rule.required"))
    if limits.unique:
        rules.append(writer.word("rule.unique"))
    rules += _bounds(writer, field, limits)
    if limits.pattern is not None:
        rules.append(writer.word("rule.pattern", pattern=limits.pattern))
    if limits.enum:
        rules.append(writer.word("rule.enum", values=", ".join(str(v) for v in limits.enum)))
    if field.codes:
        rules.append(writer.word(f"rule.codes_{field.codes}"))
    if field.calendar != "gregorian":
        is_kept = field.type == "string"  # 2562/63 stays as it is written
        rules.append(writer.word("rule.calendar_kept" if is_kept else f"rule.calendar_{field.calendar}"))
    return rules


def _bounds(writer: Writer, field: Field, limits: Constraints) -> list[str]:
    signs = (
        ("≥", limits.minimum),
        (">", limits.exclusiveMinimum),
        ("≤", limits.maximum),
        ("<", limits.exclusiveMaximum),
    )
    rules = [f"{sign} {label(writer, field, str(bound))}" for sign, bound in signs if bound is not None]
    if limits.minLength is not None or limits.maxLength is not None:
        low, high = limits.minLength or 0, limits.maxLength
        rules.append(writer.word("rule.length", low=low, high="∞" if high is None else high))
    return rules


def _profile_view(writer: Writer, field: Field, seen: FieldProfile) -> ProfileView:
    total = seen.values + seen.missing
    share = f" ({locales.percent(seen.missing, total, writer.language)})" if seen.missing else ""
    distinct = writer.number(seen.distinct)
    is_time = field.type in TIME_TYPES
    low, high = ("earliest", "latest") if is_time else ("minimum", "maximum")
    bounds = ((low, seen.minimum), ("median", seen.median), (high, seen.maximum))
    # Of fewer values than bars a drawing would show gaps that are none.
    bars = () if is_time or seen.distinct < len(seen.distribution) else seen.distribution
    return ProfileView(
        title=writer.said(field.title),
        values=writer.number(seen.values),
        missing=f"{writer.number(seen.missing)}{share}",
        distinct=distinct if seen.distinct_is_exact else writer.word("profile.at_least", count=distinct),
        bounds=tuple(
            (writer.word(f"profile.{name}"), cell(writer, field, _told(field, v)))
            for name, v in bounds
            if v is not None
        ),
        top=tuple(
            (replace(cell(writer, field, c.value), href=None), writer.number(c.count)) for c in seen.top[:MOST_TOP]
        ),
        bars=drawings.bars(bars),
        bars_words=_bars_words(writer, field, seen) if bars else "",
    )


def _told(field: Field, value: str) -> str:
    """A bound as people read it: of a measurement the first digits say enough."""
    number = Decimal(value) if field.type == "number" else Decimal("NaN")
    if not number.is_finite() or len(number.as_tuple().digits) <= DIGITS_TOLD or number == number.to_integral_value():
        return value
    return f"{first_digits(number, DIGITS_TOLD):f}"


def _bars_words(writer: Writer, field: Field, seen: FieldProfile) -> str:
    if not any(seen.distribution) or seen.minimum is None or seen.maximum is None:
        return ""
    return writer.word(
        "profile.distribution",
        bins=len(seen.distribution),
        minimum=label(writer, field, seen.minimum),
        maximum=label(writer, field, seen.maximum),
        counts=", ".join(writer.number(c) for c in seen.distribution),
    )
