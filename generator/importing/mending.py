"""Drafts that do not pass the check, mended: in come what `banchi check` tells of a draft and the draft, out goes the
draft without what was wrong, each time with a note that says what was left out and why.

What is optional goes; a type that cells do not keep to becomes what they are; a table that is not read as it stands is
written plainly beside its original, and last of all a file is published as a file. What a person must judge, such as
personal data, stays. It must not know how a descriptor is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.importing import foreign
from generator.importing.drafts import Asset, Desk, Draft
from generator.importing.tabling import add_marks, survey_of, write_plain
from generator.problems import Problem

FOR_A_PERSON: Final = ("personal-id", "personal-card", "personal-phone", "personal-email", "more-problems")
KEYS: Final = {  # problems of rows -> the key of a schema that they break
    "repeated-primary-key": "primaryKey",
    "repeated-unique-value": "uniqueKeys",
    "foreign-key": "foreignKeys",
}
OF_INDICATORS: Final = (
    *("double-observation", "observation-unplaced", "time-unreadable", "no-rank", "rank-too-large", "count-negative"),
    "value-out-of-range",
)
OF_FIELDS: Final = {  # … and those of a field
    **dict.fromkeys(("value-required", "value-too-small", "value-too-large", "value-too-short"), ("constraints",)),
    **dict.fromkeys(("value-too-long", "value-pattern", "value-not-listed"), ("constraints",)),
    "unknown-category": ("categories",),
    "unknown-area": ("codes",),
    "buddhist-year": (),
    "common-year": ("calendar",),
}
TEXTS: Final = ("name", "title", "description", "personal_data")  # of a field, that hold whatever its cells are
STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where a draft lies while it is mended: `folder` is that of the dataset, as problems name it."""

    desk: Desk
    draft: Draft
    folder: str
    scratch: Path


def mend(bench: Bench, problems: Iterable[Problem]) -> bool:
    """Whether anything was changed, so that the check may find less."""
    changed = False
    seen: set[tuple[str, str]] = set()
    for problem in problems:
        what = (problem.path, problem.subject)
        if problem.code in FOR_A_PERSON or what in seen:
            continue
        seen.add(what)
        numbers_moved = problem.subject.startswith("indicators[")
        asset = _asset_of(bench, problem)
        if asset is not None:
            changed |= _mend_table(bench, asset, problem)
        else:
            changed |= _leave_out(bench, problem)
        if numbers_moved or (asset is not None and asset not in bench.draft.assets):
            break  # numbers of indicators or resources have moved
    return changed


def _asset_of(bench: Bench, problem: Problem) -> Asset | None:
    """The resource whose file a problem is in."""
    paths = {f"{bench.folder}/{asset.values.get('path')}": asset for asset in bench.draft.assets if asset.file}
    return paths.get(problem.path)


def _leave_out(bench: Bench, problem: Problem) -> bool:
    """The value of a descriptor at which a problem stands, or the nearest one around it that is not needed."""
    draft = bench.draft
    steps: list[str | int] = [name or int(number) for name, number in STEP.findall(problem.subject)]
    top: Any = draft.values
    if len(steps) > 1 and steps[0] == "resources" and isinstance(steps[1], int) and steps[1] < len(draft.assets):
        top, asset = draft.assets[steps[1]].values, draft.assets[steps[1]]
        steps = steps[2:]
        if not steps or steps[0] in ("name", "path", "url", "title"):
            _refuse(draft, asset, problem.message(bench.desk.reader))
            return True
    if steps[:1] == ["indicators"] and len(steps) > 2:
        steps = steps[:2]  # without a part of it, it would be another figure
    if not _deleted(top, steps):
        return False
    _forget_related(draft)
    draft.note("left_out", key=problem.subject, reason=problem.message(bench.desk.reader))
    return True


def _refuse(draft: Draft, asset: Asset, reason: str) -> None:
    """Without the file: a link to it where it was fetched, else without the resource."""
    if asset.url and asset.file is not None:
        draft.note("not_fetched", url=asset.url, reason=reason)
        asset.unfetched()
    elif asset in draft.assets:
        draft.assets.remove(asset)
        draft.note("resource_refused", resource=asset.values.get("name"), reason=reason)


