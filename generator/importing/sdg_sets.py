"""Goals, targets and indicators of an Open SDG repository as a set of indicators.

In come the indicators of the repository, each with its titles and the figure that leads it, out goes the tree of the
set as its file has it. It must not know a file, nor what became of a dataset.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.importing import foreign
from generator.importing.drafts import Words

Node = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An indicator of the repository, `number` as in 1-2-1, with titles of its own, of its target and of its goal.
    `figure` names the indicator of the catalog that stands for it; it is empty where there are no data."""

    number: str
    title: Words
    target_title: Words
    goal_title: Words
    figure: str = ""

    @property
    def goal(self) -> str:
        return self.number.partition("-")[0]

    @property
    def target(self) -> str:
        return self.number.rpartition("-")[0]


def tree(leaves: Iterable[Leaf]) -> list[Node]:
    """Nodes of the goals, in the order of the leaves. One without data is a leaf all the same, so that the set tells
    how much there is."""
    found = []
    for goal, in_goal in groupby(leaves, lambda leaf: leaf.goal):
        of_goal = list(in_goal)
        targets = []
        for target, in_target in groupby(of_goal, lambda leaf: leaf.target):
            of_target = list(in_target)
            ends = [_node(leaf.number, leaf.title) | foreign.kept({"indicator": leaf.figure}) for leaf in of_target]
            targets.append(_node(target, of_target[0].target_title, ends))
        found.append(_node(goal, of_goal[0].goal_title, targets))
    return found


def _node(number: str, title: Words, children: Sequence[Node] = ()) -> Node:
    code = number.replace("-", ".")
    return foreign.kept({"title": title, "code": code, "children": [*children]})
