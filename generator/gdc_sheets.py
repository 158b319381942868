"""The workbook that agencies fill for the Thai Government Data Catalog (templates Temp2 and Temp3), read in both
directions.

In come packages as CKAN stores them (`gdc`), out go rows of sheets; or in come such rows, and out go packages. A sheet
for each type of data holds the datasets, another one their files. Lists are parted by commas, dates are of the Buddhist
era. What the template has no column for, or no cell that could hold it as it stands, goes into a sheet of our own that
others need not read: nothing is lost there and back. It must not know how a workbook is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from generator import gdc
from generator.values import BUDDHIST_OFFSET

HEADING_ROW: Final = 4  # counted from 1, as spreadsheets do; importers leave out the rows above it …
FIRST_ROW: Final = 6  # … and the one behind it
LONGEST: Final = 32_767  # characters of a cell
ESCAPED: Final = re.compile(r"[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")  # by spreadsheets
MORE: Final = "Banchi"  # the sheet of our own
MORE_COLUMNS: Final = ("dataset_name", "key", "value")

CORE: Final = (
    "title",
    "owner_org",
    "maintainer",
    "maintainer_email",
    "tag_string",
    "notes",
    "objective",
    "update_frequency_unit",
    "update_frequency_interval",
    "geo_coverage",
    "data_source",
    "data_format",
    "data_category",
    "data_classification",
    "license_id",
    "accessible_condition",
)
OF_RECORDS: Final = (
    "created_date",
    "last_updated_date",
    "url",
    "data_support",
    "data_collect",
    "data_language",
    "high_value_dataset",
    "reference_data",
)
OF_STATISTICS: Final = (
    "first_year_of_data",
    "last_year_of_data",
    "data_release_calendar",
    "last_updated_date",
    "disaggregate",
    "unit_of_measure",
    "unit_of_multiplier",
    "calculation_method",
    "standard",
    "url",
    "data_language",
    "official_statistics",
)
OF_SHAPES: Final = (
    "geographic_data_set",
    "equivalent_scale",
    "west_bound_longitude",
    "east_bound_longitude",
    "north_bound_longitude",
    "south_bound_longitude",
    "positional_accuracy",
    "reference_period",
    "last_updated_date",
    "data_release_calendar",
    "data_release_date",
    "url",
    "data_language",
)
FILE: Final = (
    "dataset_name",
    "resource_name",
    "resource_url",
    "description",
    "resource_accessible_condition",
    "resource_last_updated_date",
    "format",
)
FILE_OF_RECORDS: Final = ("resource_created_date", "resource_data_collect")
FILE_OF_STATISTICS: Final = (
    "resource_first_year_of_data",
    "resource_last_year_of_data",
    "resource_data_release_calendar",
    "resource_disaggregate",
    "resource_unit_of_measure",
    "resource_unit_of_multiplier",
    "resource_official_statistics",
)
FILE_OF_SHAPES: Final = (
    "resource_equivalent_scale",
    "resource_geographic_data_set",
    "resource_created_date",
    "resource_data_release_date",
    "resource_positional_accuracy",
)
TYPES: Final = {  # type of data -> the end of its sheets' names, the columns behind the core ones, those of files
    "record": ("Record", OF_RECORDS, FILE_OF_RECORDS),
    "statistics": ("Stat", OF_STATISTICS, FILE_OF_STATISTICS),
    "geospatial": ("GIS", OF_SHAPES, FILE_OF_SHAPES),
    "mixed": ("Multi", OF_RECORDS, FILE_OF_RECORDS),
    "other": ("Other", OF_RECORDS, FILE_OF_RECORDS),
}
# Columns -> where the package has it, where that differs.
NAMES: Final = {
    "owner_org": "organization",
    "tag_string": "tags",
    "resource_name": "name",
    "resource_url": "url",
    "dataset_name": "package_id",
    "d_type": "data_type",
}
UNREAD: Final = ("d_type", "dataset_name")  # the sheet tells the one, the row's place the other
DATES: Final = (
    "created_date",
    "last_updated_date",
    "data_release_calendar",
    "data_release_date",
    "resource_created_date",
    "resource_last_updated_date",
    "resource_data_release_calendar",
    "resource_data_release_date",
)
LISTS: Final = ("objective", "data_format", "data_language", "disaggregate", "resource_disaggregate")
APART: Final = ","
KEYS: Final = (  # of a package, that a descriptor is read from
    *(key for field in gdc.FIELDS for key in (field.ckan, field.ckan + gdc.TRANSLATED)),
    "extras",
)
DAY: Final = re.compile(r"(\d{4})(-\d\d-\d\d)")

Document = Mapping[str, Any]
Row = tuple[str, ...]


class Sheet(NamedTuple):
    """`type` is that of the data, empty for the sheet of our own."""

    name: str
    columns: tuple[str, ...]
    type: str = ""
    of_files: bool = False


def _sheets() -> Iterator[Sheet]:
    for kind, (name, own, _) in TYPES.items():
        second = "data_type_other" if kind == "other" else "d_type"
        yield Sheet(f"Temp2_Meta_{name}", ("name", second, *CORE, *own), kind)
    for kind, (name, _, own) in TYPES.items():
        yield Sheet(f"Temp3_Resource_{name}", (*FILE, *own), kind, of_files=True)
    yield Sheet(MORE, MORE_COLUMNS)


SHEETS: Final = tuple(_sheets())


def rows_of(packages: Iterable[Document]) -> dict[str, list[Row]]:
    """The rows of every sheet by its name."""
    found: dict[str, list[Row]] = {sheet.name: [] for sheet in SHEETS}
    for package in packages:
        kind = _types()[package["data_type"]]
        of_data, of_files = (s for s in SHEETS if s.type == kind)
        row = tuple(_cell(column, package.get(NAMES.get(column, column))) for column in of_data.columns)
        found[of_data.name].append(row)
        for file in package.get("resources", ()):
            told = {**file, "package_id": package["name"]}
            found[of_files.name].append(tuple(_cell(c, told.get(NAMES.get(c, c))) for c in of_files.columns))
        found[MORE] += _more(package, _read(of_data, row))
    return found


def packages_of(rows: Mapping[str, Sequence[Sequence[str | None]]]) -> list[dict[str, Any]]:
    """The packages that stand in sheets, sheet by sheet, as `gdc` reads them, with their files.

    A row without the name of a dataset is passed over, as programs that save a workbook may leave empty ones.
    Raises KeyError for a file or more of a dataset that stands in no sheet, ValueError where our own sheet is no JSON.
    """
    found: dict[str, dict[str, Any]] = {}
    more: dict[tuple[str, str], str] = {}
    for sheet in SHEETS:
        for row in rows.get(sheet.name, ()):
            cells = tuple(str(cell or "") for cell, _ in zip_longest(row[: len(sheet.columns)], sheet.columns))
            if not cells[0]:
                continue
            if sheet.of_files:
                found[cells[0]]["resources"].append(_read(sheet, cells))
            elif sheet.type:
                found[cells[0]] = {**_read(sheet, cells), "resources": []}
            else:
                name, key, value = cells
                more[name, key] = more.get((name, key), "") + value
    for (name, key), value in more.items():
        found[name][key] = json.loads(value)
    return list(found.values())


def _more(package: Document, held: Document) -> Iterator[Row]:
    """What the template does not hold: JSON, in as many rows as it needs cells."""
    for key in KEYS:
        value = _plain(key, package.get(key))
        if value and value != held.get(key):
            text = json.dumps(value, ensure_ascii=False)
            text = ESCAPED.sub(lambda found: "".join(f"\\u{ord(sign):04x}" for sign in found[0]), text)
            for start in range(0, len(text), LONGEST):
                yield package["name"], key, text[start : start + LONGEST]


def _plain(key: str, value: Any) -> Any:
    """Of what CKAN says again wherever a thing is named, its name."""
    if key in ("tags", "groups"):
        return [{"name": each["name"]} for each in value or ()]
    return {"name": value["name"]} if key == "organization" else value


def _cell(column: str, value: Any) -> str:
    """As the template has it; signs that no cell holds are left out."""
    if column == "owner_org":
        value = value["name"]
    elif column == "tag_string":
        value = APART.join(tag["name"] for tag in value)
    elif column in LISTS:
        value = APART.join(value or ())
    elif column in DATES:
        value = _moved(value or "", BUDDHIST_OFFSET)
    return ESCAPED.sub("", str(value or ""))[:LONGEST]


def _read(sheet: Sheet, cells: Row) -> dict[str, Any]:
    """A row as part of a package; what the sheet itself says comes with it."""
    found: dict[str, Any] = {} if sheet.of_files else {"data_type": gdc.label("data_type", sheet.type)}
    for column, cell in zip(sheet.columns, cells, strict=True):
        key, value = NAMES.get(column, column), cell
        if column == "owner_org":
            found[key] = {"name": value}
        elif column == "tag_string":
            found[key] = [{"name": name} for name in _parts(value)]
        elif column in LISTS:
            found[key] = _parts(value)
        elif column not in UNREAD:
            found[key] = _moved(value, -BUDDHIST_OFFSET) if column in DATES else value
    return found


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(APART) if part.strip()]


def _moved(day: str, years: int) -> str:
    """A day in another era; other text as it stands."""
    found = DAY.fullmatch(day)
    return day if found is None else f"{int(found[1]) + years:04d}{found[2]}"


@cache
def _types() -> Mapping[str, str]:
    """By what the Thai catalog stores."""
    return {gdc.label("data_type", code): code for code in TYPES}
