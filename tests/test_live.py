"""What a page hands to the script of its charts: names, times and numbers ready in its language, safe within HTML."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator import templates
from generator.cache import Cache
from generator.changes import leading
from generator.charts import bundle
from generator.model import Download, Indicator, IndicatorReading
from generator.pages.live import MOST_INSIDE, LiveFacts, live_facts, live_view
from generator.pages.writer import Writer
from tests.indicators_told import CATALOG, DATASET, HOME, told

FILE = Download(kind="json", path="indicators/told/told.json", format="json", bytes=1, sha256="0")
PAGE = "indicators/told/"


def shown(
    made: Indicator, reading: IndicatorReading, language: str = "th", files: tuple[Download, ...] = (FILE,)
) -> Any:
    facts = live(made, reading, language, files)
    assert facts is not None
    return json.loads(facts.content)


def live(
    made: Indicator, reading: IndicatorReading, language: str = "th", files: tuple[Download, ...] = (FILE,)
) -> LiveFacts | None:
    lead = leading(made, reading, HOME)
    return live_facts(Writer(CATALOG, language, PAGE), DATASET, made, reading, lead, files)


def ranks(**more: Any) -> tuple[Indicator, IndicatorReading]:
    values = {
        "BRN": {2023: 60},
        "MYS": {2023: 30, 2024: [33, "u", 67]},
        "THA": {2023: [35, None, 64], 2024: [37, None, 67]},
        "JPN": {2024: 31},
    }
    return told("rank", "lower-is-better", {"peers": ["ASEAN"], "series": values} | more)


def test_names_and_times_come_ready_in_the_language() -> None:
    thai, english = shown(*ranks()), shown(*ranks(), language="en")
    assert thai["times"] == [["2023", 2023, "2566", "พ.ศ.\u00a02566"], ["2024", 2024, "2567", "พ.ศ.\u00a02567"]]
    assert english["times"] == [["2023", 2023, "2023", "2023"], ["2024", 2024, "2024", "2024"]]
    assert thai["areas"] == [["THA", "ไทย"], ["BRN", "บรูไนดารุสซาลาม"], ["MYS", "มาเลเซีย"], ["JPN", "ญี่ปุ่น"]]
    assert thai["flags"] == [["u", "ความเชื่อถือต่ำ"]] and english["flags"] == [["u", "low reliability"]]
    assert thai["only"] == "เฉพาะไทย" and english["only"] == "Thailand only"


def test_the_area_of_the_page_stands_first_and_its_peers_are_shown() -> None:
    data = shown(*ranks())
    assert data["shown"] == 3 and set(data["ranked"]) == {"THA", "BRN", "MYS"}
    assert (data["rank"], data["lower"], data["latest"], data["places"]) == (True, True, "2024", 0)


def on_page(language: str, page: str = PAGE) -> Any:
    view = live_view(Writer(CATALOG, language, page), live(*ranks(), language=language))
    assert view is not None
    return json.loads(view.data)


def test_facts_and_values_come_from_files_beside_the_page() -> None:
    thai, english, alone = on_page("th"), on_page("en"), on_page("th", f"{PAGE}embed/")
    assert (thai["facts"], thai["file"]) == ("told.th.json", "told.json")
    assert (alone["facts"], alone["file"]) == ("../told.th.json", "../told.json")
    assert english["facts"] == "../../../indicators/told/told.en.json"
    assert english["file"] == "../../../indicators/told/told.json"
    assert thai["bundle"] == f"../../{bundle.path()}"
    assert "values" not in shown(*ranks())


def test_the_page_itself_carries_no_more_than_where_they_are() -> None:
    assert set(on_page("th")) == {"bundle", "facts", "file", "words"}
    assert set(on_page("en")["words"]) == {"loading", "failed"}


def test_without_a_file_the_page_carries_the_first_areas() -> None:
    """As many as it may hold, whole, the one that leads first; none where even that one is too much."""
    made, reading = ranks()
    data = shown(made, reading, files=())
    assert ["MYS", [], "2024", "33", 67, "u"] in data["values"] and "file" not in data
    long = dict.fromkeys(range(1000, 1000 + MOST_INSIDE // 2), 50)
    made, reading = ranks(series={"THA": long, "MYS": long, "SGP": long})
    data = shown(made, reading, files=())
    assert [code for code, _ in data["areas"]] == ["THA", "MYS"] and len(data["values"]) == MOST_INSIDE // 2 * 2
    longer = dict.fromkeys(range(1000, 1001 + MOST_INSIDE), 50)
    assert live(*ranks(series={"THA": longer}), files=()) is None


def test_an_indicator_without_a_value_has_nothing_to_adjust() -> None:
    assert live(*ranks(series={"THA": {2024: None}})) is None


def test_groups_have_names_and_so_has_the_whole() -> None:
    made, reading = told(
        "percentage", "higher-is-better", {"categories": ["sex"], "series": {"THA": {2024: 50, 2023: 40}}}
    )
    (whole,) = reading.series
    reading = replace(reading, series=(replace(whole, categories=(None,)), replace(whole, categories=("f",))))
    data = shown(made, reading)
    assert data["categories"] == [[[None], "ทั้งหมด"], [["f"], "หญิง"]]
    assert data["parts"] == [1] and data["whole"] == "ทั้งหมด" and data["fields"] == ["sex"]


def test_targets_and_breaks_are_placed_and_worded() -> None:
    data = shown(*ranks(targets={2027: 30}, breaks={2024: {"th": "x"}}))
    assert data["targets"] == [[2027, "30", "เป้าหมาย 30 (2570)", "2570"]] and data["breaks"] == [2024]


@pytest.mark.parametrize("most", [10, 3_000_000])
def test_large_numbers_bring_the_names_of_larger_units(most: int) -> None:
    made, reading = told("count", "neutral", {"series": {"THA": {2024: most}}})
    assert [unit for _, unit in shown(made, reading)["scales"]] == (["ล้านบริษัท"] if most > 10 else [])
    assert shown(made, reading)["marks"] == [",", "."]


def test_links_choose_one_peer_each() -> None:
    view = live(*ranks())
    assert view is not None
    assert [(link.said.text, link.href) for link in view.compare] == [
        ("บรูไนดารุสซาลาม", "?areas=THA,BRN#chart-trend"),
        ("มาเลเซีย", "?areas=THA,MYS#chart-trend"),
    ]


def test_nothing_ends_the_script_element() -> None:
    made, reading = ranks()
    facts = live(made, reading)
    assert facts is not None
    view = live_view(Writer(CATALOG, "th", PAGE), replace(facts, path="</script><!--\u2028"))
    assert view is not None
    assert "<" not in view.data and "\u2028" not in view.data


def test_the_name_of_the_program_changes_with_our_part_of_it(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bundle.path()
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "live.js").write_text("other", "utf-8")
    monkeypatch.setattr(templates, "folder", lambda name: tmp_path)
    assert bundle.path() != before
    assert Cache(None).files("bundle", before) is None


def test_scripts_are_small_and_evaluate_nothing() -> None:
    """What every page loads is under 12 KB of source; nothing of ours needs more than `script-src 'self'`."""
    folder = templates.folder("assets")
    everywhere, asked_for = (folder / name for name in ("charts.js", "live/live.js"))
    assert everywhere.stat().st_size < 12_000 and asked_for.stat().st_size < 36_000
    for file in (everywhere, asked_for):
        source = file.read_text("utf-8")
        assert not any(word in source for word in ("eval(", "new Function", "innerHTML", "outerHTML", "document.write"))
