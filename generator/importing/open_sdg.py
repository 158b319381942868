"""Indicators of an Open SDG repository (https://open-sdg.org/): a folder with `data/` and `meta/`, and where they are
there `indicator-config/` and `translations/`.

In come the files of an indicator, out goes a draft with a table and its indicators, in each language of the catalog
that the repository has; and a set of all indicators, by goals and targets. It must not know what a check would say of
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.importing import foreign, sdg_sets, sdg_tables
from generator.importing.drafts import Asset, Desk, Draft, Note, Party, Refused, SetDraft, Terms, Words
from generator.importing.importer import Entry, Importer, path_of
from generator.importing.sdg_figures import Figures
from generator.problems import WrongUse

KEY: Final = re.compile(r"[a-z_]+\.[^\s.]\S*")  # of a translation: its file, then its key
NAME: Final = re.compile(r"(?:indicator_)?(\d{1,2}-\w{1,3}-\w{1,3})", re.IGNORECASE)
FRONT: Final = re.compile(r"---\s*\n(.*?)\n---", re.DOTALL)
FREQUENCIES: Final = {
    **dict.fromkeys(("annual", "annually", "yearly"), "year"),
    **dict.fromkeys(("monthly", "month"), "month"),
    **dict.fromkeys(("quarterly", "quarter"), "quarter"),
    **dict.fromkeys(("one time", "once"), "never"),
}
DESCRIBED: Final = ("STAT_CONC_DEF", "national_indicator_description", "indicator_definition")
METHODS: Final = ("DATA_COMP", "computation_calculations", "method")
NOTES: Final = ("REC_USE_LIM", "other_info", "data_footnote")
MOST_SOURCES: Final = 20
SET: Final = "sdg"
NUMBERED: Final = re.compile(r"^\w+ \d[\w.]*\s*[:.–-]\s*")  # Target 1.2: …


def entries(source: str, _desk: Desk) -> Iterator[Entry]:
    folder = path_of(source)
    if not (folder / "data").is_dir() and not (folder / "meta").is_dir():
        raise WrongUse("import-nothing", path=source, wanted="data/, meta/")
    names: dict[str, None] = {}
    for part in ("indicator-config", "meta", "data"):
        for file in sorted((folder / part).glob("*.*")):
            if found := NAME.fullmatch(file.stem):
                names.setdefault(found[1].lower())
    for name in sorted(names, key=_order):
        yield Entry(label=name, document=name, folder=folder)


def _order(name: str) -> tuple[tuple[int, str], ...]:
    """1-2-1 before 1-10-1, and numbers before letters."""
    return tuple((int(part), "") if part.isdigit() else (1000, part) for part in name.split("-"))


def draft(entry: Entry, desk: Desk) -> Draft:
    assert entry.folder is not None
    name, folder = str(entry.document), entry.folder
    config = foreign.mapping(_read(folder, "indicator-config", name))
    file = next((f for f in (folder / "data").glob("*.csv") if f.stem.lower() in (name, f"indicator_{name}")), None)
    if file is None:
        raise Refused("no_table_of", status=foreign.line(config.get("reporting_status")) or "?")
    if not file.stat().st_size:
        raise Refused("file_empty", path=file.name)
    found = Draft(label=name, name=f"indicator-{name}")
    texts = _Texts(folder, name, config, desk)
    number = name.replace("-", ".")
    title = texts.title
    found.say("title", {code: f"{number} {text}" for code, text in title.items()})
    found.say("description", texts.of(*DESCRIBED))
    found.say("method", texts.of(*METHODS))
    found.say("notes", texts.of(*NOTES))
    found.say("objectives", ["international-indicator"])
    found.say("data_type", "statistics")
    _credit(texts, found, desk)
    table = sdg_tables.read(file, texts.word, desk.catalog.units)
    if table.marks:
        found.note("marks_found", resource=file.stem, reason=", ".join(table.marks))
    if table.places:
        found.note("places_kept", fields=", ".join(table.places))
    found.say("temporal_coverage", table.coverage)
    found.assets.append(Asset(values=table.resource(found.values.get("title", {})), file=file))
    figures = Figures(
        name=name, title=title, definition=texts.of("STAT_CONC_DEF"), table=table, config=config, draft=found
    )
    found.say("indicators", figures.entries())
    return found


def gathered(source: str, drafts: Sequence[Draft], desk: Desk) -> SetDraft:
    """The set of all indicators of the repository, each with the first of the figures that its draft has."""
    folder = path_of(source)
    figures: dict[str, Sequence[Any]] = {
        draft.label: foreign.mappings(draft.values.get("indicators")) for draft in drafts
    }
    leaves = [_leaf(folder, entry.label, figures.get(entry.label, ()), desk) for entry in entries(source, desk)]
    values = {
        "title": desk.spoken("import.sdg_title"),
        "description": desk.spoken("import.sdg_description"),
        "publisher": desk.catalog.publisher,
        "size": len(leaves),
        "children": sdg_sets.tree(leaves),
    }
    several = [label.replace("-", ".") for label, found in figures.items() if len(found) > 1]
    notes = [Note("set_made", {"count": str(len(leaves)), "figures": str(sum(bool(leaf.figure) for leaf in leaves))})]
    if several:
        notes.append(Note("set_leading", {"numbers": ", ".join(several)}))
    return SetDraft(name=SET, values=values, notes=tuple(notes))


def _leaf(folder: Path, name: str, figures: Sequence[Any], desk: Desk) -> sdg_sets.Leaf:
    texts = _Texts(folder, name, foreign.mapping(_read(folder, "indicator-config", name)), desk)
    goal, _, _ = name.partition("-")
    target = name.rpartition("-")[0].replace("-", ".")
    return sdg_sets.Leaf(
        number=name,
        title=texts.title or desk.spoken("import.sdg_indicator", number=name.replace("-", ".")),
        target_title=texts.target_title or desk.spoken("import.sdg_target", number=target),
        goal_title=texts.goal_title or desk.spoken("import.sdg_goal", number=goal),
        figure=figures[0]["name"] if figures else "",
    )


def _credit(texts: _Texts, found: Draft, desk: Desk) -> None:
    """Sources, the first of whose organizations publishes the figures, the goal as a theme, and the license."""
    sources = []
    for number in range(1, MOST_SOURCES):
        title, path = texts.of(f"source_url_text_{number}"), foreign.url(texts.meta.get(f"source_url_{number}"))
        makers = texts.lines(f"source_organisation_{number}")
        if title or path:
            lines = {code: foreign.line(text) for code, text in title.items()}
            sources.append(foreign.kept({"title": lines, "path": path, "publisher": makers}))
        if makers and found.publisher is None:
            found.publisher = Party(title=makers)
        unit = FREQUENCIES.get(foreign.line(texts.meta.get(f"source_periodicity_{number}")).lower())
        found.say("update_frequency", {"unit": unit, "interval": 1} if unit and unit != "never" else {})
    found.say("sources", sources)
    goal = found.label.partition("-")[0]
    title = texts.goal_title or desk.spoken("import.sdg_goal", number=goal)
    found.themes = [Party(name=f"goal-{goal}", title=title)]
    found.license = _license(texts.folder, desk)
    keywords = {code: [foreign.line(text)] for code, text in title.items()}
    found.say("keywords", keywords)


class _Texts:
    """Texts of one indicator, resolved through the translations of its repository."""

    def __init__(self, folder: Path, name: str, config: Mapping[str, Any], desk: Desk) -> None:
        self.folder = folder
        self._name = name
        self.config = config
        self.meta = foreign.mapping(_read(folder, "meta", name))
        self._languages = desk.catalog.languages
        self._first = _first_language(folder)
        self._metas = {code: foreign.mapping(_read(folder, f"meta/{code}", name)) for code in self._languages}

    def of(self, *keys: str) -> Words:
        """The first of these keys that says anything, in each language, without its tags."""
        for key in keys:
            written = {code: self._written(key, code) for code in self._languages}
            texts = {code: foreign.untagged(text) for code, text in written.items() if text}
            if texts:
                return texts
        return {}

    def lines(self, *keys: str) -> Words:
        return {code: line for code, text in self.of(*keys).items() if (line := foreign.line(text))}

    def resolved(self, written: str) -> Words:
        """What a key such as `global_goals.1-title` stands for in each language."""
        texts = {code: self._resolved(written, code) for code in self._languages}
        return {code: foreign.line(text) for code, text in texts.items() if text and text != written}

    @property
    def title(self) -> Words:
        return self.lines("indicator_name", "graph_title") or self._told("global_indicators", self._name, "INDICATOR")

    @property
    def target_title(self) -> Words:
        return self._told("global_targets", self._name.rpartition("-")[0], "TARGET")

    @property
    def goal_title(self) -> Words:
        return self._told("global_goals", self._name.partition("-")[0], "GOAL")

    def _told(self, table: str, number: str, key: str) -> Words:
        """What the translations have, else what the metadata say behind the number."""
        found = self.resolved(f"{table}.{number}-title") or self.lines(f"{key.lower()}_name", f"SDG_{key}")
        lines = {code: NUMBERED.sub("", foreign.line(foreign.untagged(text))) for code, text in found.items()}
        return {code: text for code, text in lines.items() if text}

    def word(self, written: str) -> Words:
        """A heading or a value of the data; where no table has it, as it is in the repository's first language."""
        key = written.removeprefix("data.")
        found = {code: foreign.line(_translations(self.folder, code, "data").get(key)) for code in self._languages}
        first = self._first if self._first in self._languages else self._languages[0]
        return {code: text for code, text in {**found, first: found.get(first) or key.strip()}.items() if text}

    def _written(self, key: str, language: str) -> str:
        own = self._metas[language] if self._metas[language] else self.meta if language == self._first else {}
        return self._resolved(foreign.text(own.get(key)), language) or self._of_all(key, language)

    def _of_all(self, key: str, language: str) -> str:
        """A text of the configuration, which has one for all languages: a key of translations."""
        written = foreign.text(self.config.get(key)) or foreign.text(self.meta.get(key))
        return self._resolved(written, language) if KEY.fullmatch(written) or language == self._first else ""

    def _resolved(self, written: str, language: str) -> str:
        if not KEY.fullmatch(written):
            return written
        table, _, key = written.partition(".")
        entries = _translations(self.folder, language, table)
        return foreign.text(entries.get(key)) if entries else ""


