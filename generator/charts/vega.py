"""Vega, the program that knows how a specification looks: for pictures, for charts that come alive, and for the tests.

No page needs it, for drawings of pages are our own. It must not know what is drawn.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Final

import fontpkg_sarabun

VERSION: Final = "6.4"  # of Vega-Lite


@cache
def vega() -> ModuleType:
    """The program, which knows the site's face; it takes 50 MB and half a second at its first drawing."""
    import vl_convert

    vl_convert.register_font_directory(str(fontpkg_sarabun.ROOT / "files"))
    return vl_convert
