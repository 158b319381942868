"""In which order the entries of a mapping stand: in comes what the mapping is, out go places.

The order of keys is that of the key table; languages stand as the catalog lists them. It must not know how a file is
written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.keys import LEVELS, REGISTRIES

TEXTS: Final = ("text", "markdown", "keywords")


@dataclass(frozen=True, slots=True)
class Form:
    """What a mapping is: one of a `level`, one with `entries` of a level by name, or a text in several languages.

    `languages` are those of the catalog, in its order.
    """

    languages: Sequence[str]
    level: str = ""
    entries: str = ""

    def order(self, names: Sequence[str]) -> list[int]:
        """Places of the names in canonical order; names that have none come last, as they were."""
        if self.entries:
            return list(range(len(names)))
        known = [key.name for key in LEVELS[self.level]] if self.level else self.languages
        rank = {name: index for index, name in enumerate(known)}
        return sorted(range(len(names)), key=lambda index: rank.get(names[index], len(rank)))

    def below(self, name: str) -> Form | None:
        """The form of what stands under a key; None where its order is the writer's own."""
        if self.entries:
            return Form(self.languages, level=self.entries)
        key = next((key for key in LEVELS.get(self.level, ()) if key.name == name), None)
        if key is None:
            return None
        if key.kind in ("map", "maps"):
            return Form(self.languages, level=key.of)
        return Form(self.languages) if key.kind in TEXTS else None


def form_of(path: str, languages: Sequence[str]) -> Form:
    """The form of a file of a catalog by its path under the root: `datasets/units.yml`."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yml")
    if name == "dataset.yml":
        return Form(languages, level="dataset")
    if folder.endswith("/indicator-sets"):
        return Form(languages, level="indicator_set")
    return Form(languages, entries=REGISTRIES[stem]) if stem in REGISTRIES else Form(languages, level="catalog")
