"""What each kind of chart shows of a subject, and what its description says."""

from __future__ import annotations

import gzip
from decimal import Decimal
from typing import Any

import pytest

from generator.charts import CHARTS, drawing, in_sizes, runs
from generator.charts.heat import heat
from generator.charts.pillars import pillars
from generator.charts.provinces import provinces, quarters
from generator.charts.ranking import ranking
from generator.charts.subject import NARROW, WIDE, Chart
from generator.charts.trend import trend
from generator.model import Text
from generator.model.indicators import Break, Target
from tests.charted import RANKS, every_chart, rows, said, two_lines
from tests.drawn import line, shapes, subject


def test_without_a_value_there_is_no_chart() -> None:
    nothing = subject([line("THA", "ไทย", {"2024": None, "2025": None}, leads=True)], shapes=shapes())
    assert [draw(nothing, size) for draw in CHARTS for size in (WIDE, NARROW)] == [None] * 8
    assert in_sizes(trend, subject([])) == ()


def test_a_single_observation_is_a_point() -> None:
    chart = trend(subject([line("THA", "ไทย", {"2025": "38"}, leads=True)]), WIDE)
    assert rows(chart, mark="line") == []
    assert [(row["at"], row["value"]) for row in rows(chart, mark="point")] == [(2025, 38)]


def test_a_rank_is_drawn_from_one_downwards() -> None:
    chart = trend(two_lines(), WIDE)
    assert chart is not None
    scales = [each["encoding"]["y"]["scale"] for each in chart.spec["layer"] if each["mark"]["type"] == "line"]
    assert [(scale["domain"], scale["reverse"]) for scale in scales] == [([1.0, 40.0], True)] * 2


def run_numbers(values: dict[str, str | None], **more: Any) -> list[int]:
    (only,) = runs.drawn(subject([line("THA", "ไทย", values)], kind="score", **more))
    return [point.run for point in only.points]


def test_a_line_is_parted_where_a_value_is_missing() -> None:
    assert run_numbers({"2020": "1", "2021": None, "2022": "3", "2023": "4"}) == [0, 1, 1]
    assert run_numbers({"2020": "1", "2021": "2", "2023": "3", "2024": "3"}) == [0, 0, 1, 1]  # no row for 2022


def test_a_line_of_every_second_year_is_not_parted() -> None:
    assert run_numbers({"2003": "1", "2004": "1", "2005": "1", "2008": "1", "2010": "1", "2012": "1"}) == [0] * 6


def test_a_line_is_parted_at_a_break_and_a_rule_stands_there() -> None:
    breaks = (Break(time="2024", note=Text({"th": "วิธีใหม่"})),)
    assert run_numbers({"2022": "1", "2023": "2", "2024": "3", "2025": "4"}, breaks=breaks) == [0, 0, 1, 1]
    facts = two_lines(breaks=breaks)
    assert runs.break_places(facts, runs.drawn(facts)) == (2023.5,)
    assert "เริ่มวิธีวัดใหม่" in said(trend(facts, NARROW))


def test_values_with_a_flag_are_hollow_and_explained() -> None:
    flagged = line("THA", "ไทย", RANKS, leads=True, flags={"2024": "e"})
    chart = trend(subject([flagged]), WIDE)
    assert chart is not None
    hollow = [row["at"] for row in rows(chart, mark="point") if row.get("fill") == "var(--c-ground)"]
    assert hollow == [2024]
    assert "จุดโปร่ง คือ ค่าที่มีหมายเหตุ" in said(chart)


@pytest.mark.parametrize("time", ["2018", "2027"])
def test_a_target_is_named_be_it_to_come_or_past(time: str) -> None:
    chart = trend(two_lines("en", targets=(Target(time=time, value=Decimal(30)),)), WIDE)
    assert f"Target 30 ({time})" in " ".join(said(chart))


def test_every_line_is_named_with_its_newest_value_and_when_it_ended() -> None:
    ended = line("LAO", "Lao PDR", {"2020": "60", "2021": "61"})
    chart = trend(subject([line("THA", "Thailand", RANKS, leads=True), ended], "en"), WIDE)
    assert {"Thailand 38", "Lao PDR 61 (2021)"} <= set(said(chart))


def test_the_description_tells_what_the_chart_shows() -> None:
    chart = trend(two_lines("en", unit="rank"), WIDE)
    assert chart is not None
    told = "Line chart. ไทย: from 40 (2022) to 38 (2025); unit: rank. Beside it stands 1 other line."
    assert chart.description == told


