"""What the values of a column tell together: rules over a few values, and what they leave alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.model import Area, Field, Text
from generator.places import Places
from generator.tables.gathered import gathered

NAMES = {"TH-10": ("กรุงเทพมหานคร", "Bangkok"), "TH-50": ("เชียงใหม่", "Chiang Mai"), "TH-82": ("พังงา", "Phang-nga")}
AREAS = {
    **{code: Area(name=code, title=Text({"th": th, "en": en}), kind="province") for code, (th, en) in NAMES.items()},
    "THA": Area(name="THA", title=Text({"th": "ไทย", "en": "Thailand"}), kind="country"),
}
PLACES = Places(AREAS, home="THA")


def told(values: Sequence[str], kind: str = "string") -> list[tuple[str, str | None]]:
    field = Field(name="seen", type=kind, title=Text({"en": "Seen"}))
    return [(finding.code, finding.suggestion) for finding in gathered(field, values, PLACES)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("TH-10", "TH-10"), ("กทม.", "TH-10"), ("จังหวัดเชียงใหม่", "TH-50"), ("จ.พังงา", "TH-82"), ("phangnga", "TH-82"),
        ("Chiang Mai Province", "TH-50"), ("ทั่วประเทศ", "THA"), ("รวมทั้งประเทศ", "THA"), ("จังหวัด", None), ("", None),
    ],
)  # fmt: skip
def test_areas_are_known_as_people_write_them(written: str, code: str | None) -> None:
    assert PLACES.code(written) == code


def test_a_misspelt_name_among_names_of_areas_is_told_with_the_nearest() -> None:
    assert told(["Bangkok", "Chiang Mai", "พังงา", "ไทย", "Bangkko"]) == [("area-name", "Bangkok")]


@pytest.mark.parametrize(
    "values",
    [
        ["Bangkok", "Chiang Mai", "พังงา", "ทั่วประเทศ"],
        ["Bangkok", "Chiang Mai", "พังงา", "ไทย", "ต่างประเทศ"],  # near no name
        ["Bangkok", "Bangkko"],  # too few
        ["Bangkok", "Chiang Mai", "พังงา", "red", "blue", "green", "Bangkko"],  # mostly of another kind
        [],
    ],
)
def test_other_columns_are_left_alone(values: list[str]) -> None:
    assert told(values) == []


def test_units_in_cells_have_to_be_one() -> None:
    assert told(["12 kg", "3 t", "500 kg", "1,200.5 kg"]) == [("mixed-units", None)]
    assert told(["12 กก.", "3 ตัน", "5 กก.", "7 ตัน"]) == [("mixed-units", None)]


@pytest.mark.parametrize(
    "values",
    [
        ["12 kg", "3 kg", "500 kg"],
        ["12", "3", "500"],
        ["4 people", "a few", "nobody", "3 houses"],  # mostly no quantities
        ["1 Main Street", "2 King Road", "3 Silom"],  # each its own: addresses, not units
        ["2024 Q1", "2024 Q2", "2023 Q1"],
    ],
)
def test_what_is_no_mixture_of_units_is_left_alone(values: list[str]) -> None:
    assert told(values) == []


def test_only_text_is_looked_at() -> None:
    assert told(["12 kg", "3 t", "500 kg", "7 kg"], "any") == []
