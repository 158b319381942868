"""Derived files: the same rows in every format, nothing that a spreadsheet would calculate, the same bytes again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from frictionless.resources import TableResource
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from generator import batches, sheets, workbooks
from generator.dictionaries import Dictionary
from generator.digests import sha256_of
from generator.downloads import open_downloads
from generator.model import Download, Field
from generator.writers import ExcelCsvWriter, not_a_formula
from tests import made
from tests.made import field

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
TEXT = st.text(max_size=20) | st.builds(
    lambda sign, rest: sign + rest, st.sampled_from([*FORMULA_SIGNS, ";=", "\n="]), st.text()
)


def written(
    folder: Path, fields: Sequence[Field], rows: Sequence[Sequence[object]]
) -> tuple[dict[str, Path], dict[str, str], tuple[Download, ...]]:
    """The files by kind, the reasons for those left out, and what is told of them."""
    resource = made.table("t.csv", fields)
    dataset = made.dataset(resource)
    out = open_downloads(folder, made.catalog(dataset), dataset, resource)
    for row in rows:
        out.add(row)
    told = out.close()
    return {d.kind: folder / d.path for d in told}, out.omitted, told


def cells(file: Path, encoding: str = "utf-8") -> list[list[str]]:
    with file.open(encoding=encoding, newline="") as stream:
        return list(csv.reader(stream))


def written_for_excel(file: Path, fields: Sequence[Field], rows: Iterable[Sequence[str]]) -> None:
    writer = ExcelCsvWriter(file, fields, Dictionary((), ()))
    writer.write(rows)
    writer.close()


def for_excel(folder: Path, plain: Path, *types: str) -> list[list[str]]:
    """The cells of a CSV for Excel that is made of a plain one."""
    names, *rows = cells(plain)
    fields = [field(name, kind) for name, kind in zip(names, types, strict=True)]
    written_for_excel(folder / "for.excel.csv", fields, rows)
    return cells(folder / "for.excel.csv", "utf-8-sig")


def sheet(file: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(file)
    try:
        return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    finally:
        book.close()


FIELDS = (field("text"), field("n", "integer"), field("x", "number"), field("ok", "boolean"), field("day", "date"))
ROWS = (('ก, "ข"\nค', -5, Decimal("1.50"), True, date(2025, 1, 2)), (None, None, None, None, None))


def test_every_format_holds_the_same_rows(tmp_path: Path) -> None:
    files, omitted, told = written(tmp_path, FIELDS, ROWS)
    assert omitted == {} and [(d.kind, d.rows) for d in told] == [(k, 2) for k in ("csv", "xlsx", "json", "parquet")]
    assert cells(files["csv"]) == [
        ["text", "n", "x", "ok", "day"],
        ['ก, "ข"\nค', "-5", "1.50", "true", "2025-01-02"],
        [""] * 5,
    ]
    assert json.loads(files["json"].read_text("utf-8"), parse_float=str) == [
        ["text", "n", "x", "ok", "day"],
        ['ก, "ข"\nค', -5, "1.50", True, "2025-01-02"],
        [None] * 5,
    ]
    assert parquet.read_table(files["parquet"]).to_pylist() == [
        {"text": 'ก, "ข"\nค', "n": -5, "x": 1.5, "ok": True, "day": date(2025, 1, 2)},
        dict.fromkeys(("text", "n", "x", "ok", "day")),
    ]
    assert sheet(files["xlsx"])[1] == ['ก, "ข"\nค', -5, 1.5, True, datetime(2025, 1, 2)]


def test_what_is_told_of_a_file_is_so(tmp_path: Path) -> None:
    for download in written(tmp_path, FIELDS, ROWS)[2]:
        assert sha256_of(tmp_path / download.path) == (download.bytes, download.sha256)


def test_a_table_that_no_sheet_holds_has_a_csv_for_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the mark by which Excel knows UTF-8, which the plain one has not."""
    monkeypatch.setattr(workbooks, "MOST_SHEET_ROWS", 1)
    files, _, told = written(tmp_path, FIELDS, ROWS)
    assert [d.kind for d in told] == ["csv", "csv-excel", "json", "parquet"]
    assert cells(files["csv-excel"], "utf-8-sig") == cells(files["csv"])
    assert files["csv-excel"].read_bytes().startswith(b"\xef\xbb\xbf")
    assert not files["csv"].read_bytes().startswith(b"\xef\xbb\xbf")


