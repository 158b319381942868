"""All that is to be done for one dataset, as one task: its files read and derived, its pages rendered and written.

In come what all datasets share (made once a process) and a dataset; out goes a `Done`. A task sees only the slice of
the catalog that concerns its dataset, and the key of what it leaves in the cache is made of that same slice: nothing
can enter a page or a file without entering its key. It must not know other datasets, nor which process it runs in.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from generator import fingerprints, urls
from generator.cache import Cache, key_of
from generator.charts.subject import Chart
from generator.digests import sha256_of
from generator.formats import dataset_files
from generator.freshness import freshness
from generator.model import Catalog, Dataset, DatasetReading, IndicatorSet, Revision, Summary
from generator.outputs import Output
from generator.pages.neighbours import Neighbours
from generator.pages.page import Page
from generator.pages.related import Relative
from generator.pages.summaries import summary
from generator.problems import Problem, has_errors
from generator.quality import judged
from generator.site import Twins, put
from generator.slices import files_of, page_slice, reading_slice

READ: Final = "read"  # kinds of entries: what a dataset's rows gave, with all files made of them
CHECKED: Final = "checked"  # … what is wrong in them, where nothing else was asked for
PAGES: Final = "pages"  # … and a dataset's own pages, with those of its indicators
SHARED: Final = ("organizations", "themes", "licenses", "units")  # registries of which a slice holds some entries


class Frame(Protocol):
    """What puts a page's frame around it (`theme` does), and the files that the frame needs. It can be pickled."""

    @property
    def key(self) -> str:
        """Of all that a frame is made of, the catalog apart."""

    def render(self, page: Page) -> str: ...

    def outputs(self) -> Iterable[Output]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is known of the dataset from elsewhere, and, once a worker has looked: `described` is a key of the dataset,
    `reading` and `pages` are keys of the cache, None where its files are not plain, and `bytes` is their size."""

    dataset: Dataset
    described: str = ""
    related: tuple[Relative, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()
    revisions: tuple[Revision, ...] = ()
    reading: str | None = None
    pages: str | None = None
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """`summary` is None where errors keep the dataset from the site, `files` are those written with their digests,
    empty where unknown. `validated`, `derived` and `rendered` count what was done anew, `seconds` what reading and
    rendering took."""

    problems: tuple[Problem, ...]
    summary: Summary | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Twins, ...] = ()
    validated: int = 0
    derived: int = 0
    rendered: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What every task of a build needs. `catalog` is the whole one or one without datasets; without `site` and `frame`
    files are only checked. `today` is the day of the build in every process, however long it takes."""

    root: Path
    catalog: Catalog
    cache: Cache
    today: date
    site: Path | None = None
    frame: Frame | None = None
    shapes: str = ""  # path of a GeoJSON file with the shapes of areas


