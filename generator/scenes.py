"""Scenes of guides: what a person sees once a command has run, as figures on hand-written pages.

In comes Markdown, out goes Markdown in which each line `{{ banchi.scene check.en }} What it shows.` is that scene with
its caption. A scene is a file of what the program really said (tests/scenes.py writes it): `.txt` is what stood on a
terminal, `.md` what stood on a page. It must not know which command made it, nor which page shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from generator import markdown, templates

_PLACE: Final = re.compile(r"^\{\{ banchi\.scene ([a-z]+\.[a-z]{2,3}) \}\} (.+)$", re.MULTILINE)
_TYPED: Final = re.compile(r"^\$ .+$", re.MULTILINE)
_HEADING: Final = re.compile(r"<h\d>(.*?)</h\d>")


def set_in(text: str) -> str:
    """Every scene in its place; a line that names none stays as written."""
    return _PLACE.sub(_figure, text)


def _figure(place: re.Match[str]) -> str:
    for ending, drawn in _DRAWN.items():
        file = templates.folder("scenes") / f"{place[1]}.{ending}"
        if file.is_file():
            caption = f"<figcaption>{escape(place[2], quote=False)}</figcaption>"
            return f'<figure class="b-scene">\n{caption}\n{drawn(file.read_text("utf-8").strip())}\n</figure>'
    return place[0]


def _terminal(text: str) -> str:
    """What stood on the screen, letter by letter; commands are set off from what they said."""
    shown = _TYPED.sub(r"<b>\g<0></b>", escape(text, quote=False))
    return f"<pre><code>{shown}</code></pre>"


def _page(text: str) -> str:
    """What stood on another page. Its headings are none of this one's outline, and a comment that keeps a code host
    from making a link of an address is not seen there either."""
    shown = _HEADING.sub(r"<p><strong>\1</strong></p>", markdown.html(text.replace("<!-- -->", "")))
    return f'<div class="b-scene__page">\n{shown}\n</div>'


_DRAWN: Final[Mapping[str, Callable[[str], str]]] = {"txt": _terminal, "md": _page}
