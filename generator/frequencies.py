"""How often a dataset is updated, in words. In comes what its descriptor says, out goes text of one language.

It must not know whether the dataset keeps to it.
"""

from __future__ import annotations

from typing import Final

from generator import codelists, locales
from generator.model import UpdateFrequency
from generator.words import FALLBACK, word

UNCOUNTED: Final = ("unknown", "never", "other", "real-time")  # units of which there are no times in each


def frequency_words(frequency: UpdateFrequency, language: str) -> str:
    """The unit's label, and how many times in each where that is said: `Once per year`."""
    label = codelists.code_entry("frequency_unit", frequency.unit).label
    unit = label.by_language.get(language) or label.text(FALLBACK)
    if frequency.interval is None or frequency.unit in UNCOUNTED:
        return unit
    if frequency.interval == 1:
        return word("frequency.once", language, unit=unit.lower())
    return word("frequency.times", language, count=locales.number(frequency.interval, language), unit=unit.lower())
