"""Indicators for tests, made of a few lines: a kind, a direction, and values by area and time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model import (
    Area,
    Break,
    Catalog,
    Category,
    Contact,
    Dataset,
    Dimension,
    Field,
    Indicator,
    IndicatorReading,
    Keywords,
    Observation,
    Resource,
    Schema,
    Series,
    Target,
    Text,
    Unit,
    UpdateFrequency,
)
from generator.sentences import summary

HOME = "THA"


def text(thai: str, english: str) -> Text:
    return Text({"th": thai, "en": english})


def area(code: str, thai: str, english: str, kind: str = "country", groups: tuple[str, ...] = ("ASEAN",)) -> Area:
    return Area(name=code, title=text(thai, english), kind=kind, groups=groups)


AREAS = {
    a.name: a
    for a in (
        area("WLD", "โลก", "World", "world", ()),
        area("ASEAN", "อาเซียน", "ASEAN", "group", ()),
        area("BRN", "บรูไนดารุสซาลาม", "Brunei Darussalam"),
        area("KHM", "กัมพูชา", "Cambodia"),
        area("IDN", "อินโดนีเซีย", "Indonesia"),
        area("LAO", "ลาว", "Lao PDR"),
        area("MYS", "มาเลเซีย", "Malaysia"),
        area("PHL", "ฟิลิปปินส์", "Philippines"),
        area("SGP", "สิงคโปร์", "Singapore"),
        area("THA", "ไทย", "Thailand"),
        area("VNM", "เวียดนาม", "Viet Nam"),
        area("JPN", "ญี่ปุ่น", "Japan", groups=()),
        area("TH-10", "กรุงเทพมหานคร", "Bangkok", "province", ()),
        area("TH-50", "เชียงใหม่", "Chiang Mai", "province", ()),
        area("TH-83", "ภูเก็ต", "Phuket", "province", ()),
    )
}
UNITS = {
    u.name: u
    for u in (
        Unit(name="rank", title=text("อันดับ", "rank")),
        Unit(name="percent", title=text("ร้อยละ", "per cent"), symbol=text("%", "%")),
        Unit(
            name="percent-of-gdp",
            title=text("ร้อยละของผลิตภัณฑ์มวลรวมในประเทศ", "per cent of GDP"),
            symbol=text("% ของ GDP", "% of GDP"),
        ),
        Unit(name="score-100", title=text("คะแนน 0–100", "score, 0 to 100"), minimum=Decimal(0), maximum=Decimal(100)),
        Unit(name="points", title=text("คะแนน", "points"), symbol=text("คะแนน", "points")),
        Unit(name="companies", title=text("บริษัท", "companies"), symbol=text("บริษัท", "companies")),
        Unit(name="million-baht", title=text("ล้านบาท", "million baht"), symbol=text("ล้านบาท", "million THB")),
        Unit(name="trillion-baht", title=text("ล้านล้านบาท", "trillion baht"), symbol=text("ล้านล้านบาท", "trillion THB")),
        Unit(name="per-100-people", title=text("ต่อประชากร 100 คน", "per 100 people")),
        Unit(name="economies", title=text("เขตเศรษฐกิจ", "economies")),
    )
}
USUAL = {  # unit and precision by kind
    "rank": ("rank", 0),
    "score": ("score-100", 1),
    "percentage": ("percent", 1),
    "count": ("companies", 0),
    "amount": ("million-baht", 0),
    "ratio": ("per-100-people", 1),
}


def observation(time: object, written: object) -> Observation:
    """`written` is a value, nothing, or a list of value, flag and number ranked."""
    value, flag, ranked = (*written, None, None)[:3] if isinstance(written, list) else (written, None, None)
    return Observation(
        time=str(time),
        value=None if value is None else str(value),
        flag=flag,
        ranked=None if ranked is None else ranked,
    )


def series(area: str | None, values: Mapping[object, object], categories: tuple[str | None, ...] = ()) -> Series:
    return Series(area=area, categories=categories, observations=tuple(observation(t, v) for t, v in values.items()))


def indicator(kind: str, direction: str, **more: Any) -> Indicator:
    unit, precision = USUAL[kind]
    declared: dict[str, Any] = {"unit": unit, "precision": precision, "ranked": "ranked" if kind == "rank" else None}
    return Indicator(
        name="told",
        title=text("ตัวชี้วัด", "Indicator"),
        definition=text("ตัวอย่าง", "An example"),
        kind=kind,
        direction=direction,
        resource="table",
        value="value",
        time=("year",),
        area="area",
        flags="flag",
        **(declared | more),
    )


def told(kind: str, direction: str, data: Mapping[str, Any]) -> tuple[Indicator, IndicatorReading]:
    """An indicator and its reading from the plain values of a table of tests."""
    more: dict[str, Any] = {key: data[key] for key in ("unit", "precision", "focus") if key in data}
    more["peers"] = tuple(data.get("peers", ()))
    more["targets"] = tuple(Target(time=str(t), value=Decimal(str(v))) for t, v in data.get("targets", {}).items())
    more["breaks"] = tuple(Break(time=str(t), note=Text(note)) for t, note in data.get("breaks", {}).items())
    categories = tuple(data.get("categories", ()))
    more["dimensions"] = tuple(Dimension(field=name) for name in ("sex", "age")[: len(categories)])
    made = indicator(kind, direction, **more)
    known = tuple(series(None if code == "-" else code, values, categories) for code, values in data["series"].items())
    return made, IndicatorReading(indicator=made.name, series=known)


def field(name: str, **more: Any) -> Field:
    return Field(name=name, type="string", title=text(name, name), **more)


CONTACT = Contact(name=text("สำนักงาน", "Office"))
DATASET = Dataset(
    name="told",
    folder="datasets/told",
    descriptor="datasets/told/dataset.yml",
    title=text("ชุดข้อมูล", "Dataset"),
    description=text("ตัวอย่าง", "An example"),
    organization="office",
    themes=(),
    keywords=Keywords({}),
    license="cc0-1.0",
    contact=CONTACT,
    sources=(),
    data_type="statistics",
    objectives=(),
    update_frequency=UpdateFrequency(unit="year"),
    geo_coverage="country",
    storage_formats=(),
    governance_category="public",
    created=date(2026, 1, 2),
    modified=date(2026, 1, 2),
    resources=(
        Resource(
            name="table",
            path="table.csv",
            title=text("ตาราง", "Table"),
            format="csv",
            schema=Schema(
                fields=(
                    field("value"),
                    field("ranked", unit="economies"),
                    field("sex", categories=(Category(value="f", label=text("หญิง", "women")),)),
                    field("age", categories=(Category(value="15-24", label=text("15–24 ปี", "aged 15 to 24")),)),
                    field("flag", categories=(Category(value="u", label=text("ความเชื่อถือต่ำ", "low reliability")),)),
                )
            ),
        ),
    ),
)
CATALOG = Catalog(
    title=text("บัญชี", "Catalog"),
    description=text("ตัวอย่าง", "An example"),
    publisher="office",
    languages=("th", "en"),
    base_uri="https://told.example/",
    contact=CONTACT,
    organizations={},
    themes={},
    licenses={},
    units=UNITS,
    areas=AREAS,
    datasets=(DATASET,),
)


def sentences(kind: str, direction: str, data: Mapping[str, Any], language: str) -> tuple[str, ...]:
    made, reading = told(kind, direction, data)
    return summary(CATALOG, DATASET, made, reading, HOME, language)
