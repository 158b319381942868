"""Files from the network, where somebody has asked for them: in comes an address, out goes a file of limited size.

It must not know how a machine is asked, what a file is for, nor keep one that is not whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from generator.fetching import Limits, UnansweredError, opened

WORDS: Final = {  # of the section `import`, by the reason why nothing came; `fetch_failed` for any other
    "refused-address": "fetch_address",
    "private-address": "fetch_private",
    "redirects": "fetch_redirects",
    "timeout": "fetch_slow",
    "size": "fetch_large",
    "cut": "fetch_cut",
}


class NotFetched(Exception):
    """`reason` names words of the section `import`; `values` fill them."""

    def __init__(self, reason: str, /, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches within limits that hold for each file."""

    limits: Limits

    def fetch(self, address: str, target: Path) -> None:
        """Write what the address holds to a new file. Raises `NotFetched`, and leaves no file then."""
        partial = target.with_name(f".{target.name}.part")
        try:
            with self._opened(address) as chunks, partial.open("wb") as stream:
                for chunk in chunks:
                    stream.write(chunk)
            partial.rename(target)
        except OSError as error:
            raise NotFetched("fetch_failed", url=address, reason=error.strerror or error) from error
        finally:
            partial.unlink(missing_ok=True)

    def read(self, address: str) -> bytes:
        """What the address holds, for documents. Raises `NotFetched`."""
        with self._opened(address) as chunks:
            return b"".join(chunks)

    @contextmanager
    def _opened(self, address: str) -> Iterator[Iterator[bytes]]:
        try:
            with opened(address, self.limits) as reply:
                if reply.status != HTTPStatus.OK:
                    raise NotFetched("fetch_status", url=reply.address, status=reply.status)
                yield reply.whole()
        except UnansweredError as error:
            raise NotFetched(
                WORDS.get(error.reason, "fetch_failed"),
                url=error.detail if error.reason == "refused-address" else address,  # which may stand in a redirect
                reason=error.detail,
                most=self.limits.redirects if error.reason == "redirects" else self.limits.bytes,
                seconds=self.limits.seconds,
            ) from error
