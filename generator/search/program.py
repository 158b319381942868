"""The program that searches in a reader's browser: modules of JavaScript and the words that they say, in one folder
named after its content, so that modules find each other and a host may let browsers keep them for good.

In come the languages of the catalog, out go the folder's address and `Output`s. It must not know which pages load it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import templates, urls
from generator.outputs import Output
from generator.pages.search import WAYS
from generator.problems import languages as spoken
from generator.words import variants, word


def path() -> str:
    """Where the site has the module that finds: `open(base, language)`. The others stand beside it."""
    return f"{folder()}engine.js"


def outputs(languages: Iterable[str]) -> Iterator[Output]:
    for module in _modules():
        yield Output(path=f"{folder()}{module.name}", source=module)
    for language in languages:
        yield Output(path=f"{folder()}words.{language}.json", content=_words(language))


def folder() -> str:
    """With a slash at its end."""
    made_of = [part for module in _modules() for part in (module.name.encode(), module.read_bytes())]
    made_of += [_words(language) for language in spoken()]
    return f"assets/search.{hashlib.sha256(bytes(1).join(made_of)).hexdigest()[:10]}/"


def _modules() -> list[Path]:
    return sorted(templates.folder("assets").joinpath("search").glob("*.js"))


def _words(language: str) -> bytes:
    """Paths are relative to the home page of the language."""
    told = {
        "words": variants("search", language),
        "ways": [[word(key, language), path] for key, path in WAYS],
        "themes": urls.themes(),
        "search": urls.search(),
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
