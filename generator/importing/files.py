"""Files that records name: in comes a path or an address as it is written, out goes an `Asset` whose file is on this
machine, or one that stays where it is.

A path that differs from the file is mended by looking; an address is fetched only where that was asked for. It must not
know formats of records.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from generator import filetypes
from generator.addresses import has_credentials
from generator.contents import pointer_of
from generator.importing import foreign
from generator.importing.drafts import Asset, Desk, Draft
from generator.importing.fetching import NotFetched
from generator.words import word

ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,10})$")
MISSPELT: Final = {"cvs": "csv", "xslx": "xlsx", "jpeg": "jpg", "excel": "xlsx", "shapefile": "shp", "text": "txt"}
PAGES: Final = ("html", "htm", "api", "wms", "wfs")  # formats of addresses that no file is behind
LONGEST: Final = 60  # characters of a name that some systems had to cut


def format_of(written: object, path: str, mediatype: object = "") -> str:
    """The format of a file by what is said of it, else by its name, else by its media type: `.CSV`, `csv.` are csv."""
    words = [word for word in re.split(r"[^a-z0-9]+", foreign.line(written).lower()) if word]
    ending = ENDING.search(path_part(path))
    typed = next((name for name, kind in filetypes.TYPES.items() if kind.mediatype == mediatype), "")
    if len(words) == 2 and "zip" in words:
        return "zip"
    said = words[0] if len(words) == 1 and len(words[0]) <= 10 else ""
    found = said or (ending[1].lower() if ending else "") or typed
    return MISSPELT.get(found, found)


def path_part(address: str) -> str:
    try:
        return urlsplit(address).path if "://" in address else address
    except ValueError:
        return ""


def local_file(folder: Path, path: str, draft: Draft, taken: Collection[Path]) -> Path | None:
    """The file that a path means, inside its folder; None where there is none, which the draft notes."""
    parts = path.replace("\\", "/").split("/")
    if path.startswith("/") or ".." in parts or ":" in parts[0][1:2]:
        draft.note("path_outside", path=path)
        return None
    exact = folder.joinpath(*parts)
    found = exact if _is_inside(exact, folder) else _looked_for(folder, parts, taken)
    if found is None:
        draft.note("resource_missing", path=path)
        return None
    if found != exact:
        draft.note("path_mended", path=path, found=found.relative_to(folder).as_posix())
    return found


def _is_inside(file: Path, folder: Path) -> bool:
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a name too long, a NUL in it
        return False


def _looked_for(folder: Path, parts: list[str], taken: Collection[Path]) -> Path | None:
    """The file of the same name but for signs and case, or of its beginning; else the only one of its kind."""
    ending = Path(parts[-1]).suffix.lower()
    files = [f for f in sorted(folder.rglob("*")) if f.suffix.lower() == ending and _is_inside(f, folder)]
    free = [f for f in files if f not in taken]
    wanted = _folded(parts[-1])
    same = [
        f
        for f in free
        if _folded(f.name) == wanted or _folded(f"{parts[-2]}{f.name}" if len(parts) > 1 else "") == wanted
    ]
    whole = [f for f in free if _folded(f.relative_to(folder).as_posix()) == _folded("/".join(parts))]
    cut = [f for f in free if len(f.stem) >= LONGEST and wanted.startswith(_folded(f.stem))]
    for found in (whole, same, cut, free if len(files) == 1 else []):
        if len(found) == 1:
            return found[0]
    return None


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", unquote(name)).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def usable(file: Path, name: str, draft: Draft) -> bool:
    """Whether the file holds anything of its own; the draft notes why not."""
    if not file.stat().st_size:
        draft.note("file_empty", path=name)
        return False
    with file.open("rb") as stream:
        pointer = pointer_of(stream.read(1024))
    if pointer is not None:
        draft.note("file_pointer", path=name, kind=pointer)
    return pointer is None


def inline(data: object, form: str, folder: Path) -> tuple[Path, str]:
    """What stands in the record itself, as a file of a new folder, with its format: text as it is, else JSON."""
    inside = _new_folder(folder)
    form = (form or "csv") if isinstance(data, str) else "json"
    file = inside / f"data.{form}"
    file.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8", errors="replace")
    return file, form


def _new_folder(folder: Path) -> Path:
    inside = folder / str(len(list(folder.iterdir())) + 1)
    inside.mkdir()
    return inside


def remote(values: dict[str, object], url: str, desk: Desk, draft: Draft, folder: Path) -> Asset | None:
    """A file elsewhere: a link, or a file of our own where fetching was asked for. `folder` takes what is fetched."""
    address = foreign.url(url)
    if not address:
        draft.note("url_refused", url="https://…@…" if has_credentials(url.strip()) else url or "–")
        return None
    if address != url.strip():
        draft.note("url_mended", url=url, found=address)
    if desk.fetcher is not None and desk.with_files and values.get("format", "html") not in PAGES:
        target = _new_folder(folder) / f"{Path(path_part(address)).stem or 'file'}.{values['format']}"
        try:
            desk.fetcher.fetch(address, target)
        except NotFetched as error:
            draft.note("not_fetched", url=address, reason=word(f"import.{error.reason}", desk.reader, **error.values))
        else:
            if usable(target, address, draft):
                draft.note("fetched", url=address)
                return Asset(values=values, file=target, url=address)
    if not values.get("format"):
        values["format"] = "html"
        draft.note("format_assumed", url=address, format="html")
    return Asset(values={**values, "url": address})
