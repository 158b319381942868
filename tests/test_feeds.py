"""Feeds of changes and the pages of updates: valid, saying what changed in each language, under names that stay."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup

from generator import words
from generator.formats import feeds
from generator.formats.feeds.feed import MOST, NEVER
from generator.keys import LEVELS
from generator.model import FileRevision, Revision, Text
from generator.news import news
from generator.outputs import Shown
from generator.pages import updates
from tests.committed import ALONE, Repo
from tests.feed_rules import ATOM, XML, atom_problems, json_feed_problems
from tests.test_building_again import counts
from tests.test_portal import EPOCH, digest
from tests.tiny import FILES, banchi

REPOSITORY = "repository_url: https://code.example/catalog.git\n"
SET = """\
title: {th: ชุดถนน, en: Roads index}
description: {th: ถนน, en: Of roads.}
publisher: office
children: [{indicator: road-length}]
"""
INDICATOR = """\
indicators:
- name: road-length
  title: {th: ความยาวถนน, en: Road length}
  definition: {th: ความยาว, en: How long roads are.}
  resource: length
  time: year
  value: length
  kind: amount
  direction: higher-is-better
  focus: THA
"""
HOSTILE = '<script>alert(1)</script> & "quotes" ]]> -->'


def build(repo: Repo, *arguments: str, **environment: str) -> Path:
    done = banchi(repo.root, "build", *arguments, **{**EPOCH, **ALONE, **environment})
    assert done.exit_code == 0, done.stdout + done.stderr
    return repo.root / "site"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Two datasets came, one was revised, described anew, and the other is gone."""
    made = Repo(tmp_path_factory.mktemp("feeds") / "repo", catalog=FILES["datasets/catalog.yml"] + REPOSITORY)
    made.write("organizations.yml", FILES["datasets/organizations.yml"] + "empty: {title: {th: ว่าง, en: Empty}}\n")
    made.write("indicator-sets/index.yml", SET)
    made.write("roads/dataset.yml", FILES["datasets/roads/dataset.yml"] + INDICATOR)
    made.commit("Begin")
    made.add_dataset("canals", **{"Length of canals": f"'{HOSTILE}'"})
    made.commit(HOSTILE)
    made.write("roads/length.csv", "year,length\n2024,10\n2025,13\n2026,14\n")
    made.commit("Revise")
    made.replace("roads/dataset.yml", "How long the roads were", "How long roads were")
    made.commit("Describe")
    made.git("rm", "-r", "--quiet", "datasets/canals")
    made.commit("Remove")
    return made


@pytest.fixture(scope="module")
def site(repo: Repo) -> Path:
    return build(repo)


def atom(site: Path, path: str) -> Element:
    return fromstring((site / "updates" / path).read_bytes())


def titles(site: Path, path: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in atom(site, path).findall(f"{ATOM}entry")]


def read_json(site: Path, path: str) -> Any:
    return json.loads((site / "updates" / path).read_text("utf-8"))


def test_there_is_a_feed_of_everything_in_each_language(site: Path) -> None:
    things = [
        "",
        "datasets/roads",
        "organizations/office",
        "organizations/empty",
        "themes/roads",
        "indicator-sets/index",
    ]
    expected = {
        f"{thing or 'feed'}.{language}.{suffix}"
        for thing in things
        for language in ("th", "en")
        for suffix in ("xml", "json")
    }
    found = {f.relative_to(site / "updates").as_posix() for f in (site / "updates").rglob("*.*") if f.suffix != ".html"}
    assert found == expected


def test_every_feed_is_valid(site: Path) -> None:
    for file in sorted((site / "updates").rglob("*.xml")):
        source = file.read_bytes()
        assert list(atom_problems(source)) == [], file
        read = feedparser.parse(source)
        assert not read.bozo and read.version == "atom10", file
    for file in sorted((site / "updates").rglob("*.json")):
        assert list(json_feed_problems(json.loads(file.read_text("utf-8")))) == [], file


def test_the_catalogs_feed_says_what_changed_the_newest_first(site: Path) -> None:
    assert [title.rpartition(" – ")[2] for title in titles(site, "feed.en.xml")] == [
        "removed",
        "metadata changed",
        "data revised",
        "new dataset",
        "new dataset",
        "new indicator set",
    ]
    revised = read_json(site, "feed.en.json")["items"][2]
    assert revised["content_html"].startswith("<p>Length: 1 row added and 1 row changed</p>")
    assert revised["_banchi"]["files"] == [
        {"path": "length.csv", "change": "revised", "rows_added": 1, "rows_changed": 1, "rows_removed": 0}
    ]
    assert "<p>Metadata changed: description</p>" in read_json(site, "feed.en.json")["items"][1]["content_html"]


