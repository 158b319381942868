"""What a careful reviewer sees in a cell though every program reads it: personal data, garbled or disguised letters.

In comes a cell, out go findings, told once a field. Each rule is a function in `CAUTIONS` or `PERSONAL`, and a quick
look before them leaves alone what no rule can mean. It must not know what a cell is read as, nor other cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from generator.encodings import reads_as_thai
from generator.model import Field
from generator.personal import PERSONAL, may_be_personal
from generator.tables.finding import Finding
from generator.values import NUMBER_TYPES, TIME_TYPES

NEVER_PERSONAL: Final = (*TIME_TYPES, "time", "boolean", "duration", "geopoint", "geojson", "array", "object")
_HIDDEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_GARBLED: Final = re.compile(
    "[\u0080-\u009f\ufffd]|[\u00a1-\u00fb]{3}|[\u00c2-\u00f4][\u00a0-\u00bf\u0152-\u2122]"
    "|เ[ธน][\u0e01-\u0e3f\u2013-\u20ac]"
)
_THAI: Final = re.compile("[\u0e01-\u0e5b]")
_SARA_AM: Final = "\u0e4d\u0e32"
_TWO_DIGITS: Final = re.compile("[๐-๙][.,/-]?[0-9]|[0-9][.,/-]?[๐-๙]")
MISREAD: Final = (
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("cp874", "utf-8"),
    ("cp1252", "cp874"),
    ("latin-1", "cp874"),
)
"""The encoding by which bytes were read, and the one in which they were written."""

Caution = Callable[[str], Finding | None]


def may_hold_persons(field: Field) -> bool:
    """Quantities, times and codes of a registry are no numbers of people, whatever their digits add up to."""
    is_quantity = field.type in NUMBER_TYPES and field.unit is not None
    is_known = field.codes is not None or bool(field.categories) or field.personal_data is not None
    return not (is_quantity or is_known or field.type in NEVER_PERSONAL)


def cautions(cell: str) -> Iterator[Finding]:
    """What is to be told of a cell of text."""
    if cell.isascii() and cell == cell.strip():
        return
    for caution in CAUTIONS:
        found = caution(cell)
        if found is not None:
            yield found


def personal(cell: str) -> Iterator[Finding]:
    """What leads to a person, where a field `may_hold_persons`."""
    if may_be_personal(cell):
        for code, find in PERSONAL:
            found = find(cell)
            if found is not None:
                yield Finding(code, {"value": found}, once=True)


def no_garbled_letters(cell: str) -> Finding | None:
    """Windows-874 or UTF-8 that somebody read as another encoding and saved so: »ÃÐà·È, à¸›à¸£à¸°, เธ›เธฃเธฐ."""
    if not _GARBLED.search(cell):
        return None
    if "\ufffd" in cell:
        return Finding("garbled-text", {"value": cell}, once=True)
    meant = next((text for wrong, right in MISREAD if (text := _read_again(cell, wrong, right))), None)
    return Finding("garbled-text", {"value": cell}, meant, once=True) if meant else None


def _read_again(cell: str, wrong: str, right: str) -> str | None:
    """The cell as it was meant, where its bytes make sense in the other encoding."""
    try:
        content = b"".join(_byte(sign, wrong) for sign in cell)
        text = content.decode(right)
    except UnicodeError:
        return None
    if right == "utf-8":
        is_likely = text != cell and (wrong != "cp874" or len(_THAI.findall(text)) > 1)
        return text if is_likely and text.isprintable() else None
    return text if reads_as_thai(content) and len(_THAI.findall(text)) > 3 else None


def _byte(sign: str, encoding: str) -> bytes:
    """Programs let bytes that an encoding leaves free pass as control characters."""
    return bytes((ord(sign),)) if "\u0080" <= sign <= "\u009f" else sign.encode(encoding)


def sara_am_in_one_piece(cell: str) -> Finding | None:
    """NIKHAHIT and SARA AA look like SARA AM and are found by no search for it."""
    if _SARA_AM not in cell:
        return None
    return Finding("sara-am-apart", {"value": cell}, once=True)


def digits_of_one_script(cell: str) -> Finding | None:
    """A number that was begun on one keyboard and ended on another; ๒ in a sentence that also has 2 is none."""
    if not _TWO_DIGITS.search(cell):
        return None
    return Finding("mixed-digits", {"value": cell}, once=True)


def nothing_hidden(cell: str) -> Finding | None:
    """Characters of no width: two cells that look alike differ by them."""
    found = _HIDDEN.search(cell)
    if found is None:
        return None
    return Finding("hidden-character", {"value": cell, "sign": f"U+{ord(found[0]):04X}"}, once=True)


def no_outer_blanks(cell: str) -> Finding | None:
    if cell == cell.strip():
        return None
    return Finding("outer-blanks", {"value": cell}, once=True)


CAUTIONS: Final[tuple[Caution, ...]] = (
    no_garbled_letters,
    sara_am_in_one_piece,
    digits_of_one_script,
    nothing_hidden,
    no_outer_blanks,
)
