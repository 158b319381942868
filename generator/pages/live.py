"""What a reader's browser needs to draw an indicator's charts anew: names and times in one language, no rule.

In come an indicator and its series, out go facts as JSON: most of them a file of their own, which is fetched when a
reader asks, and where to find it for a script element; and links that choose one peer. It must not know how the script
draws.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from markupsafe import Markup

from generator import locales, periods, urls, words
from generator.changes import Leading, flag_meaning
from generator.charts import bundle
from generator.charts.numbers import SCALES, text
from generator.charts.subject import LOWER, RANK, Line, Subject
from generator.indicator_files import OWN_COLUMNS, columns, has_files
from generator.model import Catalog, Dataset, Download, Indicator, IndicatorReading, Series
from generator.pages import subjects
from generator.pages.indicator_tables import NORMAL
from generator.pages.writer import Link, Said, Writer

MOST_FETCHED: Final = 20_000  # rows of a file that a browser is to read for a chart
MOST_INSIDE: Final = 1_500  # values that the facts carry themselves, where they have no file of their own
PLACES: Final = 3  # of a year: to the day

Categories = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFacts:
    """What every page about an indicator shares in one language. `path` is where the site has `content`, which is JSON;
    `values` where it has the values, unless they are in there."""

    path: str
    content: bytes
    values: str | None
    compare: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveView:
    """`data` is JSON that may stand within a script element; `compare` are links to the chart with one peer."""

    data: Markup
    compare: tuple[Link, ...]


def live_facts(
    writer: Writer,
    dataset: Dataset,
    indicator: Indicator,
    reading: IndicatorReading,
    lead: Leading | None,
    downloads: Sequence[Download],
) -> LiveFacts | None:
    """None where there is no value to draw, or too many where no file has them."""
    if lead is None:
        return None
    facts = (writer.catalog, dataset, indicator, reading, lead, writer.language)
    trend = subjects.trend_subject(*facts)
    codes = list(dict.fromkeys([line.key for line in trend.lines] + [s.area or "" for s in _ordered(reading, lead)]))
    file = _file(writer.catalog, indicator, reading, downloads)
    if file is None:
        codes, kept = _kept(indicator, reading, codes)
        if not kept:
            return None
        source: dict[str, Any] = {"values": kept}
    else:
        source = {"columns": file[1], **_dimensions(indicator)}
    data = {
        **_drawn(trend),
        "areas": [[code, _area(writer, code)] for code in codes],
        "ranked": [line.key for line in subjects.ranking_subject(*facts).lines],
        "latest": lead.latest.time,
        "flags": _flags(writer, dataset, indicator, reading),
        **_groups(writer, dataset, indicator, reading, lead),
        **_times(indicator, reading, trend),
        **_written(trend, reading, writer.language),
        **source,
        **_spoken(writer, lead),
    }
    return LiveFacts(
        path=urls.indicator_file(indicator.name, f".{writer.language}.json"),
        content=_json(data).encode(),
        values=None if file is None else file[0],
        compare=tuple(_compare(lead, trend.lines, codes)),
    )


def live_view(writer: Writer, facts: LiveFacts | None) -> LiveView | None:
    """What one page needs to find the facts and to say that they are on their way."""
    if facts is None:
        return None
    said = words.section("live", writer.language)
    data = {
        "bundle": writer.file(bundle.path()),
        "facts": writer.file(facts.path),
        **({} if facts.values is None else {"file": writer.file(facts.values)}),
        "words": {key: said[key] for key in ("loading", "failed")},
    }
    return LiveView(data=_script(data), compare=facts.compare)


def _spoken(writer: Writer, lead: Leading) -> dict[str, Any]:
    """Which words of its own the program is to take, and the one that it does not have."""
    only = writer.word("live.only", lead=_area(writer, lead.series.area or ""))
    return {"language": writer.language, "only": locales.spaced(only, writer.language)}


def _file(
    catalog: Catalog, indicator: Indicator, reading: IndicatorReading, downloads: Sequence[Download]
) -> tuple[str, Mapping[str, str]] | None:
    """Where the program finds the values, and what their columns are called there: in the JSON for download, else in
    the API's, which has the same rows."""
    made = next((d for d in downloads if d.kind == "json"), None)
    if made is not None:
        return (made.path, columns(indicator, made)) if (made.rows or 0) <= MOST_FETCHED else None
    if catalog.derives("json") or not catalog.publishes("api") or not has_files(reading):
        return None
    return urls.api_indicator(indicator.name), OWN_COLUMNS


def _dimensions(indicator: Indicator) -> dict[str, Any]:
    """The columns of the file that hold categories, and what stands for a missing one."""
    return {
        "fields": [d.field for d in indicator.dimensions],
        "totals": [d.total for d in indicator.dimensions],
    }


