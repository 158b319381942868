"""Everything to publish, written into one folder. In come the catalog, a folder and the frame of a page; out go the
files of the site and what was found wrong on the way. Datasets stream: read, rendered, written, forgotten, so that
memory grows with metadata alone. It must not know the host (MkDocs), nor where readers will see the folder.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from generator import fingerprints, urls
from generator.cache import key_of
from generator.model import Catalog, Dataset
from generator.outputs import Output
from generator.pages import PAGES
from generator.pages.page import Page
from generator.pages.related import Relative, relatives
from generator.pages.summaries import Summary
from generator.pool import Lost, Pool, Ticket, done_or_lost
from generator.problems import Problem, WrongUse
from generator.running import ReaderDied, Running, pool_size
from generator.tasks import Done, Frame, Shared, Task, Twins, Worker

PRELOAD: Final = ("generator.readings", "generator.pages", "generator.tasks")  # what workers import once for all
AHEAD: Final = 8  # tasks a worker that are handed in or wait for their turn


@dataclass
class Site:
    """The folder that is being filled. Each path may be written once: two pages of ours for one address are a bug.

    `host` are the paths at which the catalog's keeper has put files of their own; `claim` raises `WrongUse` for them.
    """

    folder: Path
    host: frozenset[str] = frozenset()
    paths: set[str] = field(default_factory=set)
    twins: list[Twins] = field(default_factory=list)

    def claim(self, path: str) -> Path:
        if path in self.host:
            raise WrongUse("path-taken", path=path)
        assert path not in self.paths, f"two things to publish at {path!r}"
        self.paths.add(path)
        return self.folder / path

    def write(self, output: Output) -> None:
        target = self.claim(output.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if output.source is not None:
            shutil.copyfile(output.source, target)
        else:
            assert output.content is not None
            target.write_bytes(output.content)

    def write_page(self, page: Page, frame: Frame) -> None:
        self.write(Output(path=urls.page_file(page.path), content=frame.render(page).encode()))
        self.twins.append(page.twins)


def check(root: Path, catalog: Catalog, datasets: Sequence[Dataset], running: Running) -> tuple[Problem, ...]:
    """What is wrong in the files of these datasets; nothing is written."""
    shared = Shared(root=root, catalog=replace(catalog, datasets=()), cache=running.cache)
    found: list[Problem] = []
    wanted = [(dataset, ()) for dataset in datasets]
    with running.timings.stage("datasets"), closing(_in_order(shared, wanted, running)) as results:
        for _, done in results:
            found += done.problems
    if running.timings.anew:
        running.cache.tidy()
    return tuple(found)


def build(root: Path, catalog: Catalog, site: Site, frame: Frame, running: Running) -> tuple[Problem, ...]:
    """Fill the site with every page, download and asset; what is wrong in the datasets' files comes back.

    A dataset with errors gets no page and stands in no list: whoever previews sees the others, and whoever publishes
    must not publish once there are errors. Raises `ReaderDied` where the process that read a dataset was killed.
    """
    found: list[Problem] = []
    sound: list[Task] = []
    summaries = []
    shared = Shared(
        root=root, catalog=replace(catalog, datasets=()), cache=running.cache, site=site.folder, frame=frame
    )
    wanted = [(dataset, relatives(catalog, dataset)) for dataset in catalog.datasets]
    with running.timings.stage("datasets"), closing(_in_order(shared, wanted, running)) as results:
        for task, done in results:
            found += done.problems
            for path in done.paths:
                site.claim(path)
            site.twins += done.pages
            if done.summary is not None:
                sound.append(task)
                summaries.append(done.summary)
    with running.timings.stage("lists"):
        _write_lists(catalog, sound, summaries, site, frame, running)
    with running.timings.stage("assets"):
        for output in (*frame.outputs(), sitemap(catalog, site.twins), robots(catalog)):
            site.write(output)
    if running.timings.anew:
        running.cache.tidy()
    return tuple(found)


def _in_order(
    shared: Shared, wanted: Sequence[tuple[Dataset, tuple[Relative, ...]]], running: Running
) -> Generator[tuple[Task, Done], None, None]:
    """What each dataset gave, in their order, as soon as it is there; at most a few wait for those before them.

    What the cache holds is taken here. The rest goes to a pool, unless it is over before a pool has begun.
    """
    worker = Worker(shared)
    tasks = [worker.task(dataset, related) for dataset, related in wanted]
    missing = [task for task in tasks if not worker.is_at_hand(task)]
    size = pool_size(len(missing), sum(task.bytes for task in missing), running.workers)
    with Pool(partial(Worker, shared), size, PRELOAD) as pool:
        ahead: deque[tuple[Task, Ticket | None]] = deque()
        coming = iter(tasks)
        for number in range(len(tasks)):
            while len(ahead) < max(1, size * AHEAD) and (task := next(coming, None)) is not None:
                ahead.append((task, pool.submit(task) if size and not worker.is_at_hand(task) else None))
            task, ticket = ahead.popleft()
            running.progress(number, len(tasks), task.dataset.name)
            done = done_or_lost(worker, task) if ticket is None else pool.result(ticket)
            if isinstance(done, Lost):
                raise ReaderDied(task.dataset.name, done.reason)
            running.timings.add(done)
            yield task, done


def _write_lists(
    catalog: Catalog, tasks: Sequence[Task], summaries: Iterable[Summary], site: Site, frame: Frame, running: Running
) -> None:
    """Every page that is no dataset's own; a kind is taken from the cache where all that it sees is equal."""
    catalog = replace(catalog, datasets=tuple(task.dataset for task in tasks))
    by_name = {s.dataset: s for s in summaries}
    made = (fingerprints.code(), fingerprints.views(), frame.key)
    described = key_of([task.described for task in tasks])
    for kind in PAGES:
        seen = kind.sight(catalog, by_name)
        key = key_of(*made, kind.name, described if seen[0].datasets else "", replace(seen[0], datasets=()), seen[1])
        entry = running.cache.read("lists", key)
        if entry is not None:
            entry.write(site.folder)
            for path in entry.paths:
                site.claim(path)
            site.twins += entry.facts
            continue
        written: dict[str, Path] = {}
        twins = []
        for page in kind.pages(*seen):
            site.write_page(page, frame)
            written[urls.page_file(page.path)] = site.folder / urls.page_file(page.path)
            twins.append(dict(page.twins))
        running.timings.lists += len(written)
        running.cache.keep("lists", key, tuple(twins), written)


def sitemap(catalog: Catalog, twins: Iterable[Twins]) -> Output:
    """Every page with its twins (sitemaps.org 0.9, with the `xhtml:link` of Google's and Bing's extension)."""
    by_path = {path: pages for pages in twins for path in pages.values()}
    entries = [_sitemap_entry(catalog, path, by_path[path]) for path in sorted(by_path)]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    return Output(path="sitemap.xml", content=f"{head}{''.join(entries)}</urlset>\n".encode())


def _sitemap_entry(catalog: Catalog, path: str, pages: Twins) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" '
        f"href={quoteattr(urls.absolute(pages[language], catalog.site_uri))}/>"
        for language in catalog.languages
        if language in pages
    )
    return f"<url><loc>{escape(urls.absolute(path, catalog.site_uri))}</loc>{links}</url>\n"


def robots(catalog: Catalog) -> Output:
    """Everything may be read by programs: that is what an open-data site is for."""
    text = f"User-agent: *\nAllow: /\nSitemap: {urls.absolute('sitemap.xml', catalog.site_uri)}\n"
    return Output(path="robots.txt", content=text.encode())
