"""What a `Difference` says to a reader: sections of lines in one language, the most important first.

In come facts and how values are quoted, out goes text. It must not know where the text is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Final

from generator import locales
from generator.differences.facts import Change, Detail, Difference, Figure, QualityChange, RowChange, TableChange
from generator.model import Area
from generator.words import word

FOLDED: Final = ("resources", "schema", "fields")
"""Steps of a path that only say that a list follows."""

ORDER: Final = ("removed", "renamed", "changed", "added")
DETAILS: Final = 30
EXAMPLES: Final = 5
SHOWN: Final = 80
"""Letters of a value."""

Quote = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `depth` is 1 under the sentence before it, `mark` is stop, check or nothing."""

    text: str
    depth: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """The language, how a value is set apart from the sentence, and the names of areas."""

    language: str
    quote: Quote
    areas: Mapping[str, Area]

    def sections(self, difference: Difference) -> Iterator[Section]:
        """What stops, what is to be checked, then every change; nothing where nothing changed."""
        grave = [*self._stops(difference), *self._alarms(difference)]
        if grave:
            yield Section(self.say("first"), tuple(grave))
        told = [(self._heading(change), tuple(self._lines(change))) for change in sorted(difference.changes, key=_rank)]
        for heading, lines in told:
            if lines:
                yield Section(heading, lines)
        whole = [Line(heading) for heading, lines in told if not lines]
        if whole:
            yield Section(self.say("whole"), tuple(whole))

    def summary(self, difference: Difference) -> Iterator[str]:
        """How many things of each sort were added, removed, renamed and changed."""
        counted = Counter((change.sort, change.kind) for change in difference.changes)
        for sort in dict.fromkeys(change.sort for change in difference.changes):
            kinds = [(kind, counted[sort, kind]) for kind in ORDER if counted[sort, kind]]
            said = [word(f"difference_counted.{kind}", self.language, count=self._number(n)) for kind, n in kinds]
            yield f"{word(f'difference_sorts.{sort}', self.language)}: {locales.joined(said, self.language)}"

    def say(self, key: str, **values: object) -> str:
        return word(f"difference.{key}", self.language, **values)

    def _kind(self, kind: str) -> str:
        return word(f"difference_kind.{kind}", self.language)

    def _sort(self, sort: str) -> str:
        return word(f"difference_sort.{sort}", self.language)

    def _count(self, key: str, count: int) -> str:
        return self.say(key, count=locales.number(count, self.language))

    def _value(self, value: str | None) -> str:
        if value is None:
            return self.say("nothing")
        plain = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
        return self.quote(plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…")

    def _heading(self, change: Change) -> str:
        text = change.title.text(self.language)
        title = self._value(text) if text and text != change.name else ""
        former = f" ({self.say('formerly', name=self._value(change.former))})" if change.former else ""
        name = f"{self._sort(change.sort)} {self._value(change.name)}{former}"
        return f"{self._kind(change.kind)}: {name}" + (f" {title}" if title else "")

    def _stops(self, difference: Difference) -> Iterator[Line]:
        for address in difference.vanished:
            yield Line(self.say("vanished", address=self._value(f"/{address}")), mark="stop")
        for change in sorted(difference.changes, key=_rank):
            for detail in change.details:
                if detail.is_breaking:
                    names = locales.joined([self._value(name) for name in detail.readers[:EXAMPLES]], self.language)
                    readers = f"; {self.say('read_by', names=names)}" if names else ""
                    yield Line(f"{self._value(change.name)}: {self._detail(detail)}{readers}", mark="stop")

    def _alarms(self, difference: Difference) -> Iterator[Line]:
        for change in difference.changes:
            for figure in change.figures.examples if change.figures else ():
                if figure.is_unlikely:
                    yield Line(f"{self._value(change.name)}: {self._figure(figure)}", mark="check")

    def _lines(self, change: Change) -> Iterator[Line]:
        for detail in change.details[:DETAILS]:
            yield Line(self._detail(detail), mark="stop" if detail.is_breaking else "")
        if len(change.details) > DETAILS:
            yield Line(self._count("more", len(change.details) - DETAILS))
        if change.held:
            names = locales.joined(list(map(self._value, change.held)), self.language)
            yield Line(self.say("held", names=names))
        if change.quality is not None:
            yield from self._quality(change.quality)
        for table in change.tables:
            yield from self._table(table)
        figures = change.figures
        if figures is not None:
            parts = (("revised", figures.revised), ("new", figures.added), ("gone", figures.removed))
            yield Line(f"{self.say('figures')}: {self._counts(parts)}", mark="check" if figures.alarms else "")
            for figure in figures.examples[:EXAMPLES]:
                yield Line(self._figure(figure), 1, "check" if figure.is_unlikely else "")
            if figures.revised > EXAMPLES:
                yield Line(self._count("more", figures.revised - EXAMPLES), 1)

    def _quality(self, quality: QualityChange) -> Iterator[Line]:
        after = self._number(quality.after)
        if quality.before is None:
            yield Line(word("quality.heading", self.language, points=after))
            return
        size = f"{quality.after - quality.before:+}"
        yield Line(self.say("quality", before=self._number(quality.before), after=after, size=size))
        for line in quality.lines:
            name = word(f"criterion.{line.criterion}", self.language)
            left = ", ".join(map(self._value, line.left)) if line.after < line.before else ""
            left = word(f"exempt.{line.exempt}", self.language) if line.exempt else left
            yield Line(f"{name}: {line.after - line.before:+}" + (f" ({left})" if left else ""), 1)

    def _counts(self, parts: tuple[tuple[str, int], ...]) -> str:
        return locales.joined([self._count(key, count) for key, count in parts if count], self.language)

    def _detail(self, detail: Detail) -> str:
        steps = [step for step in detail.steps if step not in FOLDED] or detail.steps
        place = self._place(detail, steps) + (f" ({detail.language})" if detail.language else "")
        if detail.kind in ("added", "removed"):
            value = detail.old or detail.new
            shown = "" if value is None or value == steps[-1] else f" {self._value(value)}"
            return f"{place}: {self._kind(detail.kind)}{shown}"
        if detail.kind == "renamed":
            return self.say("renamed_to", place=place, name=self._value(detail.new))
        if detail.is_held:
            return self.say("held_detail", place=place)
        old, new = _apart(detail.old, detail.new)
        return f"{place}: {self._value(old)} → {self._value(new)}"

    def _place(self, detail: Detail, steps: Sequence[str]) -> str:
        """Where a detail stands: a field by its table; what is known by the very value that changed, by its list."""
        if detail.steps[2:4] == ("schema", "fields") and len(detail.steps) > len(FOLDED) + 1:
            place = self.say("field_of", field=self._value(steps[1]), table=self._value(steps[0]))
            return ", ".join((place, *map(self.quote, steps[2:])))
        if len(steps) > 2 and steps[-2] == detail.old:
            steps = steps[:-2]
        return self.quote(" › ".join(steps))

    def _table(self, table: TableChange) -> Iterator[Line]:
        parts = (("rows_changed", table.changed), ("rows_added", table.added), ("rows_removed", table.removed))
        name = self.say("table", name=self._value(table.resource))
        rows = self.say("rows_now", before=self._number(table.before), after=self._number(table.after))
        yield Line(f"{name}: {self._counts(parts)} ({rows})")
        if not table.is_whole:
            yield Line(self.say("not_whole"), 1, "check")
        for kind in ("changed", "added", "removed"):
            for row in [row for row in table.examples if row.kind == kind][:EXAMPLES]:
                yield Line(self._row(row), 1)
            more = {"changed": table.changed, "added": table.added, "removed": table.removed}[kind] - EXAMPLES
            if more > 0:
                yield Line(f"{self._kind(kind)}: {self._count('more', more)}", 1)

    def _row(self, row: RowChange) -> str:
        key = ", ".join(f"{name}={value or ''}" for name, value in row.key)
        where = "line_before" if row.kind == "removed" else "line"
        line = "" if row.line is None else f" ({self.say(where, number=row.line)})"
        cells = [f"{self._value(c.field)} {self._value(c.old)} → {self._value(c.new)}" for c in row.cells]
        if row.kind != "changed":
            held = row.cells[:EXAMPLES]
            cells = [f"{self._value(c.field)} {self._value(c.old if c.new is None else c.new)}" for c in held]
            cells += [self._count("more", len(row.cells) - EXAMPLES)] if len(row.cells) > EXAMPLES else []
        return f"{self._kind(row.kind)}{line}: {self._value(key)}" + (f": {'; '.join(cells)}" if cells else "")

    def _figure(self, figure: Figure) -> str:
        area = self.areas.get(figure.area or "")
        place = [area.title.text(self.language) if area else figure.area]
        place += [*figure.categories, locales.period(figure.time, self.language)]
        name = self._value(", ".join(part for part in place if part))
        new = self._exact(figure.new)
        if figure.old is None:
            said = f"{name}: {self.say('new_value', value=new)}"
        else:
            size = "" if figure.relative is None else f" ({self._share(figure.relative)})"
            said = f"{name}: {self._exact(figure.old)} → {new}{size}"
        return f"{said}; {self.say('unlikely')}" if figure.is_unlikely else said

    def _share(self, share: Decimal) -> str:
        return f"{locales.number(round(share * 100, 1), self.language)}{locales.symbol('%', self.language)}"

    def _exact(self, value: Decimal) -> str:
        return locales.number(value, self.language)

    def _number(self, count: int) -> str:
        return locales.number(count, self.language)


def _apart(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Two long texts from shortly before they part, so that what is shown of them is not the same."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old or "", new or "", strict=False)))
    if same < SHOWN // 2:
        return old, new
    start = same - SHOWN // 4
    return f"…{(old or '')[start:]}", f"…{(new or '')[start:]}"


def _rank(change: Change) -> tuple[bool, bool, int, int]:
    """What stops first, then what is to be checked, then by kind, then by how many figures were revised."""
    revised = change.figures.revised if change.figures else sum(t.changed + t.removed for t in change.tables)
    return not change.is_breaking, not change.alarms, ORDER.index(change.kind), -revised
