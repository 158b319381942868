"""Strict YAML that remembers lines: in comes one file of a catalog, out goes a tree of nodes, or the problems with it.

Only what a reader sees is read: `true`, `false`, `null`, plain whole numbers and decimals; everything else stays a
string exactly as written (`NO`, `0123`, `12:30`, `1_000`, `1e5`, `+5`, `2026-11-21`, `Yes`), so that nothing loses
its writing. Repeated keys, tags, merge keys and several documents are problems; aliases, depth and size are bounded.
It must not know what a key means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from generator.problems import Problem, problem

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000  # counted after aliases are followed: nine lines of "billion laughs" are over it at once

# At most 15 digits: what a float keeps apart, and what every reader of JSON keeps whole.
INTEGER: Final = re.compile(r"-?[1-9][0-9]{0,14}|0")
DECIMAL: Final = re.compile(r"-?(?=[0-9.]{3,16}$)(0|[1-9][0-9]*)\.[0-9]+")
CONSTANTS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Meaning = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `text` is what was written, `value` what it means; `line` counts from 1."""

    line: int
    text: str
    value: Meaning


@dataclass(frozen=True, slots=True)
class Items:
    line: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping. Keys are text as written; `key_lines` says where each stands."""

    line: int
    nodes: Mapping[str, Node]
    key_lines: Mapping[str, int]


Node = Scalar | Items | Entries
Step = str | int


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read. `path` is relative to the catalog's root, with forward slashes."""

    path: str
    node: Node

    @property
    def value(self) -> object:
        """The whole file as plain dictionaries, lists and scalars."""
        return plain(self.node)

    def line_of(self, steps: Sequence[Step]) -> int:
        """Where a key or an item stands, or the nearest ancestor that there is: `("resources", 0, "schema")`."""
        node, line = self.node, self.node.line
        for step in steps:
            if isinstance(node, Entries) and isinstance(step, str) and step in node.nodes:
                line = node.key_lines[step]
                node = node.nodes[step]
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
                node = node.nodes[step]
                line = node.line
            else:
                break
        return line


