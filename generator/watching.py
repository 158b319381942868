"""What has changed below some places since it was last looked at: in come places, out go the paths of files.

It looks at the files themselves, when it is asked to: that works on every disk, and whoever is busy asks in between,
where a thread that watches would wait for its turn at each file. It must not know what a change is good for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

State = tuple[int, int, int]  # time of the last change in nanoseconds, size in bytes, number of the file


class Watch:
    """Knows the files below its places as they were when it looked last."""

    def __init__(self) -> None:
        self._seen: Mapping[str, Mapping[str, State]] = {}

    def follow(self, places: Iterable[Path]) -> None:
        """Look at these from now on; what was known of those among them that were followed already, stays known."""
        wanted = dict.fromkeys(str(place.absolute()) for place in places)
        self._seen = {place: self._seen[place] if place in self._seen else dict(_states(place)) for place in wanted}

    def changed(self) -> frozenset[str]:
        """Absolute paths of files that are new, gone or changed since the last time."""
        before, self._seen = self._seen, {place: dict(_states(place)) for place in self._seen}
        return frozenset(path for place, seen in self._seen.items() for path, _ in seen.items() ^ before[place].items())


def _states(place: str) -> Iterator[tuple[str, State]]:
    """Of the file, or of every file below the folder. Links to folders are passed over."""
    folders = [place]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        yield from _state(entry.path, entry.stat)
                    elif not entry.is_symlink():
                        folders.append(entry.path)
        except NotADirectoryError:
            yield from _state(folder, Path(folder).stat)
        except OSError:  # gone meanwhile, or not to be read: as good as empty
            continue


def _state(file: str, look: Callable[[], os.stat_result]) -> Iterator[tuple[str, State]]:
    try:
        found = look()
    except OSError:
        return
    yield file, (found.st_mtime_ns, found.st_size, found.st_ino)
