"""Size and SHA-256 of files, and copies that take both on the way."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

CHUNK: Final = 1 << 16  # most files of a catalog are smaller: one read takes them whole


def sha256_of(file: Path | str) -> tuple[int, str]:
    """Bytes and SHA-256 in hexadecimal."""
    digest, size = hashlib.sha256(), 0
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - of 20,000 files each path would be parsed
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def copy_with_digest(source: Path, target: Path) -> tuple[int, str]:
    """Copies byte for byte, making folders; gives bytes and SHA-256 of what was written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as incoming, target.open("wb") as outgoing:
        while chunk := incoming.read(CHUNK):
            digest.update(chunk)
            outgoing.write(chunk)
            size += len(chunk)
    return size, digest.hexdigest()
