"""Links that are asked whether they answer: by a server on this machine, which answers badly in every way."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator import fetching
from generator.fetching import AGENT, Answer, Limits, UnansweredError, fetch, is_public, resolved
from generator.links import Manners, broken, links
from tests.tiny import FILES, banchi, tiny_catalog

HERE = Limits(is_private_allowed=True, seconds=5)
DESCRIPTOR = FILES["datasets/roads/dataset.yml"]
LEADING = {  # first part of a path -> a redirect
    "301": (301, "/200"),
    "302": (302, "/200"),
    "308": (308, "/200"),
    "out": (302, "http://10.0.0.1/"),
    "file": (302, "file:///etc/passwd"),
    "round": (302, "/round"),
}


class Bad(BaseHTTPRequestHandler):
    """Answers by the first part of the path: a status, a redirect, or something worse."""

    asked: list[tuple[str, str, str]] = []  # noqa: RUF012 - one server a test, emptied before each
    robots = ""
    busy = 0

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        word = self.path.split("?")[0].strip("/")
        if self.path == "/robots.txt":
            self.answer(200 if self.robots else 404, self.robots.encode())
        elif word in LEADING:
            status, target = LEADING[word]
            self.answer(status, location=target)
        elif word == "headless":
            self.answer(405 if self.command == "HEAD" else 200)
        elif word == "busy":
            type(self).busy += 1
            self.answer(503 if self.busy < 3 else 200, **{"Retry-After": "7"})
        elif word == "drip":
            self.drip()
        elif word == "drip-head":
            self.drip_head()
        elif word == "large":
            self.answer(200, b"x" * 5_000_000)
        elif word == "broken-off":
            self.wfile.write(b"nonsense\r\n\r\n")
        else:
            self.answer(int(word or 200))

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def drip(self) -> None:
        """A byte at a time, and never an end: only whoever asked can end it."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x")
        self.rfile.read(1)

    def drip_head(self) -> None:
        """Never even the end of the first line, and always soon enough for a patient reader of one byte."""
        with contextlib.suppress(OSError):
            while not threading.Event().wait(0.02):
                self.wfile.write(b"H")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    Bad.asked, Bad.robots, Bad.busy = [], "", 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Bad) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def told(catalog: Path, slept: list[float] | None = None, limits: Limits = HERE, pause: float = 1.0) -> list[str]:
    """`code answer` of each problem that the links of a catalog give."""
    waits: list[float] = [] if slept is None else slept
    found = broken(links(catalog, []), Manners(pause=pause, limits=limits, sleep=waits.append))
    return [f"{one.code} {one.values.get('answer', '')}".strip() for one in found if "127.0.0.1" in one.values["found"]]


def pointing(tmp_path: Path, *addresses: str, **others: str) -> Path:
    """A catalog with these sources alone, and no license that has an address."""
    one = "sources: [{title: {th: สมุดถนน, en: Road book}, path: https://roads.example/book, accessed: 2026-01-02}]"
    sources = "\n".join(
        f"- {{title: {{th: ก, en: s{n}}}, path: '{a}', accessed: 2026-01-02}}" for n, a in enumerate(addresses)
    )
    files = {"dataset": DESCRIPTOR.replace(one, f"sources:\n{sources}"), "licenses": "{}\n"}
    return tiny_catalog(tmp_path, **files | others)


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("200", []),
        ("204", []),
        ("headless", []),
        ("302", []),
        ("301", ["moved-link"]),
        ("308", ["moved-link"]),
        ("404", ["broken-link HTTP 404"]),
        ("410", ["broken-link HTTP 410"]),
        ("500", ["broken-link HTTP 500"]),
        ("403", ["unsure-link HTTP 403"]),
        ("401", ["unsure-link HTTP 401"]),
        ("429", ["unsure-link HTTP 429"]),
        ("busy", []),
        ("round", ["broken-link redirects: 5"]),
        ("file", ["broken-link refused-address: file:///etc/passwd"]),
        ("broken-off", ["broken-link protocol: BadStatusLine"]),
    ],
)
def test_what_a_link_answers_is_told(host: str, tmp_path: Path, word: str, answer: list[str]) -> None:
    assert told(pointing(tmp_path, f"{host}/{word}")) == answer


def test_a_link_is_asked_once_and_told_at_every_place(host: str, tmp_path: Path) -> None:
    root = pointing(tmp_path, f"{host}/404#a", f"{host}/404#b")
    found = broken(links(root, []), Manners(pause=0, limits=HERE))
    assert [(one.path, one.line, one.subject) for one in found] == [
        ("datasets/roads/dataset.yml", 9, "sources[0].path"),
        ("datasets/roads/dataset.yml", 10, "sources[1].path"),
    ]
    assert [(method, path) for method, path, _ in Bad.asked] == [
        ("GET", "/robots.txt"),
        ("HEAD", "/404"),
        ("GET", "/404"),
    ]
    assert {agent for _, _, agent in Bad.asked} == {AGENT}


