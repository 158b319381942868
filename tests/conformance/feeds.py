"""Feeds of changes: Atom by the grammar of RFC 4287 and as feedparser reads it, JSON Feed by its table of fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import feedparser

from tests.conformance.rows import Counts, Row, tell
from tests.feed_rules import atom_problems, json_feed_problems

KINDS = ("organizations", "themes", "dataset addresses", "withdrawn addresses", "set addresses")


def check(site: Path, counts: Counts) -> Iterator[Row]:
    expected = (1 + sum(counts[kind] for kind in KINDS)) * counts["languages"]
    atom = sorted(site.glob("updates/**/*.xml"))
    yield Row(
        "Atom",
        "the grammar of RFC 4287",
        len(atom),
        expected,
        tuple(f"{feed.relative_to(site)}: {p}" for feed in atom for p in atom_problems(feed.read_bytes())),
        "no id" if list(atom_problems(without_id(atom[0]))) else "",
    )
    yield Row(
        "Atom",
        f"feedparser {feedparser.__version__}",
        len(atom),
        expected,
        tuple(f"{feed.relative_to(site)}: {p}" for feed in atom for p in unread(feed.read_bytes())),
        "an unclosed entry" if list(unread(atom[0].read_bytes().replace(b"</entry>", b"", 1))) else "",
    )
    feeds = sorted(site.glob("updates/**/*.json"))
    documents = [json.loads(feed.read_text("utf-8")) for feed in feeds]
    lacking = {**documents[0], "version": ""}
    yield Row(
        "JSON Feed",
        "the fields of version 1.1",
        len(feeds),
        expected,
        tuple(
            f"{f.relative_to(site)}: {p}" for f, d in zip(feeds, documents, strict=True) for p in json_feed_problems(d)
        ),
        "no version" if list(json_feed_problems(lacking)) else "",
    )


def without_id(feed: Path) -> bytes:
    before, _, rest = feed.read_bytes().partition(b"<id>")
    return before + rest.partition(b"</id>")[2]


def unread(source: bytes) -> Iterator[str]:
    """What feedparser stumbles over, and what it does not find."""
    read = feedparser.parse(source)
    if read.bozo:
        yield str(read.bozo_exception)
    if read.version != "atom10":
        yield f"read as {read.version!r}"
    if not read.feed.get("updated_parsed") or not read.feed.get("author"):
        yield "no moment or no author"
    for entry in read.entries:
        if not (entry.get("id") and entry.get("title") and entry.get("link") and entry.get("updated_parsed")):
            yield f"an entry without id, title, link or moment: {entry.get('id')}"
        if not entry.get("content"):
            yield f"{entry.get('id')}: no content"


if __name__ == "__main__":
    tell(check)
