"""What foreign documents hold where we expect something else: in comes any value of JSON or YAML, out goes text, a
number, a list, a mapping, a day or an address; what is absent, null or of another kind becomes an empty one.

It must not know which document it is.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import yaml

from generator import addresses, dates
from generator.problems import WrongUse

LARGEST: Final = 256_000_000  # bytes of a document
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")  # by YAML
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TAG: Final = re.compile(r"<[^<>]*>")


def text(value: object) -> str:
    """A string, a number or a date as clean text of one or more lines."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    lines = _UNWRITABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(one.rstrip() for one in lines)).strip()


def line(value: object) -> str:
    """The same in one line."""
    return " ".join(text(value).split())


def untagged(value: str) -> str:
    """The words of a text that may hold HTML."""
    broken = re.sub(r"(?i)</(p|li|div|h\d|tr)>|<br\s*/?>", "\n", value)
    return text(re.sub(r"\n[ \t]+", "\n", _TAG.sub("", broken))) if "<" in value else value


def writable(value: object) -> object:
    """A value of any depth as a descriptor can hold it: no signs that YAML has not, no kinds of values but its own."""
    if isinstance(value, Mapping):
        return {text(key) or "-": writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [writable(each) for each in value]
    if isinstance(value, bool | int) or (isinstance(value, float) and value == value):
        return value
    return _UNWRITABLE.sub("", value) if isinstance(value, str) else text(value)


def number(value: object) -> int | float | None:
    """A number, written as one or as text; None for anything else."""
    try:
        found = float(text(value))
    except ValueError:
        return None
    return (int(found) if found == int(found) else found) if math.isfinite(found) else None


def mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The mappings in a list; a mapping alone is a list of one."""
    values = [value] if isinstance(value, Mapping) else value
    return [each for each in values if isinstance(each, Mapping)] if isinstance(values, list) else []


def lines(value: object) -> list[str]:
    """The texts in a list, each once; a text alone is parted at its commas."""
    values = value.split(",") if isinstance(value, str) else value
    return list(dict.fromkeys(filter(None, map(line, values)))) if isinstance(values, list) else []


def day(value: object) -> str:
    """The day with which a date or a time begins, YYYY-MM-DD in the Common Era; empty where there is none."""
    written = line(value)
    found = _DAY.match(written)
    plain = found[0] if found else dates.meant_period(written) or ""
    if dates.is_buddhist(plain):
        plain = dates.common_era(plain)
    return plain if dates.as_date(plain) else ""


def period(value: object) -> str:
    """A year, a month or a day of the Common Era; empty where it is none."""
    written = day(value) or line(value)
    written = dates.common_era(written) if dates.is_buddhist(written) else written
    return written if dates.is_period(written) else ""


def url(value: object) -> str:
    """A web address that can be published; one without its scheme gets it."""
    written = line(value)
    if written and not addresses.is_url(written):
        spelt = addresses.web(written) if scheme_of(written) in ("http", "https") else written
        written = spelt if addresses.is_url(spelt) else addresses.meant_url(written) or ""
    return "" if addresses.has_credentials(written) else written


def scheme_of(written: str) -> str:
    """Empty also for what is no address at all."""
    try:
        return urlsplit(written).scheme
    except ValueError:
        return ""


def email(value: object) -> str:
    written = line(value).removeprefix("mailto:")
    return written if addresses.is_email(written) else addresses.meant_email(written) or ""


def slug(written: str, longest: int = 70) -> str:
    """A name in small letters, digits and hyphens, cut between words; empty where nothing Latin is in it."""
    plain = unicodedata.normalize("NFKD", written.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if len(name) <= longest else name[: longest + 1].rpartition("-")[0] or name[:longest]


def unique(name: str, taken: Iterable[str]) -> str:
    """The name, with a number behind it where others have it."""
    names = set(taken)
    numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(names) + 2))
    return next(one for one in numbered if one not in names)


def kept(document: Mapping[str, object]) -> dict[str, object]:
    """Without what is null or empty."""
    return {key: value for key, value in document.items() if value not in (None, "", [], {})}


def read_document(file: Path) -> Any:
    """A JSON or YAML file. Raises `WrongUse` where it cannot be read."""
    try:
        if file.stat().st_size > LARGEST:
            raise WrongUse("import-unreadable", path=file, reason=f"> {LARGEST} bytes")
        return parsed(file.read_bytes(), file.name)
    except OSError as error:
        raise WrongUse("import-unreadable", path=file, reason=error.strerror or "?") from error


def parsed(content: bytes, name: str) -> Any:
    """A document of that name. Raises `WrongUse` where it is none."""
    try:
        written = content.decode("utf-8-sig")
        if name.lower().endswith((".yml", ".yaml")):
            return yaml.load(written.replace("ï»¿", ""), Loader=yaml.CSafeLoader)
        return json.loads(written)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise WrongUse("import-unreadable", path=name, reason=line(str(error))[:160] or type(error).__name__) from error
