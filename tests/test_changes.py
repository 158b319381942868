"""What became of an indicator: which values are compared, by how much they differ, and where an area stands."""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import periods
from generator.changes import Leading, flag_meaning, leading, movement
from generator.model import IndicatorReading, Unit
from generator.standings import Progress, Standing, among, members, next_target, progress
from generator.steps import between, ends_by, is_year_before, period, step
from tests.indicators_told import AREAS, HOME, UNITS, indicator, series, text, told

EXACT = Context(prec=2_000)


def lead_of(
    values: dict[Any, Any], kind: str = "percentage", direction: str = "higher-is-better", **data: Any
) -> Leading:
    made, reading = told(kind, direction, {"series": {"THA": values}, **data})
    lead = leading(made, reading, HOME)
    assert lead is not None
    return lead


def test_the_focus_leads_with_the_whole_of_every_dimension() -> None:
    made = indicator("count", "neutral")
    parts = series("THA", {2025: 1}, ("f",))
    whole = series("THA", {2024: 2}, (None,))
    empty = series("THA", {2025: None}, (None,))
    foreign = series("SGP", {2025: 9}, (None,))
    lead = leading(made, IndicatorReading(indicator="told", series=(foreign, parts, whole)), HOME)
    assert lead is not None and lead.series is whole
    lead = leading(made, IndicatorReading(indicator="told", series=(foreign, empty, parts)), HOME)
    assert lead is not None and lead.series is parts
    assert leading(made, IndicatorReading(indicator="told", series=(foreign, empty)), HOME) is None
    assert leading(made, IndicatorReading(indicator="told"), None) is None


def test_a_forecast_leads_only_where_there_is_nothing_else() -> None:
    lead = lead_of({2024: 1, 2025: [2, "forecast of mid-2025"], 2026: [3, "F"]})
    assert (lead.latest.time, lead.is_forecast) == ("2024", False)
    assert lead.forecast is not None and lead.forecast.time == "2025"
    lead = lead_of({2025: [2, "F"], 2026: [3, "F"]})
    assert (lead.latest.time, lead.is_forecast, lead.previous) == ("2025", True, None)


@pytest.mark.parametrize(
    ("times", "previous", "missing"),
    [
        (["2023", "2024"], "2023", ()),
        (["2022", "2024"], "2022", ("2023",)),
        (["2020", "2022", "2024"], "2022", ()),
        (["2019", "2021", "2022", "2024"], "2022", ("2023",)),
        (["2023", "2024-Q1", "2024"], "2023", ()),
        (["2024-Q1", "2024-Q4", "2025-Q1"], "2024-Q1", ()),
        (["2024-Q2", "2024-Q4", "2025-Q1"], "2024-Q4", ()),
        (["2024-Q1", "2024-Q4"], "2024-Q1", ("2024-Q2", "2024-Q3")),
        (["2023-H2", "2024-H2"], "2023-H2", ()),
        (["2023-11", "2024-02"], "2023-11", ("2023-12", "2024-01")),
        (["2018-12-20", "2019-11-25"], "2018-12-20", ()),
        (["2017/2018", "2019/2020"], "2017/2018", ("2018/2019",)),
        (["2011/2015", "2018/2020"], None, ()),
        (["WDCR 2023", "WDCR 2025"], "WDCR 2023", ("2024",)),
        (["2024"], None, ()),
    ],
)
def test_what_is_compared_and_what_is_missing_between(
    times: list[str], previous: str | None, missing: tuple[str, ...]
) -> None:
    lead = lead_of({time: n for n, time in enumerate(times, 1)})
    assert (None if lead.previous is None else lead.previous.time, lead.missing) == (previous, missing)


