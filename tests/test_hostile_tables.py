"""Strange tables that others collected give the outcome decided for each, quickly, and never a traceback.

The corpora stand beside the repository (or where BANCHI_CORPORA says); where they are absent these tests are skipped.
The collection's MANIFEST says what is odd about each file. `EXPECTED` says what we make of it: the codes of the
problems, and how the resource is declared where its name does not tell. A schema of texts is made from the file's own
first row, unless `names` gives one: then the file is judged against what a person would have declared.
"""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from generator.cells import READERS, UnreadableTable, open_cells
from generator.model import Dialect, Resource
from generator.readings import read_dataset
from tests import made

CORPORA: Final = Path(os.environ.get("BANCHI_CORPORA", Path(__file__).parents[2] / "shared" / "corpora")) / "hostile"
MANIFEST: Final = CORPORA / "MANIFEST.tsv"
FOLDERS: Final = ("csv", "csv-spectrum", "excel")
SLOW: Final = 10.0  # seconds of CPU; the widest of them takes about three

pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason=f"no corpora at {CORPORA}")


@dataclass(frozen=True)
class Expected:
    """The codes that are told, and how the resource is declared."""

    codes: frozenset[str]
    declared: Mapping[str, Any] = field(default_factory=dict)
    dialect: Mapping[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] | None = None
    types: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)
    is_table: bool = True


def _told(*codes: str, **how: Any) -> Expected:
    return Expected(frozenset(codes), **how)


FINE: Final = _told()
SEMICOLON: Final = _told(dialect={"delimiter": ";"})
NO_TABLE: Final = _told(is_table=False)  # a format that is published as it is
ID_NAME: Final = ("id", "name")

