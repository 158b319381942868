"""Indicators out of tables of Open SDG: what is read of a table and its configuration, and what is left alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.importing import foreign, sdg_tables
from generator.importing.drafts import Draft
from generator.importing.mending import Bench, mend
from generator.importing.sdg_figures import Figures
from generator.model import Text, Unit
from generator.problems import problem

TITLE = {"en": "Share of youth with skills"}


@pytest.fixture
def draft() -> Draft:
    return Draft(label="4-4-1")


def figures(
    folder: Path, draft: Draft, table: str, title: dict[str, str] = TITLE, **config: object
) -> list[dict[str, Any]]:
    file = folder / "indicator_4-4-1.csv"
    file.write_text(table, "utf-8")
    read = sdg_tables.read(file, lambda written: {"en": written}, {})
    return Figures(name="4-4-1", title=title, definition={}, table=read, config=config, draft=draft).entries()


def codes(draft: Draft) -> list[str]:
    return [note.code for note in draft.notes]


def test_one_series_in_one_unit_is_an_indicator_and_what_the_site_shows_first_leads(
    tmp_path: Path, draft: Draft
) -> None:
    table = "Year,Series,Units,Value\n2023,Copying,Percent,40\n2023,Copying,Number,5\n2023,Sending,Percent,30\n"
    found = figures(tmp_path, draft, table, data_start_values=[{"field": "Series", "value": "Sending"}])
    assert [(each["name"], each["related"]) for each in found] == [
        ("sdg-4-4-1-sending", ["sdg-4-4-1-copying-percent", "sdg-4-4-1-copying-number"]),
        ("sdg-4-4-1-copying-percent", ["sdg-4-4-1-sending"]),
        ("sdg-4-4-1-copying-number", ["sdg-4-4-1-sending"]),
    ]
    assert [each["title"]["en"] for each in found] == [
        "4.4.1 Share of youth with skills – Sending",
        "4.4.1 Share of youth with skills – Copying – Percent",
        "4.4.1 Share of youth with skills – Copying – Number",
    ]
    assert [each["kind"] for each in found] == ["percentage", "percentage", "count"]
    assert draft.units == {"percent": {"title": {"en": "Percent"}}, "number": {"title": {"en": "Number"}}}


def test_without_what_is_shown_first_what_measures_progress_leads(tmp_path: Path, draft: Draft) -> None:
    options = [{"group": [{"series": "B", "direction": "negative", "target": "12.50"}]}]
    table = "Year,Series,Value\n2023,A,1\n2023,B,2\n"
    first, second = figures(tmp_path, draft, table, progress_calculation_options=options)
    assert (first["where"], first["direction"]) == ({"Series": "B"}, "lower-is-better")
    assert first["targets"] == [{"time": 2030, "value": 12.5}] and "target_time" in codes(draft)
    assert second["direction"] == "neutral" and "targets" not in second


@pytest.mark.parametrize(
    "options",
    [
        [{"direction": "positive", "target": 1}, {"direction": "negative", "target": 2}],
        [{"direction": "up"}, None, {"direction": "positive", "series": "B"}],
        [],
    ],
)
def test_what_is_not_agreed_on_is_not_told(options: list[Any], tmp_path: Path, draft: Draft) -> None:
    (found,) = figures(tmp_path, draft, "Year,Series,Value\n2023,A,1\n", progress_calculation_options=options)
    assert found["direction"] == "neutral" and "targets" not in found


def test_a_target_of_one_category_yields_to_that_of_the_whole(tmp_path: Path, draft: Draft) -> None:
    def of(sex: str, target: object) -> dict[str, object]:
        return {"direction": "positive", "target": target, "disaggregation": [{"field": "Sex", "value": sex}]}

    options = [of("Female", 5), of("Both sexes", 9)]
    table = "Year,Sex,Value\n2023,Both sexes,1\n2023,Female,2\n"
    (found,) = figures(tmp_path, draft, table, progress_calculation_options=options)
    (other,) = figures(tmp_path, draft, table, progress_calculation_options=[of("Female", 5)])
    assert found["targets"] == [{"time": 2030, "value": 9}]
    assert other["targets"] == [{"time": 2030, "value": 5}], "the only one there is"
    assert found["dimensions"] == [{"field": "Sex", "total": "Both sexes"}]


def test_direction_and_target_of_a_column_progress_are_not_those_of_the_values(tmp_path: Path, draft: Draft) -> None:
    options = [{"direction": "positive", "target": 3}]
    gap, same = "Year,Progress,Value\n2023,0.5,10\n2024,0.6,11\n", "Year,Progress,Value\n2023,10,10\n2024,,11\n"
    (found,) = figures(tmp_path, draft, gap, progress_calculation_options=options)
    assert found["direction"] == "neutral" and "targets" not in found
    (found,) = figures(tmp_path, draft, same, progress_calculation_options=options)
    assert found["direction"] == "higher-is-better" and found["targets"]


@pytest.mark.parametrize(
    ("rows", "start", "whole"),
    [
        ("2023,,1\n2023,Total,1\n", [], None),  # an empty cell is the whole
        ("2023,Canada,1\n2023,Alberta,2\n", ["Canada"], "Canada"),
        ("2023,Canada,1\n2023,Alberta,2\n", [], None),
        ("2023,Canada,1\n2023,Alberta,2\n", ["Canada", "Alberta"], None),
        ("2023,All places,1\n2023,Alberta,2\n", ["All places", "Alberta"], "All places"),
        ("2023,Total A,1\n2023,Total B,2\n", [], None),
    ],
)
def test_the_whole_of_a_dimension(rows: str, start: list[str], whole: str | None, tmp_path: Path, draft: Draft) -> None:
    shown = [{"field": "Geography", "value": value} for value in start]
    (found,) = figures(tmp_path, draft, f"Year,Geography,Value\n{rows}", data_start_values=shown)
    assert found["dimensions"][0].get("total") == whole
    assert ("wholes_read" in codes(draft)) == (whole is not None)


def test_what_is_shown_first_of_one_series_is_not_the_whole_of_another(tmp_path: Path, draft: Draft) -> None:
    shown = [{"field": "Place", "value": "North", "series": "A"}, {"field": "Place", "value": "South", "series": "B"}]
    table = "Year,Series,Place,Value\n2023,A,North,1\n2023,A,South,2\n2023,B,North,3\n2023,B,South,4\n"
    found = figures(tmp_path, draft, table, data_start_values=shown)
    assert [each["dimensions"] for each in found] == [
        [{"field": "Place", "total": "North"}],
        [{"field": "Place", "total": "South"}],
    ]


def test_progress_in_one_unit_says_nothing_of_another(tmp_path: Path, draft: Draft) -> None:
    options = [{"unit": "Percent", "direction": "negative"}]
    found = figures(
        tmp_path, draft, "Year,Units,Value\n2023,Number,1\n2023,Percent,2\n", progress_calculation_options=options
    )
    assert [(each["where"]["Units"], each["direction"]) for each in found] == [
        ("Percent", "lower-is-better"),
        ("Number", "neutral"),
    ]


def test_a_series_has_the_dimensions_that_break_it_down_and_the_remarks_of_its_rows(
    tmp_path: Path, draft: Draft
) -> None:
    table = "Year,Series,Sex,COMMENT_OBS,Value\n2023,A,,,1\n2023,A,Male,Few asked,2\n2023,B,,,3\n"
    first, second = figures(tmp_path, draft, table)
    assert (first["dimensions"], first["notes"]) == ([{"field": "Sex"}], "COMMENT_OBS")
    assert "dimensions" not in second and second["notes"] == "COMMENT_OBS"


def test_series_that_begin_alike_have_names_of_their_own(tmp_path: Path, draft: Draft) -> None:
    long = "households that have access to the internet at"
    found = figures(tmp_path, draft, f"Year,Series,Value\n2023,{long} home,1\n2023,{long} work,2\n")
    first, second = (each["name"] for each in found)
    assert second == f"{first}-2"


def test_a_series_that_the_title_names_already_stands_alone(tmp_path: Path, draft: Draft) -> None:
    found = figures(tmp_path, draft, "Year,Series,Value\n2023,Youth,1\n2023,Elders,2\n")
    assert [each["title"]["en"] for each in found] == ["4.4.1 Youth", "4.4.1 Share of youth with skills – Elders"]


def test_a_language_in_which_the_series_has_no_name_has_no_title(tmp_path: Path, draft: Draft) -> None:
    title = {"en": "Share of youth", "fr": "Part des jeunes"}
    found = figures(tmp_path, draft, "Year,Series,Value\n2023,A1,1\n2023,B1,2\n", title)
    assert [set(each["title"]) for each in found] == [{"en"}, {"en"}]
    (alone,) = figures(tmp_path, draft, "Year,Value\n2023,1\n", title)
    assert alone["title"] == {"en": "4.4.1 Share of youth", "fr": "4.4.1 Part des jeunes"}


@pytest.mark.parametrize("table", ["Years,Value\n2023,1\n", "Year,Amount\n2023,1\n"])
def test_a_table_without_years_or_values_gives_no_indicator(table: str, tmp_path: Path, draft: Draft) -> None:
    assert figures(tmp_path, draft, table) == []


def test_places_of_one_name_are_told_apart_by_their_codes(tmp_path: Path, draft: Draft) -> None:
    (found,) = figures(tmp_path, draft, "Year,Geography,GeoCode,Value\n2023,Ange,1,5\n2023,Ange,2,6\n2023,,,7\n")
    assert [part["field"] for part in found["dimensions"]] == ["Geography", "GeoCode"]
    (found,) = figures(tmp_path, draft, "Year,Geography,GeoCode,Value\n2023,Ange,1,5\n2023,Ange,,6\n2023,Bois,2,7\n")
    assert [part["field"] for part in found["dimensions"]] == ["Geography"]


def test_a_table_without_values_gives_no_indicator_and_says_so(tmp_path: Path, draft: Draft) -> None:
    assert figures(tmp_path, draft, "Year,Sex,Value\n2023,,\n2024,Male,\n") == []
    assert codes(draft) == ["no_values"]


def test_of_very_many_series_the_first_are_taken_and_the_rest_told(tmp_path: Path, draft: Draft) -> None:
    rows = "".join(f"2023,Series {number},1\n" for number in range(70))
    found = figures(tmp_path, draft, f"Year,Series,Value\n{rows}")
    assert len(found) == 60 == len({each["name"] for each in found})
    assert draft.notes[0].code == "figures_cut" and draft.notes[0].values == {"count": "70", "most": "60"}


def test_a_long_title_yields_to_the_name_of_the_series(tmp_path: Path, draft: Draft) -> None:
    table = "Year,Series,Value\n2023,Children,1\n2023,Elders,2\n"
    found = figures(tmp_path, draft, table, title={"en": "Share of " + "very " * 40 + "many"})
    assert [each["title"]["en"] for each in found] == ["4.4.1 Children", "4.4.1 Elders"]


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("Percentage (%)", {"title": {"en": "Percentage"}, "symbol": {"en": "%"}}),
        ("CAD (Millions)", {"title": {"en": "CAD (Millions)"}}),
        ("(%)", {"title": {"en": "(%)"}, "symbol": {"en": "%"}}),
        ("%", {"title": {"en": "%"}}),
    ],
)
def test_a_unit_that_the_catalog_has_not_comes_along(
    written: str, entry: dict[str, Any], tmp_path: Path, draft: Draft
) -> None:
    (found,) = figures(tmp_path, draft, "Year,Value\n2023,1\n", computation_units=written)
    assert draft.units == {found["unit"]: entry}


def test_a_unit_that_the_catalog_has_is_its_own_and_keeps_its_name(tmp_path: Path) -> None:
    file = tmp_path / "indicator_1-1-1.csv"
    file.write_text("Year,Value\n2023,1\n", "utf-8")
    units = {
        name: Unit(name=name, title=Text({"en": title}), symbol=Text({"en": sign}))
        for name, title, sign in (("percent", "per cent", "%"), ("tonnes", "short tons", "st"))
    }
    table = sdg_tables.read(file, lambda written: {"en": written}, units)
    draft = Draft(label="1-1-1")
    assert (table.unit_of("Percentage (%)", draft), draft.units) == ("percent", {})
    assert table.unit_of("Tonnes!", draft) == "tonnes-2"
    assert draft.units["tonnes-2"] == {"title": {"en": "Tonnes!"}}


@pytest.mark.parametrize("written", ["", True, None, 5, ["km"]])
def test_what_is_no_unit_is_none(written: object, tmp_path: Path, draft: Draft) -> None:
    (found,) = figures(tmp_path, draft, "Year,Value\n2023,1\n", computation_units=written)
    assert "unit" not in found and draft.units == {}


def test_an_indicator_that_is_left_out_is_related_to_none(tmp_path: Path, draft: Draft) -> None:
    draft.values["indicators"] = [{"name": "a", "related": ["b"]}, {"name": "b", "related": ["a"]}]
    desk: Any = SimpleNamespace(reader="en")
    wrong = problem("unknown-indicator", "x/dataset.yml", 3, "indicators[1].related", None, found="c")
    assert mend(Bench(desk=desk, draft=draft, folder="x", scratch=tmp_path), [wrong])
    assert draft.values["indicators"] == [{"name": "a"}]


def test_numbers_are_read_as_numbers_alone() -> None:
    assert [foreign.number(each) for each in ("7", 7.5, " 1e3 ", True, None, "x", "inf", "nan", [])] == [
        *(7, 7.5, 1000),
        *[None] * 6,
    ]
