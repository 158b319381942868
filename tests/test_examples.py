"""Holes of hand-written pages: the catalog's own names, and plain words where it has none."""

from __future__ import annotations

from dataclasses import replace

from generator.examples import filled
from tests import made

GUIDE = "{{ banchi.address }}api/{{ banchi.dataset }}/{{ banchi.indicator }}/{{ banchi.set }}"


def test_holes_are_filled_with_what_the_catalog_features() -> None:
    catalog = replace(made.catalog(made.dataset()), featured_indicators=("rank",), featured_sets=("wdcr",))
    assert filled(GUIDE, catalog) == "https://tiny.example/api/roads/rank/wdcr"


def test_a_preview_tells_its_own_address() -> None:
    assert filled(GUIDE, replace(made.catalog(), preview_uri="https://p.example/7")).startswith(
        "https://p.example/7/api/"
    )


def test_a_catalog_without_such_things_leaves_words_to_be_replaced() -> None:
    assert filled(GUIDE, made.catalog()) == "https://tiny.example/api/<dataset>/<indicator>/<set>"


def test_other_braces_stay() -> None:
    assert filled("{{ other }} {{ banchi.nothing }}", made.catalog()) == "{{ other }} {{ banchi.nothing }}"
