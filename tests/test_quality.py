"""Quality: what each line gives, that doing what it asks gains exactly what it says, and where it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from generator import pages, quality, words
from generator.formats import badges
from generator.model import (
    Catalog,
    Dataset,
    DatasetReading,
    Field,
    Keywords,
    License,
    Quality,
    QualityLine,
    Resource,
    Schema,
    TemporalCoverage,
    Text,
    UpdateFrequency,
)
from generator.quality import CRITERIA, DIMENSIONS, quality_of, telling, translations
from generator.quality.subject import CLOSED
from tests import made
from tests.tiny import FILES, banchi, tiny_catalog

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 26)
IN_FRENCH = dict.fromkeys(("title", "description", "notes"), Text({"fr": "x"}))
OTHER = UpdateFrequency(unit="other")
NOT_OPEN = License(
    name="closed",
    title=made.text("Closed"),
    description=made.text("Ask first"),
    gdc="x",
    open=False,
    attribution=True,
    commercial=False,
    derivatives=False,
)
BARE = Schema(
    fields=(
        Field(name="what", type="string", title=Text({"th": "สิ่ง"})),
        Field(name="much", type="number", title=Text({"th": "จำนวน"})),
    )
)
FULL = Schema(
    fields=(
        made.field("what", description=made.text("What it is"), maxLength=9, required=True),
        made.field("much", "number", unit="km", minimum=0),
    ),
    primaryKey=("what",),
)


def catalog_of(dataset: Dataset) -> Catalog:
    catalog = made.catalog(dataset)
    return replace(catalog, licenses={**catalog.licenses, "closed": NOT_OPEN})


def judged(dataset: Dataset) -> Quality:
    return quality_of(catalog_of(dataset), dataset, TODAY)


def line(dataset: Dataset, criterion: str) -> QualityLine:
    return next(line for line in judged(dataset).lines if line.criterion == criterion)


def table(schema: Schema | None = FULL, **more: Any) -> Resource:
    facts: dict[str, Any] = {"name": "lengths", "path": "a.csv", "title": made.text("A"), "format": "csv", **more}
    return Resource(**facts, schema=schema)


def columns(*fields: Field) -> dict[str, Any]:
    """Of a dataset: one table of these fields."""
    return {"resources": (table(Schema(fields=fields)),)}


def best(**more: Any) -> Dataset:
    """A dataset with every point, but for what is given."""
    facts: dict[str, Any] = {
        "keywords": Keywords({"th": ("ก", "ข", "ค"), "en": ("a", "b", "c")}),
        "temporal_coverage": TemporalCoverage(start="2017", end="2025"),
        "method": made.text("Counted"),
        "notes": made.text("Mind the gap"),
        "modified": TODAY,
        "sources": tuple(replace(s, publisher=made.text("P")) for s in made.dataset().sources),
    }
    resources = more.pop("resources", (table(),))
    return made.dataset(*resources, **{**facts, **more})


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
OF_FILES = ("open_format", "tables", "units", "keys", "required", "limits", "field_titles", "field_meaning")


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


@pytest.mark.parametrize("gone", [(1, 0), (3, 3), (0, 7, 18)])
def test_weights_stay_as_near_to_their_proportions_as_whole_points_can(
    gone: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    criteria = [replace(c, measure=lambda _: CLOSED) if n in gone else c for n, c in enumerate(CRITERIA)]
    monkeypatch.setattr(quality, "CRITERIA", criteria)
    total = sum(criterion.weight for n, criterion in enumerate(CRITERIA) if n not in gone)
    lines = judged(best()).lines
    assert sum(line.weight for line in lines) == sum(line.points for line in lines) == 100
    for n, (line, criterion) in enumerate(zip(lines, CRITERIA, strict=True)):
        assert line.weight == 0 if n in gone else abs(line.weight - 100 * criterion.weight / total) < 1


def test_a_line_names_three_things_and_counts_the_others() -> None:
    fields = tuple(Field(name=f"f{n}", type="string", title=Text({"th": "ก"})) for n in range(5))
    found = line(best(resources=(table(Schema(fields=fields)),)), "field_titles")
    assert telling.left(found, "en") == "lengths.f0 (en), lengths.f1 (en), lengths.f2 (en) and 2 more"
    assert telling.left(found, "th").endswith("และอีก 2 รายการ")


def with_schemas(dataset: Dataset, change: Callable[[Schema], Schema]) -> Dataset:
    changed = (replace(r, schema=None if r.schema is None else change(r.schema)) for r in dataset.resources)
    return replace(dataset, resources=tuple(changed))


def with_fields(dataset: Dataset, change: Callable[[Field], Field]) -> Dataset:
    return with_schemas(dataset, lambda schema: replace(schema, fields=tuple(change(f) for f in schema.fields)))


def with_rule(field: Field, **rules: Any) -> Field:
    return replace(field, constraints=replace(field.constraints, **rules))


def limited(field: Field) -> Field:
    return with_rule(field, minimum=0) if field.type == "number" else with_rule(field, maxLength=9)


DOING: dict[str, Callable[[Dataset], Dataset]] = {
    "texts": lambda d: replace(d, notes=d.notes and made.text("Mind"), title=made.text("Roads")),
    "keywords": lambda d: replace(d, keywords=best().keywords),
    "coverage": lambda d: replace(d, temporal_coverage=best().temporal_coverage),
    "level": lambda d: replace(d, geo_coverage="province"),
    "method": lambda d: replace(d, method=made.text("Counted")),
    "notes": lambda d: replace(d, notes=made.text("Mind the gap")),
    "frequency": lambda d: replace(d, update_frequency=UpdateFrequency(unit="year")),
    "on_time": lambda d: replace(d, modified=TODAY),
    "license": lambda d: replace(d, license="cc0-1.0"),
    "files": lambda d: replace(
        d,
        resources=tuple(replace(r, path="a.csv", url=None) for r in d.resources),
        access_condition=made.text("Write to us"),
    ),
    "sources": lambda d: replace(d, sources=best().sources),
    "open_format": lambda d: replace(d, resources=tuple(replace(r, format="csv") for r in d.resources)),
    "tables": lambda d: replace(d, resources=tuple(replace(r, schema=r.schema or BARE) for r in d.resources)),
    "units": lambda d: with_fields(d, lambda f: replace(f, unit="km") if f.type == "number" else f),
    "keys": lambda d: with_schemas(d, lambda s: replace(s, primaryKey=("what",))),
    "required": lambda d: with_fields(d, lambda f: with_rule(f, required=True)),
    "limits": lambda d: with_fields(d, limited),
    "field_titles": lambda d: with_fields(d, lambda f: replace(f, title=made.text(f.name))),
    "field_meaning": lambda d: with_fields(d, lambda f: replace(f, description=made.text("What it is"))),
}


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Datasets that lack one thing or another; files lie here or have no schema yet, as those elsewhere."""
    whole = best()
    fields = st.sampled_from([*BARE.fields, *FULL.fields])
    schemas = st.builds(
        Schema,
        fields=st.tuples(fields, fields).map(tuple),
        primaryKey=st.sampled_from([(), ("what",)]),
    )
    here = st.builds(table, schemas | st.none(), name=st.just("a"), format=st.sampled_from(["csv", "xlsx", "pdf"]))
    far = st.builds(table, st.none(), name=st.just("b"), path=st.none(), url=st.just("https://x.example/a"))
    ages = st.integers(0, 365) | st.integers(800, 5000)
    closed: dict[str, Any] = {"resources": (), "governance_category": "personal"}
    closed["access_condition"] = draw(st.sampled_from([None, made.text("Write to us")]))
    opened: dict[str, Any] = {"resources": tuple(draw(st.lists(here | far, min_size=1, max_size=3)))}
    return best(
        title=draw(st.sampled_from([whole.title, Text({"th": "ถนน"})])),
        keywords=draw(st.sampled_from([whole.keywords, Keywords({"en": ("a",)})])),
        temporal_coverage=draw(st.sampled_from([None, whole.temporal_coverage])),
        geo_coverage=draw(st.sampled_from(["country", "unknown", "other"])),
        method=draw(st.sampled_from([None, whole.method])),
        notes=draw(st.sampled_from([None, whole.notes, Text({"en": "Mind"})])),
        update_frequency=draw(st.sampled_from([UpdateFrequency(unit=u) for u in ("year", "unknown", "other")])),
        modified=TODAY - timedelta(days=draw(ages)),
        license=draw(st.sampled_from(["cc0-1.0", "closed"])),
        sources=draw(st.sampled_from([whole.sources, made.dataset().sources])),
        **draw(st.sampled_from([opened, opened, closed])),
    )


