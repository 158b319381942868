"""Units of the corpus: in comes the English name of a unit, out come its name in `units.yml`, its entry, and the kind
of figure that it measures. It must not know which table has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from tests.canada.corpus import Corpus, SdgIndicator
from tests.canada.places import slug

PERCENT: Final = "Percentage (%)"
NO_UNIT: Final = ("", "True")  # one configuration holds a truth value where the unit goes

# The first that is found in the unit, or else in the title, tells the kind.
KINDS: Final = (
    ("percentage", r"percent|%|share of|proportion"),
    ("score", r"\bscore\b|\bindex\b|\binventory\b"),
    ("ratio", r"\brate\b|\bper\b|\bratio\b|/"),
    ("count", r"\bnumber\b|\bcountries\b|\bpassengers\b"),
)


def unit_name(unit: str) -> str | None:
    if unit in NO_UNIT:
        return None
    return "percent" if unit == PERCENT else slug(unit)


def kind_of(unit: str, title: str) -> str:
    text = title if unit in NO_UNIT else unit
    return next((kind for kind, words in KINDS if re.search(words, text, re.IGNORECASE)), "amount")


def unit_entries(corpus: Corpus, indicators: Iterable[SdgIndicator]) -> dict[str, Any]:
    """units.yml of all units that a table or its configuration names."""
    entries: dict[str, Any] = {}
    for indicator in indicators:
        written = [str(indicator.config.get("computation_units") or "")]
        for unit in [*written, *(indicator.table.values("Units") if indicator.table else ())]:
            name = unit_name(unit)
            if name == "percent":
                entries[name] = {"title": {"en": "per cent", "fr": "pour cent"}, "symbol": {"en": "%", "fr": "%"}}
            elif name is not None:
                entries.setdefault(name, {"title": corpus.word(unit)})
    return dict(sorted(entries.items()))
