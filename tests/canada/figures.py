"""Indicators of a table. In come an indicator of the corpus and its kept table, out go entries for `indicators:` and
which of them stands for the indicator in the set. It must not know the rest of the descriptor.

An indicator here is one Series in one of its Units, where a table has such columns: values of two units or of two
series share no axis. Every other column is a dimension, and `Geography` the area. Series and units whose every value is
missing give no indicator unless they are all there is; the dataset's own table has their rows. The one that
`data_start_values` or else `progress_calculation_options` names first stands for the indicator in the set; the others
are related to it, so that the set counts 251 and not its series.

Direction and target are those of `progress_calculation_options` for that series and unit. A target that counts for a
single category is left out, unless all agree. Where a table has a column `Progress` with other figures than the values
(a gap to parity, a level instead of a growth) direction and target are about those, so the values are neutral.
Open SDG takes targets as those of 2030 where no year is given; none gives one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.canada.corpus import KEY, LANGUAGES, REMARKS, Corpus, SdgIndicator, Texts, dimensions
from tests.canada.places import slug
from tests.canada.tables import PLACE, Group, Kept, group_of
from tests.canada.texts import first_paragraph, line, markdown
from tests.canada.units import kind_of, unit_name

TARGET_TIME: Final = 2030
SHORT: Final = 120  # characters of a title that still takes the name of a series behind it
DIRECTIONS: Final = {"positive": "higher-is-better", "negative": "lower-is-better"}


@dataclass(frozen=True)
class Figures:
    """Entries of `indicators:` by group; the first one leads."""

    entries: Mapping[Group, dict[str, Any]]

    @property
    def leading(self) -> str:
        return str(next(iter(self.entries.values()))["name"])


def figures(corpus: Corpus, indicator: SdgIndicator, kept: Kept, resource: str) -> Figures:
    """All indicators of a table."""
    groups = _groups(indicator, kept)
    names = _names(indicator, groups)
    entries = {group: _entry(corpus, indicator, kept, resource, group, groups) for group in groups}
    for group, entry in entries.items():
        entry["name"] = names[group]
        if len(groups) > 1:
            related = groups[1:] if group == groups[0] else groups[:1]
            entry["related"] = [names[other] for other in related]
    return Figures({group: {"name": names[group], **entry} for group, entry in entries.items()})


def _groups(indicator: SdgIndicator, kept: Kept) -> list[Group]:
    every = list(dict.fromkeys(group_of(row) for row in kept.table.rows))
    full = [group for group in every if any(row["Value"] for row in kept.rows(group))] or every[:1]
    return sorted(full, key=lambda group: _rank(indicator, group))


def _rank(indicator: SdgIndicator, group: Group) -> tuple[int, int]:
    """The place of a group by what the site shows first, then by what it measures progress with."""
    started = [
        entry.get("value", entry.get("Value"))
        for entry in indicator.config.get("data_start_values") or ()
        if entry.get("field") in ("Series", "Units")
    ]
    shown = 0 if all(value in group for value in started) else 1
    options = list(_options(indicator))
    return shown, next((place for place, option in enumerate(options) if _fits(option, group)), len(options))


def _names(indicator: SdgIndicator, groups: list[Group]) -> dict[Group, str]:
    """sdg-1-2-1, or with what tells it from its neighbours."""
    base = f"sdg-{indicator.name}"
    if len(groups) == 1:
        return {groups[0]: base}
    names: dict[Group, str] = {}
    for group in groups:
        name = slug(f"{base}-{' '.join(_telling(group, groups))}", 60)
        same = sum(other == name or other.startswith(f"{name}-") for other in names.values())
        names[group] = name if name not in names.values() else f"{name}-{same + 1}"
    return names


def _telling(group: Group, groups: list[Group]) -> Iterator[str]:
    """What tells a group from its neighbours: its series, its unit where the series has several, or both."""
    series, unit = group
    if len({other for other, _ in groups}) > 1 and series:
        yield series
    if len({other for same, other in groups if same == series}) > 1 and unit:
        yield unit


def _entry(
    corpus: Corpus, indicator: SdgIndicator, kept: Kept, resource: str, group: Group, groups: list[Group]
) -> dict[str, Any]:
    rows = kept.rows(group)
    unit = group[1] or str(indicator.config.get("computation_units") or "")
    used = [column for column in dimensions(kept.table) if any(row[column] for row in rows)]
    totals = kept.totals[group]
    where = {"Series": group[0], "Units": group[1]}
    several = {"Series": len({row.get("Series") for row in kept.table.rows}) > 1, "Units": _units_of(kept, group) > 1}
    entry: dict[str, Any] = {
        "title": _title(corpus, indicator, group, groups),
        "definition": _definition(corpus, indicator),
        "kind": kind_of(unit, line(_title(corpus, indicator, group, groups)["en"])),
        "direction": "neutral",
        "resource": resource,
        "value": "Value",
        "time": "Year",
        "area": PLACE if PLACE in kept.table.header else None,
        "where": {column: value for column, value in where.items() if several[column] and value},
        "dimensions": [{"field": c, "total": totals[c]} if c in totals else {"field": c} for c in used],
        "unit": unit_name(unit),
        "notes": next((column for column in REMARKS if column in kept.table.header), None),
        "precision": _precision(indicator),
        **(_progress(indicator, group, totals) if _about_values(kept) else {}),
    }
    return {key: value for key, value in entry.items() if value not in (None, {}, [])}


def _units_of(kept: Kept, group: Group) -> int:
    return len({row.get("Units") for row in kept.table.rows if row.get("Series", "") == group[0]})


def _title(corpus: Corpus, indicator: SdgIndicator, group: Group, groups: list[Group]) -> Texts:
    """The title of the chart, or that of the series and unit; where it has none, their names behind the chart's."""
    config = indicator.config
    whole = {**corpus.texts(config.get("indicator_name")), **corpus.texts(config.get("graph_title"))}
    telling = [corpus.word(part) for part in _telling(group, groups)]
    own = [
        title
        for entry in config.get("graph_titles") or ()
        if entry.get("series", group[0]) == group[0]
        and entry.get("unit", group[1]) == group[1]
        and len(title := _chart_title(corpus, entry["title"])) == len(LANGUAGES)
    ]
    if len(own) == 1 and len(telling) == 1:
        whole, telling = own[0], []
    codes = [code for code in LANGUAGES if code in whole and all(code in texts for texts in telling)]
    names = [line(texts["en"]).lower() for texts in telling]
    alone = bool(names) and (len(whole["en"]) > SHORT or names[0] in whole["en"].lower())  # they say it all
    parts = {code: [*([] if alone else [whole[code]]), *(texts[code] for texts in telling)] for code in codes}
    return {code: f"{indicator.number} {line(' – '.join(parts[code]))}" for code in codes}


