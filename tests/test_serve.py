"""While somebody writes, the preview follows: every change below `datasets/` and `site_templates/` builds anew."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.request import urlopen

import pytest

from generator.plugin import BanchiPlugin
from generator.templates import folder
from tests.tiny import tiny_catalog

LONG = 120  # seconds after which a preview that says nothing is given up; no test waits for it
PATIENT = re.compile(r"livereload\((\d+), (\d+)\)")  # MkDocs' own script asks so for the next build


class Watched(list[str]):
    """In the place of MkDocs' server: what it is asked to watch."""

    watch = list.append

    def _inject_js_into_html(self, page: bytes, epoch: int) -> bytes:
        return page


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A catalog under `mkdocs serve`, and the address of its preview."""
    root = tiny_catalog(tmp_path)
    root.joinpath("docs").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    log = root / "log"
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stderr
        for line in process.stderr:
            said.write(line)
            if b"Serving on" in line:
                break
        assert process.poll() is None, log.read_text()
        yield root, f"http://{address}"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=LONG)


def page(address: str) -> str:
    with urlopen(address, timeout=LONG) as answer:
        return str(answer.read().decode())


def test_a_changed_table_is_shown_by_the_running_preview(preview: tuple[Path, str]) -> None:
    root, address = preview
    before = page(f"{address}/en/datasets/roads/")
    assert "1,234,567" not in before
    asked = PATIENT.search(before)
    assert asked is not None
    root.joinpath("datasets/roads/length.csv").write_text("year,length\n2024,10\n2025,1234567\n")
    question = f"{address}/livereload/{asked[1]}/{asked[2]}"
    while int(page(question)) <= int(asked[1]):  # it is answered once the site is built anew, or after a minute
        pass
    assert "1,234,567" in page(f"{address}/en/datasets/roads/")


def test_the_catalog_and_every_folder_of_templates_are_watched(tmp_path: Path) -> None:
    plugin = BanchiPlugin()
    plugin.root = tmp_path
    watched = Watched()
    plugin.on_serve(cast(Any, watched), config=cast(Any, None), builder=None)
    templates = folder("views").parent
    assert set(watched) == {str(tmp_path / "datasets"), *(str(f) for f in templates.iterdir() if f.is_dir())}
