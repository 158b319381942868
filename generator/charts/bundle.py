"""The program that makes a chart live in a reader's browser: Vega, Vega-Lite and vega-embed as one script.

Out goes JavaScript, to be published once and loaded only when a reader asks. The script sets `vegaEmbed`; a page calls
`vegaEmbed(element, spec, OPTIONS)`. It must not know where the script is published.
"""

from __future__ import annotations

from typing import Final

from generator.charts.vega import VERSION, vega

# Under a strict Content-Security-Policy nothing may be evaluated and no style may be put into the page.
OPTIONS: Final = {
    "ast": True,
    "renderer": "svg",
    "actions": False,
    "defaultStyle": False,
    "tooltip": {"disableDefaultStyle": True},
}


def bundle() -> bytes:
    """The same bytes each time for one release of the packages; takes more than a second, so whoever calls keeps it."""
    script: str = vega().javascript_bundle(vl_version=VERSION)
    return script.encode()
