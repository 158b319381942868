"""Subjects of charts made by hand: few facts in, one `Subject` out, with years of the Buddhist era on Thai axes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator import locales
from generator.charts.subject import LOWER, RANK, Line, Subject
from generator.model.observed import Observation

ROOT = Path(__file__).parents[1]
SHAPES = ROOT / "datasets" / "thailand-province-boundaries" / "boundaries.geojson"
LONG_NAMES = {
    "th": (
        "ไทย",
        "สาธารณรัฐประชาธิปไตยประชาชนลาว",
        "บรูไนดารุสซาลาม",
        "สหราชอาณาจักรบริเตนใหญ่และไอร์แลนด์เหนือ",
        "สาธารณรัฐประชาธิปไตยคองโก",
        "เซนต์วินเซนต์และเกรนาดีนส์",
        "กรุงเทพมหานครและปริมณฑล (แบ่ง 7 ภาค)",
        "ผู้ที่ปั่นจักรยานที่กี่ปี",
        "สิงคโปร์",
        "ฟิลิปปินส์",
        "เวียดนาม",
    ),
    "en": (
        "Thailand",
        "Lao People's Democratic Republic",
        "Brunei Darussalam",
        "United Kingdom of Great Britain and Northern Ireland",
        "Democratic Republic of the Congo",
        "Saint Vincent and the Grenadines",
        "Bangkok Metropolitan Region (seven regions)",
        "Women aged 6 and over",
        "Singapore",
        "Philippines",
        "Viet Nam",
    ),
}

Value = str | None


def words(time: str, language: str) -> str:
    """As axes write times: 2568, Q1/2567."""
    year = locales.year(int(time[:4]), language, era=False)
    return f"{time[-2:]}/{year}" if "Q" in time else year


def place(time: str) -> float:
    quarter = re.search(r"Q(\d)$", time)
    return int(time[:4]) + (int(quarter.group(1)) - 1) / 4 if quarter else float(time[:4])


def line(key: str, label: str, values: Mapping[str, Value], **more: Any) -> Line:
    flags = more.pop("flags", {})
    seen = tuple(Observation(time=t, value=v, flag=flags.get(t)) for t, v in values.items())
    return Line(key=key, label=label, observations=seen, **more)


def subject(lines: Sequence[Line], language: str = "th", **more: Any) -> Subject:
    facts: dict[str, Any] = {
        "title": "ตัวชี้วัด",
        "kind": RANK,
        "direction": LOWER,
        "unit": "อันดับ",
    } | more
    return Subject(language=language, lines=tuple(lines), words=partial(words, language=language), place=place, **facts)


def crowd(language: str, times: Sequence[str], values: Sequence[Sequence[Value]], **more: Any) -> Subject:
    """Lines with long names, the first one leading."""
    made = [
        line(f"A{i}", name, dict(zip(times, own, strict=True)), leads=i == 0)
        for i, (name, own) in enumerate(zip(LONG_NAMES[language], values, strict=False))
    ]
    return subject(made, language, **more)


@cache
def shapes() -> Mapping[str, Any]:
    features = json.loads(SHAPES.read_text("utf-8"))["features"]
    return {feature["properties"]["area"]: feature["geometry"] for feature in features}
