"""Did you mean: the name nearest to what somebody wrote. It must not know what the names are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Final

NEAR_ENOUGH: Final = 0.7  # of SequenceMatcher.ratio(): 'titel' and 'title' are 0.8, 'tags' and 'themes' 0.4
LONGEST: Final = 100  # what is longer is no slip of the finger, and comparing it would take long
SIGNS: Final = re.compile(r"[\s_./-]+")


def nearest(written: str, names: Mapping[str, Iterable[str]] | Iterable[str]) -> str | None:
    """The name that was meant. `names` may give other spellings of each, such as its title; they point to the name."""
    spellings = names if isinstance(names, Mapping) else dict.fromkeys(names, ())
    if len(written) > LONGEST:
        return None
    target = _folded(written)
    best, best_ratio = None, NEAR_ENOUGH
    for name, others in spellings.items():
        for spelling in (name, *others):
            ratio = _ratio(target, _folded(spelling), best_ratio)
            if ratio > best_ratio or (ratio == 1 and best_ratio < 1):
                best, best_ratio = name, ratio
    return best


def _folded(text: str) -> str:
    return SIGNS.sub("-", text.strip()).casefold()


def _ratio(one: str, other: str, least: float) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= least or matcher.quick_ratio() <= least:
        return 0.0
    return matcher.ratio()