def test_nothing_is_compared_across_a_break() -> None:
    note = {"th": "เปลี่ยน", "en": "Changed"}
    values = {2021: 1, 2022: 2, 2024: 3}
    lead = lead_of(values, breaks={2023: note})
    assert (lead.previous, lead.break_from, lead.difference) == (None, "2023", None)
    assert lead.break_note is not None and lead.break_note.text("en") == "Changed"
    assert len(lead.comparable) == 1
    for harmless in (2022, 2025):
        lead = lead_of(values, breaks={harmless: note})
        assert lead.previous is not None and lead.previous.time == "2022" and lead.break_from is None
    assert len(lead_of(values, breaks={2022: note}).comparable) == 2
    assert lead_of({2024: 3}, breaks={2023: note}).break_from is None  # nothing was before it
    assert lead_of({2022: 2, 2024: [3, "b"]}).break_from == "2024"
    assert lead_of({2022: [2, "B"], 2023: 2, 2024: 3}).previous is not None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40),
    st.sampled_from(["higher-is-better", "lower-is-better", "neutral"]),
)
def test_differences_are_exact_and_verdicts_follow_them(before: Decimal, value: Decimal, direction: str) -> None:
    lead = lead_of({2024: f"{before:f}", 2025: f"{value:f}"}, "amount", direction, precision=60, unit=None)
    assert lead.difference is not None
    assert EXACT.add(before, lead.difference) == value
    course = "equal" if value == before else "up" if value > before else "down"
    assert lead.course in (course, "steady")
    moved = movement(lead, indicator("amount", direction), None)
    assert moved is not None and -1 <= moved <= 1
    if lead.verdict in ("better", "worse"):
        assert (lead.verdict == "better") == ((course == "up") == (direction == "higher-is-better"))
        assert (moved > 0) == (lead.verdict == "better") or moved == 0
    assert (lead.relative is None) == (before <= 0 or value <= 0)


@pytest.mark.parametrize(
    ("kind", "unit", "values", "expected"),
    [
        ("rank", None, {2024: [40, None, 50], 2025: [35, None, 50]}, "-0.1"),
        ("rank", None, {2024: 40, 2025: 30}, "-0.25"),
        ("percentage", None, {2024: 40, 2025: 50}, "0.1"),
        ("score", UNITS["score-100"], {2024: 40, 2025: 50}, "0.1"),
        (
            "score",
            Unit(name="s", title=text("ค", "s"), minimum=Decimal(1), maximum=Decimal(5)),
            {2024: 2, 2025: 3},
            "0.25",
        ),
        ("count", None, {2024: 40, 2025: 50}, "0.2"),
        ("count", None, {2024: 0, 2025: 0}, "0"),
        ("count", None, {2024: -5, 2025: 5}, "1"),
        ("count", None, {2025: 5}, None),
    ],
)
def test_movement_compares_across_indicators(
    kind: str, unit: Unit | None, values: dict[int, Any], expected: str | None
) -> None:
    for direction, sign in (("higher-is-better", 1), ("neutral", 1), ("lower-is-better", -1)):
        moved = movement(lead_of(values, kind, direction), indicator(kind, direction), unit)
        assert moved == (None if expected is None else sign * Decimal(expected))


def test_flags_are_read_by_code_and_by_word() -> None:
    read = {flag: flag_meaning(flag) for flag in (None, "A", "f", "Forecast 2026", "E", "preliminary", "B", "own")}
    meanings = ["normal", "normal", "forecast", "forecast", "estimated", "provisional", "break", None]
    assert list(read.values()) == meanings


def standing_of(
    values: dict[str, Any], direction: str = "lower-is-better", kind: str = "rank", **data: Any
) -> Standing | None:
    data = {"series": {code: {2025: value} for code, value in values.items()}, "peers": ["ASEAN"], **data}
    made, reading = told(kind, direction, data)
    lead = leading(made, reading, HOME)
    return None if lead is None else among(made, reading, AREAS, lead.series, "2025")


def test_places_are_shared_and_skipped() -> None:
    standing = standing_of({"SGP": 3, "VNM": 38, "THA": 38, "MYS": 33, "IDN": 51, "JPN": 1})
    assert standing is not None
    assert [(p.area, p.place) for p in standing.places] == [("SGP", 1), ("MYS", 2), ("VNM", 3), ("THA", 3), ("IDN", 5)]
    assert [p.area for p in (*standing.ahead, *standing.tied, *standing.behind)] == ["SGP", "MYS", "VNM", "IDN"]
    assert standing.group == "ASEAN"


