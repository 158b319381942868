"""How wide a text is in the site's face, and where it may be parted into lines.

In come texts and sizes, out go numbers and lines. It must not know where a text stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

import fontpkg_sarabun
from icu4py.breakers import LineBreaker

from generator.fonts import FACES

UNKNOWN: Final = 0.7  # of the size: a letter that the face lacks comes out of another one
SAFETY: Final = 1.02  # kerning is left out


@lru_cache(maxsize=16_384)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text."""
    advances = _advances("bold" if bold else "regular")
    return SAFETY * size * sum(advances.get(letter, UNKNOWN) for letter in text)


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    return max((width(text, size, bold=bold) for text in texts), default=0)


@lru_cache(maxsize=4_096)
def wrapped(text: str, most: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in as few lines no wider than `most` as can be, about equally long, parted at spaces where that is
    enough and else where words end, Thai ones too; a word wider than that stands whole in a line of its own."""
    pieces = tuple(re.findall(r"\S+\s*", text))
    if widest((piece.rstrip() for piece in pieces), size, bold=bold) > most:
        pieces = tuple(LineBreaker(text, "th"))
    lines = _filled(pieces, most, size, bold=bold)
    for part in range(19, 9, -1) if len(lines) > 1 else ():
        closer = _filled(pieces, most * part / 20, size, bold=bold)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _filled(pieces: Sequence[str], most: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """Each line as full as can be."""
    lines, current = [], ""
    for piece in pieces:
        if current and width((current + piece).rstrip(), size, bold=bold) > most:
            lines.append(current.rstrip())
            current = ""
        current += piece
    return (*lines, current.rstrip())


@cache
def _advances(face: str) -> Mapping[str, float]:
    """Letter -> its advance, in parts of the size."""
    from fontTools.ttLib import TTFont  # only processes that lay out a chart need it

    with TTFont(fontpkg_sarabun.ROOT / "files" / FACES[face][0], lazy=True) as font:
        unit, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): metrics[name][0] / unit for code, name in font.getBestCmap().items()}
