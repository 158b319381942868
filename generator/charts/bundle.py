"""The program that makes a chart live in a reader's browser: Vega, Vega-Lite, vega-embed and what calls them, as one
script.

Out goes JavaScript, to be published once and loaded only when a reader asks. It sets `vegaEmbed`, to be called as
`vegaEmbed(element, spec, OPTIONS)`, and `banchi.live`. It must not know which pages load it.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import Final

from generator import templates
from generator.cache import Cache, key_of
from generator.charts.vega import VERSION, vega
from generator.outputs import Output

KEPT: Final = "bundle"  # a kind of entries in the cache
# Under a strict Content-Security-Policy nothing may be evaluated and no style may be put into the page.
OPTIONS: Final = {
    "ast": True,
    "renderer": "svg",
    "actions": False,
    "defaultStyle": False,
    "tooltip": {"disableDefaultStyle": True},
}


def output(cache: Cache) -> Output:
    """The script at its place; making it takes longer than a hundred pages, so it is kept."""
    known = cache.facts(KEPT, key_of(path()))
    if not isinstance(known, bytes):
        known = bundle()
        cache.keep(KEPT, key_of(path()), known)
    return Output(path=path(), content=known)


def is_at_hand(cache: Cache) -> bool:
    """Whether the cache seems to hold it, or cannot be asked to."""
    return cache.folder is None or cache.has(KEPT, key_of(path()))


def bundle() -> bytes:
    """The same bytes each time for one `path`."""
    script: str = vega().javascript_bundle(vl_version=VERSION)
    return f"{script}\n{_own()}".encode()


def path() -> str:
    """Where the site has it: a name that changes with all that it is made of, known without making it."""
    made_of = f"{version('vl-convert-python')} {VERSION} {_own()}"
    return f"assets/vega.{hashlib.sha256(made_of.encode()).hexdigest()[:10]}.js"


def _own() -> str:
    return templates.folder("assets").joinpath("live", "live.js").read_text("utf-8")
