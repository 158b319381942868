"""Data whose release is to come are nowhere on the site, and all of them are there from that moment on."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import as_moment, time_of_day
from generator.formats.calendar import OCTETS, _folded, _text
from tests.test_former import CANALS, INDICATOR
from tests.test_portal import digest
from tests.tiny import FILES, banchi, tiny_catalog

SECRETS = ("471108154", "471108155")  # of a table, and of a whole dataset
RELEASE = datetime(2026, 3, 1, 2, tzinfo=UTC)
WRITTEN = "2026-03-01T09:00+07:00"
BEFORE = str(int(RELEASE.timestamp()) - 1)
AFTER = str(int(RELEASE.timestamp()))
EARLY = f"""\
- name: early
  path: early.csv
  title: {{th: ความยาวปีใหม่, en: Length in the new year}}
  release_at: {WRITTEN}
  schema:
    fields:
    - {{name: year, type: year, title: {{th: ปี, en: Year}}, constraints: {{required: true}}}}
    - {{name: length, type: integer, title: {{th: ความยาว, en: Length}}, unit: km}}
    primaryKey: [year]
"""
SET = """\
title: {th: ชุดทาง, en: Ways}
description: {th: ทางทุกแบบ, en: Ways of every kind.}
publisher: office
headline: [road-length]
children: [{indicator: road-length}]
"""


def embargoed(root: Path, *, table: str = f"year,length\n2026,{SECRETS[0]}\n") -> Path:
    """A dataset with one table that is out and one that is not, which an indicator of a set reads; and a dataset of
    which nothing is out."""
    roads = FILES["datasets/roads/dataset.yml"] + EARLY + INDICATOR.replace("resource: length", "resource: early")
    tiny_catalog(root, dataset=roads)
    root.joinpath("datasets", "roads", "early.csv").write_text(table, "utf-8")
    sets = root / "datasets" / "indicator-sets"
    sets.mkdir()
    sets.joinpath("ways.yml").write_text(SET, "utf-8")
    canals = root / "datasets" / "canals"
    canals.mkdir()
    canals.joinpath("dataset.yml").write_text(CANALS + f"release_at: {WRITTEN}\n", "utf-8")
    canals.joinpath("length.csv").write_text(f"year,length\n2024,{SECRETS[1]}\n", "utf-8")
    return root


def holding(site: Path, secret: str) -> list[str]:
    """Every file that holds the secret, those inside zips and workbooks too, with or without marks for thousands."""
    spellings = {secret.encode(), f"{int(secret):,}".encode()}
    found = []
    for file in sorted(site.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        whole = content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                whole += b"".join(archive.read(name) for name in archive.namelist())
        if any(spelling in whole for spelling in spellings):
            found.append(file.relative_to(site).as_posix())
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One folder built twice with its cache: a second before the release, and at it."""
    root = embargoed(tmp_path_factory.mktemp("embargo"))
    found = {}
    for name, moment in (("before", BEFORE), ("after", AFTER)):
        assert banchi(root, "build", "--site-dir", name, SOURCE_DATE_EPOCH=moment).exit_code == 0
        found[name] = root / name
    return found


@pytest.mark.parametrize("secret", SECRETS)
def test_no_figure_leaks_before_its_release(sites: dict[str, Path], secret: str) -> None:
    assert holding(sites["before"], secret) == []
    after = holding(sites["after"], secret)
    name = "early" if secret == SECRETS[0] else "length"
    folder = "roads" if secret == SECRETS[0] else "canals"
    for path in (
        f"{name}.csv",
        "index.html",
        f"downloads/{name}.json",
        f"downloads/{name}.xlsx",
        f"downloads/{folder}.zip",
    ):
        assert f"datasets/{folder}/{path}" in after
    assert not list(sites["before"].rglob("early*"))
    assert not sites["before"].joinpath("datasets/canals/length.csv").exists()
    assert not sites["before"].joinpath("indicators/road-length").exists()
    assert sites["after"].joinpath("indicators/road-length/index.html").exists()


