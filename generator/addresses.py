"""Addresses of pages and of people: which are good to publish as links. In comes text, out goes an answer.

It must not know what an address is for, nor ever ask the network whether it works.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

# What nobody sees: control characters, and marks that turn the direction of what follows them.
_HIDDEN: Final = r"\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# … and what would end a `mailto:` address, so that readers and words could be added to the message.
_NOT_IN_EMAIL: Final = rf"\s@<>()\[\],:;\"'?#%&\\{_HIDDEN}"
_EMAIL: Final = re.compile(rf"[^{_NOT_IN_EMAIL}]+@[^.{_NOT_IN_EMAIL}]+(\.[^.{_NOT_IN_EMAIL}]+)+")
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_HOST: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f/?#%]")
_NOT_IN_URL: Final = re.compile(rf"[\s<>\"{{}}|\\^`{_HIDDEN}]")


def is_url(written: str) -> bool:
    """An absolute http or https address with a host; letters of any script may stand in it."""
    try:
        parts = urlsplit(written)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not _NOT_IN_URL.search(written)
    except ValueError:  # urlsplit's word for an impossible host
        return False


def has_credentials(written: str) -> bool:
    """Whether it carries a user's name or password."""
    try:
        parts = urlsplit(written)
        return parts.username is not None or parts.password is not None
    except ValueError:
        return False


def meant_url(written: str) -> str | None:
    """www.nso.go.th with its scheme."""
    meant = f"https://{written.strip().lstrip('/')}"
    return meant if "." in meant and ":" not in written and is_url(meant) else None


def is_email(written: str) -> bool:
    return _EMAIL.fullmatch(written) is not None


def meant_email(written: str) -> str | None:
    """mailto:stat@agency.example or stat(at)agency.example without its disguise."""
    plain = re.sub(r"\s+", "", written.removeprefix("mailto:").replace("[at]", "@").replace("(at)", "@"))
    return plain if plain != written and is_email(plain) else None


def web(address: str) -> str:
    """An address that somebody has written, percent-encoded where RFC 3987 asks for it."""
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    netloc = f"{_quoted(user)}{at}{_NOT_IN_HOST.sub(lambda m: quote(m[0]), host)}"
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    authority = f"//{netloc}" if netloc else ""
    return f"{parts.scheme}:{authority}{_quoted(parts.path)}{query}{fragment}"


def _quoted(part: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe="/:@!$&'()*+,;=-._~?%")
