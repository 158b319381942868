"""Cells as people write them, and how data write the same: spaces, Thai digits, thousands, percent, months, eras.

In comes the text of one cell, out goes its plain form, or None where it is not of that kind. It must not know columns.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from generator import locales, periods
from generator.dates import BUDDHIST_YEARS, THAI_DIGITS
from generator.values import BUDDHIST, BUDDHIST_OFFSET

REMEMBERED: Final = 16_384
MARKS: Final = frozenset(
    ("-", "--", "–", "—", "..", "...", "…", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "ไม่มีข้อมูล", "ไม่ปรากฏ")
)
"""What people write where there is no value, in small letters."""

TRUE: Final = {"true": "true", "yes": "true", "ใช่": "true", "false": "false", "no": "false", "ไม่ใช่": "false"}
MOST_DIGITS: Final = 15  # of a number; longer ones are codes, which no program may round
_HIDDEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_NUMBER: Final = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)
_LOCAL_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_NAMED_DAY: Final = re.compile(r"(\d{1,2}) ([^\W\d_][^\d\s]*) (?:พ\.ศ\. ?)?(\d{4})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: its kind as `periods` has it, its text in the Common Era, and whether it was written in the Buddhist."""

    kind: str
    text: str
    is_buddhist: bool


def clean(text: str) -> str:
    """Without spaces at the ends, doubled ones, invisible characters, and a SARA AM in two parts."""
    plain = _HIDDEN.sub("", text).replace("\u0e4d\u0e32", "\u0e33")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def is_blank(cell: str | None) -> bool:
    return cell is None or not clean(cell)


def is_missing(text: str) -> bool:
    return text.casefold() in MARKS


def is_number(text: str) -> bool:
    return number(text) is not None


@lru_cache(maxsize=REMEMBERED)
def number(text: str) -> str | None:
    """Digits with a point: 1,234.50, ๑๒ and 45% without their signs. None for codes such as 0012 or 3100600123456."""
    western = text.translate(THAI_DIGITS).removesuffix("%").strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(western):
        return None
    plain = western.replace(",", "").lstrip("+")
    digits = plain.lstrip("-").partition(".")[0]
    if (digits[0] == "0" and len(digits) > 1) or len(digits) > MOST_DIGITS:
        return None
    return f"{Decimal(plain):f}" if "e" in plain.lower() else plain


def boolean(text: str) -> str | None:
    return TRUE.get(text.casefold())


@lru_cache(maxsize=REMEMBERED)
def moment(text: str, *, month_first: bool = False) -> Moment | None:
    """A year, month, day, quarter, half or span: ปี 2567, ม.ค. 2567, 31/12/2567, 1 มกราคม 2567, 2567/Q1, 2562/63."""
    western = text.translate(THAI_DIGITS)
    meant = _day(western, month_first=month_first) or western
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", meant)]
    is_buddhist = any(year in BUDDHIST_YEARS for year in years)
    found = periods.read(meant, BUDDHIST if is_buddhist else "gregorian")
    if found is None or found.kind == periods.EDITION or not 1500 <= found.year <= 2200:
        return None
    return Moment(found.kind, found.text, is_buddhist)


def buddhist(text: str) -> str:
    """A time of the Common Era with its years counted in the Buddhist one."""
    return re.sub(r"(?<!\d)\d{4}(?!\d)", lambda found: str(int(found[0]) + BUDDHIST_OFFSET), text)


def _day(text: str, *, month_first: bool) -> str | None:
    """31/12/2567 and 31 ธันวาคม 2567 as 2567-12-31."""
    if named := _NAMED_DAY.fullmatch(text):
        day, month, year = int(named[1]), locales.month_numbers().get(named[2].casefold(), 0), int(named[3])
    elif local := _LOCAL_DAY.fullmatch(text):
        day, month, year = int(local[1]), int(local[2]), int(local[3])
        if month_first:
            day, month = month, day
    else:
        return None
    try:
        date(year - (BUDDHIST_OFFSET if year in BUDDHIST_YEARS else 0), month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
