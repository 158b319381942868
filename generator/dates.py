"""Days and periods as descriptors write them: ISO 8601 in the Common Era, and what somebody meant who wrote otherwise.

In comes text, out go dates or other text. It must not know where a date stands.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from generator.values import BUDDHIST_OFFSET

BUDDHIST_YEARS: Final = range(2400, 2700)  # 1857 to 2156; no catalog of today speaks of such years of the Common Era
THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

_PERIOD: Final = re.compile(r"(\d{4})(-(\d{2})(-(\d{2}))?)?", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_LOCAL: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def as_date(written: str) -> date | None:
    """The day that `YYYY-MM-DD` names."""
    match = _PERIOD.fullmatch(written)
    try:
        return date.fromisoformat(written) if match and match[5] else None
    except ValueError:
        return None


def as_moment(written: str) -> datetime | None:
    """The moment that a day or a time with its zone names (RFC 3339, seconds may be left out); a day begins at
    midnight UTC, as the day of a build does."""
    day = as_date(written)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        return datetime.fromisoformat(written) if _MOMENT.fullmatch(written) else None
    except ValueError:
        return None


def moment(written: str) -> datetime:
    """The same of what has been read already. Raises ValueError where it is none."""
    found = as_moment(written)
    if found is None:
        raise ValueError(written)
    return found


def time_of_day(written: str) -> tuple[str, str] | None:
    """The time and the zone that a moment is written in: 09:00, UTC+07:00. None for a whole day."""
    if "T" not in written:
        return None
    zone = written[-6:].removesuffix("+00:00") if written[-6] in "+-" else ""
    return written[11:16], f"UTC{zone}"


def is_period(written: str) -> bool:
    """Whether it is a year, a month (YYYY-MM) or a day."""
    match = _PERIOD.fullmatch(written)
    return match is not None and as_date(f"{match[1]}-{match[3] or '01'}-{match[5] or '01'}") is not None


def is_buddhist(written: str) -> bool:
    """Whether it is a period that counts its years in the Buddhist era: 2567-02-29 is a day there, and nowhere else."""
    match = _PERIOD.fullmatch(written)
    return match is not None and int(match[1]) in BUDDHIST_YEARS and is_period(common_era(written))


def common_era(written: str) -> str:
    """A period of the Buddhist era, counted in the Common Era: 2568-01 is 2025-01."""
    return f"{int(written[:4]) - BUDDHIST_OFFSET}{written[4:]}"


def meant_period(written: str) -> str | None:
    """What was meant by 21/11/2569 or ๒๕๖๙-๑๑-๒๑ (2026-11-21); None where that cannot be seen."""
    western = written.translate(THAI_DIGITS).strip()
    local = _LOCAL.fullmatch(western)
    meant = f"{local[3]}-{int(local[2]):02}-{int(local[1]):02}" if local else western
    if is_buddhist(meant):
        return common_era(meant)
    return meant if meant != written and is_period(meant) else None
