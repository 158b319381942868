"""Texts as cells: what a descriptor writes of a value, typed as the value of a row is, so that the two compare.

In come a field and texts, out go values. It must not know which file they may stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.model import Area, Field, Schema
from generator.tables.columns import Column, FieldRefused


def typist(declared: Field, schema: Schema, areas: Mapping[str, Area]) -> Callable[[str], object]:
    """Reads texts as cells of that field; what cannot be read gives something that no cell holds."""
    try:
        column = Column(declared, schema, areas)
    except FieldRefused:
        return lambda _: object()  # told where the table is read

    def typed(written: str) -> object:
        value, findings = column.read(written)
        return object() if any(not finding.once for finding in findings) else value

    return typed
