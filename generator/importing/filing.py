"""Drafts become folders: each is written to a place of its own, checked and mended there, and all are put into the
catalog at the end, whole or not at all.

In come drafts, out go folders, new entries of registries, sets of indicators and what only a person can still say.
Nothing is ever written over: a name that is taken refuses the record. It must not know where drafts came from.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from generator.catalog import DATASET_NAME, DESCRIPTOR, FOLDER, RESERVED_NAME
from generator.checks import CHECKS, Sources
from generator.contributing.layout import lines_of
from generator.datafiles import RESERVED
from generator.descriptors import read_dataset as read_descriptor
from generator.importing import foreign, tabling
from generator.importing.completing import complete
from generator.importing.drafts import Asset, Draft, Note, Refused, SetDraft, reasons
from generator.importing.files import path_part
from generator.importing.mending import Bench, mend
from generator.importing.registries import Registrar
from generator.keys import REGISTRIES
from generator.kinds import Context
from generator.model import Catalog
from generator.problems import Problem, WrongUse, has_errors
from generator.readings import read_dataset
from generator.words import word
from generator.yamlfile import parse_yaml, read_yaml

MOST_MENDINGS: Final = 40
NO_ENTRIES: Final = re.compile(rb"^\{\s*\}[^\S\n]*(#[^\n]*)?\n?", re.MULTILINE)  # of a registry
TAKEN: Final = "indicator-sets"  # a folder of datasets/ that holds something else
REFERRED: Final = {"organization": "organizations", "themes": "themes", "license": "licenses"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A draft that lies ready: its folder in the catalog, and the problems that are left."""

    draft: Draft
    folder: str
    left: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledSet:
    """A set of indicators and its file in the catalog, which was there before where `is_written` is not set."""

    path: str
    notes: tuple[Note, ...]
    is_written: bool = True


