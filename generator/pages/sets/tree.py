"""The tree of a set as it is shown: each node with its newest value, and how much of it has open data.

In comes a board, out go views of nodes, nested as the set nests them. It must not know how deep a page may go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import IndicatorSet, Node
from generator.pages.followed import Found
from generator.pages.newest import NewestView
from generator.pages.sets.board import Board, as_share
from generator.pages.writer import Prose, Said

MANY: Final = 4  # nodes without data that stand in a list of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """`counted` says how many of the figures below it have open data, `is_open` whether they are shown at once. `bare`
    are those below it that have nothing but a title, where these are many."""

    title: Said
    code: str
    weight: str
    description: Prose | None
    href: str
    newest: NewestView | None
    counted: str
    children: tuple[NodeView, ...]
    bare: tuple[Said, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeView:
    nodes: tuple[NodeView, ...]
    bare: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many figures that a set counts have open data, of how many; and how many of the parts that it divides no
    further have a figure of their own."""

    known: int
    whole: int
    known_parts: int
    parts: int

    @property
    def share(self) -> float:
        """From 0 to 100; of a set of parts alone, that of the parts."""
        return as_share(self.known, 0, self.whole) if self.whole else as_share(self.known_parts, 0, self.parts)


def coverage(shown: IndicatorSet, found: Found) -> Coverage:
    """Of all leaves of the tree, or of the number that the publisher counts; of a set without a tree, of what leads."""
    leaves = _leaves(shown.children)
    names = [n.indicator for n in leaves if not n.part] if leaves else list(shown.headline)
    parts = [n.indicator for n in leaves if n.part]
    known = _known(names, found)
    return Coverage(
        known=known,
        whole=max(known, shown.size or len(names)),
        known_parts=_known(parts, found),
        parts=len(parts),
    )


def coverage_words(board: Board, counted: Coverage) -> str:
    """Of the figures, then of the parts where these have any figure or are all that there is."""
    if not counted.known and not counted.known_parts:
        is_led = any(name in board.shown.headline for name, _, _ in board.led(board.found))
        if is_led:
            return _counts(board, "sets.only_headline", 0, counted.whole or counted.parts)
    told = [_counts(board, "sets.coverage", counted.known, counted.whole)] if counted.whole else []
    if counted.known_parts or (counted.parts and not told):
        told.append(_counts(board, "sets.coverage_parts", counted.known_parts, counted.parts))
    return " · ".join(told)


def _counts(board: Board, key: str, known: int, count: int) -> str:
    return board.writer.word(key, known=board.writer.number(known), count=board.writer.number(count))


def tree_view(board: Board) -> TreeView:
    rows, bare = _parted(board.shown.children)
    return TreeView(nodes=tuple(_node(board, node) for node in rows), bare=_titles(board, bare))


def _node(board: Board, node: Node) -> NodeView:
    writer = board.writer
    newest = board.newest(node.indicator)
    leaves = _leaves(node.children)
    known = _known((n.indicator for n in leaves), board.found)
    one = board.found.get(node.indicator or "")
    title = node.title or (None if one is None else one.indicator.title)
    rows, bare = _parted(node.children)
    return NodeView(
        title=Said(text=node.indicator or "") if title is None else writer.said(title),
        code=node.code or "",
        weight="" if node.weight is None else writer.word("sets.weight", weight=writer.number(f"{node.weight:f}")),
        description=None if node.description is None else writer.prose(node.description, heading=4),
        href="" if newest is None else newest.link.href,
        newest=newest,
        counted=writer.word("sets.counted", known=writer.number(known), count=writer.number(len(leaves)))
        if leaves
        else "",
        children=tuple(_node(board, child) for child in rows),
        bare=_titles(board, bare),
        is_open=known > 0,
    )


def _parted(nodes: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """Nodes that take a row, and those that a list of titles tells of."""
    bare = [n for n in nodes if n.indicator is None and n.description is None and n.weight is None and not n.children]
    return (nodes, ()) if len(bare) < MANY else ([n for n in nodes if n not in bare], bare)


def _titles(board: Board, nodes: Iterable[Node]) -> tuple[Said, ...]:
    return tuple(board.writer.said(n.title) for n in nodes if n.title is not None)


def _leaves(nodes: Iterable[Node]) -> list[Node]:
    return [n for node in nodes for n in node.walk() if not n.children]


def _known(names: Iterable[str | None], found: Found) -> int:
    """How many of these have a value."""
    return sum(name in found and found[name].lead is not None for name in names if name is not None)
