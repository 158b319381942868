"""Subjects of charts made by hand: few facts in, one `Subject` out, with years of the Buddhist era on Thai axes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator import locales
from generator.charts.subject import LOWER, RANK, Line, Subject
from generator.model import Text
from generator.model.indicators import Break, Target
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

YEARS = tuple(str(year) for year in range(1985, 2026))
QUARTERS = tuple(f"{year}-Q{part}" for year in range(2019, 2025) for part in (1, 2, 3, 4))

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


def values(count: int, *, start: float = 10, step: float = 0.37) -> list[list[str | None]]:
    """Eleven lines that end close together."""
    return [[f"{start + (i * 7 + k * 3) % 11 * step:.2f}" for i in range(count)] for k in range(11)]


def cases() -> dict[str, Subject]:
    """What may be hard to lay out, by name, in both languages."""
    made: dict[str, Subject] = {}
    targets = (Target(time="2027", value=Decimal(12)), Target(time="2030", value=Decimal("12.1")))
    breaks = tuple(Break(time=time, note=Text({"th": "x"})) for time in ("1986", "2001", "2003", "2025"))
    score: dict[str, Any] = {"kind": "score", "direction": "higher-is-better"}
    for language, unit in (("th", "ร้อยละของผลิตภัณฑ์มวลรวมในประเทศ"), ("en", "per cent of gross domestic product")):
        facts = score | {"unit": unit}
        for count in (1, 2, 3, 7, 26, 41):
            made[f"{language}-{count}-years"] = crowd(language, YEARS[-count:], values(count), **facts)
        made[f"{language}-targets"] = crowd(language, YEARS, values(41), targets=targets, breaks=breaks, **facts)
        made[f"{language}-quarters"] = crowd(language, QUARTERS, values(24), **facts)
        made[f"{language}-huge"] = crowd(language, YEARS[-5:], values(5, start=9.87e13, step=1.234e12), **facts)
        made[f"{language}-tiny"] = crowd(
            language, YEARS[-5:], [[f"0.00001{k}{i}" for i in range(5)] for k in range(11)], **facts
        )
        made[f"{language}-negative"] = crowd(language, YEARS[-5:], values(5, start=-1234567, step=987654), **facts)
        made[f"{language}-zero"] = crowd(language, YEARS[-3:], [["0"] * 3] * 11, **facts)
        ranks: list[list[str | None]] = [[str(1 + (i * 13 + k * 17) % 190) for i in range(9)] for k in range(11)]
        made[f"{language}-ranks"] = crowd(language, YEARS[-9:], ranks, unit="อันดับ" if language == "th" else "rank")
        made[f"{language}-gaps"] = crowd(language, YEARS[-4:], [["1", None, "2", None]] * 2 + [[None] * 4] * 9, **facts)
        made[f"{language}-map"] = subject(
            [
                line(key, LONG_NAMES[language][i % 11], {"2024": str(i * 12345)})
                for i, key in enumerate(list(shapes())[3:])
            ],
            language,
            shapes=shapes(),
            **facts,
        )
        made[f"{language}-map-huge"] = subject(
            [line(key, key, {"2024": f"{i * 123456789}.25"}) for i, key in enumerate(shapes())],
            language,
            shapes=shapes(),
            **facts,
        )
    return made


CASES = cases()
