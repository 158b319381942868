"""The charts of one indicator, drawn: over time, by category, areas against each other, on a map; and its files.

In come the facts of an indicator and a way to draw, out go SVG and files, made once for all pages that show them. It
must not know the page around them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator import periods, urls
from generator.changes import Leading, leading
from generator.charts import CHARTS, drawing, in_sizes
from generator.charts.subject import Chart, Subject
from generator.figures import home_area
from generator.indicator_files import is_own, write_indicator
from generator.model import Catalog, Dataset, Download, Indicator, IndicatorReading, ResourceReading
from generator.pages import subjects
from generator.pages.live import LiveFacts, live_facts
from generator.pages.neighbours import Neighbours
from generator.pages.writer import Writer

Draw = Callable[[Chart], str]

TREND, RANKING, _, MAP = CHARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """One chart in each of its layouts, as SVG; `name` is that of its part of the page."""

    name: str
    title: str
    drawings: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the pages of one indicator are made of, in no language."""

    dataset: Dataset
    indicator: Indicator
    reading: IndicatorReading
    table: ResourceReading | None = None
    neighbours: Neighbours
    downloads: tuple[Download, ...] = ()
    shapes: Mapping[str, Any]
    charts: Mapping[str, tuple[ChartView, ...]] = field(default_factory=dict)  # by language
    live: Mapping[str, LiveFacts | None] = field(default_factory=dict)  # … too


def with_files(catalog: Catalog, facts: Facts, site: Path, draw: Draw) -> tuple[Facts, tuple[str, ...]]:
    """Draw the indicator's charts and write its files into the site: the facts with them, and their paths."""
    lead = leading(facts.indicator, facts.reading, home_area(catalog.areas))
    downloads = [*write_indicator(site, catalog, facts.dataset, facts.indicator, facts.reading, facts.table)]
    drawn: dict[str, tuple[ChartView, ...]] = {}
    live: dict[str, LiveFacts | None] = {}
    for language in catalog.languages:
        writer = Writer(catalog, language, urls.indicator(facts.indicator.name))
        drawn[language] = tuple(_charts(writer, facts, lead, draw))
        live[language] = live_facts(writer, facts.dataset, facts.indicator, facts.reading, lead, downloads)
        downloads += _picture(facts.indicator, language, drawn[language], site)
    asked = [each for each in live.values() if each is not None]
    for each in asked:
        _put(site, each.path, each.content)
    paths = (*(d.path for d in downloads if is_own(facts.indicator, d)), *(each.path for each in asked))
    return replace(facts, downloads=tuple(downloads), charts=drawn, live=live), paths


def _picture(indicator: Indicator, language: str, drawn: tuple[ChartView, ...], site: Path) -> Iterator[Download]:
    """The chart over time that is also a file of its own, in its wide layout."""
    for view in drawn:
        if view.name == "trend":
            path = urls.indicator_file(indicator.name, f".{language}.svg")
            content = drawing.file(view.drawings[0]).encode()
            _put(site, path, content)
            digest = hashlib.sha256(content).hexdigest()
            yield Download(kind="svg", path=path, format="svg", bytes=len(content), sha256=digest)


def _put(site: Path, path: str, content: bytes) -> None:
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _charts(writer: Writer, facts: Facts, lead: Leading | None, draw: Draw) -> Iterator[ChartView]:
    if lead is None:
        return
    words = (writer.catalog, facts.dataset, facts.indicator, facts.reading, lead, writer.language)
    time = periods.words(lead.latest.time, writer.language)
    wanted: list[tuple[str, str, Any, Subject | None]] = [
        ("trend", writer.word("indicator.chart"), TREND, _over_time(subjects.trend_subject(*words))),
        ("categories", _by_category(writer, facts), TREND, subjects.category_subject(*words)),
        ("ranking", writer.word("indicator.ranking", time=time), RANKING, subjects.ranking_subject(*words)),
        ("map", writer.word("indicator.map", time=time), MAP, subjects.map_subject(*words, facts.shapes)),
    ]
    for name, title, chart, subject in wanted:
        drawn = () if subject is None else in_sizes(chart, subject)
        if drawn:
            yield ChartView(name=name, title=title, drawings=tuple(Markup(draw(c)) for c in drawn))


def _over_time(subject: Subject) -> Subject | None:
    """The subject where any line has a second value: one point alone is no trend."""
    counts = (sum(o.value is not None for o in line.observations) for line in subject.lines)
    return subject if any(count > 1 for count in counts) else None


def _by_category(writer: Writer, facts: Facts) -> str:
    if not facts.indicator.dimensions:
        return ""
    field = facts.dataset.field(facts.indicator.resource, facts.indicator.dimensions[0].field)
    title = "" if field is None else field.title.text(writer.language)
    return writer.word("indicator.by_category", field=title)
