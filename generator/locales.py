"""The rules of languages: how each one orders words and writes numbers, sizes, dates and years.

In come plain values, out goes text for people (`CLDR <https://cldr.unicode.org>`_ through Babel, the Buddhist era by a
rule of our own). It must not know any word of the interface, nor what the values are about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from generator.values import BUDDHIST_OFFSET

FALLBACK: Final = "en"  # whose rules stand in for a language that Babel does not know
LEADING_VOWELS: Final = frozenset("เแโใไ")  # written before the consonant that they follow in the dictionary
WEIGHTLESS: Final = frozenset("็่้๊๋์ํ๎")  # marks that only break a tie: the order of the Royal Institute's dictionary
SIZES: Final = ("B", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one language does in its own way.

    `era` is added to a year of the Common Era; `own` and `other` write a year of the language's own era and of the
    other one, `plain` one without the era's name; `script` bounds the letters that stand first in its lists, as the
    first code point and the one behind the last. `apart` finds where a space is due; `article` stands before names
    that match; `owner` is what makes a name an owner, and one that ends in s.
    """

    era: int = 0
    own: str = "{year}"
    plain: str = "{year}"
    other: str = "{year}"
    other_era: int = BUDDHIST_OFFSET
    script: tuple[str, str] = ("\u0000", "\u024f")
    apart: re.Pattern[str] | None = None
    article: tuple[str, re.Pattern[str] | None] = ("", None)
    owner: tuple[str, ...] = ()


THAI_APART: Final = re.compile(  # Thai letters stand apart from others, from digits and from the name of an era
    r"(?<=[\u0e01-\u0e4e])(?=[A-Za-z0-9(“]|-[0-9])|(?<=[A-Za-z0-9)%”])(?=[\u0e01-\u0e4e])|(?<=[\u0e01-\u0e4e])(?=[พค]\.ศ\.)"
)
ENGLISH_ARTICLE: Final = re.compile(
    r"(Philippines|Netherlands|Maldives|Bahamas|Gambia|Comoros|United |World$|(Democratic )?Republic of )"
    r"|.* (Republic|Federation|Islands|Region|Area)$"
)
RULES: Final = {
    "en": Rules(other="B.E. {year}", article=("the ", ENGLISH_ARTICLE), owner=("'s", "'")),
    "th": Rules(
        era=BUDDHIST_OFFSET,
        own="พ.ศ.\u00a0{year}",
        other="ค.ศ.\u00a0{year}",
        other_era=0,
        script=("\u0e00", "\u0e7f"),
        apart=THAI_APART,
    ),
}


@lru_cache(maxsize=1 << 15)  # a title is sorted on its theme's page, its organization's and every list of datasets
def collation_key(text: str, language: str) -> tuple[object, ...]:
    """Sorts texts in the dictionary order of a language: its own script first, then by letter, marks breaking ties.

    Thai leading vowels sort behind their consonant (ISO 14651; Royal Institute Dictionary), whatever the language of
    the page, since Thai words have no other order.
    """
    letters = _swapped(unicodedata.normalize("NFKD", text.casefold()).replace("\u0e4d\u0e32", "\u0e33"))
    first, behind = _rules(language).script
    weighty: list[tuple[int, str]] = []
    marks: list[tuple[int, str]] = []
    for letter in letters:
        if letter in WEIGHTLESS or unicodedata.combining(letter):
            marks.append((len(weighty), letter))
        elif letter.isalnum() or unicodedata.category(letter).startswith("M"):
            weighty.append((0 if letter.isdecimal() else 1 if first <= letter < behind else 2, letter))
    return (tuple(weighty), tuple(marks), text)


def initial(text: str) -> str:
    """The letter under which a dictionary has a text: of Thai its first consonant, of Latin a capital without marks.

    `0` stands for every digit; the answer is empty where there is neither letter nor digit.
    """
    for sign in unicodedata.normalize("NFKD", text):
        if sign.isdigit():
            return "0"
        if sign.isalpha() and sign not in LEADING_VOWELS:
            return sign.upper()
    return ""


