"""A difference in words: short, the gravest first, and nothing in it commands who reads it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.differences import PRINTERS
from generator.differences.facts import Change, Detail, Difference, Figure, FigureChange
from generator.model import Text
from tests.differing import changed, known
from tests.museum import CASES


def many(count: int) -> Difference:
    plain = tuple(changed(f"d-{i}", "ก" * 60, old="a" * 200, new="b") for i in range(count))
    return Difference(changes=(*plain, changed("the-broken-one", "x", old="km", is_breaking=True)))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("count", [0, 50, 3000])
def test_a_comment_is_short_and_says_the_gravest_first(count: int, language: str) -> None:
    comment = PRINTERS["markdown"](many(count), known(CASES / "good/smallest"), language)
    assert len(comment) < 60_000
    sections = comment.split("\n### ")
    assert "`the-broken-one`" in sections[1] and "🛑" in sections[1]
    shown = comment.count("`title`: `aaa")
    assert shown == count or re.search(rf"\b{2 * (count - shown)}\b", comment.splitlines()[-1]), comment[-300:]


def test_values_can_neither_call_somebody_nor_command_a_terminal() -> None:
    nasty = "`@all` [x](http://evil/) <img> ![i](u)\n\n# big \x1b[31m |"
    change = Change(
        sort="dataset",
        name="d",
        kind="changed",
        title=Text({"en": nasty}),
        details=(Detail(steps=("title",), kind="changed", language="en", old=None, new=nasty),),
    )
    catalog = known(CASES / "good/smallest")
    comment = PRINTERS["markdown"](Difference(changes=(change,)), catalog, "en")
    assert "\x1b" not in comment
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", comment)
    assert not any(part in outside for part in ("@all", "](", "<img", "# big"))
    assert "\x1b" not in PRINTERS["text"](Difference(changes=(change,)), catalog, "en")


def test_long_texts_are_shown_from_where_they_part() -> None:
    long = "ก" * 300
    found = Difference(changes=(changed("d", "x", language="th", old=f"{long} หนึ่ง", new=f"{long} สอง"),))
    told = PRINTERS["text"](found, known(CASES / "good/smallest"), "th")
    assert "หนึ่ง" in told and "สอง" in told


def test_an_address_in_a_path_stays_whole() -> None:
    change = changed("d", "x", old="a", new="b")
    detail = replace(change.details[0], steps=("sources", "https://a.example/b.c", "title"))
    told = PRINTERS["text"](
        Difference(changes=(replace(change, details=(detail,)),)), known(CASES / "good/smallest"), "en"
    )
    assert "'sources › https://a.example/b.c › title'" in told


def test_json_has_every_fact() -> None:
    figure = Figure(area="THA", categories=(None,), time="2024", old=Decimal("1.50"), new=Decimal(2), is_unlikely=True)
    change = Change(
        sort="indicator",
        name="i",
        kind="changed",
        title=Text({"en": "x"}),
        figures=FigureChange(revised=1, alarms=1, examples=(figure,)),
    )
    document = json.loads(
        PRINTERS["json"](Difference(changes=(change,), vanished=("a/",)), known(CASES / "good/smallest"), "en")
    )
    assert (document["stops"], document["vanished"]) == (True, ["a/"])
    (told,) = document["changes"][0]["figures"]["examples"]
    assert (told["old"], told["new"], told["is_unlikely"]) == ("1.50", "2", True)
