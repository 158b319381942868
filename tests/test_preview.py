"""`banchi serve` follows every change: it shows what a build from nothing would, and never stops at an error."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator import lists, portal
from generator.cli import _settings
from generator.formats import dcat
from generator.model import Catalog, Summary
from generator.outputs import Output
from generator.preview import PREFIX, Preview, serve
from generator.running import BrokenOff
from generator.scratch import remove_abandoned
from generator.search import index
from tests.test_building_again import CHANGES, catalog, rewrite
from tests.test_portal import EPOCH, digest

LONG = 120  # seconds after which a preview that says nothing is given up; no test waits for it
PATIENT = re.compile(r"livereload\((\d+), (\d+)\)")  # MkDocs' own script asks so for the next build


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in EPOCH.items():
        monkeypatch.setenv(name, value)
    made = catalog(tmp_path / "catalog")
    monkeypatch.chdir(made)
    return made


def preview_in(folder: Path) -> Preview:
    """A preview that has built once, without its server listening."""
    folder.mkdir()
    made = Preview(*_settings(), 8000, folder)
    made._load(folder).plugins.on_startup(command="serve", dirty=False)
    made._build_whole()
    made._server.server_close()
    return made


def shown(preview: Preview) -> dict[str, str]:
    return digest(Path(preview._server.root))


@pytest.fixture
def preview(root: Path, tmp_path: Path) -> Preview:
    return preview_in(tmp_path / "mkdocs_preview")


def test_after_every_change_it_shows_what_a_build_from_nothing_shows(
    root: Path, preview: Preview, tmp_path: Path
) -> None:
    for number, (what, (path, old, new)) in enumerate(CHANGES.items()):
        rewrite(root / "datasets" / path, old, new)
        preview.build()
        assert shown(preview) == shown(preview_in(tmp_path / f"mkdocs_{number}")), what


def test_datasets_come_and_go(root: Path, preview: Preview, tmp_path: Path) -> None:
    first = shown(preview)
    root.joinpath("datasets/paths").rename(tmp_path / "paths")
    preview.build()
    assert shown(preview) == shown(preview_in(tmp_path / "mkdocs_without"))
    tmp_path.joinpath("paths").rename(root / "datasets/paths")
    preview.build()
    assert shown(preview) == first


def test_a_change_of_data_leaves_other_datasets_alone(root: Path, preview: Preview) -> None:
    rewrite(root / "datasets/roads/length.csv", "12", "13")
    preview.build()
    assert preview._plugin is not None
    done = preview._plugin._how.timings
    assert (done.validated, done.derived, done.rendered) == (1, 1, 2)


def test_the_cache_is_not_written_through(root: Path, preview: Preview, tmp_path: Path) -> None:
    """Files of the folder may be those of the cache: what is shown later must not change what is remembered."""
    first = shown(preview)
    rewrite(root / "datasets/roads/length.csv", "12", "13")
    preview.build()
    rewrite(root / "datasets/roads/length.csv", "13", "12")
    preview.build()
    assert shown(preview) == first == shown(preview_in(tmp_path / "mkdocs_again"))


def test_a_page_of_the_catalog_goes_with_the_datasets_that_made_it_necessary(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dcat, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(dcat, "PER_PAGE", 2)
    preview = preview_in(tmp_path / "mkdocs_preview")
    assert "catalog-2.ttl" in shown(preview)
    root.joinpath("datasets/paths").rename(tmp_path / "paths")
    preview.build()
    assert shown(preview) == shown(preview_in(tmp_path / "mkdocs_without"))


def break_off_at(preview: Preview, pause: int) -> None:
    """Let something newer come between two pieces of the rest, the n-th time that it could."""
    counted = count(1)

    def paused() -> None:
        if next(counted) == pause:
            raise BrokenOff

    preview._pause = paused  # type: ignore[method-assign]


def test_wherever_a_change_is_broken_off_nothing_stale_is_left(root: Path, preview: Preview, tmp_path: Path) -> None:
    """Changes that are each broken off somewhere else, and the last of them not."""
    changes = [(path, old, new) for path, old, new in CHANGES.values() if "/" in path and new]
    broken = 0
    for number in range(24):
        path, old, new = changes[number % len(changes)]
        rewrite(root / "datasets" / path, *((old, new) if number // len(changes) % 2 == 0 else (new, old)))
        break_off_at(preview, 1 + 7 * number)
        preview.build()
        broken += preview._rest is not None
    assert broken > 12
    break_off_at(preview, 0)
    rewrite(root / "datasets/roads/length.csv", "10", "11")
    preview.build()
    assert preview._rest is None
    assert shown(preview) == shown(preview_in(tmp_path / "mkdocs_fresh"))


def test_what_is_broken_off_leaves_none_of_its_files(
    root: Path, preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the index of search stand in a folder whose name changes with what they say."""
    folder = Path(preview._server.root) / "search/index"
    old = {file.name for file in folder.iterdir()}

    def paused() -> None:
        if {file.name for file in folder.iterdir()} - old:
            raise BrokenOff

    with monkeypatch.context() as patch:
        patch.setattr(preview, "_pause", paused)
        rewrite(root / "datasets/roads/dataset.yml", "Length of roads", "How long roads are")
        preview.build()
    assert preview._rest is not None
    rewrite(root / "datasets/roads/dataset.yml", "How long roads are", "How far roads lead")
    preview.build()
    assert shown(preview) == shown(preview_in(tmp_path / "mkdocs_fresh"))


