"""One thing to publish: where it goes and what it holds. It must not know who made it or where the site stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.model import Dataset, DatasetReading, IndicatorReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site. `path` is relative to the site's root, with forward slashes, not percent-encoded.

    Exactly one of `content` (the bytes themselves), `source` (a file to copy, byte for byte) and `parts` (the bytes of
    a large file, piece by piece; they can be asked for once) is given.
    """

    path: str
    content: bytes | None = None
    source: Path | None = None
    parts: Iterable[bytes] | None = None

    def __post_init__(self) -> None:
        assert [self.content, self.source, self.parts].count(None) == 2, self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A file of the site that says to machines what a page says to people: `title` is the format's own name, empty
    where the media type says it."""

    path: str
    mediatype: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows: the page's kind (as `Page.kind` has it), its language, and a thing's name, empty for a list.

    `dataset` with its `reading` is the one that the page shows; `indicators` are the readings of the indicator, or of
    those of the set.
    """

    kind: str
    language: str
    name: str = ""
    dataset: Dataset | None = None
    reading: DatasetReading | None = None
    indicators: tuple[IndicatorReading, ...] = ()


def json_output(path: str, document: object) -> Output:
    """UTF-8 JSON, in the order given, without spaces, ending in a newline; NaN is refused, as browsers do."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Output(path=path, content=f"{text}\n".encode())
