"""The two sentences on an indicator: exact for every kind, direction and situation; true for whatever numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.amounts import Amounts, amounts, unit_of
from generator.model import Field, Schema
from generator.sentences import summary
from tests.indicators_told import CATALOG, DATASET, HOME, indicator, observation, sentences, told

FOLDER = Path(__file__).parent / "sentences"
TABLE: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load((FOLDER / "table.yml").read_text("utf-8"))
MORE: list[dict[str, Any]] = yaml.safe_load((FOLDER / "more.yml").read_text("utf-8"))
KINDS = ("rank", "score", "percentage", "count", "amount", "ratio")
DIRECTIONS = ("higher-is-better", "lower-is-better", "neutral")
SITUATIONS = ("up", "down", "equal", "first", "gap", "tie", "zero", "flag", "break", "forecast")
IMPOSSIBLE = {("rank", "zero")}
CASES = [(k, s, d) for k in KINDS for s in SITUATIONS for d in DIRECTIONS if (k, s) not in IMPOSSIBLE]
GOING_UP, GOING_DOWN = {"th": "เพิ่มขึ้น", "en": "up by rose"}, {"th": "ลดลง", "en": "down by fell"}


def plain(parts: tuple[str, ...]) -> str:
    return " ".join(parts).replace("\u00a0", " ")


def test_the_table_has_every_case_once() -> None:
    assert [(k, s) for k in TABLE for s in TABLE[k]] == [(k, s) for k, s, d in CASES if d == DIRECTIONS[0]]
    assert {tuple(case) for kind in TABLE.values() for case in kind.values()} == {("data", *DIRECTIONS)}


@pytest.mark.parametrize(("kind", "situation", "direction"), CASES)
def test_the_sentences_are_those_of_the_table(kind: str, situation: str, direction: str) -> None:
    case = TABLE[kind][situation]
    written = {language: plain(sentences(kind, direction, case["data"], language)) for language in ("th", "en")}
    assert written == case[direction]


@pytest.mark.parametrize("case", MORE, ids=[case["case"] for case in MORE])
def test_the_sentences_are_those_of_the_other_cases(case: dict[str, Any]) -> None:
    written = {
        language: plain(sentences(**case["of"], data=case["data"], language=language)) for language in ("th", "en")
    }
    assert written == {language: case[language] for language in ("th", "en")}


def test_another_language_has_the_english_words_around_the_names_of_the_catalog() -> None:
    written = plain(sentences("percentage", "neutral", TABLE["percentage"]["down"]["data"], "lo"))
    english = plain(sentences("percentage", "neutral", TABLE["percentage"]["down"]["data"], "en"))
    assert written == english.replace("Thailand's", "ไทย's").replace("Malaysia", "มาเลเซีย")


def test_french_has_its_own_numbers_within_english_words() -> None:
    written = plain(sentences("percentage", "neutral", TABLE["percentage"]["down"]["data"], "fr"))
    english = plain(sentences("percentage", "neutral", TABLE["percentage"]["down"]["data"], "en"))
    named = english.replace("Thailand's", "ไทย's").replace("Malaysia", "มาเลเซีย")
    assert written == re.sub(r"(\d)\.(\d)", r"\1,\2", named).replace("%", " %")
    assert "," in written and written != english


def test_the_unit_is_that_of_the_field_where_the_indicator_names_none() -> None:
    resource = DATASET.resources[0]
    schema = Schema(fields=(Field(name="value", type="number", title=resource.title, unit="companies"),))
    dataset = replace(DATASET, resources=(replace(resource, schema=schema),))
    made, reading = told("count", "neutral", {"unit": None, "series": {"THA": {2025: 7}}})
    assert unit_of(CATALOG, dataset, made) is CATALOG.units["companies"]
    assert "7 companies" in summary(CATALOG, dataset, made, reading, HOME, "en")[0]
    assert unit_of(CATALOG, replace(DATASET, resources=()), made) is None


@pytest.mark.parametrize(
    ("kind", "unit", "value", "thai", "english"),
    [
        ("rank", "rank", "38", "อันดับที่ 38", "38th"),
        ("rank", "rank", "1", "อันดับที่ 1", "1st"),
        ("rank", "rank", "112", "อันดับที่ 112", "112th"),
        ("rank", "rank", "1002", "อันดับที่ 1,002", "1,002nd"),
        ("percentage", "percent", "90.68", "90.68%", "90.68%"),
        ("percentage", "percent-of-gdp", "1.2", "1.2% ของ GDP", "1.2% of GDP"),
        ("amount", "million-baht", "1950000", "1.95 ล้านล้านบาท", "1.95 trillion THB"),
        ("amount", "million-baht", "-2000000", "-2 ล้านล้านบาท", "-2 trillion THB"),
        ("amount", "million-baht", "950000", "950,000 ล้านบาท", "950,000 million THB"),
        ("count", "companies", "1", "1 บริษัท", "1"),
        ("count", "companies", "0", "0 บริษัท", "0 companies"),
        ("score", "score-100", "65.456", "65.46", "65.46"),
        ("ratio", "per-100-people", "163.94", "163.9 ต่อประชากร 100 คน", "163.9 per 100 people"),
        ("score", None, "-0.00001", "0.0000", "0.0000"),
    ],
)
def test_figures_show_a_value_with_its_unit(kind: str, unit: str | None, value: str, thai: str, english: str) -> None:
    made = indicator(kind, "neutral", unit=unit, precision=None)
    shown = [amounts(CATALOG, DATASET, made, (Decimal(value),), code).value(Decimal(value)) for code in ("th", "en")]
    assert shown == [thai, english]


def test_a_negative_precision_rounds_to_tens() -> None:
    assert Amounts(kind="count", language="en", places=-2).value(Decimal(12_345)).rstrip() == "12,300"


NUMBERS = st.decimals(-2_000, 2_000, places=3, allow_nan=False)


@settings(max_examples=300)
@given(
    NUMBERS,
    NUMBERS | st.decimals("-0.1", "0.1", places=3),
    st.integers(0, 2),
    st.sampled_from(KINDS[1:]),
    st.sampled_from(DIRECTIONS),
)
def test_words_agree_with_numbers(before: Decimal, by: Decimal, places: int, kind: str, direction: str) -> None:
    """Up, down, better and worse are said of what is shown to differ so, and of nothing else."""
    value = before + by
    unit = Decimal(1).scaleb(-places)
    apart = value.quantize(unit, ROUND_HALF_UP) != before.quantize(unit, ROUND_HALF_UP)
    differ = apart and by.quantize(unit, ROUND_HALF_UP) != 0
    better = differ and direction != "neutral" and (by > 0) == (direction == "higher-is-better")
    worse = differ and direction != "neutral" and not better
    data = {"precision": places, "series": {"THA": {2024: str(before), 2025: str(value)}}}
    thai, english = (sentences(kind, direction, data, code)[0] for code in ("th", "en"))
    assert ("ดีขึ้น" in thai, "improved" in english) == (better, better)
    assert ("แย่ลง" in thai, "worsened" in english) == (worse, worse)
    assert ("เพิ่มขึ้น" in thai or "rose" in english or " up " in english) <= (differ and by > 0)
    assert ("ลดลง" in thai or "fell" in english or " down " in english) <= (differ and by < 0)
    assert ("rose" in english) == (differ and direction == "neutral" and by > 0)
    assert ("fell" in english) == (differ and direction == "neutral" and by < 0)
    assert ("the same as" in english) == ("เท่ากับ" in thai) == (by == 0)
    assert ("almost unchanged" in english) == ("แทบไม่เปลี่ยนแปลง" in thai) == (not differ and by != 0)
    for shown in (value, before) if by else (value,):
        assert f"{abs(shown.quantize(unit, ROUND_HALF_UP)):,f}" in thai


@given(st.integers(1, 200), st.integers(1, 200), st.sampled_from(DIRECTIONS))
def test_ranks_rise_by_falling(before: int, rank: int, direction: str) -> None:
    data = {"series": {"THA": {2024: before, 2025: rank}}}
    english = sentences("rank", direction, data, "en")[0]
    assert (" higher than " in english) == (rank < before)
    assert (" lower than " in english) == (rank > before)
    assert ("the same as" in english) == (rank == before)
    assert ("place " in english) == (abs(rank - before) == 1)
    assert ("an improvement" in english) == (direction == "higher-is-better" and rank > before)


VALUES = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
).map(str)
FLAGS = st.sampled_from([None, "", "e", "P", "forecast", "b", "u", "{odd}"])
TIMES = st.sampled_from(
    ["2021", "2022", "2023", "2024", "2024-Q1", "2024-Q2", "2025-Q1", "2025-03", "WDCR 2025", "2019/2020"]
)
SERIES = st.dictionaries(TIMES, st.tuples(VALUES, FLAGS).map(list), max_size=8)


@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from(["THA", "SGP", "MYS", "JPN", "-"]), SERIES, max_size=5),
    st.sampled_from(KINDS),
    st.sampled_from(DIRECTIONS),
    st.dictionaries(TIMES, st.integers(-5, 5), max_size=2),
    st.sampled_from([[], ["ASEAN"], ["SGP", "JPN"], ["THA", "NOWHERE"]]),
    st.none() | st.integers(0, 3),
)
def test_whatever_was_observed_gives_at_most_two_whole_sentences(
    series: dict[str, Any], kind: str, direction: str, targets: dict[str, int], peers: list[str], precision: int | None
) -> None:
    data = {"series": series, "targets": targets, "peers": peers, "precision": precision}
    has_value = any(v[0] is not None for code in ("THA", "-") for v in series.get(code, {}).values())
    for language in ("th", "en"):
        parts = sentences(kind, direction, data, language)
        assert (1 if has_value else 0) <= len(parts) <= (2 if has_value else 0)
        for part in parts:
            assert part == part.strip() and "  " not in part and "None" not in part and " ." not in part
            assert "{" not in part.replace("{odd}", "")
            if language == "en":
                assert part.endswith(".") and not part.endswith("..") and part[0] == part[0].upper()


def test_an_observation_keeps_what_a_test_says() -> None:
    assert observation(2025, [38, "p", 69]) == observation("2025", ["38", "p", 69])
