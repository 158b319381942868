"""Labels of columns: from จำนวนผู้ใช้ (คน) to a title in each language that is known, a unit, and a name for the field.

In come labels and the units of a catalog, out go `Label`s. Titles that tables share stand in `labels.yml`. It must not
know what stands below a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from generator.contributing.written import clean
from generator.locales import RULES
from generator.model import Unit

LONGEST_NAME: Final = 40
_BRACKETS: Final = re.compile(
    r"\s*[(\[]\s*(?:หน่วย(?:นับ)?\s*[:：]?\s*|unit\s*:\s*)?([^()\[\]]*)[)\]]\s*$", re.IGNORECASE
)
_UNIT_LINE: Final = re.compile(r"[(\[]?\s*(?:หน่วย(?:นับ)?|units?)\s*[:：]\s*([^()\[\]]+?)\s*[)\]]?", re.IGNORECASE)
_SHARE: Final = re.compile(r"ร้อยละ|%|per ?cent(?:age)?\b(?! points?\b)", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*(?:[/|\n]|\s-\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """`titles` by language, as far as they are known; `name` is empty where none of them gives one."""

    written: str
    titles: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    unit: str = ""
    is_year: bool = False
    has_unit: bool = False


def read_label(written: str, languages: Sequence[str], units: Mapping[str, Unit]) -> Label:
    bare = _BRACKETS.sub("", written)
    unit_text = found[1] if (found := _BRACKETS.search(written)) and bare else ""
    unit = unit_named(unit_text, units)
    if not unit_text and _SHARE.match(bare):
        unit = unit_named(bare, units) or unit_named("%", units)
    known = _known().get(bare.casefold())
    if known is not None:
        titles = {language: _capital(known[language][0]) for language in languages if language in known}
        titles |= {language_of(bare, languages): _capital(bare if unit or not unit_text else written)}
        return Label(
            written=written,
            titles=titles,
            name=str(known["name"]),
            unit=unit or ("percent" if known["name"] == "percent" and "percent" in units else ""),
            is_year=bool(known.get("year")),
            has_unit=bool(unit_text),
        )
    whole = bare if unit and unit_text else written
    titles = _titles(whole, languages)
    return Label(written=written, titles=titles, name=name_of(titles), unit=unit, has_unit=bool(unit_text))


def unit_named(text: str, units: Mapping[str, Unit]) -> str:
    """The name of the unit of that title or symbol, empty where there is none."""
    folded = clean(text).casefold()
    for name, unit in units.items():
        symbols = unit.symbol.by_language.values() if unit.symbol else ()
        if folded and folded in {name, *(t.casefold() for t in (*unit.title.by_language.values(), *symbols))}:
            return name
    return ""


def unit_of_titles(titles: Iterable[str], units: Mapping[str, Unit]) -> str:
    """The unit that a line above the table names for all of it: (หน่วย: ล้านบาท)."""
    lines = (_UNIT_LINE.fullmatch(title) for title in titles)
    return next((unit for line in lines if line and (unit := unit_named(line[1], units))), "")


def is_unit_line(title: str) -> bool:
    return _UNIT_LINE.fullmatch(title) is not None


def language_of(text: str, languages: Sequence[str]) -> str:
    """The language of the catalog in whose script the text is written; the first that shares its Latin letters."""
    letters = [c for c in text if c.isalpha()]
    for language in sorted(languages, key=lambda code: code not in RULES or RULES[code].script[0] == "\u0000"):
        first, behind = RULES[language].script if language in RULES else ("\u0000", "\u024f")
        if any(first <= c < behind for c in letters):
            return language
    return languages[0]


def name_of(titles: Mapping[str, str]) -> str:
    """A field's name from a title in Latin letters: Internet users → internet_users."""
    for title in titles.values():
        if title.isascii():
            slug = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:LONGEST_NAME].rstrip("_")
            if slug and not slug.isdecimal():
                return slug
            if slug:
                return f"y{slug}"
    return ""


def _titles(text: str, languages: Sequence[str]) -> dict[str, str]:
    """จังหวัด/Province is a title in two languages."""
    parts = [part for part in _PARTS.split(text) if part]
    by_language = {language_of(part, languages): part for part in parts}
    if len(parts) > 1 and len(by_language) == len(parts):
        return {language: _capital(part) for language, part in by_language.items()}
    if not text or text.isdecimal():
        return dict.fromkeys(languages, text) if text else {}
    return {language_of(text, languages): _capital(text.replace("_", " ") if text.isascii() else text)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _known() -> Mapping[str, Mapping[str, Any]]:
    """The entries of `labels.yml` by each of their spellings; of two with one spelling the first."""
    text = files("generator.contributing").joinpath("labels.yml").read_text("utf-8")
    found: dict[str, Mapping[str, Any]] = {}
    for entry in yaml.load(text, Loader=yaml.CSafeLoader):
        for spelling in (entry["name"], *(text for code in RULES for text in entry.get(code, ()))):
            found.setdefault(spelling.casefold(), entry)
    return found
