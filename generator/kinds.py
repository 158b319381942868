"""Kinds of values: one function a kind, from a node of YAML to what the model holds, or a problem and `INVALID`.

What comes in is a `Place` (where we stand: file, line, subject) and a node; which kind a key has, `keys` declares. It
must not know levels of keys nor the catalog's classes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from generator import addresses, codelists, dates, periods
from generator.keys import Key
from generator.model import Keywords, Selection, Text
from generator.problems import Problem, problem
from generator.spelling import nearest
from generator.yamlfile import Entries, Items, Node, Scalar

INVALID: Final = object()
"""What a kind's function returns after it has told a problem."""

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,69}")
DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What reading a file needs to know of the rest. `names`: registry -> name -> its other spellings (titles).

    `languages` is empty where catalog.yml could not be read: then any language is taken and none is missed.
    """

    path: str
    languages: tuple[str, ...]
    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    problems: list[Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands: the line of its key, and its subject such as `resources[0].title`."""

    context: Context
    subject: str
    line: int

    def tell(self, code: str, *, suggestion: str | None = None, line: int | None = None, **values: object) -> object:
        """Add a problem here; returns INVALID so that a reader can end with it."""
        found = problem(code, self.context.path, line or self.line, self.subject, suggestion, **values)
        self.context.problems.append(found)
        return INVALID

    def at(self, step: str | int, line: int) -> Place:
        """The place one step further down."""
        if isinstance(step, int):
            subject = f"{self.subject}[{step}]"
        else:
            subject = f"{self.subject}.{step}" if self.subject else step
        return Place(context=self.context, subject=subject, line=line)


def shown(node: Node) -> str:
    """A value as a message repeats it."""
    if isinstance(node, Scalar):
        return node.text
    return "{…}" if isinstance(node, Entries) else "[…]"


def options(names: Iterable[str]) -> str:
    return ", ".join(names)


def read_string(place: Place, _key: Key, node: Node) -> object:
    """One string, not empty; a number or a truth value must be put in quotes."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return place.tell("not-text", found=shown(node))
    if not node.value.strip():
        return place.tell("empty-value")
    return node.value


def read_text(place: Place, key: Key, node: Node) -> object:
    """Bilingual text: a mapping of language to string, or one string in the default language."""
    languages = place.context.languages
    if not isinstance(node, Entries):
        string = read_string(place, key, node)
        if string is INVALID:
            return INVALID
        texts = {languages[0] if languages else "": string}
        _tell_missing_languages(place, texts)
    else:
        texts = _by_language(place, node, lambda at, child: read_string(at, key, child))
    if key.kind == "text" and any("\n" in str(text).strip() for text in texts.values()):
        place.tell("text-of-many-lines")
    return Text({language: str(text).strip() for language, text in texts.items()}) if texts else INVALID


def read_keywords(place: Place, key: Key, node: Node) -> object:
    """A mapping of language to a list of words; a bare list is in the default language."""
    languages = place.context.languages
    if isinstance(node, Entries):
        words = _by_language(place, node, lambda at, child: read_strings(at, key, child))
    else:
        found = read_strings(place, key, node)
        words = {} if found is INVALID else {languages[0] if languages else "": found}
        _tell_missing_languages(place, words)
    return Keywords(words) if words else INVALID  # type: ignore[arg-type]


def _by_language(place: Place, node: Entries, read: Callable[[Place, Node], object]) -> dict[str, object]:
    """What `read` gives for each language, in the catalog's order."""
    languages = place.context.languages
    found = {}
    for language, child in node.nodes.items():
        at = place.at(language, node.key_lines[language])
        if languages and language not in languages:
            at.tell(
                "unknown-language",
                suggestion=nearest(language, languages),
                found=language,
                options=options(languages),
            )
            continue
        value = read(at, child)
        if value is not INVALID:
            found[language] = value
    if not node.nodes:
        place.tell("empty-value")
    _tell_missing_languages(place, node.nodes)
    return {language: found[language] for language in languages or tuple(found) if language in found}


def _tell_missing_languages(place: Place, written: Mapping[str, object]) -> None:
    for language in place.context.languages:
        if written and language not in written:
            place.tell("missing-translation", language=language)


