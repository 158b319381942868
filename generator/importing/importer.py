"""What an importer is: a name, how the records of a source are found, and how a draft is made of one.

In comes a source, a path or an address, out go `Entry`s. It must not know any format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from generator.addresses import is_url
from generator.importing import foreign
from generator.importing.drafts import Desk, Draft, SetDraft
from generator.importing.fetching import NotFetched
from generator.problems import WrongUse
from generator.words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a source, not looked into yet. `folder` is where the paths of its files begin, and `base` the
    address from which relative ones are read."""

    label: str
    document: Any
    folder: Path | None = None
    base: str = ""


class Importer(NamedTuple):
    """`entries` raises `WrongUse` for a source that cannot be read, `draft` raises it or `Refused` for a record.
    `gathered` makes a set of indicators of the source and the drafts that were filed."""

    name: str
    entries: Callable[[str, Desk], Iterator[Entry]]
    draft: Callable[[Entry, Desk], Draft]
    gathered: Callable[[str, Sequence[Draft], Desk], SetDraft] | None = None


def document_of(entry: Entry) -> Any:
    """What the record holds. Raises `WrongUse` for one of several files that could not be read."""
    if isinstance(entry.document, WrongUse):
        raise entry.document
    return entry.document


def one_of_several(file: Path) -> Any:
    """The document in a file, or why it cannot be read: others are not to suffer from it."""
    try:
        return foreign.read_document(file)
    except WrongUse as error:
        return error


def document_at(source: str, desk: Desk) -> Any:
    """A JSON or YAML document on this machine, or at an address where fetching was asked for. Raises `WrongUse`."""
    if not is_url(source):
        return foreign.read_document(path_of(source))
    return foreign.parsed(fetched(source, desk), urlsplit(source).path.rpartition("/")[2])


def fetched(address: str, desk: Desk) -> bytes:
    """What is at an address that somebody named. Raises `WrongUse`."""
    if desk.fetcher is None:
        raise WrongUse("import-not-asked", url=address)
    try:
        return desk.fetcher.read(address)
    except NotFetched as error:
        reason = word(f"import.{error.reason}", desk.reader, **error.values)
        raise WrongUse("import-unreadable", path=address, reason=reason) from error


def path_of(source: str) -> Path:
    path = Path(source)
    if not path.exists():
        raise WrongUse("no-such-path", path=source)
    return path
