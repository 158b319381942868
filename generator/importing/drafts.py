"""A dataset in the making: what a foreign record says, in keys of our own descriptors, and what was done to it.

In comes what an importer has read, out go values for a descriptor, files to copy, and notes: each is a liberty that was
taken, with its reason. It must not know where a record came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from generator.contributing.labels import language_of
from generator.importing import foreign
from generator.importing.fetching import Fetcher
from generator.model import Catalog
from generator.words import speaks, word

WHY_NO_FILE: Final = (
    *("resource_refused", "resource_missing", "file_empty", "file_pointer", "path_outside", "url_refused"),
)

OF_LINKS: Final = ("name", "title", "description", "format", "created", "modified")  # keys that need no file

Words = dict[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Note:
    """`code` names its words in the section `import` of `words.yml`; `values` fill them."""

    code: str
    values: Mapping[str, str]


class Refused(Exception):
    """A record that cannot be imported, with the note that says why."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.note = Note(code, _shown(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organization or a theme as a record names it."""

    title: Words
    name: str = ""
    url: str = ""
    description: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A license as a record names it: any of its identifier, its title and its address may be empty."""

    name: str = ""
    title: Words = field(default_factory=dict)
    url: str = ""


@dataclass(slots=True, kw_only=True)
class Asset:
    """A resource and the file that it has on this machine; without one its values hold a `url`.

    `url` is where the file was fetched.
    """

    values: dict[str, object]
    file: Path | None = None
    url: str = ""

    def unfetched(self) -> None:
        """A link again, since what was fetched cannot be published."""
        self.values = {key: self.values[key] for key in OF_LINKS if key in self.values} | {"url": self.url}
        self.file = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """`label` is what the source calls the record; `name` what its folder should be called. `units` are those that its
    figures need and the catalog has not, by the name under which they are used."""

    label: str
    name: str = ""
    values: dict[str, object] = field(default_factory=dict)
    assets: list[Asset] = field(default_factory=list)
    publisher: Party | None = None
    license: Terms | None = None
    themes: list[Party] = field(default_factory=list)
    units: dict[str, dict[str, object]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def say(self, key: str, value: object) -> None:
        """Take up a value, unless it is empty or the key has one."""
        if value not in ("", None, [], {}):
            self.values.setdefault(key, value)

    def note(self, code: str, /, **values: object) -> None:
        found = Note(code, _shown(values))
        if found not in self.notes:
            self.notes.append(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDraft:
    """A set of indicators in the making: `name` is that of its file, `values` what stands in it."""

    name: str
    values: Mapping[str, object]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where drafts are made: the catalog, the day, and who fetches files, if anyone may.

    `language` is that of texts that do not say theirs; where it is empty, their letters tell. `downloads` is a folder
    that takes what is fetched.
    """

    catalog: Catalog
    day: date
    reader: str
    language: str = ""
    fetcher: Fetcher | None = None
    with_files: bool = True
    downloads: Path = Path()

    def words(self, text: str) -> Words:
        """A text of which the language is not told."""
        return {self.language or language_of(text, self.catalog.languages): text} if text else {}

    def spoken(self, key: str, **values: object) -> Words:
        """Words of ours in the languages of the catalog; English ones stand in where they are known in none of them."""
        languages = [code for code in self.catalog.languages if speaks(key, code)] or [self.catalog.language]
        return {code: word(key, code, **values) for code in languages}

    def lines(self, document: Mapping[str, object], key: str) -> Words:
        """A text of one line in every language: `title`, `title_th`, or a mapping of languages under the key."""
        return {code: line for code, text in self.texts(document, key).items() if (line := foreign.line(text))}

    def texts(self, document: Mapping[str, object], key: str) -> Words:
        """The same of a text that may have several lines."""
        value = document.get(key)
        found = {code: foreign.text(document.get(f"{key}_{code}")) for code in self.catalog.languages}
        if isinstance(value, Mapping):
            found |= {code: foreign.text(value.get(code)) for code in self.catalog.languages if value.get(code)}
        elif (plain := foreign.text(value)) and plain not in found.values():  # else it is borrowed from that language
            others = [code for code in self.catalog.languages if not found[code]]
            told = next(iter(self.words(plain)))
            # Beside `title_en` the bare `title` is in another language of the catalog.
            code = told if told in others or not others else others[0]
            found[code] = found[code] or plain
        return {code: text for code, text in found.items() if text}


def reasons(draft: Draft, desk: Desk) -> str:
    """Why the draft has no file, in the reader's language."""
    notes = [note for note in draft.notes if note.code in WHY_NO_FILE]
    told = [word(f"import.{note.code}", desk.reader, **note.values) for note in notes]
    return "; ".join(told) or word("import.none_named", desk.reader)


def _shown(values: Mapping[str, object]) -> dict[str, str]:
    return {key: foreign.line(str(value))[:2000] for key, value in values.items()}
