"""Scores as text for a terminal and as JSON for programs: a table of datasets, or every line of those asked for.

In come datasets with their quality, out goes text. It must not know where it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from generator import locales
from generator.model import Dataset, Quality, QualityLine
from generator.quality import DIMENSIONS, telling
from generator.words import word

Judged = Sequence[tuple[Dataset, Quality]]


def text(judged: Judged, language: str, *, is_whole: bool) -> str:
    """One line a dataset, the lowest first, each with what gains the most; `is_whole` gives every line of each."""
    if is_whole:
        return "\n\n".join("\n".join(_lines(dataset, quality, language)) for dataset, quality in judged)
    points = word("quality.points", language, points=locales.number(_mean(judged), language))
    mean = word("quality.mean", language, count=locales.number(len(judged), language))
    rows = sorted(judged, key=lambda one: (one[1].points, one[0].name))
    return "\n".join((f"{points} ({mean})", "", *(_row(dataset, quality, language) for dataset, quality in rows)))


def as_json(judged: Judged, language: str) -> str:
    """Every line, with how its points are gained in the language asked for."""
    document = {"points": float(_mean(judged)), "datasets": [_plain(*one, language) for one in judged]}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _mean(judged: Judged) -> str:
    return f"{sum(quality.points for _, quality in judged) / max(1, len(judged)):.1f}"


def _row(dataset: Dataset, quality: Quality, language: str) -> str:
    first = next(iter(quality.to_gain()), None)
    step = "" if first is None else f"  {telling.how(first.criterion, language)} +{first.gain}"
    return f"{quality.points:3}  {dataset.name}{step}"


def _lines(dataset: Dataset, quality: Quality, language: str) -> Iterator[str]:
    yield f"{dataset.name}: {word('quality.points', language, points=quality.points)}"
    for dimension in DIMENSIONS:
        got, most = quality.of(dimension)
        yield f"{word(f'dimension.{dimension}', language)} " + (f"{got}/{most}" if most else "–")
        for line in (line for line in quality.lines if line.dimension == dimension):
            advice = f"{telling.how(line.criterion, language)} +{line.gain} ({telling.left(line, language)})"
            yield f"  {telling.points(line, language)}" + (f": {advice}" if line.gain else "")
    yield from telling.exempt(quality, language)


def _plain(dataset: Dataset, quality: Quality, language: str) -> Mapping[str, Any]:
    translated = [{"language": code, "texts": there, "of": total} for code, there, total in quality.translated]
    return {
        "name": dataset.name,
        "points": quality.points,
        "dimensions": {name: quality.of(name)[0] for name in DIMENSIONS},
        "lines": [_plain_line(line, language) for line in quality.lines],
        "translated": translated,
    }


def _plain_line(line: QualityLine, language: str) -> Mapping[str, Any]:
    """`exempt` and its reason are null where the criterion is counted."""
    told = {"gain": line.gain, "how": telling.how(line.criterion, language)}
    reason = telling.reason(line, language) or None
    return {**asdict(line), **told, "exempt": line.exempt or None, "reason": reason}
