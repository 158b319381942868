"""Files from the network: only where asked for, of limited size and time, and never from a private network unasked."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from generator.fetching import Limits
from generator.importing.fetching import Fetcher, NotFetched
from generator.words import word
from tests.receiver import receiver
from tests.tiny import banchi

DAY = {"SOURCE_DATE_EPOCH": "1795305600"}  # 2026-11-22
TABLE = b"year,length\n2023,1\n2024,2\n"
PUBLIC = "93.184.216.34"


class Handler(BaseHTTPRequestHandler):
    """What a host may answer, by path."""

    asked: list[str]
    agents: set[str | None]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        type(self).agents.add(self.headers["User-Agent"])
        path = self.path.partition("?")[0]
        base = f"http://127.0.0.1:{self.server.server_port}"
        moved = {
            "/moved": "/table.csv",
            "/loop": "/loop",
            "/inside": f"{base}/table.csv",
            "/file": "file:///etc/passwd",
        }
        if path in moved:
            self.answer(302, b"", Location=moved[path])
        elif path == "/table.csv":
            self.answer(200, TABLE)
        elif path == "/cut":
            self.answer(200, TABLE, **{"Content-Length": "1000"})
        elif path == "/announced":
            self.answer(200, b"", **{"Content-Length": "2000000000"})
        elif path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65_536)
            except OSError:
                return
        elif path == "/api/3/action/package_search":
            self.answer(200, json.dumps({"result": {"results": packages(base)}}).encode())
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def packages(base: str) -> list[dict[str, Any]]:
    resources = [
        {"name": "Roads", "url": f"{base}/table.csv", "format": "CSV"},
        {"name": "Gone", "url": f"{base}/gone.csv", "format": "CSV"},
    ]
    return [{"name": "length", "title": "Length", "license_id": "cc-by", "resources": resources}]


@pytest.fixture
def host() -> Iterator[str]:
    Handler.asked, Handler.agents = [], set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def public(host: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same host under a name of the public network, which is only made to look so."""
    port = int(host.rpartition(":")[2])
    real = socket.create_connection, socket.getaddrinfo

    def found(name: str, number: int, *rest: Any, **options: Any) -> Any:
        machines = {"public.example": [PUBLIC], "both.example": [PUBLIC, "10.0.0.1"]}.get(name)
        if machines is None:
            return real[1](name, number, *rest, **options)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, number)) for machine in machines]

    def connected(address: tuple[str, int], **options: Any) -> Any:
        assert address[0] == PUBLIC, "the address that was looked at is the one that is called"
        return real[0](("127.0.0.1", port), **options)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket, "create_connection", connected)
    return "http://public.example"


def fetcher(*, allows_private: bool = True, seconds: float = 30) -> Fetcher:
    return Fetcher(Limits(bytes=1_000_000, seconds=seconds, is_private_allowed=allows_private))


def refused(address: str, target: Path, by: Fetcher) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        by.fetch(address, target)
    assert list(target.parent.iterdir()) == []
    return caught.value


def refusal(address: str, target: Path, by: Fetcher) -> str:
    return refused(address, target, by).reason


def test_a_file_is_fetched_whole_also_where_it_has_moved(host: str, tmp_path: Path) -> None:
    for name in ("table.csv", "moved", "inside"):
        fetcher().fetch(f"{host}/{name}", tmp_path / name)
        assert (tmp_path / name).read_bytes() == TABLE


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("announced", "'HOST/announced' is larger than 1000000 bytes"),
        ("endless", "'HOST/endless' is larger than 1000000 bytes"),
        ("cut", "'HOST/cut' ended too early"),
        ("gone", "'HOST/gone' answered 404"),
        ("loop", "'HOST/loop' sends on more than 5 times"),
        ("file", "'file:///etc/passwd' is no address of http or https that can be used"),
    ],
)
def test_what_is_not_whole_leaves_no_file_and_is_told(path: str, told: str, host: str, tmp_path: Path) -> None:
    error = refused(f"{host}/{path}", tmp_path / "file", fetcher())
    assert word(f"import.{error.reason}", "en", **error.values).replace(host, "HOST") == told


def test_a_file_that_cannot_be_written_is_told(host: str, tmp_path: Path) -> None:
    with pytest.raises(NotFetched) as caught:
        fetcher().fetch(f"{host}/table.csv", tmp_path / "absent" / "file")
    assert (caught.value.reason, caught.value.values["reason"]) == ("fetch_failed", "No such file or directory")