def _drawn(trend: Subject) -> dict[str, Any]:
    """How the program draws, and how its charts run."""
    return {
        "rank": trend.kind == RANK,
        "lower": trend.direction == LOWER,
        "shown": len(trend.lines),
    }


def _compare(lead: Leading, lines: Sequence[Line], codes: Sequence[str]) -> Iterator[Link]:
    """A link for each peer on the chart: itself beside the area that leads."""
    for line in lines:
        if not line.leads and line.key in codes:
            chosen = f"{urls.quoted(lead.series.area or '')},{urls.quoted(line.key)}"
            yield Link(said=Said(text=line.label), href=f"?areas={chosen}#chart-trend")


def _ordered(reading: IndicatorReading, lead: Leading) -> list[Series]:
    return [s for s in reading.series if s.categories == lead.series.categories]


def _kept(indicator: Indicator, reading: IndicatorReading, codes: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """As many of the areas as a page may carry, the first ones first, and their values in rows."""
    kept: list[list[Any]] = []
    taken = []
    for code in codes:
        rows = [
            [code, _key(indicator, series.categories), one.time, one.value, one.ranked, one.flag]
            for series in reading.series
            if (series.area or "") == code
            for one in series.observations
        ]
        if len(kept) + len(rows) <= MOST_INSIDE:
            kept += rows
            taken.append(code)
        elif not taken:
            return [], []
    return taken, kept


def _groups(
    writer: Writer, dataset: Dataset, indicator: Indicator, reading: IndicatorReading, lead: Leading
) -> dict[str, Any]:
    """The categories that there are, those of the leading series first; `parts` are those of the first dimension."""
    categories = list(dict.fromkeys([lead.series.categories, *(s.categories for s in reading.series)]))
    return {
        "categories": [[_key(indicator, c), _category(writer, dataset, indicator, c)] for c in categories],
        "parts": [i for i, c in enumerate(categories) if i and c[0] is not None and not any(c[1:])],
        "whole": _category(writer, dataset, indicator, lead.series.categories),
    }


def _key(indicator: Indicator, categories: Categories) -> list[str | None]:
    """Categories as the file of values names them."""
    return [d.total if c is None else c for d, c in zip(indicator.dimensions, categories, strict=False)]


def _category(writer: Writer, dataset: Dataset, indicator: Indicator, categories: Categories) -> str:
    named = [
        subjects.category_title(dataset, indicator, i, value, writer.language)
        for i, value in enumerate(categories)
        if value is not None
    ]
    return " · ".join(named) or writer.word("live.whole")


def _flags(writer: Writer, dataset: Dataset, indicator: Indicator, reading: IndicatorReading) -> list[list[str]]:
    """What flags mean that say more than that a value is normal."""
    field = dataset.field(indicator.resource, indicator.flags or "")
    labels = {} if field is None else {c.value: c.label.text(writer.language) for c in field.categories}
    seen = sorted({o.flag for s in reading.series for o in s.observations if o.flag})
    return [[flag, labels.get(flag, flag)] for flag in seen if flag_meaning(flag) != NORMAL]


def _area(writer: Writer, code: str) -> str:
    areas = writer.catalog.areas
    return areas[code].title.text(writer.language) if code in areas else code


def _times(indicator: Indicator, reading: IndicatorReading, subject: Subject) -> dict[str, Any]:
    """Every time with its place on a scale of years and its name; targets and breaks with theirs."""
    known = sorted({o.time for s in reading.series for o in s.observations}, key=periods.order)
    return {
        "times": [[time, _place(time), subject.words(time), periods.words(time, subject.language)] for time in known],
        "targets": [
            [
                _place(t.time),
                str(t.value),
                words.word("chart.target", subject.language, value=text(t.value, subject), time=subject.words(t.time)),
                subject.words(t.time),
            ]
            for t in indicator.targets
        ],
        "breaks": sorted(_place(b.time) for b in indicator.breaks),
    }


def _place(time: str) -> float:
    place = round(subjects.place(time), PLACES)
    return int(place) if place == int(place) else place


def _written(subject: Subject, reading: IndicatorReading, language: str) -> dict[str, Any]:
    """How numbers are written, and the unit of an axis, also where it counts in millions."""
    most = max((abs(Decimal(o.value)) for s in reading.series for o in s.observations if o.value), default=Decimal(0))
    scales = [[str(size), words.word(f"chart.{name}", language, unit=subject.unit)] for size, name in SCALES]
    sample = locales.number(Decimal("1000.5"), language)
    return {
        "unit": subject.unit,
        "scales": [s for s in scales if subject.is_scaled and Decimal(s[0]) <= most * 2],
        "places": subject.precision,
        "marks": [sample[1:-5], sample[-2]],
    }


def _script(data: Mapping[str, Any]) -> Markup:
    """JSON in which nothing ends a script element."""
    return Markup(_json(data).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