def test_frictionless_reads_the_json_as_inline_data(tmp_path: Path) -> None:
    files, _, _ = written(tmp_path, FIELDS[:3], [row[:3] for row in ROWS])
    resource = TableResource(data=json.loads(files["json"].read_text("utf-8")))
    assert [row.to_dict() for row in resource.read_rows()] == [
        {"text": 'ก, "ข"\nค', "n": -5, "x": 1.5},
        {"text": None, "n": None, "x": None},
    ]


def test_rows_in_several_batches_are_all_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written(tmp_path / "whole", FIELDS, ROWS * 4)[0]
    monkeypatch.setattr(batches, "MOST_ROWS", 3)
    parts = written(tmp_path / "parts", FIELDS, ROWS * 4)[0]
    for kind in ("csv", "json"):
        assert parts[kind].read_bytes() == whole[kind].read_bytes()
    assert sheet(parts["xlsx"]) == sheet(whole["xlsx"])
    assert parquet.read_table(parts["parquet"]) == parquet.read_table(whole["parquet"])


def test_the_second_sheet_is_the_dictionary_in_both_languages(tmp_path: Path) -> None:
    files, _, _ = written(tmp_path, (field("n", "integer", unit="km"),), [(1,)])
    book = openpyxl.load_workbook(files["xlsx"])
    rows = [[cell.value for cell in row] for row in book["dictionary"].iter_rows()]
    assert "กิโลเมตร" in rows[1] and "kilometres" in rows[1]
    assert rows[0][0] == "ฟิลด์ / Field"


@given(st.lists(TEXT.filter(lambda t: len(t) < 1000), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_no_text_becomes_a_formula_and_the_plain_csv_keeps_every_character(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        files, _, _ = written(Path(folder), (field("a"), field("b")), [(t, t) for t in texts])
        assert [row[0] for row in cells(files["csv"])[1:]] == texts
        for text, row in zip(texts, for_excel(Path(folder), files["csv"], "string", "string")[1:], strict=True):
            assert not row[0].startswith(FORMULA_SIGNS)
            assert row[0].replace("'", "") == text.replace("'", "")
        with zipfile.ZipFile(files["xlsx"]) as archive:
            assert all(b"<f>" not in archive.read(n) and b"<f " not in archive.read(n) for n in archive.namelist())


def test_the_name_of_a_field_is_no_formula_either(tmp_path: Path) -> None:
    """Names of fields come from outside too, and stand in the first row of every file."""
    files, _, _ = written(tmp_path, (field("=1+1"), field("@a")), [("x", "y")])
    assert cells(files["csv"])[0] == ["=1+1", "@a"]
    names = (field("=1+1"), field("@a", "integer"))
    written_for_excel(tmp_path / "e.csv", names, [])
    assert cells(tmp_path / "e.csv", "utf-8-sig") == [["'=1+1", "'@a"]]
    with zipfile.ZipFile(files["xlsx"]) as archive:
        assert all(b"<f>" not in archive.read(n) for n in archive.namelist())


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)))
@settings(deadline=None, max_examples=30)
def test_negative_numbers_stay_numbers(numbers: list[Decimal]) -> None:
    with TemporaryDirectory() as folder:
        files, _, _ = written(Path(folder), (field("a", "number"), field("b")), [(n, "x") for n in numbers])
        for_spreadsheets = for_excel(Path(folder), files["csv"], "number", "string")[1:]
        assert [Decimal(row[0]) for row in for_spreadsheets] == numbers
        assert [row[0] for row in sheet(files["xlsx"])[1:]] == [float(n) for n in numbers]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("a;=1+1", "a;'=1+1"),
        ('a;"=1+1"', 'a;\'"=1+1"'),
        ("a\n=1+1", "a\n'=1+1"),
        ("a\n- b", "a\n- b"),
        ("a - b", "a - b"),
        ("x=1", "x=1"),
        ("", ""),
    ],
)
def test_a_text_is_disarmed_where_a_spreadsheet_would_begin_a_cell(text: str, safe: str) -> None:
    assert not_a_formula(text) == safe


