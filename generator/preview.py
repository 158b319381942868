"""The preview: a site in a temporary folder that follows a catalog's files, on this machine alone.

In come the catalog's `mkdocs.yml` and a port, out go pages until Ctrl-C. A change below `datasets/` is brought into the
folder by doing again what it touches, any other makes a new folder; whatever is wrong stands above every page, and the
last good site goes on being shown. The server and its watching are MkDocs' own. It must not know how anything is made.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from generator import templates
from generator.cache import Cache
from generator.catalog import FOLDER
from generator.loopback import HOST
from generator.pages.faulty import notice
from generator.plugin import BanchiPlugin
from generator.running import running

log = logging.getLogger("mkdocs.plugins.banchi")

TEMPLATES: Final = ("theme", "pages", "views", "assets")
HTML: Final = "text/html"
DATASET_PAGE: Final = re.compile(r"/datasets/(?!page-\d)[^/]+/|^/livereload/")  # whole before the lists are

Answer = Callable[..., Any]  # WSGI's start_response


class Preview:
    """`settings` stand in for what `mkdocs.yml` leaves out. Each whole build fills a folder of its own."""

    def __init__(self, file: Path, settings: Mapping[str, Any], port: int, folder: Path) -> None:
        self._file = file
        self._settings = settings
        self._folder = folder
        how = running(file.parent, os.environ)
        self._running = replace(how, cache=Cache(how.cache.folder, at_hand=True))
        self._plugin: BanchiPlugin | None = None
        self._whole = False  # whether the folder holds all of the last build
        self._failure = ""
        self._lists_are_there = threading.Event()
        self._lists_are_there.set()
        self._surroundings: tuple[Path, ...] = ()  # all that a site is made of, the datasets apart
        self._seen: dict[str, tuple[int, int]] = {}
        path = urlsplit(self._load(folder).site_url or "/").path
        self._address = f"http://{HOST}:{port}{path}"
        self._server = LiveReloadServer(builder=self.build, host=HOST, port=port, root=str(folder), mount_path=path)
        self._server.error_handler = self._error_page
        self._server.set_app(self._answer)

    def run(self) -> None:
        """Build, then serve and follow. Raises `MkDocsException` where the first build fails."""
        config = self._load(self._folder)
        config.plugins.on_startup(command="serve", dirty=False)
        import_module("generator.readings")  # what the first change of a table needs, half a second of it
        self._build_whole()
        config.plugins.on_serve(self._server, config=config, builder=self.build)
        for place in self._surroundings:
            self._server.watch(str(place))
        try:
            self._server.serve()
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            self._server.shutdown()
            config.plugins.on_shutdown()

    def build(self) -> None:
        """Follow whatever has changed. What the user did wrong is kept for the pages; the site stays as it was."""
        try:
            if not self._is_followed():
                self._build_whole()
            self._failure = ""
        except MkDocsException as error:
            self._whole = False
            self._failure = str((self._plugin and self._plugin.failure) or error)
            log.error("%s", self._failure)

    def _is_followed(self) -> bool:
        """Whether the change was brought into the folder that is shown."""
        seen = dict(_states(self._surroundings))
        surroundings_changed, self._seen = seen != self._seen, seen
        if surroundings_changed or not self._whole or self._plugin is None:
            return False
        self._lists_are_there.clear()
        try:
            return self._plugin.refresh(Path(self._server.root), self._show_datasets)
        finally:
            self._lists_are_there.set()

    def _show_datasets(self) -> None:
        """Let browsers have what is new before the build is over: lists take longest, and are waited for apart."""
        with self._server._epoch_cond:
            self._server._visible_epoch = self._server._wanted_epoch
            self._server._epoch_cond.notify_all()

    def _build_whole(self) -> None:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        config = self._load(folder)
        config.site_url = self._address
        self._plugin = _plugin(config)
        self._plugin.failure = None
        self._plugin.running = self._running
        self._surroundings = tuple(_surroundings(config))
        self._seen = dict(_states(self._surroundings))
        self._whole = False
        try:
            build(config, serve_url=self._address)
            self._whole = True
        finally:
            over = self._server.root if self._whole else str(folder)
            if over != str(self._folder):
                shutil.rmtree(over)
        self._server.root = str(folder)

    def _load(self, folder: Path) -> MkDocsConfig:
        return load_config(str(self._file), site_dir=str(folder), **self._settings)

    def _answer(self, request: dict[str, Any], respond: Answer) -> Iterable[bytes]:
        """As MkDocs' server, with what is wrong above every page."""
        begun: list[Any] = []
        if not DATASET_PAGE.search(request["PATH_INFO"]):
            self._lists_are_there.wait()
        body = self._server.serve_request(request, lambda *status_and_headers: begun.extend(status_and_headers))
        status, headers = begun
        told = self._notice(request["PATH_INFO"]) if dict(headers).get("Content-Type") == HTML else ""
        if told:
            body = [_below_body(b"".join(body), told.encode())]
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
        respond(status, headers)
        return body

    def _notice(self, path: str) -> str:
        plugin = self._plugin
        if plugin is None or not hasattr(plugin, "catalog"):
            return ""
        own = path.removeprefix(urlsplit(self._address).path)
        return notice(plugin.catalog, plugin.found, own, urlsplit(self._address).path, self._failure)

    def _error_page(self, code: int) -> bytes | None:
        page = Path(self._server.root, f"{code}.html")
        return page.read_bytes() if page.is_file() else None


def serve(file: Path, settings: Mapping[str, Any], port: int) -> None:
    """Show the catalog of that `mkdocs.yml` until interrupted."""
    with _scratch() as folder:
        Preview(file, settings, port, folder).run()


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder whose name tells the plugin that nothing is to be published."""
    folder = Path(tempfile.mkdtemp(prefix="mkdocs_"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plugin(config: MkDocsConfig) -> BanchiPlugin:
    plugin = config.plugins["banchi"]
    assert isinstance(plugin, BanchiPlugin)
    return plugin


def _surroundings(config: MkDocsConfig) -> Iterator[Path]:
    yield from map(templates.folder, TEMPLATES)
    for place in (config.config_file_path, config.docs_dir, config.theme.custom_dir, *config.watch):
        if place:
            yield Path(place)


def _states(places: Iterable[Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Time and size of every file there, datasets apart."""
    for place in places:
        for file in place.rglob("*") if place.is_dir() else (place,):
            if FOLDER not in file.parts and file.is_file():
                state = file.stat()
                yield str(file), (state.st_mtime_ns, state.st_size)


def _below_body(page: bytes, told: bytes) -> bytes:
    start = page.find(b">", page.find(b"<body")) + 1
    return page[:start] + told + page[start:]
