"""The tree of a set as it is shown: each node with its newest value, and how much of it has open data.

In comes a board, out go views of nodes, nested as the set nests them. It must not know how deep a page may go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import IndicatorSet, Node
from generator.pages.followed import Found
from generator.pages.newest import NewestView
from generator.pages.sets.board import Board
from generator.pages.writer import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """`counted` says how many of the figures below it have open data; `is_open` whether they are shown at once, and
    `is_bare` that none of its children has anything but a title."""

    title: Said
    code: str
    weight: str
    description: Said | None
    href: str
    newest: NewestView | None
    counted: str
    children: tuple[NodeView, ...]
    is_open: bool
    is_bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many figures of a set have open data, of how many."""

    known: int
    whole: int


def coverage(shown: IndicatorSet, found: Found) -> Coverage:
    """Of all leaves of the tree, or of the number that the publisher counts; of a set without a tree, of what leads."""
    leaves = _leaves(shown.children)
    names = [n.indicator for n in leaves] or list(shown.headline)
    known = sum(name is not None and _has_value(name, found) for name in names)
    return Coverage(known=known, whole=max(known, shown.size or len(names)))


def coverage_words(board: Board, counted: Coverage) -> str:
    return board.writer.word(
        "sets.coverage", known=board.writer.number(counted.known), count=board.writer.number(counted.whole)
    )


def tree(board: Board) -> tuple[NodeView, ...]:
    return tuple(_node(board, node, 0) for node in board.shown.children)


def _node(board: Board, node: Node, depth: int) -> NodeView:
    writer = board.writer
    newest = board.newest(node.indicator)
    leaves = _leaves(node.children)
    known = sum(n.indicator is not None and _has_value(n.indicator, board.found) for n in leaves)
    one = board.found.get(node.indicator or "")
    title = node.title or (None if one is None else one.indicator.title)
    return NodeView(
        title=Said(text=node.indicator or "") if title is None else writer.said(title),
        code=node.code or "",
        weight="" if node.weight is None else writer.word("sets.weight", weight=writer.number(f"{node.weight:f}")),
        description=None if node.description is None else writer.excerpt(node.description, 400),
        href="" if newest is None else newest.link.href,
        newest=newest,
        counted=writer.word("sets.counted", known=writer.number(known), count=writer.number(len(leaves)))
        if leaves
        else "",
        children=tuple(_node(board, child, depth + 1) for child in node.children),
        is_open=known > 0,
        is_bare=known == 0 and all(n.description is None for n in leaves) and len(leaves) == len(node.children),
    )


def _leaves(nodes: Iterable[Node]) -> list[Node]:
    return [n for node in nodes for n in node.walk() if not n.children]


def _has_value(name: str, found: Found) -> bool:
    return name in found and found[name].lead is not None
