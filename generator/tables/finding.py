"""What is wrong with one cell, before it is known where the cell stands. It must not know tables nor files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one cell. `once` says that a table tells it of a field's first such cell only."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    once: bool = False
