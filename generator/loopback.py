"""Shows a built site on this machine alone, as any static host would.

In comes a folder, out go answers on a loopback address. It must not know what the folder holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from generator.problems import WrongUse

HOST: Final = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many requests …
    disable_nagle_algorithm = True  # … of which no answer waits for another one
    wbufsize = -1

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A wrong address gets the site's own page, as static hosts do."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are nobody's news."""


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Bound and listening; port 0 takes any free one. Raises `WrongUse` where it is taken or nothing was built."""
    if not (folder / "index.html").is_file():
        raise WrongUse("no-site", folder=folder)
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise WrongUse("port-refused", port=port, reason=error.strerror) from error


def serve_folder(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve until interrupted (Ctrl-C); `say` is told the address once it answers."""
    with server(folder, port) as listening:
        say(f"http://{HOST}:{listening.server_port}/")
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            return


def refuse_taken(port: int) -> None:
    """Raise `WrongUse` now if nothing can listen there, before a long build."""
    try:
        ThreadingHTTPServer((HOST, port), SimpleHTTPRequestHandler).server_close()
    except OSError as error:
        raise WrongUse("port-refused", port=port, reason=error.strerror) from error
