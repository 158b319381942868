"""Profiles: what holds for any table, whatever its rows and their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import profiles
from generator.model import Count, FieldProfile, TableProfile
from generator.profiles import DISTINCT_LIMIT, Profiler
from tests.made import field

FIELDS = [
    field("text"),
    field("whole", "integer"),
    field("number", "number"),
    field("year", "year"),
    field("day", "date"),
    field("moment", "datetime"),
]
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**300), max_value=10**300)
ROWS = st.lists(
    st.tuples(
        st.none() | st.text(max_size=300),
        st.none() | st.integers(-(10**300), 10**300),
        st.none() | NUMBERS,
        st.none() | st.integers(0, 9999),
        st.none() | st.dates(),
        st.none() | st.datetimes(timezones=st.none() | st.just(UTC) | st.just(timezone(timedelta(hours=7)))),
    ),
    max_size=30,
)


def profile(rows: list[tuple[object, ...]]) -> TableProfile:
    profiler = Profiler(FIELDS)
    for row in rows:
        profiler.add(row)
    return profiler.result()


def only(kind: str, values: list[object]) -> FieldProfile:
    profiler = Profiler([field("a", kind)])
    for value in values:
        profiler.add((value,))
    return profiler.result().fields[0]


@given(ROWS, st.randoms(use_true_random=False), st.sampled_from([DISTINCT_LIMIT, 5]))
@settings(deadline=None)
def test_a_profile_does_not_depend_on_the_order_of_rows(
    rows: list[tuple[object, ...]], random: object, limit: int
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profiles, "DISTINCT_LIMIT", limit)  # few values make the sketch begin
        assert replace(profile(rows), preview=()) == replace(profile(shuffled), preview=())


@given(ROWS, st.sampled_from([DISTINCT_LIMIT, 5]))
@settings(deadline=None)
def test_values_and_missing_make_all_rows_and_the_median_lies_between(
    rows: list[tuple[object, ...]], limit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profiles, "DISTINCT_LIMIT", limit)
        found = profile(rows)
    assert found.rows == len(rows)
    for seen in found.fields:
        assert seen.values + seen.missing == found.rows
        assert seen.distinct <= max(seen.values, limit)
        assert sum(seen.distribution) in (0, seen.values)
        assert sum(count.count for count in seen.top) <= seen.values
        if seen.median is not None and seen.minimum is not None and seen.maximum is not None:
            assert Decimal(seen.minimum) <= Decimal(seen.median) <= Decimal(seen.maximum)
            assert seen.mean is not None and len(seen.distribution) <= 12


def test_numbers_keep_their_digits_and_the_mean_two_more() -> None:
    found = only("number", [Decimal("1.50"), Decimal("2.25"), Decimal("4"), None])
    assert (found.minimum, found.median, found.maximum, found.mean) == ("1.50", "2.25", "4", "2.5833")


def test_the_median_of_an_even_number_of_values_is_the_mean_of_the_middle_ones() -> None:
    assert only("integer", [1, 2, 3, 10]).median == "2.5"


def test_texts_have_their_most_frequent_values_in_a_fixed_order() -> None:
    found = only("string", ["b", "a", "b", "c", "a"])
    assert found.top == (Count(value="a", count=2), Count(value="b", count=2), Count(value="c", count=1))


def test_a_column_of_names_has_no_most_frequent_value() -> None:
    assert only("string", [f"name {i}" for i in range(11)]).top == ()


def test_every_code_of_a_registry_is_kept_in_order() -> None:
    """A dataset is found by each of its areas, however many there are."""
    profiler = Profiler([replace(field("a", "string"), codes="areas")])
    codes = [f"TH-{number}" for number in range(10, 87)]
    for code in reversed(codes):
        profiler.add((code,))
    assert profiler.result().fields[0].coded == tuple(codes)
    assert only("string", ["TH-10"]).coded == ()


def test_two_long_texts_that_begin_alike_are_two() -> None:
    found = only("string", ["x" * 500 + "a", "x" * 500 + "b"])
    assert found.distinct == 2 and all(len(count.value) < 250 for count in found.top)


def test_beyond_the_limit_distinct_is_a_lower_bound_and_the_median_close() -> None:
    found = only("integer", list(range(1, 2 * DISTINCT_LIMIT + 2)))
    assert (found.distinct, found.distinct_is_exact) == (DISTINCT_LIMIT, False)
    assert (found.minimum, found.maximum, found.mean) == ("1", "20001", "10001")
    assert found.median is not None and abs(float(found.median) - 10001) < 0.002 * 10001
    assert len(found.distribution) == 12 and max(found.distribution) - min(found.distribution) < 100


def test_times_have_a_first_and_a_last_but_no_mean() -> None:
    found = only("date", [date(2025, 1, 1), date(2023, 5, 6)])
    assert (found.minimum, found.maximum, found.mean, found.median) == ("2023-05-06", "2025-01-01", None, None)


def test_the_preview_holds_the_first_rows_as_text() -> None:
    found = profile([("a", 1, Decimal("1.10"), 2025, date(2025, 1, 2), datetime(2025, 1, 2, 3, 4))] * 12)
    assert found.preview == (("a", "1", "1.10", "2025", "2025-01-02", "2025-01-02T03:04:00"),) * 10
