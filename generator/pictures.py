"""Pictures that chats show for links, drawn once: in comes a card with its place in the site, out goes the file.

Each is remembered by its own content, since one takes as long as a hundred pages. It must not know what cards say.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator import fingerprints
from generator.cache import Cache, key_of, write_file
from generator.charts.cards import Card, png

KIND: Final = "cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A card and the path of its picture, relative to the site's root."""

    path: str
    card: Card


def write(picture: Picture, site: Path, cache: Cache) -> Path:
    """The picture in the site's folder: out of the cache, else drawn."""
    target = site / picture.path
    key = key_of(fingerprints.code(), picture)
    entry = cache.files(KIND, key)
    if entry is not None:
        entry.write(site)
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(str(target), png(picture.card))
    cache.keep(KIND, key, None, {picture.path: ""}, site)
    return target
