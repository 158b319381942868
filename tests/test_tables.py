"""One pass over a table: rows out, problems at their row and line; whatever the format, encoding and calendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import frictionless
import openpyxl
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from generator.model import Dialect, Field, ForeignKey
from generator.problems import Problem
from generator.tables import open_table
from generator.tables.table import CAP_PER_TABLE
from tests import made
from tests.made import field

AREA_YEAR = (field("area", codes="areas"), field("year", "year"), field("n", "integer"))


def read(
    root: Path, content: str | bytes, fields: Iterable[Field], path: str = "t.csv", **more: Any
) -> tuple[list[tuple[object, ...]], tuple[Problem, ...]]:
    """All rows of a file and what is wrong with it."""
    made.write(root, {path: content})
    resource = made.table(path, fields, **more)
    dataset = made.dataset(resource)
    table = open_table(root, made.catalog(dataset), dataset, resource)
    return list(table), table.problems


def codes(problems: Iterable[Problem]) -> list[str]:
    return [p.code for p in problems]


def test_rows_are_typed_in_the_order_of_the_schema(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "area,year,n\nTHA,2025,1\nTHA,2026,\n", AREA_YEAR)
    assert rows == [("THA", 2025, 1), ("THA", 2026, None)] and problems == ()


def test_a_quoted_line_end_makes_row_and_line_differ(tmp_path: Path) -> None:
    _, problems = read(tmp_path, 'a,n\n"two\nlines",1\nx,y\n', (field("a"), field("n", "integer")))
    assert [(p.line, p.subject, p.values["row"], p.values["value"]) for p in problems] == [(4, "n", "2", "y")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(tmp_path: Path, end: str) -> None:
    _, problems = read(tmp_path, end.join(("n", "1", "x", "")), (field("n", "integer"),))
    assert [(p.code, p.line) for p in problems] == [("type-error", 3)]


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("tis-620", "cp874"),
        ("windows-874", "cp874"),
        ("CP874", "cp874"),
        ("utf-16", "utf-16"),
        ("utf-16le", "utf-16-le"),
        ("utf-16le", "utf-16"),
        ("UTF_16BE", "utf-16-be"),
    ],
)
def test_thai_is_read_in_its_declared_encoding(tmp_path: Path, encoding: str, codec: str) -> None:
    content = "ชื่อ\nกรุงเทพมหานคร\n".encode(codec)
    assert read(tmp_path, content, (field("ชื่อ"),), encoding=encoding) == ([("กรุงเทพมหานคร",)], ())


def test_a_file_of_brackets_is_no_glob(tmp_path: Path) -> None:
    assert read(tmp_path, "n\n1\n", (field("n", "integer"),), "[table].csv", name="table")[0] == [(1,)]


def test_years_and_days_of_the_buddhist_era_become_common(tmp_path: Path) -> None:
    fields = (field("year", "year", calendar="buddhist", minimum=2560), field("day", "date", calendar="buddhist"))
    rows, problems = read(tmp_path, "year,day\n2568,2567-02-29\n2559,\n", fields)
    assert rows == [(2025, date(2024, 2, 29)), (None, None)]
    assert [(p.code, p.values["value"], p.values["limit"]) for p in problems] == [("value-too-small", "2559", "2560")]


def test_a_pattern_has_to_match_the_whole_value_whichever_part_of_it_does(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, 'a\none\ntwo\n"one "\n"two\n"\n', (field("a", pattern="one|two"),))
    assert [row[0] for row in rows] == ["one", "two", None, None]
    assert codes(problems) == ["value-pattern", "outer-blanks", "value-pattern"]


def test_a_forgotten_calendar_is_told_once_a_field(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "year\n2567\n2568\n", (field("year", "year"),))
    assert [(p.code, p.line, p.values["common"]) for p in problems] == [("buddhist-year", 2, "2024")]


def test_numbers_keep_the_digits_that_the_file_writes(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "x\n1.50\n0.10\n", (field("x", "number"),))
    assert [str(row[0]) for row in rows] == ["1.50", "0.10"]


@pytest.mark.parametrize("cell", ["NaN", "INF", "1_000", "1e999", "0x10", "9" * 500, "--1", "1.2.3"])
def test_what_only_python_takes_for_a_number_is_none(tmp_path: Path, cell: str) -> None:
    assert codes(read(tmp_path, f"x\n{cell}\n", (field("x", "number"),))[1]) == ["type-error"]


@pytest.mark.parametrize("cell", ["2020-1-5", "05/01/2020", "2020-13-01", "๒๕๖๓-01-05", "2020-02-30"])
def test_a_date_is_written_as_iso_8601_says(tmp_path: Path, cell: str) -> None:
    assert codes(read(tmp_path, f"d\n{cell}\n", (field("d", "date"),))[1])[0] in ("type-error", "local-digits")


def test_a_text_is_not_touched(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, 'a\n" =1, ""x"" "\n', (field("a"),))
    assert (rows, codes(problems)) == ([(' =1, "x" ',)], ["outer-blanks"])


def test_a_category_is_told_with_its_label_in_mind(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "a\nFemale\n", (field("a", categories={"m": "Male", "f": "Female"}),))
    assert [(p.code, p.suggestion) for p in problems] == [("unknown-category", "f")]


def test_an_area_is_told_with_its_name_in_mind(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "area,year,n\nไทย,2025,1\n", AREA_YEAR)
    assert [(p.code, p.suggestion) for p in problems] == [("unknown-area", "THA")]


def test_a_table_wrong_in_every_cell_is_told_to_a_cap_and_counted_whole(tmp_path: Path) -> None:
    fields = [field(f"n{i}", "integer") for i in range(30)]
    row = ",".join("x" for _ in fields)
    content = "\n".join([",".join(f.name for f in fields), *[row] * 1_000])
    _, problems = read(tmp_path, content, fields)
    assert len(problems) == CAP_PER_TABLE + 1
    assert problems[0].code == "more-problems" and problems[0].values["count"] == str(30 * 1_000 - CAP_PER_TABLE)


def test_a_wrong_column_does_not_hide_the_others(tmp_path: Path) -> None:
    content = "a,b\n" + "x,1\n" * 500 + "1,y\n"
    _, problems = read(tmp_path, content, (field("a", "integer"), field("b", "integer")))
    assert {p.subject for p in problems if p.code == "type-error"} == {"a", "b"}


def test_a_file_without_header_is_read_when_it_says_so(tmp_path: Path) -> None:
    fields = (field("a"), field("n", "integer"))
    assert read(tmp_path, "x,1\n", fields, dialect=Dialect(header=False)) == ([("x", 1)], ())
    assert codes(read(tmp_path, "x,1\n", fields)[1]) == ["header-missing"]


def test_columns_in_another_order_are_told_and_still_found_by_name(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "n,a\n1,x\n", (field("a"), field("n", "integer")))
    assert rows == [("x", 1)] and codes(problems) == ["label-order"]


def test_a_key_may_hold_a_value_twice_when_a_part_of_it_differs(tmp_path: Path) -> None:
    fields = (field("a"), field("b", "integer"))
    _, problems = read(tmp_path, "a,b\nx,1\nx,2\nx,1\n", fields, primaryKey=("a", "b"))
    assert [(p.code, p.values["first"], p.line) for p in problems] == [("repeated-primary-key", "1", 4)]


def test_unique_keys_and_unique_fields_let_missing_values_be(tmp_path: Path) -> None:
    fields = (field("a", unique=True), field("b"), field("c"))
    _, problems = read(tmp_path, "a,b,c\n,x,\n,x,\nq,x,1\nq,x,1\n", fields, uniqueKeys=(("b", "c"),))
    assert [(p.subject, p.line) for p in problems] == [("b, c", 5), ("a", 5)]


def foreign(*references: ForeignKey) -> dict[str, Any]:
    return {"foreignKeys": references}


def test_foreign_keys_hold_across_tables_in_any_order_and_in_circles(tmp_path: Path) -> None:
    made.write(tmp_path, {"a.csv": "id,b\n1,x\n2,z\n3,z\n", "b.csv": "id,a\nx,1\ny,9\n"})
    a = made.table(
        "a.csv",
        (field("id", "integer"), field("b")),
        **foreign(ForeignKey(fields=("b",), resource="b", reference_fields=("id",))),
    )
    b = made.table(
        "b.csv",
        (field("id"), field("a", "integer")),
        **foreign(ForeignKey(fields=("a",), resource="a", reference_fields=("id",))),
    )
    found = {(p.path.rpartition("/")[2], p.line, p.values["value"]) for p in made.problems_of(tmp_path, a, b)}
    assert found == {("a.csv", 3, "z"), ("b.csv", 3, "9")}


def test_a_table_that_cannot_be_read_does_not_break_the_keys_that_point_to_it(tmp_path: Path) -> None:
    made.write(tmp_path, {"a.csv": "b\nx\n", "b.csv": ""})
    a = made.table("a.csv", (field("b"),), **foreign(ForeignKey(fields=("b",), resource="b", reference_fields=("id",))))
    assert codes(made.problems_of(tmp_path, a, made.table("b.csv", (field("id"),)))) == ["file-empty"]


def workbook(rows: Iterable[Iterable[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MIXED = (field("name"), field("n", "integer"), field("x", "number"), field("day", "date"), field("ok", "boolean"))
MIXED_ROW = ("ก", 5, Decimal("0.3"), date(2025, 1, 2), True)


def test_a_sheet_gives_the_values_that_excel_shows(tmp_path: Path) -> None:
    content = workbook([[f.name for f in MIXED], ["ก", 5.0, 0.1 + 0.2, date(2025, 1, 2), True]])
    assert read(tmp_path, content, MIXED, "t.xlsx") == ([MIXED_ROW], ())


def test_rows_that_a_sheet_only_formats_say_nothing_but_a_gap_does(tmp_path: Path) -> None:
    content = workbook([["n", "a"], [1, "x"], [None], [2, None], [None], [None]])
    rows, problems = read(tmp_path, content, (field("n", "integer"), field("a")), "t.xlsx")
    assert rows == [(1, "x"), (2, None)] and [(p.code, p.line) for p in problems] == [("row-blank", 3)]


@pytest.mark.parametrize("broken", range(40))
def test_a_damaged_workbook_is_told_and_never_breaks_the_check(tmp_path: Path, broken: int) -> None:
    content = bytearray(workbook([["n", "a"], [1, "x"]] * 50))
    place = broken * len(content) // 40
    content[place : place + 20] = b"\xff" * 20
    made.write(tmp_path, {"t.xlsx": bytes(content)})
    for problem in made.problems_of(tmp_path, made.table("t.xlsx", (field("n"), field("a")))):
        assert problem.line_text("en")


def test_a_formula_that_nobody_calculated_is_not_a_missing_value(tmp_path: Path) -> None:
    _, problems = read(tmp_path, workbook([["n"], [1], ["=A2+1"]]), (field("n", "integer"),), "t.xlsx")
    assert [(p.code, p.line, p.values["cell"]) for p in problems] == [("formula-without-value", 3, "A3")]


def test_merged_titles_above_the_header_do_no_harm(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Table 1", None], ["n", "a"], [1, "x"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    out = io.BytesIO()
    book.save(out)
    fields = (field("n", "integer"), field("a"))
    rows, problems = read(tmp_path, out.getvalue(), fields, "t.xlsx", dialect=Dialect(headerRows=[2]))
    assert (rows, problems) == ([(1, "x")], ())


@pytest.mark.parametrize(
    "document",
    [
        [{"name": "ก", "n": 5, "x": 0.3, "day": "2025-01-02", "ok": True}],
        [{"ok": True, "day": "2025-01-02", "x": 0.3, "n": 5, "name": "ก"}],
        [["name", "n", "x", "day", "ok"], ["ก", 5, 0.3, "2025-01-02", True]],
    ],
)
def test_json_is_a_table_of_objects_or_of_arrays(tmp_path: Path, document: object) -> None:
    assert read(tmp_path, json.dumps(document), MIXED, "t.json") == ([MIXED_ROW], ())
    inside = json.dumps({"data": {"rows": document}})
    assert read(tmp_path, inside, MIXED, "t.json", dialect=Dialect(property="data.rows"))[0] == [MIXED_ROW]


@pytest.mark.parametrize(
    "content", ["[NaN]", "[1]", "{", '["\\ud800"]', "[" * 100_000, '[{"n": 1}, [2]]', "5", "null", '[{"n": 1},]']
)
def test_json_that_is_no_table_is_told(tmp_path: Path, content: str) -> None:
    _, problems = read(tmp_path, content, (field("n", "integer"),), "t.json")
    assert codes(problems)[0] in ("json-invalid", "json-shape")


def test_features_are_rows_of_their_properties_and_geometry(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [100.5, 13.75]}
    feature = {"type": "Feature", "id": 7, "properties": {"name": "กรุงเทพ"}, "geometry": point}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]})
    fields = (field("id", "integer"), field("name"), field("geometry", "geojson"))
    rows, problems = read(tmp_path, document, fields, "t.geojson")
    assert problems == () and rows[0][:2] == (7, "กรุงเทพ") and json.loads(str(rows[0][2])) == point


def test_parquet_is_read_with_its_own_types(tmp_path: Path) -> None:
    columns = {"name": ["ก"], "n": [5], "x": [0.3], "day": [date(2025, 1, 2)], "ok": [True]}
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    assert read(tmp_path, out.getvalue(), MIXED, "t.parquet") == ([MIXED_ROW], ())


CELLS = st.sampled_from(
    ["", "1", "-1", "1.5", "x", "2025", "2568", "2025-01-02", "true", "1,000", "๑", "NaN", " 2 ", "007", "1e5", "THA"]
) | st.text(max_size=5)
KINDS = ("integer", "number", "year", "date", "boolean", "string")


@given(st.lists(st.tuples(*[CELLS] * len(KINDS)), min_size=1, max_size=6))
@settings(deadline=None, max_examples=80)
def test_what_frictionless_refuses_is_refused_at_the_same_place(rows: list[tuple[str, ...]]) -> None:
    fields = [field(kind, kind) for kind in KINDS]
    out = io.StringIO()
    csv.writer(out).writerows([KINDS, *rows])
    with TemporaryDirectory() as folder:
        _, problems = read(Path(folder), out.getvalue(), fields)
        schema = {"fields": [{"name": kind, "type": kind} for kind in KINDS]}
        resource = frictionless.Resource(
            path="t.csv", schema=frictionless.Schema.from_descriptor(schema), basepath=f"{folder}/datasets/roads"
        )
        resource.dialect = frictionless.Dialect.from_descriptor({"csv": {"delimiter": ",", "quoteChar": '"'}})
        resource.encoding = "utf-8"
        theirs = {
            (error.row_number - 1, error.field_name)
            for row in resource.read_rows()
            for error in row.errors
            if error.type == "type-error"
        }
    ours = {(int(p.values["row"]), p.subject) for p in problems if p.level == "error" and p.subject}
    assert theirs <= ours


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_rows_or_problems_and_never_a_traceback(content: bytes) -> None:
    for path in ("t.csv", "t.json", "t.xlsx", "t.parquet", "t.geojson"):
        with TemporaryDirectory() as folder:
            made.write(Path(folder), {path: content})
            for problem in made.problems_of(Path(folder), made.table(path, AREA_YEAR)):
                assert problem.line_text("th")
