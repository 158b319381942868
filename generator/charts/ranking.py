"""Areas at one time, the best one first, the one that the page is about marked.

In comes a `Subject`, out goes a chart, or None where fewer than two areas have a value then. It must not know how
rows are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator import locales
from generator.charts import bars, numbers
from generator.charts.bars import Bar
from generator.charts.subject import LOWER, Chart, Size, Subject
from generator.words import word

KIND: Final = "ranking"
MOST: Final = 24  # rows; of more the first, the last and those that lead are shown
FIRST, LAST = 14, 4


def ranking(subject: Subject, size: Size) -> Chart | None:
    """Areas by value, equal ones in their own order; those without one are named below."""
    time = bars.newest(subject)
    if time is None:
        return None
    known = [
        Bar(label=line.label, value=value, leads=line.leads, ranked=line.ranked)
        for line in subject.lines
        if (value := line.at(time)) is not None
    ]
    if len(known) < 2:
        return None
    known.sort(key=lambda row: row.value or 0, reverse=subject.direction != LOWER)
    missing = [line.label for line in subject.lines if line.at(time) is None]
    notes = []
    if missing:
        named = locales.joined(missing, subject.language) if len(missing) <= FIRST else len(missing)
        notes = [
            word("chart.without" if len(missing) <= FIRST else "chart.without_many", subject.language, areas=named)
        ]
    return bars.bars(KIND, subject, size, _shortened(known, subject), notes, _description(known, subject, time))


def _shortened(rows: Sequence[Bar], subject: Subject) -> list[Bar]:
    """All rows, or the first, the last and the leading ones with the number of those left out between."""
    if len(rows) <= MOST:
        return list(rows)
    shown = [i for i, row in enumerate(rows) if i < FIRST or i >= len(rows) - LAST or row.leads]
    made: list[Bar] = []
    before = -1
    for i in shown:
        if i > before + 1:
            made.append(Bar(label=word("chart.more", subject.language, count=i - before - 1), told=False))
        made.append(rows[i])
        before = i
    return made


def _description(rows: Sequence[Bar], subject: Subject, time: str) -> str:
    first, last = rows[0], rows[-1]
    values = [numbers.text(row.value, subject) for row in (first, last) if row.value is not None]
    return word(
        "chart.ranking",
        subject.language,
        time=subject.words(time),
        first=first.label,
        first_value=values[0],
        last=last.label,
        last_value=values[-1],
        unit=numbers.in_unit(subject),
    )
