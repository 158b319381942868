"""The program that searches in a reader's browser: modules of JavaScript and the words that they say, in one folder
named after its content, so that modules find each other and a host may let browsers keep them for good.

In come the languages of the catalog, out go the folder's address and `Output`s. It must not know which pages load it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from generator import templates, urls
from generator.outputs import Output
from generator.pages.search import WAYS
from generator.words import variants, word


def folder(languages: Sequence[str]) -> str:
    """Where the site has the modules, with a slash at its end."""
    digest = hashlib.sha256()
    for name, content in _files(languages).items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"assets/search.{digest.hexdigest()[:10]}/"


def outputs(languages: Sequence[str]) -> Iterator[Output]:
    place = folder(languages)
    for name, content in _files(languages).items():
        yield Output(path=f"{place}{name}", content=content)


def _files(languages: Sequence[str]) -> Mapping[str, bytes]:
    modules = sorted(templates.folder("assets").joinpath("search").glob("*.js"))
    files = {module.name: module.read_bytes() for module in modules}
    return files | {f"words.{language}.json": _words(language, languages) for language in languages}


def _words(language: str, languages: Sequence[str]) -> bytes:
    told = {
        "words": variants("search", language),
        "ways": [[word(key, language), urls.page(path, language, languages)] for key, path in WAYS],
        "themes": urls.page(urls.themes(), language, languages),
        "search": urls.page(urls.search(), language, languages),
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