def number(value: str | int | Decimal, language: str) -> str:
    """A number with the language's separators and exactly the decimals it was written with; other text as it stands."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return str(value)
    if not exact.is_finite() or abs(exact.adjusted()) > 60:
        return str(value)
    return f"{exact:,f}".translate(_signs(language))


@cache
def _signs(language: str) -> dict[int, str]:
    return str.maketrans({",": get_group_symbol(_locale(language)), ".": get_decimal_symbol(_locale(language))})


def percent(part: int, whole: int, language: str) -> str:
    """A share as a percentage, to one decimal where it is not whole; nothing of nothing is 0%."""
    share = Decimal(part * 100) / Decimal(whole) if whole else Decimal(0)
    rounded = share.quantize(Decimal("0.1"))
    return f"{number(rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded, language)}%"


def size(count: int, language: str) -> str:
    """Bytes in the unit that reads best, by powers of 1000."""
    amount, unit = Decimal(count), 0
    while amount >= 1000 and unit < len(SIZES) - 1:
        amount, unit = amount / 1000, unit + 1
    shown = amount.quantize(Decimal(1) if amount >= 100 or unit == 0 else Decimal("0.1"))
    return f"{number(shown, language)} {SIZES[unit]}"


def year(common: int, language: str, *, era: bool = True) -> str:
    """A year of the Common Era in the language's own era; with the era's name unless `era` is false."""
    rules = _rules(language)
    return (rules.own if era else rules.plain).format(year=common + rules.era)


def other_year(common: int, language: str) -> str:
    """A year of the Common Era in the era that the language does not count by: `ค.ศ. 2025`, `B.E. 2568`."""
    rules = _rules(language)
    return rules.other.format(year=common + rules.other_era)


def date_text(day: date, language: str) -> str:
    """A day in full, its number bound to the month: `21 พฤศจิกายน 2569`, `21 November 2026`."""
    return f"{day.day}\u00a0{_month(day.month, language)} {year(day.year, language, era=False)}"


def date_short(day: date, language: str) -> str:
    """A day for tables, in one piece: `21 พ.ย. 2569`, `21 Nov 2026`."""
    return (
        f"{day.day}\u00a0{_month(day.month, language, width='abbreviated')}\u00a0{year(day.year, language, era=False)}"
    )


def month_short(day: date, language: str) -> str:
    """The month of a day, for axes and narrow columns, in one piece: `มี.ค. 2567`, `Mar 2024`."""
    return f"{_month(day.month, language, width='abbreviated')}\u00a0{year(day.year, language, era=False)}"


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of each month by its names, long and short and in lower case, in every language of the rules."""
    return {
        str(name).casefold(): month
        for language in RULES
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, locale=_locale(language)).items()
    }


def period(text: str, language: str) -> str:
    """A year, a month or a day as ISO 8601 writes it, Common Era; any other text as it stands."""
    parts = text.split("-")
    if not all(p.isascii() and p.isdigit() for p in parts) or len(parts[0]) != 4:
        return text
    numbers = [int(p) for p in parts]
    if len(numbers) == 1:
        return year(numbers[0], language)
    if len(numbers) == 2 and 1 <= numbers[1] <= 12:
        return f"{_month(numbers[1], language)} {year(numbers[0], language, era=False)}"
    try:
        return date_text(date.fromisoformat(text), language)
    except ValueError:
        return text


@lru_cache(maxsize=1 << 12)
def period_range(start: str, end: str, language: str) -> str:
    """From one period to another; once where they are the same, the era named once where both are years."""
    if start == end:
        return period(start, language)
    if all(len(p) == 4 and p.isascii() and p.isdigit() for p in (start, end)):
        return f"{year(int(start), language)}–{year(int(end), language, era=False)}"
    return f"{period(start, language)} – {period(end, language)}"


def is_own_script(text: str, language: str) -> bool:
    """Whether the first letter of the text is of the script that the language is written in."""
    first, behind = _rules(language).script
    letter = next((c for c in text if c.isalpha()), None)
    return letter is None or first <= letter < behind


def spaced(text: str, language: str) -> str:
    """A sentence with the spaces that its language puts around what is no word of it: `อันดับที่ 38`, `ใน พ.ศ. 2568`."""
    apart = _rules(language).apart
    return text if apart is None else apart.sub(" ", text)


def ordinal_form(number: int, language: str) -> str:
    """The form that an ordinal takes with that number (CLDR): `one` for 1st and 21st, `other` for 4th and 11th."""
    return _locale(language).ordinal_form(number)


def has_singular(language: str) -> bool:
    """Whether nouns differ between one and several."""
    return _locale(language).plural_form(1) != _locale(language).plural_form(2)


def in_a_sentence(name: str, language: str) -> str:
    """The name of a place within a sentence: with its article, where it takes one."""
    article, takes_it = _rules(language).article
    return f"{article}{name}" if takes_it is not None and takes_it.match(name) else name


def owner(name: str, language: str) -> str:
    """The name of whoever owns something: `Thailand's`, `the Philippines'`."""
    if not _rules(language).owner:
        return in_a_sentence(name, language)
    return f"{in_a_sentence(name, language)}{_rules(language).owner[name.endswith('s')]}"


def joined(items: Sequence[str], language: str) -> str:
    """Items as a list within a sentence: `a, b and c`."""
    return format_list(list(items), locale=_locale(language)) if items else ""


def _rules(language: str) -> Rules:
    return RULES.get(language, RULES[FALLBACK])


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language if language in RULES else FALLBACK)


def _month(month: int, language: str, width: str = "wide") -> str:
    return str(get_month_names(width, locale=_locale(language))[month])  # type: ignore[arg-type]


def _swapped(text: str) -> str:
    """Leading vowels behind the letter that they belong to."""
    letters = list(text)
    for i in range(len(letters) - 1):
        if letters[i] in LEADING_VOWELS and "\u0e01" <= letters[i + 1] <= "\u0e2e":
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)
