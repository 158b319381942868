"""What bytes are: the kind of a file by its first bytes, and whether a browser would run it. It must not know datasets.

Follows the MIME Sniffing Standard (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type):
what a browser may take for HTML is taken for HTML here. XML is parsed, since a namespace can be written in many ways.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final
from xml.parsers import expat

CHUNK: Final = 65_536
RUNNABLE_NAMES: Final = {
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "hta"), "HTML"),
    **dict.fromkeys(("svg", "svgz"), "SVG"),
    **dict.fromkeys(("js", "mjs", "cjs", "jsx", "ts"), "JavaScript"),
    **dict.fromkeys(("xsl", "xslt"), "XSLT"),
    "wasm": "WebAssembly",
    "swf": "Flash",
}
RUNNABLE_TYPES: Final = {
    "html": "HTML",
    "svg": "SVG",
    "javascript": "JavaScript",
    "ecmascript": "JavaScript",
    "xslt": "XSLT",
}
RUNNING_NAMESPACES: Final = {"http://www.w3.org/1999/xhtml": "HTML", "http://www.w3.org/2000/svg": "SVG"}
BROKEN_TAGS: Final = {b"<script": "JavaScript", b"<svg": "SVG", b"<html": "HTML"}
MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"SQLite format 3\0", "sqlite"),
    (b"PAR1", "parquet"),
    (b"PARE", "encrypted"),
    (b"\0asm", "wasm"),
)
ZIP_KINDS: Final = (
    ("xl/workbook", "xlsx"),
    ("word/document", "docx"),
    ("ppt/presentation", "pptx"),
)
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
FILEPASS: Final = b"\x2f\x00\x36\x00\x01\x00"  # record of an encrypted BIFF8 stream: RC4, 54 bytes
_HTML: Final = re.compile(
    rb"<(!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|base|meta|link|object"
    rb"|embed|form|img)[\s/>]|<!--",
    re.IGNORECASE,
)
_JAVASCRIPT: Final = re.compile(
    rb"(\"use strict\"|'use strict'|\(\s*function\s*\(|\(\s*\(\s*\)\s*=>"
    rb"|function\s+\w+\s*\(|(var|let|const)\s+[\w$]+\s*=|import\s+[\w${*][^;\n]*from\s*[\"']|export\s+(default|const|function)\s|(window|document|self|globalThis)\.)"
)
_COMMENTS: Final = re.compile(rb"(\s+|//[^\n]*\n|/\*.*?\*/)+", re.DOTALL)


def kind_of(head: bytes, file: Path) -> str:
    """The kind of file that its bytes show: `pdf`, `xlsx`, `encrypted` …; empty for text and for what is not known."""
    if head.startswith(b"PK"):
        return _kind_of_zip(file)
    if head.startswith(OLE):
        return "encrypted" if _is_encrypted_office(file) else "ole"
    return next((kind for magic, kind in MAGIC if head.startswith(magic)), "")


def pointer_of(head: bytes) -> str | None:
    """Which tool left a pointer in place of the file it stores elsewhere, if any."""
    if head.startswith(b"version https://git-lfs.github.com/spec/"):
        return "Git LFS"
    return "git-annex" if head.startswith((b"/annex/objects/", b"../.git/annex/")) else None


def is_utf16_marked(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def runnable_reason(file: Path, declared: str, mediatype: str | None) -> str | None:
    """What a browser would run in this file (`HTML`, `SVG` …), by its name, media type and content; None for data."""
    for suffix in (*(s.lstrip(".").lower() for s in file.suffixes[-1:]), declared.lower()):
        if suffix in RUNNABLE_NAMES:
            return RUNNABLE_NAMES[suffix]
    for part, reason in RUNNABLE_TYPES.items():
        if mediatype is not None and part in mediatype.lower():
            return reason
    with file.open("rb") as stream:
        text = _plain(stream.read(CHUNK))
    if text.startswith(b"<"):
        if text[:4].lower() == b"<svg":
            return "SVG"
        return "HTML" if _HTML.match(text) else _reason_in_xml(file, text)
    return "JavaScript" if _is_script(text, declared) else None


def _plain(head: bytes) -> bytes:
    """The first bytes as ASCII as far as they go, without marks and white space before them."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head.decode(encoding, "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\t\n\x0c\r \0")


def _is_script(text: bytes, declared: str) -> bool:
    if declared in ("csv", "tsv", "psv", "ssv", "json", "geojson"):  # a table's reader or JSON's would refuse a program
        return False
    start = _COMMENTS.match(text)
    return _JAVASCRIPT.match(text[start.end() :] if start else text) is not None


def _reason_in_xml(file: Path, text: bytes) -> str | None:
    """The first thing in an XML document that a browser runs: a style sheet, or any element of HTML or SVG."""
    found: list[str] = []

    def start(name: str, attributes: object) -> None:
        namespace = name.rpartition(" ")[0]
        if namespace in RUNNING_NAMESPACES:
            found.append(RUNNING_NAMESPACES[namespace])

    def instruction(target: str, data: str) -> None:
        if target == "xml-stylesheet":
            found.append("XML style sheet")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.ProcessingInstructionHandler = instruction
    try:
        with file.open("rb") as stream:
            while not found and (chunk := stream.read(CHUNK)):
                parser.Parse(chunk)
            if not found:
                parser.Parse(b"", True)  # noqa: FBT003 - expat's own way to say that this was all
    except expat.ExpatError:
        # No browser shows broken XML as a page, yet one that breaks late has run what stood before.
        return found[0] if found else _reason_in_broken(text)
    return found[0] if found else None


def _reason_in_broken(text: bytes) -> str | None:
    lowered = text.lower()
    return next((reason for tag, reason in BROKEN_TAGS.items() if tag in lowered), None)


def _kind_of_zip(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
            mimetype = archive.read("mimetype") if "mimetype" in names and not encrypted else b""
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        return "damaged zip"
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        return "ods" if b"spreadsheet" in mimetype else "odt"
    return next((kind for start, kind in ZIP_KINDS if any(n.startswith(start) for n in names)), "zip")


def _is_encrypted_office(file: Path) -> bool:
    content = file.read_bytes()
    return ENCRYPTED_STREAM in content or FILEPASS in content