EXPECTED: Final[Mapping[str, Expected]] = {
    "csv/[table].csv": _told(names=ID_NAME),
    "csv/fr-accent.csv": SEMICOLON,
    "csv/fr-ascii-notvalid.csv": _told("encoding-undeclared", declared={"encoding": "ascii"}),
    "csv/fr-blank-cells.csv": FINE,
    "csv/fr-blank-headers.csv": _told("label-blank", "label-missing"),
    "csv/fr-blank-rows-multiple.csv": _told("row-blank"),
    "csv/fr-blank-rows-no-fields.csv": _told("row-blank"),
    "csv/fr-blank-rows.csv": _told("row-blank"),
    "csv/fr-bom.csv": _told(names=ID_NAME),
    "csv/fr-capital-invalid.csv": _told(
        "label-duplicate",
        "label-missing",
        "cell-missing",
        "row-blank",
        "cell-extra",
        "type-error",
        "repeated-primary-key",
        names=("id", "capital", "name"),
        types={"id": "integer"},
        keys={"primaryKey": ("id",)},
    ),
    "csv/fr-countries.csv": _told(
        "cell-extra",
        "cell-missing",
        "type-error",
        names=("id", "neighbor_id", "name", "population"),
        types={"population": "integer", "id": "integer"},
        dialect={"headerRows": [2]},
    ),
    "csv/fr-defective-rows.csv": _told("cell-missing", "cell-extra"),
    "csv/fr-doublequote.csv": _told("outer-blanks"),
    "csv/fr-duplicate-column.csv": _told("label-duplicate", "label-missing"),
    "csv/fr-duplicate-headers.csv": _told("label-duplicate", "label-missing"),
    "csv/fr-duplicate-rows.csv": FINE,
    "csv/fr-empty.csv": _told("file-empty"),
    "csv/fr-encoding-issue-274.csv": FINE,
    "csv/fr-escaping.csv": _told("outer-blanks"),
    "csv/fr-invalid.csv": _told(
        "label-blank", "label-duplicate", "label-missing", "cell-missing", "row-blank", "cell-extra"
    ),
    "csv/fr-issue-1009-semicolon.csv": SEMICOLON,
    "csv/fr-issue-1066-smallcellsizewithdeviation.csv": FINE,
    "csv/fr-issue-1100.csv": _told(
        "type-error", dialect={"delimiter": ";"}, names=("id", "timestamp"), types={"timestamp": "datetime"}
    ),
    "csv/fr-issue-1105-timezone.csv": _told(
        dialect={"delimiter": ";"}, names=("id", "timestamp"), types={"timestamp": "datetime"}
    ),
    "csv/fr-issue-1109.csv": _told(
        dialect={"skipInitialSpace": True},
        names=("int", "number", "string"),
        types={"int": "integer", "number": "number"},
    ),
    "csv/fr-issue-1138.csv": _told("label-blank", "label-missing", dialect={"delimiter": ";"}),
    "csv/fr-issue-1232.csv": SEMICOLON,
    "csv/fr-issue-1341.csv": FINE,
    "csv/fr-issue-305.csv": FINE,
    "csv/fr-issue-647.csv.txt": _told("table-format"),
    "csv/fr-issue-825.csv": _told("type-error", names=("Musei", "2011", "2010"), types={"2011": "integer"}),
    "csv/fr-issue-833.csv": FINE,
    "csv/fr-issue-844.csv": FINE,
    "csv/fr-issue-905-bad.csv": _told("encoding-undeclared", declared={"encoding": "ascii"}),
    "csv/fr-issue-991.csv": FINE,
    "csv/fr-latin1.csv": _told("encoding-error"),
    "csv/fr-leading-zeros.csv": _told("leading-zeros", names=("value",), types={"value": "integer"}),
    "csv/fr-matrix-with-comment.csv": _told(dialect={"commentChar": "#"}, names=("f1", "f2", "f3", "f4")),
    "csv/fr-nested-invalid.csv": _told(
        "foreign-key",
        names=("id", "cat", "name"),
        types={"id": "integer", "cat": "integer"},
        keys={"foreignKeys": (made.ForeignKey(fields=("cat",), resource="", reference_fields=("id",)),)},
    ),
    "csv/fr-schema-errors.csv": _told(
        "type-error",
        "cell-extra",
        "value-required",
        names=("id", "name", "age"),
        types={"id": "integer", "age": "integer"},
        keys={"primaryKey": ("id",)},
    ),
    "csv/fr-skip-blank-at-the-end.csv": _told("row-blank", dialect={"commentChar": "#"}),
    "csv/fr-structure-errors.csv": _told("row-blank", "cell-extra"),
    "csv/fr-table-infer-iso-8859-7.csv": _told("encoding-error"),
    "csv/fr-table-limits.csv": _told(
        "outer-blanks", names=("field1", "field2", "field3", "field4"), types={"field1": "integer", "field2": "integer"}
    ),
    "csv/fr-table-with-accents.csv": _told("encoding-error"),  # Latin-1, though its collection says UTF-8
    "csv/fr-table.bad": _told("table-format"),
    "csv/fr-table.csv2k": _told("table-format"),
    "csv/fr-transpose.csv": FINE,
    "csv/fr-unique-field.csv": _told(
        "repeated-primary-key", names=("id", "name", "slug"), keys={"primaryKey": ("id",)}
    ),
    "csv/fr-vix.csv": _told(
        dialect={"delimiter": ";"},
        names=("Date", "VIXClose", "VIXHigh", "VIXLow", "VIXOpen"),
        types={"Date": "datetime", "VIXClose": "number"},
    ),
    "csv/fr-wide.csv": FINE,
    "csv/fr-without-headers-extra.csv": _told("header-missing", names=ID_NAME),
    "csv/fr-without-headers.csv": _told("header-missing", names=ID_NAME),
    "csv/fr-without-rows.csv": _told("no-rows"),
    "csv/mt-begrotingsanalyse-2011.csv": _told("label-blank", "label-missing", "row-blank", "outer-blanks"),
    "csv/mt-complex.csv": _told(
        "cell-extra",
        "outer-blanks",
        names=("date", "another date", "temperature", "place"),  # its space stands before the quote
    ),
    "csv/mt-example.tsv": FINE,
    "csv/mt-excel_pasting.csv": _told("label-blank", "label-missing", "row-blank"),
    "csv/mt-long.csv": FINE,
    "csv/mt-mixedGLB.csv": _told("label-blank", "label-missing", "row-blank"),
    "csv/mt-null.csv": _told(dialect={"header": False}, names=("a", "b", "c", "d")),
    "csv/mt-simple.psv": FINE,
    "csv/mt-simple.ssv": FINE,
    "csv/mt-simple.unknown": _told("table-format"),
    "csv/mt-skip_initials.csv": _told("outer-blanks"),
    "csv/mt-small.csv": _told("no-rows"),
    "csv/mt-spanish_chars.csv": _told("encoding-error"),
    "csv/mt-sparse_with_column_errors.csv": _told("encoding-error"),
    "csv/mt-utf-16le_encoded.csv": _told("encoding-undeclared"),
    "csv/mt-utf8bom.csv": _told("no-rows"),
    "csv/mt-weird_head_padding.csv": _told("header-missing", names=("Name", "Ort")),
    "csv/Таблица.csv": _told(names=ID_NAME),
    "excel/fr-adjust-floating-point-error.xlsx": FINE,
    "excel/fr-issue-1024.xlsx": _told("merged-cells"),
    "excel/fr-issue-312.xlsx": _told("label-blank", "label-duplicate", "label-missing", "row-blank", "cell-extra"),
    "excel/fr-issue-313.xlsx": FINE,
    "excel/fr-issue-320.xlsx": _told("merged-cells"),
    "excel/fr-issue-870.xlsx": FINE,
    "excel/fr-merged-cells.xls": NO_TABLE,
    "excel/fr-merged-cells.xlsx": _told("merged-cells"),
    "excel/fr-multiline-headers.xlsx": _told("merged-cells"),
    "excel/fr-preserve-formatting-percentage.xlsx": FINE,
    "excel/fr-preserve-formatting.xlsx": FINE,
    "excel/fr-sheet2.xlsx": _told("table-empty", names=ID_NAME),
    "excel/fr-sheets.xlsx": FINE,
    "excel/fr-skip-rows.xlsx": _told("merged-cells"),
    "excel/mt-bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm": NO_TABLE,
    "excel/mt-blank_line.ods": NO_TABLE,
    "excel/mt-encrypted_no_password.xls": _told("file-encrypted", is_table=False),
    "excel/mt-excel_properties.xls": NO_TABLE,
    "excel/mt-libreoffice.xlsx": _told("table-empty", names=ID_NAME),  # its only sheet holds nothing
    "excel/mt-span_rich.xls": NO_TABLE,
    "excel/mt-sw_gen.xlsx": FINE,
    "excel/mt-unicode_sheet_name.xls": NO_TABLE,
}
DECLARED_OTHERWISE: Final = {  # the cure that the report names, tried: what is told then
    "csv/fr-latin1.csv": _told(declared={"encoding": "latin-1"}),
    "csv/fr-table-infer-iso-8859-7.csv": _told(declared={"encoding": "iso-8859-7"}),
    "csv/fr-table-with-accents.csv": _told(declared={"encoding": "windows-1252"}, dialect={"delimiter": ";"}),
    "csv/mt-utf-16le_encoded.csv": _told("outer-blanks", declared={"encoding": "utf-16"}),
    "csv/fr-ascii-notvalid.csv": FINE,
    "csv/fr-issue-1009-semicolon.csv": _told("header-delimiter", names=("fieldNameA", "fieldNameB")),
    "csv/fr-issue-647.csv.txt": _told(
        declared={"format": "csv", "encoding": "windows-1252"}, dialect={"delimiter": ";"}
    ),
    "csv/fr-issue-825.csv": _told(
        "type-error",
        names=("Musei", "2011", "2010"),
        types={"2011": "number"},  # 23.824 reads; the text does not
    ),
    "csv/fr-leading-zeros.csv": FINE,
    "csv/mt-complex.csv": _told(
        "number-separator",
        dialect={"skipInitialSpace": True},
        names=("date", "another date", "temperature", "place"),
        types={"date": "date", "temperature": "integer"},
    ),
    "excel/fr-sheet2.xlsx": _told(dialect={"sheetName": "Sheet2"}, names=ID_NAME, types={"id": "integer"}),
    "excel/fr-skip-rows.xlsx": _told(dialect={"headerRows": [2]}, names=("A", "B")),
    "excel/mt-encrypted_no_password.xls": _told("table-format"),
}


