"""Quality: what each line gives, that doing what it asks gains exactly what it says, and where it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator import quality, words
from generator.model import (
    Field,
    Keywords,
    Schema,
    Text,
    UpdateFrequency,
)
from generator.quality import CRITERIA, DIMENSIONS, telling, translations
from generator.quality.subject import CLOSED
from tests import made
from tests.judged import (
    BARE,
    FULL,
    IN_FRENCH,
    OF_FILES,
    OTHER,
    TODAY,
    best,
    columns,
    judged,
    line,
    table,
)


def test_weights_make_a_hundred() -> None:
    assert sum(criterion.weight for criterion in CRITERIA) == 100
    given_to = {name: sum(c.weight for c in CRITERIA if c.dimension == name) for name in DIMENSIONS}
    assert given_to == {"metadata": 20, "timeliness": 20, "accessibility": 15, "machine": 20, "validity": 25}


def test_the_best_has_every_point_and_nothing_to_gain() -> None:
    found = judged(best())
    assert (found.points, found.to_gain()) == (100, ())
    assert all(line.left == () and line.undone == 0 for line in found.lines)


@pytest.mark.parametrize(
    ("criterion", "points", "left", "change"),
    [
        ("texts", 5, ("notes (en)",), {"notes": Text({"th": "ระวัง"})}),
        ("texts", 0, ("title (th)", "title (en)", "description (th)"), IN_FRENCH),
        ("keywords", 2, ("keywords (en)",), {"keywords": Keywords({"th": ("ก", "ข", "ค"), "en": ("a", "b", "b")})}),
        ("keywords", 1, ("keywords (en)",), {"keywords": Keywords({"th": ("ก", "ข", "ค")})}),
        ("coverage", 0, ("temporal_coverage",), {"temporal_coverage": None}),
        ("level", 0, ("geo_coverage",), {"geo_coverage": "unknown"}),
        ("level", 2, (), {"geo_coverage": "none"}),
        ("method", 0, ("method",), {"method": None}),
        ("notes", 0, ("notes",), {"notes": None}),
        ("frequency", 0, ("update_frequency",), {"update_frequency": UpdateFrequency(unit="unknown")}),
        ("frequency", 3, ("update_frequency",), {"update_frequency": UpdateFrequency(unit="other")}),
        ("frequency", 6, (), {"update_frequency": UpdateFrequency(unit="never")}),
        ("on_time", 0, ("modified",), {"modified": TODAY - timedelta(days=366)}),
        ("on_time", 14, (), {"modified": TODAY - timedelta(days=365)}),
        ("on_time", 14, (), {"modified": date(1999, 1, 1), "update_frequency": UpdateFrequency(unit="never")}),
        ("on_time", 14, (), {"modified": TODAY - timedelta(days=730), "update_frequency": OTHER}),
        ("on_time", 0, ("modified",), {"modified": TODAY - timedelta(days=731), "update_frequency": OTHER}),
        ("on_time", 0, ("modified",), {"resources": (table(modified=date(2024, 1, 1)),)}),
        ("license", 0, ("license",), {"license": "closed"}),
        ("license", 0, ("license",), {"license": "unheard-of"}),
        ("files", 3, ("far",), {"resources": (table(None, name="far", path=None, url="https://x.example/a.csv"),)}),
        ("files", 0, ("resources",), {"resources": (), "planned": True, "access_condition": made.text("Later")}),
        ("files", 14, (), {"resources": (), "governance_category": "personal", "access_condition": made.text("Write")}),
        ("files", 0, ("access_condition",), {"resources": (), "governance_category": "personal"}),
        ("files", 0, ("resources",), {"resources": (), "access_condition": made.text("Write")}),
        ("sources", 0, ("sources.0.publisher",), {"sources": made.dataset().sources}),
        ("open_format", 3, ("lengths",), {"resources": (table(format="xlsx"),)}),
        ("open_format", 0, ("lengths",), {"resources": (table(None, format="pdf"),)}),
        ("open_format", 3, ("b",), {"resources": (table(), table(None, name="b", format="pdf"))}),
        ("tables", 4, ("b",), {"resources": (table(), table(None, name="b"))}),
        ("tables", 0, ("far",), {"resources": (table(name="far", path=None, url="https://x.example/a.csv"),)}),
        ("units", 0, ("lengths.much",), {"resources": (table(BARE),)}),
        ("units", 6, (), columns(*BARE.fields, made.field("unit"))),
        ("units", 6, (), columns(*FULL.fields, made.field("area", "integer", codes="areas"))),
        ("keys", 3, ("b",), {"resources": (table(), table(BARE, name="b"))}),
        ("required", 0, ("lengths",), {"resources": (table(BARE),)}),
        ("limits", 0, ("lengths.what", "lengths.much"), {"resources": (table(BARE),)}),
        ("limits", 6, (), columns(*BARE.fields, made.field("a", "date"), made.field("b", "year"))),
        ("field_titles", 0, ("lengths.what (en)", "lengths.much (en)"), {"resources": (table(BARE),)}),
        ("field_titles", 2, ("lengths.what (en)",), columns(BARE.fields[0], FULL.fields[1])),
        ("field_meaning", 0, ("lengths.what",), {"resources": (table(BARE),)}),
        ("field_meaning", 4, (), columns(made.field("a", codes="areas"))),
        ("field_meaning", 4, (), columns(made.field("y", "year"), made.field("m", "yearmonth"))),
        ("keys", 0, ("resources",), {"resources": (), "planned": True}),
    ],
)  # fmt: skip
def test_what_a_line_gives(criterion: str, points: int, left: tuple[str, ...], change: dict[str, Any]) -> None:
    found = line(best(**change), criterion)
    assert (found.points, found.left) == (points, left)


ASKS = {"resources": (), "governance_category": "personal", "access_condition": made.text("Write to us")}


def test_data_that_are_not_open_can_have_every_point() -> None:
    """Files and an open license cannot be asked of them; what can shares the hundred points by its weights."""
    found = judged(best(**ASKS, license="closed"))
    assert (found.points, found.to_gain()) == (100, ())
    assert [line.criterion for line in found.lines if line.exempt] == ["license", *OF_FILES]
    weights = {criterion.name: criterion.weight for criterion in CRITERIA}
    assert all(line.weight == 2 * weights[line.criterion] * (not line.exempt) for line in found.lines)
    assert judged(best(**ASKS, method=None)).points == 100 - 2 * weights["method"]


@pytest.mark.parametrize("more", [{}, {"planned": True}, {"access_condition": made.text("Later")}])
def test_open_data_without_a_file_lose_the_points_of_files(more: dict[str, Any]) -> None:
    found = judged(best(resources=(), **more))
    assert found.points == 100 - 7 - sum(criterion.weight for criterion in CRITERIA if criterion.name in OF_FILES)
    assert not any(line.exempt for line in found.lines)


def test_only_what_is_known_to_be_closed_and_has_no_file_is_judged_as_closed() -> None:
    """A file of data that are not open is judged as any other, and data of no stated category count as open."""
    for dataset in (best(governance_category="personal"), best(governance_category="", resources=())):
        assert [one.criterion for one in judged(dataset).lines if one.exempt] == []


@pytest.mark.parametrize("gone", [(1, 0), (3, 3), (0, 7, 18)])
def test_weights_stay_as_near_to_their_proportions_as_whole_points_can(
    gone: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    criteria = [replace(c, measure=lambda _: CLOSED) if n in gone else c for n, c in enumerate(CRITERIA)]
    monkeypatch.setattr(quality, "CRITERIA", criteria)
    total = sum(criterion.weight for n, criterion in enumerate(CRITERIA) if n not in gone)
    lines = judged(best()).lines
    assert sum(line.weight for line in lines) == sum(line.points for line in lines) == 100
    for n, (one, criterion) in enumerate(zip(lines, CRITERIA, strict=True)):
        assert one.weight == 0 if n in gone else abs(one.weight - 100 * criterion.weight / total) < 1


def test_a_line_names_three_things_and_counts_the_others() -> None:
    fields = tuple(Field(name=f"f{n}", type="string", title=Text({"th": "ก"})) for n in range(5))
    found = line(best(resources=(table(Schema(fields=fields)),)), "field_titles")
    assert telling.left(found, "en") == "lengths.f0 (en), lengths.f1 (en), lengths.f2 (en) and 2 more"
    assert telling.left(found, "th").endswith("และอีก 2 รายการ")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_criterion_is_told_in_words(language: str) -> None:
    for criterion in CRITERIA:
        for key in (f"criterion.{criterion.name}", f"gaining.{criterion.name}", f"dimension.{criterion.dimension}"):
            assert words.word(key, language)


def test_translations_are_counted_by_language() -> None:
    found = judged(best(notes=Text({"th": "ระวัง"}), resources=(table(BARE),)))
    counts = {language: (there, total) for language, there, total in found.translated}
    assert counts["th"][0] == counts["th"][1] == counts["en"][0] + 3


def test_a_text_that_is_missing_is_named_wherever_it_stands() -> None:
    thai = Text({"th": "ก"})
    field = made.field("area", categories={"10": "Bangkok"}, description=thai)
    changed = best(
        notes=thai,
        resources=(table(Schema(fields=(field,)), title=thai),),
        sources=tuple(replace(source, title=thai) for source in best().sources),
    )
    assert set(translations.missing(translations.of_dataset(changed), ("th", "en"))) == {
        "notes (en)",
        "resources.lengths.title (en)",
        "resources.lengths.schema.fields.area.description (en)",
        "sources.0.title (en)",
    }
    paths = [place.path for place in translations.of_dataset(changed)]
    assert len(paths) == len(set(paths)) and "resources.lengths.schema.fields.area.categories.10.label" in paths
    assert "resources.lengths.schema.fields.area.title" not in paths, "a title of a field is counted by itself"
