"""Another engine finds the same: Debian's Firefox, headless, opens a page that asks every query and posts what it found
to the loopback server; what Chromium posts from the same page must be equal.

Where there is no Firefox the test skips and says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from generator.search import program
from tests.search import wanted

from .conftest import Opener

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 300  # seconds until all queries are answered
ASKING = """<!doctype html><meta charset="utf-8"><title>Asking</title><script type="module">
import {{open}} from "./{program}";
const engine = await open("./", "th");
const found = [];
for (const query of {queries}) {{
  const result = await engine.find(query, {{facets: true}});
  const hits = await result.hits(0, 10);
  found.push([query, result.total, result.instead, hits.map((hit) => [hit.kind, hit.name, hit.marked, hit.excerpt])]);
}}
await fetch("found", {{method: "POST", body: JSON.stringify(found)}});
</script>"""

Asked = Callable[[Callable[[str], object]], Any]


class _Host(SimpleHTTPRequestHandler):
    """The site, the page that asks, and the place where it posts to."""

    def __init__(self, *arguments: Any, page: bytes, posted: Queue[bytes], **more: Any) -> None:
        self.page, self.posted = page, posted
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        if self.path != "/asking.html":
            super().do_GET()
            return
        self._answer("text/html", self.page)

    def do_POST(self) -> None:
        self.posted.put(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer("text/plain", b"")

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


@pytest.fixture
def asked(site: Path) -> Iterator[Asked]:
    """What the page posts once a browser has been sent to its address."""
    posted: Queue[bytes] = Queue()
    queries = json.dumps([one.query for one in wanted.written()], ensure_ascii=False)
    page = ASKING.format(program=program.path(), queries=queries).encode()
    host = partial(_Host, directory=str(site), page=page, posted=posted)
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def ask(send: Callable[[str], object]) -> Any:
            send(f"http://127.0.0.1:{server.server_port}/asking.html")
            return json.loads(posted.get(timeout=PATIENCE))

        yield ask
        server.shutdown()
        thread.join()


@pytest.mark.skipif(FIREFOX is None, reason="no Firefox on this machine: install Debian's firefox-esr")
def test_firefox_finds_what_chromium_finds(asked: Asked, opened: Opener, tmp_path: Path) -> None:
    assert FIREFOX is not None
    of_chromium = asked(opened)
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(tmp_path)]
    running: list[subprocess.Popen[bytes]] = []

    def send(address: str) -> None:
        running.append(subprocess.Popen([*command, address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    try:
        of_firefox = asked(send)
    finally:
        for process in running:
            process.terminate()
            process.wait()
    assert len(of_firefox) == len(wanted.written())
    assert [one for one, other in zip(of_firefox, of_chromium, strict=True) if one != other] == []
