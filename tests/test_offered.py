"""What a catalog offers at a moment: which releases are to come, and that held-back files are no news before theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from generator.model import Dataset, FileRevision, Revision, UpdateFrequency
from generator.offered import offered, told
from tests import made

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
YEARLY = UpdateFrequency(unit="year")


def dataset(**more: Any) -> Dataset:
    table = made.table("a.csv", (made.field("what"),), release_at=more.pop("file_at", None))
    return made.dataset(*(() if more.get("planned") else (table,)), **{"update_frequency": YEARLY, **more})


@pytest.mark.parametrize(
    ("facts", "releases"),
    [
        ({}, [("expected", "2027-01-03")]),
        ({"modified": date(2020, 1, 2)}, []),
        ({"update_frequency": UpdateFrequency(unit="never")}, []),
        ({"planned": True, "release_date": date(2026, 11, 26)}, [("planned", "2026-11-26")]),
        ({"planned": True, "release_date": date(2026, 11, 25)}, []),
        ({"planned": True}, []),
        ({"file_at": "2026-11-27"}, [("fixed", "2026-11-27")]),
        ({"file_at": "2026-11-26"}, [("expected", "2027-01-03")]),
        ({"release_at": "2026-11-26T19:30:00+07:00"}, [("fixed", "2026-11-26T19:30:00+07:00")]),
        ({"release_at": "2026-11-26T18:30:00+07:00"}, [("expected", "2027-01-03")]),
    ],
)
def test_a_release_is_told_until_it_is_there(facts: dict[str, Any], releases: list[tuple[str, str]]) -> None:
    found = offered(made.catalog(dataset(**facts)), NOW)
    assert [(one.kind, one.at) for one in found.releases] == releases


def test_a_file_that_is_held_back_is_no_news() -> None:
    there = made.table("b.csv", (made.field("what"),))
    held = dataset(file_at="2026-11-27")
    catalog = offered(made.catalog(replace(held, resources=(*held.resources, there))), NOW)
    files = tuple(FileRevision(path=path, change="new") for path in ("a.csv", "b.csv"))
    revision = Revision(dataset="roads", kind="new", at="2026-11-20T00:00:00Z", files=files)
    other = replace(revision, dataset="canals")
    assert told(catalog, (revision, other)) == (replace(revision, files=files[1:]), other)
