"""Where labels beside a plot stand, so that none covers another.

In come the places where they would like to be and how high each is, out go places. It must not know what they say.
"""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> tuple[float, ...]:
    """Centres of labels between `top` and `bottom`, in the order of `wanted`, moved as little as can be.

    Labels that would overlap are pooled and stand close together around the middle of their wishes. Raises ValueError
    where the labels are higher than the room.
    """
    if sum(heights) > bottom - top + 1e-9:
        raise ValueError("the labels are higher than the room")
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])  # stable: equal wishes keep their order
    starts, used = [], 0.0
    for i in order:
        starts.append(wanted[i] - heights[i] / 2 - used)
        used += heights[i]
    placed = [0.0] * len(wanted)
    used = 0.0
    for i, start in zip(order, _rising(starts), strict=True):
        placed[i] = min(max(start, top), max(top, bottom - sum(heights))) + used + heights[i] / 2
        used += heights[i]
    return tuple(placed)


def _rising(values: Sequence[float]) -> list[float]:
    """The closest sequence that never falls: neighbours that fall are replaced by their mean, until none does."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
