"""Chores of a build: what the pool leaves in the cache for the last stage."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from generator import fonts, theme
from generator.cache import Cache
from generator.charts import bundle
from generator.chores import Hand, chores
from generator.tasks import Shared
from tests import made


def test_a_chore_travels_to_a_worker_and_leaves_its_result_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it nothing is left to do, and the last stage makes nothing itself."""
    monkeypatch.setattr(bundle, "bundle", lambda: b"script")
    monkeypatch.setattr(fonts, "woff2", str.encode)
    cache = Cache(tmp_path / "cache")
    todo = pickle.loads(pickle.dumps(list(chores(cache, has_charts=True))))
    assert len(todo) == 1 + len(fonts.FACES)
    hand = Hand(Shared(root=tmp_path, catalog=made.catalog(), cache=cache, today=date(2026, 1, 2)))
    assert {hand(chore).problems for chore in todo} == {()}
    monkeypatch.setattr(bundle, "bundle", lambda: pytest.fail("made again"))
    monkeypatch.setattr(fonts, "woff2", lambda _: pytest.fail("cut again"))
    assert list(chores(cache, has_charts=True)) == []
    assert bundle.output(cache).content == b"script"
    assert {face: theme.face_file(cache, face) for face in fonts.FACES} == {f: f.encode() for f in fonts.FACES}


def test_without_charts_there_is_no_bundle_and_without_cache_nothing(tmp_path: Path) -> None:
    assert len(list(chores(Cache(tmp_path), has_charts=False))) == len(fonts.FACES)
    assert list(chores(Cache(None), has_charts=True)) == []
