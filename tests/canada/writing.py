"""The catalog in a folder. In come the corpus and a folder, out go its registries, the set of 251 indicators, and a
dataset for each indicator with data. It must not know how descriptors are made, nor how a catalog is read.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import yaml

from tests.canada.corpus import Corpus, SdgIndicator, Table, Texts
from tests.canada.descriptors import (
    PUBLISHER,
    REPOSITORY,
    TAKEN,
    descriptor,
    organization_name,
    organization_of,
)
from tests.canada.figures import figures
from tests.canada.places import places
from tests.canada.tables import Kept, kept
from tests.canada.texts import line
from tests.canada.units import unit_entries

SET: Final = "sdg"
BASE: Final = "https://sdg.canada.example/"
HEADLINES: Final = ("1-2-1", "3-2-1", "7-2-1", "8-5-2", "17-6-1")

CATALOG: Final = {
    "title": {
        "en": "Canada’s indicators for the Sustainable Development Goals",
        "fr": "Indicateurs du Canada pour les objectifs de développement durable",
    },
    "description": {
        "en": "The figures that Canada reports for the global indicators of the Sustainable Development Goals, "
        "converted from the Open SDG repository of Statistics Canada. A test of Banchi, not a publication of theirs.",
        "fr": "Les chiffres que le Canada déclare pour les indicateurs mondiaux des objectifs de développement "
        "durable, tirés du dépôt Open SDG de Statistique Canada. Un essai de Banchi, et non sa publication.",
    },
    "publisher": PUBLISHER,
    "languages": ["en", "fr"],
    "base_uri": BASE,
    "contact": {"name": {"en": "Statistics Canada", "fr": "Statistique Canada"}, "url": f"{REPOSITORY}/issues"},
    "repository_url": REPOSITORY,
    "featured": [f"sdg-{name}" for name in HEADLINES],
    # What Open SDG publishes of the same data, so that the two sites can be compared: pages in both languages, for each
    # indicator its data as CSV and as JSON (here the API's) and a zip, and all of them in one file (here the CSV of the
    # set). Every value is in the CSVs. Of what Open SDG has not, an indicator's OpenAPI and the browsers' search stay.
    "formats": ["api", "opensearch"],
    "downloads": ["csv", "zip"],
}
LICENSE: Final = {
    "mit": {
        "title": {"en": "MIT License", "fr": "Licence MIT"},
        "description": {
            "en": "The repository of the figures is as a whole under the MIT License: use, copy, change and share, "
            "also commercially, as long as the notice stands. Most figures are Statistics Canada’s, whose own tables "
            "stand under the Statistics Canada Open Licence; the repository does not say so itself.",
            "fr": "Le dépôt des chiffres est dans son ensemble sous licence MIT : utilisation, copie, modification et "
            "partage sont permis, même à des fins commerciales, si l’avis est conservé. La plupart des chiffres "
            "viennent de Statistique Canada, dont les tableaux relèvent de la Licence ouverte de Statistique Canada ; "
            "le dépôt ne le dit pas lui-même.",
        },
        "url": "https://opensource.org/license/mit",
        "spdx": "MIT",
        "gdc": "License Not Specified",
        "open": True,
        "attribution": True,
        "commercial": True,
        "derivatives": True,
    }
}
SET_FACTS: Final = {
    "title": {
        "en": "Global indicators for the Sustainable Development Goals",
        "fr": "Indicateurs mondiaux des objectifs de développement durable",
    },
    "abbreviation": {"en": "SDG", "fr": "ODD"},
    "description": {
        "en": "The 17 goals, their targets and the indicators by which the United Nations follow them, with the "
        "figures of Canada where there are any.",
        "fr": "Les 17 objectifs, leurs cibles et les indicateurs par lesquels les Nations Unies les suivent, avec "
        "les chiffres du Canada lorsqu’il y en a.",
    },
    "publisher": PUBLISHER,
    "homepage": REPOSITORY,
    "sources": [
        {
            "title": {"en": "Canada’s SDG data repository", "fr": "Dépôt des données du Canada sur les ODD"},
            "path": REPOSITORY,
            "accessed": TAKEN,
        }
    ],
}
MKDOCS: Final = """\
site_name: Canada’s indicators for the Sustainable Development Goals
theme: {name: material, font: false}
plugins: [banchi]
"""


def write_catalog(source: Path, target: Path) -> None:
    """Convert the corpus at `source` into a catalog at `target`, which must be empty or not there yet."""
    corpus = Corpus(source)
    datasets = target / "datasets"
    (datasets / "indicator-sets").mkdir(parents=True)
    codes, areas = places(corpus)
    tables = {i.name: kept(i, codes) for i in corpus.indicators if i.table}
    (target / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    _dump(datasets / "catalog.yml", CATALOG)
    _dump(datasets / "licenses.yml", LICENSE)
    _dump(datasets / "areas.yml", areas)
    _dump(datasets / "units.yml", unit_entries(corpus, corpus.indicators))
    _dump(datasets / "themes.yml", _themes(corpus))
    _dump(datasets / "organizations.yml", _organizations(corpus))
    _dump(datasets / "indicator-sets" / f"{SET}.yml", _set(corpus, tables))
    for indicator in corpus.indicators:
        if indicator.name in tables:
            _write_dataset(corpus, indicator, tables[indicator.name], datasets / f"sdg-{indicator.name}")


def _write_dataset(corpus: Corpus, indicator: SdgIndicator, table: Kept, folder: Path) -> None:
    folder.mkdir()
    organization = organization_name(organization_of(corpus, indicator))
    described = descriptor(corpus, indicator, table, organization)
    _dump(folder / "dataset.yml", described)
    _write_table(folder / described["resources"][0]["path"], table.table)


def _write_table(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, table.header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table.rows)


def _themes(corpus: Corpus) -> dict[str, Any]:
    goals = dict.fromkeys(indicator.goal for indicator in corpus.indicators)
    return {
        f"goal-{goal}": {
            "title": {c: f"{goal}. {t}" for c, t in corpus.texts(f"global_goals.{goal}-short").items()},
            "description": corpus.texts(f"global_goals.{goal}-title"),
        }
        for goal in goals
    }


def _organizations(corpus: Corpus) -> dict[str, Any]:
    """Every maker once; where its name is spelt in several ways, the one that has both languages, else the first."""
    entries: dict[str, Any] = {
        PUBLISHER: {"title": corpus.word("Statistics Canada"), "url": "https://www.statcan.gc.ca/"}
    }
    for indicator in corpus.indicators:
        if indicator.table:
            title = organization_of(corpus, indicator)
            known = entries.setdefault(organization_name(title), {"title": title})
            if len(known["title"]) < len(title):
                known["title"] = title
    return entries


def _set(corpus: Corpus, tables: dict[str, Kept]) -> dict[str, Any]:
    """Goal, target, indicator: the indicators that have a table name their leading figure."""
    goals: dict[str, dict[str, Any]] = {}
    targets: dict[str, dict[str, Any]] = {}
    leading: dict[str, str] = {}
    for indicator in corpus.indicators:
        if indicator.goal not in goals:
            goals[indicator.goal] = _node(indicator.goal, corpus.texts(f"global_goals.{indicator.goal}-title"))
        if indicator.target not in targets:
            targets[indicator.target] = _node(
                indicator.target, corpus.texts(f"global_targets.{indicator.target}-title")
            )
            goals[indicator.goal].setdefault("children", []).append(targets[indicator.target])
        leaf = _node(indicator.name, corpus.texts(indicator.config.get("indicator_name")))
        if indicator.name in tables:
            found = figures(corpus, indicator, tables[indicator.name], f"indicator-{indicator.name}")
            leading[indicator.name] = leaf["indicator"] = found.leading
        targets[indicator.target].setdefault("children", []).append(leaf)
    headline = [leading[name] for name in HEADLINES]
    return {**SET_FACTS, "headline": headline, "size": len(corpus.indicators), "children": list(goals.values())}


def _node(name: str, title: Texts) -> dict[str, Any]:
    return {"title": {code: line(text) for code, text in title.items()}, "code": name.replace("-", ".")}


class _Dumper(yaml.CSafeDumper):
    """Writes a value that stands twice twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _dump(path: Path, value: object) -> None:
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(text, "utf-8")
