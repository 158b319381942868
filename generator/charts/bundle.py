"""The program that makes a chart live in a reader's browser: Vega, Vega-Lite, vega-embed and what calls them, as one
script.

Out goes JavaScript, to be published once and loaded only when a reader asks. It sets `vegaEmbed`, `banchi.live`, and in
`banchi.drawn` what is the same for every chart: options, dashes, and the words of each language. It must not know which
pages load it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from generator import templates, words
from generator.cache import Cache, key_of
from generator.charts.palette import DASHES
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
    return _path(_own())


@lru_cache(maxsize=2)  # each page of an indicator names it
def _path(own: str) -> str:
    made_of = f"{version('vl-convert-python')} {VERSION} {own}"
    return f"assets/vega.{hashlib.sha256(made_of.encode()).hexdigest()[:10]}.js"


def _own() -> str:
    script = templates.folder("assets") / "live" / "live.js"
    return _with_drawn(script, script.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _with_drawn(script: Path, _changed: int) -> str:
    """`_changed` is the script's time of change, which a preview may see more than one of."""
    drawn = {
        "options": OPTIONS,
        "dashes": DASHES,
        "words": {language: _words(language) for language in words.languages()},
        "fallback": words.FALLBACK,
    }
    return f"{script.read_text('utf-8')}banchi.drawn = {json.dumps(drawn, ensure_ascii=False)};\n"


def _words(language: str) -> Mapping[str, str]:
    """Those of the controls and of the drawings; holes that only the script can fill stay in them."""
    drawn, page = words.section("chart", language), words.section("indicator", language)
    return {
        **words.section("live", language),
        **{key: drawn[key] for key in ("no_value", "break", "flagged", "without")},
        **{key: page[key] for key in ("time", "area", "ranking")},
        "dated": drawn["at"],
        "none": words.word("page.no_value", language),
    }
