"""What is written in the languages of the catalog: texts and keywords.

In comes a node, out go `Text` and `Keywords`, or problems, those of missing languages too. It must not know which key
asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.keys import Key
from generator.kinds.place import INVALID, Place, options
from generator.kinds.strings import read_string, read_strings
from generator.model import Keywords, Text
from generator.spelling import nearest
from generator.yamlfile import Entries, Node


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