def test_the_thai_feed_speaks_thai(site: Path) -> None:
    root = atom(site, "feed.th.xml")
    assert root.get(f"{XML}lang") == "th"
    assert titles(site, "feed.th.xml")[2] == "ความยาวถนน – ปรับปรุงข้อมูล"
    assert "<p>ความยาว: เพิ่ม 1 แถวและแก้ไข 1 แถว</p>" in read_json(site, "feed.th.json")["items"][2]["content_html"]


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("datasets/roads", 3),
        ("organizations/office", 6),
        ("organizations/empty", 0),
        ("themes/roads", 5),
        ("indicator-sets/index", 4),
    ],
)
def test_each_feed_tells_of_its_own_datasets(site: Path, path: str, count: int) -> None:
    assert len(titles(site, f"{path}.en.xml")) == len(read_json(site, f"{path}.th.json")["items"]) == count


def test_a_feed_without_entries_names_a_moment_that_stays(site: Path) -> None:
    assert atom(site, "organizations/empty.en.xml").findtext(f"{ATOM}updated") == NEVER


def test_a_feed_names_itself_its_page_its_author_and_its_newest_moment(site: Path) -> None:
    root = atom(site, "datasets/roads.en.xml")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://tiny.example/updates/datasets/roads.en.xml",
        "alternate": "https://tiny.example/en/datasets/roads/",
    }
    assert root.findtext(f"{ATOM}id") == links["self"]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Office"
    assert root.findtext(f"{ATOM}updated") == "2026-05-31T20:26:40Z"
    assert (
        read_json(site, "datasets/roads.en.json")["feed_url"] == "https://tiny.example/updates/datasets/roads.en.json"
    )


def test_an_entry_is_the_same_in_every_feed_and_has_another_name_in_another_language(site: Path) -> None:
    def names(path: str) -> set[str]:
        return {item["id"] for item in read_json(site, path)["items"]}

    assert names("datasets/roads.en.json") < names("themes/roads.en.json") < names("feed.en.json")
    assert names("indicator-sets/index.en.json") < names("organizations/office.en.json")
    assert names("indicator-sets/index.en.json") < names("feed.en.json")
    assert not names("feed.th.json") & names("feed.en.json")
    assert names("feed.en.json") == {e.findtext(f"{ATOM}id") for e in atom(site, "feed.en.xml").findall(f"{ATOM}entry")}


def test_names_stay_on_another_host(repo: Repo, site: Path) -> None:
    before = read_json(site, "feed.en.json")
    build(repo, "--site-dir", str(repo.folder / "preview"), "--base-uri", "https://preview.example/7/")
    after = read_json(repo.folder / "preview", "feed.en.json")
    assert [i["id"] for i in after["items"]] == [i["id"] for i in before["items"]]
    assert after["feed_url"] == "https://preview.example/7/updates/feed.en.json"
    assert after["items"][1]["url"] == "https://preview.example/7/en/datasets/roads/"
    (root,) = [atom(repo.folder / "preview", "feed.en.xml")]
    assert root.findtext(f"{ATOM}id") == "https://tiny.example/updates/feed.en.xml"


def test_nothing_that_somebody_wrote_becomes_markup(site: Path) -> None:
    """The title of a dataset is hostile, and so is a commit's message."""
    for file in (site / "updates").rglob("index.html"):
        assert "<script>alert" not in file.read_text("utf-8")
    entry = atom(site, "feed.en.xml").findall(f"{ATOM}entry")[0]
    assert entry.findtext(f"{ATOM}title", "").startswith(f"{HOSTILE} – "), "as text, which it is"
    assert "<script" not in entry.findtext(f"{ATOM}content", "")


