"""One way out to the web, safely: a request that is answered, or a reason why it is not.

In comes an address with limits, out goes a `Reply` whose body is still to be read, an `Answer` with the beginning of
one, or an `UnansweredError`. Only http and https are spoken, and a machine of a private network is never asked unless
that is allowed: every address that a name stands for is looked at, and the connection is made to just those, so that no
name can stand for another machine a moment later; so with every redirect. Certificates are verified, and no proxy is
asked. It must not know what is asked for, nor how often.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

AGENT: Final = f"banchi/{version('banchi')}"
PORTS: Final = {"http": 80, "https": 443}
REDIRECTS: Final = (301, 302, 303, 307, 308)
FOR_EVER: Final = (301, 308)
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")  # within it the last four bytes are an address of IPv4 (RFC 6052)
CHUNK: Final = 1 << 16
SAFE: Final = "%/:?@!$&'()*+,;=~[]"  # signs that stand in an address as they are (RFC 3986)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds that all of one request may take, bytes that are read of an answer, redirects that are followed."""

    seconds: float = 20
    bytes: int = 1 << 20
    redirects: int = 5
    is_private_allowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from `address`, the last one of all redirects; `body` is cut where the limit is. `is_moved` where
    every redirect on the way said that it holds for ever. Names of `headers` are small letters."""

    address: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_moved: bool = False


class UnansweredError(Exception):
    """No answer: `reason` is `refused-address`, `private-address`, `unknown-host`, `unreachable`, `certificate`,
    `timeout`, `redirects` or `protocol`, for a body also `size` or `cut`; `detail` says more in words of the system."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer says before its body, as `Answer` does, and its body while the connection is open."""

    address: str
    status: int
    headers: Mapping[str, str]
    is_moved: bool
    _response: http.client.HTTPResponse
    _limits: Limits
    _until: float

    def beginning(self) -> bytes:
        """The body as far as the limit. Raises `UnansweredError`."""
        found = bytearray()
        while len(found) < self._limits.bytes and (chunk := self._read(self._limits.bytes - len(found))):
            found += chunk
        return bytes(found)

    def whole(self) -> Iterator[bytes]:
        """All of the body in parts. Raises `UnansweredError`, also where it is larger than the limit or ends early."""
        told = self.headers.get("content-length", "")
        announced = int(told) if told.isascii() and told.isdigit() else None
        got = 0
        while (announced or got) <= self._limits.bytes and (chunk := self._read(CHUNK)):
            got += len(chunk)
            yield chunk
        if max(announced or 0, got) > self._limits.bytes:
            raise UnansweredError("size", str(self._limits.bytes))
        if announced is not None and got < announced:
            raise UnansweredError("cut", f"{got} / {announced}")

    def _read(self, most: int) -> bytes:
        with _reasons(self._limits, self._until):
            chunk = self._response.read1(min(CHUNK, most))
            if time.monotonic() >= self._until:
                raise TimeoutError  # what was read may be cut
            return chunk


def fetch(address: str, limits: Limits, method: str = "GET") -> Answer:
    """What the address answers, redirects followed. Raises `UnansweredError`."""
    with opened(address, limits, method) as reply:
        return Answer(
            address=reply.address,
            status=reply.status,
            headers=reply.headers,
            body=reply.beginning() if method != "HEAD" else b"",
            is_moved=reply.is_moved,
        )


@contextlib.contextmanager
def opened(address: str, limits: Limits, method: str = "GET") -> Iterator[Reply]:
    """What the address answers, redirects followed, its body not read yet. Raises `UnansweredError`."""
    until = time.monotonic() + limits.seconds
    is_moved = True
    for followed in range(limits.redirects + 1):
        with _answered(address, limits, until, method) as response:
            headers = {name.lower(): value for name, value in response.getheaders()}
            target = headers.get("location")
            if response.status not in REDIRECTS or not target:
                yield Reply(address, response.status, headers, is_moved and followed > 0, response, limits, until)
                return
            is_moved = is_moved and response.status in FOR_EVER
            address = urljoin(address, target)
    raise UnansweredError("redirects", str(limits.redirects))


