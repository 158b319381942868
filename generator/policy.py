"""What a page of the site may do in a reader's browser, as a Content Security Policy (W3C, level 3).

Out goes the policy that stands in every page, and a page that MkDocs' preview has put its own script into, with that
one script allowed. It must not know what stands on a page.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Final

# Search runs a program in WebAssembly, drawings carry styles of their own, a chart is saved by way of a `data:` image.
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
_SCRIPTS: Final = b"script-src 'self'"
_INLINE: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def allowing(page: bytes) -> bytes:
    """The page with each script that stands in it allowed by its digest: only a preview's server puts any there."""
    digests = [hashlib.sha256(script).digest() for script in _INLINE.findall(page)]
    allowed = b"".join(b" 'sha256-%b'" % b64encode(digest) for digest in digests)
    return page.replace(_SCRIPTS, _SCRIPTS + allowed, 1)
