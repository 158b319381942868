"""Everything to publish, written into one folder. In come the catalog, a folder and the frame of a page; out go the
files of the site and what was found wrong on the way. Datasets stream: read, rendered, written, forgotten, so that
memory grows with metadata alone. It must not know the host (MkDocs), nor where readers will see the folder.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from generator import clock, urls
from generator.charts import bundle
from generator.checksums import checksums
from generator.chores import Hand, chores
from generator.lists import Lists, write_lists
from generator.model import Catalog, Dataset, Revision
from generator.offered import offered
from generator.outputs import Output
from generator.pages.faulty import faulty_pages
from generator.pages.neighbours import neighbours
from generator.pages.related import relatives
from generator.pool import Lost, Pool, Ticket, done_or_lost
from generator.problems import Problem
from generator.running import ReaderDied, Running, pool_size
from generator.site import Site, remove
from generator.sitemaps import robots, sitemaps
from generator.tasks import Done, Frame, Shared, Task, Worker

PRELOAD: Final = ("generator.readings", "generator.pages", "generator.tasks")  # what workers import once for all
AHEAD: Final = 8  # tasks a worker that are handed in or wait for their turn
EARLY: Final = 4  # … and as many again, the largest, that are handed in before all others


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build found and left in its folder, so that a next one in the same folder does again what has changed."""

    problems: tuple[Problem, ...] = ()
    datasets: Mapping[str, tuple[Task, Done]] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)


NOTHING_BUILT: Final = Built()


def write_faulty(
    catalog: Catalog, problems: Iterable[Problem], site: Site, frame: Frame, before: Iterable[str]
) -> tuple[str, ...]:
    """For a preview: at the address of each dataset that has errors a page that tells them; the paths come back.

    `before` are those of the last time.
    """
    remove(site.folder, set(before) - site.paths)
    written = []
    for page in faulty_pages(catalog, problems):
        path = urls.page_file(page.path)
        site.write(Output(path=path, content=frame.render(page).encode()))
        written.append(path)
    return tuple(written)


def check(root: Path, catalog: Catalog, datasets: Sequence[Dataset], running: Running) -> tuple[Problem, ...]:
    """What is wrong in the files of these datasets; nothing is written."""
    shared = _shared(root, catalog, running)
    found: list[Problem] = []
    wanted = [Task(dataset=dataset) for dataset in datasets]
    with running.timings.stage("datasets"), closing(_in_order(shared, wanted, running, NOTHING_BUILT)) as results:
        for _, done in results:
            found += done.problems
    if running.timings.anew:
        running.cache.tidy()
    return tuple(found)


def build(
    root: Path,
    catalog: Catalog,
    site: Site,
    frame: Frame,
    running: Running,
    before: Built = NOTHING_BUILT,
    datasets_are_there: Callable[[tuple[Problem, ...]], None] = lambda problems: None,
) -> Built:
    """Fill the site with every page, download and asset; what is wrong in the datasets' files comes back.

    A dataset with errors gets no page and stands in no list: whoever previews sees the others, and whoever publishes
    must not publish once there are errors. `before` is what a build with the same frame has left in the same folder;
    `datasets_are_there` is told, once every dataset's own pages stand there and before the lists do, what is wrong.
    Raises `ReaderDied` where the process that read a dataset was killed.
    """
    catalog = offered(catalog, clock.build_moment())  # whoever calls: nothing is published before its time
    built: dict[str, tuple[Task, Done]] = {}
    shared = replace(_shared(root, catalog, running), site=site.folder, frame=frame, shapes=_shapes(catalog))
    wanted = list(_wanted(catalog))
    with running.timings.stage("datasets"), closing(_in_order(shared, wanted, running, before)) as results:
        for task, done in results:
            built[task.dataset.name] = task, done
            site.hold(done.files)
            site.twins += done.pages
    problems = tuple(problem for _, done in built.values() for problem in done.problems)
    datasets_are_there(problems)
    lists = write_lists(catalog, built.values(), site, frame, running, before.lists)
    with running.timings.stage("assets"):
        for output in (*frame.outputs(), *sitemaps(catalog, site.twins), robots(catalog)):
            site.write(output)
        if any(dataset.indicators for dataset in catalog.datasets):
            site.write(bundle.output(running.cache))
    with running.timings.stage("checksums"):
        site.write(checksums(site))
    if running.timings.anew and before is NOTHING_BUILT:
        running.cache.tidy()
    return Built(problems=problems, datasets=built, lists=lists)


