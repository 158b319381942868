"""A file of a catalog in canonical order and style: its bytes come in, bytes that say the same in the same words go
out.

What comes out is read once more, and stands only where it means the same and has every comment. It must not know where
the file lies.

The style: keys in the order of the key table, languages in that of the catalog; two blanks a level, the dash of a list
under its key; `key: value  # comment`; `{a: 1, b: [x, y]}`; double quotes where single ones say the same; no blanks at
line ends, no two blank lines together. Comments stay with the key below them, unknown keys come last.
"""

from __future__ import annotations

import re

from generator.forms import Form
from generator.layout import laid_out
from generator.spans import UncutTextError, comments, spans
from generator.yamlfile import Entries, Items, Node, parse_yaml


def canonical(source: bytes, form: Form) -> bytes | None:
    """The file in canonical form; None where it cannot be read without a problem.

    A file that cannot be cut into lines (anchors, `---`, keys over several lines) comes back as it is.
    """
    before, problems = parse_yaml(source, "")
    if before is None or problems:
        return None
    text = re.sub(r"\r\n?", "\n", source.decode("utf-8-sig"))
    try:
        root = spans(text)
        made = "\n".join(laid_out(text, root, form)) + "\n"
        is_whole = sorted(comments(text, root)) == sorted(comments(made, spans(made)))
    except UncutTextError:
        return source
    after, problems = parse_yaml(made.encode(), "")
    is_same = after is not None and not problems and _meant(before.node) == _meant(after.node)
    return made.encode() if is_whole and is_same else source


def _meant(node: Node) -> object:
    """Every value with its type and its writing, so that 1 is neither true nor 1.0."""
    if isinstance(node, Entries):
        return {key: _meant(value) for key, value in node.nodes.items()}
    if isinstance(node, Items):
        return [_meant(item) for item in node.nodes]
    return type(node.value), node.text
