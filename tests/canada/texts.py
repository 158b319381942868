"""HTML of the corpus as Markdown that says the same: paragraphs, lists, links, stress. In comes a text with or without
tags, out goes Markdown whose signs mean what they are. It must not know where the text stands.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

MARKS: Final = {"strong": "**", "b": "**", "em": "*", "i": "*"}
SMALL: Final = {"sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"), "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")}
SPECIAL: Final = re.compile(r"([\\`*_\[\]<>])")
LISTS: Final = ("ul", "ol", "dl")


def markdown(text: str) -> str:
    """The text in Markdown; one that holds no tag is taken as Markdown already."""
    if not re.search(r"<\s*/?[a-z]+", text):
        return _tidy(text)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return _tidy("".join(reader.parts))


def line(text: str) -> str:
    """The words alone in one line, for titles."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def first_paragraph(text: str) -> str:
    """What stands before the first empty line of a text in Markdown, with the list that it may introduce."""
    first, _, rest = text.partition("\n\n")
    return f"{first}\n\n{first_paragraph(rest)}" if first.endswith(":") and rest else first


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t\xa0]+", " ", part).strip() for part in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Writes Markdown while tags pass by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link = ""
        self._small = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in MARKS:
            self.parts.append(MARKS[tag])
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "").strip().replace(" ", "%20")
            self.parts.append("[" if self._link else "")
        elif tag in SMALL:
            self._small = tag
        elif tag in ("li", "dd", "dt"):
            self.parts.append("\n- ")
        elif tag in ("br", "p", *LISTS):
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            self._close(MARKS[tag])
        elif tag == "a" and self._link:
            self.parts.append(f"]({self._link})")
            self._link = ""
        elif tag in SMALL:
            self._small = ""
        elif tag in ("p", *LISTS):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        words = SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data))
        self.parts.append(words.translate(SMALL[self._small]) if self._small else words)

    def _close(self, mark: str) -> None:
        """Markdown wants the mark close to the word; the space goes behind it."""
        last = self.parts.pop()
        words = last.rstrip()
        self.parts.append(f"{words}{mark}{last[len(words) :]}")
