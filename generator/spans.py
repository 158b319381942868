"""Where each part of a YAML text stands: in comes text, out goes a tree of spans that point into its lines.

Comments are not in it; they are what lies between spans. What cannot be cut into whole lines (anchors, complex keys,
several documents) is an `UncutTextError`. It must not know what a key means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

BREAKS: Final = "\x85\u2028\u2029"
"""Line ends of YAML 1.1 that no editor shows as such: lines would be counted differently."""


BLOCK_STYLES: Final = ("|", ">")
COMMENT: Final = re.compile(r"(?<!\S)#.*")
PLAIN: Final = (None, "!")
"""No tag; `!` alone is libyaml's way to say that a scalar is quoted."""


class UncutTextError(Exception):
    """A text that keeps its own form."""


@dataclass(frozen=True, slots=True)
class Span:
    """One node. `start` and `end` are (line, column), from 0, the end exclusive; `style` is libyaml's of a scalar.

    `entries` are the keys with their values of a mapping, `items` the nodes of a list; both are None for a scalar.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    is_flow: bool = False
    style: str | None = None
    text: str = ""
    entries: tuple[tuple[Span, Span], ...] | None = None
    items: tuple[Span, ...] | None = None

    @property
    def is_block(self) -> bool:
        """A mapping or a list that takes lines of its own."""
        return not self.is_flow and (self.entries is not None or self.items is not None)

    @property
    def last_line(self) -> int:
        """The last line that holds any of it."""
        if self.is_block:
            nodes = [value for _, value in self.entries or ()] or list(self.items or ())
            return max((self.start[0], *(node.last_line for node in nodes)))
        line, column = self.end
        return line - 1 if column == 0 and line > self.start[0] else line


def spans(text: str) -> Span:
    """The tree of a text that `yamlfile` has read without a problem. Raises UncutTextError."""
    if any(sign in text for sign in BREAKS):
        raise UncutTextError
    events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
    _take(events, yaml.StreamStartEvent)
    _take(events, yaml.DocumentStartEvent)
    root = _span(next(events), events, text.split("\n"))
    _take(events, yaml.DocumentEndEvent)
    return root


def comments(text: str, root: Span) -> list[str]:
    """Every comment of a text, in the order of lines. What looks like one within a value is none."""
    lines = text.split("\n")
    begins = [0] * len(lines)
    for leaf in _leaves(root):
        first, last = leaf.start[0], leaf.end[0]
        if leaf.style in BLOCK_STYLES:
            begins[first] = leaf.start[1]
            begins[first + 1 : leaf.last_line + 1] = [-1] * (leaf.last_line - first)
        else:
            begins[first:last] = [-1] * (last - first)
            begins[last] = leaf.end[1]
    found = (COMMENT.search(line, begin) for line, begin in zip(lines, begins, strict=True) if begin >= 0)
    return [match.group().strip() for match in found if match]


def _leaves(span: Span) -> Iterator[Span]:
    if span.entries is None and span.items is None:
        yield span
    for key, value in span.entries or ():
        yield key
        yield from _leaves(value)
    for item in span.items or ():
        yield from _leaves(item)


def _take(events: Iterator[yaml.Event], kind: type[yaml.Event]) -> None:
    event = next(events)
    if not isinstance(event, kind) or getattr(event, "explicit", False):
        raise UncutTextError


def _span(event: yaml.Event, events: Iterator[yaml.Event], lines: Sequence[str]) -> Span:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None) not in PLAIN:
        raise UncutTextError
    start, end = _places(event)
    if isinstance(event, yaml.ScalarEvent):
        if event.style in BLOCK_STYLES:
            end = _end_of_block(start, end, lines)
        return Span(start, end, style=event.style, text=event.value)
    assert isinstance(event, yaml.CollectionStartEvent), event
    nodes = []
    while not isinstance(last := next(events), yaml.CollectionEndEvent):
        nodes.append(_span(last, events, lines))
    end = _places(last)[1]
    if isinstance(event, yaml.SequenceStartEvent):
        return Span(start, end, is_flow=bool(event.flow_style), items=tuple(nodes))
    return Span(start, end, is_flow=bool(event.flow_style), entries=tuple(zip(nodes[::2], nodes[1::2], strict=True)))


def _end_of_block(start: tuple[int, int], end: tuple[int, int], lines: Sequence[str]) -> tuple[int, int]:
    """Without the blank lines behind it, which mean something only where the header says so (`|+`)."""
    header = lines[start[0]][start[1] :].partition("#")[0]
    if any(sign.isdigit() for sign in header):
        raise UncutTextError
    line = min(end[0] + bool(end[1]), len(lines))
    first = next((text for text in lines[start[0] + 1 : line] if text.strip()), "")
    indent = len(first) - len(first.lstrip(" "))  # what is blank beyond it is text
    while "+" not in header and line > start[0] + 1 and not lines[line - 1][indent:]:
        line -= 1
    return line, 0


def _places(event: yaml.Event) -> tuple[tuple[int, int], tuple[int, int]]:
    first, last = event.start_mark, event.end_mark
    assert first is not None and last is not None, event
    return (first.line, first.column), (last.line, last.column)