def test_a_file_of_just_the_largest_size_is_taken(host: str, tmp_path: Path) -> None:
    exact, small = (Fetcher(Limits(bytes=len(TABLE) - less, seconds=30, is_private_allowed=True)) for less in (0, 1))
    exact.fetch(f"{host}/table.csv", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == TABLE
    with pytest.raises(NotFetched, match="fetch_large"):
        small.read(f"{host}/table.csv")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/x",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@a.example/",
        "javascript:1",
        "http://a:b/",
        "x",
    ],
)
def test_only_web_addresses_are_called(address: str, tmp_path: Path) -> None:
    assert refusal(address, tmp_path / "file", fetcher()) == "fetch_address"


@pytest.mark.parametrize(
    "machine",
    (
        *("127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("[::ffff:127.0.0.1]", "[fd00::1]", "[fe80::1]", "[2002:7f00:1::]", "2130706433", "224.0.0.1"),
    ),
)
def test_a_private_network_is_not_called_unasked(machine: str, tmp_path: Path) -> None:
    try:
        socket.getaddrinfo(machine.strip("[]"), 80)
    except OSError:
        pytest.skip("this machine does not know such an address")
    assert refusal(f"http://{machine}/x", tmp_path / "file", fetcher(allows_private=False)) == "fetch_private"


def test_a_redirect_is_looked_at_anew(public: str, tmp_path: Path) -> None:
    assert refusal(f"{public}/inside", tmp_path / "file", fetcher(allows_private=False)) == "fetch_private"
    fetcher(allows_private=False).fetch(f"{public}/moved", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == TABLE


def test_a_name_that_also_leads_to_a_private_network_is_not_called(public: str, tmp_path: Path) -> None:
    assert public and refusal("http://both.example/", tmp_path / "f", fetcher(allows_private=False)) == "fetch_private"


def test_a_host_that_never_answers_takes_no_longer_than_allowed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert refusal(address, tmp_path / "file", fetcher(seconds=0.2)) == "fetch_slow"
        assert refusal(address, tmp_path / "file", fetcher(seconds=0)) == "fetch_slow"


def test_hosts_are_told_who_asks_and_no_proxy_of_the_environment_is_used(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fetcher().fetch(f"{host}/table.csv", tmp_path / "table.csv")
    assert Handler.agents == {f"banchi/{version('banchi')}"}


def test_every_address_of_a_host_is_tried(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port, real, tried = int(host.rpartition(":")[2]), socket.create_connection, []
    machines = ["127.0.0.2", "127.0.0.3", "127.0.0.1"]

    def connected(address: tuple[str, int], **options: Any) -> Any:
        tried.append(address[0])
        if address[0] != machines[-1]:
            raise ConnectionRefusedError("nobody is there")
        return real(address, **options)

    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, port)) for machine in machines]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    monkeypatch.setattr(socket, "create_connection", connected)
    fetcher().fetch(f"http://several.example:{port}/table.csv", tmp_path / "table.csv")
    assert tried == machines


def test_nothing_is_fetched_without_being_asked(host: str, tmp_path: Path) -> None:
    file = tmp_path / "package.json"
    file.write_text(json.dumps(packages(host)), "utf-8")
    root = receiver(tmp_path / "catalog")
    done = banchi(root, "import", "ckan", str(file), **DAY)
    assert done.exit_code == 0 and Handler.asked == []
    assert banchi(root, "import", "ckan", host, **DAY).exit_code == 2 and Handler.asked == []


def test_a_portal_is_imported_with_its_files(host: str, tmp_path: Path) -> None:
    """What cannot be fetched stays a link, with the reason."""
    root = receiver(tmp_path / "catalog")
    done = banchi(root, "import", "ckan", host, "--download", "--allow-private", **DAY)
    assert done.exit_code == 0, done.output
    assert (root / "datasets/length/table.csv").read_bytes() == TABLE
    assert f"{host}/gone.csv was not fetched and stays a link: '{host}/gone.csv' answered 404" in done.stdout
    descriptor = (root / "datasets/length/dataset.yml").read_text("utf-8")
    assert f"url: {host}/gone.csv" in descriptor.replace('"', "") and "primaryKey: [year]" in descriptor
    assert [path.partition("?")[0] for path in Handler.asked].count("/api/3/action/package_search") == 1


def test_records_can_be_fetched_without_their_files(host: str, tmp_path: Path) -> None:
    root = receiver(tmp_path / "catalog")
    done = banchi(root, "import", "ckan", host, "--download", "--records-only", "--allow-private", **DAY)
    assert done.exit_code == 0 and "/table.csv" not in Handler.asked
    assert f"{host}/table.csv" in (root / "datasets/length/dataset.yml").read_text("utf-8")


def test_a_private_portal_is_not_called_unasked(host: str, tmp_path: Path) -> None:
    done = banchi(receiver(tmp_path / "catalog"), "import", "ckan", host, "--download", **DAY)
    assert done.exit_code == 2 and "--allow-private" in done.stderr and Handler.asked == []
