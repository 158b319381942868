"""The program that searches in a reader's browser: modules of JavaScript below one folder, which is named after their
content, so that they find each other and a host may let browsers keep them for good.

Out go its address and `Output`s. It must not know which pages load it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator import templates
from generator.outputs import Output


def path() -> str:
    """Where the site has the module that others import: `open(base, language)`."""
    return f"{_folder()}engine.js"


def outputs() -> Iterator[Output]:
    for module in _modules():
        yield Output(path=f"{_folder()}{module.name}", source=module)


def _modules() -> list[Path]:
    return sorted(templates.folder("assets").joinpath("search").glob("*.js"))


def _folder() -> str:
    made_of = b"\0".join(module.name.encode() + b"\0" + module.read_bytes() for module in _modules())
    return f"assets/search.{hashlib.sha256(made_of).hexdigest()[:10]}/"