def _list(place: Place, node: Node) -> tuple[Node, ...] | None:
    if not isinstance(node, Items):
        place.tell("not-a-list", found=shown(node))
        return None
    if not node.nodes:
        place.tell("empty-value")
    return node.nodes


def read_each(place: Place, node: Node, read: Callable[[Place, Node], object]) -> object:
    """Every item of a list by `read`, each once; the items that hold are kept."""
    nodes = _list(place, node)
    if nodes is None:
        return INVALID
    found: list[object] = []
    for index, child in enumerate(nodes):
        at = place.at(index, child.line)
        value = read(at, child)
        if value is not INVALID and value in found:
            at.tell("repeated-value", found=shown(child))
        elif value is not INVALID:
            found.append(value)
    return tuple(found) if found else INVALID


def read_strings(place: Place, key: Key, node: Node) -> object:
    """A list of strings. Empty strings are values too: `missingValues: [""]`."""

    def item(at: Place, child: Node) -> object:
        if isinstance(child, Scalar) and child.value == "" and key.kind == "strings":
            return ""
        return read_string(at, key, child)

    return read_each(place, node, item)


def read_names(place: Place, key: Key, node: Node) -> object:
    """A list of names, or one name."""
    if isinstance(node, Items):
        return read_each(place, node, lambda at, child: read_string(at, key, child))
    name = read_string(place, key, node)
    return INVALID if name is INVALID else (name,)


def read_name(place: Place, key: Key, node: Node) -> object:
    name = read_string(place, key, node)
    if name is INVALID or NAME.fullmatch(str(name)):
        return name
    suggestion = re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-")
    return place.tell("bad-name", found=name, suggestion=suggestion if NAME.fullmatch(suggestion) else None)


def read_identifiers(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_name(at, key, child))


def read_integer(place: Place, _key: Key, node: Node) -> object:
    """A whole number, 0 or more."""
    if isinstance(node, Scalar) and type(node.value) is int and node.value >= 0:
        return node.value
    return place.tell("not-an-integer", found=shown(node))


def read_boolean(place: Place, _key: Key, node: Node) -> object:
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    meant = {"yes": "true", "no": "false", "true": "true", "false": "false"}.get(shown(node).lower())
    return place.tell("not-a-boolean", found=shown(node), suggestion=meant if meant != shown(node) else None)


def read_date(place: Place, _key: Key, node: Node) -> object:
    """A day of the Common Era, YYYY-MM-DD."""
    written = shown(node)
    if dates.is_buddhist(written):
        return place.tell("buddhist-date", found=written, suggestion=dates.common_era(written))
    day = dates.as_date(written)
    return place.tell("bad-date", found=written, suggestion=dates.meant_period(written)) if day is None else day


def read_moment(place: Place, _key: Key, node: Node) -> object:
    """A day of the Common Era, or a time of one with its zone; stays as written."""
    written = shown(node)
    day = written[:10]
    if dates.is_buddhist(day):
        return place.tell("buddhist-date", found=written, suggestion=dates.common_era(written))
    if dates.as_moment(written) is None:
        return place.tell("bad-moment", found=written, suggestion=dates.meant_period(written))
    return written


def read_period(place: Place, _key: Key, node: Node) -> object:
    """A year, a month or a day of the Common Era; stays as written."""
    written = shown(node)
    if dates.is_buddhist(written):
        return place.tell("buddhist-date", found=written, suggestion=dates.common_era(written))
    if not dates.is_period(written):
        return place.tell("bad-period", found=written, suggestion=dates.meant_period(written))
    return written


def read_time(place: Place, _key: Key, node: Node) -> object:
    """A time of the Common Era in its one spelling, such as 2024-Q1."""
    written = shown(node)
    period = periods.read(written) if isinstance(node, Scalar) else None
    if period is None:
        return place.tell("bad-time", found=written, suggestion=dates.meant_period(written))
    if periods.is_buddhist(period):
        return place.tell("buddhist-date", found=written, suggestion=periods.common_era(period))
    return period.text


def read_decimal(place: Place, _key: Key, node: Node) -> object:
    """A number, exactly as it is written."""
    written = shown(node)
    is_long = len(written) > 15  # what `yamlfile` leaves as text since a float would lose it
    if not isinstance(node, Scalar) or not DECIMAL.fullmatch(written) or (isinstance(node.value, str) and not is_long):
        return place.tell("not-a-number", found=written)
    return Decimal(written)


