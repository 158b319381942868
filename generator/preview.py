"""The preview: a site in a temporary folder that follows a catalog's files, on this machine alone.

In come the catalog's `mkdocs.yml` and a port, out go pages until Ctrl-C. Of a change below `datasets/`, the pages of
the changed datasets are shown first; the rest of what it touches follows, and gives way to the next change. Any other
change makes a new folder. Whatever is wrong stands above every page, and the last good site goes on being shown. The
server is MkDocs' own. It must not know how anything is made.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
import tempfile
import time
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
from generator.plugin import BanchiPlugin, Rest
from generator.running import BrokenOff, running
from generator.scratch import discard, scratch
from generator.watching import Watch

log = logging.getLogger("mkdocs.plugins.banchi")

HTML: Final = "text/html"
OWN: Final = re.compile(r"/(?:datasets|indicators)/(?!page-\d)[^/]+/|/assets/")  # there before lists are
POLLED: Final = "/livereload/"
PREFIX: Final = "mkdocs_banchi_"
LOOK: Final = 0.2  # seconds between two looks at the files
SETTLED: Final = 0.1  # seconds in which nothing more has changed: whoever writes a file does it in steps
TURN: Final = 0.001  # seconds after which a build lets another thread run, so that pages are answered meanwhile

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
        self._whole = False  # whether the folder holds all of the last build, or will once the rest is written
        self._failure = ""
        self._rest: Rest | None = None
        self._watch = Watch()
        self._changed: set[str] = set()  # files since the last build began
        self._looked = 0.0
        path = urlsplit(self._load(folder).site_url or "/").path
        self._address = f"http://{HOST}:{port}{path}"
        self._server = LiveReloadServer(
            builder=self.build, host=HOST, port=port, root=str(folder), mount_path=path, shutdown_delay=SETTLED
        )
        self._server.error_handler = self._error_page
        self._server.set_app(self._answer)

    def run(self) -> None:
        """Build, then serve and follow until interrupted. Raises `MkDocsException` where the first build fails."""
        config = self._load(self._folder)
        config.plugins.on_startup(command="serve", dirty=False)
        import_module("generator.readings")  # what the first change of a table needs, half a second of it
        try:
            self._build_whole()
            config.plugins.on_serve(self._server, config=config, builder=self.build)
            self._follow(config)
            self._serve()
            while True:
                self._wait()
                self.build()
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            self._server.shutdown()
            config.plugins.on_shutdown()

    def build(self) -> None:
        """Follow whatever has changed. What the user did wrong is kept for the pages; the site stays as it was.

        The rest of what a change touches is broken off by the next change, and taken up after it.
        """
        self._look()
        changed, self._changed = self._changed, set()
        self._server._wanted_epoch = _moment()
        with self._telling():
            rest = self._refreshed(changed)
            if rest is None:
                self._build_whole()
            self._rest, self._failure = rest, ""
        self._show()
        self._complete()

    def _refreshed(self, changed: Iterable[str]) -> Rest | None:
        """What is left, where the change was brought into the folder that is shown."""
        datasets = str(self._file.parent.absolute() / FOLDER) + os.sep
        if self._plugin is None or not self._whole or not all(path.startswith(datasets) for path in changed):
            return None
        return self._plugin.refresh(Path(self._server.root))

    def _complete(self) -> None:
        """Write the rest, unless something changes meanwhile; what went wrong before does not keep it from being done:
        it belongs to the site that is shown."""
        if self._rest is None:
            return
        before = self._failure
        try:
            with self._telling():
                self._rest.write(self._pause)
        except BrokenOff:
            return
        self._rest = None
        if self._failure != before:
            self._server._wanted_epoch = _moment()
        self._show()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Whatever goes wrong is told on the pages, and the next change is followed by a whole build."""
        try:
            yield
        except BrokenOff:
            raise
        except Exception as error:
            self._whole = False
            self._failure = str((self._plugin and self._plugin.failure) or error)
            log.error("%s", self._failure, exc_info=not isinstance(error, MkDocsException))

    def _show(self) -> None:
        """Let browsers have what is new; pages of which the rest is to come are waited for."""
        with self._server._epoch_cond:
            self._server._visible_epoch = self._server._wanted_epoch
            self._server._epoch_cond.notify_all()

    def _pause(self) -> None:
        """Between two pieces of the rest."""
        with self._server._epoch_cond:
            self._server._epoch_cond.notify_all()
        if time.monotonic() - self._looked >= LOOK:
            self._look()
        if self._changed:
            raise BrokenOff

    def _wait(self) -> None:
        """Until something has changed, and nothing changes any more."""
        while not self._changed:
            time.sleep(LOOK)
            self._look()
        log.info("Detected file changes")
        time.sleep(SETTLED)
        while self._look():
            time.sleep(SETTLED)

    def _look(self) -> bool:
        found = self._watch.changed()
        self._changed |= found
        self._looked = time.monotonic()
        return bool(found)

    def _serve(self) -> None:
        sys.setswitchinterval(TURN)
        gc.freeze()  # what the first build has left stays: no search for garbage goes through all of it again
        self._server.server_bind()
        self._server.server_activate()
        self._server.serve_thread.start()
        log.info("Serving on %s", self._server.url)

    def _build_whole(self) -> None:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        config = self._load(folder)
        config.site_url = self._address
        self._plugin = _plugin(config)
        self._plugin.failure = None
        self._plugin.running = self._running
        self._follow(config)
        self._whole = False
        try:
            build(config, serve_url=self._address)
            self._whole = True
        finally:
            over = self._server.root if self._whole else str(folder)
            if self._whole:
                self._server.root = str(folder)
            if over != str(self._folder):
                discard(Path(over))

    def _follow(self, config: MkDocsConfig) -> None:
        """Look at the datasets, at all else that a site is made of, and at what plugins want."""
        own = (self._file.parent / FOLDER, *_surroundings(config))
        self._watch.follow((*own, *map(Path, self._server._watched_paths)))

    def _load(self, folder: Path) -> MkDocsConfig:
        return load_config(str(self._file), site_dir=str(folder), **self._settings)

    def _answer(self, request: dict[str, Any], respond: Answer) -> Iterable[bytes]:
        """As MkDocs' server, with what is wrong above every page."""
        begun: list[Any] = []
        with self._server._epoch_cond:
            self._server._epoch_cond.wait_for(lambda: self._is_there(request["PATH_INFO"]))
        body = self._server.serve_request(request, lambda *status_and_headers: begun.extend(status_and_headers))
        status, headers = begun
        told = self._notice(request["PATH_INFO"]) if dict(headers).get("Content-Type") == HTML else ""
        if told:
            body = [_below_body(b"".join(body), told.encode())]
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
        respond(status, headers)
        return body

    def _is_there(self, path: str) -> bool:
        """Whether nothing is on its way that may change what stands at the path."""
        if path.startswith(POLLED):
            return True
        rest, server = self._rest, self._server
        if rest is None or server._visible_epoch != server._wanted_epoch:
            return server._visible_epoch == server._wanted_epoch
        own = path.removeprefix(server.mount_path)
        return OWN.search(path) is not None and rest.old_files().isdisjoint((own, f"{own}index.html"))

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
    with scratch(PREFIX) as folder:
        Preview(file, settings, port, folder).run()


def _plugin(config: MkDocsConfig) -> BanchiPlugin:
    plugin = config.plugins["banchi"]
    assert isinstance(plugin, BanchiPlugin)
    return plugin


def _surroundings(config: MkDocsConfig) -> Iterator[Path]:
    yield from map(templates.folder, templates.FOLDERS)
    for place in (config.config_file_path, config.docs_dir, config.theme.custom_dir, *config.watch):
        if place:
            yield Path(place)


def _moment() -> int:
    """As MkDocs' server counts."""
    return round(time.monotonic() * 1000)


def _below_body(page: bytes, told: bytes) -> bytes:
    start = page.find(b">", page.find(b"<body")) + 1
    return page[:start] + told + page[start:]
