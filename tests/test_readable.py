"""What a reader sees first: figures rounded with the whole value beside them, ranks among how many, shapes in words,
columns that say something, groups that can be jumped to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from generator import pages
from generator.model import (
    Catalog,
    Category,
    Field,
    FieldProfile,
    Figure,
    Point,
    Resource,
    Schema,
    TableProfile,
    Text,
    Unit,
)
from generator.pages import drawings
from generator.pages.leading import FigureView, figure_view, ranked_among, rounded
from generator.pages.shapes import shape_words
from generator.pages.tables import glance_view, table_view
from generator.pages.writer import Writer
from tests import pages_made as made


def text(words: str) -> Text:
    return Text({"th": words, "en": words})


def writer(language: str = "en", units: tuple[str, ...] = ()) -> Writer:
    catalog: Catalog = made.catalog()
    known = {name: Unit(name=name, title=text(name.replace("-", " "))) for name in units}
    return Writer(replace(catalog, units={**catalog.units, **known}), language, "datasets/d/")


YEAR = Field(name="year", type="year", title=text("Year"))


def figure(unit: str, *values: str) -> FigureView:
    units = ("rank", "million-baht", "trillion-baht", "economies")
    field = Field(name="value", type="number", title=text("Value"), unit=unit)
    resource = Resource(name="table", path="t.csv", format="csv", title=text("T"), schema=Schema(fields=(YEAR, field)))
    points = tuple(Point(time=str(2020 + n), value=v) for n, v in enumerate(values))
    shown = figure_view(
        writer(units=units),
        made.dataset("d", resources=(resource,)),
        "table",
        Figure(field="value", time="year", points=points),
    )
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("8056.56359761558", "8057"),
        ("101.55", "101.6"),
        ("14.8870491187484", "14.89"),
        ("0.83514999", "0.8351"),
        ("-1234.5", "-1235"),
        ("52", "52"),
        ("2.10", "2.10"),
        ("n/a", "n/a"),
    ],
)
def test_a_leading_figure_has_the_digits_that_are_read(value: str, short: str) -> None:
    assert rounded(value) == short


def test_a_rounded_figure_tells_the_whole_value() -> None:
    assert (figure("kg", "8056.56").value, figure("kg", "8056.56").full) == ("8,057", "rounded from 8,056.56")
    assert figure("kg", "52").full == ""


def test_millions_of_millions_are_read_in_the_larger_unit() -> None:
    shown = figure("million-baht", "2496000")
    assert (shown.value, shown.unit) == ("2.496", " trillion baht")
    assert shown.full == "in the table: 2,496,000 million baht"
    assert figure("million-baht", "999999").unit == " million baht"


def test_a_rank_is_a_rank_and_its_line_has_the_first_on_top() -> None:
    shown = figure("rank", "41", "35", "38")
    assert (shown.before, shown.value, shown.unit) == ("Rank", "38", "")
    assert shown.axis == "3 values; the axis runs from 41 (bottom) to 35 (top)"
    assert shown.line == drawings.line([-41, -35, -38], [2020, 2021, 2022])
    assert shown.end == "M119 12h0"
    assert shown.ends == (("2020", "41"), ("2022", "38"))


def test_a_rank_says_among_how_many_where_its_row_does() -> None:
    fields = (
        Field(name="area", type="string", title=text("Area"), codes="areas"),
        YEAR,
        Field(name="rank", type="integer", title=text("Rank"), unit="rank"),
        Field(name="ranked", type="integer", title=text("Ranked"), unit="economies"),
    )
    resource = Resource(name="t", path="t.csv", format="csv", title=text("T"), schema=Schema(fields=fields))
    point = Figure(field="rank", time="year", area="THA", points=(Point(time="2025", value="38"),))
    rows = (("IDN", "2025", "38", "61"), ("THA", "2024", "38", "67"), ("THA", "2025", "38", "69"))
    profile = TableProfile(rows=3, preview=rows, fields=())
    assert ranked_among(resource, point, profile) == "69"
    assert ranked_among(resource, point, replace(profile, preview=rows[:2])) is None


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}', "polygon, 3 vertices"),
        ('{"type": "Point", "coordinates": [100.5, 13.7]}', "point"),
        (
            '{"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}}',
            "line, 2 vertices",
        ),
        ('{"type": "Polygon"}', "polygon"),
        ('{"type": "Box"}', None),
        ("[" * 100_000, None),
        ("nothing", None),
    ],
)
def test_a_shape_is_told_in_words(shape: str, words: str | None) -> None:
    assert shape_words(writer(), shape) == words


LAW = Text({"th": "กฎหมาย", "en": "law"})
FIELDS = (
    Field(name="id", type="string", title=text("Id")),
    Field(name="kind", type="string", title=text("Kind"), categories=(Category(value="law", label=LAW),)),
    Field(name="thai", type="string", title=text("Thai name")),
    Field(name="english", type="string", title=text("English name")),
    Field(name="again", type="string", title=text("The same again")),
    Field(name="page", type="string", format="uri", title=text("Page")),
    Field(name="size", type="integer", title=text("Size")),
)
ROWS = tuple(
    (f"a-{n}", "law", f"กฎหมาย {n}", f"The law {n}", f"The law {n}", f"https://a.example/{n}", str(n)) for n in range(3)
)


@pytest.mark.parametrize(
    ("language", "titles"),
    [("en", ["Kind", "English name", "Size"]), ("th", ["Kind", "Thai name", "Size"])],
)
def test_the_first_screen_shows_columns_that_mean_something(language: str, titles: list[str]) -> None:
    """Neither identifiers nor addresses nor the words of another language while better ones are there."""
    resource = Resource(name="t", path="t.csv", format="csv", title=text("T"))
    profile = TableProfile(
        rows=3,
        preview=ROWS,
        fields=tuple(FieldProfile(name=f.name, values=3, missing=0, distinct=3) for f in FIELDS),
    )
    table = table_view(writer(language), resource, Schema(fields=FIELDS), profile, 10)
    glance = glance_view(writer(language), (table,))
    assert glance is not None
    assert [title.text for title in glance.titles] == titles


def test_the_first_screen_says_whose_figures_it_shows() -> None:
    """The first rows of a table by province and year are all of one province."""
    names = ("Province", "Year", "Users", "Households")
    types = ("string", "year", "integer", "integer")
    fields = tuple(Field(name=n.lower(), type=t, title=text(n)) for n, t in zip(names, types, strict=True))
    profile = TableProfile(
        rows=3,
        preview=tuple(("Bangkok", str(2022 + n), str(10 + n), str(20 + n)) for n in range(3)),
        fields=tuple(FieldProfile(name=f.name, values=3, missing=0, distinct=3) for f in fields),
    )
    resource = Resource(name="t", path="t.csv", format="csv", title=text("T"))
    table = table_view(writer(), resource, Schema(fields=fields, primaryKey=("province", "year")), profile, 10)
    glance = glance_view(writer(), (table,))
    assert glance is not None
    assert [title.text for title in glance.titles] == ["Province", "Year", "Users"]


def test_a_long_text_is_cut_in_the_preview_and_says_how_long_it_is() -> None:
    field = Field(name="quote", type="string", title=text("Quote"))
    resource = Resource(name="t", path="t.csv", format="csv", title=text("T"))
    profile = TableProfile(
        rows=1,
        preview=(("word " * 300,),),
        fields=(FieldProfile(name="quote", values=1, missing=0, distinct=1),),
    )
    shown = table_view(writer(), resource, Schema(fields=(field,)), profile, 10).rows[0][0].text
    assert shown.endswith("word… (1,500 characters)")
    assert len(shown) < 140


def test_the_bounds_of_a_measurement_are_told_in_six_digits_and_whole_numbers_whole() -> None:
    field = Field(name="share", type="number", title=text("Share"))
    resource = Resource(name="t", path="t.csv", format="csv", title=text("T"))
    seen = FieldProfile(
        name="share",
        values=3,
        missing=0,
        distinct=3,
        minimum="0.000388946422708061",
        median="2.5",
        maximum="123456789.0",
    )
    profile = TableProfile(rows=3, preview=(), fields=(seen,))
    view = table_view(writer(), resource, Schema(fields=(field,)), profile, 10).profiles[0]
    assert [cell.text for _, cell in view.bounds] == ["0.000388946", "2.5", "123,456,789.0"]


def test_an_excerpt_ends_with_a_sentence_where_it_can() -> None:
    words = Text({"en": "The number of centres is 2,280, as the release counts them. In these people learn things."})
    assert writer().excerpt(words, 75).text == "The number of centres is 2,280, as the release counts them."
    assert writer().excerpt(words, 40).text == "The number of centres is 2,280, as the…"


def test_an_abbreviation_ends_no_excerpt() -> None:
    """Thai years stand behind one, and no full stop ends a Thai sentence."""
    words = Text({"th": "ตัวเลขสำคัญของการชำระเงินดิจิทัล เทียบ พ.ศ. 2562 กับ พ.ศ. 2566 ของประเทศ"})
    assert writer("th").excerpt(words, 60).text.endswith("เทียบ พ.ศ. 2562 กับ…")


def test_groups_of_a_list_can_be_jumped_to() -> None:
    datasets = (made.dataset("one"), made.dataset("two", organization="other"))
    catalog = made.catalog(*datasets)
    organizations = {**catalog.organizations, "other": replace(catalog.organizations["office"], name="other")}
    found = {p.path: p for p in pages.list_pages(replace(catalog, organizations=organizations), ())}
    page = BeautifulSoup(found["en/browse/organization/"].body, "html5lib")
    anchors = [a["href"] for a in page.select(".b-index a")]
    assert sorted(str(a) for a in anchors) == ["#group-office", "#group-other"]
    assert "1 dataset" in page.select_one(".b-index").get_text()  # type: ignore[union-attr]
