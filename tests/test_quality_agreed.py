"""A dataset has the same points, and the same ways to more, whoever tells them: the command, its page, a change's
report.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.tiny import FILES, ROOT, banchi, tiny_catalog

DESCRIPTOR = FILES["datasets/roads/dataset.yml"]
LATER = "2031-01-01"
SECOND = """\
- name: plans
  path: plans.csv
  title: {th: แผน, en: Plans}
  release_at: 2031-01-01
"""
DATASETS = {  # each of the same words and table; what it says besides
    "open": DESCRIPTOR,
    "partly": DESCRIPTOR + SECOND,  # the second file has no schema, which costs points once it is offered
    "waiting": DESCRIPTOR.replace("resources:", f"release_at: {LATER}\nresources:"),
    "gone": DESCRIPTOR.replace("resources:", "withdrawn: {date: 2026-02-03, reason: {th: ผิด, en: Wrong}}\nresources:"),
}
CHOICES = "formats: [llms, feeds]\ndownloads: [json]\n"

Told = dict[str, tuple[int, list[int]]]
"""Points by dataset, with those that are still to be gained."""


def write(root: Path, choices: str = "") -> None:
    tiny_catalog(root, catalog=FILES["datasets/catalog.yml"] + choices)
    for name, descriptor in DATASETS.items():
        folder = root / "datasets" / name
        folder.mkdir()
        folder.joinpath("dataset.yml").write_text(descriptor, "utf-8")
        for table in ("length.csv", "plans.csv"):
            folder.joinpath(table).write_text(FILES["datasets/roads/length.csv"], "utf-8")


def of_the_command(root: Path, *paths: str) -> Told:
    done = banchi(root, "quality", *paths, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["datasets"]
    return {
        one["name"]: (one["points"], sorted(line["gain"] for line in one["lines"] if line["gain"])) for one in found
    }


def of_the_pages(site: Path) -> Told:
    """Of those that have points; a page of a dataset that is withdrawn has none."""
    told: Told = {}
    for file in site.glob("en/datasets/*/index.html"):
        part = BeautifulSoup(file.read_text("utf-8"), "html5lib").find(id="quality")
        points = re.search(r"\d+", "" if part is None else part.get_text())
        if part is not None and part.parent is not None and points is not None:
            told[file.parent.name] = int(points[0]), sorted(int(b.get_text()) for b in part.parent.select("li b"))
    return told


@pytest.mark.parametrize("choices", ["", CHOICES], ids=["everything", "choices"])
def test_the_command_and_the_page_tell_the_same_of_data_that_wait_or_are_gone(choices: str, tmp_path: Path) -> None:
    write(tmp_path, choices)
    done = banchi(tmp_path, "build")
    assert done.exit_code == 0, done.stdout + done.stderr
    told = of_the_command(tmp_path)
    assert told == of_the_pages(tmp_path / "site")
    assert set(told) == {"roads", "open", "partly", "waiting"}
    assert told["open"] == told["partly"] != told["waiting"], "a file counts from the day on which it is offered"
    assert of_the_command(tmp_path, "datasets/gone") == {}


def test_a_file_counts_from_the_day_on_which_it_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    before = of_the_command(tmp_path)["partly"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1925000000")  # 2031-01-01
    after = of_the_command(tmp_path)
    assert after["partly"][0] < after["open"][0] and before[0] > after["partly"][0]


def test_the_command_and_the_pages_tell_the_same_of_the_real_catalog(tmp_path: Path) -> None:
    ready = os.environ.get("BANCHI_SITE")
    site = Path(ready) if ready else tmp_path / "site"
    if not ready:
        done = banchi(ROOT, "build", "--site-dir", str(site))
        assert done.exit_code == 0, done.stderr
    told = of_the_command(ROOT)
    assert len(told) > 40 and told == of_the_pages(site)


def test_a_change_takes_no_points_before_the_site_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file costs points once it is offered: then the report of the same change says so."""
    for side, descriptor in (("old", DATASETS["open"]), ("new", DATASETS["partly"])):
        tiny_catalog(tmp_path / side, dataset=descriptor)
    (tmp_path / "new/datasets/roads/plans.csv").write_text(FILES["datasets/roads/length.csv"], "utf-8")

    def told() -> str:
        return banchi(tmp_path / "new", "diff", str(tmp_path / "old"), "--lang", "en").stdout

    assert "plans" in told() and "points" not in told()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1925000000")
    assert "points" in told()
