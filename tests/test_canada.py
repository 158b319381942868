"""Canada's indicators for the Sustainable Development Goals, made by Statistics Canada for Open SDG, as a catalog here:
converted whole, clean but for the faults that the data have, and shown in both their languages.

The corpus stands beside the repository (or where BANCHI_CORPORA says); where it is absent these tests are skipped.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from bs4 import BeautifulSoup

from generator import periods
from generator.catalog import load_catalog
from generator.readings import read_dataset
from tests.canada.corpus import Corpus
from tests.canada.descriptors import NO_VALUE
from tests.canada.measuring import OPEN_SDG_BYTES
from tests.canada.writing import write_catalog
from tests.tiny import banchi, banchi_process

CORPORA: Final = Path(os.environ.get("BANCHI_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
SOURCE: Final = CORPORA / "sdg-bilingual"
EPOCH: Final = {"SOURCE_DATE_EPOCH": "1798761600", "NO_MKDOCS_2_WARNING": "1"}

pytestmark = pytest.mark.skipif(not SOURCE.is_dir(), reason=f"no corpus at {SOURCE}")

# Texts that the corpus has in English only, by indicator or registry. Each is a warning; nothing else is told.
UNTRANSLATED: Final[Mapping[str, set[str]]] = {
    "areas": {
        "Kelowna, BC",
        "Non-census metropolitan areas",
        "Ottawa-Gatineau (Ontario part)",
        "Ottawa-Gatineau (Quebec part)",
        "Total census metropolitan areas",
    },
    "organizations": {"World Trade Organization (WTO)"},
    "units": {"CAD (Millions)", "Dollars", "Per 10,000 population", "Tonnes", "Tonnes/hectare"},
    "1-4-1": {"Tonnes"},
    "2-1-2": {
        "Non-seniors not in an economic family",
        "Persons in non-senior families",
        "Persons in other non-senior families",
        "Persons in other senior families",
        "Persons in senior couples",
        "Persons in senior families",
        "Seniors not in an economic family",
    },
    "2-b-1": {"World Trade Organization (WTO)"},  # the publisher of its source
    "3-8-2": {"Population"},
    "4-5-1": {"15-24 years old", "15-64 years old", "25-54 years old", "55-64 years old"},
    "5-5-2": {"Occupation"},
    "6-6-1": {
        "6.6.1 Change in the extent of water-related ecosystems over time – Lake water quality, trophic",
        "Extreme",
        "High",
        "Lake water quality, trophic",
        "Low",
        "Medium",
        "Water extent",
    },
    "8-6-1": {"Status"},
    "9-1-2": {"Mode of transport"},
    "9-c-1": {"Technology"},
    "11-2-1": {"0 to 14 years"},
    "12-4-1": {
        "Basel Convention on the Control of Transboundary Movements of Hazardous Wastes and Their Disposal",
        "Canada-USA Agreement on the Transboundary Movement of Hazardous Waste",
        "Control of Transboundary Movements of Waste Destined for Recovery Operations",
        "Convention",
    },
    "15-2-1": {"Tonnes/hectare"},
    "16-1-3": {"Type of crime"},
    "16-3-1": {"Type of violence"},
    "17-5-1": {"CAD (Millions)"},
    "17-6-1": {"Data are reported per household instead of per inhabitant."},  # the limits of use
}

# Other faults of the data, which the conversion mends where it says so.
INFINITE: Final = ("9-b-1", "2023", "Nunavut")  # a share of nothing: declared as a missing value
TWO_OF_ONE_NAME: Final = ("11-2-1", "L'Ange-Gardien, Quebec", {"2421040", "2482005"})  # told apart by code alone
WITHOUT_VALUES: Final = {"1-2-2", "1-5-4", "11-b-2", "12-4-1", "13-1-3"}  # every cell of Value is empty

ROWS: Final = 118_134
NAMELESS: Final = 13  # rows of 9-1-2, 9-c-1, 16-1-3 and 16-3-1 that name no series, and have no value

# Series as the corpus's CSV files have them: dataset, indicator, area, categories, first and last times and values.
SERIES: Final = (
    ("1-2-1", 0, "CAN", (None,), ("2015", "14.5"), ("2023", "10.2")),
    ("1-2-1", 0, "CA-AB", (None,), ("2015", "9.4"), ("2023", "8.9")),
    ("1-2-1", 0, "CA-AB", ("Females",), ("2015", "9.9"), ("2023", "9.1")),
    ("10-3-1", 0, "CAN", (None,) * 11, ("2024-Q1", "35.9"), ("2024-Q4", "26")),
    ("17-8-1", 0, "CAN", (None,), ("2018", "91.3"), ("2022", "94.5")),
    ("3-2-1", 0, "CA-NU", (), ("2015", "27.46"), ("2024", "51.52")),
)


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def without_places(row: Mapping[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if column not in ("Geography", "GeoCode")}


def descriptors(catalog: Path) -> dict[str, Any]:
    return {path.parent.name: read(path) for path in sorted((catalog / "datasets").glob("*/dataset.yml"))}


def leaves(nodes: list[Any]) -> Iterator[Any]:
    for node in nodes:
        if "children" in node:
            yield from leaves(node["children"])
        else:
            yield node


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canada")
    write_catalog(SOURCE, folder)
    return folder


@pytest.fixture(scope="module")
def site(catalog: Path) -> Path:
    done = banchi_process(catalog, "build", **EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    return catalog / "site"


def test_all_that_is_told_is_what_the_data_lack(catalog: Path) -> None:
    done = banchi(catalog, "check", "--format", "json", **EPOCH)
    problems = [
        problem for problem in json.loads(done.stdout) if problem["level"] != "notice"
    ]  # time alone brings those
    assert {problem["code"] for problem in problems} == {"missing-translation"}
    found: dict[str, set[str]] = {}
    for problem in problems:
        path = Path(problem["path"])
        name = path.parent.name.removeprefix("sdg-") if path.name == "dataset.yml" else path.stem
        found.setdefault(name, set()).add(english(read(catalog / path), problem["subject"]))
    assert found == UNTRANSLATED


def english(value: Any, subject: str) -> str:
    """The text at a subject such as `resources[0].schema.fields[1].title`."""
    for step in subject.replace("[", ".").replace("]", "").split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return str(value["en"] if isinstance(value, dict) else value)


def test_every_indicator_and_every_row_is_there(catalog: Path) -> None:
    corpus = Corpus(SOURCE)
    found = descriptors(catalog)
    assert len(found) == 167 and len(corpus.indicators) == 251
    tree = list(leaves(read(catalog / "datasets/indicator-sets/sdg.yml")["children"]))
    names = {entry["name"] for dataset in found.values() for entry in dataset["indicators"]}
    assert len(names) == sum(len(dataset["indicators"]) for dataset in found.values()) == 265
    assert len({node["code"] for node in tree}) == len(tree) == 251
    assert len({node["indicator"] for node in tree if "indicator" in node} & names) == 167
    for indicator in corpus.indicators:
        if indicator.table:
            written = rows(catalog / f"datasets/sdg-{indicator.name}/indicator-{indicator.name}.csv")
            assert list(map(without_places, written)) == list(map(without_places, indicator.table.rows)), indicator.name
    assert sum(len(indicator.table.rows) for indicator in corpus.indicators if indicator.table) == ROWS


def test_every_time_is_understood(catalog: Path) -> None:
    times = [row["Year"] for path in (catalog / "datasets").glob("*/*.csv") for row in rows(path)]
    kinds = {time: period.kind if (period := periods.read(time)) else None for time in set(times)}
    assert None not in kinds.values()
    assert {time for time, kind in kinds.items() if kind == "quarter"} == {f"2024 Q{n}" for n in range(1, 5)}
    assert sum(not time.isdecimal() for time in times) == 18_459


def test_totals_are_named_so_that_canada_and_its_provinces_compare(catalog: Path) -> None:
    (entry,) = read(catalog / "datasets/sdg-1-2-1/dataset.yml")["indicators"]
    assert entry["dimensions"] == [{"field": "Persons in low income", "total": "All persons"}]
    assert entry["area"] == "GeoCode" and entry["direction"] == "lower-is-better"
    assert entry["targets"] == [{"time": 2030, "value": 7.25}]


def test_figures_are_read_back(catalog: Path) -> None:
    """All of them by number, some by value; a row is one observation of one indicator."""
    loaded, _ = load_catalog(catalog)
    assert loaded is not None
    readings = {d.name.removeprefix("sdg-"): read_dataset(catalog, loaded, d)[0].indicators for d in loaded.datasets}
    every = [series for reading in readings.values() for indicator in reading for series in indicator.series]
    assert sum(len(series.observations) for series in every) == ROWS - NAMELESS
    for name, place, area, categories, *ends in SERIES:
        found = {(s.area, s.categories): s.observations for s in readings[name][place].series}
        observed = [(o.time, o.value) for o in found[area, categories]]
        assert [observed[0], observed[-1]] == ends, (name, area, categories)


def test_faults_that_are_mended_are_faults(catalog: Path) -> None:
    name, *cells = INFINITE
    infinite = [row for row in rows(SOURCE / f"data/indicator_{name}.csv") if row["Value"] == "Inf"]
    assert [[row["Year"], row["Geography"]] for row in infinite] == [cells]
    assert {name: ["", "Inf"]} == NO_VALUE
    name, place, codes = TWO_OF_ONE_NAME
    found = {row["GeoCode"] for row in rows(SOURCE / f"data/indicator_{name}.csv") if row["Geography"] == place}
    assert found == codes
    assert {f"SGC-{code}" for code in codes} <= set(read(catalog / "datasets/areas.yml"))
    empty = {i.name for i in Corpus(SOURCE).indicators if i.table and not any(row["Value"] for row in i.table.rows)}
    assert empty == WITHOUT_VALUES


# A page of each kind: its address, where it says so, and what it says in each language.
PAGES: Final = (
    ("", "h1", "Canada’s indicators for the Sustainable", "Indicateurs du Canada pour les objectifs"),
    ("datasets/sdg-8-5-2/", "h1", "8.5.2 Unemployment rate", "8.5.2 Taux de chômage"),
    ("datasets/sdg-1-2-1/", "table", "All persons", "Toutes les personnes"),  # categories in the preview
    ("organizations/statistics-canada/", "h1", "Statistics Canada", "Statistique Canada"),
    ("themes/goal-5/", "h1", "5. Gender equality", "5. Égalité entre les sexes"),
    ("browse/organization/", "main", "World Bank", "Banque Mondiale"),
    ("indicators/sdg-8-5-2/", "h1", "8.5.2 Unemployment rate", "8.5.2 Taux de chômage"),
    ("indicator-sets/sdg/", "h1", "Global indicators for the Sustainable", "Indicateurs mondiaux des objectifs"),
)


@pytest.mark.parametrize(
    ("address", "where", "in_english", "in_french"), [pytest.param(*page, id=page[0]) for page in PAGES]
)
def test_both_languages_are_shown(site: Path, address: str, where: str, in_english: str, in_french: str) -> None:
    for language, folder, words, others in (
        ("en", site, in_english, in_french),
        ("fr", site / "fr", in_french, in_english),
    ):
        page = BeautifulSoup((folder / address / "index.html").read_text("utf-8"), "html.parser")
        said = " ".join(page.find(where).get_text(" ").split())
        assert page.find("html")["lang"] == language
        assert words in said and others not in said


def test_it_takes_an_eighth_of_the_bytes_of_open_sdg(site: Path) -> None:
    assert sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) * 8 <= OPEN_SDG_BYTES


def test_every_page_has_its_twin(site: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    french = {page.removeprefix("fr/") for page in pages if page.startswith("fr/")}
    assert french == {page for page in pages if not page.startswith("fr/")}
    assert sum(page.startswith("datasets/sdg-") and page.endswith("/index.html") for page in pages) == 167
