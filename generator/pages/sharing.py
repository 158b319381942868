"""What a link to a page shows where it is passed on: Open Graph, and a picture with the figure that leads.

In come a page's title, description and newest value, out go HTML for the head and a card. It must not know who draws.
"""

from __future__ import annotations

from markupsafe import Markup

from generator import urls
from generator.charts.cards import HEIGHT, WIDTH, Card
from generator.pages import drawings
from generator.pages.newest import NewestView
from generator.pages.writer import Writer


def open_graph(writer: Writer, *, title: str, description: str, picture: str | None = None, seen: str = "") -> str:
    """The Open Graph of a page; `picture` is the path of its picture and `seen` what that shows, in words."""
    base = writer.catalog.site_uri
    facts = [
        ("og:type", "website"),
        ("og:site_name", writer.catalog.title.text(writer.language)),
        ("og:locale", writer.language),
        ("og:title", title),
        ("og:description", description),
        ("og:url", urls.absolute(writer.path, base)),
    ]
    if picture is not None:
        facts += [
            ("og:image", urls.absolute(picture, base)),
            ("og:image:width", str(WIDTH)),
            ("og:image:height", str(HEIGHT)),
            ("og:image:alt", seen),
        ]
    made = [Markup('<meta property="{}" content="{}">').format(name, value) for name, value in facts]
    if picture is not None:
        made.append(Markup('<meta name="twitter:card" content="summary_large_image">'))
    return "\n".join(made)


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


def card_words(made: Card) -> str:
    """What the picture shows."""
    return ", ".join(part for part in (made.title, f"{made.figure} {made.unit}", made.change) if part)
