"""Puts a finished site in the place of the old one, in one step that readers never see halfway.

In comes the folder that readers see; out goes a staging folder beside it, on the same file system, which takes its
place once its maker says that it is whole. A run killed at any moment leaves the whole old or the whole new site, and
the next run cleans up behind it. It must not know what a site holds or how it was made.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from generator.problems import WrongUse

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2  # renameat2(2), Linux 3.15
_RENAME_SWAP: Final = 2  # renamex_np(2), macOS 10.12 on APFS
_CANNOT: Final = (
    errno.ENOSYS,
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EPERM,
)  # old kernels, file systems without it, seccomp


class Publication:
    """One run's hold on a site. Between `begin` and `publish` or `discard` no other run can begin for the same site.

    Beside the site `www/site` everything stands in `www/.site.banchi/`: `lock`, the new site `new/`, and `old/` for the
    moment between two renames. The folder is gone after `publish` and `discard`; a killed run leaves it for the next.
    `exchanged` exchanges two folders in one step, or says that this system cannot.
    """

    def __init__(self, site: Path, exchanged: Callable[[Path, Path], bool] | None = None) -> None:
        self.site = site.resolve()  # a site behind a symbolic link is exchanged where it really is
        self._work = self.site.parent / f".{self.site.name}.banchi"
        self.staging = self._work / "new"
        self._old = self._work / "old"
        self._lock: int | None = None
        self._exchanged = exchanged or exchange

    def begin(self) -> None:
        """Take the lock, mend what a killed run left, and make an empty staging folder.

        Raises `WrongUse` where another run holds the site, or where the folder holds something else than a site.
        """
        self._refuse_what_is_no_site()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self._work / "lock")
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)  # the run before was killed between its two renames
        _remove(self._old)
        _remove(self.staging)
        self.staging.mkdir()
        if self.site.exists():
            shutil.copymode(self.site, self.staging)

    def publish(self) -> None:
        """Put the staging folder in the site's place; what stood there is removed afterwards."""
        if not self.site.exists():
            self.staging.rename(self.site)
        elif not self._exchanged(self.staging, self.site):
            self.site.rename(self._old)
            self.staging.rename(self.site)
        self.discard()

    def discard(self) -> None:
        """Remove all that is not the site, and let the next run in. Harmless when nothing was begun."""
        if self._lock is None:
            return
        _remove(self.staging)
        _remove(self._old)
        (self._work / "lock").unlink()
        with suppress(OSError):  # the next run may already have put its own lock there
            self._work.rmdir()
        os.close(self._lock)
        self._lock = None

    def _refuse_what_is_no_site(self) -> None:
        """An address mistyped must not cost anybody a folder: only an empty one or a built site is ever replaced."""
        if not self.site.exists():
            return
        if not self.site.is_dir():
            raise WrongUse("site-is-a-file", site=self.site)
        held = {entry.name for entry in self.site.iterdir()}
        if (held and "index.html" not in held) or ".git" in held:
            raise WrongUse("not-a-site", site=self.site)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system in one step; False where the system cannot; then nothing has happened.

    Raises `OSError` for what is wrong with the folders themselves.
    """
    call = _system_swap()
    if call is None:
        return False
    number = call(os.fsencode(one), os.fsencode(other))
    if number and number not in _CANNOT:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return number == 0


def _system_swap() -> Callable[[bytes, bytes], int] | None:
    system = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return _called(system, "renamex_np", lambda f, one, other: f(one, other, ctypes.c_uint(_RENAME_SWAP)))
    here = ctypes.c_int(_AT_FDCWD)
    flag = ctypes.c_uint(_RENAME_EXCHANGE)
    return _called(system, "renameat2", lambda f, one, other: f(here, one, here, other, flag))


def _called(
    system: ctypes.CDLL, name: str, call: Callable[[Callable[..., int], bytes, bytes], int]
) -> Callable[[bytes, bytes], int] | None:
    """The system's function as one of two paths that returns an error number; None in a C library without it."""
    try:
        function = getattr(system, name)
    except AttributeError:
        return None

    def swap(one: bytes, other: bytes) -> int:
        return ctypes.get_errno() if call(function, one, other) else 0

    return swap


def _locked(path: Path) -> int:
    """A lock on a file that its holder removes: whoever waited for a file that is gone by now asks again."""
    while True:
        path.parent.mkdir(exist_ok=True)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue  # the holder before removed the folder in this very moment
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise WrongUse("site-is-being-built", folder=path.parent) from None
        if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
            return handle
        os.close(handle)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
