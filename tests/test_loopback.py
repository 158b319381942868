"""What was built is shown on this machine as a static host would show it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from ipaddress import ip_address
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.loopback import HOST, refuse_taken, server
from generator.problems import WrongUse


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    tmp_path.joinpath("index.html").write_text("home")
    tmp_path.joinpath("404.html").write_text("ไม่พบ", "utf-8")
    with server(tmp_path, 0) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


def answer(port: int, path: str, method: str = "GET") -> tuple[int, str]:
    connection = HTTPConnection(HOST, port)
    connection.request(method, path)
    response = connection.getresponse()
    read = response.status, response.read().decode()
    connection.close()
    return read


def test_pages_and_the_page_for_wrong_addresses(port: int) -> None:
    assert answer(port, "/") == (200, "home")
    assert answer(port, "/nowhere/") == (404, "ไม่พบ")
    assert answer(port, "/nowhere/", "HEAD") == (404, "")


def test_the_page_for_wrong_addresses_is_shown_as_a_page_in_thai(port: int) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(f"http://{HOST}:{port}/nowhere/", timeout=30)
    with caught.value as told:
        assert told.headers["Content-Type"] == "text/html; charset=utf-8"


def test_only_this_machine_is_answered(tmp_path: Path) -> None:
    """A catalog in the making is nobody else's: also `banchi serve` gives this address to MkDocs."""
    tmp_path.joinpath("index.html").write_text("home")
    with server(tmp_path, 0) as listening:
        assert ip_address(str(listening.server_address[0])).is_loopback
    assert ip_address(HOST).is_loopback


def test_a_folder_without_a_site_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="build it first"):
        server(tmp_path, 0)


def test_a_taken_port_is_wrong_use(tmp_path: Path) -> None:
    tmp_path.joinpath("index.html").write_text("home")
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongUse, match=f"port {port}"):
            server(tmp_path, port)
        with pytest.raises(WrongUse, match=f"port {port}"):
            refuse_taken(port)