def _deleted(top: Any, steps: list[str | int]) -> bool:
    if not steps:
        return False
    for step in steps[:-1]:
        try:
            top = top[step]
        except (KeyError, IndexError, TypeError):
            return False
    try:
        del top[steps[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _mend_table(bench: Bench, asset: Asset, problem: Problem) -> bool:
    """One step towards a table that its schema describes."""
    draft, reason = bench.draft, problem.message(bench.desk.reader)
    schema: dict[str, Any] = dict(foreign.mapping(asset.values.get("schema")))
    if not schema:
        _refuse(draft, asset, reason)
        return True
    if problem.code in OF_INDICATORS and _mend_indicators(bench, problem):
        return True
    if problem.code == "value-required" and problem.subject in schema.get("primaryKey", ()):
        del schema["primaryKey"]
        asset.values["schema"] = schema
        draft.note("key_left_out", resource=asset.values["name"], key="primaryKey", reason=reason)
        return True
    key = KEYS.get(problem.code)
    if key in schema:
        del schema[key]
        asset.values["schema"] = schema
        draft.note("key_left_out", resource=asset.values["name"], key=key, reason=reason)
        return True
    if problem.code == "type-error" and add_marks(asset, problem.subject, bench.desk):
        draft.note("marks_found", resource=asset.values["name"], reason=reason)
        return True
    field = next((f for f in foreign.mappings(schema["fields"]) if f["name"] == problem.subject), None)
    if field is not None and _mend_field(field, problem):  # type: ignore[arg-type]
        draft.note(
            "field_mended", resource=asset.values["name"], field=problem.subject, type=field["type"], reason=reason
        )
        return True
    _rewrite(bench, asset, reason)
    return True


def _mend_field(field: dict[str, Any], problem: Problem) -> bool:
    """Without the rule that cells break, else as text; False where that is so already."""
    rules = [key for key in OF_FIELDS.get(problem.code, ()) if key in field]
    for key in rules:
        del field[key]
    if rules:
        return True
    if field["type"] == "string" and set(field) <= {*TEXTS, "type", "unit"}:
        return False
    kept: dict[str, Any] = {key: field[key] for key in TEXTS if key in field}
    field.clear()
    field.update(kept, type="string")
    return True


def _mend_indicators(bench: Bench, problem: Problem) -> bool:
    """A problem of an indicator's figures costs the indicator, not the table; a count below zero is an amount."""
    indicators: Any = bench.draft.values.get("indicators", [])
    if problem.code == "count-negative":
        for each in indicators:
            each["kind"] = "amount" if each["value"] == problem.subject else each["kind"]
        return bool(indicators)
    named = problem.values.get("indicator")
    wrong = [each for each in indicators if each["name"] == named or (not named and problem.subject in _fields(each))]
    for each in wrong:
        indicators.remove(each)
        reason = problem.message(bench.desk.reader)
        bench.draft.note("indicator_left_out", name=each["name"], reason=reason)
    if not indicators:
        bench.draft.values.pop("indicators", None)
    _forget_related(bench.draft)
    return bool(wrong)


def _forget_related(draft: Draft) -> None:
    """No indicator names one beside it that is gone."""
    indicators: Any = draft.values.get("indicators", [])
    names = {each["name"] for each in indicators}
    for each in indicators:
        if "related" in each:
            each["related"] = [name for name in each["related"] if name in names]
            if not each["related"]:
                del each["related"]


def _fields(indicator: dict[str, Any]) -> tuple[str, ...]:
    return indicator["value"], indicator["time"]


def _rewrite(bench: Bench, asset: Asset, reason: str) -> None:
    """The table in plain form beside its original; where that is done already or cannot be, a file without schema."""
    desk, draft, values = bench.desk, bench.draft, asset.values
    name = str(values["name"])
    assert asset.file is not None
    surveyed = None if asset.file.is_relative_to(bench.scratch) else survey_of(asset.file, desk)
    if surveyed is None:
        values.pop("schema")
        values.pop("dialect", None)
        draft.note("no_table", resource=name, reason=reason)
        _drop_indicators_of(draft, name, reason)
        return
    write_plain(asset, surveyed, desk, draft, bench.scratch)
    draft.note("rewritten", resource=name, reason=reason)


def _drop_indicators_of(draft: Draft, resource: str, reason: str) -> None:
    """Indicators of what is no table any more."""
    indicators: Any = draft.values.pop("indicators", [])
    for each in indicators:
        if each["resource"] == resource:
            draft.note("indicator_left_out", name=each["name"], reason=reason)
    draft.say("indicators", [each for each in indicators if each["resource"] != resource])
    _forget_related(draft)