def test_an_entry_leads_to_the_commit_where_the_repository_is_known(repo: Repo, site: Path) -> None:
    newest = read_json(site, "feed.en.json")["items"][0]
    address = f"https://code.example/catalog/commit/{repo.git('rev-parse', 'HEAD')}"
    assert f'<a href="{address}">' in newest["content_html"]
    page = BeautifulSoup((site / "en/updates/index.html").read_text("utf-8"), "html.parser")
    assert page.find("a", href=address) is not None


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("en/index.html", "feed"),
        ("en/updates/index.html", "feed"),
        ("en/datasets/roads/index.html", "datasets/roads"),
        ("en/organizations/office/index.html", "organizations/office"),
        ("en/themes/roads/index.html", "themes/roads"),
        ("en/indicator-sets/index/index.html", "indicator-sets/index"),
    ],
)
def test_a_page_names_its_feeds_in_its_language_to_programs_and_people(site: Path, page: str, feed: str) -> None:
    soup = BeautifulSoup((site / page).read_text("utf-8"), "html.parser")
    up = "../" * page.count("/")
    for kind, suffix in (("application/atom+xml", ".en.xml"), ("application/feed+json", ".en.json")):
        (link,) = soup.head.find_all("link", rel="alternate", type=kind)  # type: ignore[union-attr]
        assert link["href"] == f"{up}updates/{feed}{suffix}"
        if page != "en/index.html":
            assert soup.main.find("a", href=link["href"]) is not None  # type: ignore[union-attr]
    assert soup.find("footer").find("a", string="Updates") is not None  # type: ignore[union-attr]


def test_the_page_of_updates_says_what_the_feed_says_by_day(site: Path) -> None:
    soup = BeautifulSoup((site / "en/updates/index.html").read_text("utf-8"), "html.parser")
    days = [heading.time["datetime"] for heading in soup.main.find_all("h2")]  # type: ignore[union-attr]
    assert days == sorted(days, reverse=True) and len(days) == 5
    shown = [" – ".join(re.split(r"\s*\n?\s{2,}", h3.get_text(" ", strip=True))) for h3 in soup.main.find_all("h3")]  # type: ignore[union-attr]
    for text, title in zip(shown, titles(site, "feed.en.xml"), strict=True):
        said, _, what = title.rpartition(" – ")
        assert text.startswith(said) and text.endswith(what)
    assert "Length: 1 row added and 1 row changed" in soup.main.get_text()  # type: ignore[union-attr]
    gone = soup.main.find("h3")  # type: ignore[union-attr]
    assert gone is not None and gone.find("a") is None, "what is gone has no page to lead to"


def test_a_long_history_comes_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "PER_PAGE", 3)
    repo = Repo(tmp_path / "repo")
    for number in range(7):
        repo.add_dataset(f"way-{number}")
    repo.commit()
    site = build(repo, "--no-cache")
    assert [(site / f"updates/page-{n}/index.html").is_file() for n in (2, 3, 4)] == [True, True, False]
    assert len(titles(site, "feed.th.xml")) == 8
    monkeypatch.setattr(updates, "MOST", 5)
    site = build(repo, "--no-cache")
    assert [(site / f"updates/page-{n}/index.html").is_file() for n in (2, 3)] == [True, False]
    shown = [(site / f"en/updates/{page}index.html").read_text("utf-8") for page in ("", "page-2/")]
    assert ["Earlier changes" in page for page in shown] == [False, True]


def test_a_feed_is_bounded() -> None:
    revisions = tuple(
        Revision(dataset="roads", kind="new", at="2026-01-01T00:00:00Z", commit=f"{n}") for n in range(300)
    )
    assert len(list(news({"datasets/roads/": Text({"en": "Roads"})}, revisions, "en"))) == 300
    assert MOST == 100


def test_the_same_commit_gives_the_same_bytes_with_and_without_memory(repo: Repo, site: Path, tmp_path: Path) -> None:
    first = digest(site / "updates")
    build(repo)
    assert digest(site / "updates") == first, "from the cache"
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", f"file://{repo.folder}", str(clone))
    done = banchi(clone, "build", "--no-cache", **EPOCH, **ALONE)
    assert done.exit_code == 0, done.stderr
    assert digest(clone / "site/updates") == first, "from another clone with nothing remembered"


def test_a_shallow_clone_is_warned_of_with_the_cure_and_builds_in_strict_mode(
    repo: Repo, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.folder}", str(clone))
    done = banchi(clone, "build", "--strict", **EPOCH, **ALONE)
    assert done.exit_code == 0, done.stderr
    assert "fetch-depth: 0" in caplog.text
    assert titles(clone / "site", "feed.en.xml") == ["Length of roads – updated"]


