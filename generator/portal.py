"""Everything to publish, written into one folder: first the datasets' own files, then all the rest. In come the
catalog, a folder and the frame of a page; out go the files of the site and what was found wrong on the way. Datasets
stream: read, rendered, written, forgotten, so that memory grows with metadata alone. It must not know the host
(MkDocs), nor where readers will see the folder.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
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
from generator.site import Site, put, remove
from generator.sitemaps import robots, sitemaps
from generator.tasks import Done, Frame, Shared, Task, Worker

PRELOAD: Final = ("generator.readings", "generator.pages", "generator.tasks")  # what workers import once for all
PARQUET: Final = "generator.parquet_files"  # … where they make such files
AHEAD: Final = 8  # tasks a worker that are handed in or wait for their turn
EARLY: Final = 4  # … and as many again, the largest, that are handed in before all others


@dataclass(slots=True)
class Built:
    """What stands in one folder, told at every moment, so that whoever goes on there does again what has changed.

    `due` are datasets whose own files are as they were, though what their pages show of others has changed: what stands
    there of them is old. `faulty` are the pages that tell errors in the place of a dataset, `assets` what pages load,
    with its digests.
    """

    datasets: dict[str, tuple[Task, Done]] = field(default_factory=dict)
    due: dict[str, Task] = field(default_factory=dict)
    faulty: tuple[str, ...] = ()
    assets: dict[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for _, done in self.datasets.values() for problem in done.problems)

    def old_files(self) -> frozenset[str]:
        """Paths of what is due. Another thread than that of the build may ask."""
        due, datasets = tuple(self.due), self.datasets
        return frozenset(path for name in due if name in datasets for path in datasets[name][1].files)


def check(root: Path, catalog: Catalog, datasets: Sequence[Dataset], running: Running) -> tuple[Problem, ...]:
    """What is wrong in the files of these datasets; nothing is written."""
    shared = _shared(root, catalog, running)
    worker = Worker(shared)
    found: list[Problem] = []
    with running.timings.stage("datasets"):
        wanted = [worker.keyed(Task(dataset=dataset)) for dataset in datasets]
        with closing(_in_order(shared, worker, wanted, running)) as results:
            for _, done in results:
                found += done.problems
    if running.timings.anew:
        running.cache.tidy()
    return tuple(found)


def build(root: Path, catalog: Catalog, site: Site, frame: Frame, running: Running) -> Built:
    """Fill the site with every page, download and asset; what is wrong in the datasets' files comes back.

    A dataset with errors gets no page and stands in no list: whoever previews sees the others, and whoever publishes
    must not publish once there are errors. Raises `ReaderDied` where the process that read a dataset was killed.
    """
    built = Built()
    write_datasets(root, catalog, site.folder, frame, running, built)
    write_rest(root, catalog, site, frame, running, built)
    return built


def write_datasets(root: Path, catalog: Catalog, folder: Path, frame: Frame, running: Running, built: Built) -> None:
    """The first part of a build: the datasets' own pages and files. `built` tells of the same folder and frame.

    Datasets that only show of others what has changed are left to `write_rest`. Raises `ReaderDied`.
    """
    catalog = offered(catalog, clock.build_moment())  # whoever calls: nothing is published before its time
    shared = _shared(root, catalog, running, folder, frame)
    worker, before = Worker(shared), built.datasets
    tasks = [worker.keyed(task) for task in _wanted(catalog)]
    stay = [task for task in tasks if _is_own_unchanged(task, before)]
    due = {task.dataset.name: task for task in stay if task.pages != before[task.dataset.name][0].pages}
    found = {task.dataset.name: before[task.dataset.name] for task in stay}
    for name in before.keys() - found.keys():
        remove(folder, before[name][1].files)
    for name in found.keys() - due.keys():
        task, done = found[name]
        found[name] = task, replace(done, validated=0, derived=0, rendered=0, seconds={})
        running.timings.add(found[name][1])
    anew = [task for task in tasks if task.dataset.name not in found]
    with running.timings.stage("datasets"), closing(_in_order(shared, worker, anew, running)) as results:
        found |= {task.dataset.name: (task, done) for task, done in results}
    built.datasets, built.due = {task.dataset.name: found[task.dataset.name] for task in tasks}, due


def write_faulty(catalog: Catalog, problems: Iterable[Problem], folder: Path, frame: Frame, built: Built) -> None:
    """For a preview: at the address of each dataset that has errors a page that tells them."""
    taken = {path for _, done in built.datasets.values() for path in done.files}
    remove(folder, set(built.faulty) - taken)
    pages = [(urls.page_file(page.path), page) for page in faulty_pages(catalog, problems)]
    for path, page in pages:
        put(folder, Output(path=path, content=frame.render(page).encode()))
    built.faulty = tuple(path for path, _ in pages)


def write_rest(root: Path, catalog: Catalog, site: Site, frame: Frame, running: Running, built: Built) -> None:
    """The second part: what is due, what pages load, lists, the catalog as machines read it, checksums.

    `running.pause` may break it off; then it is begun again with another `Site` of the same folder, by this catalog or
    by a newer one that `write_datasets` has seen.
    """
    catalog = offered(catalog, clock.build_moment())
    with running.timings.stage("datasets"):
        _write_due(_shared(root, catalog, running, site.folder, frame), running, built)
    for _, done in built.datasets.values():
        site.hold(done.files)
        site.twins += done.pages
    site.hold(dict.fromkeys(built.faulty, ""))
    is_first = not built.assets
    with running.timings.stage("assets"):
        _write_assets(catalog, site, frame, running, built)
    write_lists(catalog, built.datasets.values(), site, frame, running, built.lists)
    with running.timings.stage("assets"):
        for output in (*sitemaps(catalog, site.twins), robots(catalog)):
            site.write(output)
    with running.timings.stage("checksums"):
        site.write(checksums(site))
    if running.timings.anew and is_first:
        running.cache.tidy()


def _write_due(shared: Shared, running: Running, built: Built) -> None:
    worker = Worker(shared)
    for name, task in tuple(built.due.items()):
        running.pause()
        remove(shared.site, built.datasets[name][1].files)
        done = done_or_lost(worker, task)
        if isinstance(done, Lost):
            raise ReaderDied(name, done.reason)
        running.timings.add(done)
        built.datasets[name] = task, done
        del built.due[name]


def _write_assets(catalog: Catalog, site: Site, frame: Frame, running: Running, built: Built) -> None:
    """Once: in one folder the frame stays the same. What draws charts comes and goes with the indicators."""
    for output in frame.outputs() if not built.assets else ():
        built.assets[output.path] = site.put(output)
    has_charts = any(dataset.indicators for dataset in catalog.datasets)
    if has_charts and bundle.path() not in built.assets:
        built.assets[bundle.path()] = site.put(bundle.output(running.cache))
    elif not has_charts and bundle.path() in built.assets:
        remove(site.folder, (bundle.path(),))
        del built.assets[bundle.path()]
    site.hold(built.assets)


def _shared(
    root: Path, catalog: Catalog, running: Running, site: Path | None = None, frame: Frame | None = None
) -> Shared:
    bare = replace(catalog, datasets=(), revisions=(), withdrawn=(), releases=())
    shapes = "" if site is None else _shapes(catalog)
    return Shared(
        root=root,
        catalog=bare,
        cache=running.cache,
        today=clock.build_date(),
        site=site,
        frame=frame,
        shapes=shapes,
    )


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
    shared: Shared, worker: Worker, tasks: Sequence[Task], running: Running
) -> Generator[tuple[Task, Done], None, None]:
    """What each dataset gives, in their order, as soon as it is there; at most a few wait for those before them.

    What the cache holds is taken here. The rest goes to a pool, unless it is over before a pool has begun.
    """
    anew = [task for task in tasks if not worker.is_at_hand(task)]
    size = pool_size(len(anew), sum(task.bytes for task in anew), running.workers)
    pooled = {task.dataset.name for task in anew} if size else set()
    preload = (*PRELOAD, PARQUET) if shared.site and shared.catalog.derives("parquet") else PRELOAD
    with Pool(partial(Hand, shared), size, preload) as pool:
        has_charts = shared.site is not None and any(task.dataset.indicators for task in tasks)
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
            done = pool.result(ticket) if ticket else done_or_lost(worker, task)
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


def _is_own_unchanged(task: Task, before: Mapping[str, tuple[Task, Done]]) -> bool:
    """Whether the dataset itself is as it was when what stands there was made, whatever has become of others."""
    old, _ = before.get(task.dataset.name, (None, None))
    if old is None or None in (task.reading, task.pages):
        return False
    return (old.described, old.reading) == (task.described, task.reading)
