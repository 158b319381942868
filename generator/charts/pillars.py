"""The parts of an index at one time, in the order of its tree.

In comes a `Subject` whose lines are parts, out goes a chart, or None where no part has a value then. It must not know
how rows are drawn.
"""

from __future__ import annotations

from typing import Final

from generator import locales
from generator.charts import bars, numbers
from generator.charts.bars import Bar
from generator.charts.subject import Chart, Size, Subject
from generator.words import word

KIND: Final = "pillars"


def pillars(subject: Subject, size: Size) -> Chart | None:
    """A row for every part; one without a value stays and says so, since the tree counts it."""
    time = bars.newest(subject)
    if time is None:
        return None
    rows = [Bar(label=line.label, value=line.at(time), leads=line.leads, ranked=line.ranked) for line in subject.lines]
    known = [f"{row.label} {numbers.text(row.value, subject)}" for row in rows if row.value is not None]
    if not known:
        return None
    said = word(
        "chart.pillars",
        subject.language,
        time=subject.words(time),
        parts=locales.joined(known, subject.language),
        unit=numbers.in_unit(subject),
    )
    return bars.bars(KIND, subject, size, rows, [], said)