def read_selection(place: Place, _key: Key, node: Node) -> object:
    """A mapping of fields to the values that their cells must hold; numbers may stand without quotes."""
    if not isinstance(node, Entries) or not node.nodes:
        return place.tell("not-a-selection", found=shown(node))
    found = []
    for field, child in node.nodes.items():
        at = place.at(field, node.key_lines[field])
        if isinstance(child, Scalar) and child.value is not None:
            found.append(Selection(field=field, value=child.text))
        else:
            at.tell("empty-value") if isinstance(child, Scalar) else at.tell("not-text", found=shown(child))
    return tuple(found) if found else INVALID


def read_email(place: Place, key: Key, node: Node) -> object:
    written = read_string(place, key, node)
    if written is INVALID or addresses.is_email(str(written)):
        return written
    return place.tell("bad-email", found=written, suggestion=addresses.meant_email(str(written)))


def read_url(place: Place, key: Key, node: Node) -> object:
    """An absolute http or https address with a host and without a user's name or password."""
    written = read_string(place, key, node)
    if written is INVALID:
        return INVALID
    if addresses.has_credentials(str(written)):
        return place.tell("url-with-credentials")
    if addresses.is_url(str(written)):
        return written
    return place.tell("bad-url", found=written, suggestion=addresses.meant_url(str(written)))


def read_path(place: Place, key: Key, node: Node) -> object:
    """A file beside the descriptor; whether it is there and stays inside is seen where files are looked at."""
    written = read_string(place, key, node)
    if written is not INVALID and re.match(r"(?i)[a-z][a-z0-9+.-]+://", str(written)):
        return place.tell("url-as-path", found=written)
    return written


def read_paths(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_path(at, key, child))


def read_code(place: Place, key: Key, node: Node) -> object:
    return _known(place, key, node, _labels(key.of), "unknown-code")


@cache
def _labels(code_list: str) -> Mapping[str, tuple[str, ...]]:
    return {entry.id: tuple(entry.label.by_language.values()) for entry in codelists.code_list(code_list)}


def read_codes(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_code(at, key, child))


def read_reference(place: Place, key: Key, node: Node) -> object:
    """A name of a registry's entry; any name where the registry could not be read, which is told already."""
    if key.of == "code_registries":
        return read_code(place, key, node)
    if key.of not in place.context.names:
        return read_string(place, key, node)
    code = "unknown-dataset" if key.of == "datasets" else "unknown-reference"
    return _known(place, key, node, place.context.names[key.of], code)


def read_references(place: Place, key: Key, node: Node) -> object:
    return read_each(place, node, lambda at, child: read_reference(at, key, child))


def _known(place: Place, key: Key, node: Node, spellings: Mapping[str, tuple[str, ...]], code: str) -> object:
    if not isinstance(node, Scalar):
        return place.tell("not-text", found=shown(node))
    if node.text in spellings:
        return node.text
    if not node.text.strip():
        return place.tell("empty-value")
    suggestion = nearest(node.text, spellings)
    return place.tell(code, found=node.text, suggestion=suggestion, options=options(spellings), registry=key.of)


def read_any(_place: Place, _key: Key, node: Node) -> object:
    """The node itself; whoever asked for it knows what may stand there."""
    return node


KINDS: Final[Mapping[str, Callable[[Place, Key, Node], object]]] = {
    "text": read_text,
    "markdown": read_text,
    "string": read_string,
    "strings": read_strings,
    "keywords": read_keywords,
    "name": read_name,
    "names": read_names,
    "identifiers": read_identifiers,
    "integer": read_integer,
    "boolean": read_boolean,
    "date": read_date,
    "moment": read_moment,
    "period": read_period,
    "time": read_time,
    "decimal": read_decimal,
    "selection": read_selection,
    "email": read_email,
    "url": read_url,
    "path": read_path,
    "paths": read_paths,
    "code": read_code,
    "codes": read_codes,
    "reference": read_reference,
    "references": read_references,
    "any": read_any,
}
"""Kinds of single values and lists; `map` and `maps` are read by `descriptors`, which knows levels."""
