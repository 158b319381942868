"""Lines of a YAML text laid out anew: in come a text, its spans and its form, out go lines in order and in one style.

Lines are moved whole, with the comments above them; only indents, blanks and quotes are written anew. It must not know
keys nor files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.forms import Form
from generator.spans import BLOCK_STYLES, Span, UncutTextError

WIDTH: Final = 120
STEP: Final = "  "
MODELINE: Final = "# yaml-language-server:"
KEY_ALONE: Final = re.compile(r"\s*:\s*")


def laid_out(text: str, root: Span, form: Form) -> list[str]:
    """The lines of the whole text. Raises UncutTextError where they cannot be told apart."""
    if not root.is_block:
        raise UncutTextError
    layout = _Layout(text)
    top = _end_of_header(layout.lines[: root.start[0]])
    body = layout.block(root, top, len(layout.lines), form, 0)
    header = layout.between(0, top)
    while not body[-1]:
        body.pop()
    return header[0 if header and header[0] else 1 :] + body


def _end_of_header(lines: Sequence[str]) -> int:
    """Comments that are about the file, not about its first key: those above a blank line, and what editors read."""
    blank = [index + 1 for index, line in enumerate(lines) if not line.strip()]
    named = [index + 1 for index, line in enumerate(lines) if line.startswith(MODELINE)]
    return max((0, *blank, *named))


class _Layout:
    """The lines of one text, which lose the dashes of their lists on the way."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def block(self, span: Span, start: int, stop: int, form: Form | None, indent: int) -> list[str]:
        """A mapping or list of lines of its own, that lies in lines `start` to `stop`; `indent` is where it will be."""
        if span.entries is not None:
            return self._mapping(span, span.entries, start, stop, form, indent)
        return self._list(span, span.items or (), start, stop, form, indent)

    def between(self, start: int, stop: int) -> list[str]:
        """What lies between two nodes: comments and single blank lines."""
        found: list[str] = []
        for line in (line.strip() for line in self.lines[start:stop]):
            if line and not line.startswith("#"):
                raise UncutTextError
            if line or (found or [" "])[-1]:
                found.append(line)
        return found

    def _mapping(
        self,
        span: Span,
        entries: Sequence[tuple[Span, Span]],
        start: int,
        stop: int,
        form: Form | None,
        indent: int,
    ) -> list[str]:
        column = span.start[1]
        parts: list[list[str]] = []
        ends = [key.start[0] for key, _ in entries[1:]] + [stop]
        for (key, value), following in zip(entries, ends, strict=True):
            line = key.start[0]
            if key.start[1] != column or key.end[0] != line or self.lines[line][:column].strip():
                raise UncutTextError
            border = self._border(value, following, column)
            below = form.below(key.text) if form else None
            parts.append(self.between(start, line) + self._entry(key, value, border, below, indent))
            start = border
        names = [key.text for key, _ in entries]
        order = form.order(names) if form else range(len(names))
        found = [line for index in order for line in parts[index]]
        return found[next(i for i, line in enumerate(found) if line) :] + self.between(start, stop)

    def _entry(self, key: Span, value: Span, stop: int, form: Form | None, indent: int) -> list[str]:
        line = key.start[0]
        name = self._quoted(key)
        if not value.is_block:
            return self._with_value(f"{name}:", key, value, form, indent)
        rest = KEY_ALONE.sub("", self.lines[line][key.end[1] :], count=1)
        step = "" if value.items is not None else STEP
        body = self.block(value, line + 1, stop, form, indent + len(step))
        return [f"{name}:{self._comment(rest)}", *_indented(body, step)]

    def _list(
        self, span: Span, items: Sequence[Span], start: int, stop: int, form: Form | None, indent: int
    ) -> list[str]:
        column = span.start[1]
        found: list[str] = []
        for index, item in enumerate(items):
            dash = self._dash(start, stop, column)
            found += self.between(start, dash)
            self.lines[dash] = " " * (column + 1) + self.lines[dash][column + 1 :]
            following = stop if index + 1 == len(items) else self._dash(item.last_line + 1, stop, column)
            start = self._border(item, following, column)
            if item.is_block:
                body = self.block(item, dash, start, form, indent + len(STEP))
                while not body[0] or body[0].startswith("#"):  # stood beside or under the dash
                    found.append(body.pop(0))
                found += [f"- {body[0]}", *_indented(body[1:], STEP)]
            else:
                mark = Span((dash, column), (dash, column + 1))
                found += self._with_value("-", mark, item, form, indent)
        return found + self.between(start, stop)

    def _dash(self, start: int, stop: int, column: int) -> int:
        for index in range(start, stop):
            if self.lines[index].strip() and not self.lines[index].lstrip().startswith("#"):
                if self.lines[index][:column].strip() or self.lines[index][column] != "-":
                    break
                return index
        raise UncutTextError

    def _border(self, value: Span, stop: int, column: int) -> int:
        """The line behind a value and behind the comments that are indented as its own are."""
        border = value.last_line + 1
        for index in range(border, stop if value.is_block else border):
            line = self.lines[index]
            if line.strip() and len(line) - len(line.lstrip()) <= column:
                break
            border = index + 1 if line.strip() else border
        return border

    def _with_value(self, name: str, key: Span, value: Span, form: Form | None, indent: int) -> list[str]:
        """A key or a dash with a value that does not need lines of its own: `name: value  # comment`."""
        (line, column), end = key.end, value.end
        if value.start == end:  # nothing is written there
            rest = self.lines[line][column:]
            return [f"{name}{self._comment(KEY_ALONE.sub('', rest, count=1))}"]
        if value.start[0] > line:
            rest = KEY_ALONE.sub("", self.lines[line][column:], count=1)
            if rest.strip() or any(text.strip() for text in self.lines[line + 1 : value.start[0]]):
                raise UncutTextError
        if value.style in BLOCK_STYLES:
            return [f"{name} {self.lines[value.start[0]][value.start[1] :].rstrip()}", *self._content(value)]
        comment = self._comment(self.lines[end[0]][end[1] :])
        written = self._flow(value, form, WIDTH - indent - len(name) - 1)
        if value.start[0] > line and len(f"{name} {written[0]}") + indent > WIDTH:
            return [name, *_indented([*written[:-1], written[-1] + comment], STEP)]
        first, *more = written
        if not first:
            return [f"{name}{comment}", *_indented(more, "" if more[0].startswith("- ") and name != "-" else STEP)]
        if not more:
            return [f"{name} {first}{comment}"]
        return [f"{name} {first}", *_indented([*more[:-1], more[-1] + comment], STEP)]

    def _comment(self, rest: str) -> str:
        rest = rest.strip()
        if rest and not rest.startswith("#"):
            raise UncutTextError
        return f"  {rest}" if rest else ""

    def _content(self, value: Span) -> list[str]:
        """The lines of a block scalar, which keep the indents that they have among themselves."""
        lines = self.lines[value.start[0] + 1 : value.last_line + 1]
        first = next((line for line in lines if line.strip()), "")
        own = len(first) - len(first.lstrip(" "))
        return [STEP + line[own:] if line[own:] else "" for line in lines]

    def _flow(self, value: Span, form: Form | None, room: int) -> list[str]:
        """A value as it stands behind its key; where the first line is empty, as lines of its own below it."""
        if value.start[0] == value.end[0]:
            return [self._inline(value, form)]
        if not value.is_flow or self._has_comment(value) or _has_lines(value):
            first, *more = self._slices(value)
            return [first, *(line.strip() for line in more)]
        inline = self._inline(value, form)
        return [inline] if len(inline) <= room else ["", *self._unfolded(value, form, room)]

    def _slices(self, span: Span) -> list[str]:
        (line, column), (last, end) = span.start, span.end
        if line == last:
            return [self.lines[line][column:end]]
        return [self.lines[line][column:], *self.lines[line + 1 : last], self.lines[last][:end]]

    def _has_comment(self, value: Span) -> bool:
        text = "\n".join(self._slices(value))
        return any(sign in text for sign in ("\n#", " #", "\t#"))

    def _inline(self, span: Span, form: Form | None) -> str:
        """On one line: `{a: 1, b: [x, y]}`."""
        if span.items is not None:
            return f"[{', '.join(self._inline(item, form) for item in span.items)}]"
        if span.entries is None:
            return self._quoted(span)
        if self.lines[span.start[0]][span.start[1]] != "{":  # [a: b] is a list of a mapping
            raise UncutTextError
        parts = []
        for key, value in span.entries:
            written = self._inline(value, form.below(key.text) if form else None)
            parts.append(f"{self._quoted(key)}: {written}" if written else f"{self._quoted(key)}:")
        return "{" + ", ".join(parts[index] for index in _order(span, form)) + "}"

    def _unfolded(self, span: Span, form: Form | None, room: int) -> list[str]:
        """The same as a block, since it does not fit on a line."""
        found = []
        for item in span.items or ():
            found.append(f"- {self._inline(item, form)}")
        for index in _order(span, form) if span.entries else ():
            key, value = (span.entries or ())[index]
            below = form.below(key.text) if form else None
            name, inline = f"{self._quoted(key)}:", self._inline(value, below)
            if not (value.entries or value.items) or len(name) + len(inline) + 2 * len(STEP) <= room:
                found.append(f"{name} {inline}".rstrip())
            else:
                step = "" if value.items is not None else STEP
                found += [name, *_indented(self._unfolded(value, below, room - len(STEP)), step)]
        return found

    def _quoted(self, scalar: Span) -> str:
        """A scalar as it is written, but in double quotes where these say the same as single ones."""
        if scalar.start[0] != scalar.end[0]:
            raise UncutTextError
        written = self._slices(scalar)[0]
        plain = written[1:-1]
        return f'"{plain}"' if scalar.style == "'" and not any(sign in plain for sign in "'\"\\") else written


def _order(span: Span, form: Form | None) -> Sequence[int]:
    names = [key.text for key, _ in span.entries or ()]
    return form.order(names) if form else range(len(names))


def _has_lines(span: Span) -> bool:
    """Whether any text in it goes over several lines."""
    nodes = [node for entry in span.entries or () for node in entry] + list(span.items or ())
    return span.start[0] != span.end[0] if not nodes and not span.is_flow else any(_has_lines(node) for node in nodes)


def _indented(lines: Sequence[str], step: str) -> list[str]:
    return [step + line if line else "" for line in lines]