def _listed() -> list[str]:
    if not MANIFEST.exists():
        return []
    with MANIFEST.open(encoding="utf-8", newline="") as stream:
        paths = [row["path"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [path for path in paths if path.split("/")[0] in FOLDERS and not path.endswith(".json")]


def _names(root: Path, resource: Resource) -> tuple[str, ...]:
    """Names for a schema that fits the file: its own labels, others where those are blank or repeated."""
    try:
        with open_cells(root / "datasets" / "roads" / str(resource.path), resource) as cut:
            labels = cut.labels or []
    except (KeyError, UnreadableTable):
        labels = []
    names: list[str] = []
    for number, label in enumerate(labels, start=1):
        name = label.strip() or f"column {number}"
        names.append(f"{name} {number}" if name in names else name)
    return tuple(names) or ("a",)


def _codes(path: str, expected: Expected, root: Path) -> set[str]:
    name = Path(path).name
    made.write(root, {name: (CORPORA / path).read_bytes()})
    facts = {"format": name.rpartition(".")[2].lower(), "dialect": Dialect(**expected.dialect), **expected.declared}
    resource = Resource(name="table", path=name, title=made.text("Table"), **facts)
    if expected.is_table:
        names = expected.names or _names(root, resource)
        fields = [made.field(n, expected.types.get(n, "string")) for n in names]
        resource = made.table(name, fields, name="table", **facts, **expected.keys)
    dataset = made.dataset(resource)
    _, problems = read_dataset(root, made.catalog(dataset), dataset, root / "site")
    for problem in problems:
        assert problem.line_text("en") and problem.line_text("th")
    return {problem.code for problem in problems}


@pytest.mark.parametrize("path", _listed())
def test_a_strange_file_gives_what_was_decided_for_it(path: str, tmp_path: Path) -> None:
    start = time.process_time()
    expected = _acid(path) if path.startswith("csv-spectrum/") else EXPECTED[path]
    assert _codes(path, expected, tmp_path) == expected.codes
    assert time.process_time() - start < SLOW


@pytest.mark.parametrize("path", sorted(DECLARED_OTHERWISE))
def test_the_same_file_declared_otherwise(path: str, tmp_path: Path) -> None:
    assert _codes(path, DECLARED_OTHERWISE[path], tmp_path) == DECLARED_OTHERWISE[path].codes


def test_nothing_is_decided_for_a_file_that_is_not_there() -> None:
    assert set(EXPECTED) <= set(_listed()) and set(DECLARED_OTHERWISE) <= set(EXPECTED)


@pytest.mark.parametrize("path", [p for p in _listed() if p.startswith("csv-spectrum/")])
def test_the_acid_test_gives_the_rows_that_it_should(path: str, tmp_path: Path) -> None:
    assert _codes(path, FINE, tmp_path) == _acid(path).codes
    derived = json.loads((tmp_path / "site/datasets/roads/downloads/table.json").read_text("utf-8"))
    names, *given = derived
    rows = [{name: value or "" for name, value in zip(names, row, strict=True)} for row in given]
    wanted = json.loads((CORPORA / path).with_suffix(".json").read_text("utf-8"))
    assert _unix(rows) == _unix(wanted if isinstance(wanted, list) else [wanted])


def _acid(path: str) -> Expected:
    """One of them has letters that were lost long ago."""
    return _told("garbled-text") if path.endswith("location_coordinates.csv") else FINE


def _unix(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The corpus tells line ends inside cells without their carriage return, and hides one telephone number."""
    return [{k: v.replace("\r\n", "\n") for k, v in row.items() if k != "Contact Phone Number"} for row in rows]


def test_floating_point_noise_of_a_sheet_is_not_published(tmp_path: Path) -> None:
    _codes("excel/fr-adjust-floating-point-error.xlsx", FINE, tmp_path)
    text = (tmp_path / "site/datasets/roads/downloads/table.csv").read_text("utf-8")
    assert "274.66" in text and "274.65999" not in text


def test_every_reader_is_known_by_its_format() -> None:
    assert set(READERS) == {"csv", "tsv", "psv", "ssv", "xlsx", "json", "geojson", "parquet"}
