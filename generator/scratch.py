"""A folder for one run that may be large: in comes the beginning of its name, out goes the folder, empty.

A run that ends waits a moment for its folder to be removed, not longer: what is left then, or was left by a run that
was killed, is removed while a later one runs. A lock tells which folders nobody uses any more. It must not know what
is kept in a folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

MOMENT: Final = 0.2  # seconds for the removal at the end of a run
LOCK: Final = "lock"
HAS_LOCKS: Final = find_spec("fcntl") is not None  # not on Windows: there a folder left behind stays


@contextmanager
def scratch(prefix: str, moment: float = MOMENT) -> Iterator[Path]:
    """One in the system's place for temporary files; those of earlier runs go meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    with (folder / LOCK).open("wb") as lock:
        _lock(lock.fileno(), waits=True)  # before others are looked for: this one would be taken for abandoned
        threading.Thread(target=remove_abandoned, args=(prefix,), daemon=True).start()
        try:
            yield folder
        finally:
            removal = threading.Thread(target=_remove, args=(folder,), daemon=True)
            removal.start()
            removal.join(moment)


def discard(folder: Path) -> None:
    """Remove a folder in a scratch folder, some time."""
    threading.Thread(target=shutil.rmtree, args=(folder, True), daemon=True).start()


def remove_abandoned(prefix: str) -> None:
    """Folders of that prefix which are this user's and whose run is over."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*") if HAS_LOCKS else ():
        with suppress(OSError):  # somebody else's, still in use, or gone meanwhile
            handle = os.open(folder / LOCK, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                _lock(handle, waits=False)
                if folder.lstat().st_uid == os.getuid() and not folder.is_symlink():
                    _remove(folder)
            finally:
                os.close(handle)


def _lock(handle: int, *, waits: bool) -> None:
    if HAS_LOCKS:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))


def _remove(folder: Path) -> None:
    """The lock goes last: as long as anything is there, a later run finds it."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != LOCK:
            entry.unlink(missing_ok=True)
    (folder / LOCK).unlink(missing_ok=True)
    with suppress(OSError):  # something could not be removed
        folder.rmdir()
