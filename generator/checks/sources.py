"""What a check is given beside the catalog: where it was read from, its lines, and the day of the build.

In comes the root of a catalog, out go lines and keys as files have them. It must not know any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model import Catalog
from generator.problems import Problem
from generator.yamlfile import Entries, Items, YamlFile, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the catalog was read from, and the day of the build.

    `files` holds what was read again: lines are asked for where something is wrong, so that the trees of a thousand
    descriptors need not stay in memory for the sake of a few.
    """

    root: Path
    today: date
    files: dict[str, YamlFile | None] = field(default_factory=dict)

    def file(self, path: str) -> YamlFile | None:
        if path not in self.files:
            self.files[path] = read_yaml(self.root, path)[0]
        return self.files[path]

    def line(self, path: str, *steps: str | int) -> int | None:
        file = self.file(path)
        return None if file is None else file.line_of(steps)

    def item(self, path: str, key: str, line: int | None) -> int:
        """The number of the item of a list that begins on that line: what was read before it may have been faulty."""
        file = self.file(path)
        node = file.node.nodes.get(key) if file is not None and isinstance(file.node, Entries) else None
        lines = [item.line for item in node.nodes] if isinstance(node, Items) else []
        return lines.index(line) if line in lines else 0

    def has(self, path: str, key: str) -> bool:
        """Whether the key is written there, be its value good or not."""
        file = self.file(path)
        return file is not None and isinstance(file.node, Entries) and key in file.node.nodes


Check = Callable[[Catalog, Sources], Iterator[Problem]]
