"""What tells programs which pages there are. In come the catalog and the twins of every page, out go `Output`s.

It must not know what a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from generator import urls
from generator.model import Catalog
from generator.outputs import Output
from generator.site import Twins


def sitemap(catalog: Catalog, twins: Iterable[Twins]) -> Output:
    """Every page with its twins (sitemaps.org 0.9, with the `xhtml:link` of Google's and Bing's extension)."""
    by_path = {path: pages for pages in twins for path in pages.values()}
    entries = [_sitemap_entry(catalog, path, by_path[path]) for path in sorted(by_path)]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    return Output(path="sitemap.xml", content=f"{head}{''.join(entries)}</urlset>\n".encode())


def _sitemap_entry(catalog: Catalog, path: str, pages: Twins) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" '
        f"href={quoteattr(urls.absolute(pages[language], catalog.site_uri))}/>"
        for language in catalog.languages
        if language in pages
    )
    return f"<url><loc>{escape(urls.absolute(path, catalog.site_uri))}</loc>{links}</url>\n"


def robots(catalog: Catalog) -> Output:
    """Everything may be read by programs: that is what an open-data site is for."""
    text = f"User-agent: *\nAllow: /\nSitemap: {urls.absolute('sitemap.xml', catalog.site_uri)}\n"
    return Output(path="robots.txt", content=text.encode())
