"""What one commit did to one dataset. In come the contents before and after, out goes a `Revision`, or nothing where
only files changed that are no part of the dataset.

What two versions differ in is remembered by the digests of their contents, and never looked for twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator import fingerprints
from generator.cache import Cache, key_of
from generator.history.repository import Blobs
from generator.history.touched import DESCRIPTOR, Touched
from generator.history.versions import Version, version
from generator.keys import LEVELS
from generator.model import Dataset, FileRevision, Resource, Revision
from generator.yamlfile import MAX_BYTES

COMPARED: Final = "compared"  # kind of entries in the cache
MOST_BYTES: Final = 8_000_000  # of one version of a table that is compared with another
ABSENT: Final = "absent"  # the reason that hangs on the clone at hand, not on what it holds

Difference = tuple[tuple[FileRevision, ...], tuple[str, ...], bool]  # files, keys, whether both descriptors were read
Named = Mapping[str, Mapping[str, object]]
NONE: Final[Difference] = ((), (), True)


class Differences:
    """Looks versions up in one repository."""

    def __init__(self, blobs: Blobs, cache: Cache, languages: Sequence[str]) -> None:
        self._blobs = blobs
        self._cache = cache
        self._languages = languages

    def revision(self, touched: Touched) -> Revision | None:
        """Of one dataset in one commit. None where nothing that the catalog publishes has changed."""
        kind = "renamed" if touched.former else "removed" if not touched.after else "new"
        files, keys, is_read = NONE
        if touched.before and touched.after:
            files, keys, is_read = self._difference(touched)
            kind = "data" if files else "metadata"
            if not files and not keys and is_read:
                return None
        return Revision(
            dataset=touched.dataset,
            kind=kind,
            at=touched.commit.at,
            commit=touched.commit.name,
            former=touched.former,
            files=files,
            keys=keys,
            is_read=is_read,
        )

    def version(self, descriptor: str) -> Version | None:
        """What the file of that content says; None where it is no YAML, too large, or not in this clone."""
        content = self._blobs.content(descriptor, MAX_BYTES)
        return None if content is None else version(content)

    def keys(self, before: str, after: str, level: str) -> tuple[str, ...] | None:
        """Of two contents of a file of that level, the keys that differ; None where one of them cannot be read."""
        key = key_of(fingerprints.code(), level, before, after)
        known: tuple[str, ...] | None = self._cache.facts(COMPARED, key)
        if known is None:
            old, new = self.version(before), self.version(after)
            if old is None or new is None:
                return None
            known = tuple(_keys(old, new, level, has_data=False))
            self._cache.keep(COMPARED, key, known)
        return known

    def dataset(self, descriptor: str, name: str) -> Dataset | None:
        """The same as today's rules read it."""
        found = self.version(descriptor)
        return None if found is None else found.dataset(self._languages, name)

    def _difference(self, touched: Touched) -> Difference:
        before, after = sorted(touched.before.items()), sorted(touched.after.items())
        key = key_of(fingerprints.code(), tuple(self._languages), before, after)
        known: Difference | None = self._cache.facts(COMPARED, key)
        if known is not None:
            return known
        old, new = self.version(touched.before[DESCRIPTOR]), self.version(touched.after[DESCRIPTOR])
        files = tuple(self._files(touched, old, new))
        keys = () if old is None or new is None else tuple(_keys(old, new, "dataset", has_data=bool(files)))
        found = files, keys, old is not None and new is not None
        if not any(file.reason == ABSENT for file in files) and found[2]:
            self._cache.keep(COMPARED, key, found)
        return found

    def _files(self, touched: Touched, old: Version | None, new: Version | None) -> Iterator[FileRevision]:
        """Those that either descriptor names; any file where one of them cannot be read."""
        paths = sorted((touched.before.keys() | touched.after.keys()) - {DESCRIPTOR})
        read = [v.resources(self._languages) if v is not None and paths else None for v in (old, new)]
        olds, news = [resources or {} for resources in read]
        for path in paths:
            before, after = touched.before.get(path), touched.after.get(path)
            was, now = olds.get(path), news.get(path)
            if before == after or (was is None and now is None and None not in read):
                continue
            title = now.title if now is not None else None if was is None else was.title
            if before is None or after is None:
                yield FileRevision(path=path, change="new" if before is None else "removed", title=title)
            elif was is None or now is None:
                yield FileRevision(path=path, change="revised", title=title, reason="unreadable")
            else:
                yield self._revised(path, (before, after), (was, now))

    def _revised(self, path: str, names: tuple[str, str], resources: tuple[Resource, Resource]) -> FileRevision:
        sizes = [self._blobs.size(name) for name in names]
        contents = [self._blobs.content(name, MOST_BYTES) for name in names]
        before, after = contents
        if before is None or after is None:
            reason = ABSENT if None in sizes else "large"
            return FileRevision(path=path, change="revised", title=resources[1].title, reason=reason)
        from generator.history.rows import revised  # with every reader of tables: only where there is one to read

        return revised(path, before, after, *resources)


def _keys(old: Version, new: Version, level: str, *, has_data: bool) -> Iterator[str]:
    """Those with other values, in the order in which files of that level are written. The day of the last change tells
    nothing beside the change itself."""
    order = {key.name: number for number, key in enumerate(LEVELS[level])}
    names = old.keys.keys() | new.keys.keys()
    differ = [name for name in names if old.keys.get(name) != new.keys.get(name)]
    if has_data or len(differ) > 1:
        differ = [name for name in differ if name != "modified"]
    for name in sorted(differ, key=lambda name: (order.get(name, len(order)), name)):
        yield from _parts(name, _named(old.keys.get(name)), _named(new.keys.get(name)))


def _parts(name: str, was: Named | None, now: Named | None) -> Iterator[str]:
    """Of a list of things that have names, what of those that stayed has other values: `indicators.method`; `.name`
    where not all of them stayed. Of anything else, and where only their order differs, the key alone."""
    if was is None or now is None:
        yield name
        return
    both = [(was[thing], now[thing]) for thing in was.keys() & now.keys()]
    found = {part for one, other in both for part in one.keys() | other.keys() if one.get(part) != other.get(part)}
    found |= {"name"} if was.keys() != now.keys() else set()
    yield from [f"{name}.{part}" for part in sorted(found)] or [name]


def _named(value: object) -> Named | None:
    """Things by their names."""
    if not isinstance(value, list) or not all(isinstance(thing, dict) for thing in value):
        return None
    found = {thing["name"]: thing for thing in value if isinstance(thing.get("name"), str)}
    return found if len(found) == len(value) else None
