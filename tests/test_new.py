"""`banchi new`: what it makes of files, case by case, what it asks, and what it never does.

A case of `cases/new/` has files in `input/`, `answers.txt` with what is typed (where it is, the command asks) and
`arguments.txt` with options, one a line; `expected/` is the folder that comes of it, and `told.txt` what is said.
`pytest tests/test_new.py --update-cases` writes both anew; read the difference like code.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyarrow
import pytest
from click.testing import Result
from openpyxl import Workbook
from pyarrow import parquet

from generator.catalog import load_catalog
from generator.contributing.heads import head_of
from generator.contributing.written import moment, number
from generator.keys import LEVELS
from tests.museum import CASES
from tests.tiny import banchi

NEW = CASES / "new"
CATALOG = NEW / "_catalog"
FOUND = sorted(case for case in NEW.iterdir() if not case.name.startswith("_"))
DAY = {"SOURCE_DATE_EPOCH": "1795305600"}  # 2026-11-22
SAID = (
    *("--title", "th=ตัวอย่าง", "--title", "en=A sample", "--organization", "ministry", "--theme", "society"),
    *("--license", "cc-by-4.0"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOG, tmp_path / "catalog"))


def lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else []


def made_of(case: Path, root: Path) -> Result:
    files = sorted(str(file) for file in (case / "input").iterdir())
    answers = case / "answers.txt"
    asked = ("--ask",) if answers.exists() else ("--no-ask",)
    typed = answers.read_text("utf-8") if answers.exists() else ""
    return banchi(root, "new", *files, *asked, *lines(case / "arguments.txt"), typed=typed, **DAY)


def new_folders(root: Path) -> list[Path]:
    return [folder for folder in (root / "datasets").iterdir() if folder.is_dir() and folder.name != "internet-users"]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.name)
def test_a_case_comes_out_as_expected(case: Path, root: Path, request: pytest.FixtureRequest) -> None:
    done = made_of(case, root)
    (folder,) = new_folders(root)
    expected = case / "expected"
    if request.config.getoption("--update-cases"):
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(folder, expected / folder.name)
        (case / "told.txt").write_text(done.stdout, "utf-8")
    assert done.stdout == (case / "told.txt").read_text("utf-8")
    made = {file.relative_to(folder.parent).as_posix(): file.read_bytes() for file in folder.rglob("*")}
    assert made == {file.relative_to(expected).as_posix(): file.read_bytes() for file in expected.glob("*/*")}


@pytest.mark.parametrize("name", ["excel-thai", "tis-620"])
def test_six_answers_are_enough_for_a_clean_check(name: str, root: Path) -> None:
    """An Excel file with Thai labels, Buddhist years, thousands commas and notes, and its export in TIS-620."""
    assert len(lines(NEW / name / "answers.txt")) <= 6
    assert made_of(NEW / name, root).exit_code == 0
    checked = banchi(root, "check", "--strict", **DAY)
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_workbook_and_its_export_give_the_same_table() -> None:
    tables = [
        next((NEW / name / "expected").glob("*/*province.csv")).read_bytes() for name in ("excel-thai", "tis-620")
    ]
    assert tables[0] == tables[1]


def test_keys_stand_in_the_order_of_the_key_table() -> None:
    order = [key.name for key in LEVELS["dataset"]]
    for descriptor in NEW.glob("*/expected/*/dataset.yml"):
        written = re.findall(r"^([a-z_]+):", descriptor.read_text("utf-8"), flags=re.MULTILINE)
        assert written == sorted(written, key=order.index), descriptor


def test_nothing_is_ever_written_over(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("year,length\n2024,1\n", "utf-8")
    before = (root / "datasets" / "internet-users" / "dataset.yml").read_bytes()
    done = banchi(root, "new", str(file), "--name", "internet-users", *SAID)
    assert done.exit_code == 2 and "nothing was written" in done.stderr
    assert (root / "datasets" / "internet-users" / "dataset.yml").read_bytes() == before
    assert not new_folders(root)


def test_a_failure_leaves_nothing_behind(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.csv"
    file.write_text("year;length\n2024;1\n", "utf-8")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("generator.contributing.folder.write_csv", full)
    with pytest.raises(OSError, match="no space left"):
        banchi(root, "new", str(file), *SAID)
    assert not new_folders(root)
    assert list((root / ".banchi").iterdir()) == []


def test_the_sheet_is_asked_for_only_where_several_hold_something(root: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "About"
    book.active.append(["Made by hand"])
    book.create_sheet("Empty")
    sheet = book.create_sheet("Table")
    for row in (["year", "length"], [2024, 1], [2025, 2]):
        sheet.append(row)
    book.save(tmp_path / "roads.xlsx")
    titles = ("--field-titles", "th=ความยาว")
    done = banchi(root, "new", str(tmp_path / "roads.xlsx"), "--ask", *SAID, *titles, typed="2\n", **DAY)
    assert done.exit_code == 0, done.output
    assert "Empty" not in done.stderr
    assert (root / "datasets/a-sample/a-sample.csv").read_text("utf-8") == "year,length\n2024,1\n2025,2\n"
    again = banchi(root, "new", str(tmp_path / "roads.xlsx"), "--sheet", "Nowhere", *SAID)
    assert again.exit_code == 1 and "error[sheet-missing]" in again.stdout


def test_an_original_with_personal_data_on_another_sheet_is_stopped(root: Path, tmp_path: Path) -> None:
    """The table leaves them out, but the original would publish them; a reason given for a field covers both."""
    book = Workbook()
    for row in (["year", "length"], [2024, 1], [2025, 2]):
        book.active.append(row)
    book.create_sheet("Staff").append(["1-2345-67890-12-1", 1234567890121])
    book.save(tmp_path / "roads.xlsx")
    said = (*SAID, "--sheet", "Sheet", "--field-titles", "th=ความยาว")
    done = banchi(root, "new", str(tmp_path / "roads.xlsx"), *said, **DAY)
    assert done.exit_code == 1
    assert "a-sample-original.xlsx:1: error[personal-id]" in done.stdout and "1234567890121" not in done.stdout
    descriptor = root / "datasets/a-sample/dataset.yml"
    reason = "      personal_data: {th: ประกาศแล้ว, en: Announced}\n      title: {th: ความยาว"
    descriptor.write_text(descriptor.read_text("utf-8").replace("      title: {th: ความยาว", reason), "utf-8")
    assert banchi(root, "check", **DAY).exit_code == 0


def test_cells_merged_over_rows_are_refused(root: Path, tmp_path: Path) -> None:
    """For which of the rows the value stands, only a person can say."""
    book = Workbook()
    for row in (["province", "year", "users"], ["เชียงใหม่", 2024, 1], [None, 2025, 2]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    done = banchi(root, "new", str(tmp_path / "a.xlsx"), *SAID)
    assert done.exit_code == 1 and "error[merged-cells]" in done.stdout
    assert not new_folders(root)


@pytest.mark.parametrize("year", ["2024", '"2,024"'])
def test_rows_within_a_document_are_found(year: str, root: Path, tmp_path: Path) -> None:
    """As APIs reply: the descriptor says where the rows are, or they are written as a plain CSV."""
    (tmp_path / "a.json").write_text(f'{{"success": true, "result": {{"records": [{{"value": {year}}}]}}}}', "utf-8")
    done = banchi(root, "new", str(tmp_path / "a.json"), *SAID, **DAY)
    assert done.exit_code == 0, done.output
    descriptor = (root / "datasets/a-sample/dataset.yml").read_text("utf-8")
    assert ("dialect: {property: result.records}" in descriptor) == (year == "2024")
    assert (root / "datasets/a-sample/a-sample.csv").exists() == (year != "2024")


def test_a_plain_file_of_another_ending_is_kept_under_its_format(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.TXT").write_text("year,value\n2024,1\n2025,2\n", "utf-8")
    done = banchi(root, "new", str(tmp_path / "a.TXT"), *SAID, **DAY)
    assert done.exit_code == 0, done.output
    assert {f.name for f in (root / "datasets/a-sample").iterdir()} == {"dataset.yml", "a-sample.csv"}


@pytest.mark.parametrize("first", ["เชียงใหม่,ก\n", "2023,4\n"])
def test_a_header_that_is_data_is_data(first: str, root: Path, tmp_path: Path) -> None:
    rest = "ขอนแก่น,ข\nสงขลา,ค\n" if "ก" in first else "2024,5\n2025,6\n"
    (tmp_path / "a.csv").write_text(first + rest, "utf-8")
    done = banchi(root, "new", str(tmp_path / "a.csv"), *SAID, **DAY)
    assert done.exit_code == 0, done.output
    rows = (root / "datasets/a-sample/a-sample.csv").read_text("utf-8").splitlines()
    assert (rows[0], len(rows)) == ("column_1,column_2", 4)


def test_several_files_make_several_resources(root: Path, tmp_path: Path) -> None:
    (tmp_path / "rail.json").write_text('[{"year": 2024, "value": 1.5}, {"year": 2025, "value": null}]', "utf-8")
    parquet.write_table(pyarrow.table({"year": [2024, 2025], "value": [3, 4]}), tmp_path / "road.parquet")
    files = (str(tmp_path / "rail.json"), str(tmp_path / "road.parquet"))
    done = banchi(root, "new", *files, *SAID, **DAY)
    told = re.findall(r"(warning|error)\[([a-z-]+)\] (\S+):", done.stdout)
    assert told == [("warning", "missing-translation", f"resources[{i}].title") for i in (0, 1)], done.output
    assert sorted(file.name for file in (root / "datasets/a-sample").iterdir()) == [
        "dataset.yml",
        "rail.json",
        "road.parquet",
    ]
    catalog, _ = load_catalog(root)
    assert catalog is not None
    (dataset,) = (d for d in catalog.datasets if d.name == "a-sample")
    assert [(r.name, r.format) for r in dataset.resources] == [("rail", "json"), ("road", "parquet")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"<!DOCTYPE html><html><body>Not found</body></html>", "a.csv is HTML"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "a.xls is HTML"),
        ("a.docx", b"hello", "a.docx is text"),
        ("a.csv", b"a,b\n\x81\xfe\xff,1\n", "--encoding"),
        ("ก.csv", "ก,ข\n1,2\n".encode(), "--name"),
    ],
)
def test_what_is_no_table_is_refused(name: str, content: bytes, said: str, root: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    done = banchi(root, "new", str(tmp_path / name), "--organization", "town")
    assert done.exit_code == 2 and said in done.stderr
    assert not new_folders(root)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1,234.50", "1234.50"), ("๑,๒๓๔", "1234"), ("45.5 %", "45.5"), ("-7", "-7"), ("1.2E+03", "1200"),
        ("12,34", None), ("0012", None), ("3100600123456789", None), ("1 234", None), ("ten", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(written: str, plain: str | None) -> None:
    assert number(written) == plain


@pytest.mark.parametrize(
    ("written", "kind", "text", "is_buddhist"),
    [
        ("2567", "year", "2024", True), ("ปี ๒๕๖๗", "year", "2024", True), ("พ.ศ. 2567", "year", "2024", True),
        ("2024", "year", "2024", False), ("ม.ค. 2567", "month", "2024-01", True),
        ("29/2/2567", "day", "2024-02-29", True),
        ("29 กุมภาพันธ์ พ.ศ. 2567", "day", "2024-02-29", True), ("1 March 2024", "day", "2024-03-01", False),
        ("2567/Q1", "quarter", "2024-Q1", True), ("2562/63", "span", "2019/2020", True),
    ],
)  # fmt: skip
def test_times_are_read_in_both_eras(written: str, kind: str, text: str, is_buddhist: bool) -> None:  # noqa: FBT001
    found = moment(written)
    assert found is not None
    assert (found.kind, found.text, found.is_buddhist) == (kind, text, is_buddhist)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", "b"], ["1", "2"]], (1, (), ("a", "b"))),
        ([["Table 1"], [], ["a", "b", None], ["x", "2", None]], (3, ("Table 1",), ("a", "b"))),
        ([["จังหวัด", "2566", "2567"], ["ก", "1", "2"]], (1, (), ("จังหวัด", "2566", "2567"))),
        ([["p", "n", None], [None, "m", "f"], ["x", "1", "2"]], (2, (), ("p", "n m", "n f"))),
        ([["p", "2566", None, "2567", None], [None, "m", "f", "m", "f"], ["x", "1", "2", "3", "4"]],
         (2, (), ("p", "2566 m", "2566 f", "2567 m", "2567 f"))),
        ([["1", "2"], ["3", "4"]], (0, (), ("", ""))),
        ([["a", "a"], ["1", "2"]], (0, (), ("", ""))),
        ([["name", None, "n"], ["x", "y", "1"], ["z", "w", "2"]], (1, (), ("name", "", "n"))),
        ([["one"], ["1"]], (1, (), ("one",))),
    ],
)  # fmt: skip
def test_where_a_table_begins(
    rows: list[list[str | None]], expected: tuple[int, tuple[str, ...], tuple[str, ...]]
) -> None:
    head = head_of(rows)
    assert head is not None and (head.row, head.titles, head.labels) == expected


def test_empty_rows_have_no_head() -> None:
    assert head_of([[None, ""], []]) is None
