"""Every page and file that is no dataset's own: lists, dashboards, the whole catalog as machines read it.

In come what the datasets' tasks have left; out go files of the site, each kind made anew only where what it sees has
changed. It must not know how a dataset is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from generator import fingerprints, formats, pictures, urls
from generator.beside import beside
from generator.cache import key_of
from generator.model import Catalog, Summary
from generator.outputs import Output
from generator.pages import PAGES, Kind
from generator.parts import Part
from generator.pictures import Picture
from generator.running import BrokenOff, Running, Timings
from generator.search import index
from generator.site import Site, Twins, remove
from generator.tasks import Done, Frame, Task

NO_TWINS: Final[Twins] = {}
FORMATS: Final = "formats"  # the stage of what machines read
KEPT: Final = "lists"  # kind of entries in the cache


@dataclass(frozen=True, slots=True)
class Listed:
    """What one kind of lists or one format has left: the key of all that it sees, its files, and twins of its pages.

    `key` is None where it cannot be told whether anything has changed; so is a file's digest empty.
    """

    key: str | None
    files: Mapping[str, str]
    twins: tuple[Twins, ...]


Lists = dict[tuple[str, str], Listed]  # by stage and name
Maker = Callable[[], Iterator[tuple[Output | Picture | None, Twins]]]  # every file; a page comes with its twins
Makers = Mapping[tuple[str, str], tuple[str | None, Maker]]  # by stage and name, with the key of all that is seen


def _searched(catalog: Catalog, summaries: Mapping[str, Summary]) -> tuple[Catalog, Mapping[str, Summary]]:
    """Of tables no more than the index holds: another value in one of them leaves it as it is."""
    seen = {
        n: Summary(dataset=n, formats=s.formats, areas=s.areas, indicators=s.indicators) for n, s in summaries.items()
    }
    return replace(catalog, revisions=(), releases=()), seen


SEARCH: Final = Kind("search-index", lambda *_: iter(()), _searched, index.files)


def write_lists(
    catalog: Catalog, tasks: Iterable[tuple[Task, Done]], site: Site, frame: Frame, running: Running, lists: Lists
) -> None:
    """All of them; a kind stays or is taken from the cache where all that it sees is equal.

    `lists` tells what stands in the site, at every moment: before, after, and where `running.pause` breaks this off.
    Machine formats are made beside the pages where there may be two processes: neither looks at the other.
    """
    makers = _makers(catalog, tasks, site, frame, running)
    for name in lists.keys() - makers.keys():
        remove(site.folder, lists.pop(name).files)
    pages = {name: made for name, made in makers.items() if name[0] != FORMATS}
    machines = {name: made for name, made in makers.items() if name[0] == FORMATS}
    is_worth_it = running.workers > 1 and any(
        name not in lists and not running.cache.has(KEPT, key or "") for name, (key, _) in machines.items()
    )
    with beside(partial(_written, machines, lists, site, running), is_worth_it=is_worth_it) as machines_written:
        of_pages = _written(pages, lists, site, running)
        for found, timings in (of_pages, machines_written()):
            lists |= found
            running.timings.take(timings)
    for name in makers:
        site.hold(lists[name].files)
        site.twins += lists[name].twins


def _written(makers: Makers, lists: Lists, site: Site, running: Running) -> tuple[Lists, Timings]:
    """What has been made or has stayed, and the time it took."""
    timings = Timings()
    for name, (key, make) in makers.items():
        with timings.stage(name[0]):
            old = lists.pop(name, None)
            lists[name] = _listed(key, old, make, site, running)
    return {name: lists[name] for name in makers}, timings


def _makers(catalog: Catalog, tasks: Iterable[tuple[Task, Done]], site: Site, frame: Frame, running: Running) -> Makers:
    """By stage and name, the key of all that a kind or a part sees, and what makes its files."""
    sound = [(task, done.summary) for task, done in tasks if done.summary is not None]
    catalog = replace(catalog, datasets=tuple(task.dataset for task, _ in sound))
    by_name = {summary.dataset: summary for _, summary in sound}
    by_task = {task.dataset.name: task for task, _ in sound}
    makers: dict[tuple[str, str], tuple[str | None, Maker]] = {}
    for stage, kind in (*(("lists", kind) for kind in PAGES), ("search", SEARCH)):
        running.pause()
        seen = kind.sight(catalog, by_name)
        made = key_of(fingerprints.code(), fingerprints.views(), frame.key, kind.name, *_facts(seen, by_task))
        makers[stage, kind.name] = made, partial(_pages, kind, seen, frame, running)
    for each in formats.published(catalog):
        shown = replace(catalog, revisions=catalog.revisions if each.follows else (), releases=())
        shown = replace(shown, releases=catalog.releases) if each.foresees else shown
        for part in each.catalog(shown):
            running.pause()
            own = f"{each.name}-{part.name}"
            key = _part_key(own, part, shown, by_task, by_name)
            makers[FORMATS, own] = key, partial(_files, part, shown, by_name, site.folder)
    return makers


def _facts(seen: tuple[Catalog, Mapping[str, Summary]], tasks: Mapping[str, Task]) -> Iterator[object]:
    """All that a kind sees. Series, of which there are many, are known by the key of the reading that gave them."""
    catalog, summaries = seen
    yield replace(catalog, datasets=())
    yield [tasks[dataset.name].described for dataset in catalog.datasets]
    for name, summary in summaries.items():
        yield replace(summary, indicators=())
        if summary.indicators:
            yield tasks[name].reading or summary.indicators


def _part_key(
    name: str, part: Part, catalog: Catalog, tasks: Mapping[str, Task], summaries: Mapping[str, Summary]
) -> str | None:
    """A part reads what tasks of datasets have left in the site, so it hangs on all that those hang on."""
    keys = [tasks[dataset.name].pages for dataset in part.reads]
    described = [tasks[dataset.name].described for dataset in catalog.datasets]
    seen = [part.sees(summary) for summary in summaries.values()]
    if None in keys:
        return None
    return key_of(fingerprints.code(), name, replace(catalog, datasets=()), described, keys, seen)


def _listed(key: str | None, old: Listed | None, make: Maker, site: Site, running: Running) -> Listed:
    """What stands in the site already, else what the cache holds, else made; nothing where that was broken off."""
    if old is not None:
        if key is not None and old.key == key:
            return old
        remove(site.folder, old.files)
    entry = running.cache.read(KEPT, key)
    if entry is not None:
        entry.write(site.folder)
        return Listed(key=key, files=entry.digests, twins=entry.facts)
    written: dict[str, str] = {}
    twins = []
    try:
        for file, languages in make():
            running.pause()
            if isinstance(file, Picture):
                pictures.write(file, site.folder, running.cache)
                written[file.path] = ""
            elif file is not None:
                written[file.path] = site.put(file)
            if languages:
                twins.append(languages)
    except BrokenOff:
        remove(site.folder, written)
        raise
    digests = running.cache.keep(KEPT, key, tuple(twins), written, site.folder)
    return Listed(key=key, files=digests, twins=tuple(twins))


def _pages(
    kind: Kind, seen: tuple[Catalog, Mapping[str, Summary]], frame: Frame, running: Running
) -> Iterator[tuple[Output | Picture | None, Twins]]:
    for page in kind.pages(*seen):
        twins = page.twins if page.is_listed else NO_TWINS
        yield Output(path=urls.page_file(page.path), content=frame.render(page).encode()), dict(twins)
        running.timings.lists += 1
    for file in kind.files(*seen):
        yield file, NO_TWINS


def _files(
    part: Part, catalog: Catalog, summaries: Mapping[str, Summary], site: Path
) -> Iterator[tuple[Output | Picture, Twins]]:
    for file in part.files(catalog, summaries, site):
        yield file, NO_TWINS