def test_a_pause_stands_between_any_two_requests_and_grows_where_a_host_is_busy(host: str, tmp_path: Path) -> None:
    slept: list[float] = []
    assert told(pointing(tmp_path, f"{host}/200", f"{host}/busy"), slept) == []
    assert slept == [1, 1, 1, 7]
    assert [path for _, path, _ in Bad.asked] == ["/robots.txt", "/200", "/busy", "/busy", "/busy"]


def test_what_robots_may_not_ask_is_not_asked(host: str, tmp_path: Path) -> None:
    Bad.robots = "User-agent: *\nCrawl-delay: 3\nDisallow: /404\n"
    slept: list[float] = []
    assert told(pointing(tmp_path, f"{host}/404", f"{host}/200"), slept) == ["unsure-link robots.txt"]
    assert (slept, [path for _, path, _ in Bad.asked]) == ([3, 3], ["/robots.txt", "/200"])


def test_a_machine_of_a_private_network_is_never_asked_unless_that_is_allowed(host: str, tmp_path: Path) -> None:
    assert told(pointing(tmp_path, f"{host}/200"), limits=Limits()) == ["unsure-link private-address: 127.0.0.1"]
    assert Bad.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server here counts as public, what it leads to does not."""
    monkeypatch.setattr(fetching, "is_public", lambda address: str(address) == "127.0.0.1")
    with pytest.raises(UnansweredError) as caught:
        fetch(f"{host}/out", Limits())
    assert (caught.value.reason, caught.value.detail) == ("private-address", "10.0.0.1")


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "http://user:word@a.example/", "http://a.example:x/", "//a/"],
)
def test_other_than_plain_web_addresses_are_refused(address: str) -> None:
    with pytest.raises(UnansweredError, match="refused-address"):
        fetch(address, HERE)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_addresses_that_not_everybody_reaches_are_private(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_everybody_reaches_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_name_with_one_private_address_among_others_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, 80)) for text in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(UnansweredError, match="private-address"):
        resolved("a.example", 80, is_private_allowed=False)
    assert resolved("a.example", 80, is_private_allowed=True) == ("8.8.8.8", "10.0.0.1")


def test_a_name_that_stands_for_nothing_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnansweredError, match="unknown-host"):
        fetch("https://nowhere.example/", Limits())


@pytest.mark.parametrize("word", ["drip", "drip-head"])
def test_a_server_that_never_ends_is_left_in_time(host: str, word: str) -> None:
    with pytest.raises(UnansweredError, match="timeout"):
        fetch(f"{host}/{word}", Limits(seconds=0.3, is_private_allowed=True))


@pytest.mark.parametrize(
    ("address", "asked"),
    [("http://a.example/", 80), ("https://a.example/", 443), ("https://a.example:8443/", 8443)],
)
def test_a_scheme_has_its_port(address: str, asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ports: list[int] = []

    def unknown(_host: str, port: int, **_: object) -> None:
        ports.append(port)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnansweredError, match="unknown-host"):
        fetch(address, Limits())
    assert ports == [asked]


def test_a_server_that_speaks_in_clear_gets_no_https(host: str) -> None:
    with pytest.raises(UnansweredError, match="certificate"):
        fetch(f"https{host.removeprefix('http')}/200", HERE)
    assert Bad.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    made = ("-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "certificate", "-days", "1")
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1")
    subprocess.run(["openssl", "req", "-x509", *made, *subject], cwd=tmp_path, check=True, capture_output=True)
    Bad.asked = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    with ThreadingHTTPServer(("127.0.0.1", 0), Bad) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(UnansweredError, match="certificate"):
            fetch(f"https://127.0.0.1:{server.server_port}/200", HERE)
        server.shutdown()
    assert Bad.asked == []


def test_a_redirect_to_nowhere_is_an_answer(host: str) -> None:
    assert (fetch(f"{host}/304", HERE).status, fetch(f"{host}/307", HERE).status) == (304, 307)


def test_no_more_is_read_than_the_limit(host: str) -> None:
    assert len(fetch(f"{host}/large", Limits(bytes=70_000, is_private_allowed=True)).body) == 70_000


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnansweredError, match="unreachable"):
        fetch(f"http://127.0.0.1:{port}/", HERE)


def test_an_address_is_sent_as_it_is_written(host: str) -> None:
    fetch(f"{host}/200?a=%20b&c=ก", HERE)
    assert Bad.asked[-1][1] == "/200?a=%20b&c=%E0%B8%81"
    fetch(f"{host}?a", HERE)
    assert Bad.asked[-1][1] == "/?a"


def test_a_host_that_is_slow_for_once_is_asked_again() -> None:
    answers: list[Answer | UnansweredError] = [UnansweredError("timeout"), Answer(address="", status=200)]

    def ask(address: str, _limits: Limits, _method: str) -> Answer:
        answer = Answer(address=address, status=404) if address.endswith("robots.txt") else answers.pop(0)
        if isinstance(answer, UnansweredError):
            raise answer
        return answer

    assert broken({"https://a.example/": ()}, Manners(sleep=lambda _: None, fetch=ask)) == ()
    assert answers == []


def test_links_are_found_in_markdown_too_and_identifiers_are_no_links(tmp_path: Path) -> None:
    text = "See [a](https://a.example/x_(y)), <https://b.example/>. And https://c.example/z."
    root = tiny_catalog(tmp_path, dataset=DESCRIPTOR + f"notes: {{th: ก, en: '{text}'}}\n", licenses="{}\n")
    assert sorted(links(root, [])) == [
        "https://a.example/x_(y)",
        "https://b.example/",
        "https://c.example/z",
        "https://roads.example/book",
    ]
    assert links(root, ["datasets/catalog.yml"]) == {}


def test_the_command_fails_on_broken_links_alone(host: str, tmp_path: Path) -> None:
    root = pointing(tmp_path, f"{host}/404")
    done = banchi(root, "links", "--pause", "0", "--allow-private", "--lang", "en")
    assert done.exit_code == 1
    assert "dataset.yml:9: warning[broken-link] sources[0].path:" in done.stdout and "(HTTP 404)" in done.stdout
    (found,) = json.loads(banchi(root, "links", "--pause", "0", "--allow-private", "--format", "json").stdout)
    assert (found["code"], found["line"], found["level"]) == ("broken-link", 9, "warning")
    assert banchi(pointing(tmp_path, f"{host}/301"), "links", "--pause", "0", "--allow-private").exit_code == 0


def test_a_machine_without_a_network_blames_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    root = pointing(tmp_path, "https://a.example/", "https://b.example/")
    done = banchi(root, "links", "--pause", "0", "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "") and "not one host of 2 addresses" in done.stderr


def test_a_host_that_is_not_known_makes_nobody_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    slept: list[float] = []
    root = pointing(tmp_path, "https://a.example/1", "https://a.example/2")
    found = broken(links(root, []), Manners(sleep=slept.append))
    assert [(one.code, one.values["answer"], one.line) for one in found] == [
        ("broken-link", "unknown-host: a.example", 9),
        ("broken-link", "unknown-host: a.example", 10),
    ]
    assert slept == []


def reviewed(tmp_path: Path, before: list[str], after: list[str], *options: str) -> tuple[int, str]:
    """The exit code of a review of a change of sources, and its comment."""
    sound = {"licenses": FILES["datasets/licenses.yml"]}
    old, new = pointing(tmp_path / "old", *before, **sound), pointing(tmp_path / "new", *after, **sound)
    done = banchi(new, "review", str(old), "--pause", "0", "--allow-private", *options)
    return done.exit_code, done.stdout


def test_a_review_asks_links_that_are_new_alone_and_a_broken_one_stops_nothing(host: str, tmp_path: Path) -> None:
    code, comment = reviewed(tmp_path, [f"{host}/500"], [f"{host}/{n}" for n in (500, 200, 403, 404)], "--links")
    assert (code, comment.count("⚠️ `datasets/roads/dataset.yml`"), comment.count("HTTP 404")) == (0, 2, 2)
    assert {path for _, path, _ in Bad.asked} == {"/robots.txt", "/200", "/403", "/404"}
    assert "HTTP 403" not in comment, "what programs may not ask is no news"
    assert "does not open" in comment and "ไม่ได้ (HTTP 404)".replace("(", "\\(").replace(")", "\\)") in comment


def test_a_review_asks_nobody_unless_it_is_told_to(host: str, tmp_path: Path) -> None:
    code, comment = reviewed(tmp_path, ["https://roads.example/book"], [f"{host}/404"])
    assert (code, Bad.asked, "HTTP" in comment) == (0, [], False)


def test_a_review_says_how_many_links_it_did_not_ask(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.hosting.MOST", 2)
    _, comment = reviewed(
        tmp_path, ["https://roads.example/book"], [f"{host}/{n}" for n in (200, 201, 202, 404)], "--links"
    )
    assert "2 new addresses were not tried here" in comment and "2 แห่งยังไม่ได้ลองเปิด" in comment
    assert "HTTP 404" not in comment


def test_a_review_without_a_network_says_so_and_blames_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    code, comment = reviewed(
        tmp_path, ["https://roads.example/book"], ["https://a.example/", "https://b.example/"], "--links"
    )
    assert (code, "⚠️ `" in comment) == (0, False)
    assert "2 new addresses were not tried here" in comment
