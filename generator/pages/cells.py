"""One value of a table as people read it: codes by their names, years in the page's era, numbers with separators.

In come a field and the normalised text of a value; out goes a `Cell`. It must not know in which table it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from generator import locales
from generator.model import Area, Field, Unit
from generator.pages.shapes import shape_words
from generator.pages.writer import Said, Writer
from generator.values import BUDDHIST, NUMBER_TYPES

SHAPES: Final = ("geojson", "object")  # types that may hold a shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`extra` stands small behind the text: the code of an area, the same year in the other era."""

    text: str
    lang: str | None = None
    extra: str = ""
    href: str | None = None
    time: str | None = None
    is_number: bool = False
    is_missing: bool = False


def cell(writer: Writer, field: Field, value: str | None) -> Cell:
    """The value as a table of this page shows it. `value` is normalised: times ISO 8601 and Common Era."""
    if value is None:
        return Cell(text=writer.word("page.no_value"), is_missing=True)
    said = _label(writer, field, value)
    if said is not None:
        return Cell(text=said.text, lang=said.lang, extra=value if field.codes else "")
    if field.type in NUMBER_TYPES:
        return Cell(text=writer.number(value), is_number=True)
    if field.type in ("year", "yearmonth", "date"):
        return _moment(writer, field, value)
    if field.type == "boolean" and value in ("true", "false"):
        return Cell(text=writer.word(f"page.{value}"))
    if field.type in SHAPES:
        return Cell(text=shape_words(writer, value) or value)
    host = _host(value) if field.format == "uri" and not value.endswith("…") else None  # not where it was cut
    return Cell(text=value) if host is None else Cell(text=host, href=value)


def label(writer: Writer, field: Field, value: str) -> str:
    """The value in a sentence: without what stands small beside it in a table."""
    return cell(writer, field, value).text


def area_title(writer: Writer, code: str) -> Said:
    area: Area | None = writer.catalog.areas.get(code)
    return Said(text=code) if area is None else writer.said(area.title)


def unit_words(writer: Writer, name: str | None) -> str:
    """The short form of a unit, or its title; a name that no registry holds stands as it is."""
    if name is None:
        return ""
    unit: Unit | None = writer.catalog.units.get(name)
    if unit is None:
        return name
    return (unit.symbol or unit.title).text(writer.language)


def _label(writer: Writer, field: Field, value: str) -> Said | None:
    if field.codes and value in writer.catalog.areas:
        return area_title(writer, value)
    text = next((c.label for c in field.categories if c.value == value), None)
    return None if text is None else writer.said(text)


def _moment(writer: Writer, field: Field, value: str) -> Cell:
    """Years in the page's era; the other era beside it wherever the source or the page counts by the Buddhist one."""
    try:
        common = int(value[:4])
    except ValueError:
        return Cell(text=value)
    if value[0] == "-" or not 1 <= common <= 9999:
        return Cell(text=value)
    both = field.calendar == BUDDHIST or locales.year(common, writer.language, era=False) != str(common)
    extra = locales.other_year(common, writer.language) if both else ""
    if field.type == "date":
        try:
            text = locales.date_short(date.fromisoformat(value), writer.language)
        except ValueError:
            text = value
    elif field.type == "yearmonth":
        text = locales.period(value, writer.language)
    else:
        text = locales.year(common, writer.language, era=False)
    return Cell(text=text, extra=extra, time=value)


def _host(value: str) -> str | None:
    """The host of a web address, None for anything else."""
    try:
        parts = urlsplit(value)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
