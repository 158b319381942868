"""Small drawings of numbers, as the path of an inline SVG.

In come numbers, out goes the `d` of a path; what the drawing says stands in words beside it. It must not know what the
numbers mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WIDTH: Final = 120
HEIGHT: Final = 24


def bars(counts: Sequence[int]) -> str:
    """One bar a count, in a box of WIDTH by HEIGHT; a count above zero is at least one unit high."""
    most = max(counts, default=0)
    if most == 0:
        return ""
    step = WIDTH / len(counts)
    pieces = []
    for i, count in enumerate(counts):
        if count:
            high = max(1, round(HEIGHT * count / most))
            pieces.append(f"M{_short(i * step)} {HEIGHT}v-{high}h{_short(step - 1)}v{high}z")
    return "".join(pieces)


def line(values: Sequence[float], places: Sequence[float], *, downward: bool = False) -> str:
    """A line through values at places (years, say), in a box of WIDTH by HEIGHT with room for its own thickness.

    The highest value stands on top, the lowest where `downward` is true: of ranks the first is the best.
    """
    if downward:
        values = [-value for value in values]
    low, high = min(values), max(values)
    first, last = min(places), max(places)
    points = [
        (
            1 + (WIDTH - 2) * (place - first) / ((last - first) or 1),
            HEIGHT - 2 - (HEIGHT - 4) * ((value - low) / (high - low) if high > low else 0.5),
        )
        for value, place in zip(values, places, strict=True)
    ]
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