def test_neither_state_is_taken_from_the_other_by_the_cache(sites: dict[str, Path], tmp_path: Path) -> None:
    for name, moment in (("before", BEFORE), ("after", AFTER)):
        root = embargoed(tmp_path / name)
        assert digest(sites[name]) == digest(built_at(root, moment, "--no-cache"))
    root = sites["before"].parent  # and back: the clock of another machine may be late
    assert digest(built_at(root, BEFORE)) == digest(sites["before"])


def built_at(root: Path, moment: str, *arguments: str) -> Path:
    done = banchi(root, "build", *arguments, SOURCE_DATE_EPOCH=moment)
    assert done.exit_code == 0, done.stderr
    return root / "site"


def text_of(file: Path) -> str:
    page = BeautifulSoup(file.read_text("utf-8"), "html.parser").select_one("article")
    assert page is not None
    return page.get_text(" ", strip=True).replace("\xa0", " ")


def test_the_description_is_there_and_says_when(sites: dict[str, Path]) -> None:
    roads = text_of(sites["before"] / "en/datasets/roads/index.html")
    assert "Length in the new year – to be released on 1 March 2026, 09:00 (UTC+07:00)" in roads
    canals = text_of(sites["before"] / "en/datasets/canals/index.html")
    assert "Length of canals" in canals and "they are to be released on 1 March 2026, 09:00 (UTC+07:00)" in canals
    told = json.loads(sites["before"].joinpath("api/datasets/roads.json").read_bytes())
    assert told["awaited"] == [
        {"name": "early", "title": {"th": "ความยาวปีใหม่", "en": "Length in the new year"}, "release_at": WRITTEN}
    ]
    assert "To be released" not in text_of(sites["after"] / "en/datasets/roads/index.html")


def test_what_is_wrong_in_held_back_data_is_told_before_their_day(tmp_path: Path) -> None:
    root = embargoed(tmp_path, table="year,length\n2026,much\n")
    done = banchi(root, "build", SOURCE_DATE_EPOCH=BEFORE)
    assert done.exit_code == 1 and "datasets/roads/early.csv" in done.stderr


@pytest.mark.parametrize("form", ["github", "sarif", "markdown", "text", "json"])
def test_a_check_shows_values_under_embargo_to_who_holds_them_alone(tmp_path: Path, form: str) -> None:
    """Forms for code hosts never do, and none does in the log of one: it still says what is wrong, and where."""
    root = embargoed(tmp_path, table="year,length\n2026,umpteen\n")
    for ci, is_shown in (("", form in ("text", "json")), ("false", form in ("text", "json")), ("true", False)):
        told = banchi(root, "check", "--format", form, SOURCE_DATE_EPOCH=BEFORE, CI=ci).stdout
        assert ("umpteen" in told) == is_shown, (ci, told)
        assert "early.csv" in told and ("type-error" in told or form == "markdown")
    assert "umpteen" in banchi(root, "check", "--format", form, SOURCE_DATE_EPOCH=AFTER, CI="true").stdout


def test_a_log_of_a_build_shows_values_under_embargo_on_no_code_host(tmp_path: Path) -> None:
    root = embargoed(tmp_path, table="year,length\n2026,umpteen\n")
    for ci, is_shown in (("", True), ("true", False)):
        done = banchi(root, "build", SOURCE_DATE_EPOCH=BEFORE, CI=ci)
        assert done.exit_code == 1 and "datasets/roads/early.csv" in done.stderr
        assert ("umpteen" in done.stderr) == is_shown


