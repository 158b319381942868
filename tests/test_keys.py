"""The key table holds together: kinds, levels and lists exist, and every key has an example that is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from generator import keys, model
from generator.codelists import code_lists
from generator.descriptors import CLASSES, read_value
from generator.keys import LEVELS, REGISTRIES, Key
from generator.kinds import KINDS, Context, Place
from generator.problems import Problem
from generator.yamlfile import parse_yaml

ALL = [(level, key) for level, level_keys in LEVELS.items() for key in level_keys]
NAMES = {
    "organizations": ["banchi", "nso", "mdes"],
    "themes": ["digital-skills-society"],
    "licenses": ["cc-by-4.0"],
    "units": ["percent"],
    "areas": ["THA", "ASEAN"],
    "datasets": ["internet-users", "internet-users-by-age"],
}


def _ids(entry: object) -> str:
    return entry if isinstance(entry, str) else getattr(entry, "name", "")


@pytest.mark.parametrize(("level", "key"), ALL, ids=_ids)
def test_every_kind_level_and_list_that_a_key_names_exists(level: str, key: Key) -> None:
    assert key.kind in {*KINDS, "map", "maps"}
    named = {"map": LEVELS, "maps": LEVELS, "code": code_lists(), "codes": code_lists()}
    registries = {*REGISTRIES, "datasets", "code_registries", "indicators", "indicator-sets"}
    assert key.of in (registries if key.kind in ("reference", "references") else named.get(key.kind, {""}))


@pytest.mark.parametrize(("level", "key"), ALL, ids=_ids)
def test_every_key_is_explained_in_both_languages(level: str, key: Key) -> None:
    assert sorted(key.help) == ["en", "th"] and all(key.help.values())


@pytest.mark.parametrize(("level", "key"), ALL, ids=_ids)
def test_the_example_of_a_key_is_read_without_a_problem(level: str, key: Key) -> None:
    told: list[Problem] = []
    names = {registry: dict.fromkeys(entries, ()) for registry, entries in NAMES.items()}
    context = Context(path="x.yml", languages=("th", "en"), names=names, problems=told)
    file, problems = parse_yaml(f"{key.name}: {key.example}".encode(), "x.yml")
    assert file is not None and not problems
    read_value(key, Place(context=context, subject=key.name, line=1), file.node.nodes[key.name])  # type: ignore[union-attr]
    assert [p.line_text("en") for p in told] == []


def _held() -> Iterator[tuple[str, type]]:
    by_hand = {"dataset": model.Dataset, "resource": model.Resource, "schema": model.Schema, "field": model.Field}
    by_hand |= {"indicator": model.Indicator, "dimension": model.Dimension, "node": model.Node}
    by_hand |= {"catalog": model.Catalog}
    yield from ((level, cls) for level, cls in {**CLASSES, **by_hand}.items() if isinstance(cls, type))


@pytest.mark.parametrize(("level", "cls"), list(_held()), ids=_ids)
def test_the_model_holds_every_key_of_a_level(level: str, cls: type) -> None:
    assert {key.name for key in LEVELS[level]} <= {field.name for field in fields(cls)}


def test_the_fourteen_core_fields_of_the_thai_catalog_have_keys() -> None:
    core = {key.core: key for key in (*LEVELS["dataset"], *LEVELS["contact"]) if key.core}
    assert sorted(core) == list(range(1, 15))
    assert [number for number, key in core.items() if not key.required] == [5]  # an e-mail address, or else a page


def test_the_registries_have_levels() -> None:
    assert set(keys.REGISTRIES.values()) <= set(LEVELS)
