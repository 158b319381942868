"""The order of loading, told once: what the catalog says of itself, its registries, its datasets, then the checks.

In comes a folder, out goes one frozen `Catalog` and every problem found. A catalog that comes beside errors is good
for checking its data files too, never for publishing. It must not know how a site looks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from generator import clock, fingerprints
from generator.beside import beside
from generator.cache import Cache, key_of
from generator.checks import CHECKS, Sources
from generator.descriptors import read_catalog, read_dataset, read_entry
from generator.keys import OPTIONAL, REGISTRIES
from generator.kinds import Context, options
from generator.model import Catalog, Dataset, IndicatorSet
from generator.problems import Problem, WrongUse, in_order, problem
from generator.spelling import nearest
from generator.yamlfile import MAX_BYTES, Entries, YamlFile, read_yaml

FOLDER: Final = "datasets"
DESCRIPTOR: Final = "dataset.yml"
SETS: Final = "indicator-sets"  # a folder of files, one a set; a catalog need not have it
DESCRIBED: Final = "described"  # kind of entries in the cache
MANY: Final = 50  # descriptors for each of two processes: a tenth of a second
OTHER_FILES: Final = ("catalog", *REGISTRIES)
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
DATASET_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,69}")
RESERVED_NAME: Final = re.compile(r"page-[0-9]+")  # datasets/page-2/ is the second page of the list
ENTRY_NAMES: Final[Mapping[str, re.Pattern[str]]] = {
    "areas": re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,69}"),
    "licenses": re.compile(r"[a-z0-9][a-z0-9.-]{0,69}"),
}
ENTRY_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,69}")


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `datasets/`. Raises `WrongUse` where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise WrongUse("no-catalog", start=start, folder=FOLDER)


def load_catalog(
    root: Path, cache: Cache | None = None, processes: int = 1
) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Everything under `root / "datasets"` and every problem, in order; None where catalog.yml cannot be read.

    `cache` remembers descriptors without problems, so that only those that have changed are parsed again. `processes`
    is how many may read at once.
    """
    loading = _Loading(root, cache or Cache(None), processes)
    catalog = loading.catalog()
    if catalog is not None:
        sources = Sources(root=root, today=clock.build_date())
        for check in CHECKS:
            loading.problems.extend(check(catalog, sources))
    return catalog, in_order(loading.problems)