@pytest.mark.parametrize("wrong", ["release_at: next March", "releas_at: 2026-03-01T09:00+07:00"])
def test_a_time_of_release_that_cannot_be_read_shows_nothing_either(tmp_path: Path, wrong: str) -> None:
    root = embargoed(tmp_path, table="year,length\n2026,umpteen\n")
    descriptor = root / "datasets" / "roads" / "dataset.yml"
    descriptor.write_text(descriptor.read_text("utf-8").replace(f"release_at: {WRITTEN}", wrong), "utf-8")
    told = banchi(root, "check", "--format", "github", SOURCE_DATE_EPOCH=BEFORE).stdout
    assert "early.csv" in told and "dataset.yml" in told and "umpteen" not in told


def test_data_that_are_out_cannot_be_held_back(tmp_path: Path) -> None:
    embargoed(tmp_path / "old")
    descriptor = tmp_path / "old" / "datasets" / "roads" / "dataset.yml"
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    descriptor.write_text(descriptor.read_text("utf-8").replace(f"  release_at: {WRITTEN}\n", ""), "utf-8")
    done = banchi(tmp_path / "new", "diff", "../old", "--format", "json", SOURCE_DATE_EPOCH=BEFORE)
    assert done.exit_code == 1
    assert {"datasets/roads/early.csv", "indicators/road-length/"} <= set(json.loads(done.stdout)["vanished"])


def test_the_calendar_tells_what_is_to_come(sites: dict[str, Path]) -> None:
    page = BeautifulSoup(sites["before"].joinpath("en/calendar/index.html").read_text("utf-8"), "html.parser")
    days = [str(h["id"]) for h in page.select("article h2[id]")]
    assert days == ["day-2026-03-01"]
    text = text_of(sites["before"] / "en/calendar/index.html")
    assert text.count("at 09:00 (UTC+07:00)") == 2 and "Length in the new year" in text
    assert page.select_one('article a[href="../calendar.ics"]')
    after = BeautifulSoup(sites["after"].joinpath("en/calendar/index.html").read_text("utf-8"), "html.parser")
    assert [str(h["id"]) for h in after.select("article h2[id]")] == ["day-2027-01-02"]  # a year after the last change
    assert "update expected" in text_of(sites["after"] / "en/calendar/index.html")
    for updates in ("updates/index.html", "en/updates/index.html"):
        assert 'href="../calendar/"' in sites["before"].joinpath(updates).read_text("utf-8")


