"""Charts as specifications and as drawings: what is drawn, what is not, and that the same facts give the same bytes."""

from __future__ import annotations

import gzip
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import CHARTS, drawing, in_sizes, layers, metrics, numbers, runs
from generator.charts.bundle import OPTIONS, bundle
from generator.charts.cards import Card, png
from generator.charts.cards import svg as card_svg
from generator.charts.heat import heat
from generator.charts.labels import spread
from generator.charts.pillars import pillars
from generator.charts.provinces import provinces, quarters
from generator.charts.ranking import ranking
from generator.charts.subject import NARROW, WIDE, Chart
from generator.charts.trend import trend
from generator.charts.vega import VERSION, vega
from generator.model import Text
from generator.model.indicators import Break, Target
from generator.pages.drawings import line as small_line
from tests.drawn import CASES, LONG_NAMES, ROOT, line, shapes, subject
from tests.geometry import Seen, differences, seen

RANKS = {"2022": "40", "2023": "35", "2024": "37", "2025": "38"}


def two_lines(language: str = "th", **more: Any) -> Any:
    other = line("MYS", "มาเลเซีย", {"2022": "31", "2023": "33", "2024": "36", "2025": "34"})
    return subject([line("THA", "ไทย", RANKS, leads=True), other], language, **more)


def rows(chart: Chart | None, *, mark: str) -> list[dict[str, Any]]:
    """The rows of all layers of one kind of mark."""
    assert chart is not None
    return [row for each in chart.spec["layer"] if each["mark"]["type"] == mark for row in each["data"]["values"]]


def said(chart: Chart | None) -> list[str]:
    return [row["text"] for row in rows(chart, mark="text")]


# ---- Labels --------------------------------------------------------------------------------------------------------


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


# ---- Numbers -------------------------------------------------------------------------------------------------------


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


# ---- Trends --------------------------------------------------------------------------------------------------------


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


# ---- Rankings, parts, maps, heat -----------------------------------------------------------------------------------


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


# ---- Drawings ------------------------------------------------------------------------------------------------------


def every_chart() -> list[Chart]:
    """One of each kind and size, with all that a kind can show."""
    keys = list(shapes())[:9]
    facts = subject(
        [
            line(
                key,
                label,
                {"2021": str(i + 1), "2023": None, "2024": "7", "2025": str(50 - i)},
                leads=i == 0,
                flags={"2024": "e"},
            )
            for i, (key, label) in enumerate(zip(keys, LONG_NAMES["th"], strict=False))
        ],
        targets=(Target(time="2027", value=Decimal(30)),),
        breaks=(Break(time="2024", note=Text({"th": "x"})),),
        shapes=shapes(),
    )
    return [chart for draw in CHARTS for chart in in_sizes(draw, facts)]


def test_a_drawing_is_an_image_with_a_title_and_a_description() -> None:
    for chart in every_chart():
        root = ElementTree.fromstring(drawing.svg(chart))
        assert root.get("role") == "img"
        assert root.get("width") is None and root.get("height") is None
        wide = root.get("viewBox", "").split()[2]
        assert wide == str(chart.size.width)
        told = {child.get("id"): child.text for child in root if child.tag in ("title", "desc")}
        assert [told[name] for name in root.get("aria-labelledby", "").split()] == [chart.title, chart.description]


def by_vega(spec: dict[str, Any]) -> list[Seen]:
    return seen(vega().vegalite_to_svg(spec, vl_version=VERSION))


@pytest.mark.parametrize("name", ["every_chart", *CASES])
def test_a_drawing_is_what_vega_draws(name: str) -> None:
    """It is made without it, for speed; a live chart is all Vega's."""
    charts = every_chart() if name == "every_chart" else [c for draw in CHARTS for c in in_sizes(draw, CASES[name])]
    for chart in charts:
        assert differences(seen(drawing.svg(chart)), by_vega(chart.spec), 0.15) == []


def by_hand(*made: dict[str, Any]) -> Chart:
    spec = layers.whole(WIDE, made, left=30, top=20, right=10, bottom=5, high=200)
    return Chart(kind="trend", size=WIDE, spec=spec, title="x", description="x")