class _Loading:
    """One run over the files; what it read and found so far."""

    def __init__(self, root: Path, cache: Cache, processes: int) -> None:
        self.root = root
        self.cache = cache
        self.processes = processes
        self.files: dict[str, YamlFile] = {}  # those that are no descriptors
        self.problems: list[Problem] = []

    def catalog(self) -> Catalog | None:
        descriptors = self._find_datasets()
        self._tell_strange_files()
        for name in OTHER_FILES:
            path = f"{FOLDER}/{name}.yml"
            if name in OPTIONAL and not os.path.lexists(self.root / path):
                continue
            file = self._read(path, missing="missing-file-of-catalog")
            if file is not None:
                self.files[path] = file
        languages = self._languages()
        readable = [name for name in REGISTRIES if f"{FOLDER}/{name}.yml" in self.files]
        names = {name: _spellings(self.files[f"{FOLDER}/{name}.yml"]) for name in readable}
        names["datasets"] = dict.fromkeys(descriptors, ())
        own = self._own(self._context(f"{FOLDER}/catalog.yml", languages, names))
        license_name = own.get("license")
        named = {n: names[n] for n in readable if n not in OPTIONAL}  # those that a descriptor can refer to
        self.known = key_of(fingerprints.code(), languages, license_name, named)
        registries: dict[str, Any] = {name: self._registry(name, languages, names) for name in REGISTRIES}
        context = self._context("", languages, names)
        found = self._datasets([*descriptors.items()], context, license_name)
        sets = {name: self._set(name, path, languages, names) for name, path in self._find_sets()}
        if not descriptors:
            self.problems.append(problem("no-datasets", FOLDER))
        if not languages or not own:
            return None
        known = {name: indicator_set for name, indicator_set in sets.items() if indicator_set is not None}
        return Catalog(**own, **registries, datasets=found, indicator_sets=known)

    def _context(self, path: str, languages: tuple[str, ...], names: Mapping[str, Any]) -> Context:
        return Context(path=path, languages=languages, names=names, problems=self.problems)

    def _read(self, path: str, missing: str = "yaml-missing") -> YamlFile | None:
        if not os.path.lexists(self.root / path):
            self.problems.append(problem(missing, path))
            return None
        file, problems = read_yaml(self.root, path)
        self.problems.extend(problems)
        return file

    def _languages(self) -> tuple[str, ...]:
        """Asked for before all else, since every text is read by them."""
        file = self.files.get(f"{FOLDER}/catalog.yml")
        value = file.value if file else None
        written = value.get("languages") if isinstance(value, dict) else None
        if not file or not isinstance(written, list):
            return ()
        wrong = [index for index, language in enumerate(written) if not LANGUAGE.fullmatch(str(language))]
        for index in wrong:
            line = file.line_of(("languages", index))
            self.problems.append(problem("bad-language", file.path, line, f"languages[{index}]", found=written[index]))
        return () if wrong else tuple(dict.fromkeys(str(language) for language in written))

    def _own(self, context: Context) -> dict[str, Any]:
        file = self.files.get(context.path)
        return dict(read_catalog(context, file.node) or {}) if file else {}

    def _registry(self, name: str, languages: tuple[str, ...], names: Mapping[str, Any]) -> dict[str, Any]:
        path = f"{FOLDER}/{name}.yml"
        file = self.files.get(path)
        if file is None:
            return {}
        if not isinstance(file.node, Entries):
            self.problems.append(problem("not-a-mapping", path, 1, found="[…]", options="title"))
            return {}
        entries, context = {}, self._context(path, languages, names)
        for entry, node in file.node.nodes.items():
            line = file.node.key_lines[entry]
            if not ENTRY_NAMES.get(name, ENTRY_NAME).fullmatch(entry):
                self.problems.append(problem("bad-name", path, line, entry, found=entry))
            value = read_entry(REGISTRIES[name], context, node, entry, entry, line)
            if value is not None:
                entries[entry] = value
        return entries

    def _datasets(
        self, descriptors: Sequence[tuple[str, str]], context: Context, license_name: str | None
    ) -> tuple[Dataset, ...]:
        """In their order. Where there are many, a second process reads one half of them."""

        def read(part: Sequence[tuple[str, str]]) -> tuple[list[Dataset | None], list[Problem]]:
            before = len(self.problems)
            found = [self._dataset(name, path, replace(context, path=path), license_name) for name, path in part]
            problems, self.problems[before:] = self.problems[before:], ()
            return found, problems

        middle = len(descriptors) // 2
        is_worth_it = self.processes > 1 and middle >= MANY
        with beside(partial(read, descriptors[middle:]), is_worth_it=is_worth_it) as others:
            halves = (read(descriptors[:middle]), others())
        for _, problems in halves:
            self.problems.extend(problems)
        return tuple(dataset for found, _ in halves for dataset in found if dataset is not None)

    def _dataset(self, name: str, path: str, context: Context, license_name: str | None) -> Dataset | None:
        key = self._key(path)
        known = self.cache.facts(DESCRIBED, key)
        if isinstance(known, Dataset) and all(other in context.names["datasets"] for other in known.datasets()):
            return known
        before = len(self.problems)
        file = self._read(path)
        dataset = read_dataset(context, file, name, license_name) if file else None
        if dataset is not None and self.cache.folder is not None:
            dataset = replace(dataset, digest=key_of(dataset))
            if len(self.problems) == before:
                self.cache.keep(DESCRIBED, key, dataset)
        return dataset

    def _set(self, name: str, path: str, languages: tuple[str, ...], names: Mapping[str, Any]) -> IndicatorSet | None:
        file = self._read(path)
        if file is None:
            return None
        found: IndicatorSet | None
        found = read_entry("indicator_set", self._context(path, languages, names), file.node, name)
        return found

    def _find_sets(self) -> Iterator[tuple[str, str]]:
        """Every file of a set by its name, in their order; whatever else lies beside them is told."""
        folder = self.root / FOLDER / SETS
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            path = f"{FOLDER}/{SETS}/{file.name}"
            if file.name.startswith("."):
                continue
            if file.suffix != ".yml" or file.is_dir():
                self.problems.append(problem("unknown-set-file", path, None, found=file.name))
            elif not ENTRY_NAME.fullmatch(file.stem) or RESERVED_NAME.fullmatch(file.stem):
                self.problems.append(problem("bad-set-name", path, None, found=file.stem))
            else:
                yield file.stem, path

    def _key(self, path: str) -> str | None:
        """Of all that a descriptor without problems is read by, except which other datasets there are."""
        file = self.root / path
        if self.cache.folder is None or file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        return key_of(self.known, path, file.read_bytes())

    def _find_datasets(self) -> dict[str, str]:
        """Every descriptor by its dataset's name, in the order of names; problems with folders are told."""
        found: dict[str, str] = {}
        folders: set[str] = set()
        for path in self._descriptors():
            folder = path.rpartition("/")[0]
            name = folder.rpartition("/")[2]
            if not folders.isdisjoint(_above(folder)):
                self.problems.append(problem("dataset-in-dataset", path, None))
            elif name in found:
                self.problems.append(problem("duplicate-dataset", path, None, found=name, first=found[name]))
            elif not DATASET_NAME.fullmatch(name) or RESERVED_NAME.fullmatch(name):
                code = "reserved-name" if RESERVED_NAME.fullmatch(name) else "bad-dataset-name"
                self.problems.append(problem(code, path, None, found=name))
                found[name] = path
            else:
                found[name] = path
            if found.get(name) == path:
                folders.add(folder)
        return dict(sorted(found.items()))

    def _descriptors(self) -> Iterator[str]:
        """Paths of every dataset.yml, outer folders first; hidden folders and links to folders are passed over."""
        for folder, folders, files in os.walk(self.root / FOLDER):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            path = Path(folder).relative_to(self.root).as_posix()
            if path == FOLDER:
                folders[:] = [name for name in folders if name != SETS]
                continue
            if DESCRIPTOR in files:
                yield f"{path}/{DESCRIPTOR}"
            for file in sorted(files):
                if file != DESCRIPTOR and file.lower() in ("dataset.yml", "dataset.yaml", "dataset.json"):
                    self.problems.append(problem("descriptor-name", f"{path}/{file}", None, found=file))
            if not folders and files and not self._is_in_dataset(Path(folder)):
                self.problems.append(problem("folder-without-descriptor", path, None))

    def _is_in_dataset(self, folder: Path) -> bool:
        top = self.root / FOLDER
        return any(os.path.lexists(above / DESCRIPTOR) for above in (folder, *folder.parents) if top in above.parents)

    def _tell_strange_files(self) -> None:
        """A registry under a name that nobody reads, such as organisations.yml."""
        folder = self.root / FOLDER
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            known = {f"{name}.yml" for name in OTHER_FILES}
            if file.is_file() and file.name not in known and not file.name.startswith("."):
                suggestion = nearest(file.name, sorted(known))
                path = f"{FOLDER}/{file.name}"
                self.problems.append(
                    problem("unknown-file", path, None, "", suggestion, found=file.name, options=options(sorted(known)))
                )


def _above(folder: str) -> Iterator[str]:
    """Every folder that a folder is in."""
    while folder := folder.rpartition("/")[0]:
        yield folder


def _spellings(file: YamlFile) -> dict[str, tuple[str, ...]]:
    """The names of a registry, each with the titles by which somebody may call it."""
    entries = file.value if isinstance(file.value, dict) else {}
    return {name: tuple(_titles(entry)) for name, entry in entries.items()}


def _titles(entry: object) -> Iterator[str]:
    for key in ("title", "abbreviation", "spdx"):
        value = entry.get(key) if isinstance(entry, dict) else None
        yield from (str(text) for text in (value.values() if isinstance(value, Mapping) else [value] if value else []))
