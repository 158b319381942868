"""What a revision says to people, in words of both languages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator import words
from generator.formats.feeds.feed import MOST
from generator.keys import LEVELS
from generator.model import FileRevision, Revision, Text
from generator.news import news


def test_a_feed_is_bounded() -> None:
    revisions = tuple(
        Revision(dataset="roads", kind="new", at="2026-01-01T00:00:00Z", commit=f"{n}") for n in range(300)
    )
    assert len(list(news({"datasets/roads/": Text({"en": "Roads"})}, revisions, "en"))) == 300
    assert MOST == 100


def said(**facts: object) -> Mapping[str, str]:
    """What one revision says, by language."""
    revision = Revision(**{"dataset": "roads", "kind": "data", "at": "2026-01-01T00:00:00Z", **facts})  # type: ignore[arg-type]
    name = Text({"th": "ถนน", "en": "Roads"})
    title = {"datasets/roads/": name, "indicator-sets/roads/": name}
    return {language: " / ".join(next(news(title, (revision,), language)).sentences) for language in ("th", "en")}


def revised(**facts: object) -> dict[str, object]:
    return {"files": (FileRevision(path="a.csv", change="revised", **facts),)}  # type: ignore[arg-type]


@pytest.mark.parametrize("reason", ["large", "absent", "elsewhere", "no_table", "unreadable"])
def test_a_file_that_was_not_compared_says_why(reason: str) -> None:
    told = said(**revised(reason=reason))
    assert told["en"].startswith("a.csv: revised; ") and told["th"].startswith("a.csv: ปรับปรุงแล้ว ")


def test_whole_rows_say_how_a_changed_one_counts() -> None:
    assert said(**revised(added=2, removed=1))["en"] == (
        "a.csv: 2 rows added and 1 row removed (a changed row counts as one removed and one added)"
    )
    assert said(**revised(added=2, removed=0))["en"] == "a.csv: 2 rows added"
    assert said(**revised(added=0, changed=0, removed=0))["en"] == "a.csv: the same rows, written otherwise"
    fields = {"fields_added": ("a",), "fields_removed": ("b", "c")}
    told = said(**revised(added=0, changed=1, removed=0, **fields))
    assert told["en"] == "a.csv: 1 row changed, new field a, and fields b and c dropped"
    assert told["th"] == "a.csv: แก้ไข 1 แถว เพิ่มตัวแปร a และลบตัวแปร bและc"


def test_what_no_reader_may_see_is_put_out_of_sight() -> None:
    assert said(**revised(added=0, changed=0, removed=0, fields_added=("a\x00\x1b\ud800b",)))["en"].endswith(
        "a\ufffd\ufffd\ufffdb"
    )
    keys = ("title", "indicators.method", "indicators.targets", "resources.odd")
    assert said(kind="metadata", keys=keys) == {
        "en": "Metadata changed: title, indicators (method and targets), and descriptions of files and fields (odd)",
        "th": "คำอธิบายที่แก้ไข: ชื่อชุดข้อมูล ตัวชี้วัด (วิธีจัดทำและเป้าหมาย) และคำอธิบายไฟล์และตัวแปร (odd)",
    }
    assert said(kind="metadata", keys=("title", "x\x07"))["en"] == "Metadata changed: title and x\ufffd"


@pytest.mark.parametrize(
    ("facts", "english", "thai"),
    [
        ({"kind": "new"}, "The indicator set was added to the catalog.", "เพิ่มชุดตัวชี้วัดนี้เข้าบัญชีข้อมูลแล้ว"),
        ({"kind": "removed"}, "The indicator set is no longer in the catalog.", "ชุดตัวชี้วัดนี้ไม่อยู่ในบัญชีข้อมูลแล้ว"),
        ({"kind": "renamed", "former": "ways"}, "Its name in addresses was ways.", "ชื่อในที่อยู่เว็บเดิมคือ ways"),
        (
            {"kind": "metadata", "keys": ("title", "children", "odd")},
            "Changed: title, tree of indicators, and odd",
            "ส่วนที่แก้ไข: ชื่อ ผังตัวชี้วัด และodd",
        ),
    ],
)
def test_what_a_commit_did_to_a_set_is_said(facts: dict[str, object], english: str, thai: str) -> None:
    assert said(dataset="", indicator_set="roads", **facts) == {"en": english, "th": thai}


def test_every_key_of_a_descriptor_has_a_word() -> None:
    asked = {key.name for key in LEVELS["dataset"]}
    told = {key.removeprefix("key.") for key in words.words() if key.startswith("key.")}
    assert asked == told
    asked = {key.name for level in ("resource", "indicator") for key in LEVELS[level]}
    assert asked == {key.removeprefix("part.") for key in words.words() if key.startswith("part.")}
    asked = {key.name for key in LEVELS["indicator_set"]}
    assert asked == {key.removeprefix("set_key.") for key in words.words() if key.startswith("set_key.")}
