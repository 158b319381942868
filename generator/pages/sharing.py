"""The picture that a link to a page shows where it is passed on: the figure that leads.

In come a page's title and newest value, out go a card and HTML for the head; what else a link shows, the frame says of
every page. It must not know who draws.
"""

from __future__ import annotations

from markupsafe import Markup

from generator import urls
from generator.charts.cards import HEIGHT, WIDTH, Card
from generator.pages import drawings
from generator.pages.newest import NewestView
from generator.pages.writer import Writer


def picture_head(writer: Writer, picture: str, made: Card) -> str:
    """What the head says of the page's picture: where it is, and what it shows, in words."""
    facts = [
        ("og:image", urls.absolute(picture, writer.catalog.site_uri)),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", _words(made)),
    ]
    told = [Markup('<meta property="{}" content="{}">').format(name, value) for name, value in facts]
    return "\n".join([*told, '<meta name="twitter:card" content="summary_large_image">'])


def card(writer: Writer, title: str, newest: NewestView) -> Card:
    """The picture of a figure that leads."""
    area = "" if newest.area is None else newest.area.text
    unit = " · ".join(part for part in (newest.unit.strip(), area, newest.period) if part)
    change = newest.change
    return Card(
        title=title,
        figure=f"{newest.before}{newest.value}",
        unit=unit,
        change=" ".join(part for part in (change.words, change.since) if part),
        catalog=writer.catalog.title.text(writer.language),
        line=newest.line,
        line_box=(drawings.WIDTH, drawings.HEIGHT),
    )


def _words(made: Card) -> str:
    """What the picture shows."""
    return ", ".join(part for part in (made.title, f"{made.figure} {made.unit}", made.change) if part)
