"""Everything that changed between two catalogs: in come two folders with what was read of them, out a `Difference`.

Descriptors are compared as they were read; a data file is opened only where something of its dataset changed. It must
not know where the older folder comes from, nor how anything is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from filecmp import cmp
from pathlib import Path
from typing import Any, Final

from generator.cells import UnreadableTable, open_cells
from generator.differences.addresses import vanished
from generator.differences.declared import details, renames
from generator.differences.facts import Change, Detail, Difference, FigureChange, TableChange
from generator.differences.figures import compare_figures
from generator.differences.rows import Columns, Row, compare_rows
from generator.indicators import SeriesReader
from generator.model import Catalog, Dataset, Indicator, IndicatorReading, Resource, Text
from generator.tables import may_hold_persons, open_table, positions
from generator.values import BUDDHIST, NUMBER_TYPES, TIME_TYPES, in_common_era

PART: Final = 2_000_000
"""Bytes of a file that are compared at once; a table of many more is parted."""

MOST_PARTS: Final = 100

REGISTRIES: Final = ("organizations", "themes", "licenses", "units", "areas", "synonyms")


@dataclass(frozen=True, slots=True)
class Side:
    """A catalog and the folder that it was read from."""

    root: Path
    catalog: Catalog

    def file(self, dataset: Dataset, resource: Resource) -> Path | None:
        """Where the rows of a table lie; None where there are none, or they are outside of the dataset's folder."""
        folder = self.root / dataset.folder
        file = folder / str(resource.path)
        is_inside = file.resolve().is_relative_to(folder.resolve())
        return file if resource.is_table and is_inside and file.is_file() else None


def compare(old: Side, new: Side) -> Difference:
    """What the newer catalog has otherwise than the older one."""
    one, other = old.catalog, new.catalog
    before, after = ({d.name: d for d in catalog.datasets} for catalog in (one, other))
    names = renames(before, after)
    found = {change.name: change for change in _named("dataset", before, after, names)}
    figures: dict[str, FigureChange] = {}
    for name, was in before.items():
        now = after.get(names.get(name, name))
        if now is None:
            continue
        tables = tuple(_tables(old, new, was, now))
        if tables:
            change = found.get(now.name) or Change(sort="dataset", name=now.name, kind="changed", title=now.title)
            found[now.name] = replace(change, tables=tables)
        if tables or was != now:
            figures |= _figures(old, new, was, now)
    datasets = [found[name] for name in dict.fromkeys((*before, *after)) if name in found]
    gone = tuple(sorted(vanished(one, other)))
    return Difference(changes=(*datasets, *_indicators(one, other, figures), *_around(one, other)), vanished=gone)


def _around(old: Catalog, new: Catalog) -> Iterator[Change]:
    """What became of sets, of registries and of catalog.yml."""
    yield from _named("indicator-set", old.indicator_sets, new.indicator_sets)
    for name in REGISTRIES:
        yield from _named(name, getattr(old, name), getattr(new, name))
    nothing: dict[str, Any] = {name: {} for name in (*REGISTRIES, "indicator_sets")}
    own = details(replace(old, **nothing, datasets=()), replace(new, **nothing, datasets=()))
    if own:
        yield Change(sort="catalog", name="catalog", kind="changed", title=new.title, details=own)


