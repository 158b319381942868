"""Untrusted Markdown as safe HTML, and as plain text.

In comes text that anybody may have written; out goes HTML that can hold paragraphs, lists, quotations, code, tables,
headings below the page's own, and links to the web: never a script, an image or an attribute of the writer's. It must
not know where the text stands.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import nh3
from icu4py.breakers import WordBreaker
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES: Final = ("http", "https", "mailto")
REL: Final = "nofollow ugc noopener"
TAGS: Final = frozenset(
    {"p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br", "hr"}
    | {"h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
)
DEEPEST: Final = 6
ABBREVIATED: Final = re.compile(r"\s\S+\.\S+\.$")  # พ.ศ. and e.g. belong to what follows


@lru_cache(maxsize=256)  # the license of every dataset
def html(text: str, heading: int = 3) -> str:
    """The text as sanitised HTML; its topmost heading becomes `<h{heading}>`, deeper ones follow without a gap."""
    tokens = _parser().parse(text)
    levels = sorted({int(t.tag[1]) for t in tokens if t.type == "heading_open"})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(DEEPEST, heading + levels.index(int(token.tag[1])))}"
    rendered = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        rendered,
        tags=set(TAGS),
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},  # "*": else nh3 lets `title` and `lang` through
        url_schemes=set(SCHEMES),
        link_rel=REL,
        strip_comments=True,
    ).strip()


@lru_cache(maxsize=4096)  # lists show the first words of a dataset a dozen times
def plain(text: str) -> str:
    """The words alone, in one line."""
    words = []
    for token in _parser().parse(text):
        if token.type == "inline":
            words.append("".join(map(_words, token.children or ())))
        elif token.type in ("fence", "code_block"):
            words.append(token.content)
    return re.sub(r"\s+", " ", " ".join(words)).strip()


def _words(token: Token) -> str:
    """What begins or ends emphasis parts no words; a line's end and a picture do."""
    if token.type in ("text", "code_inline"):
        return token.content
    return "" if token.nesting else " "


def excerpt(text: str, most: int = 180) -> str:
    """The first words, at most `most` characters: the first paragraph where it fills half of them, else cut at a space
    where one is near, or between two words."""
    first = plain(re.split(r"\n[ \t]*\n", text.strip(), maxsplit=1)[0])
    return first if most // 2 <= len(first) <= most else shortened(plain(text), most)


def shortened(words: str, most: int) -> str:
    """One line of words, cut the same way."""
    if len(words) <= most:
        return words
    head = words[: most - 1]
    space = head.rfind(" ")
    if space < most // 2:
        space = _last_break(words, most - 1)
    return f"{ABBREVIATED.sub('', head[:space]).rstrip(' ,;:–—')}…"


def _last_break(words: str, most: int) -> int:
    """The end of the last whole word within `most` characters, unless a word without end would leave next to nothing.

    Thai has no spaces between words.
    """
    end = 0
    for piece in WordBreaker(words[: most + 40], "th"):
        if end + len(piece) > most:
            break
        end += len(piece)
    return end if end > most // 2 else most


@cache
def _parser() -> MarkdownIt:
    """CommonMark without HTML, images and entities (`&lt;` shows as written); other links than web ones are text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "entity"])
    parser.validateLink = _is_web  # type: ignore[method-assign]
    return parser


def _is_web(url: str) -> bool:
    return url.strip().lower().startswith(tuple(f"{s}:" for s in SCHEMES))
