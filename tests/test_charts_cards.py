"""The picture that a chat shows for a link: of the right size, packed small and sound."""

from __future__ import annotations

import struct
import zlib

import pytest

from generator.charts.cards import Card, png
from generator.charts.cards import svg as card_svg
from generator.charts.vega import vega
from generator.pages.drawings import line as small_line


@pytest.mark.parametrize("path", ["", small_line([41, 39, 40], [1, 2, 3], downward=True)])
def test_a_share_card_is_a_picture_of_the_size_that_chats_show(path: str) -> None:
    made = png(Card(title="อันดับ & <ดิจิทัล>", figure="38", unit="จาก 69", change="ลดลง 1", catalog="บัญชี", line=path))
    assert made.startswith(b"\x89PNG") and struct.unpack(">II", made[16:24]) == (1200, 630)


def chunks_of(picture: bytes) -> list[tuple[bytes, bytes]]:
    """Name and data of each chunk of a PNG, its checksum seen to be right."""
    at, found = 8, []
    while at < len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        name, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", picture, at + 8 + size) == (zlib.crc32(name + data),)
        found.append((name, data))
        at += size + 12
    return found


def test_a_share_card_is_packed_small_and_sound() -> None:
    """The pixels are those that were painted, in one stream and in less than half of the bytes."""
    card = Card(title="Index", figure="38", unit="of 69", change="down 1", catalog="Catalog")
    painted, packed = vega().svg_to_png(card_svg(card), scale=1), png(card)
    kept = chunks_of(packed)
    assert [name for name, _ in kept].count(b"IDAT") == 1
    assert [c for c in kept if c[0] != b"IDAT"] == [c for c in chunks_of(painted) if c[0] != b"IDAT"]
    stream = b"".join(data for name, data in chunks_of(painted) if name == b"IDAT")
    assert zlib.decompress(dict(kept)[b"IDAT"]) == zlib.decompress(stream)
    assert len(packed) < len(painted) / 2
