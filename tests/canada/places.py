"""Places of the corpus as areas. In come the values of Geography with their GeoCode, out go codes and the entries of
`areas.yml`: Canada and its provinces and territories by ISO 3166, everything else (metropolitan areas, regions,
drainage basins) by the code of Statistics Canada where the corpus has one and else by its name. It must not know how a
table is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tests.canada.corpus import Corpus, Texts

HOME: Final = "CAN"
PROVINCES: Final[Mapping[str, str]] = {
    "Newfoundland and Labrador": "CA-NL",
    "Prince Edward Island": "CA-PE",
    "Nova Scotia": "CA-NS",
    "New Brunswick": "CA-NB",
    "Quebec": "CA-QC",
    "Ontario": "CA-ON",
    "Manitoba": "CA-MB",
    "Saskatchewan": "CA-SK",
    "Alberta": "CA-AB",
    "British Columbia": "CA-BC",
    "Yukon": "CA-YT",
    "Northwest Territories": "CA-NT",
    "Nunavut": "CA-NU",
}
ABROAD: Final = ("Outside Canada", "Total, Organisation for Economic Co-operation and Development (OECD)")


def places(corpus: Corpus) -> tuple[dict[tuple[str, str], str], dict[str, Any]]:
    """The code of each geography and GeoCode, and the entries of areas.yml by code."""
    found = defaultdict(set)
    for indicator in corpus.indicators:
        for row in indicator.table.rows if indicator.table else ():
            if place := row.get("Geography"):
                found[place].add(row.get("GeoCode", ""))
    codes = {(place, given): _code(place, given, found[place]) for place in found for given in found[place]}
    titles = {code: corpus.word(place) for (place, _), code in codes.items()}
    first = [HOME, *PROVINCES.values()]
    ordered = [*first, *sorted(code for code in titles if code not in first)]
    return codes, {code: _entry(code, titles.get(code) or {"en": "Canada", "fr": "Canada"}) for code in ordered}


def slug(text: str, most: int = 60) -> str:
    """A text as a name: small letters, digits and hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if len(name) <= most else name[: most + 1].rpartition("-")[0]


def _code(place: str, given: str, every: Iterable[str]) -> str:
    """One place may stand with its code in one table and without in another; one name may be two places."""
    if place == "Canada":
        return HOME
    if place in PROVINCES:
        return PROVINCES[place]
    known = sorted(code for code in every if code)
    if given or len(known) == 1:
        return f"SGC-{given or known[0]}"
    return slug(place)


def _entry(code: str, title: Texts) -> dict[str, Any]:
    if code == HOME:
        return {"title": title, "kind": "country"}
    if code in PROVINCES.values():
        return {"title": title, "kind": "province", "within": HOME}
    if title["en"] in ABROAD:
        return {"title": title, "kind": "group"}
    last = title["en"].rpartition(", ")[2]
    return {"title": title, "kind": "region", "within": PROVINCES.get(last, HOME)}
