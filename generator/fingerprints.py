"""What decides besides the catalog how its site comes out: the project's own code, its templates, and the packages that
it stands on. Out go digests, one for each of these, the same on every machine. It must not know who keeps what by them.
"""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from generator import templates

PACKAGES: Final = (
    "babel",
    "brotli",
    "fontpkg-sarabun",
    "fonttools",
    "frictionless",
    "icu4py",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "nh3",
    "openpyxl",
    "pyarrow",
    "pyoxigraph",
    "pyyaml",
    "vl-convert-python",
    "xlsxwriter",
)


@cache
def code() -> str:
    """Of every file of the package, and of the versions of what it calls."""
    folder = Path(__file__).parent
    versions = (f"{name} {_version(name)}" for name in PACKAGES)
    return _digest(
        (platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *versions),
        (f for f in folder.rglob("*") if f.suffix in (".py", ".yml") and "site_templates" not in f.parts),
        folder,
    )


def views() -> str:
    """Of the templates that pages are rendered by; not kept, since a preview sees them change."""
    return of_folders((templates.folder("views"),))


def of_folders(folders: Iterable[Path], *texts: str) -> str:
    """Of every file below some folders, each known by its path there; and of some texts."""
    digests = [_digest((), (f for f in folder.rglob("*") if f.is_file()), folder) for folder in folders]
    return _digest((*texts, *digests), (), Path())


def _digest(texts: Iterable[str], files: Iterable[Path], top: Path) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(f"{text}\0".encode())
    for name, file in sorted((file.relative_to(top).as_posix(), file) for file in files):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
