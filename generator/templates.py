"""Where the site's templates stand: beside the package in a checkout, inside it in an installed wheel.

Out go folders, nothing is read. It must not know what the files in them hold.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDERS: Final = ("theme", "pages", "scenes", "views", "assets")

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """One of `FOLDERS`."""
    installed = _PACKAGE / "site_templates" / name
    return installed if installed.is_dir() else _PACKAGE.parent / "site_templates" / name
