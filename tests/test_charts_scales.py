"""Labels, ticks and times of a chart: in their order, with room between them, in the page's language."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import numbers
from generator.charts.labels import spread
from generator.charts.subject import WIDE
from generator.charts.trend import trend
from tests.charted import said, two_lines
from tests.drawn import subject


@given(
    st.lists(st.tuples(st.floats(-500, 900), st.integers(1, 3)), max_size=30),
    st.floats(-50, 50),
    st.floats(0, 600),
)
def test_labels_keep_their_order_and_their_distance_within_the_plot(
    wishes: list[tuple[float, int]], top: float, spare: float
) -> None:
    wanted = [w for w, _ in wishes]
    heights = [20.0 * n for _, n in wishes]
    bottom = top + sum(heights) + spare
    placed = spread(wanted, heights, top, bottom)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for a, b in pairwise(order):
        assert placed[b] - placed[a] >= (heights[a] + heights[b]) / 2 - 1e-6
    assert all(top - 1e-6 <= y - h / 2 and y + h / 2 <= bottom + 1e-6 for y, h in zip(placed, heights, strict=True))


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=10))
def test_labels_that_have_room_stay_where_they_wish_to_be(steps: list[float]) -> None:
    wanted = [25.0 * i + sum(steps[:i]) for i in range(len(steps))]
    placed = spread(wanted, [20.0] * len(wanted), -10, wanted[-1] + 10)
    assert placed == pytest.approx(wanted)


def test_crowded_labels_stand_around_the_middle_of_their_wishes() -> None:
    assert spread([50, 50, 50], [20, 20, 20], 0, 200) == pytest.approx((30, 50, 70))
    assert spread([0, 0, 0], [20, 20, 20], 0, 200) == pytest.approx((10, 30, 50))
    with pytest.raises(ValueError, match="room"):
        spread([1, 2], [20, 20], 0, 30)


@given(st.lists(st.decimals(-(10**15), 10**15, allow_nan=False, places=4), min_size=1, max_size=20))
def test_an_axis_has_few_round_ticks_around_all_values(values: list[Decimal]) -> None:
    axis = numbers.axis(values, subject([], kind="score", direction="neutral", unit="หน่วย"))
    places = [tick for tick, _ in axis.ticks]
    assert 2 <= len(places) <= 7
    assert places[0] <= float(min(values)) and float(max(values)) <= places[-1]
    assert len({text for _, text in axis.ticks}) == len(places)
    assert all(b > a for a, b in pairwise(places))


@given(st.lists(st.integers(1, 250), min_size=1, max_size=20))
def test_ranks_begin_at_one(values: list[int]) -> None:
    axis = numbers.axis([Decimal(v) for v in values], subject([]))
    assert axis.ticks[0] == (1.0, "1")
    assert axis.ticks[-1][0] >= max(values)
    assert 2 <= len(axis.ticks) <= 10


@pytest.mark.parametrize(
    ("values", "language", "ticks", "title"),
    [
        (("0.44", "0.97"), "en", ("0.4", "0.6", "0.8", "1"), "x"),
        (("0", "90.9"), "en", ("0", "20", "40", "60", "80", "100"), "x"),
        (("1200", "58000"), "th", ("0", "20,000", "40,000", "60,000"), "x"),
        (("54738329", "71619863"), "th", ("50", "55", "60", "65", "70", "75"), "ล้านx"),
        (("54738329", "71619863"), "en", ("50", "55", "60", "65", "70", "75"), "x, millions"),
        (("-12.5", "3.9"), "en", ("-15", "-10", "-5", "0", "5"), "x"),
        (("0", "0"), "en", ("-1", "-0.5", "0", "0.5", "1"), "x"),
    ],
)
def test_ticks_are_written_in_the_language_of_the_page(values, language, ticks, title) -> None:  # type: ignore[no-untyped-def]
    facts = subject([], language, kind="count", direction="neutral", unit="x")
    axis = numbers.axis([Decimal(v) for v in values], facts)
    assert (tuple(text for _, text in axis.ticks), axis.title) == (ticks, title)


def test_years_of_the_axis_are_those_of_the_language() -> None:
    assert {"2565", "2568"} <= set(said(trend(two_lines("th"), WIDE)))
    assert {"2022", "2025"} <= set(said(trend(two_lines("en"), WIDE)))


def test_times_below_the_axis_leave_room_between_them() -> None:
    known = [str(year) for year in range(1985, 2025)]
    at = [10.0 * i for i in range(40)]
    named = numbers.times(known, str, at, lambda _: 45)
    assert named[-1] == 39
    assert all(at[b] - at[a] >= 45 for a, b in pairwise(named))
    assert numbers.times(["2024"], str, [0], lambda _: 45) == [0]
