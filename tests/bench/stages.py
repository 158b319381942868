"""Seconds and processor seconds per stage of a build in this process, nested as its calls are. In come names of
functions, out goes a tree; every function named is replaced by one that looks at the clocks, wherever in the package it
was imported.

Per stage this is nearer to the truth than a profiler, which makes small functions look dear. A name that is not there
(any more) is told, not guessed. It must not know what the functions do.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

PACKAGE: Final = "generator"

# Stage -> functions, as module:name; one of a class as module:Class.name.
STAGES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("mkdocs", ("mkdocs.commands.build:build",)),
    ("configuration", ("generator.cli:_configuration", "generator.theme:Theme.__init__")),
    ("descriptors", ("generator.catalog:load_catalog",)),
    ("yaml", ("generator.yamlfile:read_yaml",)),
    ("fill site", ("generator.portal:build",)),
    ("find in cache", ("generator.tasks:Worker.keyed", "generator.tasks:Worker.is_at_hand")),
    ("take from cache", ("generator.cache:Entry.write", "generator.cache:_entry")),
    ("keep in cache", ("generator.cache:Cache.keep", "generator.cache:Cache.tidy")),
    ("render dataset", ("generator.tasks:Worker._render",)),
    ("read dataset", ("generator.readings:read_dataset",)),
    ("inspect file", ("generator.datafiles:inspect",)),
    ("open table", ("generator.tables.table:open_table",)),
    ("validate rows", ("generator.tables.table:Table.__iter__",)),
    ("columns", ("generator.tables.table:Table._columns",)),
    ("keys", ("generator.tables.keys:KeyCheck.add", "generator.tables.keys:KeyCheck.broken")),
    ("profile", ("generator.profiles:Profiler.add", "generator.profiles:Profiler.result")),
    ("figure", ("generator.figures:FigureSeeker.add", "generator.figures:FigureSeeker.result")),
    (
        "downloads",
        (
            "generator.downloads:open_downloads",
            "generator.downloads:Downloads.add",
            "generator.downloads:Downloads.close",
        ),
    ),
    *(
        (label, tuple(f"generator.{writer}.{name}" for name in ("__init__", "add", "close")))
        for label, writer in (
            ("csv", "writers:CsvWriter"),
            ("xlsx", "workbooks:XlsxWriter"),
            ("json", "writers:JsonWriter"),
            ("parquet", "parquet_files:ParquetWriter"),
        )
    ),
    ("digest", ("generator.digests:sha256_of",)),
    ("copy original", ("generator.digests:copy_with_digest",)),
    ("zip", ("generator.bundles:write_bundle",)),
    ("data package", ("generator.formats.datapackage:document",)),
    ("dataset pages", ("generator.pages.dataset:dataset_pages",)),
    ("formats of a dataset", ("generator.formats:dataset_files",)),
    ("put", ("generator.site:put",)),
    ("lists, index, formats", ("generator.lists:write_lists",)),
    ("search index", ("generator.search.index:files",)),
    ("formats of the catalog", ("generator.lists:_files",)),
    ("view", ("generator.pages.writer:Writer.finish",)),
    ("markdown", ("generator.markdown:html", "generator.markdown:excerpt")),
    ("related", ("generator.pages.related:relatives",)),
    ("frame", ("generator.theme:Theme.render",)),
    ("write", ("generator.site:Site.write",)),
    ("assets", ("generator.theme:Theme.outputs",)),
    ("sitemap", ("generator.sitemaps:sitemaps",)),
    ("publish", ("generator.publication:Publication.begin", "generator.publication:Publication.publish")),
)


@dataclass
class Stage:
    """`wall` and `cpu` seconds include those of the stages below."""

    calls: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    below: dict[str, Stage] = field(default_factory=dict)


class Clock:
    """Counts the time of the stages that run inside one another. `missing` are names that nothing has."""

    def __init__(self) -> None:
        self.whole = Stage(calls=1)
        self.missing: list[str] = []
        self._open = [self.whole]
        self._labels = [""]

    def install(self) -> None:
        """Let every named function be timed from now on."""
        for label, names in STAGES:
            for name in names:
                if not self._wrap(label, name):
                    self.missing.append(name)

    def begin(self, label: str) -> tuple[float, float]:
        self._open.append(self._open[-1].below.setdefault(label, Stage()))
        self._labels.append(label)
        return time.perf_counter(), time.process_time()

    def end(self, start: tuple[float, float]) -> None:
        stage = self._open.pop()
        self._labels.pop()
        stage.wall += time.perf_counter() - start[0]
        stage.cpu += time.process_time() - start[1]

    def runs(self, label: str) -> bool:
        """Whether that stage runs at this moment: a function that calls itself, or its parent's, is timed once."""
        return self._labels[-1] == label

    def count(self) -> None:
        self._open[-1].calls += 1

    def _wrap(self, label: str, name: str) -> bool:
        module_name, _, path = name.partition(":")
        try:
            holder: Any = importlib.import_module(module_name)
        except ModuleNotFoundError:
            return False
        *outer, last = path.split(".")
        for part in outer:
            holder = getattr(holder, part, None)
        original = vars(holder).get(last) if holder is not None else None
        if not callable(original):
            return holder is not None and hasattr(holder, last)  # inherited: timed where it is defined
        timed = (
            self._generator(label, original) if inspect.isgeneratorfunction(original) else self._call(label, original)
        )
        setattr(holder, last, timed)
        if not outer:
            _replace_everywhere(original, timed)
        return True

    def _call(self, label: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def timed(*args: Any, **options: Any) -> Any:
            if self.runs(label):
                return original(*args, **options)
            start = self.begin(label)
            self.count()
            try:
                return original(*args, **options)
            finally:
                self.end(start)

        return timed

    def _generator(self, label: str, original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        @functools.wraps(original)
        def timed(*args: Any, **options: Any) -> Iterator[Any]:
            items = original(*args, **options)
            first = True
            while True:
                start = self.begin(label)
                if first:
                    self.count()
                    first = False
                try:
                    item = next(items)
                except StopIteration:
                    return
                finally:
                    self.end(start)
                yield item

        return timed


def lines(stage: Stage, datasets: int, depth: int = 0) -> Iterator[Sequence[str]]:
    """Stage, calls, seconds, processor seconds, of these its own, and processor milliseconds a dataset."""
    for label, below in sorted(stage.below.items(), key=lambda item: -item[1].cpu):
        own = below.cpu - sum(s.cpu for s in below.below.values())
        yield (
            "  " * depth + label,
            str(below.calls),
            f"{below.wall:.3f}",
            f"{below.cpu:.3f}",
            f"{own:.3f}",
            f"{below.cpu / datasets * 1000:.2f}",
        )
        yield from lines(below, datasets, depth + 1)


def _replace_everywhere(original: object, timed: object) -> None:
    for name, module in list(sys.modules.items()):
        if name == PACKAGE or name.startswith(f"{PACKAGE}."):
            for attribute, value in list(vars(module).items()):
                if value is original:
                    setattr(module, attribute, timed)
