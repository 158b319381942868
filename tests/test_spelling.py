"""Did you mean: near enough, never far-fetched, never slow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.keys import LEVELS
from generator.spelling import nearest

KEYS = [key.name for key in LEVELS["dataset"]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("organisation", "organization"),
        ("licence", "license"),
        ("Title", "title"),
        ("data-type", "data_type"),
        ("keyword", "keywords"),
        ("colour", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_slip_is_seen_and_nothing_else(written: str, meant: str | None) -> None:
    assert nearest(written, KEYS) == meant


def test_other_spellings_point_to_the_name() -> None:
    licenses = {"cc-by-4.0": ("Creative Commons Attribution 4.0",), "official-facts": ()}
    assert nearest("CC BY 4.0", licenses) == "cc-by-4.0"
    assert nearest("creative commons attribution 4.0", licenses) == "cc-by-4.0"


def test_the_same_word_goes_before_a_near_one() -> None:
    assert nearest("end", {"ende": (), "end ": ()}) == "end "


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=5))
def test_a_suggestion_is_one_of_the_names(written: str, names: list[str]) -> None:
    assert nearest(written, names) in {*names, None}
