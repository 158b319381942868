"""`banchi serve` follows every change: it shows what a build from nothing would, and never stops at an error."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.cli import _settings
from generator.preview import Preview
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
