"""What tells programs which pages there are. In come the catalog and the twins of every page, out go `Output`s.

It must not know what a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from generator import urls
from generator.model import Catalog
from generator.outputs import Output
from generator.site import Twins

MOST_ADDRESSES: Final = 50_000  # of one file; sitemaps.org, "Using Sitemap index files"
MOST_BYTES: Final = 50_000_000
SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEAD: Final = f'{DECLARATION}<urlset {SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
FOOT: Final = "</urlset>\n"


def sitemaps(
    catalog: Catalog, twins: Iterable[Twins], most_addresses: int = MOST_ADDRESSES, most_bytes: int = MOST_BYTES
) -> Iterator[Output]:
    """Every page with its twins (sitemaps.org 0.9, with the `xhtml:link` of Google's and Bing's extension).

    Too many for one file stand in numbered ones, and the first file names those.
    """
    by_path = {path: pages for pages in twins for path in pages.values()}
    entries = (_entry(catalog, path, by_path[path]) for path in sorted(by_path))
    parts = [f"{HEAD}{part}{FOOT}".encode() for part in _parted(entries, most_addresses, most_bytes)]
    if len(parts) == 1:
        yield Output(path=urls.sitemap(), content=parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield Output(path=urls.sitemap(number), content=part)
    places = (urls.absolute(urls.sitemap(number), catalog.site_uri) for number in range(1, len(parts) + 1))
    named = "".join(f"<sitemap><loc>{escape(place)}</loc></sitemap>\n" for place in places)
    index = f"{DECLARATION}<sitemapindex {SPACE}>\n{named}</sitemapindex>\n"
    yield Output(path=urls.sitemap(), content=index.encode())


def robots(catalog: Catalog) -> Output:
    """Everything may be read by programs: that is what an open-data site is for."""
    text = f"User-agent: *\nAllow: /\nSitemap: {urls.absolute(urls.sitemap(), catalog.site_uri)}\n"
    return Output(path="robots.txt", content=text.encode())


def _parted(entries: Iterable[str], most_addresses: int, most_bytes: int) -> Iterator[str]:
    """Entries put together as long as one file holds them; one part where there are none."""
    part: list[str] = []
    size = around = len(HEAD) + len(FOOT)
    for entry in entries:
        added = len(entry.encode())
        if part and (len(part) == most_addresses or size + added > most_bytes):
            yield "".join(part)
            part, size = [], around
        part.append(entry)
        size += added
    yield "".join(part)


def _entry(catalog: Catalog, path: str, pages: Twins) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" '
        f"href={quoteattr(urls.absolute(pages[language], catalog.site_uri))}/>"
        for language in catalog.languages
        if language in pages
    )
    return f"<url><loc>{escape(urls.absolute(path, catalog.site_uri))}</loc>{links}</url>\n"