def _license(folder: Path, desk: Desk) -> Terms | None:
    """The first line of the repository's own license, which says its name."""
    for file in sorted(folder.glob("LICEN[SC]E*")):
        lines = [line for line in file.read_text("utf-8", errors="replace").splitlines() if foreign.line(line)]
        if lines:
            title = foreign.line(lines[0]).lstrip("# ")
            return Terms(name=foreign.slug(title.removesuffix(" License")), title=desk.words(title))
    return None


def _read(folder: Path, part: str, name: str) -> Any:
    """The file of an indicator, YAML or the front of a Markdown file; None where there is none."""
    for ending in ("yml", "yaml", "md"):
        file = folder / part / f"{name}.{ending}"
        if file.is_file():
            if ending != "md":
                return foreign.read_document(file)
            front = FRONT.match(file.read_text("utf-8-sig", errors="replace"))
            return foreign.parsed(front[1].encode(), f"{name}.yml") if front else None
    return None


@cache
def _translations(folder: Path, language: str, table: str) -> Mapping[str, Any]:
    file = folder / "translations" / language / f"{table}.yml"
    return foreign.mapping(foreign.read_document(file)) if file.is_file() else {}


@cache
def _first_language(folder: Path) -> str:
    file = folder / "config_data.yml"
    languages = foreign.mapping(foreign.read_document(file)).get("languages") if file.is_file() else None
    return next(iter(foreign.lines(languages)), "en")


IMPORTER: Final = Importer("open-sdg", entries, draft, gathered)