class Worker:
    """Does the tasks of one build in one process."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._areas = key_of(shared.catalog.areas)
        self._entries: dict[int, str] = {}
        self._drawing = 0.0  # seconds that the task at hand has spent on charts
        self._formatting = 0.0  # … and on machine formats
        file = shared.root / shared.shapes
        self._shapes = sha256_of(file)[1] if shared.shapes and file.is_file() else ""
        self._frame = "" if shared.frame is None else key_of(shared.frame.key, fingerprints.views())

    def keyed(self, task: Task) -> Task:
        """The task with its keys: the dataset's files are looked at, though no row of them is read."""
        dataset = task.dataset
        task = replace(task, described=dataset.digest or key_of(dataset))
        found = self._reading_key(task)
        if found is None:
            return task
        reading, size = found
        shown = page_slice(self._shared.catalog, dataset)
        fresh = freshness(dataset, self._shared.today)
        shapes = self._shapes if task.neighbours else ""
        others = task.related, task.neighbours, task.revisions, self._sets(task)
        pages = key_of(reading, self._frame, self._seen(shown), *others, fresh, shapes)
        return replace(task, reading=reading, pages=pages, bytes=size)

    def is_at_hand(self, task: Task) -> bool:
        """Whether the cache seems to hold all that the task gives."""
        has = self._shared.cache.has
        if task.reading is None or task.pages is None:
            return False
        if self._shared.site is None:
            return has(READ, task.reading) or has(CHECKED, task.reading)
        return has(READ, task.reading) and has(PAGES, task.pages)

    def __call__(self, task: Task) -> Done:
        if self._shared.site is None:
            return self._check(task)
        start = time.perf_counter()
        if (known := self._known(task, self._shared.site)) is not None:
            return replace(known, seconds={"reuse": time.perf_counter() - start})
        reading, done = self._read(task, self._shared.site)
        middle, self._drawing, self._formatting = time.perf_counter(), 0.0, 0.0
        if done.summary is not None:
            done = self._render(task, reading, done, self._shared.site)
        parts = {"draw": self._drawing, "format": self._formatting}
        render = time.perf_counter() - middle - sum(parts.values())
        return replace(done, seconds={"read": middle - start, "render": render, **parts})

    def _known(self, task: Task, site: Path) -> Done | None:
        """What an earlier build made of the same dataset, pages and all: nothing of its reading is looked at."""
        pages = self._shared.cache.read(PAGES, task.pages)
        files = None if pages is None else self._shared.cache.files(READ, task.reading)
        if pages is None or files is None:
            return None
        for entry in (files, pages):
            entry.write(site)
        problems, found, twins = pages.facts
        return Done(problems=problems, summary=found, files={**files.digests, **pages.digests}, pages=twins)

    def _check(self, task: Task) -> Done:
        cache = self._shared.cache
        known: tuple[DatasetReading, tuple[Problem, ...]] | None = cache.facts(READ, task.reading)
        problems: tuple[Problem, ...] | None = known[1] if known else cache.facts(CHECKED, task.reading)
        if problems is not None:
            return Done(problems=problems)
        _, problems = self._read_rows(task.dataset, None)
        if self._is_unchanged(task):
            cache.keep(CHECKED, task.reading, problems)
        return Done(problems=problems, validated=1)

    def _read(self, task: Task, site: Path) -> tuple[DatasetReading, Done]:
        """What the dataset's files give, and those made of them in the site. Files of a faulty one are taken away."""
        entry = self._shared.cache.read(READ, task.reading)
        if entry is not None:
            entry.write(site)
            reading, problems = self._judged(task.dataset, entry.facts[0]), entry.facts[1]
            return reading, _done(task.dataset, reading, problems, entry.digests)
        reading, problems = self._read_rows(task.dataset, site)
        files = {d.path: d.sha256 for d in reading.files()}
        if has_errors(problems):
            for path in files:
                (site / path).unlink(missing_ok=True)
            files = {}
        if self._is_unchanged(task):
            self._shared.cache.keep(READ, task.reading, (reading, problems), files, site)
        reading = self._judged(task.dataset, reading)
        return reading, replace(_done(task.dataset, reading, problems, files), validated=1, derived=1)

    def _judged(self, dataset: Dataset, reading: DatasetReading) -> DatasetReading:
        """With what hangs on the day, and so is not kept with what was read."""
        return judged(page_slice(self._shared.catalog, dataset), dataset, reading, self._shared.today)

    def _read_rows(self, dataset: Dataset, site: Path | None) -> tuple[DatasetReading, tuple[Problem, ...]]:
        from generator.readings import read_dataset  # with all libraries of tables: half a second, where it is needed

        return read_dataset(self._shared.root, reading_slice(self._shared.catalog, dataset), dataset, site)

    def _render(self, task: Task, reading: DatasetReading, done: Done, site: Path) -> Done:
        from generator.pages.dataset import dataset_pages

        assert self._shared.frame is not None
        written: dict[str, str] = {}
        twins: list[Twins] = []
        catalog = page_slice(self._shared.catalog, task.dataset)
        for page in dataset_pages(catalog, task.dataset, reading, self._shared.today, task.related):
            twins.append(dict(page.twins))
            written |= self._write(page, site)
        rendered = len(written)
        for path in self._indicators(task, catalog, reading, site, twins):
            written[path] = ""
            rendered += path.endswith(".html")
        start = time.perf_counter()
        seen = replace(catalog, indicator_sets=self._sets(task), revisions=task.revisions)
        for output in dataset_files(seen, task.dataset, reading):
            written[output.path] = put(site, output)
        self._formatting = time.perf_counter() - start
        facts = (done.problems, done.summary, tuple(twins))
        digests = self._shared.cache.keep(PAGES, task.pages, facts, written, site)
        assert not digests.keys() & done.files.keys(), "two things to publish at one path"
        return replace(done, files={**done.files, **digests}, pages=tuple(twins), rendered=rendered)

    def _sets(self, task: Task) -> dict[str, IndicatorSet]:
        """Those that the dataset's indicators stand in, without their trees."""
        names = dict.fromkeys(place.name for each in task.neighbours for place in each.sets)
        return {name: replace(self._shared.catalog.indicator_sets[name], children=()) for name in names}

    def _write(self, page: Page, site: Path) -> dict[str, str]:
        assert self._shared.frame is not None
        path = urls.page_file(page.path)
        return {path: put(site, Output(path=path, content=self._shared.frame.render(page).encode()))}

    def _indicators(
        self, task: Task, catalog: Catalog, reading: DatasetReading, site: Path, twins: list[Twins]
    ) -> Iterator[str]:
        """The pages and files of the dataset's indicators, written; their paths come out."""
        if not task.dataset.indicators:
            return
        from generator.pages.indicator import indicator_pages
        from generator.pages.indicator_charts import Facts, with_files
        from generator.pages.subjects import shapes_of

        shapes = shapes_of(self._shared.root / self._shared.shapes, self._shapes) if self._shapes else {}
        made = {r.indicator: r for r in reading.indicators}
        tables = {r.resource: r for r in reading.resources}
        for one, neighbours in zip(task.dataset.indicators, task.neighbours, strict=True):
            facts = Facts(
                dataset=task.dataset,
                indicator=one,
                reading=made[one.name],
                table=tables.get(one.resource),
                neighbours=neighbours,
                shapes=shapes,
            )
            facts, files = with_files(catalog, facts, site, self._draw)
            yield from files
            for page in indicator_pages(catalog, facts):
                if page.is_listed:
                    twins.append(dict(page.twins))
                yield from self._write(page, site)

    def _draw(self, chart: Chart) -> str:
        """A chart as SVG. It is remembered with its page alone: to find it again takes longer than to draw it."""
        from generator.charts.drawing import svg

        start = time.perf_counter()
        drawn = svg(chart)
        self._drawing += time.perf_counter() - start
        return drawn

    def _is_unchanged(self, task: Task) -> bool:
        """Whether the files are still those that the key was made of: somebody may be editing them."""
        if task.reading is None or self._shared.cache.folder is None:
            return False
        return (found := self._reading_key(task)) is not None and found[0] == task.reading

    def _reading_key(self, task: Task) -> tuple[str, int] | None:
        if self._shared.cache.folder is None:
            return None
        files = files_of(self._shared.root, task.dataset)
        if files is None:
            return None
        seen = self._seen(reading_slice(self._shared.catalog, task.dataset))
        return key_of(fingerprints.code(), task.described, seen, files), sum(size for _, size, _ in files)

    def _seen(self, catalog: Catalog) -> str:
        """A key of a slice. Entries of registries stand in many slices and are written once; areas are all or none."""
        entries = [[self._entry(e) for e in getattr(catalog, name).values()] for name in SHARED]
        rest = replace(catalog, areas={}, organizations={}, themes={}, licenses={}, units={})
        return key_of(rest, entries, self._areas if catalog.areas else "")

    def _entry(self, entry: object) -> str:
        """By identity: the catalog at hand holds every entry as long as this worker lives."""
        if id(entry) not in self._entries:
            self._entries[id(entry)] = key_of(entry)
        return self._entries[id(entry)]


def _done(dataset: Dataset, reading: DatasetReading, problems: tuple[Problem, ...], files: Mapping[str, str]) -> Done:
    found = None if has_errors(problems) else summary(dataset, reading)
    return Done(problems=problems, summary=found, files=files)
