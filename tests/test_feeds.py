"""Feeds of changes and the pages of updates: valid, saying what changed in each language, under names that stay."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup

from generator.formats import feeds
from generator.formats.feeds.feed import NEVER
from generator.outputs import Shown
from tests.committed import ALONE, Repo
from tests.fed import HOSTILE, INDICATOR, REPOSITORY, SET, atom, build, read_json, titles
from tests.feed_rules import ATOM, XML, atom_problems, json_feed_problems
from tests.test_portal import EPOCH, digest
from tests.tiny import FILES, banchi


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
