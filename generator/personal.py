"""Personal data in cells: numbers of Thai identity cards and of bank cards by their check digits, phones, e-mail.

In comes the text of a cell, out goes what was found, its middle hidden: a report must not spread what it warns of. It
must not know whether the data may be public; for that a field says `personal_data`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.dates import THAI_DIGITS

HIDDEN: Final = "•"
SHOWN: Final = 2  # characters at the beginning; of an address also its host
_IDENTITY: Final = re.compile(r"(?<![\d.-])[1-8][- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d(?![\d.-])", re.ASCII)
_CARD: Final = re.compile(
    r"(?<![\d.-])(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|35\d\d|6011|65\d\d)([- ]?)\d{4}\1\d{4}\1\d{4}(?![\d.-])"
    r"|(?<![\d.-])3[47]\d\d([- ]?)\d{6}\2\d{5}(?![\d.-])",
    re.ASCII,
)
_PHONE: Final = re.compile(
    r"(?<![\d.+-])(?:(?:\+66[- ]?|0)[689]\d(?:\d{7}|[- ]\d{3}[- ]\d{4}|\d[- ]\d{3}[- ]?\d{3}|\d[- ]\d{6})"
    r"|(?:\+66[- ]?|0)[2-7][- ]?\d{3}[- ]\d{4}|(?:\+66[- ]?|0)[3-7]\d[- ]\d{3}[- ]?\d{3})(?![\d.-])",
    re.ASCII,
)
_EMAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}", re.ASCII)


def identity_number(text: str) -> str | None:
    """13 digits whose last is (11 - sum of the n-th digit times 14 - n, modulo 11) modulo 10; the first is 1 to 8.

    Numbers of companies begin with 0 and are nobody's own.
    """
    return _first(_IDENTITY, text, lambda digits: _check_digit(digits) == int(digits[-1]))


def card_number(text: str) -> str | None:
    """15 or 16 digits of a known network that satisfy Luhn's rule (ISO/IEC 7812-1, annex B)."""
    return _first(_CARD, text, _satisfies_luhn)


def phone_number(text: str) -> str | None:
    """A Thai number: a mobile one in any writing, another one where its parts stand apart."""
    return _first(_PHONE, text, lambda _: True)


def email_address(text: str) -> str | None:
    found = _EMAIL.search(text)
    if found is None:
        return None
    name, _, host = found[0].partition("@")
    return f"{name[:1]}{HIDDEN * 3}@{host}"


PERSONAL: Final[tuple[tuple[str, Callable[[str], str | None]], ...]] = (
    ("personal-id", identity_number),
    ("personal-card", card_number),
    ("personal-phone", phone_number),
    ("personal-email", email_address),
)
"""The code of a problem, and what finds it."""


def may_be_personal(cell: str) -> bool:
    """Whether looking closer is worth the time: nearly no cell of a table is."""
    return "@" in cell or sum(map(str.isdecimal, cell)) > 8


def hidden(cell: str) -> str:
    """The cell, or what was found in it with its middle hidden, where anything leads to a person."""
    if not may_be_personal(cell):
        return cell
    return ", ".join(found for _, find in PERSONAL if (found := find(cell))) or cell


def _first(shape: re.Pattern[str], text: str, holds: Callable[[str], bool]) -> str | None:
    western = text.translate(THAI_DIGITS)
    for found in shape.finditer(western):
        digits = re.sub(r"\D", "", found[0])
        if holds(digits):
            return f"{digits[:SHOWN]}{HIDDEN * (len(digits) - SHOWN)}"
    return None


def _check_digit(digits: str) -> int:
    total = sum((13 - place) * int(digit) for place, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10


def _satisfies_luhn(digits: str) -> bool:
    doubled = (2 * int(digit) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
