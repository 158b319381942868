"""The colours of charts by name, for a light and a dark ground, and how series differ besides by colour.

Specifications name a colour as a CSS variable, which `charts.css` defines; a file that stands alone gets its value. It
must not know what is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LIGHT: Final = {
    "text": "#16242f",
    "muted": "#465865",
    "grid": "#d4dee5",
    "ground": "#ffffff",
    "focus": "#0a5b88",
    "bar": "#5c7f94",
    "peer-1": "#765dc6",
    "peer-2": "#037f73",
    "peer-3": "#c92b59",
    "peer-4": "#586314",
    "peer-5": "#623624",
    "class-1": "#0c9aa2",
    "class-2": "#0b7a90",
    "class-3": "#005471",
    "class-4": "#012f4a",
}
DARK: Final = {
    "text": "#e5edf2",
    "muted": "#abbcc7",
    "grid": "#2d3f4b",
    "ground": "#0f1920",
    "focus": "#7fc6ef",
    "bar": "#7d97a7",
    "peer-1": "#907be6",
    "peer-2": "#2e9b88",
    "peer-3": "#f6477e",
    "peer-4": "#929e0a",
    "peer-5": "#f7c1a8",
    "class-1": "#0d7daa",
    "class-2": "#2aa3ce",
    "class-3": "#82d6f0",
    "class-4": "#d1f4fb",
}
SCHEMES: Final[Mapping[str, Mapping[str, str]]] = {"light": LIGHT, "dark": DARK}
CLASSES: Final = 4  # of a map: quarters of the areas

DASHES: Final[tuple[tuple[int, ...], ...]] = ((), (7, 3), (2, 3), (10, 3, 2, 3), (4, 2))


def colour(name: str) -> str:
    """The colour as a specification names it."""
    return f"var(--c-{name})"


def of_peer(index: int) -> tuple[str, list[int]]:
    """Colour and dashes of the series that stands `index`-th beside the leading one: no two of 25 are the same."""
    turn = index // 5
    return colour(f"peer-{index % 5 + 1}"), list(DASHES[(index + turn) % 5])


def fixed(drawing: str, scheme: str) -> str:
    """A drawing with every variable replaced by its value, for programs that know no CSS."""
    for name, value in SCHEMES[scheme].items():
        drawing = drawing.replace(colour(name), value)
    return drawing
