"""A difference without values of data whose release is to come: in come it and the catalogs that it is about, out comes
the same, which says that such data changed, and not how.

Data are held where either catalog holds them: who takes an embargo away has not published anything yet. It must not
know where the report goes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from generator.differences.declared import renames
from generator.differences.facts import Change, Detail, Difference
from generator.model import Catalog, Dataset
from generator.offered import awaited_names


def without_embargoed(difference: Difference, old: Catalog, new: Catalog, now: datetime) -> Difference:
    """What an indicator that is read from such data has otherwise is told with its dataset alone."""
    before, after = ({d.name: d for d in catalog.datasets} for catalog in (old, new))
    formers = {c.name: c.former or c.name for c in difference.changes if c.sort == "dataset"}
    held = {
        name: _held(before.get(formers.get(name, name)), after.get(name), now)
        for name in dict.fromkeys((*before, *after))
    }
    indicators = {
        i.name for side in (before, after) for d in side.values() for i in d.indicators if i.resource in held[d.name]
    }
    covered = (_covered(change, held, indicators) for change in difference.changes)
    return replace(difference, changes=tuple(change for change in covered if change is not None))


def _held(old: Dataset | None, new: Dataset | None, now: datetime) -> frozenset[str]:
    """Names, old and new, of the resources that either version of the dataset holds back."""
    was = awaited_names(old, now) if old else frozenset()
    held = was | (awaited_names(new, now) if new else frozenset())
    if old is None or new is None:
        return held
    names = renames({r.name: r for r in old.resources}, {r.name: r for r in new.resources})
    return held | {names[name] for name in was if name in names} | {a for a, b in names.items() if b in held}


def _covered(change: Change, held: dict[str, frozenset[str]], indicators: Collection[str]) -> Change | None:
    """None where nothing is left to tell."""
    if change.sort == "dataset" and held[change.name]:
        hidden = held[change.name]
        return replace(
            change,
            details=tuple(
                _blank(d) if d.steps[0] == "resources" and d.steps[1] in hidden else d for d in change.details
            ),
            tables=tuple(table for table in change.tables if table.resource not in hidden),
            held=tuple(table.resource for table in change.tables if table.resource in hidden),
        )
    if change.sort == "indicator" and {change.name, change.former} & {*indicators}:
        details = tuple(map(_blank, change.details))
        return replace(change, details=details, figures=None) if details or change.kind != "changed" else None
    return change


def _blank(detail: Detail) -> Detail:
    """Names of fields and resources are told, since programs rely on them; what stands there is not."""
    is_name = detail.kind == "renamed" or detail.steps[-1] in (detail.old, detail.new)
    return detail if is_name else replace(detail, old=None, new=None, is_held=True)
