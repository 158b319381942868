"""Colours of charts can be seen: against both grounds, and from each other by every kind of sight."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from generator import templates
from generator.charts.palette import CLASSES, SCHEMES, colour, fixed, of_peer
from tests.colours import SIGHTS, apart, contrast, difference

SHEETS = {name: templates.folder("assets").joinpath(name).read_text("utf-8") for name in ("banchi.css", "charts.css")}
GROUNDS = ("page", "card", "tint")
TEXTS = ("text", "muted", "focus", *(f"peer-{i}" for i in range(1, 6)))  # names stand in the colour of their line
SERIES = ("text", "focus", *(f"peer-{i}" for i in range(1, 6)))  # a target is drawn in the colour of texts
MAP = tuple(f"class-{i}" for i in range(1, CLASSES + 1))
MARKS = (*SERIES, "bar", *MAP)
HEAT = ("heat-1", "heat-2", "heat-3", "heat-4")
AMENDED = {"light": "^:root {", "dark": r'^  :root\[data-scheme="dark"\] {', "system": r"^  :root:not\("}


def variables(sheet: str, scheme: str) -> dict[str, str]:
    """The colours that a style sheet sets for a scheme."""
    block = re.search(AMENDED[scheme] + r".*?^ *}", SHEETS[sheet], re.MULTILINE | re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--[bc]-([\w-]+): (#[0-9a-f]{6});", block.group()))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ],
)
def test_the_difference_is_that_of_the_published_examples(one, other, expected) -> None:  # type: ignore[no-untyped-def]
    """Sharma, Wu and Dalal 2005, table 1."""
    assert round(difference(one, other), 4) == expected


@pytest.mark.parametrize("scheme", ["light", "dark", "system"])
def test_the_style_sheet_says_what_the_palette_says(scheme: str) -> None:
    named = variables("charts.css", scheme)
    assert {name: named[name] for name in named if not name.startswith("heat")} == SCHEMES[
        "light" if scheme == "light" else "dark"
    ]
    assert SCHEMES["light" if scheme == "light" else "dark"]["ground"] == variables("banchi.css", scheme)["page"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mark_and_text_stands_out_from_its_ground(scheme: str) -> None:
    """3:1 for marks and 4.5:1 for texts, on the page, on cards and on tinted grounds."""
    grounds = [variables("banchi.css", scheme)[name] for name in GROUNDS]
    colours = SCHEMES[scheme]
    for ground in grounds:
        assert {name: contrast(colours[name], ground) for name in MARKS if contrast(colours[name], ground) < 3} == {}
        assert {name: contrast(colours[name], ground) for name in TEXTS if contrast(colours[name], ground) < 4.5} == {}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_colours_look_alike(scheme: str, sight: str) -> None:
    """At least 10 apart: any two series, any two classes of a map, the leading bar and the others."""
    colours = SCHEMES[scheme]
    pairs = [*combinations(SERIES, 2), *combinations(MAP, 2), ("focus", "bar")]
    apart_by = {pair: apart(colours[pair[0]], colours[pair[1]], sight) for pair in pairs}
    assert {pair: round(by, 1) for pair, by in apart_by.items() if by < 10} == {}


@pytest.mark.parametrize("scheme", ["light", "dark", "system"])
def test_numbers_in_a_heat_table_can_be_read_on_every_tint(scheme: str) -> None:
    named = variables("charts.css", scheme)
    assert [tint for tint in HEAT if contrast(named["text"], named[tint]) < 4.5] == []
    for sight in SIGHTS:
        assert min(apart(named[a], named[b], sight) for a, b in pairwise(HEAT)) > 3  # the number itself tells


def test_series_differ_by_more_than_colour() -> None:
    """No two of 25 share colour and dashes, and neighbours in colour have other dashes."""
    styles = [of_peer(i) for i in range(25)]
    assert len({(ink, tuple(dash)) for ink, dash in styles}) == 25
    assert len({tuple(dash) for _, dash in styles[:5]}) == 5


def test_a_file_of_its_own_needs_no_style_sheet() -> None:
    names = "".join(colour(name) for name in SCHEMES["light"])
    assert "var(" not in fixed(names, "light")
