"""Points of quality that a change gains and loses, as `banchi diff` tells them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.judged import (
    ASKED,
    OLD,
)
from tests.tiny import FILES, banchi, tiny_catalog


def differing(tmp_path: Path, **changed: str) -> Callable[..., str]:
    """What `banchi diff` prints of that change to the tiny catalog, in any form."""
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new", **changed)
    return lambda *options: banchi(new, "diff", str(old), *options).stdout


def test_a_change_is_told_with_the_points_it_gains_and_loses(tmp_path: Path) -> None:
    text = OLD.replace(", en: Length}, unit", "}, unit").replace(
        "geo_coverage", "method: {th: นับ, en: Counted}\ngeo_coverage"
    )
    told = differing(tmp_path, dataset=text)
    lines = [line.strip() for line in told("--lang", "en").splitlines()]
    place = next(n for n, line in enumerate(lines) if line.startswith("quality points"))
    before, after = map(int, re.findall(r"\d+", lines[place])[:2])
    assert lines[place].endswith("(+2)") and after - before == 2
    assert lines[place + 1 : place + 3] == ["Method: +4", "Field titles in every language: -2 ('length.length (en)')"]
    assert "คะแนนคุณภาพ" in told("--lang", "th", "--format", "markdown")
    found = json.loads(told("--format", "json"))["changes"][0]["quality"]
    assert (found["before"], found["after"], len(found["lines"])) == (before, after, 2)


def test_points_that_are_not_counted_any_more_are_told_with_the_reason(tmp_path: Path) -> None:
    told = differing(tmp_path, dataset=ASKED)
    text = told("--lang", "en")
    assert "Primary keys: -6 (data that are not open have no file to judge and cannot have an open license)" in text
    assert "Updated on time: +14\n" in text
    found = next(c for c in json.loads(told("--format", "json"))["changes"] if c["quality"])["quality"]
    assert found["after"] - found["before"] == sum(line["after"] - line["before"] for line in found["lines"])


def test_points_that_a_registry_takes_are_told_of_each_dataset(tmp_path: Path) -> None:
    told = differing(tmp_path, licenses=FILES["datasets/licenses.yml"].replace("open: true", "open: false"))
    assert "Open license: -5 ('license')" in told("--lang", "en")


def test_a_new_dataset_is_told_with_its_points(tmp_path: Path) -> None:
    old, new = tiny_catalog(tmp_path / "old"), tiny_catalog(tmp_path / "new")
    (new / "datasets/streets").mkdir()
    (new / "datasets/streets/dataset.yml").write_text(OLD.replace("Length of roads", "Streets"), "utf-8")
    assert re.search(r"Quality: \d+ of 100 points", banchi(new, "diff", str(old), "--lang", "en").stdout)


def test_what_keeps_its_points_says_nothing_of_them(tmp_path: Path) -> None:
    assert "quality" not in differing(tmp_path, dataset=OLD.replace("How long", "How very long"))("--lang", "en")
