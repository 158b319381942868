"""The picture that a chat shows for a link: 1200 × 630, a figure that leads with its change and its line.

In come plain texts of one language, out goes PNG. It must not know what the figure is about.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from html import escape
from typing import Final

from generator.charts import metrics
from generator.charts.drawing import FACES
from generator.charts.vega import vega

WIDTH, HEIGHT = 1200, 630
MARGIN: Final = 72
GROUND, INK, QUIET, SPARK = "#0b3a57", "#ffffff", "#c3d7e3", "#4fd1c5"
TITLES: Final = ((54, 2), (46, 3), (38, 4))  # sizes, the largest first, with the lines that have room
FIGURES: Final = (150, 120, 96, 72, 56)
LEADING: Final = 1.38  # line height: Thai marks above and below
LINE: Final = (380, 110)  # the box of the line
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"

_NUMBER: Final = re.compile(r"-?[\d.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`figure` is the value as pages write it, `unit` stands behind it, `change` below it; `catalog` says whose it is.
    `line` is the path of a small line (moves and lines to absolute places) in a box of `line_box`, empty where there is
    none."""

    title: str
    figure: str
    unit: str
    change: str
    catalog: str
    line: str = ""
    line_box: tuple[int, int] = (120, 24)


def png(card: Card) -> bytes:
    """The picture; the same texts give the same bytes."""
    drawn: bytes = vega().svg_to_png(svg(card), scale=1)
    return _packed(drawn)


def _packed(drawn: bytes) -> bytes:
    """The same pixels in a third of the bytes: the painter packs them for speed. PNG 1.2, 3.2: length, type, data, CRC
    of type and data; 10: all IDAT together are one stream."""
    chunks, at = [], len(SIGNATURE)
    while at < len(drawn):
        (size,) = struct.unpack_from(">I", drawn, at)
        chunks.append((drawn[at + 4 : at + 8], drawn[at + 8 : at + 8 + size]))
        at += size + 12
    pixels = zlib.compress(zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT")))
    first = next(i for i, (name, _) in enumerate(chunks) if name == b"IDAT")
    kept = [chunk for chunk in chunks if chunk[0] != b"IDAT"]
    parts = [SIGNATURE]
    for name, data in (*kept[:first], (b"IDAT", pixels), *kept[first:]):
        parts.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    return b"".join(parts)


def svg(card: Card) -> str:
    """The same before it is painted."""
    room = WIDTH - 2 * MARGIN
    size, lines = _title(card.title, room)
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>']
    y = MARGIN + size * 0.9
    for line in lines:
        parts.append(_text(line, MARGIN, y, size, INK, bold=True))
        y += size * LEADING
    beside = room - LINE[0] - 40 if card.line else room
    big = next((s for s in FIGURES if metrics.width(card.figure, s, bold=True) <= beside), FIGURES[-1])
    base = 440.0
    parts.append(_text(card.figure, MARGIN, base, big, INK, bold=True))
    behind = MARGIN + metrics.width(card.figure, big, bold=True) + 20
    if behind + metrics.width(card.unit, 36) <= MARGIN + beside:
        parts.append(_text(card.unit, behind, base, 36, QUIET))
        change = card.change
    else:
        change = f"{card.unit} · {card.change}" if card.change else card.unit
    for i, line in enumerate(metrics.wrapped(change, room, 34)[:2]):
        parts.append(_text(line, MARGIN, 506 + i * 34 * LEADING, 34, SPARK))
    if card.line:
        parts.append(_line(card))
    parts.append(f'<rect y="{HEIGHT - 12}" width="{WIDTH}" height="12" fill="{SPARK}"/>')
    parts.append(_text(card.catalog, MARGIN, HEIGHT - 34, 26, QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="{FACES}">{"".join(parts)}</svg>'
    )


def _title(title: str, room: float) -> tuple[int, tuple[str, ...]]:
    """The largest size at which the whole title has room; the smallest one where none is, cut behind its last line."""
    for size, most in TITLES:
        lines = metrics.wrapped(title, room, size, bold=True)
        if len(lines) <= most:
            return size, lines
    size, most = TITLES[-1]
    return size, (*lines[: most - 1], f"{lines[most - 1]} …")


def _line(card: Card) -> str:
    """The line in its own box, with a point at its end: scaled by number, so that it is as thick everywhere."""
    wide, high = card.line_box
    numbers = [float(number) for number in _NUMBER.findall(card.line)]
    points = [
        (WIDTH - MARGIN - LINE[0] - 8 + LINE[0] * x / wide, 330 + LINE[1] * y / high)
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<polyline points="{path}" fill="none" stroke="{SPARK}" stroke-width="6" stroke-linejoin="round"'
        f' stroke-linecap="round"/><circle cx="{x:.0f}" cy="{y:.0f}" r="10" fill="{SPARK}"/>'
    )


def _text(text: str, x: float, y: float, size: float, ink: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    inside = escape(text, quote=False)
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{ink}"{weight}>{inside}</text>'
