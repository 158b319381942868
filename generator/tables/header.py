"""The header of a table against its schema: what is wrong with the labels, and which cell belongs to which field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from generator.cells import Cut
from generator.model import Field, Resource
from generator.tables.finding import Finding
from generator.values import NUMBER_TYPES

_YEAR: Final = re.compile(r"[12][0-9]{3}")
DELIMITERS: Final = (";", "\t", "|", ",")

Labelled = tuple[str, Finding]  # the subject (a label or a field's name) and what is wrong with it


def header_findings(cut: Cut, names: Sequence[str], resource: Resource) -> Iterator[Labelled]:
    """Every wrong label, by its place; one finding alone where the first row is no header at all."""
    if cut.labels is None:
        return
    labels = [label.strip() for label in cut.labels]
    if labels == list(names):
        return
    if not set(labels) & set(names):
        yield "", _no_header(labels, names, resource)
    elif not cut.by_name and sorted(labels) == sorted(names) and len(set(labels)) == len(labels):
        yield "", Finding("label-order", {"found": ", ".join(labels), "expected": ", ".join(names)})
    else:
        yield from _label_findings(labels, names, by_name=cut.by_name)


def is_data(fields: Sequence[Field], is_value: Callable[[int], bool]) -> bool:
    """Whether the labels are the first row of data; `is_value` tells of a place whether its field reads its label.

    Any text is a text, so fields of other types and of codes decide, all of them. A year over a column of numbers is a
    label: people lay out tables so.
    """
    telling = [place for place, field in enumerate(fields) if field.type != "string" or field.codes]
    are_years = all(fields[i].type in NUMBER_TYPES and _YEAR.fullmatch(fields[i].name) for i in telling)
    return bool(telling) and not are_years and all(map(is_value, telling))


def is_no_header(findings: Sequence[Labelled]) -> bool:
    """Whether reading on would only tell the same mistake once more in every row."""
    return any(finding.code in ("header-missing", "header-delimiter") for _, finding in findings)


def positions(cut: Cut, names: Sequence[str]) -> list[int | None]:
    """Where each field's cell stands in a row: by label where all are there, else by place."""
    labels = [label.strip() for label in cut.labels] if cut.labels is not None else list(names)
    if cut.by_name or sorted(labels) == sorted(names):
        places = {label: i for i, label in reversed(list(enumerate(labels)))}
        return [places.get(name) for name in names]
    return [i if i < len(labels) else None for i in range(len(names))]


def _no_header(labels: Sequence[str], names: Sequence[str], resource: Resource) -> Finding:
    if len(labels) == 1 and len(names) > 1:
        for delimiter in DELIMITERS:
            parts = [part.strip().strip('"') for part in labels[0].split(delimiter)]
            if len(set(parts) & set(names)) > len(names) / 2:
                return Finding("header-delimiter", {"found": repr(delimiter)[1:-1], "format": resource.format})
    return Finding("header-missing", {"found": ", ".join(labels), "expected": ", ".join(names)})


def _label_findings(labels: Sequence[str], names: Sequence[str], *, by_name: bool) -> Iterator[Labelled]:
    missing = [name for name in names if name not in labels]
    for number, label in enumerate(labels, start=1):
        if not label:
            yield "", Finding("label-blank", {"column": number})
        elif label in labels[: number - 1]:
            yield label, Finding("label-duplicate", {"label": label, "column": number})
        elif label not in names:
            in_place = names[number - 1] if number <= len(names) and not by_name else None
            if in_place in missing:
                missing.remove(in_place)
                yield label, Finding("label-unknown", {"label": label, "column": number, "expected": in_place})
            else:
                yield label, Finding("label-extra", {"label": label, "column": number})
    for name in missing:
        yield name, Finding("label-missing", {"name": name})