def _shared(root: Path, catalog: Catalog, running: Running) -> Shared:
    bare = replace(catalog, datasets=(), revisions=(), withdrawn=(), releases=())
    return Shared(root=root, catalog=bare, cache=running.cache, today=clock.build_date())


def _wanted(catalog: Catalog) -> Iterator[Task]:
    """Every dataset with what its pages and files show of others and of its past."""
    revisions: dict[str, list[Revision]] = defaultdict(list)
    for revision in catalog.revisions:
        revisions[revision.dataset].append(revision)
    for dataset in catalog.datasets:
        yield Task(
            dataset=dataset,
            related=relatives(catalog, dataset),
            neighbours=neighbours(catalog, dataset),
            revisions=tuple(revisions[dataset.name]),
        )


def _in_order(
    shared: Shared, wanted: Sequence[Task], running: Running, before: Built
) -> Generator[tuple[Task, Done], None, None]:
    """What each dataset gave, in their order, as soon as it is there; at most a few wait for those before them.

    What stands in the folder already stays, and what the cache holds is taken here. The rest goes to a pool, unless it
    is over before a pool has begun.
    """
    worker = Worker(shared)
    tasks = [worker.keyed(task) for task in wanted]
    there = {task.dataset.name: done for task in tasks if (done := _standing(task, before)) is not None}
    for name in before.datasets.keys() - there.keys():
        remove(shared.site, before.datasets[name][1].files)
    anew = [task for task in tasks if task.dataset.name not in there and not worker.is_at_hand(task)]
    size = pool_size(len(anew), sum(task.bytes for task in anew), running.workers)
    pooled = {task.dataset.name for task in anew} if size else set()
    with Pool(partial(Hand, shared), size, PRELOAD) as pool:
        has_charts = shared.site is not None and any(task.dataset.indicators for task in wanted)
        for chore in chores(shared.cache, has_charts=has_charts) if size else ():
            pool.submit(chore)
        early = {task.dataset.name: pool.submit(task) for task in _largest(tasks, pooled, size * EARLY)}
        ahead: deque[tuple[Task, Ticket | None]] = deque()
        coming = iter(tasks)
        for number in range(len(tasks)):
            while len(ahead) < max(1, size * AHEAD) and (task := next(coming, None)) is not None:
                ticket = early.pop(task.dataset.name, None)
                ahead.append((task, ticket or (pool.submit(task) if task.dataset.name in pooled else None)))
            task, ticket = ahead.popleft()
            name = task.dataset.name
            running.progress(number, len(tasks), name)
            done = pool.result(ticket) if ticket else there.get(name) or done_or_lost(worker, task)
            if isinstance(done, Lost):
                raise ReaderDied(name, done.reason)
            running.timings.add(done)
            yield task, done


def _largest(tasks: Sequence[Task], pooled: Collection[str], number: int) -> list[Task]:
    """So that none of them is left for one worker when the others have nothing more to do."""
    return sorted((t for t in tasks if t.dataset.name in pooled), key=lambda t: t.bytes, reverse=True)[:number]


def _shapes(catalog: Catalog) -> str:
    """The file with the shapes of areas: the first GeoJSON of the dataset that the catalog names for them."""
    named = next((d for d in catalog.datasets if d.name == catalog.boundaries), None)
    files = [] if named is None else [r.path for r in named.resources if r.format == "geojson" and r.path is not None]
    return f"{named.folder}/{files[0]}" if named is not None and files else ""


def _standing(task: Task, before: Built) -> Done | None:
    """What the build before gave for the same dataset, where nothing about it has changed."""
    old, done = before.datasets.get(task.dataset.name, (None, None))
    if old is None or done is None or None in (task.reading, task.pages):
        return None
    if (old.reading, old.pages) != (task.reading, task.pages):
        return None
    return replace(done, validated=0, derived=0, rendered=0, seconds={})
