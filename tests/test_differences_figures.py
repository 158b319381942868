"""Figures of two states: each is counted once, and those that their own history makes unlikely are named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.differences import Side, compare
from generator.differences.facts import FigureChange
from generator.differences.figures import LIMIT, compare_figures, is_unlikely
from generator.model import IndicatorReading, Observation, Series
from tests.differing import DESCRIPTOR, ROOT, known, with_indicator
from tests.tiny import tiny_catalog


def test_figures_are_told_by_indicator(tmp_path: Path) -> None:
    roots = [tiny_catalog(tmp_path / name, dataset=with_indicator(DESCRIPTOR)) for name in ("old", "new")]
    (roots[1] / "datasets/roads/length.csv").write_text("year,length\n2024,11\n2026,13\n", "utf-8")
    old, new = (Side(root, known(root)) for root in roots)
    dataset, indicator = compare(old, new).changes
    assert (dataset.sort, indicator.sort, indicator.dataset) == ("dataset", "indicator", "roads")
    figures = indicator.figures
    assert figures is not None
    assert (figures.revised, figures.added, figures.removed, figures.alarms) == (1, 1, 1, 0)
    assert [(f.time, f.old, f.new, f.relative) for f in figures.examples] == [
        ("2024", Decimal(10), Decimal(11), Decimal("0.1"))
    ]


@pytest.mark.parametrize("told", ["length", "extent"])
def test_figures_of_a_renamed_field_are_compared_though_the_indicator_asks_for_the_old_name(
    tmp_path: Path, told: str
) -> None:
    """What becomes of the figures is told beside the name that must be put right, not hidden behind it."""
    before = with_indicator(DESCRIPTOR)
    after = before.replace("name: length, type", "name: extent, type").replace("value: length", f"value: {told}")
    roots = [tiny_catalog(tmp_path / name, dataset=text) for name, text in (("old", before), ("new", after))]
    (roots[1] / "datasets/roads/length.csv").write_text("year,extent\n2024,11\n", "utf-8")
    old, new = (Side(root, known(root)) for root in roots)
    (figures,) = (change.figures for change in compare(old, new).changes if change.sort == "indicator")
    assert figures is not None
    assert (figures.revised, figures.added, figures.removed) == (1, 0, 1)
    assert [(f.time, f.old, f.new) for f in figures.examples] == [("2024", Decimal(10), Decimal(11))]


def reading(values: dict[str, str]) -> IndicatorReading:
    observed = tuple(Observation(time=time, value=value) for time, value in sorted(values.items()))
    return IndicatorReading(indicator="x", series=(Series(area="THA", observations=observed),))


YEARS = st.dictionaries(st.integers(2000, 2030).map(str), st.integers(-5, 5).map(str))


@given(YEARS, YEARS)
def test_every_figure_is_counted_once(old: dict[str, str], new: dict[str, str]) -> None:
    found = compare_figures(reading(old), reading(new)) or FigureChange()
    assert found.added == len(new.keys() - old.keys())
    assert found.removed == len(old.keys() - new.keys())
    assert found.revised == sum(old[time] != new[time] for time in old.keys() & new.keys())
    assert len(found.examples) <= LIMIT


STEADY = dict(zip(map(str, range(2015, 2025)), (41, 39, 40, 39, 38, 40, 35, 37, 38, 36), strict=True))
GROWING = {str(2010 + i): Decimal(100 * 2**i) for i in range(10)}


@pytest.mark.parametrize(
    ("history", "time", "value", "expected"),
    [
        (STEADY, "2025", 37, False),
        (STEADY, "2025", 90, True),
        (STEADY, "2025", 370, True),  # a digit too many
        (STEADY, "2025", 3, True),
        (STEADY, "2018", 60, True),
        (GROWING, "2020", 102400, False),  # what doubles each year may double again
        (GROWING, "2020", 51200 * 30, True),
        ({"2023": 1, "2024": 2}, "2025", 900, False),  # too short to say
        (dict.fromkeys(STEADY, 5), "2025", 5, False),
        (dict.fromkeys(STEADY, 0), "2025", 0, False),
    ],
)
def test_a_value_is_unlikely_by_its_own_history(
    history: dict[str, int], time: str, value: int, *, expected: bool
) -> None:
    others = {t: Decimal(v) for t, v in history.items() if t != time}
    assert is_unlikely(others, time, Decimal(value)) is expected


def test_no_real_figure_but_a_few_is_unlikely() -> None:
    """The alarm is no use if it rings at what is published: each value is held against the rest of its series."""
    from generator.readings import read_dataset

    catalog, rung, count = known(ROOT), 0, 0
    for dataset in [d for d in catalog.datasets if d.indicators]:
        for indicator in read_dataset(ROOT, catalog, dataset)[0].indicators:
            for series in indicator.series:
                values = {o.time: Decimal(o.value) for o in series.observations if o.value is not None}
                count += len(values)
                rung += sum(
                    is_unlikely({t: v for t, v in values.items() if t != time}, time, values[time]) for time in values
                )
    assert count > 1000
    assert rung / count < 0.02, f"{rung} of {count}"
