"""The faces of the site, cut from the fonts of a pinned package: in comes a face's name, out go WOFF2 bytes.

Cut to what Thai and English pages need, a face is some 20 KB instead of 90, and no other server is asked for it. It
must not know where the files are published.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Final

import fontpkg_sarabun

FACES: Final = {"regular": ("Sarabun-Regular.ttf", 400), "bold": ("Sarabun-Bold.ttf", 700)}  # face -> file, CSS weight

_LETTERS: Final = (
    range(0x20, 0x7F),  # Basic Latin
    range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: names of the region and of sources
    range(0xE01, 0xE5C),  # Thai
    range(0x2007, 0x2028),  # spaces, hyphens, dashes, quotation marks, ellipsis
    (0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193),
    (0x00D7, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CC),
)
_FEATURES: Final = (
    "ccmp",
    "locl",
    "mark",
    "mkmk",
    "kern",
    "liga",
)  # Thai marks in their place, ordinary Latin
_KEPT_NAMES: Final = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # copyright and license stay in the file, as the OFL asks


@cache
def woff2(face: str) -> bytes:
    """A key of `FACES` as WOFF2. The same bytes each time: no clock enters. Takes about a quarter of a second."""
    from fontTools import subset  # takes a quarter of a second to import, and a face is seldom cut anew

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(_FEATURES)
    options.name_IDs = list(_KEPT_NAMES)
    options.hinting = False
    options.recalc_timestamp = False
    cut = io.BytesIO()
    with subset.load_font(str(fontpkg_sarabun.ROOT / "files" / FACES[face][0]), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[letter for letters in _LETTERS for letter in letters])
        cutter.subset(font)
        subset.save_font(font, cut, options)
    return cut.getvalue()


def license_text() -> str:
    """The terms of the faces, to be published beside them."""
    text: str = (fontpkg_sarabun.ROOT / "LICENSE").read_text("utf-8")
    return text
