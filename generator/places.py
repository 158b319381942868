"""Names of areas as people write them, and the codes that they mean: จ.เชียงใหม่, จังหวัดเชียงใหม่, Chiang Mai, TH-50.

In come the areas of a catalog, out go codes. It must not know in which column a name stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.model import Area
from generator.spelling import nearest

_PREFIX: Final = re.compile(r"^(จังหวัด|จ\.|ประเทศ|province of |changwat )\s*|\s+province$", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[\s.'’-]+")
_WHOLE: Final = re.compile(
    r"(รวม)?(ทั้งประเทศ|ทั่วประเทศ|ทั่วราชอาณาจักร|ทั้งราชอาณาจักร)|ประเทศไทย|whole (kingdom|country)|kingdom", re.IGNORECASE
)
_ABBREVIATED: Final = {
    "กทม": "กรุงเทพมหานคร",
    "กทม.": "กรุงเทพมหานคร",
    "กรุงเทพ": "กรุงเทพมหานคร",
    "กรุงเทพฯ": "กรุงเทพมหานคร",
}


class Places:
    """`code` gives the code of an area, None where a text names none or several. `home` is the country itself."""

    def __init__(self, areas: Mapping[str, Area], home: str | None) -> None:
        self._home = home
        self._codes: dict[str, str | None] = {}
        self._titles = tuple(title for area in areas.values() for title in area.title.by_language.values())
        for code, area in areas.items():
            for spelling in {_folded(code), *map(_folded, area.title.by_language.values())}:
                self._codes[spelling] = code if self._codes.get(spelling, code) == code else None

    def code(self, text: str) -> str | None:
        folded = _folded(_ABBREVIATED.get(text, text))
        found = self._codes.get(folded) or self._codes.get(_folded(_PREFIX.sub("", text)))
        return found or (self._home if self.is_whole(text) else None)

    def nearest(self, text: str) -> str | None:
        """The title of an area that was most likely meant; None for what names something else, such as a total."""
        return nearest(_PREFIX.sub("", text), self._titles)

    def is_whole(self, text: str) -> bool:
        """Whether it names the country as the whole of its parts: ทั่วประเทศ."""
        return _WHOLE.fullmatch(text) is not None


def places_of(areas: Mapping[str, Area]) -> Places:
    """The names of a catalog's areas, made once for all of its tables; the whole country is known and has no code."""
    return _places_of(_Same(areas))


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """A mapping that equals itself alone: comparing areas would take longer than reading a table."""

    areas: Mapping[str, Area]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.areas is self.areas

    def __hash__(self) -> int:
        return id(self.areas)


@lru_cache(maxsize=1)
def _places_of(same: _Same) -> Places:
    return Places(same.areas, home="")


def _folded(text: str) -> str:
    """Phangnga and Phang-nga are one name."""
    return _SIGNS.sub("", text.casefold())
