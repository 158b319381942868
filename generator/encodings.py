"""Names of text encodings as people declare them, and the codec behind each. It must not know any file.

A name is read as browsers do (https://encoding.spec.whatwg.org/#names-and-labels): TIS-620 is windows-874, which adds
the signs that Thai files of that name in truth hold; a byte order mark belongs to the encoding, not to the text.
"""

from __future__ import annotations

import re
from typing import Final

THAI: Final = "windows-874"
_CODECS: Final = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-8-sig": "utf-8-sig",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "windows-874": "cp874",
    "cp874": "cp874",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "latin-1": "latin-1",
    "iso-8859-1": "latin-1",
    "iso-8859-2": "iso8859-2",
    "iso-8859-5": "iso8859-5",
    "iso-8859-7": "iso8859-7",
    "iso-8859-15": "iso8859-15",
    "gb18030": "gb18030",
    "gbk": "gbk",
    "big5": "big5",
    "shift-jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
}
NAMES: Final = tuple(name for name in _CODECS if name not in ("utf8", "utf-8-sig"))
_THAI_RUN: Final = re.compile("[\u0e01-\u0e5b]+")
_MISPLACED: Final = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
)
SINGLE_BYTE: Final = frozenset(c for c in _CODECS.values() if c.startswith(("cp87", "cp125", "latin", "iso8859")))


def is_known(name: str) -> bool:
    return _folded(name) in _CODECS


def codec(name: str) -> str:
    """Python's codec for a declared encoding that `is_known`; the one for UTF-8 drops a byte order mark."""
    return _CODECS[_folded(name)]


def reads_as_thai(content: bytes) -> bool:
    """Whether bytes of no declared encoding are Thai words in windows-874.

    Nearly any bytes decode so. Thai stands in runs of letters, in which a mark above or below follows a consonant and a
    vowel written first is followed by one; Latin accents stand alone among ASCII letters, and Greek breaks the rules.
    """
    runs = _THAI_RUN.findall(content.decode(_CODECS[THAI], "replace"))
    letters = sum(map(len, runs))
    in_words = sum(len(run) for run in runs if len(run) > 2)
    misplaced = sum(len(_MISPLACED.findall(run)) for run in runs)
    return letters > 2 and in_words >= 0.8 * letters and misplaced <= 0.03 * letters


def _folded(name: str) -> str:
    return name.strip().lower().replace("_", "-")
