"""The figure that stands for a table."""

from decimal import Decimal

from generator.figures import FigureSeeker, home_area
from generator.model import Area, Category, Field, Figure, Resource, Schema, Text


def text(words: str) -> Text:
    return Text({"en": words})


def field(name: str, kind: str, *values: str, unit: str | None = None, codes: str | None = None) -> Field:
    categories = tuple(Category(value=v, label=text(v)) for v in values)
    return Field(name=name, type=kind, title=text(name), unit=unit, codes=codes, categories=categories)


def figure(fields: tuple[Field, ...], rows: list[tuple[object, ...]], key: tuple[str, ...] = ()) -> Figure | None:
    schema = Schema(fields=fields, primaryKey=key)
    seeker = FigureSeeker(Resource(name="t", path="t.csv", title=text("t"), format="csv", schema=schema), "THA")
    for row in rows:
        seeker.add(row)
    return seeker.result()


AREA = field("area", "string", codes="areas")
YEAR = field("year", "year")
RANK = field("rank", "integer", unit="rank")


def test_the_newest_value_of_the_home_country_leads_and_keeps_its_series() -> None:
    found = figure((AREA, YEAR, RANK), [("THA", 2025, 38), ("SGP", 2026, 2), ("THA", 2024, 37)], ("area", "year"))
    assert found is not None
    assert [(p.time, p.value) for p in found.points] == [("2024", "37"), ("2025", "38")]
    assert (found.field, found.time, found.area, found.labels) == ("rank", "year", "THA", ())


def test_the_first_category_stands_on_top() -> None:
    factor = field("factor", "string", "overall", "talent")
    rows: list[tuple[object, ...]] = [("THA", 2025, "talent", 5), ("THA", 2025, "overall", 38)]
    found = figure((AREA, YEAR, factor, RANK), rows, ("area", "year", "factor"))
    assert found is not None
    assert (found.points[-1].value, found.labels) == ("38", (("factor", "overall"),))


def test_a_later_quarter_is_newer_and_is_named() -> None:
    quarter = field("quarter", "string", "Q1", "Q2")
    found = figure((YEAR, quarter, RANK), [(2021, "Q2", 7), (2021, "Q1", 8), (2020, "Q2", 9)], ("year", "quarter"))
    assert found is not None
    assert [(p.time, p.value) for p in found.points] == [("2020", "9"), ("2021", "7")]
    assert found.labels == (("quarter", "Q2"),)


def test_a_register_has_no_figure() -> None:
    """A key of free text tells rows apart in ways that no rule can rank."""
    name = field("name", "string")
    assert figure((name, RANK), [("a", 1), ("b", 2)], ("name",)) is None


def test_two_values_for_one_thing_and_time_are_no_figure() -> None:
    assert figure((YEAR, RANK), [(2025, 1), (2025, 2)]) is None


def test_a_table_of_other_areas_has_no_figure() -> None:
    assert figure((AREA, YEAR, RANK), [("SGP", 2025, 2)], ("area", "year")) is None


def test_a_row_may_carry_its_own_unit_and_keeps_the_digits_as_written() -> None:
    value, unit = field("value", "number"), field("unit", "string")
    found = figure((YEAR, value, unit), [(2025, Decimal("12.50"), "per cent")], ("year",))
    assert found is not None
    assert (found.points[-1].value, found.unit) == ("12.50", "per cent")


def test_home_is_where_the_provinces_lie() -> None:
    areas = {
        "THA": Area(name="THA", title=text("Thailand"), kind="country"),
        "TH-10": Area(name="TH-10", title=text("Bangkok"), kind="province", within="THA"),
    }
    assert home_area(areas) == "THA"
    assert home_area({}) is None