def test_a_changed_dataset_is_there_before_those_that_mention_it_and_before_lists(
    root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of canals names roads, and its files are as they were: it waits as lists do, and nothing else does."""
    rewrite(root / "datasets/roads/dataset.yml", "Length of roads", "How long roads are")
    paths = ("/en/datasets/roads/", "/en/datasets/canals/", "/en/datasets/paths/", "/en/datasets/", "/assets/site.css")
    folder = Path(preview._server.root) / "en/datasets"
    seen = []

    def paused() -> None:
        named = ["How long roads are" in (folder / name / "index.html").read_text() for name in ("roads", "canals")]
        seen.append((*named, *(preview._is_there(path) for path in paths)))

    monkeypatch.setattr(preview, "_pause", paused)
    preview.build()
    assert seen[0] == (True, False, True, False, False, False, True)
    assert seen[-1] == (True, True, True, True, True, False, True)
    assert all(preview._is_there(path) for path in paths)


def test_where_the_next_change_cannot_be_read_the_one_before_is_completed(
    root: Path, preview: Preview, tmp_path: Path
) -> None:
    rewrite(root / "datasets/roads/dataset.yml", "Length of roads", "How long roads are")
    break_off_at(preview, 20)
    preview.build()
    assert preview._rest is not None
    last_good = shown(preview_in(tmp_path / "mkdocs_fresh"))
    rewrite(root / "datasets/catalog.yml", "languages: [th, en]", "languages: th")
    break_off_at(preview, 0)
    preview.build()
    assert preview._failure and shown(preview) == last_good
    rewrite(root / "datasets/catalog.yml", "languages: th", "languages: [th, en]")
    preview.build()
    assert not preview._failure and shown(preview) == last_good


@pytest.mark.parametrize(
    ("file", "is_whole"), [("datasets/roads/length.csv", False), ("mkdocs.yml", True), ("about.en.md", True)]
)
def test_a_change_outside_the_datasets_is_followed_by_a_whole_build(
    root: Path, preview: Preview, file: str, *, is_whole: bool
) -> None:
    before = preview._server.root
    preview._changed = {str(root / file)}
    preview.build()
    assert (preview._server.root != before) is is_whole


def test_a_bug_is_told_and_the_next_change_is_followed(
    root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def fails(*_: object) -> None:
        raise ArithmeticError("one is two")

    for part in ("write_datasets", "write_rest"):
        with monkeypatch.context() as patch:
            patch.setattr(portal, part, fails)
            rewrite(root / "datasets/roads/length.csv", "12", "1234567")
            preview.build()
        assert "one is two" in preview._notice("/en/") and "Traceback" in caplog.text
        spoilt = preview._server.root
        rewrite(root / "datasets/roads/length.csv", "1234567", "12")
        preview.build()
        assert preview._notice("/en/") == ""
        assert preview._server.root != spoilt, "what the bug has left was built upon"
    assert shown(preview) == shown(preview_in(tmp_path / "mkdocs_fresh"))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An index of search that is not made before the event, once the first one is."""
    released = threading.Event()
    first = count()

    def files(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Output | None]:
        if next(first):
            while not released.is_set():
                yield None
        yield from index.files(catalog, summaries)

    monkeypatch.setattr(lists, "SEARCH", replace(lists.SEARCH, files=files))
    return released


@pytest.fixture
def following(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a preview in this process, in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    listening, serving = threading.Event(), Preview._serve
    folder = tmp_path / "mkdocs_followed"
    folder.mkdir()

    def served(preview: Preview) -> None:
        serving(preview)
        listening.set()

    monkeypatch.setattr(Preview, "_serve", served)
    running = Preview(*_settings(), port, folder)
    thread = threading.Thread(target=running.run)
    thread.start()
    assert listening.wait(LONG)
    yield f"http://127.0.0.1:{port}"
    monkeypatch.setattr(running, "_look", interrupt)
    thread.join(LONG)
    assert not thread.is_alive()


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_change_is_on_its_page_while_lists_of_the_one_before_are_made(
    root: Path, held: threading.Event, following: str
) -> None:
    roads, canals, every = (f"{following}/en/datasets/{name}" for name in ("roads/", "canals/", ""))
    change = partly(roads, "How long roads are")
    change(lambda: rewrite(root / "datasets/roads/dataset.yml", "Length of roads", "How long roads are"))
    change = partly(canals, "1,234,567")
    change(lambda: rewrite(root / "datasets/canals/length.csv", "12", "1234567"))
    change = partly(canals, "unknown-reference")
    change(lambda: rewrite(root / "datasets/canals/dataset.yml", "license: cc0-1.0", "license: cc0"))
    change = partly(canals, "1,234,567")
    change(lambda: rewrite(root / "datasets/canals/dataset.yml", "license: cc0", "license: cc0-1.0"))
    listed: list[str] = []
    asking = threading.Thread(target=lambda: listed.append(page(every)))
    asking.start()
    assert not listed, "a list is answered before it is made"
    held.set()
    asking.join(LONG)
    assert "How long roads are" in listed[0]


def partly(address: str, wanted: str) -> Callable[[Callable[[], object]], None]:
    """Change something and wait until it is seen on that page, as a browser does."""
    before = page(address)
    assert wanted not in before

    def change(make: Callable[[], object]) -> None:
        make()
        after(address.partition("/en/")[0], before)
        assert wanted in page(address)

    return change


@pytest.mark.parametrize("part", ["write_datasets", "write_rest"])
def test_ctrl_c_in_a_build_is_an_end_like_any_other(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """It leaves nothing that a later run would take for a site: what it cannot remove in time, the next one does."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr(portal, part, interrupt)
    serve(*_settings(), 8000)
    remove_abandoned(PREFIX)
    assert list(place.iterdir()) == []


@pytest.fixture
def address(root: Path, tmp_path: Path) -> Iterator[str]:
    """A catalog under `banchi serve`, and the address of its preview."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port), "--lang", "en"]
    log = tmp_path / "log"
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    with log.open("wb") as said:
        for line in process.stderr:
            said.write(line)
            if b"Serving on" in line:
                break
    assert process.poll() is None, log.read_text()
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=LONG)


def page(address: str) -> str:
    try:
        with urlopen(address, timeout=LONG) as answer:
            return str(answer.read().decode())
    except HTTPError as missing:
        return str(missing.read().decode())


def after(address: str, before: str) -> None:
    """Wait for the build that follows the one that a page was from, as a browser does."""
    asked = PATIENT.search(before)
    assert asked is not None
    question = f"{address}/livereload/{asked[1]}/{asked[2]}"
    while int(page(question)) <= int(asked[1]):  # it is answered once there is something new, or after a minute
        pass


def test_an_error_stands_on_the_page_and_the_rest_goes_on(root: Path, address: str) -> None:
    roads = f"{address}/en/datasets/roads/"
    before = page(roads)
    assert "b-notice" not in before
    assert "script-src 'self' 'sha256-" in before  # the page's policy lets it ask for the next build
    rewrite(root / "datasets/roads/dataset.yml", "license: cc0-1.0", "license: cc0")
    after(address, before)
    told = page(roads)
    assert "unknown-reference" in told and "datasets/roads/dataset.yml:6" in told and "cc0-1.0" in told
    assert "ไม่มี &#39;cc0&#39; ใน datasets/licenses.yml" in page(f"{address}/datasets/roads/")
    for other in ("en/", "en/datasets/", "en/datasets/canals/", "en/no-such-page/"):
        text = page(f"{address}/{other}")
        assert text.count("b-notice") == 1 and 'href="/en/datasets/roads/"' in text, other
    assert "Length of canals" in page(f"{address}/en/datasets/canals/")
    rewrite(root / "datasets/roads/dataset.yml", "license: cc0", "license: cc0-1.0")
    after(address, told)
    assert "b-notice" not in page(roads) and "<h1>Length of roads" in page(roads)


def test_a_catalog_that_cannot_be_read_leaves_the_last_site(root: Path, address: str) -> None:
    before = page(f"{address}/en/")
    rewrite(root / "datasets/catalog.yml", "languages: [th, en]", "languages: th")
    after(address, before)
    told = page(f"{address}/en/datasets/roads/")
    assert "b-notice" in told and "Length of roads" in told
    rewrite(root / "datasets/catalog.yml", "languages: th", "languages: [th, en]")
    after(address, told)
    assert "b-notice" not in page(f"{address}/en/datasets/roads/")
