"""Links within the site, good under any base path: in come the paths of two places as `urls` makes them, out goes what
leads from the one to the other. It must not know what stands there.
"""

from __future__ import annotations

from functools import lru_cache

from generator import urls


@lru_cache(maxsize=1024)  # a page's frame and its twin's link the same places
def href(target: str, *, start: str) -> str:
    """A percent-encoded link from the page `start` to the page or file `target`, good under any base path."""
    here, there = start.rstrip("/").split("/"), target.rstrip("/").split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    up = 0 if here == [""] else len(here) - shared
    down = [] if there == [""] else there[shared:]
    link = "/".join((*[".."] * up, *down)) or "."
    if target == "" or target.endswith("/"):
        link = f"{link}/"
    return urls.quoted(link)
