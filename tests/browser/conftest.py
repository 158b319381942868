"""A built site of the real catalog, served on loopback to a real browser: what readers get, not what we meant.

The site is built once a session by the command a publisher calls, or taken from BANCHI_SITE where CI has built it.
A missing browser skips with the reason on a desk, and fails in CI.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (
        c
        for c in ("/usr/bin/chromium", shutil.which("chromium"), shutil.which("google-chrome"))
        if c and Path(c).exists()
    ),
    None,
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

# One page of every kind; the addresses are those of the default language.
KINDS = {
    "home": "",
    "indicators": "indicators/",
    "indicator-sets": "indicator-sets/",
    "indicator-set": "indicator-sets/wdcr/",
    "indicator-set-flat": "indicator-sets/gii/",
    "indicator-set-targets": "indicator-sets/national-digital-plan/",
    "indicator": "indicators/wdcr-rank/",
    "indicator-by-group": "indicators/nso-internet-users-by-age/",
    "indicator-map": "indicators/province-population/",
    "indicator-once": "indicators/net-pracharat-villages/",
    "datasets": "datasets/",
    "dataset": "datasets/fixed-broadband-subscriptions/",
    "dataset-text": "datasets/digital-programmes-register/",
    "organizations": "organizations/",
    "organization": "organizations/nso/",
    "themes": "themes/",
    "theme": "themes/digital-infrastructure/",
    "search": "search/",
    "updates": "updates/",
    "calendar": "calendar/",
    "quality": "quality/",
    "search-found": "search/?q=internet",
    "about": "about/",
    "contribute": "contribute/",
    "reference": "contribute/reference/",
    "developers": "developers/",
    "problems": "problems/",
    "problem-area": "problems/values/",
    "404": "404.html",
}
LANGUAGES = {"th": "", "en": "en/"}
SCHEMES = ("light", "dark")


def address(kind: str, language: str) -> str:
    return KINDS[kind] if kind == "404" else LANGUAGES[language] + KINDS[kind]


EVERY_PAGE = [(kind, language) for kind in KINDS for language in LANGUAGES if not (kind == "404" and language != "th")]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real catalog's site."""
    ready = os.environ.get("BANCHI_SITE")
    if ready:
        return Path(ready)
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "generator", "build", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@dataclass(frozen=True)
class Server:
    """A static host. `origin` has no slash at its end; `base` is the address of the site's root page."""

    origin: str
    base: str

    def url(self, path: str) -> str:
        return f"{self.base}{path}"


@cache
def _compressed(path: str, _changed: float) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 6, mtime=0)


def _handler(site: Path, mount: str) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        """Serves the folder below `mount` as plain hosts do: compressed text, the 404 page for what is not there."""

        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else an answer of two pieces waits for the first to be acknowledged
        wbufsize = -1

        def translate_path(self, path: str) -> str:
            return (
                super().translate_path(path.removeprefix(mount.rstrip("/"))) if path.startswith(mount) else "/nowhere"
            )

        def do_GET(self) -> None:
            target = Path(self.translate_path(self.path))
            if target.is_dir() and not self.path.split("?")[0].endswith("/"):
                self.send_response(301)
                self.send_header("Location", self.path.split("?")[0] + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if target.is_dir():
                target /= "index.html"
            status = 200 if target.is_file() else 404
            if status == 404:
                target = site / "404.html"
            kind = self.guess_type(str(target))
            text = kind.startswith("text/") or kind in ("application/javascript", "application/json", "image/svg+xml")
            body = _compressed(str(target), target.stat().st_mtime) if text else target.read_bytes()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            if text:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Quiet."""

    return lambda *a, **k: Handler(*a, directory=str(site), **k)  # type: ignore[return-value]


def _serve(site: Path, mount: str) -> Iterator[Server]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site, mount))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    origin = f"http://127.0.0.1:{server.server_port}"
    yield Server(origin, origin + mount)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The site at the root of a host."""
    yield from _serve(site, "/")


@pytest.fixture(scope="session")
def nested_server(site: Path) -> Iterator[Server]:
    """The same folder below `/a/b/`."""
    yield from _serve(site, "/a/b/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: CI must install Debian's `chromium`")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"Chromium does not start here: {error}")
        yield launched
        launched.close()


class Opener:
    """Opens pages in fresh contexts and closes them behind the test."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []

    def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        scripts: bool = True,
        **more: Any,
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            **more,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.goto(url, wait_until="load")
        if scripts and "/search/" in url:  # what has been found takes the place of what stands there before
            page.wait_for_selector("[data-search]:not(.b-search--busy) #found:not(:empty)")
        return page


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    opener = Opener(browser)
    yield opener
    for context in opener.contexts:
        context.close()