def test_the_workflow_that_publishes_fetches_the_whole_history() -> None:
    workflow = yaml.safe_load((Path(__file__).parents[1] / ".github/workflows/publish.yml").read_text("utf-8"))
    (checkout,) = [s for s in workflow["jobs"]["build"]["steps"] if s.get("uses", "").startswith("actions/checkout")]
    assert checkout["with"]["fetch-depth"] == 0


def test_what_is_not_committed_is_in_no_feed(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit()
    before = digest(build(repo) / "updates/datasets")
    repo.write("roads/length.csv", "year,length\n2024,10\n2025,99\n")
    assert digest(build(repo) / "updates/datasets") == before
    repo.commit()
    assert digest(build(repo) / "updates/datasets") != before, "and once it is, it is told"
    assert "1 row changed" in read_json(repo.root / "site", "datasets/roads.en.json")["items"][0]["content_html"]


def test_a_commit_makes_anew_what_it_touched_and_the_pages_of_updates(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.write("../.gitignore", "site/\n.banchi/\n")
    repo.add_dataset("canals")
    repo.commit()
    counts(repo.root, **ALONE)
    assert counts(repo.root, **ALONE) == (0, 0, 0, 0)
    repo.write("roads/length.csv", "year,length\n2024,10\n2025,13\n")
    counts(repo.root, **ALONE)
    before = digest(repo.root / "site")
    repo.commit()
    assert counts(repo.root, **ALONE) == (0, 0, 2, 2), "its pages, and those of updates, in two languages"
    after = digest(repo.root / "site")
    differ = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    things = ("updates/feed", "updates/datasets/roads", "updates/organizations/office", "updates/themes/roads")
    feeds_anew = {
        f"{thing}.{language}.{suffix}" for thing in things for language in ("th", "en") for suffix in ("xml", "json")
    }
    assert differ == {*feeds_anew, "updates/index.html", "en/updates/index.html", "sha256sums.txt"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<updated>[^<]*</updated>", ""),
        ("<updated>[^<]*</updated>", "<updated>2026-05-31</updated>"),
        ("<title>[^<]*</title>", ""),
        ("<title>[^<]*</title>", "<title>a</title><title>b</title>"),
        ("<author>.*?</author>", ""),
        ("<author>.*?</author>", "<author><uri>https://x.example/</uri></author>"),
        ('rel="self"', 'rel="alternate" type="text/html"'),
        ('href="https://[^"]*"', 'href="updates/"'),
        ('term="[a-z]*"', ""),
        ("<id>[^<]*</id>", "<id>feed</id>"),
        ("<entry>", "<entry><rating>5</rating>"),
        ('type="html"', 'type="text/markdown"'),
        ("&lt;p&gt;", "&lt;script&gt;"),
        ('xml:lang="en"', 'xml:lang="in English"'),
        ("(?s)(<entry>.*?</entry>)", r"\1\1"),
    ],
)
def test_the_check_of_atom_finds_what_is_wrong(site: Path, old: str, new: str) -> None:
    sound = (site / "updates/datasets/roads.en.xml").read_text("utf-8")
    wrong = re.sub(old, new, sound, count=1)
    assert wrong != sound and list(atom_problems(sound.encode())) == []
    assert list(atom_problems(wrong.encode())) != []


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "https://jsonfeed.org/version/1"},
        {"title": ""},
        {"items": None},
        {"feed_url": "/updates/"},
        {"language": "in English"},
        {"authors": [{}]},
        {"itmes": []},
        {"items": [{"id": "a", "content_text": "b"}] * 2},
        {"items": [{"id": "a"}]},
        {"items": [{"content_text": "b"}]},
        {"items": [{"id": "a", "content_text": "b", "date_published": "today"}]},
        {"items": [{"id": "a", "content_html": "<script>"}]},
    ],
)
def test_the_check_of_json_feed_finds_what_is_wrong(site: Path, wrong: dict[str, object]) -> None:
    sound = read_json(site, "datasets/roads.en.json")
    assert list(json_feed_problems({**sound, **wrong})) != []


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


