"""The points of a dataset as a small picture, for a README or another site: `badge.svg` beside its page.

In comes a dataset with its quality, out goes SVG with its text as a title. It must not know why there are so many.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from generator import urls
from generator.charts.metrics import width
from generator.model import Catalog, Dataset, DatasetReading
from generator.outputs import Output
from generator.words import word

SIZE: Final = 12
PAD: Final = 8
HEIGHT: Final = 22
GROUNDS: Final = ((87, "#1a5f3c"), (55, "#1f4e8c"), (30, "#8a4b00"), (0, "#9b1c1c"))
"""From so many points on: the bands of the MQA (351, 221 and 121 of 405), each dark enough for white letters."""


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    if reading.quality is not None:
        picture = svg(reading.quality.points, catalog.languages)
        yield Output(path=urls.badge(dataset.name), content=picture.encode())


def svg(points: int, languages: tuple[str, ...]) -> str:
    """What is counted, in every language of the catalog, beside the points."""
    label = " · ".join(dict.fromkeys(word("quality.badge", language) for language in languages))
    value = f"{points}/100"
    left, right = (round(width(text, SIZE)) + 2 * PAD for text in (label, value))
    ground = next(colour for least, colour in GROUNDS if points >= least)
    title = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" role="img" '
        f'aria-label="{title}"><title>{title}</title>'
        f'<clipPath id="r"><rect width="{left + right}" height="{HEIGHT}" rx="4"/></clipPath>'
        f'<g clip-path="url(#r)"><path fill="#3d4248" d="M0 0h{left}v{HEIGHT}H0z"/>'
        f'<path fill="{ground}" d="M{left} 0h{right}v{HEIGHT}H{left}z"/></g>'
        f'<g fill="#fff" font-family="Sarabun,\'Noto Sans Thai\',Tahoma,sans-serif" font-size="{SIZE}" '
        f'text-anchor="middle"><text x="{left / 2:g}" y="15">{escape(label)}</text>'
        f'<text x="{left + right / 2:g}" y="15">{value}</text></g></svg>\n'
    )
