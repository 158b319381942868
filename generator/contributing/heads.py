"""Where a table begins in a file of people: titles, then a row of labels, or two of which the upper one groups columns.

In come the first rows, out goes a `Head`. It must not know any file's format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.cells import Cells
from generator.contributing.written import clean, is_blank, is_number

_YEAR: Final = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Head:
    """`row` is the number of the last row of labels, 0 where there is none; `titles` are the texts above them."""

    row: int
    titles: tuple[str, ...]
    labels: tuple[str, ...]


def head_of(rows: Sequence[Cells]) -> Head | None:
    """None where the rows are empty."""
    texts = [[clean(cell or "") for cell in cells] for cells in rows]
    width = max((_filled(row) for row in texts), default=0)
    enough = max(min(width, 2), width / 2)
    for first, row in enumerate(texts):
        is_double = _groups(row, texts[first + 1 : first + 3])
        labels = _joined(row, texts[first + 1]) if is_double else row
        if width and _filled(labels) >= enough:
            titles = tuple(text for above in texts[:first] for text in above if text)
            if _are_labels(labels):
                return Head(first + 1 + is_double, titles, tuple(_without_tail(labels)))
            return Head(0, titles, ("",) * max(len(_without_tail(below)) for below in texts[first:]))
    return None


def _groups(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether labels stand under it: words or years where it is blank, and numbers in the row after them."""
    if len(below) < 2 or _filled(row) < 2:
        return False
    parts, data = below
    fills_gaps = any(part and not (row[place] if place < len(row) else "") for place, part in enumerate(parts))
    are_labels = all(_is_label(part) for part in parts if part)
    return fills_gaps and are_labels and any(is_number(text) for text in data)


def _joined(row: Sequence[str], parts: Sequence[str]) -> list[str]:
    """จำนวน over ชาย and หญิง: จำนวน ชาย, จำนวน หญิง. A group reaches to the next label beside it."""
    labels, group = [], ""
    for place in range(max(len(row), len(parts))):
        above = row[place] if place < len(row) else ""
        part = parts[place] if place < len(parts) else ""
        group = above or (group if part else "")
        labels.append(f"{group} {part}".strip())
    return labels


def _are_labels(labels: Sequence[str]) -> bool:
    """Texts that differ; years may stand among them, as heads of columns."""
    texts = [label for label in labels if label]
    return len(set(texts)) == len(texts) and all(map(_is_label, texts)) and not all(map(is_number, texts))


def _is_label(text: str) -> bool:
    return not is_number(text) or _YEAR.fullmatch(text) is not None


def _filled(row: Sequence[str]) -> int:
    return sum(not is_blank(text) for text in row)


def _without_tail(row: Sequence[str]) -> Sequence[str]:
    last = max((place for place, text in enumerate(row) if text), default=-1)
    return row[: last + 1]