def _named(
    sort: str, old: Mapping[str, Any], new: Mapping[str, Any], renamed: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """What became of things that have names, without what they hold."""
    names = renames(old, new) if renamed is None else renamed
    for name, thing in old.items():
        now = names.get(name, name)
        if now not in new:
            yield Change(sort=sort, name=name, kind="removed", title=_title(thing))
            continue
        found = details(thing, new[now])
        if isinstance(thing, Dataset) and new[now].withdrawn is not None:
            found = tuple(replace(d, is_breaking=False) for d in found)  # nobody is left to rely on it unwarned
        elif isinstance(thing, Dataset):
            found = tuple(replace(d, readers=_readers(thing, d)) if d.is_breaking else d for d in found)
        if now != name:
            yield Change(sort=sort, name=now, kind="renamed", title=_title(new[now]), former=name, details=found)
        elif found:
            yield Change(sort=sort, name=now, kind="changed", title=_title(new[now]), details=found)
    for name, thing in new.items():
        if name not in old and name not in names.values():
            yield Change(sort=sort, name=name, kind="added", title=_title(thing))


def _readers(dataset: Dataset, detail: Detail) -> tuple[str, ...]:
    """The indicators of the older dataset that are read from the table, or from the field, that a detail is about."""
    steps = detail.steps
    if steps[0] != "resources":
        return ()
    resource, field = steps[1], steps[4] if steps[2:4] == ("schema", "fields") else None
    reading = (i for i in dataset.indicators if i.resource == resource)
    return tuple(i.name for i in reading if field is None or field in _fields_of(i))


def _fields_of(indicator: Indicator) -> set[str | None]:
    chosen = [*(selection.field for selection in indicator.where), *(d.field for d in indicator.dimensions)]
    single = (indicator.value, indicator.area, indicator.flags, indicator.notes, indicator.ranked)
    return {*indicator.time, *chosen, *single}


def _title(thing: Any) -> Text:
    found = getattr(thing, "title", None)
    return found if isinstance(found, Text) else Text({"": thing.name})


def _indicators(old: Catalog, new: Catalog, figures: Mapping[str, FigureChange]) -> Iterator[Change]:
    homes = {i.name: d.name for catalog in (old, new) for d in catalog.datasets for i in d.indicators}
    before, after = ({i.name: i for d in catalog.datasets for i in d.indicators} for catalog in (old, new))
    found = {change.name: change for change in _named("indicator", before, after)}
    for name, change in figures.items():
        told = found.get(name) or Change(sort="indicator", name=name, kind="changed", title=after[name].title)
        found[name] = replace(told, figures=change)
    for name in dict.fromkeys((*before, *after)):
        if name in found:
            yield replace(found[name], dataset=homes[name])


def _tables(old: Side, new: Side, before: Dataset, after: Dataset) -> Iterator[TableChange]:
    """What became of the rows of tables that both have."""
    was = {resource.name: resource for resource in before.resources}
    names = {new_name: name for name, new_name in renames(was, {r.name: r for r in after.resources}).items()}
    for resource in after.resources:
        other = was.get(names.get(resource.name, resource.name))
        files = (old.file(before, other) if other else None, new.file(after, resource))
        if other is not None and files[0] and files[1] and not cmp(files[0], files[1], shallow=False):
            found = _rows((files[0], files[1]), other, resource)
            if found.added or found.removed or found.changed or not found.is_whole:
                yield found


def _rows(files: tuple[Path, Path], old: Resource, new: Resource) -> TableChange:
    assert old.schema is not None and new.schema is not None
    was, now = ({field.name: field for field in schema.fields} for schema in (old.schema, new.schema))
    renamed = renames(was, now)
    pairs = [(name, renamed.get(name, name)) for name in was if renamed.get(name, name) in now]
    names = [name for _, name in pairs]
    key = [names.index(name) for name in new.schema.primaryKey if name in names]
    numbers = [i for i, (a, b) in enumerate(pairs) if was[a].type in NUMBER_TYPES and now[b].type in NUMBER_TYPES]
    is_keyed = len(key) == len(new.schema.primaryKey) and len(old.schema.primaryKey) == len(key)
    persons = frozenset(i for i, name in enumerate(names) if may_hold_persons(now[name]))
    columns = Columns(names=names, key=key if is_keyed else (), numbers=frozenset(numbers), persons=persons)
    parts = min(MOST_PARTS, 1 + max(file.stat().st_size for file in files) // PART)
    sides = _Cells(files[0], old, [name for name, _ in pairs]), _Cells(files[1], new, names)
    found = compare_rows(new.name, sides[0], sides[1], columns, parts)
    return replace(found, is_whole=all(side.is_whole for side in sides))


class _Cells:
    """The rows of a file, cut to some of its fields, each cell as written; a mark for a missing value counts as none,
    and years of the Buddhist era as those of the Common Era, since that is what the file says."""

    def __init__(self, file: Path, resource: Resource, names: Sequence[str]) -> None:
        self.is_whole = True
        self._file = file
        self._resource = resource
        self._names = names

    def __iter__(self) -> Iterator[Row]:
        schema = self._resource.schema
        assert schema is not None
        fields = {field.name: field for field in schema.fields}
        chosen = [fields[name] for name in self._names]
        missing = [{*schema.missingValues, *(field.missingValues or ()), ""} for field in chosen]
        old_era = [i for i, f in enumerate(chosen) if f.calendar == BUDDHIST and f.type in TIME_TYPES]
        try:
            with open_cells(self._file, self._resource) as cut:
                places = dict(zip(fields, positions(cut, list(fields)), strict=True))
                wanted = [places[name] for name in self._names]
                for line, cells in cut.rows:
                    row = [cells[p] if p is not None and p < len(cells) else None for p in wanted]
                    row = [None if cell in none else cell for cell, none in zip(row, missing, strict=True)]
                    for place in old_era:
                        row[place] = in_common_era(row[place] or "", chosen[place]) or None
                    yield line, tuple(row)
        except UnreadableTable:
            self.is_whole = False


def _figures(old: Side, new: Side, before: Dataset, after: Dataset) -> dict[str, FigureChange]:
    """What became of the figures of indicators that both have."""
    known = {indicator.name for indicator in before.indicators}
    asked = [indicator.name for indicator in after.indicators if indicator.name in known]
    if not asked:
        return {}
    was, now = _readings(old, before), _readings(new, _following(before, after))
    empty = {name: IndicatorReading(indicator=name) for name in asked}
    found = {name: compare_figures(was.get(name, empty[name]), now.get(name, empty[name])) for name in asked}
    return {name: change for name, change in found.items() if change is not None}


def _following(before: Dataset, after: Dataset) -> Dataset:
    """The newer dataset with indicators that find a field under its new name where they still ask for the old one: a
    name that is to be put right must not hide what became of the figures."""
    was = {resource.name: resource for resource in before.resources}
    found = []
    for indicator in after.indicators:
        one, other = was.get(indicator.resource), {r.name: r for r in after.resources}.get(indicator.resource)
        if one and other and one.schema and other.schema:
            names = renames({f.name: f for f in one.schema.fields}, {f.name: f for f in other.schema.fields})
            indicator = _reading_by(names, indicator)
        found.append(indicator)
    return replace(after, indicators=tuple(found))


def _reading_by(names: Mapping[str, str], indicator: Indicator) -> Indicator:
    single = {key: getattr(indicator, key) for key in ("value", "area", "flags", "notes", "ranked")}
    return replace(
        indicator,
        time=tuple(names.get(name, name) for name in indicator.time),
        where=tuple(replace(one, field=names.get(one.field, one.field)) for one in indicator.where),
        dimensions=tuple(replace(one, field=names.get(one.field, one.field)) for one in indicator.dimensions),
        **{key: names.get(name, name) for key, name in single.items()},
    )


def _readings(side: Side, dataset: Dataset) -> dict[str, IndicatorReading]:
    found: dict[str, IndicatorReading] = {}
    wanted = {indicator.resource for indicator in dataset.indicators}
    for resource in dataset.resources:
        if resource.name in wanted and side.file(dataset, resource) is not None:
            table = open_table(side.root, side.catalog, dataset, resource)
            reader = SeriesReader(side.catalog, dataset, resource, table)
            for row in table:
                reader.add(row)
            found |= reader.result()
    return found