def test_no_description_names_a_unit_that_is_not_there() -> None:
    for language, told in (("en", "Line chart. ไทย: from 40 (2022) to 38 (2025). Beside"), ("th", "38 (2568) เทียบกับ")):
        chart = trend(two_lines(language, unit=""), WIDE)
        assert chart is not None and told in chart.description
    assert "{" not in "".join(chart.description for chart in every_chart())


def at_one_time(values: dict[str, str | None], **more: Any) -> Any:
    return subject([line(key, key, {"2025": value}, leads=key == "THA") for key, value in values.items()], "en", **more)


def names(chart: Chart | None, among: set[str]) -> list[str]:
    placed = sorted((row["y"], row["text"]) for row in rows(chart, mark="text") if row["text"] in among)
    return [text for _, text in placed]


@pytest.mark.parametrize(
    ("direction", "order"),
    [
        ("higher-is-better", ["SGP", "THA", "MYS", "LAO"]),
        ("lower-is-better", ["LAO", "THA", "MYS", "SGP"]),
        ("neutral", ["SGP", "THA", "MYS", "LAO"]),
    ],
)
def test_a_ranking_puts_the_best_first_and_equal_ones_in_their_own_order(direction: str, order: list[str]) -> None:
    facts = at_one_time(
        {"THA": "2", "MYS": "2", "SGP": "9", "LAO": "-1", "BRN": None}, kind="score", direction=direction
    )
    chart = ranking(facts, WIDE)
    assert names(chart, {*order, "BRN"}) == order
    assert "No data: BRN" in said(chart)
    assert ranking(at_one_time({"THA": "2"}), WIDE) is None


def test_a_long_ranking_keeps_both_ends_and_the_leading_one_and_counts_the_rest() -> None:
    values = {("THA" if i == 40 else f"A{i}"): str(i) for i in range(1, 78)}
    chart = ranking(at_one_time(values), NARROW)
    assert {"A1", "A14", "THA", "A74", "A77", "and 25 more areas", "and 33 more areas"} <= set(said(chart))
    assert "A15" not in said(chart)


def test_parts_of_an_index_keep_their_order_and_say_where_there_is_nothing() -> None:
    chart = pillars(at_one_time({"B": "5", "A": None, "C": "2"}, kind="score"), WIDE)
    assert names(chart, {"A", "B", "C"}) == ["B", "A", "C"]
    assert "No data" in said(chart)


def test_a_map_colours_areas_by_quarters_and_shows_those_without_a_value() -> None:
    keys = list(shapes())
    facts = at_one_time({key: str(i) for i, key in enumerate(keys[2:])}, kind="score", shapes=shapes())
    made = in_sizes(provinces, facts)
    assert len(made) == 1
    drawn = rows(made[0], mark="geoshape")
    inks = [row["ink"] for row in drawn if "ink" in row]
    assert {ink: inks.count(ink) for ink in sorted(set(inks))} == {
        f"var(--c-class-{i})": count for i, count in ((1, 19), (2, 19), (3, 18), (4, 19))
    }
    assert [row["area"] for row in drawn if "ink" not in row] == keys[:2]
    assert {"0–18", "No data"} <= set(said(made[0]))
    assert len(gzip.compress(drawing.svg(made[0]).encode())) < 8_000


def test_equal_values_share_a_class() -> None:
    classes = quarters([Decimal(v) for v in (1, 1, 1, 1, 1, 2, 3)])
    assert [(int(c.least), int(c.most)) for c in classes] == [(1, 1), (2, 2), (3, 3)]
    assert len({c.ink for c in classes}) == 3


def test_a_heat_table_places_areas_by_direction() -> None:
    facts = at_one_time({"THA": "38", "MYS": "34", "SGP": "3", "IDN": "38", "LAO": None}, title="Overall")
    (row,) = heat([facts], ["THA", "MYS", "SGP", "IDN", "LAO", "BRN"])
    assert (row.label, row.time, row.among) == ("Overall", "2025", 4)
    assert [(c.text, c.place, c.tint) for c in row.cells] == [
        ("38", 3, 3),
        ("34", 2, 2),
        ("3", 1, 1),
        ("38", 3, 3),
        (None, 0, 0),
        (None, 0, 0),
    ]
    (alike,) = heat([at_one_time({"THA": "1", "MYS": "1"})], ["THA", "MYS"])
    assert {cell.tint for cell in alike.cells} == {0}


def test_a_specification_says_nothing_that_is_evaluated() -> None:
    """Live charts run under a strict Content-Security-Policy, and no expression of ours is needed."""
    assert all(
        "expr" not in str(spec).lower() and "transform" not in spec for spec in (chart.spec for chart in every_chart())
    )
