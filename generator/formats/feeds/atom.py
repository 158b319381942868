"""A feed as Atom (RFC 4287). In comes a `Feed`, out go bytes of XML."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.formats.feeds.feed import Entry, Feed, file_address
from generator.model import Catalog

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
SUFFIX: Final = ".xml"
MEDIATYPE: Final = "application/atom+xml"


def document(catalog: Catalog, shown: Feed) -> bytes:
    """The elements of `atom:feed` (RFC 4287, section 4.1.1); its identifier begins with the catalog's own base."""
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": shown.language})
    _text(feed, "id", file_address(shown, SUFFIX, catalog.base_uri))
    _text(feed, "title", shown.title)
    _text(feed, "subtitle", shown.description)
    _text(feed, "updated", shown.updated)
    author = SubElement(feed, "author")
    _text(author, "name", shown.author)
    _text(author, "uri", shown.author_url)
    SubElement(feed, "link", {"rel": "self", "type": MEDIATYPE, "href": file_address(shown, SUFFIX, catalog.site_uri)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": shown.page})
    _text(feed, "generator", "Banchi")
    for entry in shown.entries:
        _entry(feed, entry)
    xml: bytes = tostring(feed, "utf-8", xml_declaration=True)
    return xml + b"\n"


def _entry(feed: Element, shown: Entry) -> None:
    """The elements of `atom:entry` (section 4.1.2); the author is the feed's."""
    entry = SubElement(feed, "entry")
    _text(entry, "id", shown.id)
    _text(entry, "title", shown.title)
    _text(entry, "updated", shown.updated)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": shown.url})
    SubElement(entry, "category", {"term": shown.news.revision.kind, "label": shown.news.what})
    content = SubElement(entry, "content", {"type": "html"})
    content.text = shown.html


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
