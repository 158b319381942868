"""One pass over one table: its header, its rows, and what is wrong with them, each at its row and its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.cells import Cells, Cut, UnreadableTable, open_cells
from generator.model import Catalog, Dataset, Resource, Schema
from generator.places import places_of
from generator.problems import Problem, problem
from generator.tables.columns import Column, FieldRefused
from generator.tables.finding import Finding
from generator.tables.header import header_findings, is_data, is_no_header, positions
from generator.tables.keys import UniqueKeys

CAP_PER_KIND: Final = 20  # problems of one code in one field
CAP_PER_TABLE: Final = 200

Row = tuple[object, ...]


class Table:
    """Iterate it once: typed rows in the order of the schema, None where a cell is missing or wrong, the Common Era
    throughout. `number` and `line` tell where the row just given stands, and `cells` how, None where the file is not
    written as a plain CSV is. `problems` are whole after the last row."""

    def __init__(self, root: Path, catalog: Catalog, dataset: Dataset, resource: Resource) -> None:
        assert resource.schema is not None and resource.path is not None, resource.name
        self.path = f"{dataset.folder}/{resource.path}"
        self.number = 0
        self.is_whole = False  # whether it was read to its end
        self.line: int | None = None
        self.cells: Cells | None = None
        self._file = root / dataset.folder / resource.path
        self._resource = resource
        self._schema: Schema = resource.schema
        self._areas = catalog.areas
        self._descriptor = dataset.descriptor
        self._problems: list[Problem] = []
        self._told: Counter[tuple[str, str]] = Counter()
        self._untold = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them up to a cap of each kind, then one that says how many more."""
        if not self._untold:
            return tuple(self._problems)
        more = problem("more-problems", self.path, None, count=self._untold, shown=len(self._problems))
        return (more, *self._problems)

    def __iter__(self) -> Iterator[Row]:
        columns = self._columns()
        if columns is None:
            return
        try:
            with open_cells(self._file, self._resource) as cut:
                if self._accept_header(cut):
                    self._tell_data_in_header(cut, columns)
                    yield from self._rows(cut, columns)
                    self._tell_gathered(columns)
                    self.is_whole = True
        except UnreadableTable as error:
            self.tell("", error.line, Finding(error.code, error.values))

    def tell(self, subject: str, line: int | None, finding: Finding) -> None:
        """Take up a problem of this table, unless enough of its kind have been."""
        kind = (finding.code, subject)
        self._told[kind] += 1
        if finding.once and self._told[kind] > 1:
            return
        if self._told[kind] > CAP_PER_KIND or len(self._problems) >= CAP_PER_TABLE:
            self._untold += 1
            return
        told = problem(finding.code, self.path, line, subject, finding.suggestion, **finding.values)
        self._problems.append(told)

    def _columns(self) -> list[Column] | None:
        columns = []
        for field in self._schema.fields:
            try:
                columns.append(Column(field, self._schema, self._areas))
            except FieldRefused as error:
                told = problem("field-refused", self._descriptor, self._resource.line, field.name, reason=error)
                self._problems.append(told)
        return columns if len(columns) == len(self._schema.fields) else None

    def _accept_header(self, cut: Cut) -> bool:
        if cut.labels is not None and not any(cut.labels) and next(cut.rows, None) is None:
            self.tell("", None, Finding("table-empty"))
            return False
        findings = list(header_findings(cut, [f.name for f in self._schema.fields], self._resource))
        for subject, finding in findings:
            self.tell(subject, cut.line, finding)
        return not is_no_header(findings)

    def _tell_data_in_header(self, cut: Cut, columns: Sequence[Column]) -> None:
        fields = self._schema.fields
        names = [field.name for field in fields]
        if cut.labels == names and is_data(fields, lambda place: columns[place].reads(names[place])):
            self.tell("", cut.line, Finding("header-is-data", {"found": ", ".join(cut.labels)}))

    def _tell_gathered(self, columns: Sequence[Column]) -> None:
        if all(field.type != "string" or field.codes for field in self._schema.fields):
            return
        places = places_of(self._areas)
        for column, field in zip(columns, self._schema.fields, strict=True):
            for finding in column.gathered(places):
                self.tell(field.name, None, finding)

    def _rows(self, cut: Cut, columns: Sequence[Column]) -> Iterator[Row]:
        names = [f.name for f in self._schema.fields]
        places = positions(cut, names)
        width = len(names if cut.labels is None else cut.labels)
        keys = UniqueKeys(self._schema)
        is_plain = cut.is_plain and cut.labels == names
        blank_since: tuple[int, int | None] | None = None
        for self.number, (self.line, cells) in enumerate(cut.rows, start=1):
            if not any(cells) and (len(cells) != 1 or width != 1):
                blank_since = blank_since or (self.number, self.line)
                is_plain = False
                continue
            if blank_since:
                self._tell_blank(blank_since, self.number - 1)
                blank_since = None
            self.cells = cells if is_plain else None
            yield self._row(cells, width, columns, places, keys)
        if blank_since:
            self._tell_blank(blank_since, self.number)
        elif not self.number:
            self.tell("", None, Finding("no-rows"))

    def _row(
        self,
        cells: list[str | None],
        width: int,
        columns: Sequence[Column],
        places: Sequence[int | None],
        keys: UniqueKeys,
    ) -> Row:
        if len(cells) != width:
            self._tell_width(cells, width)
        row: list[object] = []
        for column, place, field in zip(columns, places, self._schema.fields, strict=True):
            if place is None or place >= len(cells):
                row.append(None)
                continue
            value, findings = column.read(cells[place])
            row.append(value)
            for finding in findings:
                self.tell(field.name, self.line, self._placed(finding))
        for subject, finding in keys.findings(row, self.number):
            self.tell(subject, self.line, self._placed(finding))
        return tuple(row)

    def _placed(self, finding: Finding) -> Finding:
        values = {"row": self.number, **finding.values}
        return Finding(finding.code, values, finding.suggestion, finding.once)

    def _tell_width(self, cells: Sequence[str | None], width: int) -> None:
        values: dict[str, object] = {"row": self.number, "found": len(cells), "expected": width}
        if len(cells) > width:
            self.tell("", self.line, Finding("cell-extra", {**values, "value": cells[width] or ""}))
        else:
            self.tell("", self.line, Finding("cell-missing", values))

    def _tell_blank(self, since: tuple[int, int | None], last: int) -> None:
        first, line = since
        self.tell("", line, Finding("row-blank", {"row": first, "count": last - first + 1}))


def open_table(root: Path, catalog: Catalog, dataset: Dataset, resource: Resource) -> Table:
    """The rows of a resource that `is_table`, whose file `datafiles` has found to be in order."""
    return Table(root, catalog, dataset, resource)
