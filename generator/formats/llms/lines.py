"""Pieces of Markdown: links, facts with their labels, tables. In come texts of the catalog, out go lines.

Whatever stands in a title, a line stays one line and a link one link. It must not know what the lines are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator import urls
from generator.model import Catalog
from generator.words import word

SIGNS: Final = re.compile(r"([\\\[\]|`<>*_])")
NOT_BARE: Final = re.compile(r"[\s()<>]")


def inline(text: str) -> str:
    """A text in one line, in which no sign is one of Markdown's."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))


def link(title: str, address: str) -> str:
    """An address with signs that would end the link stands in angle brackets."""
    place = f"<{address}>" if NOT_BARE.search(address) else address
    return f"[{inline(title)}]({place})"


def fact(key: str, language: str, said: str | None) -> Iterator[str]:
    """A line of a list, `said` being Markdown; none where there is nothing to say."""
    if said:
        yield f"- {word(key, language)}: {said}"


def table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The heading and a line a row."""
    cells = [inline(head) for head in heads]
    yield f"| {' | '.join(cells)} |"
    yield f"|{'---|' * len(cells)}"
    yield from (f"| {' | '.join(map(inline, row))} |" for row in rows)


def headed(heading: str, lines: Iterable[str]) -> list[str]:
    """A section; nothing of one without lines."""
    found = list(lines)
    return [f"## {inline(heading)}", "", *found] if found else []


def text_address(catalog: Catalog, page_path: str, language: str) -> str:
    """Where a program finds the text of a page in that language."""
    return address(catalog, urls.plain_text(urls.page(page_path, language, catalog.languages)))


def address(catalog: Catalog, path: str) -> str:
    return urls.absolute(path, catalog.site_uri)


def written(blocks: Iterable[Iterable[str]]) -> bytes:
    """Blocks of lines, parted by an empty one."""
    texts = ("\n".join(block) for block in blocks)
    return ("\n\n".join(text for text in texts if text) + "\n").encode()