@given(datasets())
def test_doing_what_a_line_asks_gains_exactly_the_points_it_says(dataset: Dataset) -> None:
    """Where a table has no schema, or a file lies elsewhere, what is asked of its fields comes after that."""
    before = judged(dataset)
    for asked in before.to_gain():
        of_fields = asked.dimension == "validity" or asked.criterion == "units"
        if of_fields and any(r.schema is None for r in dataset.resources):
            continue
        if asked.criterion == "tables" and any(r.is_remote for r in dataset.resources):
            continue
        after = judged(DOING[asked.criterion](dataset))
        was = {line.criterion: line.points for line in before.lines}
        now = {line.criterion: line.points for line in after.lines}
        assert now == {**was, asked.criterion: asked.weight}
        assert after.points == before.points + asked.gain


@given(datasets())
def test_points_lie_between_nothing_and_a_hundred(dataset: Dataset) -> None:
    found = judged(dataset)
    assert 0 <= found.points <= 100
    assert all(0 <= line.points <= line.weight and bool(line.gain) == bool(line.left) for line in found.lines)
    assert sum(found.of(name)[0] for name in DIMENSIONS) == found.points
    assert sum(line.weight for line in found.lines) == 100


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


def test_a_badge_says_what_it_shows_in_the_catalogs_languages() -> None:
    dataset = best(license="closed")
    reading = DatasetReading(dataset="roads", quality=judged(dataset))
    (badge,) = badges.dataset_files(catalog_of(dataset), dataset, reading)
    assert badge.path == "datasets/roads/badge.svg"
    shown = ElementTree.fromstring(badge.content or b"")
    assert shown.findtext(f"{SVG}title") == shown.get("aria-label") == "คุณภาพข้อมูล · data quality: 95/100"
    assert [text.text for text in shown.iter(f"{SVG}text")] == ["คุณภาพข้อมูล · data quality", "95/100"]


