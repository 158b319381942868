"""What a report on a change says of data whose release is to come: that they change, and no value."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import locales
from tests.committed import ALONE, Repo
from tests.proposal import LENGTHS, ROADS, table
from tests.tiny import banchi

COMING = str(int(datetime(2026, 12, 1, tzinfo=UTC).timestamp()))
OUT = str(int(datetime(2027, 2, 1, tzinfo=UTC).timestamp()))
HELD = "release_at: 2027-01-05T09:00+07:00\n"
OF_TABLE = ("- name: length\n", f"- name: length\n  {HELD}")
SECRETS = ("471108", "471,108", "88123", "ไม่ใช่เลข")
OPEN = """\
- name: bridges
  path: bridges.csv
  title: {th: สะพาน, en: Bridges}
  schema:
    fields:
    - {name: year, type: year, title: {th: ปี, en: Year}}
    - {name: bridges, type: integer, title: {th: สะพาน, en: Bridges}}
    primaryKey: [year]
"""


def changed(folder: Path, before: str, after: str) -> Repo:
    """A repository in which figures under embargo are revised, one of them to no number, and a bound of them is
    changed; and so is a table beside them that is out."""
    repo = Repo(folder)
    repo.write("roads/dataset.yml", before.replace("indicators:\n", f"{OPEN}indicators:\n"))
    repo.write("roads/length.csv", table(LENGTHS))
    repo.write("roads/bridges.csv", "year,bridges\n2024,7\n")
    repo.commit("Begin")
    after = after.replace("unit: km", "unit: km, constraints: {maximum: 88123}")
    repo.write("roads/dataset.yml", after.replace("indicators:\n", f"{OPEN}indicators:\n"))
    repo.write("roads/length.csv", table({**LENGTHS, 2020: 471108}) + "2026,ไม่ใช่เลข\n")
    repo.write("roads/bridges.csv", "year,bridges\n2024,8\n")
    return repo


@pytest.fixture(scope="module", params=["added", "taken-away", "of-the-table"])
def repo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    held = {"of-the-table": ROADS.replace(*OF_TABLE)}.get(request.param, ROADS + HELD)
    before, after = {"added": (ROADS, held), "taken-away": (held, ROADS)}.get(request.param, (held, held))
    return changed(tmp_path_factory.mktemp("held") / "repo", before, after)


@pytest.mark.parametrize(
    "command", [("review", "HEAD"), ("diff",), ("diff", "--format", "json"), ("diff", "--format", "markdown")]
)
def test_no_value_under_embargo_is_told(repo: Repo, command: tuple[str, ...]) -> None:
    told = banchi(repo.root, *command, SOURCE_DATE_EPOCH=COMING, **ALONE).stdout
    assert [secret for secret in SECRETS if secret in told] == []
    assert "length" in told
    out = banchi(repo.root, *command, SOURCE_DATE_EPOCH=OUT, **ALONE).stdout
    assert "471108" in out.replace(",", "") and "88123" in out, "else nothing was hidden before"


def test_that_it_changes_is_told_and_what_is_out_in_full(repo: Repo) -> None:
    told = banchi(repo.root, "review", **ALONE, SOURCE_DATE_EPOCH=COMING).stdout
    is_one = OF_TABLE[1] in (repo.root / "datasets/roads/dataset.yml").read_text("utf-8")
    names = ["`length`"] if is_one else ["`length`", "`bridges`"]
    assert f"the data of {' and '.join(names)} change; they are not shown here before their release" in told
    assert f"ข้อมูลในตาราง {locales.joined(names, 'th')} เปลี่ยนไป แต่ยังไม่ถึงกำหนดเผยแพร่" in told
    assert "`constraints` (nothing" not in told and "changed (not shown before its release)" in told
    assert ("`bridges` `7` → `8`" in told) == is_one
    assert "`datasets/roads/length.csv` line 18" in told, "where to mend is told all the same"


def test_who_may_know_can_ask(repo: Repo) -> None:
    done = banchi(repo.root, "diff", "--embargoed", "--format", "json", SOURCE_DATE_EPOCH=COMING, **ALONE)
    (roads,) = (c for c in json.loads(done.stdout)["changes"] if c["sort"] == "dataset")
    assert "471108" in json.dumps(roads["tables"]) and roads["held"] == []