def test_a_calendar_program_reads_the_same(sites: dict[str, Path]) -> None:
    events = events_of(sites["before"].joinpath("en/calendar.ics").read_bytes())
    assert [(e["DTSTART"], e["STATUS"], e["DTSTAMP"]) for e in events] == [
        ("20260301T020000Z", "CONFIRMED", "20260102T000000Z")
    ] * 2
    assert {e["URL"] for e in events} == {f"https://tiny.example/en/datasets/{name}/" for name in ("roads", "canals")}
    events = events_of(sites["after"].joinpath("calendar.ics").read_bytes())
    assert {(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"], e["STATUS"]) for e in events} == {
        ("20270102", "20270103", "TENTATIVE")
    }
    assert len({e["UID"] for e in events}) == len(events) == 2


def test_an_organization_that_publishes_has_a_calendar_of_its_own(tmp_path: Path) -> None:
    root = embargoed(tmp_path)
    registry = root / "datasets" / "organizations.yml"
    others = "port: {title: {th: ท่าเรือ, en: Port}}\nidle: {title: {th: ว่าง, en: Idle}}\n"
    registry.write_text(registry.read_text("utf-8") + others, "utf-8")
    canals = root / "datasets" / "canals" / "dataset.yml"
    canals.write_text(canals.read_text("utf-8").replace("organization: office", "organization: port"), "utf-8")
    site = built_at(root, BEFORE)
    for name, dataset in (("office", "roads"), ("port", "canals")):
        file = site / "en" / "organizations" / name / "calendar.ics"
        (event,) = events_of(file.read_bytes())
        assert event["URL"] == f"https://tiny.example/en/datasets/{dataset}/"
        assert f"X-WR-CALNAME:Release calendar – {name.title()}" in file.read_bytes().decode()
        for language in ("", "en"):
            page = (site / language / "organizations" / name / "index.html").read_text("utf-8")
            assert BeautifulSoup(page, "html.parser").select_one('article a[href="calendar.ics"]')
    assert len(events_of((site / "en" / "calendar.ics").read_bytes())) == 2
    assert not (site / "organizations" / "idle" / "calendar.ics").exists()
    assert "calendar.ics" not in (site / "organizations" / "idle" / "index.html").read_text("utf-8")


def test_a_calendar_without_releases_is_a_calendar_all_the_same(tmp_path: Path) -> None:
    """It has a component, as it must (RFC 5545, 3.6), which says nothing: its address goes on for who follows it."""
    root = tiny_catalog(tmp_path)
    descriptor = root / "datasets" / "roads" / "dataset.yml"
    never = descriptor.read_text("utf-8").replace("{unit: year, interval: 1}", "{unit: never}")
    descriptor.write_text(never, "utf-8")
    site = built_at(root, BEFORE)
    for name in ("calendar.ics", "en/calendar.ics", "organizations/office/calendar.ics"):
        content = (site / name).read_bytes()
        assert events_of(content) == [] and content.count(b"BEGIN:VTIMEZONE\r\n") == 1
    for page in ("calendar/index.html", "organizations/office/index.html"):
        assert "calendar.ics" in (site / page).read_text("utf-8")


LINE = re.compile(r"(?P<name>[A-Z-]+(;[A-Z]+=[^:;,\"]+)*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")  # RFC 5545, 3.1


def events_of(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar that follows the grammar of RFC 5545: its lines, folds and components."""
    rows = content.split(b"\r\n")
    assert rows.pop() == b"" and all(len(row) <= OCTETS and b"\n" not in row for row in rows)
    lines = content.decode().replace("\r\n ", "").splitlines()
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    assert sum(line.startswith("BEGIN:") for line in lines) > 1, "3.6: one or more calendar components"
    for line in lines:
        match = LINE.fullmatch(line)
        assert match is not None, line
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line not in ("END:VEVENT", "END:VCALENDAR"):
            assert match["name"] not in events[-1], line
            events[-1][match["name"]] = match["value"]
    assert all({"UID", "DTSTAMP"} <= event.keys() for event in events)
    assert lines.count("END:VEVENT") == len(events)
    return events


@given(st.text())
def test_any_text_is_one_folded_line(words: str) -> None:
    """Whatever a title holds: no line is too long, no letter is cut, and the text comes back."""
    folded = _folded(f"SUMMARY:{_text(words)}")
    assert folded.endswith(b"\r\n") and all(len(row) <= OCTETS for row in folded.split(b"\r\n"))
    for row in folded.split(b"\r\n"):
        row.decode()
    unfolded = folded.decode().replace("\r\n ", "").removesuffix("\r\n").removeprefix("SUMMARY:")
    assert "\n" not in unfolded and "\r" not in unfolded
    back = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], unfolded)
    assert back == "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def test_a_moment_is_a_day_or_a_time_with_its_zone() -> None:
    assert as_moment("2026-03-01") == datetime(2026, 3, 1, tzinfo=UTC)
    assert as_moment(WRITTEN) == as_moment("2026-03-01T02:00Z") == RELEASE
    for wrong in ("2026-03-01T09:00", "2026-03-01 09:00+07:00", "2026-02-30", "2026-03-01T25:00Z", "2026-03"):
        assert as_moment(wrong) is None
    assert (time_of_day("2026-03-01"), time_of_day(WRITTEN)) == (None, ("09:00", "UTC+07:00"))
    assert time_of_day("2026-03-01T02:00Z") == time_of_day("2026-03-01T02:00+00:00") == ("02:00", "UTC")
    assert date(2026, 3, 1).isoformat() in WRITTEN
