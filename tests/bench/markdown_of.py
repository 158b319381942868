"""A dataset's page as Markdown, for the baseline. In comes the HTML of a page of ours, out goes its main content with
the same words, headings, lists, links, tables and code blocks. It must not know where pages stand.

Only what would change the meaning is escaped: every backslash costs Python-Markdown time, and the baseline must not
pay for where its text comes from. Links are absolute, so that MkDocs need not look them up.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARTS = {"li", "dt", "dd", "summary", "caption", *HEADINGS}
BLOCKS = {
    "p",
    "div",
    "section",
    "header",
    "nav",
    "dl",
    "details",
    "ul",
    "ol",
    "blockquote",
    "article",
    "figure",
    *PARTS,
}
SILENT = {"svg", "script", "style", "template"}
WRAPPED = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
SPECIAL = re.compile(r"[*`\[<]|\\(?=[^\w\s])|(?<!\w)_|_(?!\w)")
LINE_START = re.compile(r"^(#|>|[-+](?=\s)|\d+(?=\.\s))")


class MarkdownOf(HTMLParser):
    """Feed it one page; `lines` is the Markdown of its `<article>`, `words` the text it says."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.tables = self.codes = 0
        self._address = address
        self._inside = self._silent = 0
        self._text = ""  # of the block being read
        self._prefix = ""  # what begins that block: `## `, `- `
        self._lists: list[str] = []
        self._links: list[str] = []
        self._row: list[str] | None = None
        self._is_head = self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._inside += 1
        if tag in SILENT:
            self._silent += 1
        if not self._inside or self._silent:
            return
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._text += "["
        elif tag == "br":
            self._text += " "
        elif tag in WRAPPED and not self._is_code:
            self._text += WRAPPED[tag]
        else:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self._silent:
            self._silent -= 1
            return
        if not self._inside or self._silent:
            return
        if tag == "a":
            self._text += f"]({urljoin(self._address, self._links.pop())})"
        elif tag in WRAPPED and not self._is_code:
            self._text = self._text.rstrip(" ") + WRAPPED[tag]
        else:
            self._end(tag)
        if tag == "article":
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        if not self._inside or self._silent:
            return
        self.words += data.split()
        self._text += data if self._is_code else _escaped(data, in_table=self._row is not None)

    def _begin(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._text = ""
        elif tag == "tr":
            self._row = []
        elif tag == "thead":
            self._is_head = True
        elif tag == "pre":
            self._flush()
            self._is_code = True
            self.codes += 1
        elif tag in BLOCKS and self._row is not None:
            self._text += " "  # a cell of Markdown is one line
        elif tag in BLOCKS:
            self._flush()
            self._place(tag)

    def _place(self, tag: str) -> None:
        """What the block that begins is introduced by."""
        if tag in ("ul", "ol"):
            self._lists.append("- " if tag == "ul" else "1. ")
        elif tag in HEADINGS:
            self._prefix = f"{'#' * HEADINGS[tag]} "
        elif tag == "li":
            self._prefix = "    " * (len(self._lists) - 1) + self._lists[-1]
        elif tag == "dt":
            self._prefix = "- "
        elif tag == "dd":
            self._prefix = "    - "

    def _end(self, tag: str) -> None:
        if tag in ("td", "th") and self._row is not None:
            self._row.append(" ".join(self._text.split()) or " ")
            self._text = ""
        elif tag in BLOCKS and self._row is not None:
            self._text += " "
        elif tag == "tr" and self._row is not None:
            self.lines.append("| " + " | ".join(self._row) + " |")
            if self._is_head:
                self.lines.append("|" + " --- |" * len(self._row))
            self._row = None
        elif tag == "thead":
            self._is_head = False
        elif tag == "table":
            self.tables += 1
            self.lines.append("")
        elif tag == "pre":
            self.lines += ["```", *self._text.strip("\n").split("\n"), "```", ""]
            self._text, self._is_code = "", False
        elif tag in BLOCKS:
            self._flush()
            if tag in ("ul", "ol", "dl"):
                self._lists = self._lists[:-1] if tag != "dl" else self._lists
                self.lines.append("")

    def _flush(self) -> None:
        text = " ".join(self._text.split())
        if text and self._row is None:
            in_list = self._prefix.lstrip().startswith(("-", "1."))
            self.lines.append(self._prefix + (text if self._prefix else LINE_START.sub(r"\\\1", text)))
            if not in_list:
                self.lines.append("")
            self._prefix = "" if not in_list else " " * len(self._prefix)  # a second block of the item
        elif not text and not self._prefix.strip():
            self._prefix = ""
        self._text = ""


def markdown_of(html: str, address: str) -> MarkdownOf:
    """The main content of a page that stands at an address."""
    reader = MarkdownOf(address)
    reader.feed(html)
    return reader


def _escaped(text: str, *, in_table: bool) -> str:
    shown = SPECIAL.sub(lambda match: "&lt;" if match[0] == "<" else f"\\{match[0]}", text)
    return shown.replace("|", "\\|") if in_table else shown
