"""The policy of a page, and what a preview's server may add to it."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from generator.policy import POLICY, allowing

PAGE = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><script src="a.js"></script>'.encode()


def test_a_page_without_scripts_of_its_own_stays_as_it_is() -> None:
    """A file of the site and a block of data are no scripts that stand in the page."""
    page = PAGE + b'<script type="application/json">{}</script>'
    assert allowing(page) == page


def test_the_script_of_a_preview_is_allowed_and_no_other() -> None:
    script = "livereload(1, 2);\n"
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    shown = allowing(PAGE + f"<script>{script}</script>".encode()).decode()
    assert f"script-src 'self' 'sha256-{digest}' 'wasm-unsafe-eval';" in shown
    assert shown.count("sha256-") == 1 and "'unsafe-inline'; img-src" in shown
