"""`banchi import`: what it makes of records, case by case, what it tells, and what it never does.

A case of `cases/import/<format>/` has its source in `input/` and `arguments.txt` with options, one a line; `expected/`
is what came to stand in `datasets/`, and `told.txt` what was said. `pytest tests/test_importing.py --update-cases`
writes both anew; read the difference like code.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from copy import copy
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from generator.importing import IMPORTERS
from generator.receiving import FORMATS
from tests.museum import CASES
from tests.receiver import receiver
from tests.tiny import banchi

IMPORTS = CASES / "import"
FOUND = sorted(case for form in IMPORTS.iterdir() for case in form.iterdir())
DAY = {"SOURCE_DATE_EPOCH": "1795305600"}  # 2026-11-22
UNTIDY = IMPORTS / "datapackage" / "untidy" / "input"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return receiver(tmp_path / "catalog")


def files_in(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def imported(case: Path, root: Path) -> Result:
    """The source is the only file of `input/`, or the folder."""
    options = case / "arguments.txt"
    arguments = options.read_text("utf-8").splitlines() if options.exists() else []
    inside = list((case / "input").iterdir())
    source = inside[0] if len(inside) == 1 and inside[0].is_file() else case / "input"
    return banchi(root, "import", case.parent.name, str(source), *arguments, **DAY)


@pytest.mark.parametrize("case", FOUND, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_case_comes_out_as_expected(case: Path, root: Path, request: pytest.FixtureRequest) -> None:
    before = files_in(root / "datasets")
    done = imported(case, root)
    after = {path: content for path, content in files_in(root / "datasets").items() if before.get(path) != content}
    expected = case / "expected"
    if request.config.getoption("--update-cases"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in after.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
        (case / "told.txt").write_text(done.stdout.replace(str(case), "CASE"), "utf-8")
    assert done.stdout.replace(str(case), "CASE") == (case / "told.txt").read_text("utf-8")
    assert after == (files_in(expected) if expected.exists() else {})


@pytest.mark.parametrize("case", FOUND, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_what_was_written_passes_the_check_or_is_told(case: Path, root: Path) -> None:
    done = imported(case, root)
    errors = [line for line in banchi(root, "check", **DAY).stdout.splitlines() if ": error[" in line]
    assert all(line in done.stdout for line in errors), errors


def test_each_importer_is_a_choice_of_the_command_and_has_cases() -> None:
    names = [importer.name for importer in IMPORTERS]
    assert names == list(FORMATS)
    assert sorted(names) == sorted(form.name for form in IMPORTS.iterdir())


def test_a_second_import_refuses_what_is_there_and_changes_nothing(root: Path) -> None:
    banchi(root, "import", "datapackage", str(UNTIDY), **DAY)
    before = files_in(root / "datasets")
    done = banchi(root, "import", "datapackage", str(UNTIDY), "--into", "datasets/again", **DAY)
    assert done.exit_code == 1 and "the catalog has a dataset 'river-levels-2024-2025' already" in done.stdout
    assert files_in(root / "datasets") == before


def test_a_set_of_indicators_that_is_there_stays_and_a_new_dataset_beside_it_is_written(
    root: Path, tmp_path: Path
) -> None:
    source, report = IMPORTS / "open-sdg" / "small" / "input", tmp_path / "report.json"
    banchi(root, "import", "open-sdg", str(source), **DAY)
    own = root / "datasets/indicator-sets/sdg.yml"
    own.write_text(own.read_text("utf-8").replace("SDGs", "MDGs"), "utf-8")
    before = own.read_bytes()
    shutil.rmtree(root / "datasets/indicator-1-2-1")
    done = banchi(root, "import", "open-sdg", str(source), "--report", str(report), **DAY)
    assert "  datasets/indicator-sets/sdg.yml: there is a set of that name already" in done.stdout
    assert "  datasets/indicator-sets/sdg.yml\n" not in done.stdout
    assert own.read_bytes() == before and (root / "datasets/indicator-1-2-1").is_dir()
    (told,) = json.loads(report.read_text("utf-8"))["sets"]
    assert (told["path"], told["is_written"]) == ("datasets/indicator-sets/sdg.yml", False)
    assert [one["code"] for one in told["liberties"]] == ["set_exists"]


def test_where_no_dataset_is_written_there_is_no_set(root: Path, tmp_path: Path) -> None:
    (tmp_path / "source" / "meta").mkdir(parents=True)
    (tmp_path / "source" / "meta" / "1-1-1.yml").write_text("indicator_name: Nothing yet\n", "utf-8")
    done = banchi(root, "import", "open-sdg", str(tmp_path / "source"), **DAY)
    assert done.exit_code == 1 and "Refused '1-1-1'" in done.stdout
    assert not (root / "datasets/indicator-sets").exists()


def test_a_sentence_about_many_records_stands_once_with_the_first_and_all_refusals_are_named(
    root: Path, tmp_path: Path
) -> None:
    """Six sentences of one kind about nine records: five stand, and the records of the others are counted."""
    source, words = tmp_path / "records.json", ["a", "a", "a", "b", "c", "d", "e", "f", "f"]
    records: list[object] = [
        {
            "name": f"r{number}",
            "title": f"R{number}",
            f"key-{key}": 1,
            "resources": [{"url": "https://x.example/x.csv"}],
        }
        for number, key in enumerate(words)
    ]
    source.write_text(json.dumps([*records, None, 5, {"name": "alone", "title": "Alone"}]), "utf-8")
    lines = banchi(root, "import", "ckan", str(source), **DAY).stdout.splitlines()
    unread = [line for line in lines if "left out: key-" in line]
    assert unread[0] == "  datasets/r0 and 2 more: no place for it here, and left out: key-a"
    assert unread[1] == "  datasets/r3: no place for it here, and left out: key-b"
    assert len(unread) == 5
    assert lines[lines.index(unread[-1]) + 1].startswith("  … and 2 more of this kind")
    refused = [line for line in lines if line.startswith("Refused")]
    assert refused[0] == "Refused 2, each because it is no record but empty or of another kind: records, records"
    assert refused[1].startswith("Refused 'alone': ") and len(refused) == 2


def test_a_failure_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(root / "datasets")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("generator.importing.filing.shutil.copyfile", full)
    with pytest.raises(OSError, match="no space left"):
        banchi(root, "import", "datapackage", str(UNTIDY), **DAY)
    assert files_in(root / "datasets") == before
    assert list((root / ".banchi").iterdir()) == []


def test_a_registry_in_braces_stops_the_import_before_anything_is_written(root: Path) -> None:
    (root / "datasets" / "themes.yml").write_text('{roads: {title: "R", description: "R"}}\n', "utf-8")
    before = files_in(root / "datasets")
    done = banchi(root, "import", "datapackage", str(UNTIDY), **DAY)
    assert done.exit_code == 2 and "themes.yml" in done.stderr
    assert files_in(root / "datasets") == before


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe{", b'{"resources": 5}', b"[" * 100_000, b'{"resources": [null]}']
)
@pytest.mark.parametrize("form", FORMATS)
def test_what_is_no_source_is_told_without_a_traceback(form: str, content: bytes, root: Path, tmp_path: Path) -> None:
    file = tmp_path / ("source.xlsx" if form == "gdc-xlsx" else "source.json")
    file.write_bytes(content)
    before = files_in(root / "datasets")
    done = banchi(root, "import", form, str(file), **DAY)
    assert done.exit_code in (1, 2) and (done.stderr or "Refused" in done.stdout)
    assert files_in(root / "datasets") == before


ODD = (None, 5, -0.5, True, "x", "\ud800\x00\ufeff\x85", [], {}, [None, 1], {"a": {"b": 1}}, "https://[", [["x"]])

EACH = 5  # of the damaged copies that is tried: two or three odd things in every place


def damaged(document: Any) -> Iterator[Any]:
    """Copies of a document, each with something odd in one place."""
    steps = range(len(document)) if isinstance(document, list) else list(document)
    for step in steps:
        for odd in ODD:
            changed = copy(document)
            changed[step] = odd
            yield changed
        if isinstance(document[step], dict | list):
            for inner in damaged(document[step]):
                changed = copy(document)
                changed[step] = inner
                yield changed


@pytest.mark.parametrize("form", ["ckan", "dcat-us", "datapackage"])
def test_whatever_stands_in_a_record_it_is_written_or_refused(form: str, root: Path, tmp_path: Path) -> None:
    """Hundreds of records, each with something odd in one place: all are read, none stops the others."""
    if form == "datapackage":
        package = json.loads((UNTIDY / "datapackage.json").read_text("utf-8"))
        source = tmp_path / "packages"
        count = 0
        for count, document in enumerate(islice(damaged(package), 0, None, EACH), start=1):
            folder = source / str(count)
            folder.mkdir(parents=True)
            (folder / "datapackage.json").write_text(json.dumps(document), "utf-8")
            (folder / "river-levels north.csv").write_text("station,year,level\nA,2023,1.5\nB,2024,-\n", "utf-8")
    else:
        name = {"ckan": "ckan/search/input/package_search.json", "dcat-us": "dcat-us/samples/input/data.json"}[form]
        document = json.loads((IMPORTS / name).read_text("utf-8"))
        records = list(
            islice(
                damaged(document["result"]["results"][0] if form == "ckan" else document["dataset"][0]), 0, None, EACH
            )
        )
        source, count = tmp_path / "records.json", len(records)
        source.write_text(json.dumps(records), "utf-8")
    report = tmp_path / "report.json"
    done = banchi(root, "import", form, str(source), "--report", str(report), **DAY)
    told = json.loads(report.read_text("utf-8"))
    assert told["read"] == count == len(told["written"]) + len(told["refused"]), done.stderr
    assert len(told["written"]) > count / 2
    assert [problem for one in told["written"] for problem in one["problems"]] == []
    assert ": error[" not in banchi(root, "check", **DAY).stdout


@pytest.mark.parametrize(
    "wrong", ["elsewhere", "datasets/roads", "datasets/roads/in", "datasets/indicator-sets", "datasets/.x", "../x"]
)
def test_datasets_come_only_where_datasets_can_be(wrong: str, root: Path) -> None:
    done = banchi(root, "import", "datapackage", str(UNTIDY), "--into", wrong, **DAY)
    assert done.exit_code == 2 and "--into" in done.stderr


def test_an_address_is_not_fetched_without_being_asked(root: Path) -> None:
    done = banchi(root, "import", "datapackage", "http://127.0.0.1:9/datapackage.json", **DAY)
    assert done.exit_code == 2 and "--download" in done.stderr


def test_the_report_holds_every_liberty_and_refusal(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    several = IMPORTS / "datapackage" / "several" / "input"
    banchi(root, "import", "datapackage", str(several), "--report", str(file), "--lang", "th", **DAY)
    told = json.loads(file.read_text("utf-8"))
    assert (told["read"], len(told["written"]), len(told["refused"])) == (2, 1, 1)
    assert told["refused"][0]["code"] == "exists" and "มีชุดข้อมูลชื่อ" in told["refused"][0]["message"]
    assert {"written_plain", "encoding_found", "license_added"} <= {
        one["code"] for one in told["written"][0]["liberties"]
    }
    again = banchi(root, "import", "datapackage", str(several), "--report", str(file), **DAY)
    assert again.exit_code == 2 and "nothing was imported" in again.stderr
