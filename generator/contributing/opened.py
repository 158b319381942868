"""A file that somebody wants to contribute, opened: its format, encoding, delimiter, sheet and header found out.

In comes a path, out goes an `Opened`, whose rows can be read as often as needed through the readers that check data:
title rows above the header and notes below the table are told apart from rows. It must not know types or descriptors.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from generator.cells import READERS, Cells, Cut, UnreadableTable, open_cells, open_workbook, peek, sheets
from generator.cells.delimited import DELIMITERS
from generator.contents import kind_of, runnable_reason
from generator.contributing.heads import head_of
from generator.contributing.written import clean, is_blank
from generator.datafiles import HEAD, encoding_of
from generator.encodings import codec, is_known
from generator.model import Dialect, Field, Resource, Schema, Text
from generator.problems import WrongUse

FIRST_ROWS: Final = 60  # among which the header is looked for
DELIMITED: Final = tuple(DELIMITERS)
BY_ENDING: Final = {"txt": "csv", "xlsm": "xlsx", "tab": "tsv"}
DEEPEST: Final = 3  # levels of a document above its rows
UTF_8: Final = "utf-8"
_NOTE: Final = re.compile(r"(?i)\s*[(\[*•]?\s*(หมายเหตุ|ที่มา|แหล่งที่มา|ข้อมูล ?ณ|notes?\b|sources?\b|\*|remarks?\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`header` is the number of the row of labels, 0 where there is none; `titles` are the texts above it; `rows_at`
    is the path to the rows within a JSON document.
    """

    file: Path
    format: str
    encoding: str = UTF_8
    delimiter: str | None = None
    sheet: str | None = None
    rows_at: str | None = None
    header: int = 1
    titles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the file can be published as it is, so long as its cells can."""
        if self.format == "csv":
            return self.encoding == UTF_8 and self.delimiter == "," and self.header == 1
        return self.format in ("json", "geojson", "parquet") and self.encoding == UTF_8


@dataclass(slots=True)
class Rows:
    """One run over the rows. `notes` (texts below the table) and `blank` (empty rows) are whole after the last one."""

    opened: Opened
    notes: list[str] = field(default_factory=list)
    blank: int = 0

    def __iter__(self) -> Iterator[Cells]:
        self.notes, self.blank = [], 0
        held: list[Cells] = []
        after_blank = False
        with _cut(self.opened) as cut:
            for _, cells in cut.rows:
                cells = _fitted(cells, len(self.opened.labels))
                if all(is_blank(cell) for cell in cells):
                    self.blank, after_blank = self.blank + 1, True
                elif self._may_be_note(cells, after_blank=after_blank or bool(held)):
                    held.append(cells)
                else:
                    yield from held
                    held, after_blank = [], False
                    yield cells
        self.notes = [text for cells in held if (text := " ".join(clean(c or "") for c in cells if not is_blank(c)))]

    def _may_be_note(self, cells: Cells, *, after_blank: bool) -> bool:
        """A text alone in its row, where rows have several: below the table it is no row of it."""
        texts = [cell for cell in cells if not is_blank(cell)]
        if len(self.opened.labels) < 2 or len(texts) > 1:
            return False
        return after_blank or _NOTE.match(texts[0] or "") is not None


def open_file(file: Path, sheet: str | None = None, encoding: str | None = None) -> Opened:
    """Raises `WrongUse` for what is no table, `UnreadableTable` for what is a broken one."""
    form = format_of(file)
    opened = Opened(file=file, format=form)
    if form == "xlsx":
        return _headed(replace(opened, sheet=sheet or sheets(file)[0]))
    if form in DELIMITED:
        opened = replace(opened, encoding=_encoding(file, encoding))
        return _headed(replace(opened, delimiter=_delimiter(opened)))
    if form in ("json", "geojson"):
        opened = replace(opened, encoding=_encoding(file, encoding))
    if form == "json":
        opened = replace(opened, rows_at=_rows_at(opened))
    with _cut(opened) as cut:
        return replace(opened, labels=tuple(cut.labels or ()))


def format_of(file: Path) -> str:
    """The format of a file by its content and its name. Raises `WrongUse` where it is no table."""
    if not file.is_file():
        raise WrongUse("no-such-path", path=file)
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    ending = file.suffix.lstrip(".").lower()
    found = kind_of(head, file) or runnable_reason(file, "", None)
    ending = BY_ENDING.get(ending, ending)
    if found in ("xlsx", "parquet"):
        return found
    if found or ending not in READERS or ending in ("xlsx", "parquet"):
        raise WrongUse("new-format", file=file.name, found=found or "text", formats=", ".join(READERS))
    return ending


def _encoding(file: Path, asked: str | None) -> str:
    found = encoding_of(file) if asked is None else asked
    if found is None or not is_known(found):
        raise WrongUse("new-encoding", file=file.name)
    return found


def _rows_at(opened: Opened) -> str | None:
    """The path of the only list of objects in a document that is none itself, such as the reply of an API."""
    try:
        document = json.loads(opened.file.read_text(codec(opened.encoding)))
    except (ValueError, RecursionError):
        return None  # its reader tells what is wrong with it
    paths = list(_tables(document)) if isinstance(document, dict) else []
    return paths[0] if len(paths) == 1 else None


def _tables(document: Mapping[str, object], above: tuple[str, ...] = ()) -> Iterator[str]:
    for key, value in document.items():
        if isinstance(value, dict) and len(above) < DEEPEST:
            yield from _tables(value, (*above, key))
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            yield ".".join((*above, key))


def _delimiter(opened: Opened) -> str:
    """The one that cuts most of the first rows alike."""
    with opened.file.open(encoding=codec(opened.encoding), newline="") as stream:
        lines = [line for line, _ in zip(stream, range(FIRST_ROWS), strict=False)]
    usual = DELIMITERS[opened.format]
    scores = {}
    for sign in (usual, *(s for s in DELIMITERS.values() if s != usual)):
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        scores[sign] = max((widths.count(width) * (width - 1) for width in set(widths)), default=0)
    return max(scores, key=lambda sign: scores[sign])


def _headed(opened: Opened) -> Opened:
    head = head_of(_first_rows(opened))
    if head is None:
        raise UnreadableTable("table-empty")
    return replace(opened, header=head.row, titles=head.titles, labels=head.labels)


def _first_rows(opened: Opened) -> list[Cells]:
    if opened.format == "xlsx":
        assert opened.sheet is not None
        return peek(opened.file, opened.sheet, FIRST_ROWS)
    with _cut(replace(opened, header=0)) as cut:
        return [cells for (_, cells), _ in zip(cut.rows, range(FIRST_ROWS), strict=False)]


@contextmanager
def _cut(opened: Opened) -> Iterator[Cut]:
    """The file as the checks read it, from below its header."""
    if opened.format in (*DELIMITED, "xlsx"):
        header = {"headerRows": (opened.header,)} if opened.header else {"header": False}
        dialect = Dialect(delimiter=opened.delimiter, sheetName=opened.sheet, **header)
    else:
        dialect = Dialect(property=opened.rows_at)
    untyped = [Field(name=label, type="any", title=Text({})) for label in opened.labels]
    if opened.format == "geojson":
        untyped = [Field(name="geometry", type="geojson", title=Text({}))]
    resource = Resource(
        name="new",
        path=opened.file.name,
        title=Text({}),
        format=opened.format,
        encoding=opened.encoding,
        dialect=dialect,
        schema=Schema(fields=tuple(untyped)),
    )
    opens = partial(open_workbook, with_notes=True) if opened.format == "xlsx" else open_cells
    with opens(opened.file, resource) as cut:
        yield cut


def _fitted(cells: Cells, width: int) -> Cells:
    """As wide as the header; what stands behind it without a label cannot be left out without a word."""
    while len(cells) > width and is_blank(cells[-1]):
        cells.pop()
    if len(cells) > width:
        raise UnreadableTable("label-blank", None, {"column": len(cells)})
    return cells + [None] * (width - len(cells))
