"""Feeds and the page of updates while a catalog goes on changing: what a commit adds to which of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.pages import updates
from tests.committed import ALONE, Repo
from tests.fed import INDICATOR, SET, build, read_json, titles
from tests.test_building_again import counts
from tests.test_portal import digest
from tests.tiny import FILES


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
