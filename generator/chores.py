"""What the pool does beside its tasks: work for the whole site that leaves its result in the cache.

In come what all tasks share and a task or a chore, out goes a `Done`. The last stage of a build takes from the cache
what a chore has left there, or makes it itself. It must not know what a chore makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from generator import fonts, theme
from generator.cache import Cache
from generator.charts import bundle
from generator.tasks import Done, Shared, Task, Worker


@dataclass(frozen=True, slots=True)
class Chore:
    """A function that leaves something in the cache; it can be pickled."""

    work: Callable[[Cache], object]


class Hand:
    """Does the tasks and the chores of one build in one process."""

    def __init__(self, shared: Shared) -> None:
        self._cache = shared.cache
        self._worker = Worker(shared)

    def __call__(self, task: Task | Chore) -> Done:
        if isinstance(task, Task):
            return self._worker(task)
        task.work(self._cache)
        return Done(problems=())


def chores(cache: Cache, *, has_charts: bool) -> Iterator[Chore]:
    """What a site needs that takes seconds and is not in the cache."""
    if has_charts and not bundle.is_at_hand(cache):
        yield Chore(bundle.output)
    for face in fonts.FACES:
        if not theme.is_face_at_hand(cache, face):
            yield Chore(partial(theme.face_file, face=face))