def _parted(address: str) -> tuple[SplitResult, str, int]:
    """The address with its host and port. Raises `UnansweredError` for one that is not plainly of the web."""
    with contextlib.suppress(ValueError):  # urlsplit's word for an impossible host or port
        parts = urlsplit(address)
        if parts.scheme in PORTS and parts.hostname and parts.username is None:
            return parts, parts.hostname, parts.port or PORTS[parts.scheme]
    raise UnansweredError("refused-address", address)


@contextlib.contextmanager
def _answered(address: str, limits: Limits, until: float, method: str) -> Iterator[http.client.HTTPResponse]:
    """The answer of one machine; the connection is cut when time is up, even within an answer."""
    parts, host, port = _parted(address)
    place = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    connection = _Connection(host, port, parts.scheme, limits, until)
    watch = Timer(max(0.0, until - time.monotonic()), connection.abort)
    watch.daemon = True
    watch.start()
    try:
        with _reasons(limits, until):
            connection.request(method, place, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
            response = connection.getresponse()
        with contextlib.closing(response):
            yield response
    finally:
        watch.cancel()
        connection.close()


@contextlib.contextmanager
def _reasons(limits: Limits, until: float) -> Iterator[None]:
    """What the standard library raises, as `UnansweredError`."""
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= until or isinstance(error, TimeoutError):
            raise UnansweredError("timeout", f"{limits.seconds:g} s") from error
        raise _unanswered(error) from error


def _unanswered(error: OSError | http.client.HTTPException | ValueError) -> UnansweredError:
    if isinstance(error, ssl.SSLError):
        return UnansweredError("certificate", error.reason or str(error))
    if isinstance(error, OSError):
        return UnansweredError("unreachable", error.strerror or str(error))
    return UnansweredError("protocol", type(error).__name__)


class _Connection(http.client.HTTPConnection):
    """To the very addresses that were looked at."""

    def __init__(self, host: str, port: int, scheme: str, limits: Limits, until: float) -> None:
        self.default_port = PORTS[scheme]
        super().__init__(host, port)
        self._scheme = scheme
        self._limits = limits
        self._until = until
        self._held: socket.socket | None = None  # also once the answer alone holds it

    def connect(self) -> None:
        found = resolved(self.host, self.port, is_private_allowed=self._limits.is_private_allowed)
        for last, address in enumerate(found, start=1 - len(found)):
            try:
                left = max(0.01, self._until - time.monotonic())
                self.sock = socket.create_connection((address, self.port), timeout=left)
                break
            except OSError:
                if not last:
                    raise
        self._held = self.sock
        if self._scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self._held = self.sock
            self.sock.do_handshake()

    def abort(self) -> None:
        """Time is up, whatever the other side is in the middle of: a server that drips would hold us for ever."""
        with contextlib.suppress(OSError):
            if self._held is not None:
                self._held.shutdown(socket.SHUT_RDWR)


def resolved(host: str, port: int, *, is_private_allowed: bool) -> tuple[str, ...]:
    """The numeric addresses of a host. Raises `UnansweredError` where it has none, or where one of all that it has is
    of a private network: whoever points a public name there means no good."""
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnansweredError("unknown-host", host) from error
    found = tuple(dict.fromkeys(str(entry[4][0]) for entry in entries))
    for text in found:
        if not is_private_allowed and not is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise UnansweredError("private-address", text)
    return found


def is_public(address: Address) -> bool:
    """Whether anybody on the internet reaches the same machine by it; an address of IPv4 within one of IPv6 counts."""
    if isinstance(address, ipaddress.IPv6Address):
        within = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            within = ipaddress.IPv4Address(address.packed[-4:])
        if within is not None:
            return is_public(within)
    return address.is_global and not address.is_multicast