@dataclass(slots=True, kw_only=True)
class Filing:
    """`into` is the folder of the catalog in which datasets are put, `scratch` one on the same disk."""

    root: Path
    into: str
    scratch: Path
    registrar: Registrar
    filed: list[Filed] = field(default_factory=list)
    used: dict[str, set[str]] = field(default_factory=dict)
    related: dict[str, Any] = field(default_factory=dict)
    sets: list[FiledSet] = field(default_factory=list)

    def add(self, draft: Draft) -> Filed:
        """Write, check and mend one draft. Raises `Refused`."""
        name = self._name(draft)
        folder = f"{self.into}/{name}"
        made = self.scratch / folder
        made.mkdir(parents=True)
        self.related[folder] = draft.values.pop("related", [])
        try:
            _name_files(draft, self.registrar, self.scratch)
            left = self._settled(Bench(desk=self.registrar.desk, draft=draft, folder=folder, scratch=self.scratch))
            if not draft.assets and draft.values.get("governance_category", "public") == "public":
                raise Refused("no_data", reasons=reasons(draft, self.registrar.desk))
        except Refused:
            shutil.rmtree(made)
            raise
        filed = Filed(draft=draft, folder=folder, left=left)
        self.filed.append(filed)
        return filed

    def add_set(self, found: SetDraft) -> None:
        """Write a set of indicators, unless there is one of that name."""
        path = Path(FOLDER, TAKEN, f"{found.name}.yml")
        if (self.root / path).exists():
            self.sets.append(FiledSet(path=path.as_posix(), notes=(Note("set_exists", {}),), is_written=False))
            return
        (self.scratch / path).parent.mkdir(parents=True, exist_ok=True)
        lines = (*lines_of(foreign.mapping(foreign.writable(found.values)), "indicator_set"), "")
        (self.scratch / path).write_text("\n".join(lines), "utf-8")
        self.sets.append(FiledSet(path=path.as_posix(), notes=found.notes))

    def put(self) -> None:
        """Everything into the catalog: new entries first, so that no dataset names one that is not there."""
        extended = [self._extended(registry, names) for registry, names in self.added() if names]
        for file, content in extended:
            beside = file.with_name(f".{file.name}.new")
            beside.write_bytes(content)
            beside.replace(file)
        for filed in self.filed:
            self._relate(filed)
        for filed in self.filed:
            target = self.root / filed.folder
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.scratch / filed.folder).rename(target)
        for path in [one.path for one in self.sets if one.is_written]:
            (self.root / path).parent.mkdir(exist_ok=True)
            (self.scratch / path).rename(self.root / path)

    def added(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names of the new entries by registry, as far as a dataset refers to them."""
        for registry, entries in self.registrar.added.items():
            yield registry, tuple(name for name in entries if name in self.used.get(registry, ()))

    def _relate(self, filed: Filed) -> None:
        """Name related datasets, now that it is known which ones there will be."""
        there = {dataset.name for dataset in self.registrar.desk.catalog.datasets}
        there |= {other.folder.rpartition("/")[2] for other in self.filed}
        for name in [name for name in self.related[filed.folder] if name not in there]:
            filed.draft.note("left_out", key="related", reason=name)
        names = [name for name in self.related[filed.folder] if name in there]
        if names:
            filed.draft.say("related", names)
            bench = Bench(desk=self.registrar.desk, draft=filed.draft, folder=filed.folder, scratch=self.scratch)
            self._write(bench, complete(filed.draft, self.registrar))

    def _name(self, draft: Draft) -> str:
        """A name for the folder that nothing else has. Raises `Refused`."""
        name = foreign.slug(draft.name) or foreign.slug(draft.label)
        if not DATASET_NAME.fullmatch(name) or RESERVED_NAME.fullmatch(name) or name == TAKEN:
            name = f"dataset-{name}".rstrip("-") if name else f"dataset-{len(self.filed) + 1}"
        there = {dataset.name for dataset in self.registrar.desk.catalog.datasets}
        if name in there or (self.root / self.into / name).exists():
            raise Refused("exists", name=name)
        now = {filed.folder.rpartition("/")[2] for filed in self.filed}
        unique = foreign.unique(name[:66].rstrip("-") if name in now else name, now)
        wanted = draft.name or foreign.slug(draft.label)
        if unique != wanted:
            draft.note("renamed", found=wanted, name=unique)
        return unique

    def _settled(self, bench: Bench) -> tuple[Problem, ...]:
        """What is still wrong when nothing more can be mended."""
        found: tuple[Problem, ...] = ()
        for _ in range(MOST_MENDINGS):
            values = complete(bench.draft, self.registrar)
            self._write(bench, values)
            found = tuple(p for p in self._problems(bench) if p.level == "error")
            if not found or not mend(bench, found):
                break
        for key, registry in REFERRED.items():
            names: Any = values[key]
            self.used.setdefault(registry, set()).update([names] if isinstance(names, str) else names)
        figures = foreign.mappings(values.get("indicators"))
        self.used.setdefault("units", set()).update(figure["unit"] for figure in figures if "unit" in figure)
        return found

    def _write(self, bench: Bench, values: Mapping[str, object]) -> None:
        made = self.scratch / bench.folder
        wanted = {str(asset.values["path"]) for asset in bench.draft.assets if asset.file is not None}
        for file in [each for each in made.rglob("*") if each.is_file()]:
            if file.relative_to(made).as_posix() not in wanted:
                file.unlink()
        for asset in bench.draft.assets:
            target = made / str(asset.values.get("path", ""))
            if asset.file is not None and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(asset.file, target)
        heading = word("import.heading", self.registrar.desk.reader, label=foreign.line(bench.draft.label))
        clean = foreign.mapping(foreign.writable(values))
        lines = (f"# {heading}", *lines_of(clean, "dataset"), "")
        (made / DESCRIPTOR).write_text("\n".join(lines), "utf-8")

    def _problems(self, bench: Bench) -> Iterator[Problem]:
        """What `banchi check` would say of the folder."""
        catalog, path = self.registrar.catalog(), f"{bench.folder}/{DESCRIPTOR}"
        file, found = read_yaml(self.scratch, path)
        yield from found
        if file is None:
            return
        told: list[Problem] = []
        context = Context(path=path, languages=catalog.languages, names=_names(catalog), problems=told)
        dataset = read_descriptor(context, file, bench.folder.rpartition("/")[2], catalog.license)
        yield from told
        if dataset is None or has_errors(told):
            return
        yield from _rules(replace(catalog, datasets=(dataset,), indicator_sets={}), self.scratch, bench)
        yield from read_dataset(self.scratch, catalog, dataset)[1]

    def _extended(self, registry: str, names: tuple[str, ...]) -> tuple[Path, bytes]:
        """A registry's file with new entries behind the old ones, begun where there is none yet. Raises `WrongUse`
        where it cannot take them."""
        file = self.root / FOLDER / f"{registry}.yml"
        before = NO_ENTRIES.sub(b"", file.read_bytes()) if file.exists() else b""
        end = b"" if before.endswith(b"\n") or not before else b"\n"
        after = before + end + self.registrar.appendix(registry, frozenset(names)).encode()
        if has_errors(parse_yaml(after, file.name)[1]):
            raise WrongUse("import-registry", path=f"{FOLDER}/{registry}.yml")
        return file, after


def _name_files(draft: Draft, registrar: Registrar, scratch: Path) -> None:
    """Names for resources and paths for their files, each once; what a file itself shows is added."""
    for place, asset in enumerate(tuple(draft.assets)):
        values = asset.values
        wanted = foreign.line(values.get("name"))
        stem = asset.file.stem if asset.file is not None else Path(path_part(str(values.get("url", "")))).stem
        latin = (foreign.slug(text) for text in (wanted, _english(values.get("title")), stem))
        name = next(filter(None, latin), f"file-{place + 1}")
        taken = [str(a.values["name"]) for a in draft.assets[:place]]
        name = foreign.unique(name[:66].rstrip("-") if name in taken else name, taken)
        if name != wanted:
            draft.note("resource_named", found=wanted, name=name)
        values["name"] = name
        values.setdefault("title", registrar.desk.words(wanted or name))
        if asset.file is not None:
            _name_path(draft, asset, name, {str(a.values.get("path")).casefold() for a in draft.assets[:place]})
            tabling.read_file(asset, registrar.desk, draft, scratch)


def _name_path(draft: Draft, asset: Asset, name: str, taken: set[str]) -> None:
    """The file's own name where that is plain and free, else the resource's."""
    assert asset.file is not None
    own, form = asset.file.name, str(asset.values["format"])
    is_plain = own.isascii() and own.replace("-", "").replace("_", "").replace(".", "").isalnum() and own[0] not in "._"
    path = own if is_plain and own.casefold() not in taken and own.lower() not in RESERVED else f"{name}.{form}"
    if path != own:
        draft.note("file_named", found=own, name=path)
    asset.values["path"] = path


def _english(title: object) -> str:
    texts = foreign.mapping(title)
    return str(next((text for text in texts.values() if foreign.slug(str(text))), ""))


def _names(catalog: Catalog) -> dict[str, dict[str, tuple[str, ...]]]:
    registries: dict[str, dict[str, tuple[str, ...]]]
    registries = {name: dict.fromkeys(getattr(catalog, name), ()) for name in REGISTRIES}
    return {**registries, "datasets": {dataset.name: () for dataset in catalog.datasets}}


def _rules(catalog: Catalog, scratch: Path, bench: Bench) -> Iterator[Problem]:
    """Rules across the catalog, as far as they speak of this dataset."""
    sources = Sources(root=scratch, today=bench.desk.day)
    for check in CHECKS:
        yield from (p for p in check(catalog, sources) if p.path.startswith(f"{bench.folder}/"))
