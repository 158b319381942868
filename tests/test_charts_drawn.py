"""Drawings of charts: what Vega would draw, small, the same from every process, and safe."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

import pytest

from generator.charts import CHARTS, drawing, in_sizes, layers, metrics
from generator.charts.bundle import OPTIONS, bundle
from generator.charts.subject import NARROW, WIDE, Chart
from generator.charts.vega import VERSION, vega
from tests.charted import every_chart
from tests.drawn import CASES, ROOT
from tests.geometry import Seen, differences, seen


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
        "from generator.charts import drawing; from tests.charted import every_chart; from hashlib import sha256\n"
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
        "import sys; from generator.charts import drawing; from tests.charted import every_chart\n"
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