LINE = {"type": "line", "stroke": "red", "strokeWidth": 3, "strokeJoin": "round"}
POINT = {"type": "point", "shape": "circle", "size": 50, "opacity": 1, "strokeWidth": 2, "fill": "red", "stroke": "red"}
RECT = {"type": "rect", "fill": "red"}
HOLE = [[[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]], [[2, 2], [4, 2], [4, 4], [2, 2]]]


def mixed(mark: dict[str, Any] = LINE, **more: Any) -> Chart:
    """Two lines of rows in no order, upwards."""
    places = ((3, 1, "a"), (1, -4, "b"), (2, 5, "a"), (2, 2, "b"), (1, 3, "a"))
    made = [{"at": at, "value": value, "run": run, "ink": run, "dash": [2, 1]} for at, value, run in places]
    channels = {
        "x": layers.scaled("at", (1, 3)),
        "y": layers.scaled("value", (-5, 5)),
        "detail": layers.told("run"),
        "strokeDash": layers.drawn("dash"),
    }
    return by_hand(layers.layer(made, mark, **(channels | more)))


@pytest.mark.parametrize(
    "chart",
    [
        mixed(),
        mixed(y=layers.scaled("value", (-5, 5), reverse=True), x=layers.scaled("at", (1, 3), reverse=True)),
        mixed(stroke=layers.drawn("ink")),
        by_hand(layers.rects([{"x": 9, "x2": 1, "y": 8, "y2": -3.25}, {"x": 2, "x2": 2, "y": 0, "y2": 5}], RECT)),
        by_hand(layers.rules([{"x": 9, "x2": 1.26, "y": 8, "y2": -3.25}, {"x": 2, "x2": 2, "y": 1, "y2": 1}])),
        by_hand(
            layers.rules([]), layers.texts([{"x": 0.04, "y": -0.96, "text": "<&>"}], WIDE, align="right", bold=True)
        ),
        by_hand(
            layers.layer(
                [
                    {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [HOLE, HOLE[:1]]}},
                    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": HOLE}},
                ],
                LINE | {"type": "geoshape", "fill": "blue"},
            )
            | {"projection": layers.FLAT}
        ),
    ],
)
def test_a_drawing_of_what_no_chart_of_ours_says_yet_is_what_vega_draws(chart: Chart) -> None:
    found = seen(drawing.svg(chart))
    assert found and differences(found, by_vega(chart.spec), 0.06) == []


@pytest.mark.parametrize(
    ("layer", "wrong"),
    [
        (mixed(LINE | {"interpolate": "step"}), "interpolate"),
        (mixed(LINE | {"opacity": 0.5}), "opacity"),
        (mixed({"type": "line", "stroke": "red", "strokeWidth": 1}), "strokeJoin"),
        (mixed(LINE | {"type": "trail"}), "type"),
        (mixed(size=layers.drawn("ink")), "size"),
        (mixed(x={"field": "at", "type": "quantitative", "axis": None, "scale": {"domain": [1, 3]}}), "x"),
        (mixed(x=layers.scaled("at", (1, 3)) | {"aggregate": "mean"}), "x"),
        (mixed(stroke={"field": "ink", "type": "nominal"}), "stroke"),
        (mixed(POINT), "detail"),
        (by_hand(layers.layer([{"x": 1}], POINT, x=layers.place("x"))), "y"),
        (by_hand(layers.layer([{"x": 1, "y": 2}], POINT | {"shape": "cross"}, x=layers.place("x"))), "shape"),
        (by_hand(layers.layer([{}], {**LINE, "type": "geoshape", "fill": "x"}) | {"projection": {}}), "projection"),
        (by_hand(layers.rules([{}]) | {"transform": []}), "transform"),
        (by_hand(*(mixed(x=layers.scaled("at", (1, last))).spec["layer"][0] for last in (3, 4))), "scales of x"),
        (by_hand(layers.texts([{}], NARROW)), "sizes"),
    ],
)
def test_what_a_drawing_does_not_know_is_not_left_out(layer: Chart, wrong: str) -> None:
    with pytest.raises(ValueError, match=rf"\b{wrong}\b"):
        drawing.svg(layer)


def test_a_drawing_knows_the_whole_around_its_layers() -> None:
    chart = mixed()
    for more in ({"title": "x"}, {"config": {}}, {"autosize": "fit"}):
        with pytest.raises(ValueError, match="whole"):
            drawing.svg(replace(chart, spec=chart.spec | more))


