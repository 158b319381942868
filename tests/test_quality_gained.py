"""Whoever does what a line of quality asks for gains the points that it says, whatever the dataset is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model import (
    Dataset,
    Field,
    Keywords,
    Schema,
    Text,
    UpdateFrequency,
)
from generator.quality import DIMENSIONS
from tests import made
from tests.judged import (
    BARE,
    FULL,
    TODAY,
    best,
    judged,
    table,
)


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
