"""The Git repository that a catalog stands in: the one door to `git`, a few processes however long the history is.

In come a folder and object names, out go commits, files and their bytes as they were committed. It must not know what a
dataset is. Nothing of the working tree is read, and nothing is ever fetched or written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import Final

MOST_COMMITS: Final = 5_000  # looked at; older ones are as if they were not
LATEST_MOMENT: Final = 253_402_300_799 - 86_400  # the year 9999, as far as `datetime` reaches
PLAIN: Final = ("100644", "100755")  # modes of files; links and submodules are none
OWN: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
SETTINGS: Final = {  # a clone without all contents must not ask for them: before Git 2.44 by forbidding every protocol
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class NoHistoryError(Exception):
    """There is a repository, but it cannot be read: `reason` is a key of the report's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Change:
    """One file in one commit: the names of what it held before and after, None where it was not there."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the published branch. `at` is the committer's moment, `changes` what it did to that branch."""

    name: str
    at: str
    changes: tuple[Change, ...]


class Repository:
    """What is committed below one folder of a repository, which may be its root or not."""

    def __init__(self, folder: Path, git: str, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._git = git
        self._environment = _closed(environment)
        self.head = self._line("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        self.cut = self._cut()
        self.prefix = self._line("rev-parse", "--show-prefix")

    def _cut(self) -> frozenset[str]:
        """The commits whose parents a shallow clone has left out."""
        if self._line("rev-parse", "--is-shallow-repository") != "true":
            return frozenset()
        file = self.folder / self._line("rev-parse", "--git-path", "shallow")
        return frozenset(file.read_text("ascii").split()) if file.is_file() else frozenset()

    def files(self, below: str) -> dict[str, str]:
        """Path -> name of what it holds, for every plain file of the last commit below a folder."""
        found = {}
        for entry in self._run("ls-tree", "-r", "-z", self.head, "--", f"{below}/").split(b"\0"):
            if entry:
                told, _, path = entry.partition(b"\t")
                mode, _, name = told.decode("ascii").split(" ")
                if mode in PLAIN:
                    found[_text(path)] = name
        return found

    def commits(self, below: str) -> Iterator[Commit]:
        """Those that changed a file there, the newest first, each against the state of the branch before it.

        Only first parents are followed: what a merge brought in is one change, at the moment at which it was merged,
        since that is when the published branch changed. The committer's moment is taken, not the author's, which stays
        that of the first draft however long the change waited. What lies behind the cut of a shallow clone is unknown.
        """
        told = self._run(
            *("log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--root"),
            *("--no-show-signature", "--no-notes", "--no-color", "--no-ext-diff", f"--max-count={MOST_COMMITS}"),
            *("--format=%x01%H %cd", "--date=raw", self.head, "--", below),
        )
        for name, at, changes in _parted(iter(told.split(b"\0"))):
            if name in self.cut:
                return
            yield Commit(name, at, tuple(changes))

    def _line(self, *arguments: str) -> str:
        return _text(self._run(*arguments)).rstrip("\n")

    def _run(self, *arguments: str) -> bytes:
        done = subprocess.run(self.command(*arguments), cwd=self.folder, env=self._environment, capture_output=True)
        if done.returncode:
            raise NoHistoryError("history-owner" if b"safe.directory" in done.stderr else "history-unreadable")
        return done.stdout

    def command(self, *arguments: str) -> list[str]:
        return [self._git, "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", *arguments]

    def started(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A process that answers one line after another."""
        command = self.command(*arguments)
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=self.folder, env=self._environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )


class Blobs:
    """What files held, by the names of their contents: two processes for all that is asked for."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Blobs:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in self._running.values():
            with suppress(BrokenPipeError), process:  # one that has ended over what it could not find
                pass

    def size(self, name: str) -> int | None:
        """In bytes; None where this clone does not have it."""
        return self._asked("--batch-check", name)

    def content(self, name: str, most: int) -> bytes | None:
        """None where this clone does not have it, or where it is larger than `most` bytes."""
        size = self.size(name)
        if size is None or size > most or self._asked("--batch", name) is None:
            return None
        out = self._process("--batch").stdout
        assert out is not None
        return out.read(size + 1)[:-1]

    def _asked(self, option: str, name: str) -> int | None:
        """The size that the process answers: `<name> blob <size>`, or `<name> missing`."""
        process = self._process(option)
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(f"{name}\n".encode())
            process.stdin.flush()
        except BrokenPipeError:  # it has ended over what it could not find
            return None
        answer = process.stdout.readline().split()
        return int(answer[2]) if len(answer) == 3 and answer[1] == b"blob" else None

    def _process(self, option: str) -> subprocess.Popen[bytes]:
        if option not in self._running:
            self._running[option] = self._repository.started("cat-file", option)
        return self._running[option]


def repository_of(folder: Path, environment: Mapping[str, str]) -> Repository | None:
    """The repository that a folder stands in, None where it stands in none or nothing is committed yet.

    Raises `NoHistoryError` where there is one that cannot be read.
    """
    if not any(os.path.lexists(above / ".git") for above in (folder, *folder.parents)):
        return None
    git = shutil.which("git", path=environment.get("PATH", os.defpath))
    if git is None:
        raise NoHistoryError("history-no-git")
    try:
        return Repository(folder, git, environment)
    except NoHistoryError as error:
        if error.reason == "history-unreadable" and _is_empty(folder, git, environment):
            return None
        raise


def _is_empty(folder: Path, git: str, environment: Mapping[str, str]) -> bool:
    """Whether the repository is a sound one without any commit."""
    command = [git, "rev-parse", "--git-dir"]
    return subprocess.run(command, cwd=folder, env=_closed(environment), capture_output=True).returncode == 0


def _closed(environment: Mapping[str, str]) -> dict[str, str]:
    """Without what a hook of Git says of another repository, and with the network shut."""
    return {**{name: value for name, value in environment.items() if name not in OWN}, **SETTINGS}


def _parted(tokens: Iterator[bytes]) -> Iterator[tuple[str, str, list[Change]]]:
    """Commits out of `git log -z --raw`: `\\x01name moment`, then for each file its modes and names, and its path."""
    name, at, changes = "", "", list[Change]()
    for token in tokens:
        if token.startswith(b"\x01"):
            if name:
                yield name, at, changes
            name, _, told = token[1:].decode("ascii").partition(" ")
            at, changes = _moment(told), []
        elif token.lstrip(b"\n").startswith(b":"):
            was, now, before, after, _ = token.lstrip(b"\n:").decode("ascii").split(" ")
            path = _text(next(tokens))
            changes.append(Change(path, _plain(was, before), _plain(now, after)))
    if name:
        yield name, at, changes


def _plain(mode: str, name: str) -> str | None:
    return name if mode in PLAIN else None


def _text(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")


def _moment(told: str) -> str:
    """`1795305600 +0700` as RFC 3339 has it, with that offset; whatever cannot be, at the nearest that can."""
    seconds, _, offset = told.partition(" ")
    moment = min(max(int(seconds), 86_400), LATEST_MOMENT)
    minutes = int(offset[1:3]) * 60 + int(offset[3:5])
    if not minutes or minutes >= 24 * 60:
        return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    zone = timezone(timedelta(minutes=-minutes if offset.startswith("-") else minutes))
    return datetime.fromtimestamp(moment, zone).isoformat()
