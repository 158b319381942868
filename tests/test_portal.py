"""The whole site of a small catalog: the same bytes each time, whole under any base path, from either door."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.outputs import Output
from generator.portal import Site
from tests.links import problems as broken_links
from tests.tiny import FILES, banchi, banchi_process, tiny_catalog

EPOCH = {"SOURCE_DATE_EPOCH": "1790000000"}

# Builds again and again, each time in a fork that kills itself just before its n-th change to the file system (Python
# tells each one to its audit hooks) or tells how many there were. What it is asked comes line by line.
KILLER = """
import os, signal, sys
from generator.cli import main

def build(last):
    changes = 0

    def watch(event, arguments):
        nonlocal changes
        if event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.copyfile", "ctypes.dlsym") or (
            event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        ):
            changes += 1
            if changes == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    main(["build", "--no-cache"], standalone_mode=False)
    return changes

main(["build", "--no-cache"], standalone_mode=False)  # so that forks begin with everything imported and read
for line in sys.stdin:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, str(build(int(line))).encode())
        finally:
            os._exit(0)
    os.close(writer)
    status = os.waitpid(child, 0)[1]
    print(os.read(reader, 99).decode() or f"signal {os.WTERMSIG(status)}", flush=True)
    os.close(reader)
"""


def digest(site: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def built(root: Path, *arguments: str) -> Path:
    done = banchi(root, "build", *arguments, **EPOCH)
    assert done.exit_code == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tiny_catalog(tmp_path_factory.mktemp("tiny")))


def test_two_builds_give_equal_bytes(site: Path, tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path / "elsewhere")
    assert banchi_process(root, "build", **EPOCH).returncode == 0
    assert digest(root / "site") == digest(site)


def test_both_doors_give_the_same_site(site: Path, tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    root.joinpath("docs").mkdir()  # MkDocs itself wants a folder of pages, be it empty
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=root,
        env={**os.environ, **EPOCH, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert digest(root / "site") == digest(site)


def test_every_link_resolves(site: Path) -> None:
    assert broken_links(site) == []


def test_the_site_stands_under_any_base_path(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    assert broken_links(built(root, "--base-uri", "https://host.example/a/b/")) == []
    for file in root.joinpath("site").rglob("*.html"):
        text = file.read_text("utf-8")
        rooted = ('href="/a/b/' in text, 'href="/' in text.replace('href="/a/b/', ""))
        assert rooted == (file.name == "404.html", False), "only the page for wrong addresses knows where it stands"


def test_the_pages_of_every_kind_are_there_in_each_language(site: Path) -> None:
    kinds = ("", "datasets/", "datasets/roads/", "organizations/office/", "themes/roads/", "problems/", "about/")
    for path in kinds:
        for language in ("", "en/"):
            assert site.joinpath(language, path, "index.html").is_file(), (language, path)
    assert site.joinpath("404.html").is_file()


def test_a_language_has_the_root_and_the_other_its_own_folder(tmp_path: Path) -> None:
    turned = FILES["datasets/catalog.yml"].replace("[th, en]", "[en, th]")
    site = built(tiny_catalog(tmp_path, catalog=turned))
    assert '<html lang="en"' in site.joinpath("index.html").read_text("utf-8")
    assert '<html lang="th"' in site.joinpath("th/index.html").read_text("utf-8")
    assert broken_links(site) == []


def test_the_sitemap_names_each_page_with_its_twins(site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = ElementTree.parse(site / "sitemap.xml").findall("s:url", space)
    listed = [page for page in site.rglob("index.html") if 'content="noindex"' not in page.read_text()]
    assert len(entries) == len(listed) == len(list(site.rglob("index.html"))) - 2  # the search page in two languages
    entry = next(e for e in entries if e.findtext("s:loc", "", space) == "https://tiny.example/en/datasets/roads/")
    assert {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", space)} == {
        "th": "https://tiny.example/datasets/roads/",
        "en": "https://tiny.example/en/datasets/roads/",
    }
    assert "Sitemap: https://tiny.example/sitemap.xml" in site.joinpath("robots.txt").read_text()


def test_one_path_is_written_once(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(Output(path="a/b.txt", content=b"one"))
    with pytest.raises(AssertionError, match="two things to publish"):
        site.write(Output(path="a/b.txt", content=b"two"))


def test_a_build_killed_at_twenty_random_moments_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    root = tiny_catalog(tmp_path)
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        KILLER,
    ]  # forks beside idle threads of a library, and builds in them
    environment = {**os.environ, **EPOCH}
    killer = subprocess.Popen(
        command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert killer.stdin and killer.stdout

    def built_with(length: int, last: int) -> str:
        root.joinpath("datasets/roads/length.csv").write_text(f"year,length\n2024,10\n2025,{length}\n")
        killer.stdin.write(f"{last}\n")
        killer.stdin.flush()
        return killer.stdout.readline().strip()

    with killer:
        sites = {}
        for length in (12, 13):
            changes = int(built_with(length, 0))
            sites[length] = digest(root / "site")
        assert sites[12] != sites[13]
        moments = [*sorted(chance.sample(range(1, changes), 14)), *range(changes - 5, changes + 1)]
        for number, moment in enumerate(moments):
            length = 13 - number % 2
            before = digest(root / "site")
            assert built_with(length, moment) in (f"signal {signal.SIGKILL}", str(moment - 1)), (seed, moment)
            assert digest(root / "site") in (before, sites[length]), (seed, moment)
        built_with(12, 0)
        killer.stdin.close()
    assert digest(root / "site") == sites[12]
    assert sorted(entry.name for entry in root.iterdir()) == ["datasets", "mkdocs.yml", "site"]
