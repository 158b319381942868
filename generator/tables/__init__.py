"""A table's rows, validated and typed in one pass; with `columns`, the only module that knows Frictionless.

In come a resource and its schema, out go rows of typed values, and afterwards the problems. Types, constraints and
missing values are Frictionless's (Table Schema, https://datapackage.org/standard/table-schema/); the shape of rows and
headers is told here, because here the line of the file is known. It must not know who looks at the rows.
"""

from __future__ import annotations

from generator.tables.cautions import may_hold_persons
from generator.tables.finding import Finding
from generator.tables.header import positions
from generator.tables.keys import KeyCheck
from generator.tables.table import Table, open_table
from generator.tables.typist import typist

__all__ = ["Finding", "KeyCheck", "Table", "may_hold_persons", "open_table", "positions", "typist"]