def test_only_areas_with_a_value_of_the_same_thing_are_placed() -> None:
    assert standing_of({"THA": 38, "SGP": None}) is None
    assert standing_of({"THA": 38, "SGP": [3, "forecast", None]}) is None
    assert standing_of({"THA": 38, "JPN": 3}) is None
    assert standing_of({"THA": 38, "WLD": 3}, peers=["WLD"]) is None
    mixed = standing_of({"THA": 38, "JPN": 3, "SGP": 1}, peers=["JPN", "SGP"])
    assert mixed is not None and mixed.group is None
    first = standing_of({"THA": 38, "SGP": 3}, direction="higher-is-better")
    assert first is not None and first.own.place == 1
    neutral = standing_of({"THA": 38, "SGP": 3}, direction="neutral", kind="count")
    assert neutral is not None and neutral.own.place == 1
    made, reading = told("rank", "neutral", {"series": {"THA": {2024: 1, 2025: 2}, "SGP": {2024: 2}}, "peers": ["SGP"]})
    lead = leading(made, reading, HOME)
    assert lead is not None and among(made, reading, AREAS, lead.series, "2025") is None
    earlier = among(made, reading, AREAS, lead.series, "2024")
    assert earlier is not None and earlier.own.place == 1


def test_a_group_stands_for_its_members() -> None:
    assert members(("JPN", "ASEAN", "THA"), AREAS)[:3] == ("JPN", "BRN", "KHM")
    assert members(("JPN", "ASEAN", "THA"), AREAS).count("THA") == 1
    assert members(("NOWHERE",), AREAS) == ("NOWHERE",)


@given(st.dictionaries(st.sampled_from(sorted(AREAS)), st.integers(1, 5), min_size=1))
def test_as_many_are_ahead_as_the_place_says(values: dict[str, int]) -> None:
    standing = standing_of(values | {"THA": 3})
    if standing is not None:
        assert standing.own.place == len(standing.ahead) + 1
        assert len(standing.places) == len(standing.ahead) + len(standing.tied) + len(standing.behind) + 1


def progress_of(
    values: dict[int, Any], targets: dict[Any, Any], direction: str = "higher-is-better"
) -> Progress | None:
    made, reading = told("percentage", direction, {"series": {"THA": values}, "targets": targets})
    lead = leading(made, reading, HOME)
    assert lead is not None
    target = next_target(made, lead)
    return None if target is None else progress(target, made, lead)


@pytest.mark.parametrize(
    ("values", "target", "state", "distance"),
    [
        ({2025: 50}, {2027: 60}, "open", "10"),
        ({2025: 60}, {2027: 60}, "reached", "0"),
        ({2025: 60}, {2025: 60}, "kept", "0"),
        ({2025: 59}, {2025: 60}, "missed", "1"),
        ({2023: 61, 2025: 59}, {2024: 60}, "lost", "1"),
        ({2023: 50, 2025: 61}, {2024: 60}, "late", "0"),
        ({2025: 61}, {2024: 60}, "late", "0"),
        ({2025: 50}, {2020: 40, 2026: 55, 2030: 60}, "open", "5"),
        ({2025: 50}, {2018: 45, 2020: 60}, "missed", "10"),
        ({2025: 50}, {"2025-Q4": 60}, "missed", "10"),
        ({2025: 50}, {"2025-Q3": 60}, "missed", "10"),
        ({2025: 50}, {"2026-Q1": 60}, "open", "10"),
    ],
)
def test_targets_are_ahead_reached_or_missed(
    values: dict[int, Any], target: dict[Any, Any], state: str, distance: str
) -> None:
    made = progress_of(values, target)
    assert made is not None and (made.state, made.distance) == (state, Decimal(distance))


def test_where_neither_way_is_better_a_target_is_reached_by_being_it() -> None:
    states = [progress_of({2025: v}, {2027: 60}, "neutral") for v in ("60", "60.01", "61", "59")]
    assert [s.state for s in states if s is not None] == ["reached", "reached", "open", "open"]
    assert progress_of({2025: 60}, {}) is None


@given(st.integers(1900, 2100), st.integers(1, 60), st.sampled_from(["{}", "{}-Q3", "{}-H1", "{}-05", "{0}/{1}"]))
def test_what_lies_between_lies_side_by_side(year: int, later: int, form: str) -> None:
    first, last = (period(form.format(y, y + 1)) for y in (year, year + later))
    row = [first, *(period(t) for t in between(first, last)), last]
    assert len(row) == step(first, last) + 1
    assert all(step(a, b) == 1 for a, b in pairwise(row))
    assert all(periods.read(p.text) == p for p in row)
    assert ends_by(first, last) and not ends_by(last, first)
    assert is_year_before(first, last) == (later == 1 and form not in ("{}", "{0}/{1}"))


def test_what_is_no_period_is_a_name_of_its_own() -> None:
    assert period("no time").text == "no time"
    assert between(period("no time"), period("2025")) == ()
