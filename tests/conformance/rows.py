"""What a check has found, as one row a format. It runs in foreign environments and knows the standard library alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

Counts = dict[str, int]


@dataclass(frozen=True)
class Row:
    """`documents` were checked and `expected` must have been. `control` says what the same check found wrong in a copy
    that lacks something required; empty where it found nothing, which fails the row."""

    format: str
    validator: str
    documents: int
    expected: int
    violations: tuple[str, ...]
    control: str

    @property
    def holds(self) -> bool:
        return self.documents == self.expected and not self.violations and bool(self.control)


def tell(check: Callable[[Path, Counts], Iterable[Row]]) -> None:
    """The whole of a check's `main`: rows of the site named on the command line, as JSON."""
    site, counts = Path(sys.argv[1]), json.loads(sys.argv[2])
    sys.stdout.write(json.dumps([asdict(row) for row in check(site, counts)]) + "\n")


def told(output: str) -> Iterator[Row]:
    """The rows of a check's last line; libraries talk before it."""
    for row in json.loads(output.strip().splitlines()[-1]):
        yield Row(**{**row, "violations": tuple(row["violations"])})
