"""Files from the network, where somebody has asked for them: in comes an address, out goes a file of limited size.

Only http and https are spoken, and only with public addresses unless others are allowed: a name is looked up once, the
address that was found is the one that is called, and each redirect is looked at anew. Size and time are limited. It
must not know what a file is for, nor keep one that is not whole.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from generator.addresses import has_credentials, is_url, web

MOST_REDIRECTS: Final = 5
CHUNK: Final = 1 << 16
REDIRECTS: Final = (301, 302, 303, 307, 308)
AGENT: Final = "banchi-import"


class NotFetched(Exception):
    """`reason` names words of the section `import`; `values` fill them."""

    def __init__(self, reason: str, /, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """`largest` in bytes and `seconds` hold for each file."""

    largest: int
    seconds: float
    allows_private: bool = False

    def fetch(self, address: str, target: Path) -> None:
        """Write what the address holds to a new file. Raises `NotFetched`, and leaves no file then."""
        partial = target.with_name(f".{target.name}.part")
        try:
            with _opened(self, address) as chunks, partial.open("wb") as stream:
                for chunk in chunks:
                    stream.write(chunk)
            partial.rename(target)
        except OSError as error:  # also what ssl and socket raise
            raise NotFetched("fetch_failed", url=address, reason=error.strerror or error) from error
        except http.client.HTTPException as error:
            raise NotFetched("fetch_failed", url=address, reason=type(error).__name__) from error
        finally:
            partial.unlink(missing_ok=True)

    def read(self, address: str) -> bytes:
        """What the address holds, for documents. Raises `NotFetched`."""
        try:
            with _opened(self, address) as chunks:
                return b"".join(chunks)
        except OSError as error:
            raise NotFetched("fetch_failed", url=address, reason=error.strerror or error) from error
        except http.client.HTTPException as error:
            raise NotFetched("fetch_failed", url=address, reason=type(error).__name__) from error


@contextmanager
def _opened(fetcher: Fetcher, address: str) -> Iterator[Iterator[bytes]]:
    """The body, wherever redirects lead to, in chunks that are counted."""
    until = time.monotonic() + fetcher.seconds
    for _ in range(MOST_REDIRECTS + 1):
        with closing(_connected(fetcher, address, until)) as connection:
            parts = urlsplit(web(address))
            path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
            with closing(connection.getresponse()) as answer:
                if answer.status not in REDIRECTS:
                    if answer.status != http.HTTPStatus.OK:
                        raise NotFetched("fetch_status", url=address, status=answer.status)
                    yield _chunks(fetcher, address, answer, until)
                    return
                address = urljoin(address, answer.headers.get("Location", ""))
    raise NotFetched("fetch_redirects", url=address, most=MOST_REDIRECTS)


def _chunks(fetcher: Fetcher, address: str, answer: http.client.HTTPResponse, until: float) -> Iterator[bytes]:
    announced = answer.headers.get("Content-Length", "")
    size = int(announced) if announced.isdecimal() else 0
    got = 0
    while size <= fetcher.largest and (chunk := answer.read1(CHUNK)):
        got += len(chunk)
        size = max(size, got)
        if time.monotonic() > until:
            raise NotFetched("fetch_slow", url=address, seconds=fetcher.seconds)
        if size <= fetcher.largest:
            yield chunk
    if size > fetcher.largest:
        raise NotFetched("fetch_large", url=address, most=fetcher.largest)
    if announced.isdecimal() and got < size:
        raise NotFetched("fetch_cut", url=address)


def _connected(fetcher: Fetcher, address: str, until: float) -> http.client.HTTPConnection:
    """A connection to the machine that the address names, once it is known which one that is."""
    if not is_url(address) or has_credentials(address):
        raise NotFetched("fetch_address", url=address)
    parts = urlsplit(web(address))
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (ValueError, UnicodeError) as error:
        raise NotFetched("fetch_address", url=address) from error
    machines = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not fetcher.allows_private and not all(_is_public(machine) for machine in machines):
        raise NotFetched("fetch_private", url=address)
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise NotFetched("fetch_slow", url=address, seconds=fetcher.seconds)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    connection.sock = socket.create_connection((machines[0], port), timeout=seconds)
    if parts.scheme == "https":
        try:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        except OSError:
            connection.close()
            raise
    return connection


def _is_public(machine: str) -> bool:
    """Whether anyone in the world may call that machine, also where IPv6 only wraps an address of IPv4."""
    number = ipaddress.ip_address(machine)
    inner = number.ipv4_mapped or number.sixtofour if isinstance(number, ipaddress.IPv6Address) else None
    return (inner or number).is_global and not number.is_multicast
