"""Where in a file we stand while values are read, and what a problem there says: in come codes and values, out go
`Problem`s. It must not know kinds of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from generator.problems import Problem, problem
from generator.yamlfile import Entries, Node, Scalar

INVALID: Final = object()
"""What a kind's function returns after it has told a problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What reading a file needs to know of the rest. `names`: registry -> name -> its other spellings (titles).

    `languages` is empty where catalog.yml could not be read: then any language is taken and none is missed.
    """

    path: str
    languages: tuple[str, ...]
    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    problems: list[Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands: the line of its key, and its subject such as `resources[0].title`."""

    context: Context
    subject: str
    line: int

    def tell(self, code: str, *, suggestion: str | None = None, line: int | None = None, **values: object) -> object:
        """Add a problem here; returns INVALID so that a reader can end with it."""
        found = problem(code, self.context.path, line or self.line, self.subject, suggestion, **values)
        self.context.problems.append(found)
        return INVALID

    def at(self, step: str | int, line: int) -> Place:
        """The place one step further down."""
        if isinstance(step, int):
            subject = f"{self.subject}[{step}]"
        else:
            subject = f"{self.subject}.{step}" if self.subject else step
        return Place(context=self.context, subject=subject, line=line)

    def within(self, node: Node, key: str) -> Place:
        """The place of a key of the mapping that stands here."""
        return self.at(key, node.key_lines.get(key, self.line) if isinstance(node, Entries) else self.line)


def shown(node: Node) -> str:
    """A value as a message repeats it."""
    if isinstance(node, Scalar):
        return node.text
    return "{…}" if isinstance(node, Entries) else "[…]"


def options(names: Iterable[str]) -> str:
    return ", ".join(names)
