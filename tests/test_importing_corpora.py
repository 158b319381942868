"""Catalogs that others keep, imported whole: what is read, written and refused, and that what was written builds.

The corpora stand beside the repository (or where BANCHI_CORPORA says); where they are absent these tests are skipped.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml

from tests.receiver import receiver
from tests.tiny import banchi

CORPORA: Final = Path(os.environ.get("BANCHI_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
DAY: Final = {"SOURCE_DATE_EPOCH": "1798761600", "NO_MKDOCS_2_WARNING": "1"}

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA}")


class Corpus(NamedTuple):
    """`written` may grow, and `refused` shrink, but never the other way round; `is_built` where that takes seconds (the
    others were built by hand)."""

    form: str
    source: str
    languages: tuple[str, ...]
    read: int
    written: int
    refused: int
    is_built: bool = False


TABLE: Final = (
    Corpus("datapackage", "core", ("en",), 8, 8, 0, is_built=True),
    Corpus("datapackage", "owid/packages", ("en",), 40, 38, 2),
    Corpus("ckan", "ckan/package_show", ("pt",), 200, 200, 0),
    Corpus("ckan", "ckan/package_search-40.json", ("pt",), 40, 40, 0, is_built=True),
    Corpus("open-sdg", "sdg-bilingual", ("en", "fr"), 251, 167, 84),
    *(
        Corpus("dcat-us", f"datajson/samples/{name}.data.json", ("en",), *counts, is_built=name == "usda.gov")
        for name, counts in {
            "arm": (3, 3, 0),
            "collection-1-parent-2-children": (3, 3, 0),
            "collection-2-parent-4-children": (6, 6, 0),
            "geospatial": (2, 2, 0),
            "large-spatial": (1, 1, 0),
            "many-resources": (1, 1, 0),
            "missing-catalog": (2, 1, 1),
            "missing-dataset-fields": (2, 1, 1),
            "missing-identifier-title": (3, 2, 1),
            "null-spatial": (1, 1, 0),
            "numerical-title": (1, 1, 0),
            "ny": (1, 1, 0),
            "reserved-title": (1, 1, 0),
            "usda.gov": (3, 3, 0),
        }.items()
    ),
)
REASONS: Final = {  # why a record of each corpus may be refused
    "owid/packages": {"no_data"},  # a CSV of no bytes
    "sdg-bilingual": {"no_table_of"},  # nothing reported yet, and one file that the corpus lacks
    "datajson/samples/missing-catalog.data.json": {"no_mapping"},
    "datajson/samples/missing-dataset-fields.data.json": {"no_mapping"},
    "datajson/samples/missing-identifier-title.data.json": {"no_title"},
}
UNSTATED: Final = {"owid/packages"}  # whose records name no license


def read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("corpus", TABLE, ids=lambda corpus: corpus.source)
def test_a_corpus_is_imported_whole_or_refused_by_name(corpus: Corpus, tmp_path: Path) -> None:
    root, report = receiver(tmp_path / "catalog", corpus.languages), tmp_path / "report.json"
    source = str(CORPORA / corpus.source)
    done = banchi(root, "import", corpus.form, source, "--report", str(report), **DAY)
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    counts = (told["read"], len(told["written"]), len(told["refused"]))
    assert told["read"] == corpus.read == counts[1] + counts[2]
    assert counts[1] >= corpus.written
    assert counts[2] <= corpus.refused
    assert {refusal["code"] for refusal in told["refused"]} <= REASONS.get(corpus.source, set())
    assert all(refusal["label"] and refusal["label"] in done.stdout for refusal in told["refused"])
    assert [p for one in told["written"] for p in one["problems"]] == []
    unknown = {
        one["label"] for one in told["written"] for note in one["liberties"] if note["code"] == "license_unknown"
    }
    if corpus.source in UNSTATED:
        assert len(unknown) == counts[1]
    checked = banchi(root, "check", **DAY)
    assert (checked.exit_code, ": error[" in checked.stdout) == (0, False)
    if corpus.is_built:
        built = banchi(root, "build", "--jobs", "1", **DAY)
        assert built.exit_code == 0, built.output
        assert all((root / "site" / "datasets" / Path(one["folder"]).name).is_dir() for one in told["written"])


def test_the_indicators_of_open_sdg_make_a_set_of_goals_and_targets(tmp_path: Path) -> None:
    """Each stands in it once, whether it has data or not, with the figure that leads it."""
    root = receiver(tmp_path, ("en", "fr"))
    done = banchi(root, "import", "open-sdg", str(CORPORA / "sdg-bilingual"), **DAY)
    assert "  datasets/indicator-sets/sdg.yml\n" in done.stdout
    goals = read(root / "datasets/indicator-sets/sdg.yml")["children"]
    assert [goal["code"] for goal in goals] == [str(number) for number in range(1, 18)]
    targets = [target for goal in goals for target in goal["children"]]
    leaves = [leaf for target in targets for leaf in target["children"]]
    assert len(leaves) == len({leaf["code"] for leaf in leaves}) == 251
    assert all(set(node["title"]) == {"en", "fr"} for node in (*goals, *targets, *leaves))
    leading = [leaf["indicator"] for leaf in leaves if "indicator" in leaf]
    descriptors = [read(file) for file in root.glob("datasets/indicator-*/dataset.yml")]
    figures = {each["name"]: each for one in descriptors for each in one.get("indicators", ())}
    assert len(leading) >= 162 and set(leading) <= set(figures)
    assert all(set(figures[name].get("related", ())) & set(leading) for name in set(figures) - set(leading))
    assert sum("targets" in each for each in figures.values()) >= 70
    checked = banchi(root, "check", **DAY)
    found = {line.partition("[")[2].partition("]")[0] for line in checked.stdout.splitlines() if "[" in line}
    assert (checked.exit_code, "indicator-sets/sdg.yml" in checked.stdout) == (0, True), "its title has no French"
    assert found <= {"missing-translation"}


def test_every_row_of_a_table_is_kept(tmp_path: Path) -> None:
    """Files that are not written anew are those of the corpus, byte for byte."""
    root = receiver(tmp_path, ("en", "fr"))
    banchi(root, "import", "open-sdg", str(CORPORA / "sdg-bilingual"), **DAY)
    tables = sorted((CORPORA / "sdg-bilingual" / "data").glob("*.csv"))
    there = {file.read_bytes() for file in (root / "datasets").rglob("*.csv")}
    assert len(tables) == 167
    assert [file.name for file in tables if file.read_bytes() not in there] == []