def plain(node: Node) -> object:
    """A node without its lines."""
    if isinstance(node, Entries):
        return {key: plain(value) for key, value in node.nodes.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    return node.value


def read_yaml(root: Path, path: str) -> tuple[YamlFile | None, tuple[Problem, ...]]:
    """The file at `root / path`; None where it cannot be read at all. Problems carry `path`."""
    file = root / path
    if not file.resolve().is_relative_to(root.resolve()):
        return None, (problem("yaml-outside", path),)
    if not file.is_file():
        return None, (problem("yaml-missing", path),)
    if file.stat().st_size > MAX_BYTES:
        return None, (problem("yaml-too-large", path, limit=MAX_BYTES // 1_000_000),)
    return parse_yaml(file.read_bytes(), path)


def parse_yaml(source: bytes, path: str) -> tuple[YamlFile | None, tuple[Problem, ...]]:
    """The same for bytes that are at hand."""
    if len(source) > MAX_BYTES:
        return None, (problem("yaml-too-large", path, limit=MAX_BYTES // 1_000_000),)
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return None, (problem("yaml-encoding", path, line, byte=f"0x{source[error.start]:02x}"),)
    unprintable = UNPRINTABLE.search(text.replace("\r\n", "\n"))
    if unprintable:
        line = text.replace("\r\n", "\n").count("\n", 0, unprintable.start()) + 1
        return None, (problem("yaml-character", path, line, character=f"U+{ord(unprintable.group()):04X}"),)
    composer = _Composer(text, path)
    try:
        node = composer.document()
    except yaml.MarkedYAMLError as error:
        return None, (*composer.problems, _syntax_problem(error, path, text))
    except _RefusedError as refused:
        return None, (*composer.problems, refused.problem)
    return YamlFile(path, node), tuple(composer.problems)


class _RefusedError(Exception):
    """Going on with this file is senseless; carries the reason as a problem."""

    def __init__(self, found: Problem) -> None:
        self.problem = found


class _Composer:
    """Events of libyaml become nodes. Kept apart from PyYAML's own composer, which follows aliases without limit."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._events: Iterator[yaml.Event] = _events(text)
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._nodes = 0
        self._depth = 0

    def document(self) -> Node:
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _RefusedError(problem("yaml-empty", self.path, 1))
        node = self._node(next(self._events))
        following = next(self._events)
        if isinstance(following, yaml.DocumentEndEvent):
            following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise _RefusedError(problem("yaml-documents", self.path, _line(following)))
        if isinstance(node, Scalar) and node.value is None:
            raise _RefusedError(problem("yaml-empty", self.path, 1))
        return node

    def _node(self, event: yaml.Event) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), line)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent), event  # the grammar of events
        self._count(1, line)
        if event.tag is not None and event.tag != "!":  # `!` alone is libyaml's way to say that a scalar is quoted
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.append(problem("yaml-tag", self.path, line, tag=tag))
        before = self._nodes
        node = self._scalar(event, line) if isinstance(event, yaml.ScalarEvent) else self._collection(event, line)
        if event.anchor:
            self._anchors[event.anchor] = (node, self._nodes - before + 1)
        return node

    def _collection(self, event: yaml.CollectionStartEvent, line: int) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(problem("yaml-too-deep", self.path, line, limit=MAX_DEPTH))
        node = self._entries(line) if isinstance(event, yaml.MappingStartEvent) else self._items(line)
        self._depth -= 1
        return node

    def _items(self, line: int) -> Items:
        nodes = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            nodes.append(self._node(event))
        return Items(line, tuple(nodes))

    def _entries(self, line: int) -> Entries:
        nodes: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_line = _line(event)
            key = self._node(event)
            value = self._node(next(self._events))
            if not isinstance(key, Scalar):
                self.problems.append(problem("yaml-complex-key", self.path, key_line))
            elif key.text == "<<" and getattr(event, "implicit", (False,))[0]:
                self.problems.append(problem("yaml-merge-key", self.path, key_line))
            elif key.text in nodes:
                self.problems.append(
                    problem("duplicate-key", self.path, key_line, key=key.text, first_line=lines[key.text])
                )
            else:
                nodes[key.text] = value
                lines[key.text] = key_line
        return Entries(line, nodes, lines)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        text = event.value
        unprintable = UNPRINTABLE.search(text)
        if unprintable:  # written as an escape, such as "\0"
            name = f"U+{ord(unprintable.group()):04X}"
            self.problems.append(problem("yaml-character", self.path, line, character=name))
            text = UNPRINTABLE.sub("\ufffd", text)
        is_text = event.style if event.tag is None else event.tag in ("!", "tag:yaml.org,2002:str")
        return Scalar(line, text, text if is_text else meaning(text))

    def _alias(self, anchor: str, line: int) -> Node:
        if anchor not in self._anchors:  # also an alias inside its own anchor, which would never end
            raise _RefusedError(problem("yaml-unknown-alias", self.path, line, alias=anchor))
        node, nodes = self._anchors[anchor]
        self._count(nodes, line)
        return node

    def _count(self, nodes: int, line: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _RefusedError(problem("yaml-too-many", self.path, line, limit=MAX_NODES))


def meaning(text: str) -> Meaning:
    """What a plain (unquoted) scalar means."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    return text


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            if not isinstance(event, yaml.StreamStartEvent):
                yield event
    finally:
        loader.dispose()


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None, event
    return int(event.start_mark.line) + 1


SYNTAX: Final = (  # a piece of libyaml's sentence, our code, and whether the slip is where the thing began
    ("cannot start any token", "yaml-start", False),
    ("mapping values are not allowed", "yaml-colon", False),
    ("quoted scalar", "yaml-quote", True),
    ("flow sequence", "yaml-bracket", True),
    ("flow mapping", "yaml-bracket", True),
    ("could not find expected ':'", "yaml-no-colon", True),
    ("expected <block end>", "yaml-indent", False),
    ("did not find expected key", "yaml-indent", False),
    ("did not find expected '-'", "yaml-indent", False),
)


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Problem:
    """libyaml's error, told at the border in our words."""
    said = ", ".join(part for part in (error.context, error.problem) if part)
    is_known = (entry[1:] for entry in SYNTAX if entry[0] in said)
    code, began = next(is_known, ("yaml-syntax", False))
    mark = (began and error.context_mark) or error.problem_mark or error.context_mark
    lines = text.splitlines()
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    line = mark.line + 1 if mark else None
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return problem("yaml-tab", path, line)
    return problem(code, path, line, said=said, written=written.strip())
