"""What a feed must be: the grammar of Atom (RFC 4287, appendix B, with the rules beside it), the fields of JSON Feed.

In comes a document, out comes what is wrong with it. The tables are written from the two specifications, not from what
this project writes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ONE, MAYBE, ANY = (1, 1), (0, 1), (0, None)
PERSON = {"name": ONE, "uri": MAYBE, "email": MAYBE}
CHILDREN = {  # element -> child -> how often at least and at most (RFC 4287, sections 4.1.1, 4.1.2 and 3.2)
    "feed": {
        "author": ANY,
        "category": ANY,
        "contributor": ANY,
        "generator": MAYBE,
        "icon": MAYBE,
        "id": ONE,
        "link": ANY,
        "logo": MAYBE,
        "rights": MAYBE,
        "subtitle": MAYBE,
        "title": ONE,
        "updated": ONE,
        "entry": ANY,
    },
    "entry": {
        "author": ANY,
        "category": ANY,
        "content": MAYBE,
        "contributor": ANY,
        "id": ONE,
        "link": ANY,
        "published": MAYBE,
        "rights": MAYBE,
        "source": MAYBE,
        "summary": MAYBE,
        "title": ONE,
        "updated": ONE,
    },
    "author": PERSON,
    "contributor": PERSON,
}
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "generator": {"uri", "version"},
    "title": {"type"},
    "subtitle": {"type"},
    "summary": {"type"},
    "rights": {"type"},
}
REQUIRED = {"link": ("href",), "category": ("term",)}
MOMENTS = ("updated", "published")
MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?(Z|[+-][0-2]\d:[0-5]\d)")  # RFC 3339
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # RFC 3066
MEDIATYPE = re.compile(r".+/.+")
MARKUP = re.compile(r"<(?!/?(p|a)[ >])")  # what an entry's HTML is made of, and nothing else


def atom_problems(source: bytes) -> Iterator[str]:
    """Everything by which the bytes are no Atom feed."""
    try:
        root = fromstring(source)
    except ParseError as error:
        yield f"no XML: {error}"
        return
    if root.tag != f"{ATOM}feed":
        yield f"{root.tag} is no feed"
        return
    yield from _element(root)
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None and any(e.find(f"{ATOM}author") is None for e in entries):
        yield "a feed whose entries have no author has one itself"
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        yield "a feed names its own address"
    for name, count in Counter((e.findtext(f"{ATOM}id"), e.findtext(f"{ATOM}updated")) for e in entries).items():
        if count > 1:
            yield f"two entries for one moment of {name[0]}"


def _element(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    children = CHILDREN.get(name, {})
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"{name} holds {child}" for child in counts if child not in children)
    for child, (least, most) in children.items():
        if not least <= counts[child] <= (counts[child] if most is None else most):
            yield f"{name} has {counts[child]} {child}"
    yield from _attributes(name, element)
    yield from _value(name, element)
    if name in ("feed", "entry"):
        yield from _links(name, element)
    for child in element:
        yield from _element(child)


def _attributes(name: str, element: Element) -> Iterator[str]:
    allowed = ATTRIBUTES.get(name, set()) | {f"{XML}lang", f"{XML}base"}
    yield from (f"{name} with {key}" for key in element.attrib if key not in allowed)
    yield from (f"{name} without {key}" for key in REQUIRED.get(name, ()) if not element.get(key))
    language = element.get(f"{XML}lang")
    if language is not None and not LANGUAGE.fullmatch(language):
        yield f"{name} in the language {language!r}"


def _value(name: str, element: Element) -> Iterator[str]:
    text = element.text or ""
    if name in MOMENTS and not MOMENT.fullmatch(text):
        yield f"{name} at {text!r}"
    if name in ("id", "uri") and not is_address(text):
        yield f"{name} is {text!r}, no absolute address"
    if name in ("title", "name") and not text.strip():
        yield f"an empty {name}"
    if name == "link" and not is_address(element.get("href", "")):
        yield f"a link to {element.get('href')!r}"
    if name == "link" and element.get("type") is not None and not MEDIATYPE.fullmatch(element.get("type", "")):
        yield f"a link of type {element.get('type')!r}"
    if name in ("content", "title", "summary", "subtitle") and element.get("type", "text") not in ("text", "html"):
        yield f"{name} of type {element.get('type')!r}"
    if name == "content" and MARKUP.search(text):
        yield f"markup in {text!r}"


def _links(name: str, element: Element) -> Iterator[str]:
    links = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in links)
    yield from (f"two alternate links of {kind}" for kind, count in kinds.items() if count > 1)
    if not links and element.find(f"{ATOM}content") is None and name == "entry":
        yield "an entry without content has an alternate link"


def is_address(text: str) -> bool:
    """An absolute address whose letters all may stand in one."""
    parts = urlsplit(text)
    return bool(parts.scheme and parts.netloc) and not re.search(r"[\s<>\"{}|\\^`]", text)


TEXT, LIST = str, list
FEED = {"version": TEXT, "title": TEXT, "items": LIST}  # required; https://www.jsonfeed.org/version/1.1/
FEED_ADDRESSES = ("home_page_url", "feed_url", "icon", "favicon")
KNOWN = {*FEED, *FEED_ADDRESSES, "description", "user_comment", "next_url", "authors", "language", "expired", "hubs"}
ITEM_ADDRESSES = ("url", "external_url", "image", "banner_image")
ITEM_KNOWN = {
    *("id", *ITEM_ADDRESSES, "title", "content_html", "content_text", "summary", "date_published", "date_modified"),
    *("authors", "tags", "language", "attachments"),
}


def json_feed_problems(document: Any) -> Iterator[str]:
    """Everything by which a document is no JSON Feed of version 1.1."""
    for name, kind in FEED.items():
        if not isinstance(document.get(name), kind) or (kind is TEXT and not document[name]):
            yield f"no {name}"
            return
    if document["version"] != "https://jsonfeed.org/version/1.1":
        yield f"version {document['version']}"
    yield from (f"unknown {key}" for key in document if key not in KNOWN and not key.startswith("_"))
    yield from _json_values("the feed", document, FEED_ADDRESSES)
    for item in document["items"]:
        yield from _item(item)
    counts = Counter(item.get("id") for item in document["items"])
    yield from (f"two items {name}" for name, count in counts.items() if count > 1)


def _item(item: Any) -> Iterator[str]:
    name = item.get("id")
    if not isinstance(name, str) or not name:
        yield "an item without id"
    if not item.get("content_html") and not item.get("content_text"):
        yield f"{name}: no content"
    if MARKUP.search(item.get("content_html", "")):
        yield f"{name}: markup in {item['content_html']!r}"
    for key in ("date_published", "date_modified"):
        if key in item and not MOMENT.fullmatch(item[key]):
            yield f"{name}: {key} at {item[key]!r}"
    yield from (f"{name}: unknown {key}" for key in item if key not in ITEM_KNOWN and not key.startswith("_"))
    yield from _json_values(f"{name}", item, ITEM_ADDRESSES)


def _json_values(name: str, value: Any, addresses: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{name}: {key} {value[key]!r}" for key in addresses if key in value and not is_address(value[key]))
    if "language" in value and not LANGUAGE.fullmatch(value["language"]):
        yield f"{name}: language {value['language']!r}"
    for author in value.get("authors", ()):
        if not {"name", "url", "avatar"} & author.keys():
            yield f"{name}: an author without a name"
