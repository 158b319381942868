"""The files of a whole set: every observation as CSV, and as a workbook with the tree on its second sheet if they are
not too many.

In come the catalog, a set and its indicators; out go files. The same facts give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator import urls
from generator.amounts import unit_of
from generator.batches import batches
from generator.dictionaries import Dictionary
from generator.indicator_files import set_kinds
from generator.model import Area, Catalog, Field, IndicatorSet, Node, Text
from generator.outputs import Output
from generator.pages.followed import Followed, Found
from generator.workbooks import LONGEST_SHEET_CELL, XlsxWriter
from generator.writers import CsvWriter, Writer

WORKBOOK: Final = ".xlsx"
FORMATS: Final[tuple[tuple[str, type[Writer]], ...]] = ((".csv", CsvWriter), (WORKBOOK, XlsxWriter))
TREE: Final = "tree"
NOTHING: Final = Text({"": ""})

Row = tuple[object, ...]


def observed(found: Found) -> int:
    """How many observations they have together."""
    return sum(len(series.observations) for one in found.values() for series in one.reading.series)


def offered(catalog: Catalog, count: int) -> tuple[str, ...]:
    """The endings of the files of a set with so many observations."""
    return tuple(suffix for suffix, _ in FORMATS if suffix[1:] in set_kinds(catalog, count))


def set_files(catalog: Catalog, shown: IndicatorSet, found: Found) -> Iterator[Output]:
    """Those of `offered`: one row for each indicator, area and time."""
    wanted = offered(catalog, observed(found))
    fields = tuple(Field(name=name, type=kind, title=NOTHING) for name, kind in _columns(catalog))
    explained = Dictionary(_tree_heading(catalog), tuple(_tree(catalog, shown, found)), TREE)
    with TemporaryDirectory() as folder:
        for suffix, kind in FORMATS:
            if suffix not in wanted:
                continue
            longest = LONGEST_SHEET_CELL if suffix == WORKBOOK else None
            file = Path(folder, f"{shown.name}{suffix}")
            writer = kind(file, fields, explained)
            rows = (row for one in found.values() for row in _rows(catalog, one))
            for batch in batches(fields, (_cut(row, longest) for row in rows)):
                writer.add(batch)
            writer.close()
            yield Output(path=urls.indicator_set_file(shown.name, suffix), content=file.read_bytes())


def _cut(row: Row, longest: int | None) -> Row:
    return row if longest is None else tuple(cell[:longest] if isinstance(cell, str) else cell for cell in row)


def _columns(catalog: Catalog) -> Sequence[tuple[str, str]]:
    titles = [(f"title_{language}", "string") for language in catalog.languages]
    areas = [(f"area_{language}", "string") for language in catalog.languages]
    return (
        ("indicator", "string"),
        *titles,
        ("kind", "string"),
        ("unit", "string"),
        ("area", "string"),
        *areas,
        ("categories", "string"),
        ("time", "string"),
        ("value", "number"),
        ("ranked", "integer"),
        ("flag", "string"),
        ("note", "string"),
    )


def _rows(catalog: Catalog, one: Followed) -> Iterator[Row]:
    unit = unit_of(catalog, one.dataset, one.indicator)
    titles = _spoken(catalog, one.indicator.title)
    kinds = (one.indicator.kind, None if unit is None else unit.name)
    dimensions = [d.field for d in one.indicator.dimensions]
    for series in one.reading.series:
        area = catalog.areas.get(series.area or "")
        chosen = zip(dimensions, series.categories, strict=False)
        categories = "; ".join(f"{name}={value}" for name, value in chosen if value is not None) or None
        of = (series.area, *_area_titles(catalog, area, series.area), categories)
        for seen in series.observations:
            value = None if seen.value is None else Decimal(seen.value)
            yield (one.indicator.name, *titles, *kinds, *of, seen.time, value, seen.ranked, seen.flag, seen.note)


def _area_titles(catalog: Catalog, area: Area | None, code: str | None) -> tuple[str | None, ...]:
    return tuple(code for _ in catalog.languages) if area is None else _spoken(catalog, area.title)


def _spoken(catalog: Catalog, text: Text) -> tuple[str, ...]:
    return tuple(text.text(language) for language in catalog.languages)


def _tree_heading(catalog: Catalog) -> tuple[str, ...]:
    return ("level", "code", *(f"title_{language}" for language in catalog.languages), "weight", "indicator")


def _tree(catalog: Catalog, shown: IndicatorSet, found: Found) -> Iterator[tuple[str, ...]]:
    for level, node in _walk(shown.children, 1):
        one = found.get(node.indicator or "")
        title = node.title or (NOTHING if one is None else one.indicator.title)
        weight = "" if node.weight is None else f"{node.weight:f}"
        yield (str(level), node.code or "", *_spoken(catalog, title), weight, node.indicator or "")


def _walk(nodes: Sequence[Node], level: int) -> Iterator[tuple[int, Node]]:
    for node in nodes:
        yield level, node
        yield from _walk(node.children, level + 1)