def test_an_edit_of_a_sets_own_file_is_in_its_feeds_and_on_the_page_of_updates(tmp_path: Path) -> None:
    """The set's own, its publisher's and the catalog's; no theme's and no dataset's."""
    repo = Repo(tmp_path / "repo")
    repo.write("roads/dataset.yml", FILES["datasets/roads/dataset.yml"] + INDICATOR)
    repo.write("indicator-sets/index.yml", SET)
    repo.commit()
    repo.replace("indicator-sets/index.yml", "Of roads.", "Of all roads.")
    name = repo.commit()
    site = build(repo, "--no-cache")
    for path in ("feed", "indicator-sets/index", "organizations/office"):
        assert titles(site, f"{path}.en.xml")[0] == "Roads index – indicator set changed"
        assert titles(site, f"{path}.th.xml")[0] == "ชุดถนน – แก้ไขชุดตัวชี้วัด"
    for path in ("datasets/roads", "themes/roads"):
        assert titles(site, f"{path}.en.xml") == ["Length of roads – new dataset"]
    item = read_json(site, "indicator-sets/index.en.json")["items"][0]
    assert item["url"] == "https://tiny.example/en/indicator-sets/index/"
    assert item["id"].startswith("https://tiny.example/en/indicator-sets/index/") and item["id"].endswith(name)
    assert item["content_html"] == "<p>Changed: description</p>"
    told = {key: value for key, value in item["_banchi"].items() if key != "about"}
    assert told == {"indicator_set": "index", "kind": "metadata", "commit": name, "keys": ["description"]}
    soup = BeautifulSoup((site / "en/updates/index.html").read_text("utf-8"), "html.parser")
    link = soup.main.find("h3").find("a")  # type: ignore[union-attr]
    assert (link["href"], link.get_text(strip=True)) == ("../indicator-sets/index/", "Roads index")  # type: ignore[index,union-attr]
    assert "Changed: description" in soup.main.get_text()  # type: ignore[union-attr]


def test_a_publisher_hears_of_its_sets_and_not_of_others_data_until_one_is_gone(tmp_path: Path) -> None:
    """The set counts a dataset of the office and is published by another organization."""
    repo = Repo(tmp_path / "repo")
    repo.write("organizations.yml", FILES["datasets/organizations.yml"] + "ranker: {title: {th: ผู้จัด, en: Ranker}}\n")
    repo.write("roads/dataset.yml", FILES["datasets/roads/dataset.yml"] + INDICATOR)
    repo.write("indicator-sets/index.yml", SET.replace("office", "ranker"))
    repo.commit()
    site = build(repo, "--no-cache")
    assert titles(site, "organizations/ranker.en.xml") == ["Roads index – new indicator set"]
    assert titles(site, "organizations/office.en.xml") == ["Length of roads – new dataset"]
    repo.git("rm", "--quiet", "datasets/indicator-sets/index.yml")
    repo.commit()
    site = build(repo, "--no-cache")
    told = ["Roads index – indicator set removed", "Roads index – new indicator set"]
    assert titles(site, "organizations/ranker.en.xml") == told
    assert titles(site, "organizations/office.en.xml") == ["Length of roads – new dataset"]


def test_every_key_of_a_descriptor_has_a_word() -> None:
    asked = {key.name for key in LEVELS["dataset"]}
    told = {key.removeprefix("key.") for key in words.words() if key.startswith("key.")}
    assert asked == told
    asked = {key.name for level in ("resource", "indicator") for key in LEVELS[level]}
    assert asked == {key.removeprefix("part.") for key in words.words() if key.startswith("part.")}
    asked = {key.name for key in LEVELS["indicator_set"]}
    assert asked == {key.removeprefix("set_key.") for key in words.words() if key.startswith("set_key.")}


def test_every_kind_of_page_with_a_feed_has_one(site: Path) -> None:
    for kind, folder in feeds.FOLDERS.items():
        names = {"datasets": "roads", "themes": "roads", "organizations": "office", "indicator-sets": "index"}
        shown = Shown(kind=kind, name=names.get(folder, ""), language="th")
        for found in feeds.alternates(shown, ("th", "en")):
            assert (site / found.path).is_file(), kind


def test_the_reports_words_are_told_in_both_languages() -> None:
    told = yaml.safe_load((Path(feeds.__file__).parents[2] / "problem_texts/_report.yml").read_text("utf-8"))
    for reason in ("shallow", "owner", "unreadable", "no-git"):
        assert set(told[f"history-{reason}"]) == {"th", "en"}
        assert all("; " in text for text in told[f"history-{reason}"].values())
