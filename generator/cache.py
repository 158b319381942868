"""What earlier builds left behind, by content: the only memory between builds. In come a kind, a key and facts with
their files; out come the same facts and files, or nothing.

An entry is one file, written under another name and then renamed, so that builds side by side never see half of one.
Its digest stands in front and is checked over the whole entry before anything of it is used: one that is cut short,
damaged or unreadable counts as missing, and a disk that is full only means that nothing is remembered. Keys hold no
path of the machine and no time, so that a folder restored on another machine is as good. It must not know what it
keeps, nor what makes a key change.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

MARK: Final = b"banchi entry 1\n"
SIZE: Final = 32  # bytes of a digest
CHUNK: Final = 1 << 20
LIMIT: Final = 1 << 30  # bytes of all entries, beyond which those that this build has not used may go
ABANDONED: Final = 3_600  # seconds after which a half-written entry is nobody's any more
VARIABLE: Final = "BANCHI_CACHE"
HERE: Final = ".banchi/cache"  # below the catalog's root
OWN: Final = ("generator.model", "generator.problems", "generator.pages.summaries")  # whose classes entries may hold
FOREIGN: Final = frozenset((("datetime", "date"), ("decimal", "Decimal")))


class Cache:
    """A folder of entries. `folder` is None for a build that remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._began = time.time()

    def __reduce__(self) -> tuple[type[Cache], tuple[Path | None]]:
        return Cache, (self.folder,)

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry; whether it is good shows only when it is read."""
        return self.folder is not None and self._file(kind, key).is_file()

    @contextmanager
    def read(self, kind: str, key: str | None) -> Iterator[Entry | None]:
        """The entry, whole and unharmed, or None."""
        if self.folder is None or key is None:
            yield None
            return
        with _opened(self._file(kind, key)) as stream:
            yield _entry(stream)

    def facts(self, kind: str, key: str | None) -> Any:
        """The facts of an entry, or None."""
        with self.read(kind, key) as entry:
            return None if entry is None else entry.facts

    def keep(self, kind: str, key: str | None, facts: object, files: Mapping[str, Path | bytes] | None = None) -> None:
        """Remember facts (dataclasses of `OWN` and plain values) and files by their path in the site."""
        if self.folder is None or key is None:
            return
        target = self._file(kind, key)
        with suppress(OSError):  # no room, no right to write: the build is as good without
            _prepare(self.folder, target.parent)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    _write(stream, facts, files or {})
                Path(name).replace(target)
            finally:
                Path(name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Drop what was used longest ago where all entries together are too many; never what this build has used."""
        if self.folder is None:
            return
        with suppress(OSError):
            _tidy(self.folder, self._began)

    def _file(self, kind: str, key: str) -> Path:
        assert self.folder is not None
        return self.folder / kind / key[:2] / key[2:]


class Entry:
    """One entry that was found to be whole: its facts, and its files in the order of their paths."""

    def __init__(self, facts: Any, sizes: tuple[tuple[str, int], ...], stream: IO[bytes]) -> None:
        self.facts = facts
        self.paths = tuple(path for path, _ in sizes)
        self._sizes = sizes
        self._stream = stream

    def write(self, folder: Path) -> None:
        """Put its files below a folder. To be called once."""
        top, made = str(folder), set()
        for path, size in self._sizes:
            parent = path.rpartition("/")[0]
            if parent not in made:
                (folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            if size <= CHUNK:
                write_file(f"{top}/{path}", self._stream.read(size))
            else:
                with (folder / path).open("wb") as out:
                    _copy(self._stream, out, size)


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
        own = module in OWN and "." not in name
        if not own and (module, name) not in FOREIGN:
            raise pickle.UnpicklingError(f"{module}.{name} is no fact")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes] | None]:
    try:
        stream = file.open("rb")
    except OSError:
        yield None
        return
    with stream:
        with suppress(OSError):
            os.utime(stream.fileno())  # used just now
        yield stream


def _entry(stream: IO[bytes] | None) -> Entry | None:
    if stream is None:
        return None
    try:
        whole = _checked(stream)
        if whole is None:
            return None
        facts, sizes = _Facts(io.BytesIO(whole.read(int.from_bytes(whole.read(8))))).load()
        inside = all(not path.startswith("/") and ".." not in path.split("/") for path, _ in sizes)
        return Entry(facts, sizes, whole) if inside else None
    except (OSError, pickle.UnpicklingError, ValueError, TypeError, AttributeError, EOFError, ImportError, KeyError):
        return None


def _checked(stream: IO[bytes]) -> IO[bytes] | None:
    """What stands behind the digest, if it is what the digest was taken of; small entries are in memory then."""
    if stream.read(len(MARK)) != MARK:
        return None
    told, digest = stream.read(SIZE), hashlib.sha256()
    start = stream.tell()
    first = stream.read(CHUNK)
    digest.update(first)
    rest = False
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        rest = True
    if digest.digest() != told:
        return None
    if not rest:
        return io.BytesIO(first)
    stream.seek(start)
    return stream


def _write(stream: IO[bytes], facts: object, files: Mapping[str, Path | bytes]) -> None:
    ordered = sorted(files.items())
    sizes = tuple((path, len(f) if isinstance(f, bytes) else f.stat().st_size) for path, f in ordered)
    head = pickle.dumps((facts, sizes), protocol=5)
    digest = hashlib.sha256()
    stream.write(MARK + bytes(SIZE))
    for piece in (len(head).to_bytes(8), head, *_pieces(content for _, content in ordered)):
        digest.update(piece)
        stream.write(piece)
    stream.seek(len(MARK))
    stream.write(digest.digest())


def _pieces(contents: Iterable[Path | bytes]) -> Iterator[bytes]:
    for content in contents:
        if isinstance(content, bytes):
            yield content
            continue
        with content.open("rb") as source:
            while chunk := source.read(CHUNK):
                yield chunk


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    while size > 0:
        chunk = source.read(min(CHUNK, size))
        if not chunk:
            raise EOFError(size)
        target.write(chunk)
        size -= len(chunk)


def _prepare(folder: Path, place: Path) -> None:
    """Folders for an entry; nobody is to commit them by mistake."""
    if not place.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")


def _tidy(folder: Path, began: float) -> None:
    found = []
    for file in folder.glob("*/*/*"):
        with suppress(FileNotFoundError):  # another build tidies too
            state = file.stat()
            if file.name.startswith(".new-"):
                if state.st_mtime < time.time() - ABANDONED:
                    file.unlink(missing_ok=True)
                continue
            found.append((state.st_mtime, state.st_size, file))
    size = sum(s for _, s, _ in found)
    for used, entry_size, file in sorted(found, key=lambda each: each[0]):
        if size <= LIMIT or used >= began - 1:
            break
        file.unlink(missing_ok=True)
        size -= entry_size
