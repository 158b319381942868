"""Periods: a time as data write it, in one spelling, in its true order and in the words of each language.

In comes text (2567/Q3, 2562/63, WDCR 2025, มี.ค. 2567), out goes a `Period` of the Common Era, or None where the text
names no time. It must not know where a time stands, nor what is said of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from generator import locales
from generator.dates import BUDDHIST_YEARS, THAI_DIGITS
from generator.values import BUDDHIST, BUDDHIST_OFFSET
from generator.words import word

REMEMBERED: Final = 8_192
LONGEST: Final = 60  # characters of a label that can still be the name of an edition
MIDDLE: Final = 7  # the month in which a span of two years is taken to begin: between the one and the other

YEAR, HALF, QUARTER, MONTH, DAY = "year", "half", "quarter", "month", "day"
SPAN: Final = "span"  # from a year into the next one (school, crop, fiscal years), or over several
EDITION: Final = "edition"  # a name that holds its year


@dataclass(frozen=True, slots=True)
class Period:
    """`text` is the canonical spelling: 2025, 2024-H1, 2024-Q1, 2024-03, 2018-12-20, 2019/2020 or an edition's name.

    `kind` tells what compares with what; `months` is how long it lasts, None for a day. `year` is the one in which it
    begins; an edition's is that of its name.
    """

    text: str
    kind: str
    start: date
    months: int | None

    @property
    def year(self) -> int:
        return self.start.year


@lru_cache(maxsize=REMEMBERED)
def read(text: str, calendar: str = "gregorian") -> Period | None:
    """The period that a text names; years are of that calendar unless the text itself names the era.

    An edition keeps its name as it is written; its year tells by itself of which era it is.
    """
    if len(text) > LONGEST:
        return None
    plain = " ".join(text.translate(THAI_DIGITS).replace("–", "-").split())
    bare, calendar = _without_era(plain, calendar)
    offset = BUDDHIST_OFFSET if calendar == BUDDHIST else 0
    for shape, made in _SHAPES:
        found = shape.fullmatch(bare)
        period = (
            None if found is None else made({name: part for name, part in found.groupdict().items() if part}, offset)
        )
        if period is not None:
            return period
    return _edition(" ".join(text.split()), plain)


def order(canonical: str) -> tuple[int, int, str]:
    """Sorts periods by when they begin; of those that begin together the longer comes first. Other text comes last."""
    period = read(canonical)
    if period is None:
        return (date.max.toordinal(), 0, canonical)
    return (period.start.toordinal(), -(period.months or 0), period.text)


def is_buddhist(period: Period) -> bool:
    """Whether its year, taken for one of the Common Era, can only have been meant as one of the Buddhist era."""
    return period.kind != EDITION and period.year in BUDDHIST_YEARS


def common_era(period: Period) -> str:
    """Its text with the years counted 543 earlier: what was meant where `is_buddhist` holds."""
    counted = read(period.text, BUDDHIST)
    return period.text if counted is None else counted.text


def joined(parts: tuple[tuple[str, str], ...]) -> str:
    """The text of a time that stands in several fields, from their names and values: year 2024, quarter 2 → 2024 Q2."""
    texts = [f"{_SIGNS[name]}{value}" if name in _SIGNS and value.isdecimal() else value for name, value in parts]
    return " ".join(texts)


def words(canonical: str, language: str) -> str:
    """A period as a sentence names it, a year with its era: `พ.ศ. 2568`, `ไตรมาส 1 ปี 2567`, `first quarter of 2024`."""
    period = read(canonical)
    if period is None or period.kind == EDITION:
        return canonical
    if period.kind in (HALF, QUARTER):
        year = locales.year(period.year, language, era=False)
        return word(f"period.{period.kind}_{period.text[-1]}", language, year=year)
    if period.kind == SPAN:
        return _span_words(period.text, language, era=True)
    return locales.period(period.text, language)


@lru_cache(maxsize=REMEMBERED)
def short(canonical: str, language: str) -> str:
    """A period as an axis or a narrow column names it: `2568`, `Q1/2567`, `มี.ค. 2567`, `2562/63`."""
    period = read(canonical)
    if period is None or period.kind == EDITION:
        return canonical
    if period.kind in (HALF, QUARTER):
        year = locales.year(period.year, language, era=False)
        return word("period.short_part", language, part=period.text[-2:], year=year)
    if period.kind == SPAN:
        return _span_words(period.text, language, era=False)
    if period.kind == MONTH:
        return locales.month_short(period.start, language)
    if period.kind == DAY:
        return locales.date_short(period.start, language)
    return locales.year(period.year, language, era=False)


def _span_words(canonical: str, language: str, *, era: bool) -> str:
    """2562/63 where one year ends in the next, as in school years; 2561–2566 where it lasts over several."""
    first, last = (int(year) for year in canonical.split("/"))
    behind = locales.year(last, language, era=False)
    joint = f"/{behind[-2:]}" if last == first + 1 else f"–{behind}"
    return f"{locales.year(first, language, era=era)}{joint}"


def _without_era(text: str, calendar: str) -> tuple[str, str]:
    for sign, its_calendar in _ERAS:
        found = sign.search(text)
        if found is not None:
            return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()), its_calendar
    return text, calendar


Parts = dict[str, str]


def _year(parts: Parts, offset: int) -> Period | None:
    return _period(YEAR, int(parts["year"]) - offset, 1, 12, "{:04d}")


def _half(parts: Parts, offset: int) -> Period | None:
    part = int(parts["part"])
    return _period(HALF, int(parts["year"]) - offset, 6 * part - 5, 6, f"{{:04d}}-H{part}")


def _quarter(parts: Parts, offset: int) -> Period | None:
    part = int(parts["part"])
    return _period(QUARTER, int(parts["year"]) - offset, 3 * part - 2, 3, f"{{:04d}}-Q{part}")


def _month(parts: Parts, offset: int) -> Period | None:
    named = parts.get("name", "").casefold()
    month = locales.month_numbers().get(named, 0) if named else int(parts["part"])
    if not month:
        return None
    return _period(MONTH, int(parts["year"]) - offset, month, 1, f"{{:04d}}-{month:02d}")


def _day(parts: Parts, offset: int) -> Period | None:
    try:
        start = date(int(parts["year"]) - offset, int(parts["part"]), int(parts["day"]))
    except ValueError:
        return None
    return Period(start.isoformat(), DAY, start, None)


def _span(parts: Parts, offset: int) -> Period | None:
    """2562/63 and 2019/2020. Two digits count on within the century or into the next: 1999/00.

    2003/05 is no period: it may be May as well. 2011/12 is one year, since no month is written so elsewhere either.
    """
    first, last = int(parts["year"]), int(parts["last"])
    if len(parts["last"]) == 2:
        may_be_a_month = 1 <= last <= 12
        last += first - first % 100
        last += 100 if last <= first else 0
        if may_be_a_month and last != first + 1:
            return None
    first, last = first - offset, last - offset
    if not 1 <= first < last <= first + 50 or last > date.max.year:
        return None
    text = f"{first:04d}/{last:04d}"
    if last == first + 1:
        return Period(text, SPAN, date(first, MIDDLE, 1), 12)
    return Period(text, SPAN, date(first, 1, 1), 12 * (last - first + 1))


def _period(kind: str, year: int, month: int, months: int, text: str) -> Period | None:
    return Period(text.format(year), kind, date(year, month, 1), months) if 1 <= year <= date.max.year else None


def _edition(name: str, plain: str) -> Period | None:
    """A name that holds one year, or one span of years, and no other number."""
    numbers = _NUMBERS.findall(plain)
    letters = sum(c.isalpha() for c in plain)
    if len(numbers) != 1 or letters < 2 or not all(_fits_a_name(c) for c in plain):
        return None
    if not _YEARS.fullmatch(numbers[0]):
        return None
    year = int(numbers[0][:4])
    year -= BUDDHIST_OFFSET if year in BUDDHIST_YEARS else 0
    return Period(name, EDITION, date(year, 1, 1), 12) if year in _YEARS_OF_EDITIONS else None


def _fits_a_name(character: str) -> bool:
    return character.isalnum() or character in " .-/&()'," or unicodedata.category(character).startswith("M")


_YEARS_OF_EDITIONS: Final = range(1800, 2200)
_YEARS: Final = re.compile(r"[0-9]{4}([/-]([0-9]{2}){1,2})?")
_NUMBERS: Final = re.compile(r"\d+(?:[/-]\d+)*")
_SIGNS: Final = {"quarter": "Q", "half": "H", "half_year": "H", "semester": "H", "month": "M"}
_ERAS: Final = (
    (re.compile(r"พ\.\s?ศ\.|\b(?:BE\b|B\.\s?E\.)"), BUDDHIST),
    (re.compile(r"ค\.\s?ศ\.|\b(?:CE\b|C\.\s?E\.|AD\b|A\.\s?D\.)"), "gregorian"),
)
_Y: Final = r"(?:ปี ?)?(?P<year>[0-9]{4})"
_NAME: Final = r"(?P<name>[^\W\d_][^\d\s]*)"
_SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[[Parts, int], Period | None]], ...]] = tuple(
    (re.compile(shape, re.IGNORECASE), made)
    for shape, made in (
        (_Y, _year),
        (rf"{_Y}-(?P<part>0[1-9]|1[0-2])", _month),
        (rf"{_Y}[ /-]?Q(?P<part>[1-4])", _quarter),
        (rf"Q(?P<part>[1-4])[ /-]?{_Y}", _quarter),
        (rf"(?P<part>[1-4])Q[ /-]?{_Y}", _quarter),
        (rf"ไตรมาส(?:ที่)? ?(?P<part>[1-4])[ /]? ?{_Y}", _quarter),
        (rf"{_Y} ?ไตรมาส(?:ที่)? ?(?P<part>[1-4])", _quarter),
        (rf"{_Y}[ /-]?[HS](?P<part>[12])", _half),
        (rf"[HS](?P<part>[12])[ /-]?{_Y}", _half),
        (rf"{_Y}[ -]?M(?P<part>0?[1-9]|1[0-2])", _month),
        (rf"(?P<part>0?[1-9]|1[0-2])/{_Y}", _month),
        (rf"{_NAME} ?{_Y}", _month),
        (rf"{_Y} {_NAME}", _month),
        (rf"{_Y}-(?P<part>[0-9]{{2}})-(?P<day>[0-9]{{2}})", _day),
        (rf"{_Y} ?/ ?(?P<last>[0-9]{{4}}|[0-9]{{2}})", _span),
        (rf"{_Y} ?(?:-|to) ?(?P<last>[0-9]{{4}})", _span),
    )
)