def test_nobody_asked_means_no_badge() -> None:
    assert list(badges.dataset_files(catalog_of(best()), best(), DatasetReading(dataset="roads"))) == []


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768435200")  # 2026-01-15
    return tiny_catalog(tmp_path / "catalog")


def read(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


def test_a_site_tells_each_datasets_points_with_reasons(root: Path) -> None:
    assert banchi(root, "build", "--jobs", "1").exit_code == 0
    told = json.loads((root / "site/api/datasets/roads.json").read_text("utf-8"))["quality"]
    page = read(root / "site/en/datasets/roads/index.html")
    heading = page.find(id="quality")
    assert heading is not None and heading.parent is not None
    assert heading.text == f"Quality: {told['points']} of 100 points"
    gains = [int(b.text) for b in heading.parent.select("li b")]
    assert gains == [step["points"] for step in told["to_gain"]] and sum(gains) == 100 - told["points"]
    assert "badge.svg)](https://tiny.example/en/datasets/roads/#quality)" in heading.parent.text
    everyone = read(root / "site/quality/index.html")
    assert [b.text for b in everyone.select(".b-judged b")] == [str(told["points"])]
    assert f"{told['points']}.0 จาก 100 คะแนน" in everyone.text
    office = read(root / "site/en/organizations/office/index.html").select_one('a[href$="quality/#organizations"]')
    assert office is not None and office.text == f"Quality: {told['points']}.0 of 100 points"
    assert (root / "site/datasets/roads/badge.svg").is_file()


def test_the_page_of_quality_goes_on_over_further_ones() -> None:
    datasets = [best(name=f"d{n:03}", license=("closed", "cc0-1.0")[n % 2]) for n in range(95)]
    catalog = replace(catalog_of(datasets[0]), datasets=tuple(datasets))
    summaries = [pages.summary(d, DatasetReading(dataset=d.name, quality=judged(d))) for d in datasets]
    found = [page for page in pages.list_pages(catalog, summaries) if page.kind == "quality"]
    assert [page.path for page in found] == [
        f"{prefix}quality/{rest}" for prefix in ("", "en/") for rest in ("", "page-2/", "page-3/")
    ]
    listed = [int(b) for page in found[3:] for b in re.findall(r"<li><b>(\d+)</b>", page.body)]
    assert listed == sorted(listed) and len(listed) == 95
    assert "By organization" in found[3].body and "By organization" not in found[4].body


def test_the_command_tells_all_or_each_line(root: Path) -> None:
    table = banchi(root, "quality", "--lang", "en")
    assert table.exit_code == 0 and table.stdout.splitlines()[0].endswith("of 100 points (1 dataset)")
    assert " roads  " in table.stdout
    whole = banchi(root, "quality", "datasets/roads", "--lang", "th").stdout
    assert len(whole.splitlines()) == 1 + len(DIMENSIONS) + len(CRITERIA)
    assert "ความเป็นปัจจุบัน 20/20" in whole and "อธิบายวิธีจัดทำข้อมูล +4 (method)" in whole
    document = json.loads(banchi(root, "quality", "--format", "json").stdout)
    (one,) = document["datasets"]
    assert document["points"] == one["points"]
    assert sum(line["points"] for line in one["lines"]) == one["points"]
    assert all(line["how"] and line["gain"] == line["weight"] - line["points"] for line in one["lines"])


def test_the_command_judges_a_catalog_with_errors_and_says_so(root: Path) -> None:
    descriptor = root / "datasets/roads/dataset.yml"
    text = FILES["datasets/roads/dataset.yml"].replace("license: cc0-1.0", "license: unheard-of")
    descriptor.write_text(text, "utf-8")
    done = banchi(root, "quality", "--lang", "en")
    assert done.exit_code == 0 and "the catalog has errors" in done.stderr


def test_overdue_data_are_told_everywhere_and_stop_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830000000")  # 2027-12-28
    told = banchi(root, "check", "--strict", "--lang", "en")
    assert told.exit_code == 0
    assert "dataset.yml:16: notice[overdue] modified: by its own frequency an update was due by 2027-" in told.stdout
    assert banchi(root, "build", "--strict", "--jobs", "1").exit_code == 0
    assert "Overdue: an update was due by" in read(root / "site/en/datasets/roads/index.html").text
    assert "Overdue" in [tag.text for tag in read(root / "site/en/datasets/index.html").select(".b-list .b-tag--mark")]
    assert "Bring the data up to date +14" in read(root / "site/en/quality/index.html").text


def test_a_page_of_overdue_data_is_the_same_a_day_later(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for day in ("1830000000", "1830086400"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        assert banchi(root, "build", "--jobs", "1", "--no-cache").exit_code == 0
        found.append((root / "site/datasets/roads/index.html").read_bytes())
    assert found[0] == found[1]


OLD = FILES["datasets/roads/dataset.yml"]
ASKED = OLD.partition("resources:")[0].replace(
    "governance_category: public",
    "governance_category: personal\naccess_condition: {th: ขอได้ที่สำนักงาน, en: Ask the office.}",
)


def test_what_is_not_counted_is_told_with_its_reason_wherever_points_are(root: Path) -> None:
    (root / "datasets/roads/dataset.yml").write_text(ASKED, "utf-8")
    (root / "datasets/roads/length.csv").unlink()
    assert banchi(root, "build", "--strict", "--jobs", "1").exit_code == 0
    page = read(root / "site/en/datasets/roads/index.html")
    heading = page.find(id="quality")
    assert heading is not None and heading.parent is not None
    section = heading.parent.text
    told = json.loads((root / "site/api/datasets/roads.json").read_text("utf-8"))["quality"]
    assert [one["criterion"] for one in told["exempt"]] == ["license", *OF_FILES]
    assert sum(told["dimensions"].values()) == told["points"] == 100 - sum(s["points"] for s in told["to_gain"])
    assert (told["dimensions"]["machine"], told["dimensions"]["validity"]) == (0, 0)
    reason = "since data that are not open have no file to judge and cannot have an open license"
    assert "Not counted: Open license, Open formats, Tables" in section and reason in section
    assert "Open license –" in section and "0/0" not in section
    assert "ข้อที่ไม่นำมาคิดคะแนน ได้แก่ สัญญาอนุญาตแบบเปิด" in read(root / "site/datasets/roads/index.html").text
    everyone = read(root / "site/en/quality/index.html")
    office = [cell.text for cell in everyone.select("table tbody tr:first-child td")]
    assert office[-2:] == ["–", "–"] and float(office[-5]) <= DIMENSIONS["metadata"]
    whole = banchi(root, "quality", "datasets/roads", "--lang", "en").stdout
    assert "Primary keys –\n" in whole and whole.rstrip().endswith("share the 100 points.") and reason in whole
    (one,) = json.loads(banchi(root, "quality", "--format", "json", "--lang", "en").stdout)["datasets"]
    lines = {line["criterion"]: line for line in one["lines"]}
    assert (lines["keys"]["exempt"], lines["keys"]["weight"]) == ("closed", 0)
    assert reason == f"since {lines['keys']['reason']}"
    assert (lines["method"]["exempt"], lines["method"]["reason"]) == (None, None)


def differing(tmp_path: Path, **changed: str) -> Callable[..., str]:
    """What `banchi diff` prints of that change to the tiny catalog, in any form."""
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new", **changed)
    return lambda *options: banchi(new, "diff", str(old), *options).stdout


def test_a_change_is_told_with_the_points_it_gains_and_loses(tmp_path: Path) -> None:
    text = OLD.replace(", en: Length}, unit", "}, unit").replace(
        "geo_coverage", "method: {th: นับ, en: Counted}\ngeo_coverage"
    )
    told = differing(tmp_path, dataset=text)
    lines = [line.strip() for line in told("--lang", "en").splitlines()]
    place = next(n for n, line in enumerate(lines) if line.startswith("quality points"))
    before, after = map(int, re.findall(r"\d+", lines[place])[:2])
    assert lines[place].endswith("(+2)") and after - before == 2
    assert lines[place + 1 : place + 3] == ["Method: +4", "Field titles in every language: -2 ('length.length (en)')"]
    assert "คะแนนคุณภาพ" in told("--lang", "th", "--format", "markdown")
    found = json.loads(told("--format", "json"))["changes"][0]["quality"]
    assert (found["before"], found["after"], len(found["lines"])) == (before, after, 2)


def test_points_that_are_not_counted_any_more_are_told_with_the_reason(tmp_path: Path) -> None:
    told = differing(tmp_path, dataset=ASKED)
    text = told("--lang", "en")
    assert "Primary keys: -6 (data that are not open have no file to judge and cannot have an open license)" in text
    assert "Updated on time: +14\n" in text
    found = next(c for c in json.loads(told("--format", "json"))["changes"] if c["quality"])["quality"]
    assert found["after"] - found["before"] == sum(line["after"] - line["before"] for line in found["lines"])


def test_points_that_a_registry_takes_are_told_of_each_dataset(tmp_path: Path) -> None:
    told = differing(tmp_path, licenses=FILES["datasets/licenses.yml"].replace("open: true", "open: false"))
    assert "Open license: -5 ('license')" in told("--lang", "en")


def test_a_new_dataset_is_told_with_its_points(tmp_path: Path) -> None:
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new")
    (new / "datasets/streets").mkdir()
    (new / "datasets/streets/dataset.yml").write_text(OLD.replace("Length of roads", "Streets"), "utf-8")
    assert re.search(r"Quality: \d+ of 100 points", banchi(new, "diff", str(old), "--lang", "en").stdout)


def test_what_keeps_its_points_says_nothing_of_them(tmp_path: Path) -> None:
    assert "quality" not in differing(tmp_path, dataset=OLD.replace("How long", "How very long"))("--lang", "en")
