"""What earlier builds left behind, by content: the only memory between builds. In come a kind, a key and facts with
their files; out come the same facts and files, or nothing.

An entry is one folder, made under another name and then renamed, so that builds side by side never see half of one. Its
facts carry a digest of themselves and of every file, and all are checked before anything is used: an entry that is cut
short, damaged or unreadable counts as missing, and a disk that is full only means that nothing is remembered. Files are
shared with the site by hard links where the system can, which takes a tenth of the time; whoever edits a site in place
loses the entry, not its truth. Keys hold no path of the machine and no time, so that a folder restored on another
machine is as good. It must not know what it keeps, nor what makes a key change.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.digests import sha256_of

MARK: Final = b"banchi entry 3\n"
SIZE: Final = 32  # bytes of a digest
LIMIT: Final = 1 << 30  # bytes of all entries, beyond which those that this build has not used may go
ABANDONED: Final = 3_600  # seconds after which a half-written entry is nobody's any more
VARIABLE: Final = "BANCHI_CACHE"
FACTS: Final = "facts"  # the file of an entry that is no file of the site
HALF: Final = ".new-"
HERE: Final = ".banchi/cache"  # below the catalog's root
OWN: Final = ("generator.model.", "generator.problems")  # whose classes entries may hold
FOREIGN: Final = frozenset((("datetime", "date"), ("decimal", "Decimal")))


class Cache:
    """A folder of entries. `folder` is None for a build that remembers nothing.

    Facts that were asked for without files stay at hand while `at_hand` is true: for a process that builds many times.
    """

    def __init__(self, folder: Path | None, *, at_hand: bool = False) -> None:
        self.folder = folder
        self._began = time.time()
        self._at_hand: dict[tuple[str, str], Any] | None = {} if at_hand else None

    def __reduce__(self) -> tuple[type[Cache], tuple[Path | None]]:
        return Cache, (self.folder,)

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry; whether it is good shows only when it is read."""
        return self.folder is not None and os.path.isfile(f"{self._place(kind, key)}/{FACTS}")  # noqa: PTH113 - as below

    def read(self, kind: str, key: str | None) -> Entry | None:
        """The entry, whole and unharmed, or None; one that is harmed is taken away."""
        return self._entry(kind, key, _facts)

    def files(self, kind: str, key: str | None) -> Entry | None:
        """The same entry for its files alone: its facts are left where they are, which takes half the time."""
        return self._entry(kind, key, lambda _: None)

    def facts(self, kind: str, key: str | None) -> Any:
        """The facts of an entry, or None."""
        if key is not None and self._at_hand is not None and (kind, key) in self._at_hand:
            return self._at_hand[kind, key]
        entry = self.read(kind, key)
        if entry is not None and key is not None and self._at_hand is not None:
            self._at_hand[kind, key] = entry.facts
        return None if entry is None else entry.facts

    def keep(
        self,
        kind: str,
        key: str | None,
        facts: object,
        files: Mapping[str, str] | None = None,
        site: Path = Path(),
    ) -> Mapping[str, str]:
        """Remember facts (dataclasses of `OWN` and plain values) and files by their path in the site.

        Each file comes with its digest, empty where its maker has taken none. Out come the digests, in order of paths,
        empty where nobody has.
        """
        digests = dict(sorted((files or {}).items()))
        if self.folder is None or key is None:
            return digests
        if self._at_hand is not None and not files:
            self._at_hand[kind, key] = facts
        place = self._place(kind, key)
        with suppress(OSError):  # no room, no right to write, there already: the build is as good without
            _prepare(self.folder, place.parent)
            half = Path(tempfile.mkdtemp(dir=place.parent, prefix=HALF))
            try:
                _write(half, facts, site, digests)
                half.rename(place)
            finally:
                if half.exists():
                    shutil.rmtree(half, ignore_errors=True)
        return digests

    def tidy(self) -> None:
        """Drop what was used longest ago where all entries together are too many; never what this build has used."""
        if self.folder is None:
            return
        with suppress(OSError):
            _tidy(self.folder, self._began)

    def _entry(self, kind: str, key: str | None, facts: Callable[[io.BytesIO], Any]) -> Entry | None:
        if self.folder is None or key is None or not self.has(kind, key):
            return None
        place = self._place(kind, key)
        entry = _entry(place, facts)
        if entry is None:
            shutil.rmtree(place, ignore_errors=True)
        return entry

    def _place(self, kind: str, key: str) -> Path:
        assert self.folder is not None
        return Path(f"{self.folder}/{kind}/{key[:2]}/{key[2:]}")  # parsed once: a build asks for 8,000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry that was found to be whole: its facts, and the digests of its files by path, in their order."""

    place: Path
    facts: Any
    digests: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Put its files below a folder."""
        source, target, made = str(self.place), str(folder), set()
        for number, path in enumerate(self.digests):
            parent = path.rpartition("/")[0]
            if parent not in made:
                Path(f"{target}/{parent}").mkdir(parents=True, exist_ok=True)
                made.add(parent)
            _share(f"{source}/{number}", f"{target}/{path}")


def write_file(path: str, content: bytes) -> None:
    """One of ten thousand small files: half the time that it takes through a buffer."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        written = os.write(handle, content)
        while written < len(content):
            written += os.write(handle, content[written:])
    finally:
        os.close(handle)


