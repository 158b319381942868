"""What a file really is, by content as well as by name; where it stands; how it is encoded."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.datafiles import inspect
from generator.encodings import reads_as_thai
from generator.model import Resource
from generator.problems import Problem
from tests import made
from tests.made import field


def found(root: Path, path: str, content: bytes | str | None = None, **more: Any) -> tuple[Problem, ...]:
    """What is wrong with a file of that name and content, declared without a schema."""
    if content is not None:
        made.write(root, {path: content})
    declared = {"format": path.rpartition(".")[2].lower(), **more}
    resource = Resource(name="table", path=path, title=made.text("Table"), **declared)
    return inspect(root, made.dataset(resource), resource)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [p.code for p in problems]


def packed(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("t.csv", "a\n1\n"),
        ("tables/t.csv", "a\n1\n"),
        ("ตาราง.csv", "a\n1\n"),
        ("t.csv", "a,b\n<b,1\n"),
        ("t.csv", "var,let\nvar x = 1,2\n"),
        ("t.txt", "var is a word too\n"),
        ("t.json", '{"a": 1}'),
        ("t.xml", '<?xml version="1.0"?>\n<data><row/></data>'),
        ("t.kml", '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'),
        ("t.xlsx", packed({"xl/workbook.xml": "<workbook/>"})),
        ("t.xls", OLE),
        ("t.zip", packed({"map.svg": "<svg/>"})),
        ("t.pdf", b"%PDF-1.7\n"),
        ("t.parquet", b"PAR1\0\0"),
        ("t.gz", gzip.compress(b"x", mtime=0)),
        ("t.dat", b"\x00\x01\x02"),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(tmp_path: Path, path: str, content: bytes | str) -> None:
    assert found(tmp_path, path, content) == ()


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("t.html", "a", "HTML"),
        ("t.HTM", "a", "HTML"),
        ("t.svg", "a", "SVG"),
        ("t.svgz", gzip.compress(b"<svg/>", mtime=0), "SVG"),
        ("t.js", "1", "JavaScript"),
        ("t.mjs", "1", "JavaScript"),
        ("t.csv", "<!DOCTYPE html><p>", "HTML"),
        ("t.csv", "\ufeff \n<ScRiPt>alert(1)</script>", "HTML"),
        ("t.csv", "<html>\n".encode("utf-16"), "HTML"),
        ("t.txt", "<!-- x --><b>", "HTML"),
        ("t.dat", "<svg onload=alert(1)>", "SVG"),
        ("t.xml", '<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        ("t.xml", '<x:y xmlns:x="http://www.w3.org/2000/svg"/>', "SVG"),
        ("t.xml", '<d><s xmlns="http://www.w3.org/1999/x&#104;tml"/></d>', "HTML"),
        ("t.xml", '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><d/>', "XML style sheet"),
        ("t.xml", '<?xml version="1.0"?><d><script', "JavaScript"),
        ("t.txt", "// data\n/* x */ function run() {}", "JavaScript"),
        ("t.dat", "const x = 1;", "JavaScript"),
        ("t.txt", "document.cookie", "JavaScript"),
    ],
)
def test_what_a_browser_would_run_is_refused(tmp_path: Path, path: str, content: bytes | str, reason: str) -> None:
    problems = found(tmp_path, path, content)
    assert [(p.code, p.values["reason"]) for p in problems] == [("file-runnable", reason)]
    assert "zip" in problems[0].cure("en")


def test_a_media_type_that_would_run_is_refused(tmp_path: Path) -> None:
    assert codes(found(tmp_path, "t.dat", "x", mediatype="text/html")) == ["file-runnable"]


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("t.csv", packed({"xl/workbook.xml": ""}), "xlsx"),
        ("t.csv", b"%PDF-1.4", "pdf"),
        ("t.csv", OLE, "ole"),
        ("t.xlsx", b"a,b\n", "text"),
        ("t.xlsx", OLE, "ole"),
        ("t.xlsx", b"PK\x03\x04broken", "damaged zip"),
        ("t.parquet", b"a,b\n", "text"),
        ("t.pdf", b"hello", "text"),
        ("t.png", b"\xff\xd8\xff\xe0", "jpeg"),
        ("t.json", gzip.compress(b"{}", mtime=0), "gzip"),
    ],
)
def test_a_format_that_the_content_denies_is_told(tmp_path: Path, path: str, content: bytes, kind: str) -> None:
    assert [(p.code, p.values["found"]) for p in found(tmp_path, path, content)] == [("format-mismatch", kind)]


@pytest.mark.parametrize("path", ["../x.csv", "/etc/passwd", "a/../../x.csv", "C:\\x.csv", "a\\b.csv", "x\0.csv"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "datasets" / "roads").mkdir(parents=True)
    assert codes(found(tmp_path, path, format="csv")) == ["file-outside"]


def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_not(tmp_path: Path) -> None:
    made.write(tmp_path, {"real.csv": "a\n1\n"})
    (tmp_path / "secret.csv").write_text("a\n1\n")
    folder = tmp_path / "datasets" / "roads"
    (folder / "in.csv").symlink_to("real.csv")
    (folder / "out.csv").symlink_to("../../secret.csv")
    (folder / "away").symlink_to(tmp_path, target_is_directory=True)
    (folder / "circle.csv").symlink_to("circle.csv")
    assert found(tmp_path, "in.csv") == ()
    assert codes(found(tmp_path, "out.csv")) == ["file-outside"]
    assert codes(found(tmp_path, "away/secret.csv")) == ["file-outside"]
    assert codes(found(tmp_path, "circle.csv")) == ["file-missing"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_file_and_nothing_waits_for_it(tmp_path: Path) -> None:
    made.write(tmp_path, {"x.csv": "a\n"})
    os.mkfifo(tmp_path / "datasets" / "roads" / "pipe.csv")
    assert codes(found(tmp_path, "pipe.csv")) == ["file-not-regular"]


@pytest.mark.parametrize(
    "path", ["downloads/x.csv", "Downloads/x.csv", "index.html", "datapackage.json", ".hidden.csv"]
)
def test_the_places_of_the_site_are_kept_free(tmp_path: Path, path: str) -> None:
    assert codes(found(tmp_path, path, "a\n1\n")) == ["path-reserved"]


THAI = "ชื่อจังหวัด,จำนวน\nกรุงเทพมหานคร,5\nเชียงใหม่,6\n"


@pytest.mark.parametrize(
    ("content", "declared", "code", "actual"),
    [
        (THAI.encode("cp874"), "utf-8", "encoding-undeclared", "windows-874"),
        (THAI.encode("utf-16"), "utf-8", "encoding-undeclared", "utf-16"),
        (THAI.encode(), "tis-620", "encoding-undeclared", "utf-8"),
        (THAI.encode(), "ascii", "encoding-undeclared", "utf-8"),
        ("año,niño\nEspaña,1\n".encode("latin-1"), "utf-8", "encoding-error", None),
        ("Αθήνα,Θεσσαλονίκη\n".encode("iso8859-7"), "utf-8", "encoding-error", None),
        (b"a\n\xff\xff\xff\n", "windows-874", "encoding-error", None),
    ],
)
def test_an_encoding_that_does_not_fit_is_told_with_the_one_that_does(
    tmp_path: Path, content: bytes, declared: str, code: str, actual: str | None
) -> None:
    (problem,) = found(tmp_path, "t.csv", content, encoding=declared)
    assert (problem.code, problem.values.get("actual")) == (code, actual)


def test_a_bad_byte_far_down_is_told_with_its_line(tmp_path: Path) -> None:
    content = b"a\n" + b"x" * 60 + b"\n" + b"y\n" * 1_000_000 + b"\xff\n"
    (problem,) = found(tmp_path, "t.csv", content)
    assert (problem.code, problem.line, problem.values["byte"]) == ("encoding-error", 1_000_003, "0xFF")


@pytest.mark.parametrize(
    ("text", "codec", "is_thai"),
    [
        ("กรมการปกครอง เมืองไทย น้ำ ครั้งที่ ๑", "cp874", True),
        ("ก", "cp874", False),
        ("Größe, Übergröße, Fläche, Straße", "latin-1", False),
        ("Ελληνική Δημοκρατία, πληθυσμός κατά περιφέρεια", "iso8859-7", False),
        ("Население по регионам Российской Федерации", "cp1251", False),
        ("人口統計資料", "big5", False),
    ],
)
def test_thai_is_told_from_other_scripts_of_one_byte(text: str, codec: str, is_thai: bool) -> None:  # noqa: FBT001
    assert reads_as_thai(text.encode(codec)) is is_thai


def test_a_missing_file_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    made.write(tmp_path, {"length.csv": "a\n"})
    (problem,) = found(tmp_path, "lenght.csv")
    assert (problem.code, problem.suggestion, problem.path) == (
        "file-missing",
        "length.csv",
        "datasets/roads/dataset.yml",
    )


def test_a_schema_needs_a_format_that_is_read(tmp_path: Path) -> None:
    made.write(tmp_path, {"t.pdf": b"%PDF-1.4"})
    table = made.table("t.pdf", (field("a"),))
    assert codes(inspect(tmp_path, made.dataset(table), table)) == ["table-format"]