def test_ids_are_unique_on_a_page_that_holds_every_chart() -> None:
    ids = [found for chart in every_chart() for found in re.findall(r' id="([^"]+)"', drawing.svg(chart))]
    assert len(ids) == 14 and len(set(ids)) == 14


def test_a_drawing_takes_its_colours_from_the_page_and_a_file_brings_its_own() -> None:
    for chart in every_chart():
        drawn = drawing.svg(chart)
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(", drawn.split("</desc>")[1]) == []
        alone = drawing.file(drawn, "dark")
        assert "var(" not in alone
        assert ElementTree.fromstring(alone).get("width") == str(chart.size.width)


def test_two_processes_draw_the_same_bytes() -> None:
    """And a process that has drawn before draws no other."""
    script = (
        "from tests.test_charts import *; from hashlib import sha256\n"
        "for c in every_chart()[::{step}]: print(c.kind, c.size.name, sha256(drawing.svg(c).encode()).hexdigest())"
    )
    told = [
        set(
            subprocess.run(
                [sys.executable, "-c", script.format(step=step)], cwd=ROOT, check=True, capture_output=True, text=True
            ).stdout.splitlines()
        )
        for step in (1, -1)
    ]
    assert told[0] == told[1] and len(told[0]) == 7


def test_pages_are_drawn_without_vega() -> None:
    script = (
        "import sys; from tests.test_charts import *\n"
        "for c in every_chart(): drawing.file(drawing.svg(c))\n"
        "print('vl_convert' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"


def test_thai_texts_are_parted_between_words_and_marks_take_no_room() -> None:
    name = "สหราชอาณาจักรบริเตนใหญ่และไอร์แลนด์เหนือ"
    lines = metrics.wrapped(name, 140, 14)
    assert "".join(lines) == name and len(lines) > 1
    assert all(metrics.width(part, 14) <= 140 for part in lines)
    assert metrics.width("กี้", 14) == metrics.width("ก", 14)
    assert metrics.wrapped("บรูไนดารุสซาลาม 0.76", 115, 14) == ("บรูไนดารุสซาลาม", "0.76")


def test_the_script_of_live_charts_is_small_enough() -> None:
    assert len(gzip.compress(bundle(), 9)) < 350_000
    assert OPTIONS["ast"] is True


@pytest.mark.parametrize("path", ["", small_line([41, 39, 40], [1, 2, 3], downward=True)])
def test_a_share_card_is_a_picture_of_the_size_that_chats_show(path: str) -> None:
    made = png(Card(title="อันดับ & <ดิจิทัล>", figure="38", unit="จาก 69", change="ลดลง 1", catalog="บัญชี", line=path))
    assert made.startswith(b"\x89PNG") and struct.unpack(">II", made[16:24]) == (1200, 630)


def chunks_of(picture: bytes) -> list[tuple[bytes, bytes]]:
    """Name and data of each chunk of a PNG, its checksum seen to be right."""
    at, found = 8, []
    while at < len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        name, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", picture, at + 8 + size) == (zlib.crc32(name + data),)
        found.append((name, data))
        at += size + 12
    return found


def test_a_share_card_is_packed_small_and_sound() -> None:
    """The pixels are those that were painted, in one stream and in less than half of the bytes."""
    card = Card(title="Index", figure="38", unit="of 69", change="down 1", catalog="Catalog")
    painted, packed = vega().svg_to_png(card_svg(card), scale=1), png(card)
    kept = chunks_of(packed)
    assert [name for name, _ in kept].count(b"IDAT") == 1
    assert [c for c in kept if c[0] != b"IDAT"] == [c for c in chunks_of(painted) if c[0] != b"IDAT"]
    stream = b"".join(data for name, data in chunks_of(painted) if name == b"IDAT")
    assert zlib.decompress(dict(kept)[b"IDAT"]) == zlib.decompress(stream)
    assert len(packed) < len(painted) / 2


def test_a_specification_says_nothing_that_is_evaluated() -> None:
    """Live charts run under a strict Content-Security-Policy, and no expression of ours is needed."""
    assert all(
        "expr" not in str(spec).lower() and "transform" not in spec for spec in (chart.spec for chart in every_chart())
    )