def _chart_title(corpus: Corpus, written: str) -> Texts:
    return corpus.texts(written) if KEY.fullmatch(written) else corpus.word(written)


def _definition(corpus: Corpus, indicator: SdgIndicator) -> Texts:
    return {code: first_paragraph(markdown(text)) for code, text in corpus.of_meta(indicator, "STAT_CONC_DEF").items()}


def _precision(indicator: SdgIndicator) -> int | None:
    found = [entry["decimals"] for entry in indicator.config.get("precision") or () if "decimals" in entry]
    return int(found[0]) if found else None


def _about_values(kept: Kept) -> bool:
    """Whether progress is measured by the values themselves."""
    pairs = [(row["Progress"], row["Value"]) for row in kept.table.rows if row.get("Progress") and row["Value"]]
    return sum(progress == value for progress, value in pairs) * 10 >= len(pairs) * 9


def _progress(indicator: SdgIndicator, group: Group, totals: Mapping[str, str]) -> dict[str, Any]:
    fitting = [option for option in _options(indicator) if _fits(option, group)]
    directions = {DIRECTIONS[option["direction"]] for option in fitting}
    told = [(option, option["target"]) for option in fitting if option.get("target") not in (None, "")]
    whole = [target for option, target in told if _of_whole(option, totals)]
    targets = {str(target) for target in whole or (target for _, target in told)}
    lines: Sequence[Mapping[str, Any]] = indicator.config.get("graph_target_lines") or ()
    if not told and len(lines) == 1 and lines[0].get("unit") in (None, "", group[1]):
        targets = {str(lines[0]["value"])}
    result: dict[str, Any] = {"direction": directions.pop()} if len(directions) == 1 else {}
    if len(targets) == 1:
        result["targets"] = [{"time": TARGET_TIME, "value": _number(targets.pop())}]
    return result


def _options(indicator: SdgIndicator) -> Iterator[Mapping[str, Any]]:
    """Every way in which progress is measured; they stand in groups of groups."""
    waiting = list(indicator.config.get("progress_calculation_options") or ())
    while waiting:
        option = waiting.pop(0) or {}
        if "group" in option:
            waiting[:0] = option["group"]
        elif option.get("direction") in DIRECTIONS:
            yield option


def _fits(option: Mapping[str, Any], group: Group) -> bool:
    return option.get("series") in (None, "", group[0]) and option.get("unit") in (None, "", group[1])


def _of_whole(option: Mapping[str, Any], totals: Mapping[str, str]) -> bool:
    whole = {**totals, "Geography": "Canada"}
    return all(whole.get(part["field"]) == part["value"] for part in option.get("disaggregation") or ())


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value == int(value) else value
