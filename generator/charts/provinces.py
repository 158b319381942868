"""A map of areas at one time, in quarters from the lowest to the highest values.

In comes a `Subject` with shapes, out goes a chart, or None where no area with a shape has a value then. It must not
know where shapes come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.charts import bars, flat, layers, metrics, numbers
from generator.charts.palette import CLASSES, colour
from generator.charts.subject import ANY, Chart, Size, Spec, Subject
from generator.words import word

KIND: Final = "provinces"
WIDTH: Final = 300  # of the map
ASIDE: Final = 192  # where a legend begins that stands in an empty corner of the map
BOX: Final = 14  # of the legend

Values = Mapping[str, tuple[str, Decimal]]
"""Name and value by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """Areas of about a quarter of all, between their least and their greatest value."""

    least: Decimal
    most: Decimal
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the legend; `ink` fills its box, None where it has none."""

    text: str
    ink: str | None = None


def provinces(subject: Subject, _size: Size) -> Chart | None:
    """One drawing for all sizes: a map says no more where it is wider."""
    time = bars.newest(subject)
    if time is None:
        return None
    values = {
        line.key: (line.label, value)
        for line in subject.lines
        if line.key in subject.shapes and (value := line.at(time)) is not None
    }
    if not values:
        return None
    classes = quarters([value for _, value in values.values()])
    shapes, high = flat.flattened(subject.shapes, WIDTH)
    legend = _legend(subject, time, classes, missing=len(shapes) - len(values))
    beside = _is_free(shapes, len(legend), high) and _wide(legend) <= ANY.width - ASIDE
    top = high - (len(legend) - 0.5) * ANY.line if beside else high + 14 + ANY.line / 2
    spec = layers.whole(
        ANY,
        [*_map(subject, shapes, values, classes), *_explained(legend, ASIDE if beside else 2, top)],
        left=0,
        top=2,
        right=0,
        bottom=4 if beside else 18 + len(legend) * ANY.line,
        high=high,
    )
    return Chart(kind=KIND, size=ANY, spec=spec, title=subject.title, description=_description(subject, time, values))


def quarters(values: Sequence[Decimal]) -> tuple[Class, ...]:
    """Classes of about equal size; equal values never fall into two of them, so there may be fewer than four."""
    rest, parts = sorted(values), []
    for part in range(CLASSES):
        if rest:
            last = rest[max(1, round(len(rest) / (CLASSES - part))) - 1]
            parts.append([value for value in rest if value <= last])
            rest = rest[len(parts[-1]) :]
    step = (CLASSES - 1) / max(1, len(parts) - 1)  # fewer classes keep both ends of the scale
    return tuple(
        Class(least=part[0], most=part[-1], ink=colour(f"class-{1 + round(i * step)}")) for i, part in enumerate(parts)
    )


def _map(subject: Subject, shapes: Mapping[str, flat.Shape], values: Values, classes: Sequence[Class]) -> list[Spec]:
    known, missing = [], []
    for key, shape in shapes.items():
        feature = {"type": "Feature", "geometry": shape, "area": key}
        if key in values:
            label, value = values[key]
            ink = next(c.ink for c in classes if value <= c.most)
            said = f"{label}: {numbers.text(value, subject)}"
            known.append(feature | {"value": float(value), "said": said, "ink": ink})
        else:
            missing.append(feature)
    edges = {"type": "geoshape", "strokeWidth": 0.8, "strokeJoin": "round"}
    made = [
        layers.layer(
            known,
            edges | {"stroke": colour("ground")},
            fill=layers.drawn("ink"),
            **layers.said(),
        ),
        layers.layer(missing, edges | {"fill": colour("ground"), "stroke": colour("muted")}),
    ]
    return [each | {"projection": layers.FLAT} for each in made]


def _legend(subject: Subject, time: str, classes: Sequence[Class], *, missing: int) -> list[Entry]:
    """What is shown, then the classes from the highest down."""
    heading = numbers.dated(subject, time)
    lines = [Entry(text=line) for line in metrics.wrapped(heading, ANY.width - ASIDE, ANY.text)]
    for each in reversed(classes):
        ends = dict.fromkeys(numbers.text(value, subject) for value in (each.least, each.most))
        lines.append(Entry(text="–".join(ends), ink=each.ink))
    return [*lines, Entry(text=word("chart.no_value", subject.language), ink=colour("ground"))] if missing else lines


def _wide(legend: Sequence[Entry]) -> float:
    return max(metrics.width(e.text, ANY.text) + (0 if e.ink is None else BOX + 8) for e in legend)


def _is_free(shapes: Mapping[str, flat.Shape], lines: int, high: float) -> bool:
    """Whether no shape reaches into the lower right corner, where so many lines would stand."""
    top = high - (lines + 0.5) * ANY.line
    return not any(x > ASIDE - 8 and y > top for shape in shapes.values() for x, y in flat.positions(shape))


def _explained(legend: Sequence[Entry], left: float, top: float) -> list[Spec]:
    texts, boxes = [], []
    for i, entry in enumerate(legend):
        y = layers.rounded(top + i * ANY.line)
        texts.append({"x": left + (0 if entry.ink is None else BOX + 8), "y": y, "text": entry.text})
        if entry.ink is not None:
            ends = {"x": left, "x2": left + BOX, "y": y - BOX / 2, "y2": y + BOX / 2}
            boxes.append(ends | {"ink": entry.ink, "edge": colour("muted") if "ground" in entry.ink else entry.ink})
    return [
        layers.rects(boxes, {"strokeWidth": 0.8}, fill=layers.drawn("ink"), stroke=layers.drawn("edge")),
        layers.texts(texts, ANY),
    ]


def _description(subject: Subject, time: str, values: Values) -> str:
    ordered = sorted(values.values(), key=lambda each: each[1])
    (lowest, least), (highest, most) = ordered[0], ordered[-1]
    return word(
        "chart.provinces",
        subject.language,
        time=subject.words(time),
        count=len(values),
        highest=highest,
        most=numbers.text(most, subject),
        lowest=lowest,
        least=numbers.text(least, subject),
        unit=numbers.in_unit(subject),
    )