def test_a_text_that_looks_like_a_number_stays_text_in_the_sheet(tmp_path: Path) -> None:
    files, _, _ = written(tmp_path, (field("code"), field("url")), [("007", "https://example.org/")])
    assert sheet(files["xlsx"])[1] == ["007", "https://example.org/"]


@pytest.mark.parametrize(
    "text", ["<r>bold</r>", "<r><x></r>", " a ", "a\nb", "a & b < c > d", "_x0041_ ", "=1+1", "ก้ำ"]
)
def test_a_text_in_the_sheet_is_what_it_was(tmp_path: Path, text: str) -> None:
    """Marked-up text and escapes of Excel's own have no meaning."""
    files, _, _ = written(tmp_path, (field("a"),), [(text,)])
    assert sheet(files["xlsx"])[1] == [text.replace("_x0041_", "_x005F_x0041_")]  # openpyxl leaves escapes as they are


def test_a_sheet_of_many_batches_holds_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 3)
    monkeypatch.setattr(sheets, "HELD", 100)
    rows = [(i, f"row {i}", i % 2 == 0, date(2000, 1, 1) + timedelta(days=i), None) for i in range(20)]
    kinds = ("integer", "string", "boolean", "date", "string")
    files, _, _ = written(tmp_path, tuple(field(f"f{i}", kind) for i, kind in enumerate(kinds)), rows)
    expected = [[i, text, even, datetime.combine(day, time()), None] for i, text, even, day, _ in rows]
    assert sheet(files["xlsx"])[1:] == expected


def test_a_long_number_goes_into_the_sheet_as_text_since_doubles_would_round_it(tmp_path: Path) -> None:
    files, _, _ = written(tmp_path, (field("n", "integer"),), [(12345678901234567,)])
    assert sheet(files["xlsx"])[1] == ["12345678901234567"]


def test_a_table_of_too_many_rows_has_no_sheet_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_SHEET_ROWS", 2)
    files, omitted, _ = written(tmp_path, (field("n", "integer"),), [(i,) for i in range(3)])
    assert "xlsx" not in files and omitted == {"xlsx": "too-many-rows"}
    assert not list(tmp_path.rglob("*.xlsx"))


def test_a_cell_too_long_for_a_sheet_leaves_the_sheet_out(tmp_path: Path) -> None:
    assert written(tmp_path, (field("a"),), [("x" * 32_768,)])[1] == {"xlsx": "cell-too-long"}


def test_an_integer_beyond_64_bits_leaves_parquet_out(tmp_path: Path) -> None:
    files, omitted, _ = written(tmp_path, (field("n", "integer"),), [(2**63,), (1,)])
    assert omitted == {"parquet": "number-too-large"} and "json" in files


def test_a_table_without_rows_has_all_files(tmp_path: Path) -> None:
    files, omitted, _ = written(tmp_path, FIELDS, ())
    assert omitted == {} and json.loads(files["json"].read_text("utf-8")) == [[f.name for f in FIELDS]]
    assert parquet.read_table(files["parquet"]).num_rows == 0


def test_an_empty_cell_of_a_single_column_is_no_empty_line(tmp_path: Path) -> None:
    files, _, _ = written(tmp_path, (field("a"),), [("x",), (None,), ("y",)])
    assert list(csv.reader(io.StringIO(files["csv"].read_text("utf-8")))) == [["a"], ["x"], [""], ["y"]]


def test_no_clock_stands_in_a_sheet(tmp_path: Path) -> None:
    """Two builds of one second would give the same bytes even so."""
    files, _, _ = written(tmp_path, FIELDS, ROWS)
    book = openpyxl.load_workbook(files["xlsx"])
    assert book.properties.created == workbooks.CREATED
    with zipfile.ZipFile(files["xlsx"]) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(tmp_path / name, FIELDS, ROWS)[2] for name in ("one", "two"))
    assert [d.sha256 for d in first] == [d.sha256 for d in second]