def key_of(*parts: object) -> str:
    """A key of facts, by how they are written (`repr`): equal facts give equal keys on every machine."""
    digest = hashlib.sha256()
    for part in parts:
        written = repr(part).encode()
        digest.update(b"%d:" % len(written))
        digest.update(written)
    return digest.hexdigest()


def place_of(root: Path, environment: Mapping[str, str]) -> Path:
    """The folder of a catalog's cache: BANCHI_CACHE, else one below its root."""
    return Path(environment.get(VARIABLE) or root / HERE).absolute()


class _Facts(pickle.Unpickler):
    """Reads facts only: a cache that somebody else wrote must not run code here."""

    def find_class(self, module: str, name: str) -> Any:
        own = module.startswith(OWN) and "." not in name
        if not own and (module, name) not in FOREIGN:
            raise pickle.UnpicklingError(f"{module}.{name} is no fact")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


def _facts(body: io.BytesIO) -> Any:
    return _Facts(body).load()


def _entry(place: Path, facts: Callable[[io.BytesIO], Any]) -> Entry | None:
    """The entry of that folder, its facts as `facts` reads them; None where anything about it is not as it was made."""
    try:
        written = (place / FACTS).read_bytes()
        content = written[len(MARK) + SIZE :]
        if written != MARK + hashlib.sha256(content).digest() + content:
            return None
        body = io.BytesIO(content)
        files = _facts(body)
        sound = all(_is_inside(path) for path, _ in files) and all(
            sha256_of(f"{place}/{number}")[1] == digest for number, (_, digest) in enumerate(files)
        )
        os.utime(place)  # used just now
        return Entry(place, facts(body), dict(files)) if sound else None
    except (OSError, pickle.UnpicklingError, ValueError, TypeError, AttributeError, EOFError, ImportError, LookupError):
        return None


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")


def _write(place: Path, facts: object, site: Path, digests: dict[str, str]) -> None:
    for number, (path, digest) in enumerate(digests.items()):
        file = f"{site}/{path}"
        _share(file, f"{place}/{number}")
        digests[path] = digest or sha256_of(file)[1]
    body = pickle.dumps(tuple(digests.items()), protocol=5) + pickle.dumps(facts, protocol=5)
    write_file(str(place / FACTS), MARK + hashlib.sha256(body).digest() + body)


def _share(source: str, target: str) -> None:
    """One file under two names; a copy where they stand on two disks, or the system knows no such thing."""
    try:
        os.link(source, target)
    except FileExistsError:
        Path(target).unlink()
        _share(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _prepare(folder: Path, place: Path) -> None:
    """Folders for an entry; nobody is to commit them by mistake."""
    if not place.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")


def _tidy(folder: Path, began: float) -> None:
    found = []
    for place in folder.glob("*/*/*"):
        with suppress(FileNotFoundError):  # another build tidies too
            used = place.stat().st_mtime
            if not place.name.startswith(HALF):
                found.append((used, sum(entry.stat().st_size for entry in os.scandir(place)), place))
            elif used < time.time() - ABANDONED:
                shutil.rmtree(place, ignore_errors=True)
    size = sum(s for _, s, _ in found)
    for used, entry_size, place in sorted(found, key=lambda each: each[0]):
        if size <= LIMIT or used >= began - 1:
            break
        shutil.rmtree(place, ignore_errors=True)
        size -= entry_size
